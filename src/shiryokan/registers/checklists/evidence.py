"""What stands in the columns of a form, and what speaks for a column being what is asked."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from shiryokan.registers.checklists.answers import is_choice, may_choose
from shiryokan.registers.checklists.grid import Grid, GridCell
from shiryokan.registers.checklists.numbers import parts_of
from shiryokan.registers.narrow_text import narrow


def squeezed(text: str) -> str:
    """``text`` narrow and without white space."""
    return "".join(narrow(text).split())


@dataclass(frozen=True)
class Profile:
    """What stands below a head, in cells that cover no other head: how many cells begin there, how
    many hold something, how many of these are numbers, choices, stars and references, how many
    have a drop-down, are long, are sentences, how many of these span rows, how long they all are,
    and how many differ."""

    cells: int
    filled: int
    numbers: int
    choices: int
    offers: int
    stars: int
    references: int
    asks: int
    sentences: int
    tall: int
    length: int
    distinct: int

    @property
    def counts(self) -> bool:
        """Whether nothing but numbers stands there."""
        return self.numbers == self.filled > 0

    @property
    def names(self) -> bool:
        """Whether most of what stands there are names that reach down beside several rows."""
        return (
            self.tall * 2 >= self.filled > 0
            and not self.counts
            and self.sentences * 2 < self.filled
        )

    @property
    def counts_on(self) -> bool:
        """Whether most of what stands there are numbers, and not one again and again."""
        return (
            self.numbers > _MOST * self.filled
            and self.distinct > 1
            and self.distinct * _AGAIN >= self.filled > 0
        )

    @property
    def asked(self) -> float:
        """How much speaks for what stands there being asked: sentences, each another one, long."""
        if not self.tells:
            return 0.0
        return (
            self.sentences / self.filled
            + self.distinct / self.filled
            + min(self.length / self.filled / _LONG, 1.0)
        )

    @property
    def tells(self) -> bool:
        """Whether texts stand there, and no numbers."""
        return self.numbers * 2 < self.filled and self.asks * 2 >= self.filled > 0


_ASKS = re.compile(r"(?:か|こと|る|い|た|ん|す|。)[。．.？?]?(?:[（(][^()（）]*[）)])?$")
"""How a sentence that asks ends."""
_ASKS_LEAST = 8
"""Characters of what is asked at least, where no sentence is."""
_REFERS = re.compile(
    r"[▶►▷⇒→]|^(?:法|令|規則|省令|基準|条例|通知|要綱|告示)?第?[0-9一二三四五六七八九十]+条"
    r"|^(?=.{2,24}$)[^。]*(?:編|章|節|別[表紙添]|ガイドライン|マニュアル|要領|規[程則]|p\.?|頁)"
    r"[^。]*[0-9][)）節項頁]?$"
)


def asks(text: str) -> bool:
    """Whether a text is a sentence that may ask something."""
    return len(text) >= _ASKS_LEAST and bool(_ASKS.search(text))


def profiles_of(grid: Grid, last: int, heads: Mapping[int, str]) -> dict[int, Profile]:
    """What stands below the heads, by column, without the bars that run over several."""
    bodies: dict[int, list[GridCell]] = {}
    below = [cell for cell in grid.cells if cell.row > last and not _is_bar(cell, heads)]
    widths = Counter((c.column, c.columns) for c in below)
    usual: dict[int, tuple[int, int]] = {}
    for (column, wide), count in sorted(widths.items()):
        if count > usual.get(column, (0, 0))[0]:
            usual[column] = (count, wide)
    for cell in below:
        if cell.columns == usual[cell.column][1]:
            bodies.setdefault(cell.column, []).append(cell)
    return {at: _profile(cells) for at, cells in bodies.items()}


def _is_bar(cell: GridCell, heads: Mapping[int, str]) -> bool:
    covered = range(cell.column, cell.column + cell.columns)
    return len({heads[at] for at in covered if at in heads}) >= _BAR


_BAR = 3
"""Heads over which a cell runs that is of none of them, at least."""


def _profile(cells: Sequence[GridCell]) -> Profile:
    texts = [cell.text.text.strip() for cell in cells]
    filled = [text for text in texts if text]
    return Profile(
        cells=len(cells),
        filled=len(filled),
        numbers=sum(bool(parts_of(text.lstrip("★☆◎"))) for text in filled),
        choices=max(sum(map(is_choice, filled)), _repeated(filled)),
        offers=sum(bool(cell.offers) for cell in cells),
        stars=sum(text in "★☆◎" for text in filled),
        references=sum(bool(_REFERS.search(narrow(text))) for text in filled),
        asks=sum(len(text) >= _ASKS_LEAST for text in filled),
        sentences=sum(map(asks, filled)),
        tall=sum(cell.rows > 1 for cell in cells if cell.text.text.strip()),
        length=sum(map(len, filled)),
        distinct=len(set(filled)),
    )


def _repeated(texts: Sequence[str]) -> int:
    """How many of the texts are one that parts two things, as いる・いない: what is printed to
    choose from stands in each row."""
    text, count = Counter(map(squeezed, texts)).most_common(1)[0] if texts else ("", 0)
    chosen = may_choose(text) and not text.endswith("。")
    return count if chosen and count >= _REPEATED else 0


_REPEATED = 3
"""Rows in which a choice of unknown words stands at least."""
_MOST = 0.6
"""Share of what stands in a column that is of one kind, where the column is of it."""
_AGAIN = 6
"""Sections that begin to count anew, at most, for each number that is met."""
_LONG = 40
"""Characters of a text from which on being longer says no more."""
