"""usage: python -m tools.record_series [--seeds FIRST-LAST]"""

from __future__ import annotations

import argparse

from tools.record_series.score import table

if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tools.record_series")
    parser.add_argument("--seeds", default="0-19", help="the seeds, as 0-19")
    first, _, last = parser.parse_args().seeds.partition("-")
    for line in table(range(int(first), int(last or first) + 1)):
        print(line)
