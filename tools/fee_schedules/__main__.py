"""usage: python -m tools.fee_schedules [--seeds FIRST-LAST] [--schedule NAME]
[--looks hands|printed|printed-aside|NAME,… [--changes own|same]]
[--hand own|other|held|third|third-held] [--keep FOLDER] [--differences]"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from tools.fee_schedules.hands import measure_changes, measure_hands
from tools.fee_schedules.printed import measure_printed
from tools.fee_schedules.score import measure
from tools.fee_schedules.typeset import HELD_HAND, OTHER_HAND, THIRD_HAND, THIRD_HELD_HAND
from tools.fee_schedules.words import SCHEDULES
from tools.looks_command import table_of_looks
from tools.sheets import names_of

HANDS = {
    "own": 0, "other": OTHER_HAND, "held": HELD_HAND, "third": THIRD_HAND,
    "third-held": THIRD_HELD_HAND,
}  # fmt: skip


def main() -> None:
    """Print precision and recall of the changes that are told."""
    parser = argparse.ArgumentParser(prog="python -m tools.fee_schedules")
    parser.add_argument("--seeds", default="0-9", help="the seeds, as 0-9")
    parser.add_argument("--schedule", default="medical", choices=SCHEDULES)
    parser.add_argument("--hand", default="own", choices=HANDS, help="whose looks")
    parser.add_argument(
        "--looks", default="",
        help="hands: each seed's hand, and its schedule; printed, printed-aside, or names of these",
    )  # fmt: skip
    parser.add_argument(
        "--changes", choices=["own", "same"],
        help="of hands: what is told of revisions, set each by its own or all by the same",
    )  # fmt: skip
    parser.add_argument("--keep", type=Path, help="a folder in which the PDFs stay")
    parser.add_argument("--differences", action="store_true", help="list what is not right")
    asked = parser.parse_args()
    first, _, last = asked.seeds.partition("-")
    seeds = range(int(first), int(last or first) + 1)
    with tempfile.TemporaryDirectory() as temporary:
        folder = asked.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        if "printed" in asked.looks:
            names = names_of(asked.looks)
            counts = measure_printed(names, seeds, folder)
            print("\n".join(table_of_looks(names, counts, list(counts[0].true))))
            wrong = [each for count in counts for each in count.wrong]
            print("\n".join(wrong if asked.differences else ()))
            return
        if asked.looks:
            count = (
                measure_changes(seeds, folder, own=asked.changes == "own")
                if asked.changes
                else measure_hands(seeds, folder)
            )
            print("\n".join([*count.lines(), *(count.wrong if asked.differences else ())]))
            return
        score = measure(seeds, folder, asked.schedule, HANDS[asked.hand])
    print("\n".join(score.lines()))
    if asked.differences:
        for word, facts in (("missed", score.missed), ("made up", score.made_up)):
            for fact in facts:
                print(word, *fact)


if __name__ == "__main__":
    main()
