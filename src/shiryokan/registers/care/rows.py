"""Rows of a care fee schedule in the direction in which it is written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from shiryokan.paper.document import Document
from shiryokan.registers import written_rows
from shiryokan.registers.care.labels import labels_of, note_label_of
from shiryokan.registers.care.values import begins_with_rate, is_worth
from shiryokan.registers.placed_lines import Manner
from shiryokan.registers.source_text import Traced
from shiryokan.registers.written_rows import Row, astray

_MOST_LINES = 4
"""Lines over which a rate in a column of its own runs, at most."""
__all__ = ["Row", "astray", "rows_of"]


def rows_of(document: Document) -> list[Row]:
    """The rows of a document from the first to the last, without its furniture."""
    return _with_whole_rates(written_rows.rows_of(document, _MANNER))


def _with_whole_rates(rows: Sequence[Row]) -> list[Row]:
    """The rows, with what begins above a name and ends behind it in one: a rate of several lines
    in a column of its own may end level with the last line of the name."""
    found: list[Row] = []
    for at, row in enumerate(rows):
        start, end, wide = row.gaps[-1] if row.gaps else (0, 0, False)
        behind = rows[at + 1 : at + _MOST_LINES]
        for lines in range(1, min(_MOST_LINES, len(found) + 1)) if wide else ():
            above = found[-lines:]
            if above[0].page != row.page or above[0].start < row.column_of(start):
                break
            begun = "".join(each.text.text for each in above) + row.text.text[end:]
            wholes = (
                begun + "".join(each.text.text for each in behind[:more])
                for more in range(len(behind) + 1)
            )
            if begins_with_rate(begun) and any(is_worth(whole) for whole in wholes):
                pieces = (piece for each in above for piece in each.text.pieces)
                text = Traced([*row.text[:end].pieces, *pieces, *row.text[end:].pieces])
                del found[-lines:]
                row = replace(row, text=text)  # noqa: PLW2901
                break
        found.append(row)
    return found


def _kind(text: str) -> str:
    if note_label_of(text) is not None:
        return "note"
    labels = labels_of(text)
    return labels[0].kind if labels else ""


_MANNER = Manner(re.compile("単位数表"), _kind, is_worth, ("単位", "単位数"))
