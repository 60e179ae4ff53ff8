"""Points without 点 in a column over which it stands: each is given the sign that the head has."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from shiryokan.registers.fees.rows import Row
from shiryokan.registers.source_text import Piece, Traced

_HEAD = re.compile(r"(?:.*[\s　])?[（(\[［]?(?:所定)?点数?(?:[（(]点[）)])?[）)\]］]?")
_HEADS = re.compile(
    "(?:区分(?:番号)?|番号|コード)[^0-9０-９。]{0,12}(?:項目|名称|内容|事項)[^0-9０-９。]{0,12}"
)
"""Heads of the columns of codes, names and points."""
_NUMBER = re.compile(r"(?:[0-9０-９]{1,3}(?:[,，][0-9０-９]{3})+|[0-9０-９]+)")
_EDGE = 1.4
"""How far from the end of the head a number may end, in characters."""
_WHITE = 0.8
"""White before it, in characters, at least."""
_TOP, _LEAST_HEADS = 3, 2
"""Rows of a page of which one must be the head, and pages that must have it."""
_SIGNED = 0.1
"""Share of the rows of the column that may have the sign all the same."""
_HEADED = 0.5
"""Share of the pages with such numbers over which the head must stand."""


def with_signs(rows: Sequence[Row]) -> list[Row]:
    """The rows, with 点 behind numbers in a column that is headed so; as they are where there is
    no such column."""
    places: Counter[int] = Counter()
    heads: dict[int, Row] = {}
    for row in rows:
        places[row.page] += 1
        if places[row.page] <= _TOP and _HEAD.fullmatch(row.text.text):
            heads[row.page] = row
    if len(heads) < max(_HEADED * len(places), _LEAST_HEADS):
        return list(rows)
    ends = sorted(row.x1 for row in heads.values())
    end, em = ends[len(ends) // 2], max(row.height for row in heads.values()) * 1.025
    near = [row for row in rows if abs(row.x1 - end) < _EDGE * em]
    bare = [row for row in near if _is_bare(row, em)]
    signed = sum(row.text.text.endswith("点") for row in near)
    pages = {row.page for row in bare}
    if not bare or signed > _SIGNED * len(bare) or len(pages & set(heads)) < _HEADED * len(pages):
        return list(rows)
    ours = {id(row) for row in bare}
    over = {id(row) for row in heads.values()}
    return [_signed(row) if id(row) in ours else row for row in rows if id(row) not in over]


def without_heads(rows: Sequence[Row]) -> list[Row]:
    """The rows without the heads of columns that stand over the table on each page."""
    places: Counter[int] = Counter()
    found: list[Row] = []
    for row in rows:
        places[row.page] += 1
        if places[row.page] <= _TOP and _HEADS.fullmatch("".join(row.text.text.split())):
            found.append(row)
    if len({row.page for row in found}) < _LEAST_HEADS:
        return list(rows)
    ours = {id(row) for row in found}
    return [row for row in rows if id(row) not in ours]


def _is_bare(row: Row, em: float) -> bool:
    text = row.text.text
    if not row.gaps:
        return _NUMBER.fullmatch(text) is not None
    _, end, white = row.gaps[-1]
    return white > _WHITE * em and _NUMBER.fullmatch(text[end:]) is not None


def _signed(row: Row) -> Row:
    return replace(row, text=Traced([*row.text.pieces, Piece("点", row.page, None, 0)]))
