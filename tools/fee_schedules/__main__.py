"""usage: python -m tools.fee_schedules [--seeds FIRST-LAST] [--keep FOLDER] [--differences]"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from tools.fee_schedules.score import measure


def main() -> None:
    """Print precision and recall of the changes that are told."""
    parser = argparse.ArgumentParser(prog="python -m tools.fee_schedules")
    parser.add_argument("--seeds", default="0-9", help="the seeds, as 0-9")
    parser.add_argument("--keep", type=Path, help="a folder in which the PDFs stay")
    parser.add_argument("--differences", action="store_true", help="list what is not right")
    asked = parser.parse_args()
    first, _, last = asked.seeds.partition("-")
    seeds = range(int(first), int(last or first) + 1)
    with tempfile.TemporaryDirectory() as temporary:
        folder = asked.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        score = measure(seeds, folder)
    print("\n".join(score.lines()))
    if asked.differences:
        for word, facts in (("missed", score.missed), ("made up", score.made_up)):
            for fact in facts:
                print(word, *fact)


if __name__ == "__main__":
    main()
