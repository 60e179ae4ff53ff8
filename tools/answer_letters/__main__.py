"""usage: python -m tools.answer_letters [--seeds FIRST-LAST] [--keep FOLDER] [--differences]"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from tools.answer_letters.score import measure
from tools.answer_letters.typeset import HELD_OUT


def main() -> None:
    """Print how many questions of the letters are found; of held-out looks first."""
    parser = argparse.ArgumentParser(prog="python -m tools.answer_letters")
    parser.add_argument("--seeds", default="0-29", help="the seeds, as 0-29")
    parser.add_argument("--keep", type=Path, help="a folder in which the PDFs stay")
    parser.add_argument("--differences", action="store_true", help="list what is not right")
    asked = parser.parse_args()
    first, _, last = asked.seeds.partition("-")
    seeds = range(int(first), int(last or first) + 1)
    with tempfile.TemporaryDirectory() as temporary:
        folder = asked.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        held = measure([HELD_OUT + seed for seed in seeds], folder)
        known = measure(seeds, folder)
    print("looks held out", *held.lines(), "", "other looks", *known.lines(), sep="\n")
    if asked.differences:
        print(*known.differences, sep="\n")


if __name__ == "__main__":
    main()
