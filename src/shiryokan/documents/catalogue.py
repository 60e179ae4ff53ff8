"""Writes what was said of a document: its title and its origins."""

from __future__ import annotations

import datetime

from shiryokan.documents.description import Description
from shiryokan.documents.models import Council, Document, Meeting, Origin, Publisher
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
    document.title_given = True
    document.save(update_fields=["title", "title_given"])
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
        publisher, _ = Publisher.objects.get_or_create(name=tidy(description.publisher, 200))
    if description.council:
        council, _ = Council.objects.get_or_create(
            publisher=publisher, name=tidy(description.council, 200)
        )
        if description.meeting:
            meeting, _ = Meeting.objects.get_or_create(
                council=council,
                number=tidy(description.meeting, 100),
                defaults={"date": description.date},
            )
    if not any((publisher, council, description.date, description.source_url)):
        return None
    return Origin(
        document=document,
        source_url=description.source_url if _is_web(description.source_url) else "",
        publisher=publisher,
        council=council,
        meeting=meeting,
        date=description.date,
        retrieved_at=retrieved_at,
    )


def _is_web(url: str) -> bool:
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
            filled = True
    return True, filled
