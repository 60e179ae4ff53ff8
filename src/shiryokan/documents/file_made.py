"""The day on which a file says that it was made: no date of the document, but often all there is to
tell two printings of one title apart."""

from __future__ import annotations

import datetime
import re

from django.utils import formats
from django.utils.translation import gettext

from shiryokan.documents.models import Document

_DAY = re.compile(r"(?:D:)?(\d{4})-?(\d{2})-?(\d{2})")
"""As PDF (ISO 32000-1, 7.9.4) and XMP write it: D:20240304232342+09'00', 2024-03-04T23:23:42."""
_FIRST_YEAR, _LAST_YEAR = 1985, 2200
"""Years of files, at most: earlier and later ones are those of a clock that was never set."""
MADE = "made"
"""By which it is kept beside what the document's pages say."""


def day_of(created: str) -> str:
    """The day in ISO 8601 of what a PDF says of its making; empty where it is none that exists."""
    match = _DAY.match(created.strip())
    if not match:
        return ""
    try:
        day = datetime.date(*map(int, match.groups()))
    except ValueError:
        return ""
    return day.isoformat() if _FIRST_YEAR <= day.year <= _LAST_YEAR else ""


def made_on(document: Document) -> datetime.date | None:
    """The day on which a document's file was made, where that is known."""
    kept = document.guesses.get(MADE, "")
    return datetime.date.fromisoformat(kept) if kept else None


def made_text(document: Document) -> str:
    """The same in words, empty where it is not known."""
    day = made_on(document)
    if day is None:
        return ""
    return gettext("%(day)sに作成されたファイル") % {"day": formats.date_format(day, "DATE_FORMAT")}
