"""What kind a block is: heading, item, text, caption, footnote, furniture, against labelled pages.

    python bench/block_kinds.py CORPUS [CORPUS ...]

``tests/gold/kinds.tsv`` says of every block of some pages, told by its first characters, which kind
it is by the eye (several, where opinions may differ) and, of a heading, how deep. Documents are
parted into those that the rules were made with (``train``) and those that were kept aside
(``held``). A CORPUS is a folder of the PDFs. Each page is judged alone and within its document.
"""

from __future__ import annotations

import argparse
import itertools
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from shiryokan.paper.document import Document
from shiryokan.paper.model import Page
from shiryokan.paper.reader import Reader

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tools.block_kinds.gold import Known, matched, read_gold  # noqa: E402

KINDS = ("heading", "list", "text", "caption", "footnote", "furniture")


class Count(NamedTuple):
    """What was found of a kind: right, found at all, and in truth."""

    right: int
    found: int
    true: int


class Score:
    """Counts over many pages."""

    def __init__(self) -> None:
        self.confused: Counter[tuple[str, str]] = Counter()
        self.pairs: Counter[bool] = Counter()
        self.wrong: list[str] = []

    def add(self, name: str, page: Page, known: Sequence[Known]) -> None:
        """Add one page of the document ``name``."""
        depths: list[tuple[int, int]] = []
        for true, block in matched(page, known):
            if block is None:
                self.wrong.append(f"{name} {page.page}\t{true.begins}\tno such block")
                continue
            kind = block.kind if block.kind in true.kinds else true.kinds[0]
            self.confused[kind, block.kind] += 1
            if kind != block.kind:
                self.wrong.append(
                    f"{name} {page.page}\t{true.begins}\t{'|'.join(true.kinds)}\t{block.kind}"
                )
            if kind == block.kind == "heading" and true.level:
                depths.append((true.level, block.level))
        for (a, b), (c, d) in itertools.pairwise(depths):
            self.pairs[_sign(c - a) == _sign(d - b)] += 1

    def of(self, kind: str) -> Count:
        """How often ``kind`` was found and was true."""
        return Count(
            self.confused[kind, kind],
            sum(n for (_, found), n in self.confused.items() if found == kind),
            sum(n for (true, _), n in self.confused.items() if true == kind),
        )

    def table(self) -> str:
        """Precision and recall of each kind, and how often neighbouring headings nest rightly."""
        rows = []
        for kind in KINDS:
            right, found, true = self.of(kind)
            rows.append(
                f"  {kind:<10} precision {_share(right, found)} recall {_share(right, true)}"
                f"  ({right} right, {found} found, {true} true)"
            )
        pairs = self.pairs.total()
        rows.append(
            f"  nesting of neighbouring headings {_share(self.pairs[True], pairs)} ({pairs})"
        )
        return "\n".join(rows)


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:5.1f}%" if whole else "    –"


def main() -> None:
    """Print the scores of pages alone and within their documents."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", nargs="+", type=Path)
    parser.add_argument("--set", choices=("train", "held", "fresh"))
    parser.add_argument("--wrong", action="store_true", help="print each block that is wrong")
    given = parser.parse_args()
    scores: defaultdict[tuple[str, str], Score] = defaultdict(Score)
    for (part, name), known in read_gold().items():
        path = next((p for c in given.corpus if (p := c / f"{name}.pdf").is_file()), None)
        if path is None or (given.set and given.set != part):
            continue
        with Reader(path) as reader:
            pages = [reader.page(number) for number in range(1, reader.pages + 1)]
        whole = Document.of(pages).pages
        for number, blocks in known.items():
            scores[part, "page alone"].add(name, pages[number - 1], blocks)
            scores[part, "whole document"].add(name, whole[number - 1], blocks)
    for (part, view), score in sorted(scores.items()):
        print(f"{part}, {view}")
        print(score.table())
        if given.wrong and view == "whole document":
            print("\n".join(score.wrong))


if __name__ == "__main__":
    main()
