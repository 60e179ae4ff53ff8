"""usage: python -m tools.care_schedules [--seeds FIRST-LAST] [--looks NAME,…] [--changes own|same]
[--keep FOLDER] [--differences]"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from tools.care_schedules.hands import measure_changes, measure_hands
from tools.care_schedules.printed import measure_printed
from tools.care_schedules.score import measure
from tools.care_schedules.typeset import HELD_OUT, LOOKS
from tools.looks_command import table_of_looks
from tools.sheets import names_of

HANDS = "hands"


def main() -> None:
    """Print what was right, of the looks held out first."""
    parser = argparse.ArgumentParser(prog="python -m tools.care_schedules")
    parser.add_argument("--seeds", default="0-9", help="the seeds, as 0-9")
    parser.add_argument(
        "--looks",
        default="",
        help=f"names of looks, or {HANDS}: each seed's hand, printed or printed-aside; all but"
        " these, those held out first",
    )
    parser.add_argument(
        "--changes", choices=["own", "same"],
        help=f"of {HANDS}: what is told of revisions, set each by its own or both by the same",
    )  # fmt: skip
    parser.add_argument("--keep", type=Path, help="a folder in which the PDFs stay")
    parser.add_argument("--differences", action="store_true", help="list what is not right")
    asked = parser.parse_args()
    first, _, last = asked.seeds.partition("-")
    seeds = range(int(first), int(last or first) + 1)
    known = [name for name in LOOKS if name not in HELD_OUT]
    if "printed" in asked.looks:
        _printed(asked.looks, seeds, asked.keep, differences=asked.differences)
        return
    groups = [asked.looks.split(",")] if asked.looks else [list(HELD_OUT), known]
    with tempfile.TemporaryDirectory() as temporary:
        folder = asked.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        for group in groups:
            if group != [HANDS]:
                score = measure(seeds, group, folder)
            elif asked.changes:
                score = measure_changes(seeds, folder, own=asked.changes == "own")
            else:
                score = measure_hands(seeds, folder)
            print(f"\nlooks: {', '.join(group)}\n")
            print("\n".join(score.lines()))
            if asked.differences:
                print("\n".join(score.wrong))


def _printed(looks: str, seeds: range, keep: Path | None, *, differences: bool) -> None:
    names = names_of(looks)
    with tempfile.TemporaryDirectory() as temporary:
        folder = keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        scores = measure_printed(names, seeds, folder)
    print("\n".join(table_of_looks(names, scores, sorted(scores[0].true))))
    print("\n".join(each for score in scores for each in score.wrong if differences))


if __name__ == "__main__":
    main()
