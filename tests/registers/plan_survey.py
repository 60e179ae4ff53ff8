"""How many measures of generated plans come out right, by the features of their look.

usage: python -m tests.registers.plan_survey COUNT [FIRST SEED]

The generator (tests/paper/plan_pages.py) knows nothing of the grammar. Where a look gives no sign
by which progress and next plan could be told apart (no heads at all, in two columns), the two are
compared as one list.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from shiryokan.paper.isolated import IsolatedReader
from shiryokan.registers.aspects import headings_of
from shiryokan.registers.errors import NoRecords
from shiryokan.registers.measures import Measure, Measures
from tests.paper import plan_pages
from tests.paper.plan_pages import made, squeezed
from tests.paper.plan_style import Style, by_chance

FEATURES = ("rules", "label_place", "label", "bracket", "bullet", "heads", "column_heads", "shares")


def extracted(pdf: bytes) -> list[Measure]:
    """The measures of a PDF; none if it is taken for another kind of document."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "plan.pdf"
        path.write_bytes(pdf)
        with IsolatedReader(path) as reader:
            pages = list(reader.pages())
    try:
        return Measures().extract(pages).records
    except NoRecords:
        return []


def tells_apart(style: Style) -> bool:
    """Whether the look shows which items were done and which are planned."""
    return len(style.shares) > 2 or bool(style.heads[0])


def faults(measure: Measure, truth: plan_pages.Measure, style: Style) -> list[str]:
    """The fields that are not exactly right, white space aside."""
    words = truth.words
    assert words
    previous = "" if words.previous == "（新規）" else squeezed(words.previous)
    found = []
    if [squeezed(m) for m in measure.ministries] != words.bureaus:
        found.append("ministries")
    if squeezed(measure.previous_plan) != previous:
        found.append("previous_plan")
    done, planned = ([squeezed(x) for x in xs] for xs in (measure.progress, measure.next_plan))
    want_done, want_planned = (
        [squeezed(x) for x in xs] for xs in (words.progress, words.following)
    )
    if tells_apart(style):
        found += ["progress"] * (done != want_done) + ["next_plan"] * (planned != want_planned)
    elif done + planned != want_done + want_planned:
        found.append("items")
    section = tuple(squeezed(s) for s in headings_of(measure.section))
    if section not in ((), truth.section) and truth.section:
        found.append("section")
    return found


def main() -> None:
    count, first = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0
    total: Counter[str] = Counter()
    wrong: Counter[tuple[str, object]] = Counter()
    seen: Counter[tuple[str, object]] = Counter()
    for seed in range(first, first + count):
        style = by_chance(seed)
        plan = made(style)
        found = extracted(plan.pdf)
        pairs = dict(zip(range(len(found)), found, strict=True))
        bad = []
        if len(found) == len(plan.measures):
            for number, truth in enumerate(plan.measures):
                bad += [f"{number}:{f}" for f in faults(pairs[number], truth, style)]
            right = len(plan.measures) - len({b.split(":")[0] for b in bad})
        else:
            bad, right = [f"{len(found)} of {len(plan.measures)}"], 0
        total["right"] += right
        total["all"] += len(plan.measures)
        for name in FEATURES:
            key = (name, getattr(style, name))
            seen[key] += 1
            wrong[key] += bool(bad)
        if bad:
            print(seed, *bad[:4], {n: getattr(style, n) for n in FEATURES})
    for key, number in sorted(seen.items(), key=str):
        print(*key, f"{wrong[key]} wrong of {number}")
    print(f"{total['right']} of {total['all']} measures right")


if __name__ == "__main__":
    main()
