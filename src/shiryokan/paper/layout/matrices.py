"""Rows of tables told by what is never broken over lines: amounts, and labels that count on.

None asks what the whole looks like: where columns of amounts are level, each level is a row,
however uneven the columns end; and what stands level with 1, 2, 3, or with times of the day and
dates, begins with them.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Any, NamedTuple, Protocol

from shiryokan.paper.layout.lines import Row
from shiryokan.paper.layout.params import PARAMS

_HEADS = PARAMS.matrices.heads
_AMOUNTS = PARAMS.matrices.amounts
_ROWS = PARAMS.matrices.rows
_COLUMNS = PARAMS.matrices.columns
_LEVEL = PARAMS.matrices.level
_SPARSE = PARAMS.matrices.sparse
_CLOSE = PARAMS.matrices.close
_SAME_HEADS = PARAMS.matrices.same_heads
_LABELS = PARAMS.matrices.labels
_KEYS = PARAMS.matrices.keys
_KEY = PARAMS.matrices.key
_ABOVE_KEY = PARAMS.matrices.above_key
_KEYS_WRAPPED = PARAMS.matrices.keys_wrapped
_LABEL = PARAMS.matrices.label
_WORD = PARAMS.matrices.word
_SPACE = PARAMS.matrices.space
_WORDS = PARAMS.matrices.words
_WHITER = PARAMS.matrices.whiter
_DATES = PARAMS.matrices.dates
_HANGING = PARAMS.matrices.hanging
_LEVEL_WITH = PARAMS.matrices.level_with
_END = PARAMS.matrices.end
_OVER = PARAMS.matrices.over
_FULL_BEFORE = PARAMS.matrices.full_before

_NO_FIGURE = "[-－―‐・･ー…‥*＊xXｘＸ×]"
"""What stands where there is no figure, or where it is kept secret."""
_UNITS = "円|人|名|件|点|単位|回|個|枚|台|冊|本|戸|世帯|歳|㎡|㎥|ha|km|kg|トン"
"""What stands behind a figure that is counted."""
_ONE = (
    r"(?:[△▲¥￥+＋－-]?[0-9０-９]+(?:[,，][0-9０-９]{3})*(?:[.．][0-9０-９]+)?"
    rf"(?:[%％]|[十百千万億]{{0,2}}(?:{_UNITS}))?|{_NO_FIGURE})"
)
_SEVERAL = re.compile(rf"{_ONE}(?:[ \u3000]+{_ONE})*")
"""One amount or several on a line."""
_FIGURES = re.compile(r"[^0-9０-９]{0,3}[0-9０-９][0-9０-９,，.．]*[^0-9０-９]{0,3}")
"""An amount with what may stand around it: （1,664点）."""
_NUMBER = re.compile(r"[注問答第]?[ 　]?[（(]?([0-9０-９]{1,3})[)）.．]?")
"""A number by itself, as labels are that count on: 1, (2), 注3."""

_D = "[0-9０-９]{1,2}"
_DATES_OF_KINDS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:午[前後])?{_D}[:：時]{_D}分?",
        rf"(?:(?:令和|平成|昭和|[RHSＲＨＳ])[ 　]?(?:{_D}|元)|[12１２][0-9０-９]{{3}})[年./．]"
        rf"(?:{_D}[月./．](?:{_D}日?)?)?",
        rf"{_D}[月/／]{_D}日?",
    )
)
"""A time of the day, a date with its year, and one without."""


class Column(Protocol):
    """A column of lines."""

    rows: list[Row[Any]]
    middles: list[float]
    em: float
    pitch: float


class Matrix(NamedTuple):
    """Where the rows of a table begin, from the second; ``whole`` are the columns in which lines
    that follow each other are one cell, over as many rows as they stand in. Of what stands above
    ``first``, heads and more, other rows may be told otherwise."""

    cuts: list[float]
    whole: tuple[int, ...] = ()
    first: float = -float("inf")


def rows_of_amounts(columns: Sequence[Column], least: int = _ROWS) -> Matrix | None:
    """The rows of columns of amounts and of what stands level with them; None where there are
    fewer than ``least``, or where something else tells rows too."""
    begins = [_first_amount(column) for column in columns]
    amounts = [n for n, at in enumerate(begins) if at is not None]
    # the white between amounts may be no column by itself
    beside = sum(
        max(len(row.text.split()) for row in columns[n].rows[begins[n] :]) for n in amounts
    )
    if beside < _COLUMNS:
        return None
    em = min(column.em for column in columns)
    held = sorted(
        (middle, len(row.text.split()))
        for n in amounts
        for middle, row in zip(columns[n].middles, columns[n].rows, strict=True)
        if row.y0 >= columns[n].rows[begins[n] or 0].y0
    )
    levels: list[float] = []
    counts: list[int] = []
    for middle, count in held:
        if levels and middle - levels[-1] < _LEVEL * em:
            counts[-1] += count
        else:
            levels.append(middle)
            counts.append(count)
    if len(levels) < least or min(counts) < 2:
        return None
    others = [n for n in range(len(columns)) if n not in amounts]
    whole: list[int] = []
    for number in others:
        mine = [m for m in columns[number].middles if m > levels[0] - _LEVEL * em]
        fewer = len(mine) < len(levels)
        sparse = len(mine) < _SPARSE * len(levels)
        if (fewer and not sparse) or not all(_is_near(m, levels, _LEVEL * em) for m in mine):
            return None
        whole += [number] if mine and sparse else []
    tops = _tops(columns, levels, em)
    return Matrix(_head_rows(columns, amounts, levels[0], em) + tops, tuple(whole), tops[0])


def _tops(columns: Sequence[Column], levels: Sequence[float], em: float) -> list[float]:
    """The highest top of what stands at each level, one line of some column at least."""
    return [
        min(
            column.rows[at].y0
            for column in columns
            if (at := _at_level(column, level, _LEVEL * em)) is not None
        )
        for level in levels
    ]


def _first_amount(column: Column) -> int | None:
    """The number of the first line of a column that holds amounts alone from there on, where what
    stands above may be its head; None of another column."""
    texts = [row.text for row in column.rows]
    at = next((n for n, text in enumerate(texts) if _SEVERAL.fullmatch(text)), None)
    if at is None or at > _HEADS or len(texts) - at < _AMOUNTS:
        return None
    return at if all(map(_SEVERAL.fullmatch, texts[at:])) else None


def _head_rows(
    columns: Sequence[Column], amounts: Sequence[int], first: float, em: float
) -> list[float]:
    """Where rows of heads begin above the level of the ``first`` amounts, from the second: several
    columns have the same words there."""
    heads = [
        (row.y0, row.text)
        for n in amounts
        for row in itertools.islice(columns[n].rows, 1, None)
        if row.y1 < first
    ]
    return sorted({
        top
        for top, text in heads
        if top == min(y for y, _ in heads if abs(y - top) < _LEVEL * em)
        and sum(t == text and abs(y - top) < _LEVEL * em for y, t in heads) >= _SAME_HEADS
    })  # fmt: skip


def _is_near(place: float, others: Sequence[float], reach: float) -> bool:
    at = bisect_left(others, place - reach)
    return at < len(others) and others[at] <= place + reach


def _at_level(column: Column, level: float, reach: float) -> int | None:
    at = bisect_left(column.middles, level - reach)
    return at if at < len(column.middles) and column.middles[at] <= level + reach else None


def rows_of_labels(columns: Sequence[Column]) -> Matrix | None:
    """The rows of a table whose first column holds numbers that count on one by one, each level
    with the first lines of what stands beside it; None where this is not plain."""
    first, others = columns[0], columns[1:]
    begin = counted_from([row.text for row in first.rows])
    if begin is None:
        return None
    em, labels, middles = first.em, first.rows[begin:], first.middles[begin:]
    if max(row.x1 for row in labels) - min(row.x0 for row in labels) > _LABEL * em:
        return None
    several = 0
    for column in others:
        # heads stand above in all columns or in none
        if (begin > 0) != any(row.y1 <= labels[0].y0 for row in column.rows):
            return None
        lines = [n for n, row in enumerate(column.rows) if row.y1 > labels[0].y0]
        if not lines or not _is_near(column.middles[lines[0]], middles, _LEVEL * em):
            return None
        white = [column.rows[b].y0 - column.rows[a].y1 for a, b in itertools.pairwise(lines)]
        begins = [_is_near(column.middles[n], middles, _LEVEL * em) for n in lines]
        inner = [w for w, here in zip(white, begins[1:], strict=True) if not here]
        outer = [w for w, here in zip(white, begins[1:], strict=True) if here]
        if inner and outer and min(outer) < max(inner) * _WHITER:
            return None
        if any(
            _FIGURES.fullmatch(column.rows[n].text)
            for n, b in zip(lines, begins, strict=True)
            if not b
        ):
            return None
        several += bool(inner)
    if not several:
        return None
    return Matrix([row.y0 for row in labels[0 if begin else 1 :]])


def rows_of_keys(columns: Sequence[Column]) -> Matrix | None:
    """The rows of a table whose first column holds a short word on the first line of each, where
    more white stands above these lines than between any others; None where this is not plain."""
    first, others = columns[0], columns[1:]
    em, keys, middles = first.em, first.rows, first.middles
    if len(keys) < _KEYS or max(row.x1 - row.x0 for row in keys) > _KEY * em:
        return None
    if len(columns) == 2 and all(_NUMBER.fullmatch(row.text) for row in keys):
        # notes, or the items of a list
        return None
    beside = sorted(middle for column in others for middle in column.middles)
    if not all(_is_near(middle, beside, _LEVEL * em) for middle in middles):
        # the rest of a word that is broken
        return None
    wrapped = 0
    for column in others:
        begins = [_is_near(middle, middles, _LEVEL * em) for middle in column.middles]
        if not begins[0]:
            return None
        whites = [b.y0 - a.y1 for a, b in itertools.pairwise(column.rows)]
        inner = [w for w, here in zip(whites, begins[1:], strict=True) if not here]
        outer = [w for w, here in zip(whites, begins[1:], strict=True) if here]
        if inner and outer and min(outer) < max(inner) + _ABOVE_KEY * em:
            return None
        wrapped += sum(b and not a for b, a in itertools.pairwise(begins))
    if wrapped < _KEYS_WRAPPED:
        return None
    return Matrix(_tops(columns, middles, em)[1:])


def rows_of_dates(columns: Sequence[Column]) -> Matrix | None:
    """The rows of a table whose first column begins each row with a time of the day or a date, and
    nothing else at its left edge; None where not all that stands beside them begins level with
    them, or runs on there."""
    first, others = columns[0], columns[1:]
    em = first.em
    dated = max(
        ([n for n, row in enumerate(first.rows) if k.match(row.text)] for k in _DATES_OF_KINDS),
        key=len,
    )
    left = min((first.rows[n].x0 for n in dated), default=0.0)
    at_edge = [n for n, row in enumerate(first.rows) if row.x0 < left + _HANGING * em]
    labels = [n for n in dated if n in at_edge]
    # only heads may stand above, and what is below the table
    below = [n for n in at_edge if labels and n > labels[-1]]
    if (
        len(labels) < _DATES
        or labels[0] > _HEADS
        or any(labels[0] < n < labels[-1] and n not in labels for n in at_edge)
        or len(below) > _HEADS
    ):
        return None
    levels = [first.middles[n] for n in labels]
    several, full = 0, 0
    for column in others:
        end = max(row.x1 for row in column.rows) - _END * em
        mine = [n for n, row in enumerate(column.rows) if row.y1 > first.rows[labels[0]].y0]
        begins = [_is_near(column.middles[n], levels, _LEVEL * em) for n in mine]
        # a date at half the height of its row has lines close above it, that are no heads
        close = first.rows[labels[0]].y0 - (labels[0] + _OVER) * column.pitch
        above = [row for row in column.rows[: -len(mine) or None] if row.y0 > close]
        if (
            len(above) > labels[0]
            or not mine
            or not begins[0]
            or sum(begins) < _LEVEL_WITH * len(levels)
        ):
            return None
        wrapped = [
            n
            for n, (here, following) in zip(mine, itertools.pairwise(begins), strict=False)
            if following and not here
        ]
        several += len(wrapped)
        full += sum(column.rows[n].x1 > end for n in wrapped)
    if several < _DATES or full > _FULL_BEFORE * several:
        return None
    tops = _tops(columns, levels, em)
    under = [first.rows[n].y0 for n in below]
    return Matrix((tops if labels[0] else tops[1:]) + under)


def rows_of_words(columns: Sequence[Column]) -> Matrix | None:
    """The rows of two columns with no more than a space between: each line is a word, and what is
    said of it or goes on with it. None where the right one has lines beside which is no word."""
    if len(columns) != 2 or len(columns[1].rows) < _WORDS:
        return None
    words, texts = columns
    tops = [row.y0 for row in words.rows]
    for row, middle in zip(texts.rows, texts.middles, strict=True):
        at = _at_level(words, middle, _LEVEL * words.em)
        if at is None:
            return None
        word = words.rows[at]
        white = row.x0 - word.x1
        if not -_LEVEL * words.em < white < _SPACE * words.em:
            return None
        if word.x1 - word.x0 > _WORD * words.em or word.framed or row.framed:
            return None
        tops[at] = min(tops[at], row.y0)
    return Matrix(tops[1:])


def counted_from(texts: Sequence[str]) -> int | None:
    """From which on ``texts`` are numbers that count on one by one, where few stand above; None
    where they are not."""
    begin = next((n for n, text in enumerate(texts) if _NUMBER.fullmatch(text)), len(texts))
    found = [_NUMBER.fullmatch(text) for text in texts[begin:]]
    numbers = [int(each[1]) for each in found if each]
    if begin > _HEADS or len(numbers) < max(len(found), _LABELS):
        return None
    return begin if all(b - a == 1 for a, b in itertools.pairwise(numbers)) else None


def groups(rows: Sequence[Row[Any]], pitch: float) -> list[list[Row[Any]]]:
    """Lines of a column that follow each other."""
    found: list[list[Row[Any]]] = []
    for row in rows:
        if found and row.y0 - found[-1][-1].y0 < _CLOSE * pitch:
            found[-1].append(row)
        else:
            found.append([row])
    return found
