"""usage: python -m tools.answer_letters [--seeds FIRST-LAST] [--sets NAME,…] [--keep FOLDER]
[--differences]"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from tools.answer_letters.score import SETS, measure


def main() -> None:
    """Print how many questions of the letters are found; of held-out looks first."""
    parser = argparse.ArgumentParser(prog="python -m tools.answer_letters")
    parser.add_argument("--seeds", default="0-29", help="the seeds, as 0-29")
    parser.add_argument("--keep", type=Path, help="a folder in which the PDFs stay")
    parser.add_argument("--differences", action="store_true", help="list what is not right")
    parser.add_argument("--sets", default="", help="names of sets of looks, parted by commas")
    asked = parser.parse_args()
    first, _, last = asked.seeds.partition("-")
    seeds = range(int(first), int(last or first) + 1)
    with tempfile.TemporaryDirectory() as temporary:
        folder = asked.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        for title in asked.sets.split(",") if asked.sets else SETS:
            first_seed = SETS[title]
            score = measure([first_seed + seed for seed in seeds], folder)
            print(title, "", *score.lines(), "", sep="\n")
            if asked.differences and "held out" not in title:
                print(*score.differences, "", sep="\n")


if __name__ == "__main__":
    main()
