"""How right the standing of quotes is, on a gold made without any register.

usage: python bench/quotes.py

Prints for the third that was held out and for the rest: how many stand as they should, and how many
are said to hold and do not.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.quotes import gold

from shiryokan.paper.isolated import IsolatedReader
from shiryokan.paper.model import Page

CORPUS = Path(__file__).resolve().parent.parent.parent / "shared" / "corpus"


@cache
def pages_of(name: str) -> Sequence[Page]:
    with IsolatedReader(CORPUS / name) as reader:
        return list(reader.pages())


def standings() -> None:
    wrong = []
    for part in ("held", "build"):
        began = time.perf_counter()
        asked = [row for row in gold.rows() if row.set == part]
        found = list(gold.judged(asked, pages_of))
        right = Counter((j.row.kind, j.standing.state == j.row.standing) for j in found)
        sure = sum(count for (_, is_right), count in right.items() if is_right)
        holds = sum(j.standing.state == "holds" != j.row.standing for j in found)
        print(f"{part}: {sure} of {len(found)} stand as they should ({sure / len(found):.1%}); "
              f"said to hold and do not: {holds}; {time.perf_counter() - began:.0f} s")  # fmt: skip
        for kind in gold.REGISTER_OF:
            print(f"  {kind}: {right[kind, True]} of {right[kind, True] + right[kind, False]}")
        wrong += [j for j in found if j.standing.state != j.row.standing]
    for j in wrong:
        print(
            f"  {j.row.old} p.{j.row.page} {j.row.about}: {j.row.standing}, "
            f"said {j.standing.state}: {gold.told(j.quote)}"
        )


if __name__ == "__main__":
    standings()
