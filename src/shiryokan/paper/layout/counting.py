"""What counts on, and what says its heads again: which of the columns side by side are read down.

Neither white nor what a line looks like tells whether 1, 2, 3 beside 4, 5, 6 is read down or
across; the numbers do. So do heads that begin anew: 番号, 氏名, 番号, 氏名 are two lists.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from statistics import median_low
from typing import Any, Literal, NamedTuple

from shiryokan.paper.layout.chunks import Chunk
from shiryokan.paper.layout.glossary_columns import are_explained
from shiryokan.paper.layout.lines import Row, begins_with_marker, ends_sentence
from shiryokan.paper.layout.params import PARAMS

_LEAST = PARAMS.counting.least
_LEAST_ACROSS = PARAMS.counting.least_across
_REACH = PARAMS.counting.reach
_STRAY = PARAMS.counting.stray
_SAME = PARAMS.counting.same
_LEVEL = PARAMS.counting.level
_BELOW = PARAMS.counting.below
_FIGURES = PARAMS.counting.figures
_ALIKE = PARAMS.counting.alike
_HEAD_MARKS = frozenset("■◆●◎【〔＜<《□◇")
_CARDS = PARAMS.counting.least_cards
_BELOW_CARD = PARAMS.counting.below_card
_LARGER = PARAMS.counting.larger
_CARD_OFF = PARAMS.counting.card_off
_STATED = PARAMS.counting.least_stated
_SPACE = PARAMS.counting.space
_WIDER = PARAMS.counting.wider
_APART = PARAMS.counting.apart
_LONG = PARAMS.counting.long
_SEVERAL = PARAMS.counting.several
_FEW = PARAMS.counting.few
_SHORT = PARAMS.counting.short
_HEAD = PARAMS.counting.head
_OFTEN = PARAMS.counting.often
_CHAPTERS = PARAMS.counting.chapters
_MOSTLY = PARAMS.counting.mostly

_COUNT = re.compile(
    r"([^0-9。、,.]{0,4}?)([0-9]{1,9}(?:[-.－―ー][0-9]{1,3})*)(?![0-9,/:%点円人件]|[.][0-9])"
)
"""A number at the beginning, be it in brackets or behind 第 or a letter, of one part or, as 1-2,
of several; no amount and no time."""
_STEMS = "甲乙丙丁"
"""What those who sign are called, in this order."""
_PARTY = re.compile(rf"[（(]?([{_STEMS}])[）)]?(?:$|[\s：:])")
_PART = re.compile("[0-9]+")
_AMOUNT = re.compile(r"[（(△▲¥￥+＋－-]*[0-9０-９][0-9０-９,，.．]*[^0-9０-９]{0,3}|[-－―‐・ー]+")
_HEADING = re.compile(r"([【〔＜〈《])[^】〕＞〉》]+[】〕＞〉》]")
_STATEMENT = re.compile(r"[^：:、。,．（(]{1,12}[：:][^：:]+")
"""A label, a colon and a value."""
_MOST_READ = 16
"""Characters that are looked at for a number; a number is no longer."""

Rows = Sequence[Row[Any]]


class _Label(NamedTuple):
    """What a line begins with: what stands before its number, and the number's parts."""

    before: str
    parts: tuple[int, ...]


@lru_cache(maxsize=4096)
def _label_of(text: str) -> _Label | None:
    found = _COUNT.match(unicodedata.normalize("NFKC", text[:_MOST_READ]))
    return _Label(found[1], tuple(map(int, _PART.findall(found[2])))) if found else None


def direction(columns: Sequence[Rows]) -> Literal["down", "across"] | None:
    """Whether numbers with which lines of ``columns`` begin count on down each column and from one
    to the next, or across from line to line; None where they do neither, or both."""
    if len(columns) < 2:
        return None
    if sum(map(len, columns)) < _LEAST:
        return _direction_of_few(columns)
    shape = _shape(columns[0])
    counted = [_counted(rows, shape) for rows in columns]
    if sum(map(len, counted)) < _LEAST or any(len(mine) < 2 for mine in counted[:-1]):
        return None
    if shape is None or not counted[-1] or len(set(map(_is_bare, columns))) > 1:
        return None
    down = [each.parts for mine in counted for each in mine]
    across = [each.parts for each in _level_by_level(counted)]
    ends = [(one[-1].parts, two[0].parts) for one, two in itertools.pairwise(counted)]
    reads_down, reads_across = _counts_on(down, ends), _counts_on(across, [])
    if reads_down == reads_across:
        return None
    return "down" if reads_down else "across"


def _direction_of_few(columns: Sequence[Rows]) -> Literal["across"] | None:
    """The same of few lines, each of which must have a number that is the next one across."""
    if sum(map(len, columns)) < _LEAST_ACROSS or min(map(len, columns)) < 2:
        return None
    counted = [_counted(rows, _shape(columns[0])) for rows in columns]
    if any(len(mine) < len(rows) for mine, rows in zip(counted, columns, strict=True)):
        return None
    numbers = [each.parts for each in _level_by_level(counted)]
    ones = all(_step(one, two) == (1, True) for one, two in itertools.pairwise(numbers))
    return "across" if ones else None


def sections(columns: Sequence[Rows]) -> list[float]:
    """The tops of the parts of ``columns``, from the second: what counts, and headings between;
    none where much else stands there."""
    rows = sorted((row for rows in columns for row in rows), key=lambda row: row.y0)
    counts = [_label_of(row.text) is not None for row in rows]
    if sum(counts) < _MOSTLY * len(rows):
        return []
    tops: list[float] = []
    level, before, here = -float("inf"), True, True
    for row, counted in zip(rows, counts, strict=True):
        if row.y0 - level > _LEVEL * row.size:
            before, here, level = here, counted, row.y0
            if level > rows[0].y0 and here != before:
                tops.append(level)
        elif counted and not here:
            # a number beside a word is of what counts
            here = True
            if tops and tops[-1] == level:
                tops.pop()
            if not before:
                tops.append(level)
    return tops


def lists_beside(columns: Sequence[Rows]) -> list[int]:
    """The first columns of the lists, of several columns each, that ``columns`` are; one where it
    is not plain that they are more."""
    count = len(columns)
    if sum(map(len, columns)) < _LEAST:
        return [0]
    parties = _parties(columns)
    if len(parties) > 1:
        return parties
    if are_explained(columns):
        return list(range(0, count, 2))
    shape = _shape(columns[0])
    if shape is not None and count > 2:
        firsts = [n for n, rows in enumerate(columns) if _shape(rows) == shape]
        if 1 < len(firsts) < count and direction([columns[n] for n in firsts]) == "down":
            return firsts
    for lists in range(2, count + 1):
        if count % lists or (lists == count and not _several(columns)):
            continue
        each = count // lists
        firsts = list(range(0, count, each))
        mine = [columns[at] for at in firsts]
        down = direction(mine) == "down"
        if (down and lists < count) or (_heads_again(columns, each) and (down or _in_words(mine))):
            return firsts
    return [0]


def _parties(columns: Sequence[Rows]) -> list[int]:
    """The first columns of the blocks of those who sign, which begin with 甲, 乙 and so on, all
    level; a day may stand above the first. None where they are not in this order."""
    found: list[tuple[int, Row[Any], str]] = []
    for number, rows in enumerate(columns):
        for row in rows if not number else rows[:1]:
            if mark := _PARTY.match(row.text):
                found.append((number, row, mark[1]))
                break
    if not found or found[0][0] != 0 or "".join(f[2] for f in found) != _STEMS[: len(found)]:
        return []
    tops = [row.y0 for _, row, _ in found]
    level = max(tops) - min(tops) <= _LEVEL * found[0][1].size
    return [number for number, _, _ in found] if level else []


def _several(columns: Sequence[Rows]) -> bool:
    """Whether the first line of each of ``columns`` has several pieces: it is a list by itself."""
    return all(len(rows[0].items) > 1 for rows in columns)


def headed_alone(columns: Sequence[Rows]) -> int:
    """How many headings in brackets stand in one of ``columns`` beside what is none in another: a
    row would have no such cell. None, unless several columns have such headings."""
    headings = [[row for row in rows if _HEADING.fullmatch(row.text)] for rows in columns]
    texts = [row.text for mine in headings for row in mine]
    if len(texts) < 2 or len(set(texts)) < len(texts):
        # what stands in many cells, as ＜成果＞, is the label of a part of them
        return 0
    alone = [0] * len(columns)
    for at, mine in enumerate(headings):
        for row in mine:
            beside = [
                other.text
                for n, others in enumerate(columns)
                if n != at
                for other in others
                if abs(other.y0 - row.y0) < _LEVEL * row.size
            ]
            alone[at] += bool(beside) and not any(map(_HEADING.fullmatch, beside))
    return sum(alone) if sum(map(bool, alone)) > 1 else 0


def units_of(columns: Sequence[Rows]) -> list[int]:
    """The first of ``columns`` in each of the units that wide white parts them into, with little
    white within; all are units by themselves where no white is wider than other."""
    firsts = list(range(len(columns)))
    em = columns[0][0].size or 10.0
    gaps = [
        min(row.x0 for row in right) - max(row.x1 for row in left)
        for left, right in itertools.pairwise(columns)
    ]
    narrow = max(min(gaps, default=0.0), 0.0)
    wide = [n for n, gap in enumerate(gaps, 1) if gap > max(_WIDER * narrow, _APART * em)]
    return [0, *wide] if wide and len(wide) < len(gaps) else firsts


def are_like_lists(units: Sequence[Rows]) -> bool:
    """Whether ``units`` are long lists of the same: short entries of several words without figures,
    on the same levels."""
    if len(units) < 2 or min(map(len, units[:-1])) < _LONG:
        return False
    widths: list[float] = []
    for unit in units:
        rows = [row for row in unit if not _HEADING.fullmatch(row.text)] or unit
        several = sum(map(_has_words, rows))
        figures = sum(any(map(str.isdigit, row.text)) for row in rows)
        if several < _SEVERAL * len(rows) or figures > _FEW * len(rows):
            return False
        widths.append(median_low([row.x1 - row.x0 for row in rows]))
    if min(widths) < _SEVERAL * max(widths) or max(widths) > _SHORT * (units[0][0].size or 10.0):
        return False
    tops = [row.y0 for row in units[0]]
    level = sum(
        any(abs(row.y0 - top) < _LEVEL * row.size for top in tops)
        for rows in units[1:]
        for row in rows
    )
    return level >= _MOSTLY * sum(map(len, units[1:]))


def _has_words(row: Row[Any]) -> bool:
    """Whether a line has several words, with typed spaces between or apart."""
    if len(row.items) > 1 or " " in row.text or "\u3000" in row.text:
        return True
    (item,) = row.items
    return isinstance(item, Chunk) and item.whole


def are_plain(units: Sequence[Rows]) -> bool:
    """Whether the words of nearly all entries have a space between and no more: no columns."""
    rows = [row for unit in units for row in unit]
    spaced = sum(
        all(b.x0 - a.x1 < _SPACE * row.size for a, b in itertools.pairwise(row.items))
        for row in rows
    )
    return spaced >= _MOSTLY * len(rows)


def are_titled(units: Sequence[Rows]) -> bool:
    """Whether above each of ``units`` stands a heading with one mark (■ 概要), all level and each
    another, and nothing else in them begins with that mark."""
    heads = [rows[0] for rows in units]
    mark = heads[0].text[:1]
    if len(units) < 2 or mark not in _HEAD_MARKS or min(map(len, units)) < 2:
        return False
    if max(r.y0 for r in heads) - min(r.y0 for r in heads) > _LEVEL * heads[0].size:
        return False
    marked = [row.text for rows in units for row in rows if row.text.startswith(mark)]
    return len(marked) == len(units) == len({row.text for row in heads} & set(marked))


def are_stated(units: Sequence[Rows]) -> bool:
    """Whether each line of ``units`` is a label, a colon and a value, but for a heading above all:
    each is whole by itself, and none is the rest of a row."""
    if len(units) < 2:
        return False
    bodies = [
        rows if _STATEMENT.fullmatch(rows[0].text) or len(rows) < 2 else rows[1:] for rows in units
    ]
    return all(
        len(rows) >= _STATED and all(_STATEMENT.fullmatch(row.text) for row in rows)
        for rows in bodies
    )


def have_own_tables(units: Sequence[Rows]) -> bool:
    """Whether each of ``units`` has lines and, below the first, one table of its own, all level."""
    if len(units) < 2:
        return False
    tops: list[float] = []
    for rows in units:
        tables = [row for row in rows if any(item.tabular for item in row.items)]
        if len(tables) != 1 or tables[0] is rows[0]:
            return False
        tops.append(tables[0].y0 / (rows[0].size or 10.0))
    return max(tops) - min(tops) < _LEVEL


def are_cards(units: Sequence[Rows]) -> bool:
    """Whether each of ``units`` is a large word or number and, about one middle with it, what it
    says below."""
    if len(units) < _CARDS:
        return False
    for rows in units:
        first, rest = rows[0], rows[1:]
        middle = (first.x0 + first.x1) / 2
        if not 0 < len(rest) <= _BELOW_CARD or first.size < _LARGER * max(r.size for r in rest):
            return False
        if any(abs((r.x0 + r.x1) / 2 - middle) > _CARD_OFF * r.size for r in rest):
            return False
    return True


def _is_bare(rows: Rows) -> bool:
    """Whether most lines are nothing but numbers, as pages beside what they are of."""
    return 2 * sum(bool(_AMOUNT.fullmatch(row.text)) for row in rows) > len(rows)


class _Numbered(NamedTuple):
    """A number, and the top and the size of its line."""

    top: float
    parts: tuple[int, ...]
    size: float


_Shape = tuple[str, int]
"""What stands before a number, and of how many parts it is."""


def _shape(rows: Rows) -> _Shape | None:
    """That of the numbers of most of the lines that begin with one; None if few do."""
    found = Counter(
        (label.before, len(label.parts)) for row in rows if (label := _label_of(row.text))
    )
    shape, count = found.most_common(1)[0] if found else (None, 0)
    return shape if count > 1 and count >= _OFTEN * len(rows) else None


def _counted(rows: Rows, shape: _Shape | None) -> list[_Numbered]:
    left = min(row.x0 for row in rows)
    found: list[_Numbered] = []
    for row in rows:
        label = _label_of(row.text) if row.x0 - left < _SAME * row.size else None
        if label is not None and (label.before, len(label.parts)) == shape:
            found.append(_Numbered(row.y0, label.parts, row.size))
    return found


def _level_by_level(counted: Sequence[list[_Numbered]]) -> list[_Numbered]:
    """All numbers as they stand from line to line, in a line from the left."""
    ordered: list[tuple[float, int, _Numbered]] = []
    level = -float("inf")
    for each, at in sorted((each, at) for at, mine in enumerate(counted) for each in mine):
        level = level if each.top - level < _LEVEL * each.size else each.top
        ordered.append((level, at, each))
    return [each for _, _, each in sorted(ordered)]


_Numbers = Sequence[tuple[int, ...]]


def _counts_on(numbers: _Numbers, ends: Sequence[tuple[tuple[int, ...], tuple[int, ...]]]) -> bool:
    """Whether ``numbers`` ascend in small steps, nearly all; and so does each of ``ends``."""
    steps = [_step(one, two) for one, two in itertools.pairwise(numbers)]
    rising = [step for step, last in steps if last and step > 0]
    if not rising:
        return False
    reach = _REACH * median_low(rising)

    def small(step: int, last: bool) -> bool:
        return 0 < step <= (reach if last else _CHAPTERS)

    stray = sum(not small(*step) for step in steps)
    return stray <= _STRAY * len(steps) and all(small(*_step(*each)) for each in ends)


def _step(one: tuple[int, ...], two: tuple[int, ...]) -> tuple[int, bool]:
    """By how much the first part that differs does, and whether it is the last one."""
    for at, (before, after) in enumerate(zip(one, two, strict=True)):
        if before != after:
            return after - before, at == len(one) - 1
    return 0, True


def _heads_again(columns: Sequence[Rows], each: int) -> bool:
    """Whether the first lines of ``each`` columns are heads, and those of the next ones too, on one
    level; and the lines below are others, as those of an old wording and a new one are not."""
    if len(columns[0]) <= _BELOW:
        return False
    heads = [rows[0] for rows in columns]
    if any(one.text != two.text for one, two in zip(heads, heads[each:], strict=False)):
        return False
    if max(row.y0 for row in heads) - min(row.y0 for row in heads) > _LEVEL * heads[0].size:
        return False
    pieces = [item.text for row in heads[:each] for item in row.items]
    if len(set(pieces)) < len(pieces) or not all(map(_is_head, pieces)):
        return False
    below = [row.text for row in columns[0][1:]]
    again = {row.text for row in columns[each][1:]}
    return sum(text in again for text in below) <= _ALIKE * len(below)


def _is_head(text: str) -> bool:
    """Whether a piece of a line may be the head of a column: a word, no item and no amount."""
    plain = not begins_with_marker(text) and not any(map(str.isdigit, text))
    return plain and len(text) <= _HEAD and not ends_sentence(text)


def _in_words(columns: Sequence[Rows]) -> bool:
    """Whether few lines of ``columns`` are amounts."""
    rows = [row for column in columns for row in column]
    return sum(bool(_AMOUNT.fullmatch(row.text)) for row in rows) < _FIGURES * len(rows)
