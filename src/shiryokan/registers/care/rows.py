"""Rows of a care fee schedule in the direction in which it is written."""

from __future__ import annotations

import re

from shiryokan.paper.document import Document
from shiryokan.registers import written_rows
from shiryokan.registers.care.labels import labels_of, note_label_of
from shiryokan.registers.care.values import is_worth
from shiryokan.registers.written_rows import Manner, Row, astray

__all__ = ["Row", "astray", "rows_of"]


def rows_of(document: Document) -> list[Row]:
    """The rows of a document from the first to the last, without its furniture."""
    return written_rows.rows_of(document, _MANNER)


def _kind(text: str) -> str:
    if note_label_of(text) is not None:
        return "note"
    labels = labels_of(text)
    return labels[0].kind if labels else ""


_MANNER = Manner(re.compile("単位数表"), _kind, is_worth, ("単位", "単位数"))
