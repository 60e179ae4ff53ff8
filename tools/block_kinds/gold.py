"""The labelled blocks of ``tests/gold/kinds.tsv``: which kind each is by the eye."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from shiryokan.paper.model import Block, Page

GOLD = Path(__file__).parent.parent.parent / "tests" / "gold" / "kinds.tsv"


class Known(NamedTuple):
    """A labelled block: its first characters, the kinds it may be, its depth as a heading."""

    begins: str
    kinds: tuple[str, ...]
    level: int


def read_gold() -> dict[tuple[str, str], dict[int, list[Known]]]:
    """The labelled blocks by (set, file) and page."""
    gold: defaultdict[tuple[str, str], dict[int, list[Known]]] = defaultdict(dict)
    with GOLD.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            known = Known(row["begins"], tuple(row["kind"].split("|")), int(row["level"]))
            gold[row["set"], row["file"]].setdefault(int(row["page"]), []).append(known)
    return dict(gold)


def matched(page: Page, known: Sequence[Known]) -> Iterator[tuple[Known, Block | None]]:
    """The labelled blocks in order, each with the page's own block that begins so."""
    left = [block for block in page.blocks if block.lines and not block.cells]
    for each in known:
        own = next((b for b in left if b.lines[0].text.startswith(each.begins)), None)
        if own is not None:
            left.remove(own)
        yield each, own
