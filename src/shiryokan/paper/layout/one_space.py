"""Pieces with one ideographic space between them: 増田　実, 10月　完成検査, １　対象.

The white between such pieces is two thirds of what they are parted at, and no column begins behind
it: it was typed. What is weighed for all lines that begin such a piece at one place: that the white
is one character on each, which the place of a column is by chance only; that the pieces are those
of a name, or a month or a number and what it stands before; and against it, lines that begin
there and have other white, and heads over the second piece. What stands in brackets is one,
whatever white there is in it: （○賛成　●反対　議長は採決に加わりません）.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from shiryokan.paper.layout.chunks import Chunk
from shiryokan.paper.layout.lines import PAIRS, is_left_open
from shiryokan.paper.layout.params import PARAMS
from shiryokan.paper.layout.setting import Sheet
from shiryokan.paper.layout.spaced import as_one, lines_of

_EXACT = PARAMS.one_space.exact
_LARGE = PARAMS.one_space.large
_NEAR = PARAMS.one_space.near
_PLACE = PARAMS.one_space.place
_LINES = PARAMS.one_space.lines
_PRIOR = PARAMS.one_space.prior
_ONE = PARAMS.one_space.one
_RAGGED = PARAMS.one_space.ragged
_OTHER = PARAMS.one_space.other
_NAME = PARAMS.one_space.name
_COUNTED = PARAMS.one_space.counted
_HEAD = PARAMS.one_space.head
_FAMILY = PARAMS.one_space.family
_GIVEN = PARAMS.one_space.given
_MOST_NAMES = PARAMS.one_space.most_names
_BESIDE = PARAMS.one_space.beside
_AGAIN = PARAMS.one_space.again
_FEW_WORDS = PARAMS.one_space.few_words
_MOSTLY = PARAMS.one_space.mostly
_PIECES = PARAMS.one_space.pieces
_IN_BRACKETS_WHITE = PARAMS.one_space.in_brackets
_COUNT = re.compile(r"(?:[0-9０-９]{1,2}[月日]|[0-9０-９]{1,2}|[①-⑳])$")
_FULL_WIDTH = re.compile(r"[\u3041-\u30ff\u3400-\u9fff々〆０-９①-⑳]")
_IN_BRACKETS = re.compile(r"[（(].*$")
"""What may stand behind a name: where somebody is from, how it is read."""
_NAME_PART = re.compile(r"[\u3041-\u3096\u30a1-\u30fa\u3400-\u9fff々〆ヶー]+")


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two pieces of a line, one after the other."""

    one: Chunk
    two: Chunk
    one_space: bool
    """Whether the white between them is one character."""
    beside: bool
    """Whether the line has other pieces."""


def with_spaces(chunks: list[Chunk], sheet: Sheet, rows: Mapping[int, int]) -> list[Chunk]:
    """``chunks``, those with one ideographic space between them as one where that was typed.

    ``rows`` are cells that are rows between level rules, each with the first of its table: what is
    weighed is weighed for all of these together."""
    by_cell: dict[int, list[Chunk]] = {}
    for chunk in chunks:
        by_cell.setdefault(rows.get(chunk.cell, chunk.cell), []).append(chunk)
    large = _LARGE * sorted(chunk.size for chunk in chunks)[len(chunks) // 2] if chunks else 0.0
    entries = [
        entry
        for mine in by_cell.values()
        for entry in (*_titles(mine, large, sheet), *_in_brackets(mine), *_entries(mine, sheet))
    ]
    gone: set[int] = set()
    made: list[Chunk] = []
    # of three pieces the last two are a name: 原告　伊藤　義雄
    for parts in sorted(entries, key=lambda parts: -parts[0].x0):
        if not gone.intersection(map(id, parts)):
            gone.update(map(id, parts))
            made.append(_whole(parts))
    return [c for c in chunks if id(c) not in gone] + made if made else chunks


def _entries(chunks: list[Chunk], sheet: Sheet) -> list[list[Chunk]]:
    """The pairs of ``chunks`` of one cell that are one entry each."""
    if len(chunks) < 2 * _LINES:
        return []
    pairs = _pairs(chunks, sheet)
    if sum(pair.one_space for pair in pairs) < _LINES:
        return []
    return [
        [pair.one, pair.two]
        for group in _groups(pairs)
        if _typed(group, chunks)
        for pair in group
        if pair.one_space
    ]


def _whole(parts: list[Chunk]) -> Chunk:
    """``parts`` of one entry as one."""
    whole = as_one(parts)
    whole.whole = True
    return whole


def _titles(chunks: list[Chunk], large: float, sheet: Sheet) -> list[list[Chunk]]:
    """The lines whose pieces are all of ``large`` size and one space apart: titles, of which no
    word is the entry of a column below."""
    if not any(chunk.size > large for chunk in chunks):
        return []
    return [
        line
        for line in lines_of(sorted(chunks, key=lambda c: (c.middle, c.x0)))
        if len(line) > 1
        and min(chunk.size for chunk in line) > large
        and all(_is_one_space(one, two, sheet) for one, two in pairwise(line))
    ]


def _in_brackets(chunks: list[Chunk]) -> list[list[Chunk]]:
    """The pieces of a line from one that begins with a bracket, which it leaves open, to the one
    that ends with that which closes it: no text of a column, which would go on below."""
    if not any(is_left_open(chunk.text) for chunk in chunks):
        return []
    found: list[list[Chunk]] = []
    begins = sorted(chunk.x0 for chunk in chunks)
    for line in lines_of(sorted(chunks, key=lambda c: (c.middle, c.x0))):
        found += [
            [one, two] for one, two in pairwise(line)
            if one.text[0] not in PAIRS and _are_one_bracket(one, two, begins)
        ]  # fmt: skip
        at = 0
        while at < len(line):
            end = at + 1
            if line[at].text[0] in PAIRS:
                while (
                    is_left_open("".join(c.text for c in line[at:end]))
                    and end < len(line)
                    and line[end].x0 - line[end - 1].x1 < _IN_BRACKETS_WHITE * line[at].size
                ):
                    end += 1
            if end - at >= _PIECES and line[end - 1].text[-1] == PAIRS[line[at].text[0]]:
                found.append(line[at:end])
            at = end
    return found


def _are_one_bracket(one: Chunk, two: Chunk, begins: Sequence[float]) -> bool:
    """Whether the second of two pieces closes the bracket that the first leaves open, and of the
    places at which pieces begin, in order, none other is that of the second: no column begins
    there."""
    if not is_left_open(one.text) or two.x0 - one.x1 >= _IN_BRACKETS_WHITE * one.size:
        return False
    opened = max(one.text.rfind(sign) for sign in PAIRS)
    if two.text[-1] != PAIRS[one.text[opened]] or any(sign in PAIRS for sign in two.text):
        return False
    if len(two.text) == 1:
        # an index may stand in the white before it
        return False
    reach = _PLACE * one.size
    return bisect_right(begins, two.x0 + reach) - bisect_left(begins, two.x0 - reach) == 1


def _pairs(chunks: list[Chunk], sheet: Sheet) -> list[_Pair]:
    pairs: list[_Pair] = []
    for line in lines_of(sorted(chunks, key=lambda c: (c.middle, c.x0))):
        for one, two in pairwise(line):
            begins = _is_begin(one)
            near = two.x0 - one.x1 < _NEAR * one.size
            if begins and near and abs(one.size - two.size) < _PLACE * one.size:
                pairs.append(_Pair(one, two, _is_one_space(one, two, sheet), len(line) > 2))
    return pairs


def _is_begin(chunk: Chunk) -> bool:
    """Whether a piece may be the first of two: a family name, or a number."""
    if _COUNT.match(chunk.text):
        return True
    return len(chunk.text) <= _FAMILY and _NAME_PART.fullmatch(chunk.text) is not None


def _is_one_space(one: Chunk, two: Chunk, sheet: Sheet) -> bool:
    """Whether the second begins two characters after the last of the first does."""
    if not _FULL_WIDTH.match(one.text[-1]):
        # a digit is half as wide: its own width, and a space
        step = sheet.x1[one.marks[-1]] - sheet.x0[one.marks[-1]] + one.size
        return abs(sheet.x0[two.marks[0]] - sheet.x0[one.marks[-1]] - step) <= _EXACT * one.size
    begins = sheet.x0
    white = begins[two.marks[0]] - begins[one.marks[-1]]
    # a letter is as wide as the size, or stands as far from the next as the others do
    steps = [begins[b] - begins[a] for c in (one, two) for a, b in pairwise(c.marks)]
    return any(abs(white - 2 * step) <= _EXACT * one.size for step in (one.size, *steps))


def _groups(pairs: Sequence[_Pair]) -> list[list[_Pair]]:
    """Those whose first pieces begin at one place."""
    groups: list[list[_Pair]] = []
    for pair in sorted(pairs, key=lambda p: p.one.x0):
        reach = _PLACE * pair.one.size
        if groups and pair.one.x0 - groups[-1][0].one.x0 <= reach:
            groups[-1].append(pair)
        else:
            groups.append([pair])
    return groups


def _typed(group: list[_Pair], chunks: list[Chunk]) -> bool:
    """Whether what is weighed speaks for typed spaces between the pieces of ``group``."""
    mine = [pair for pair in group if pair.one_space]
    if len(mine) < _LINES or say_again([pair.one.text for pair in mine]):
        return False
    em = mine[0].one.size
    odds = _PRIOR + _ONE + _OTHER * (len(group) - len(mine))
    places = sorted(pair.two.x0 for pair in mine)
    distinct = 1 + sum(b - a > _PLACE * em for a, b in pairwise(places))
    odds += _RAGGED * (distinct - 1)
    names = sum(map(_is_name, mine))
    if names >= _MOST_NAMES * len(mine):
        return odds + _NAME > 0
    counted = sum(_COUNT.match(pair.one.text) is not None for pair in mine)
    if counted < len(mine) or sum(pair.beside for pair in mine) < _BESIDE * len(mine):
        return False
    seconds = {id(pair.two) for pair in mine}
    heads = sum(
        id(chunk) not in seconds and any(abs(chunk.x0 - place) <= _PLACE * em for place in places)
        for chunk in chunks
    )
    return odds + _COUNTED + _HEAD * heads > 0


def say_again(words: Sequence[str]) -> bool:
    """Whether most are few words that stand there several times each (plaintiff, defendant): labels
    of what stands beside them, and no part of it."""
    counts = [count for word, count in Counter(words).items() if not _COUNT.match(word)]
    again = [count for count in counts if count >= _AGAIN]
    return 1 < len(again) <= _FEW_WORDS and sum(again) >= _MOSTLY * len(words)


def _is_name(pair: _Pair) -> bool:
    one, two = pair.one.text, _IN_BRACKETS.sub("", pair.two.text)
    return (
        _NAME_PART.fullmatch(one) is not None
        and len(two) <= _GIVEN
        and _NAME_PART.fullmatch(two) is not None
    )
