"""usage: python -m tools.errata_letters [--seeds FIRST-LAST] [--looks NAME,…|open|held|all]
[--keep FOLDER] [--differences]"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from tools.errata_letters.score import measure, table
from tools.errata_letters.typeset import HELD, LOOKS


def main() -> None:
    """Print what was found in each look."""
    parser = argparse.ArgumentParser(prog="python -m tools.errata_letters")
    parser.add_argument("--seeds", default="0-4", help="the seeds, as 0-4")
    parser.add_argument("--looks", default="open", help="names of looks, or open, held, all")
    parser.add_argument("--keep", type=Path, help="a folder in which the PDFs stay")
    parser.add_argument("--differences", action="store_true", help="list what is not right")
    asked = parser.parse_args()
    first, _, last = asked.seeds.partition("-")
    known = {"open": [n for n in LOOKS if n not in HELD], "held": list(HELD), "all": list(LOOKS)}
    looks = known.get(asked.looks) or asked.looks.split(",")
    with tempfile.TemporaryDirectory() as temporary:
        folder = asked.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        scores = [
            measure(look, range(int(first), int(last or first) + 1), folder) for look in looks
        ]
    print("\n".join(table(scores)))
    if asked.differences:
        for score in scores:
            print("\n".join(f"{score.look}: {each}" for each in score.wrong))


if __name__ == "__main__":
    main()
