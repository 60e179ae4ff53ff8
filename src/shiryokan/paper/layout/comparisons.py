"""Rows of an old wording beside a new one, told by what both sides call each provision.

Provisions that correspond begin level, with one label (第3条 beside 第3条). Where one side has
none, a word in brackets stands in its place: （新設）, （削る）, （略）. Neither looks like a row
to who only sees how full lines are.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Any, NamedTuple, Protocol

from shiryokan.paper.layout.lines import Row
from shiryokan.paper.layout.params import PARAMS

_LEVEL = PARAMS.comparisons.level
_LEAST = PARAMS.comparisons.least
_SAME = PARAMS.comparisons.same
_NUMBER = "[0-9一二三四五六七八九十百]+"
_LABEL = re.compile(
    rf"(?:(第{_NUMBER}[章節款])|(第{_NUMBER}[条項号](?:の{_NUMBER})*)|({_NUMBER}(?:の{_NUMBER})*(?=\s))"
    rf"|([(]{_NUMBER}[)])|([ア-ン](?=\s)|[(][ア-ン][)]))"
)
"""What a provision is called, a group for each rank: 第2章, 第3条の2, 2, (1), ア."""
_ABSENT = re.compile(r"[(\[〔［][^()\[\]〔〕［］0-9]{1,5}[)\]〕］]")
"""What stands in the place of a provision: a word in brackets."""

_CLOSING = tuple(")）]］〕")


class Column(Protocol):
    """A column of lines."""

    rows: list[Row[Any]]
    em: float


class _Begin(NamedTuple):
    """A line with which a provision begins, or a word in its place."""

    top: float
    label: str
    rank: int
    absent: bool


def rows_of_comparison(columns: Sequence[Column], levels: Sequence[float]) -> list[float] | None:
    """At which of ``levels`` rows begin, from the second, of two ``columns`` that are two wordings
    of one thing; None where they are not plainly so."""
    if len(columns) != 2 or not levels:
        return None
    left, right = columns
    if not any(row.text[-1:] in _CLOSING for column in columns for row in column.rows):
        # most columns have no such word, and need not be looked through for labels
        return None
    em = min(left.em, right.em)
    pairs = list(_pairs(_begins(left.rows), _begins(right.rows), _LEVEL * em))
    ranks = [max(one.rank, two.rank) for one, two in pairs if one.label or two.label]
    if not ranks:
        return None
    # what counts within the provisions begins no row
    rank = min(ranks)
    rows = [
        min(one.top, two.top)
        for one, two in pairs
        if max(one.rank, two.rank) == rank or (one.absent and two.absent)
    ]
    absent = sum(one.absent != two.absent for one, two in pairs)
    if len(rows) < _LEAST or not absent or _is_twice(left.rows, right.rows, _LEVEL * em):
        return None
    return [y for y in levels if any(abs(y - top) < _LEVEL * em for top in rows)]


def _begins(rows: Sequence[Row[Any]]) -> list[_Begin]:
    found = []
    for row in rows:
        text = unicodedata.normalize("NFKC", row.text)
        label = _LABEL.match(text)
        if _ABSENT.fullmatch(text.strip()):
            found.append(_Begin(row.y0, "", -1, absent=True))
        elif label:
            found.append(_Begin(row.y0, label[0], label.lastindex or 0, absent=False))
    return found


def _pairs(
    left: list[_Begin], right: list[_Begin], reach: float
) -> list[tuple[_Begin, _Begin]]:  # fmt: skip
    """What begins level on both sides with one label, or with a word in the place of one."""
    return [
        (one, two)
        for one in left
        for two in right
        if abs(one.top - two.top) < reach and (one.absent or two.absent or one.label == two.label)
    ]


def _is_twice(left: Sequence[Row[Any]], right: Sequence[Row[Any]], reach: float) -> bool:
    """Whether both sides are one text, printed twice on a sheet."""
    level = [one.text == two.text for one in left for two in right if abs(one.y0 - two.y0) < reach]
    return sum(level) > _SAME * max(len(left), len(right))
