"""What the searches found in an older document before it changed: only what they find beside that
is news.

A document that was there when a search was saved may match later, because an editor put a record
right, or more was said of it, or it was read better. The index then still holds what it held, and
is asked before that is replaced. What was found is kept with the document until it was checked,
so that a worker that is killed in between does not take the new for the old.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from django.utils import timezone

from shiryokan.access.readers import reading_as
from shiryokan.alerts.models import Arrival, SavedSearch
from shiryokan.alerts.search import Place, can_be_found, places

MOST_COMPARED = 500
"""Hits of one document up to which before and after can be compared."""
NEW_FOR = datetime.timedelta(days=30)
"""How long a document is new. Up to then all that is found in it is news to searches saved before
it came; of an older one only what could not be found before it changed. So an index built anew,
whose analysis finds more, tells nobody of what is long there."""


def is_new(arrival: Arrival, now: datetime.datetime) -> bool:
    """Whether a document has come in lately."""
    return now - arrival.at < NEW_FOR


def searches_asked() -> Iterator[SavedSearch]:
    """The searches that are asked of each document."""
    return (
        SavedSearch.objects.filter(active=True, owner__is_active=True)
        .select_related("owner")
        .iterator(100)
    )


def document_changes(document_id: str, **_signal: object) -> None:
    """Note what the index, which is about to change, lets the searches find in a document."""
    while arrival := Arrival.objects.filter(pk=document_id).first():
        now = timezone.now()
        if arrival.before is None:
            before = _found_now(arrival, now)
            if before:
                Arrival.objects.filter(pk=document_id).update(before=before, before_at=now)
            return
        # an earlier change was not checked yet: what was found before it still counts
        noted = Arrival.objects.filter(pk=document_id, before_at=arrival.before_at)
        if noted.update(before_at=now):
            return


def before_by_search(arrival: Arrival) -> dict[str, set[Place]]:
    """What was noted, by the searches' ids; nothing for searches that cannot be compared."""
    noted = arrival.before or {}
    return {key: {(page, record) for page, record in found} for key, found in noted.items()}


def _found_now(arrival: Arrival, now: datetime.datetime) -> dict[str, list[Place]]:
    document_id = arrival.document_id
    new = is_new(arrival, now)
    old_to = [search for search in searches_asked() if not new or search.since > arrival.at]
    # with an index that begins empty nothing can be compared
    if not old_to or not can_be_found(document_id):
        return {}
    found = {}
    for search in old_to:
        with reading_as(search.owner):
            here = places(search.query, document_id, MOST_COMPARED)
        if len(here) < MOST_COMPARED:
            found[str(search.pk)] = sorted(here)
    return found
