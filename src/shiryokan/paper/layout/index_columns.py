"""The index of a book, set in columns: entries with the pages on which they stand.

Entries are short and level with those of the next column, so that the white between columns tells
no more than that of a table. What tells an index are its heads, a letter or a row of the syllabary
each, and its lines, which end with numbers of pages.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from shiryokan.paper.layout.chunks import Chunk
from shiryokan.paper.layout.lines import rows_of
from shiryokan.paper.layout.nodes import Item
from shiryokan.paper.layout.panels import Panels, Part
from shiryokan.paper.layout.params import PARAMS
from shiryokan.paper.layout.strips import usual_size

_HEAD = re.compile(
    r"[ぁ-んァ-ヶA-ZＡ-Ｚ][ 　]*行?|[A-ZＡ-Ｚ][ 　]*[-－～・][ 　]*[A-ZＡ-Ｚ]"
    "|記号|数字|英数?字?|欧文"
)
_PAGE = "[0-9０-９]{1,4}"
_PAGES = re.compile(r"[0-9０-９][0-9０-９、,，・･.\-–~～ 　]*")
_BETWEEN = r"(?:[ 　]*[、,，・･\-–~～][ 　]*|[ 　]+)"
_ENDS = re.compile(rf"(?:^|[^0-9０-９.．]){_PAGE}(?:{_BETWEEN}{_PAGE})*$")
_HEADS = PARAMS.index_columns.heads
_ROWS = PARAMS.index_columns.rows
_SAME = PARAMS.index_columns.same
_SHARE = PARAMS.index_columns.share
_ENTRIES = PARAMS.index_columns.entries
_APART = PARAMS.index_columns.apart


def index_columns(items: Sequence[Item]) -> list[Part]:
    """The columns of an index, as panels; nothing where ``items`` are none, or have one."""
    words: list[Chunk] = []
    for item in items:
        if not isinstance(item, Chunk):
            return []
        if not _PAGES.fullmatch(item.text):
            words.append(item)
    if sum(_HEAD.fullmatch(word.text) is not None for word in words) < _HEADS:
        return []
    em = usual_size(list(items))
    lefts = _lefts(words, em)
    if len(lefts) < 2:
        return []
    columns: list[list[Item]] = [[] for _ in lefts]
    for item in items:
        at = bisect_right(lefts, item.x0 + _SAME * em) - 1
        if at < 0 or (at + 1 < len(lefts) and item.x1 > lefts[at + 1]):
            return []
        columns[at].append(item)
    return [Panels(columns, plain=True)] if all(map(_is_index, columns)) else []


def _lefts(words: Sequence[Chunk], em: float) -> list[float]:
    """Where columns begin: places at which a good share of the words do, apart from each other."""
    found: list[list[float]] = []
    for x in sorted(word.x0 for word in words):
        if found and x - found[-1][0] < _SAME * em:
            found[-1].append(x)
        else:
            found.append([x])
    least = max(_ROWS, _SHARE * len(words))
    lefts: list[float] = []
    for group in found:
        if len(group) >= least and (not lefts or group[0] - lefts[-1] > _APART * em):
            lefts.append(group[0])
    return lefts


def _is_index(column: Sequence[Item]) -> bool:
    """Whether most lines of a column that are no heads end with numbers of pages."""
    lines = [row.text for row in rows_of(list(column))]
    entries = [line for line in lines if not _HEAD.fullmatch(line)]
    ending = sum(_ENDS.search(line) is not None for line in entries)
    return len(entries) >= _ROWS and ending >= _ENTRIES * len(entries)
