"""Which looks of invented plans are read right, and which are not.

usage: python -m tests.paper.plan_survey [PLANS]

Reads PLANS (default 200) invented plans and prints, for each value of each axis of their style,
the share that is read right page by page (and in the flow, where there is one), the worst axes
first; then the seeds of plans that are read wrong, which ``python -m tests.paper.plan_pages SEED
OUT.pdf`` makes.
"""

from __future__ import annotations

import argparse
import importlib.util
from collections import defaultdict

from tests.paper.plan_pages import made
from tests.paper.plan_style import AXES, Style, by_chance
from tests.paper.test_plan_variations import first_wrong, pages_of, wrong_pages


def read(style: Style) -> tuple[bool, bool | None, str]:
    """Whether the pages are right, whether the flow is, and what is wrong first."""
    plan = made(style)
    pages = pages_of(plan)
    wrong = wrong_pages(plan, pages)
    if importlib.util.find_spec("shiryokan.paper.document") is None:
        return not wrong, None, "".join(wrong[:1])
    document = importlib.import_module("shiryokan.paper.document").Document.of(pages)
    cells = [cell.text for measure in plan.measures for cell in measure.cells]
    in_flow = first_wrong(document.text(), cells)
    return not wrong, not in_flow, (wrong[0] if wrong else in_flow and f"flow {in_flow}")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("plans", nargs="?", type=int, default=200)
    asked = parser.parse_args()
    seeds = range(1, asked.plans + 1)
    results = {seed: (by_chance(seed), *read(by_chance(seed))) for seed in seeds}
    by_value: dict[str, dict[object, list[tuple[bool, bool | None]]]] = {}
    for name in AXES:
        by_value[name] = defaultdict(list)
        for style, right, flow, _ in results.values():
            by_value[name][getattr(style, name)].append((right, flow))
    for seed, (_, right, flow, word) in results.items():
        if not right or flow is False:
            print(f"seed {seed}: {word[:90]}")
    for name, values in sorted(by_value.items(), key=lambda pair: -_spread(pair[1])):
        print(f"\n{name}")
        for value, pairs in sorted(values.items(), key=lambda pair: str(pair[0])):
            print(f"  {value!s:24} {_share([r for r, _ in pairs])} {_share([f for _, f in pairs])}")
    print(f"\nall {_share([row[1] for row in results.values()])}", end=" ")
    print(_share([row[2] for row in results.values()]))


def _spread(values: dict[object, list[tuple[bool, bool | None]]]) -> float:
    """How much the axis matters: from its worst value to its best."""
    shares = [sum(right for right, _ in pairs) / len(pairs) for pairs in values.values()]
    return max(shares) - min(shares)


def _share(held: list[bool | None]) -> str:
    known = [value for value in held if value is not None]
    return f"{sum(known) / len(known):4.0%} of {len(known)}" if known else "–"


if __name__ == "__main__":
    main()
