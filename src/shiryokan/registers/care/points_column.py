"""Points without 単位 in a column over which it stands: each is given the sign of the head."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from shiryokan.paper.model import Page
from shiryokan.registers.care.rows import Row
from shiryokan.registers.source_text import Piece, Traced

_NAMES = (
    "(?:区分(?:番号)?|番号|(?:サービス)?コード|符号|サービス(?:種類|内容)?|名称|項目|内容|種類|費目"
    "|報酬区分|算定項目)"
)
_UNITS = "(?:所定|合成)?単位数?(?:[（(]単位[）)])?"
_HEAD = re.compile(rf"{_NAMES}*[（(\[［]?{_UNITS}[）)\]］]?|{_NAMES}{{1,3}}{_UNITS}|単")
"""Heads of columns, that of a narrow one in two rows."""
_HEADS = re.compile(f"{_NAMES}")
_NUMBER = re.compile(
    r"(?:[0-9０-９]{1,3}(?:[,，][0-9０-９]{3})+|[0-9０-９]+"
    r"|[〇一二三四五六七八九十百千万]+(?:[、，,][〇一二三四五六七八九]{3})*)"
)
_EDGE = 1.0
"""How far from where most of these numbers end one of them may end, in characters."""
_SIGNED = 0.1
"""Share of the rows that end there that may have the sign all the same."""
_ONCE = 2
"""Pages that a title may head without being one that runs on."""
_HEADED = 0.5
"""Share of the pages with such numbers over which the head must stand."""


def with_signs(rows: Sequence[Row], pages: Sequence[Page]) -> list[Row]:
    """The rows, with 単位 behind numbers in a column that is headed so; as they are where there
    is no such column."""
    heads = {
        id(row)
        for before, row in itertools.pairwise([None, *rows])
        if row is not None and _is_head(row, before)
    }
    pages_ = {
        page.page
        for page in pages
        if any(
            _HEAD.fullmatch("".join(line.text.split()))
            for block in page.blocks
            for line in block.lines
        )
    }
    headed = pages_ | {row.page for row in rows if id(row) in heads}
    # 単位 alone may be what of points did not fit in the row above
    sure = {
        id(row) for row in rows if id(row) in heads and _HEADS.match("".join(row.text.text.split()))
    }
    rows = [row for row in rows if id(row) not in sure]
    bare = [
        row
        for row, after in itertools.pairwise([*rows, None])
        if headed and row is not None and _is_bare(row)
        and not (after is not None and after.text.text.startswith("単位"))
    ]  # fmt: skip
    if not bare:
        return list(rows)
    (edge, _), *_ = Counter(round(row.end) for row in bare).most_common(1)
    ours = [row for row in bare if abs(row.end - edge) < _EDGE * row.height]
    near = [row for row in rows if abs(row.end - edge) < _EDGE * row.height]
    signed = sum(row.text.text.endswith("単位") for row in near)
    places = {row.page for row in ours}
    # where points have their sign, numbers that stand below each other are those of names
    elsewhere = sum(row.page in places and row.text.text.endswith("単位") for row in rows)
    if signed > _SIGNED * len(ours) or elsewhere > len(ours):
        return list(rows)
    if len(places & headed) < _HEADED * len(places):
        return list(rows)
    known = {id(row) for row in ours}
    return [_signed(row) if id(row) in known else row for row in rows if id(row) not in heads]


def _is_head(row: Row, before: Row | None) -> bool:
    text = "".join(row.text.text.split())
    if text in ("数", "位数"):
        # of a narrow column, in two rows
        above = "".join(before.text.text.split()) if before is not None else ""
        return above.endswith(("単位", "単")) and _HEAD.fullmatch(above + text) is not None
    return _HEAD.fullmatch(text) is not None


def without_running_titles(rows: Sequence[Row]) -> list[Row]:
    """The rows without a title that heads each page again, but for the first time."""
    first: dict[int, Row] = {}
    for row in rows:
        first.setdefault(row.page, row)
    said = Counter(row.text.text for row in first.values())
    again = {text for text, count in said.items() if count > max(_ONCE, len(first) / 2)}
    drop = {id(row) for row in first.values() if row.text.text in again}
    kept = [row for row in first.values() if row.text.text in again][:1]
    return [row for row in rows if id(row) not in drop or row in kept]


def _is_bare(row: Row) -> bool:
    text = row.text.text
    if not row.gaps:
        return _NUMBER.fullmatch(text) is not None
    _, end, wide = row.gaps[-1]
    return wide and _NUMBER.fullmatch(text[end:]) is not None


def _signed(row: Row) -> Row:
    text = Traced([*row.text.pieces, Piece("単位", row.page, None, 0)])
    return replace(row, text=text)
