"""Writes what was said of a document: its title and its origins."""

from __future__ import annotations

import datetime

from shiryokan.documents.bodies import council_named, meeting_numbered, publisher_named
from shiryokan.documents.description import Description
from shiryokan.documents.models import Document, Origin
from shiryokan.documents.names import tidy


def describe(
    document: Document, description: Description, retrieved_at: datetime.datetime | None
) -> bool:
    """Add what is given: a title if none was given before, an origin if it is a new one.

    An origin that says less than a known one adds nothing; one that says more fills its blanks.
    Returns whether anything was added.
    """
    titled = _title(document, description)
    return _add_origin(document, description, retrieved_at) or titled


def _title(document: Document, description: Description) -> bool:
    if not description.title or document.title_given:
        return False
    document.title = tidy(description.title, 500)
    document.title_given, document.title_confidence = True, 1.0
    document.save(update_fields=["title", "title_given", "title_confidence"])
    return True


def _add_origin(
    document: Document, description: Description, retrieved_at: datetime.datetime | None
) -> bool:
    origin = _origin(document, description, retrieved_at)
    if origin is None:
        return False
    for known in document.origins.all():
        same, filled = _merge(known, origin)
        if same:
            if filled:
                known.save()
            return filled
    origin.save()
    return True


def _origin(
    document: Document, description: Description, retrieved_at: datetime.datetime | None
) -> Origin | None:
    publisher = council = meeting = None
    if description.publisher:
        publisher = publisher_named(description.publisher)
    if description.council:
        council = council_named(description.council, publisher)
        if description.meeting:
            day = description.date if description.date_precision == "day" else None
            meeting = meeting_numbered(council, description.meeting, day)
    if not any((publisher, council, description.date, description.source_url)):
        return None
    return Origin(
        document=document,
        source_url=description.source_url if is_web(description.source_url) else "",
        publisher=publisher,
        council=council,
        meeting=meeting,
        date=description.date,
        date_precision=description.date_precision,
        retrieved_at=retrieved_at,
    )


def is_web(url: str) -> bool:
    """Only addresses that a browser may safely follow become links."""
    return url.lower().startswith(("https://", "http://"))


_FIELDS = ("source_url", "publisher_id", "council_id", "meeting_id", "date")


def _merge(known: Origin, new: Origin) -> tuple[bool, bool]:
    """Whether both are the same place, and whether ``known`` then had blanks filled."""
    for name in _FIELDS:
        old, added = getattr(known, name), getattr(new, name)
        if old and added and old != added:
            return False, False
    filled = False
    for name in (*_FIELDS, "retrieved_at"):
        if not getattr(known, name) and getattr(new, name):
            setattr(known, name, getattr(new, name))
            if name == "date":
                known.date_precision = new.date_precision
            filled = True
    return True, filled
