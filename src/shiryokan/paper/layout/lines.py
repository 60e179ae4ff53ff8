"""Lines of a single column, and where its paragraphs begin."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from statistics import median
from typing import Any, Generic, Protocol, TypeVar

from shiryokan.japanese.enumeration import (
    ALL_SIGNS,
    CAPITAL_LATIN,
    CAPITAL_ROMAN,
    DIGIT,
    KANA,
    KANJI,
    SMALL_LATIN,
    SMALL_ROMAN,
    UNITS,
)
from shiryokan.paper.layout.params import PARAMS

BULLETS = "・•·∙⋅●⚫⬤⦁◉⦿○◎◯⚪❍■⬛◾▪□⬜◽▫◻◆◇▶▷►▸▹➢➣➤➔➜➡⮚→⇒✓✔‣※*＊☆★✦✧✪❏❑❒❖"
_NUMBER = f"[{DIGIT}]{{1,3}}"
_SHORT = f"[{DIGIT}]{{1,2}}"
_KANJI = f"[{KANJI}]{{1,3}}"
_ROMAN = f"[ivx{SMALL_ROMAN}]{{1,4}}"
_ANY_ROMAN = f"[ivx{SMALL_ROMAN}{CAPITAL_ROMAN}]{{1,4}}"
_LATIN = f"[{SMALL_LATIN}]"
_ANY_LATIN = f"[{SMALL_LATIN}{CAPITAL_LATIN}]"
MARKER = re.compile(
    rf"[{re.escape(BULLETS)}]|[‐\-–—][ 　]|"
    rf"[(（〔【[<＜〈「『]?(?:{_NUMBER}|[{KANA}]{{1,2}}|{_KANJI}|{_ANY_LATIN}|"
    rf"{_ANY_ROMAN}|注\s?[{DIGIT}]*|別[紙添表]|参考)[)）〕】\]>＞〉]|"
    r"[(（〔【［\[<＜〈][^)）〕】\]>＞〉]{1,16}[)）〕】］\]>＞〉]|"
    rf"[{ALL_SIGNS}㊟]|"
    rf"{_NUMBER}(?:[.．－\-]{_NUMBER}){{0,4}}[.．、　 ]|"
    rf"{_SHORT}(?:[.．－\-]{_NUMBER}){{1,4}}|"
    rf"(?:[{KANA}]{{1,2}}|{_KANJI}|{_ANY_LATIN}|{_ROMAN})[.．、　 ]|"
    rf"第[{DIGIT}{KANJI}]+(?:[{UNITS}]|の)|"
    rf"(?:図表?|表|資料|別紙|別添|別表|注|問|答|Ｑ|Ａ|Q|A)[ 　]?[{DIGIT}（(一]"
)
"""How the first line of an item of a list, a heading, a note or a caption begins."""
LABEL = re.compile(
    rf"[(（〔【［\[]?(?:{_NUMBER}|[{KANA}]|{_KANJI}|{_LATIN}|{_ANY_ROMAN})[)）〕】］\]]|"
    rf"[{ALL_SIGNS}]|"
    rf"{_SHORT}(?:[.．－\-]{_SHORT}){{0,4}}[.．、　 ]|"
    rf"(?:[{KANA}]{{1,2}}|{_KANJI}|{_LATIN}|{_ROMAN})[.．、　 ]|"
    rf"第[{DIGIT}{KANJI}]+[{UNITS}]|"
    rf"(?:区分|注|問|答|通則)[ 　]?[{DIGIT}]*(?:$|[　 ])|"
    rf"{_NUMBER}(?:の{_SHORT})+(?:$|[　 ])|"
    rf"{_KANJI}(?:の{_KANJI})+(?:$|[　 ])|"
    rf"[{CAPITAL_LATIN}][{DIGIT}]{{3}}(?:[-－]{_SHORT})*(?:$|[　 ])"
)
"""How the label of a row, a section or an entry begins: an enumeration, no bullet."""
_LEAD = re.compile(
    rf"(?:[{re.escape(BULLETS)}]|(?:{LABEL.pattern})|第[{DIGIT}{KANJI}]+(?:の[{DIGIT}{KANJI}]+)*|"
    rf"[問答ＱＡQA][{DIGIT}]*)[ ]?"
)
LEADERS = re.compile(r"[.．・･]{3,}|[…‥]{2,}|(?:[.．・･…‥][ \u3000]?){4,}")
"""Dots that lead to what stands at the right."""
_END = tuple("。．.！？」』）)】］]〉》>＞:：;；")
_STOP = tuple("。．！？")
_FEW = PARAMS.lines.few


class Placed(Protocol):
    """What stands on a page: a chunk or a grid."""

    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    text: str

    @property
    def framed(self) -> bool:
        """Whether it is a table or a box, whole in itself."""

    @property
    def tabular(self) -> bool:
        """Whether it is a table of several cells."""


_framed = attrgetter("framed")
P = TypeVar("P", bound=Placed)


@dataclass(slots=True, eq=False)
class Row(Generic[P]):
    """Pieces of one line, from left to right, and their common box."""

    items: list[P]
    x0: float
    y0: float
    x1: float
    y1: float
    size: float

    @property
    def framed(self) -> bool:
        """Whether a table or a box is among the pieces."""
        if len(self.items) == 1:
            return self.items[0].framed
        return any(map(_framed, self.items))

    @property
    def text(self) -> str:
        """The text of the pieces, a space between them."""
        if len(self.items) == 1:
            return self.items[0].text
        return "\u3000".join([item.text for item in self.items])


def row_of(items: list[P]) -> Row[P]:
    """``items``, from left to right, as one line."""
    return Row(
        items,
        min(i.x0 for i in items),
        min(i.y0 for i in items),
        max(i.x1 for i in items),
        max(i.y1 for i in items),
        max(i.size for i in items),
    )


def rows_of(items: list[P]) -> list[Row[P]]:
    """``items`` as lines from top to bottom: those whose heights overlap by half share a line."""
    if not items:
        return []
    if len(items) == 1:
        only = items[0]
        return [Row([only], only.x0, only.y0, only.x1, only.y1, only.size)]
    if _all_apart(items):
        return [
            Row([i], i.x0, i.y0, i.x1, i.y1, i.size)
            for i in sorted(items, key=lambda i: (i.y0 + i.y1, i.x0))
        ]
    rows = _overlapping_rows(items)
    tall = [item for row in rows if len(row.items) > 2 for item in _over_lines(row.items)]
    if tall:
        gone = {id(item) for item in tall}
        rows = _overlapping_rows([item for item in items if id(item) not in gone])
    for row in rows:
        if len(row.items) > 1:
            row.items.sort(key=lambda i: i.x0)
    rows.sort(key=lambda r: (r.y0 + r.y1, r.x0))
    for item in tall:
        # before the lines that it stands left of, and behind those that it stands right of
        beside = [n for n, row in enumerate(rows) if item.y0 < (row.y0 + row.y1) / 2 < item.y1]
        left = beside and item.x1 <= min(rows[n].x1 for n in beside)
        rows.insert(beside[0] if left else beside[-1] + 1 if beside else 0, row_of([item]))
    return rows


def _over_lines(items: list[P]) -> list[P]:
    """Those of ``items`` of one line that are as high as several of the others, which stand on
    lines of their own: a brace around addressees, a large arrow or first letter beside a text."""
    low = min(i.y1 - i.y0 for i in items)
    tall = [i for i in items if i.y1 - i.y0 > PARAMS.lines.tall * low]
    if not tall or len(tall) > 1:
        return []
    first, *rest = sorted((i for i in items if i is not tall[0]), key=lambda i: i.y0)
    apart = any(other.y0 > first.y1 - PARAMS.lines.apart * low for other in rest)
    return tall if apart and len(tall[0].text) <= PARAMS.lines.sign else []


def _overlapping_rows(items: list[P]) -> list[Row[P]]:
    rows: list[Row[P]] = []
    # the rows from the top, by their tops, with the order in which they were made
    tops: list[float] = []
    from_top: list[tuple[int, Row[P]]] = []
    tallest = 0.0
    for item in sorted(items, key=lambda i: (-round(i.size), (i.y0 + i.y1) / 2, i.x0)):
        y0, y1 = item.y0, item.y1
        height = y1 - y0
        best, most, made = None, 0.5, 0
        for at in range(bisect_left(tops, y0 - tallest), len(tops)):
            if tops[at] >= y1:
                break
            number, row = from_top[at]
            low, high = row.y0, row.y1
            over = (y1 if y1 < high else high) - (y0 if y0 > low else low)
            share = over / max(min(height, high - low), 0.1)
            if share > most or (share == most and best is not None and number < made):
                best, most, made = row, share, number
        if best is None:
            row = Row([item], item.x0, y0, item.x1, y1, item.size)
            at = bisect_left(tops, y0)
            tops.insert(at, y0)
            from_top.insert(at, (len(rows), row))
            rows.append(row)
            tallest = max(tallest, height)
        else:
            best.items.append(item)
            best.x0, best.x1 = min(best.x0, item.x0), max(best.x1, item.x1)
    return rows


def _all_apart(items: list[P]) -> bool:
    """Whether no two of ``items`` overlap in their heights, as the lines of a paragraph do not."""
    low = float("-inf")
    for top, bottom in sorted([(i.y0, i.y1) for i in items]):
        if top < low:
            return False
        low = max(low, bottom)
    return True


def _steps(rows: list[Row[Any]]) -> list[float]:
    """The distances from each line's top to the next one's."""
    return [b.y0 - a.y0 for a, b in itertools.pairwise(rows) if b.y0 > a.y0]


def pitch_of(rows: list[Row[Any]]) -> float:
    """The usual distance from one line's top to the next one's; 0 with fewer than two lines."""
    steps = _steps(rows) if len(rows) > 1 else []
    return median(steps) if steps else 0.0


def close_pitch(rows: list[Row[Any]]) -> float:
    """The distance of the lines that stand closest, as those of one paragraph do: a quarter of all
    distances is no greater. Without end where too few lines tell it."""
    steps = sorted(_steps(rows))
    return steps[(len(steps) - 1) // 4] if len(steps) > 1 else float("inf")


PAIRS = dict(zip("「『（【［〔〈《“(", "」』）】］〕〉》”)", strict=True))
"""Brackets that open, with those that close them."""
_TWINS = {"）": ")", ")": "）"}
"""Typists close a wide bracket with a narrow one, and the other way round."""


def is_left_open(text: str) -> bool:
    """Whether the last bracket that opens in ``text`` is not closed there."""
    opened = max(text.rfind(sign) for sign in PAIRS)
    if opened < 0:
        return False
    closes = PAIRS[text[opened]]
    return closes not in text[opened:] and _TWINS.get(closes, closes) not in text[opened:]


@lru_cache(maxsize=1024)
def begins_with_marker(text: str) -> bool:
    """Whether a line begins like an item, a heading or a note."""
    return MARKER.match(text) is not None


def begins_with_label(text: str) -> bool:
    """Whether a line begins with an enumeration."""
    return LABEL.match(text) is not None


def is_label(text: str) -> bool:
    """Whether there is but an enumeration."""
    return LABEL.fullmatch(text.strip(" \u3000")) is not None


@lru_cache(maxsize=1024)
def is_lead(text: str) -> bool:
    """Whether there is but the number, the sign or the bullet with which an item begins."""
    text = text.strip(" \u3000")
    return len(text) <= PARAMS.lines.lead and _LEAD.fullmatch(text + " ") is not None


def leads(left: Placed, right: Placed) -> bool:
    """Whether ``left`` is the number or the bullet of an item whose words are ``right``, on its
    level and close behind it."""
    white = right.x0 - left.x1
    return (
        -0.5 * left.size <= white <= PARAMS.lines.behind_lead * max(left.size, right.size)
        and is_lead(left.text)
        and not is_lead(right.text)
        and sum(map(str.isalpha, right.text)) >= PARAMS.lines.words
    )


def ends_sentence(text: str) -> bool:
    """Whether a line ends like a sentence."""
    return text.endswith(_STOP)


def ends_unit(text: str) -> bool:
    """Whether a line may end a paragraph: a sentence, a title in brackets, a lead-in."""
    return text.endswith(_END)


def right_edge(rows: list[Row[Any]]) -> float:
    """Where the full lines of a column end: a place at which several do; one may hang over."""
    if len(rows) < _FEW:
        return float(max([row.x1 for row in rows]))
    ends = sorted((row.x1 for row in rows), reverse=True)
    em = median(row.size for row in rows) or 10.0
    needed = max(2, round(0.15 * len(ends)))
    for at, end in enumerate(ends):
        if len(ends) >= at + needed and end - ends[at + needed - 1] < 0.8 * em:
            return float(end)
    return ends[0]
