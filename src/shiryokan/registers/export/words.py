"""The few words that exports add of their own."""

from __future__ import annotations


def _(message: str) -> str:
    """Marks a message for the catalogue."""
    return message


GOES_ON = _("…［続きはシート「%(sheet)s」］")
REST = _("続き")
REST_ROW = _("行")
REST_COLUMN = _("列")
REST_TEXT = _("文章の続き")
