"""Pages of a language-like text in any number, grown from the text of real documents.

A page is made of pieces of 20 to 60 characters that were cut from real pages at the ends of
sentences and lines. Each document has a theme, a stretch of the real text from which six of ten of
its pieces come, so that words crowd together as they do in documents; the rest comes from
anywhere. New names and numbers are worked in, so that the vocabulary keeps growing with the text.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from shiryokan.paper.reader import Reader
from shiryokan.search.engine import Metadata

ROOT = Path(__file__).parent.parent
REAL = ROOT.parent / "shared" / "corpus" / "real"
FIRST_PAGES = 60
"""Of each real document, so that none of them speaks for most of the pages."""
PAGES_IN_A_DOCUMENT = 20
CHARACTERS = 800
PUBLISHERS = [f"第{n}省" for n in range(1, 31)]
COUNCILS = [f"第{n}会議" for n in range(1, 301)]
_PIECE = re.compile(r"[^。\n]{8,60}[。\n]?")
_SYLLABLES = "アイウエオカキクケコサシスセソタチツテトナニノハヒフヘマミメモヤユヨラリルレロワ"
_KINDS = ("株式会社", "機構", "協会", "センター", "システム", "財団", "計画", "委員会")


class PageMaker:
    """Makes the pages of a document by its number: the same number gives the same pages."""

    def __init__(self) -> None:
        text = "\n".join(_texts())
        self.pieces = [piece.group() for piece in _PIECE.finditer(text)]
        self.characters = len(text)

    def pages(self, number: int) -> list[str]:
        """The texts of a document's pages."""
        chance = random.Random(number)
        theme = int(chance.random() ** 2 * len(self.pieces))
        near = self.pieces[theme : theme + 300] or self.pieces[:300]
        return [self._page(chance, near) for _ in range(PAGES_IN_A_DOCUMENT)]

    def _page(self, chance: random.Random, near: list[str]) -> str:
        made: list[str] = []
        length = 0
        wanted = CHARACTERS * chance.uniform(0.5, 1.5)
        while length < wanted:
            dice = chance.random()
            if dice < 0.58:
                piece = near[int(chance.random() * len(near))]
            elif dice < 0.96:
                piece = self.pieces[int(chance.random() * len(self.pieces))]
            elif dice < 0.98:
                piece = f"{chance.randint(1, 9999)}件について、"
            else:
                piece = _name(chance) + "が実施する。"
            made.append(piece)
            length += len(piece)
        return "".join(made)

    def document(self, number: int) -> tuple[int, Metadata, list[str]]:
        """A document's number, metadata and page texts."""
        chance = random.Random(-number)
        date = chance.randint(2005, 2026) * 10_000 + chance.randint(1, 12) * 100 + 1
        publisher = PUBLISHERS[int(chance.random() ** 2 * len(PUBLISHERS))]
        council = COUNCILS[int(chance.random() ** 2 * len(COUNCILS))]
        return number, Metadata((publisher,), (council,), date), self.pages(number)

    def documents(self, pages: int) -> Iterator[tuple[int, Metadata, list[str]]]:
        """As many documents as have ``pages`` pages."""
        return (self.document(number) for number in range(1, pages // PAGES_IN_A_DOCUMENT + 1))


def _name(chance: random.Random) -> str:
    """A made-up body; short syllables come often, so that some names return and most do not."""
    length = min(2 + int(chance.expovariate(0.8)), 6)
    return "".join(chance.choice(_SYLLABLES) for _ in range(length)) + chance.choice(_KINDS)


def _texts() -> list[str]:
    if not REAL.is_dir():
        sys.exit(f"{REAL} is missing: the real documents stand beside the project, in shared/")
    with ProcessPoolExecutor() as pool:
        return list(pool.map(_text_of, sorted(REAL.glob("*.pdf"))))


def _text_of(path: Path) -> str:
    with Reader(path) as reader:
        numbers = range(1, min(reader.pages, FIRST_PAGES) + 1)
        return "\n".join(reader.page(number).text for number in numbers)
