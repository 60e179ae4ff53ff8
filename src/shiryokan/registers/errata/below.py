"""Wrong and right below each other: a place, then lines or rows of a table that begin with 誤 and
with 正, as （誤）…（正）… or 訂正前 … 訂正後 …, again and again."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from shiryokan.registers.errata.marked import Marked, joined_marked, rows_between, stripped
from shiryokan.registers.errata.rows import Row, TableRows
from shiryokan.registers.errata.tables import ACT, Pair, columns_of
from shiryokan.registers.narrow_text import narrow

_MARK = re.compile(
    rf"(?P<open>[(\[{{<【〔〈《])?\s?(?:(?P<wrong>誤り?|{ACT}前)|(?P<right>正|{ACT}後))"
    r"(?P<close>\s?[)\]}>】〕〉》])?(?P<white>\s?:\s?|\s|$)?"
)
_PAGE_NUMBER = re.compile(r"[-－]?\s?[0-9]{1,3}\s?[-－]?")
_OUT = 0.5
"""Characters by which a line begins further out than a mark, if it is the place of the next."""
_IN = 4.0
"""Characters by which a line begins further in than words that go on, if it is a heading."""
_FULL = 2.5
"""A line that ends so near to the margin, in characters, may go on."""
_SHARE = 0.8
"""Share of the marks of either side that stand in pairs, at least."""
_MOST_OF_PLACE = 3
"""Lines that say where something is corrected, at most."""
_LONGEST = 400
"""Lines or rows from the mark of the wrong words to that of the right ones, at most."""


@dataclass(frozen=True)
class _Line:
    """A line, or a row of a table, that is no number of a page. ``part`` is its place among the
    parts of the letter; ``side`` is "wrong", "right" or empty; ``start`` and ``end`` are where a
    line begins and ends, in points; ``row``: it is one of a table, and ``heads`` that its first
    cell is not empty."""

    part: int
    page: int
    text: Marked
    side: str
    start: float
    end: float
    em: float
    row: bool = False
    heads: bool = False


@dataclass
class Below:
    """Pairs, and which parts of the letter they stand in: each by the part it begins in."""

    pairs: dict[int, list[Pair]] = field(default_factory=dict)
    parts: set[int] = field(default_factory=set)


def below_each_other(parts: Sequence[Row | TableRows]) -> Below:
    """The pairs of a letter; none unless nearly all of its marks stand in pairs. Linear in the
    letter."""
    lines = [line for at, part in enumerate(parts) for line in _lines(at, part)]
    marks = [at for at, line in enumerate(lines) if line.side]
    pairs = [
        (one, other)
        for one, other in itertools.pairwise(marks)
        if (lines[one].side, lines[other].side) == ("wrong", "right") and other - one <= _LONGEST
    ]
    found = Below()
    if not pairs or 2 * len(pairs) < _SHARE * len(marks):
        return found
    place = Marked()
    margin = max(line.end for line in lines)
    begin = _place(lines, 0, pairs[0][0])
    for number, (wrong, right) in enumerate(pairs):
        following = pairs[number + 1][0] if number + 1 < len(pairs) else None
        end = _end(lines, wrong, right, following, margin)
        place = joined_marked([line.text for line in lines[begin:wrong]]) or place
        texts = [
            joined_marked([line.text for line in own])
            for own in (lines[wrong:right], lines[right:end])
        ]
        own = found.pairs.setdefault(lines[min(begin, wrong)].part, [])
        own.append(Pair(place, texts[0], texts[1], lines[wrong].page))
        found.parts.update(line.part for line in lines[begin:end])
        if following is not None:
            begin = _place(lines, end, following)
    return found


def _lines(at: int, part: Row | TableRows) -> Iterator[_Line]:
    if isinstance(part, Row):
        if _PAGE_NUMBER.fullmatch(part.plain.strip()) and not part.text.corrected:
            return
        side, count = _marked(part.plain)
        text = stripped(part.text.without(count)) if side else part.text
        yield _Line(at, part.page, text, side, part.start, part.end, part.em)
    elif columns_of(part) is None:
        for cells in part.rows:
            own = [cells[column] for column in sorted(cells)]
            first = own[0] if own else Marked()
            side, count = _marked(narrow(first.new))
            if side and count < len(first.new):
                # words that begin so, and no mark alone in its cell
                side = ""
            texts = [text for text in (own[1:] if side else own) if text]
            joined = Marked(rows_between(texts, "\u3000"))
            yield _Line(at, part.page, joined, side, 0.0, 0.0, 1.0, row=True, heads=bool(first))


def _marked(plain: str) -> tuple[str, int]:
    """The side of the mark that a line begins with, and how long the mark is."""
    match = _MARK.match(plain)
    if match is None or bool(match["open"]) != bool(match["close"]):
        return "", 0
    if not match["open"] and match["white"] is None:
        return "", 0
    return ("wrong" if match["wrong"] else "right"), match.end()


def _place(lines: Sequence[_Line], least: int, wrong: int) -> int:
    """Where the place of a pair begins: in a table with the rows above in it, else with the line
    above and those above that at its margin. Headings of the letter stand further in."""
    begin = max(least, wrong - 1)
    if begin == wrong:
        return wrong
    mark = lines[wrong]
    while begin > max(least, wrong - _MOST_OF_PLACE):
        above = lines[begin - 1]
        if above.part != mark.part if mark.row else above.row or _out(above, lines[begin]) > 0:
            break
        begin -= 1
    return begin


def _out(line: _Line, other: _Line) -> float:
    """By how many characters more than lines of one margin do a line begins further in."""
    return abs(line.start - other.start) / other.em - _OUT


def _end(
    lines: Sequence[_Line], wrong: int, right: int, following: int | None, margin: float
) -> int:
    """Where the right words end: at the first line that begins further out than their mark or much
    further in than the words, in a table at the first row that begins with a cell of its own, and
    above the place of the next."""
    last = len(lines) if following is None else following
    mark = lines[right]
    inner = max(line.start for line in lines[wrong : right + 1])
    if right + 1 < last and mark.end > margin - _FULL * mark.em:
        # its words go on, however far behind the mark they stand
        inner = max(inner, lines[right + 1].start)
    inner += _IN * mark.em
    for at in range(right + 1, last):
        line = lines[at]
        if line.side or line.row != mark.row or (line.heads if mark.row else False):
            return at
        if not mark.row and not mark.start - _OUT * mark.em <= line.start <= inner:
            return at
    if following is not None and last - 1 > right and not mark.row:
        return last - 1
    return last
