"""Asks every saved search of a document that has come in, as a job after it was indexed."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Collection

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from shiryokan.access.readers import reading_as
from shiryokan.alerts.changes import before_by_search, is_new, searches_asked
from shiryokan.alerts.models import Arrival, Channel, SavedSearch, SavedSearchHit
from shiryokan.alerts.notify import tell_if_due
from shiryokan.alerts.search import Hit, Place, ask, places
from shiryokan.i18n import message as _
from shiryokan.jobs.retries import Refusal, retried
from shiryokan.jobs.steps import titled

MOST_HITS = 500
"""Hits of one document that are kept for a search."""
SHOWN = 5
"""Of these, how many are shown and sent with the words around them."""
FORGOTTEN = datetime.timedelta(hours=1)
"""After this a document that was not checked is queued again."""


def document_indexed(document_id: str, **_signal: object) -> None:
    """Note that a document can be found, if it is the first time, and queue its check."""
    now = timezone.now()
    arrival, _ = Arrival.objects.get_or_create(
        document_id=document_id, defaults={"at": now, "queued_at": now}
    )
    if is_new(arrival, now) or arrival.before is not None:
        Arrival.objects.filter(pk=document_id).update(checked_at=None, queued_at=now)
        check_document.enqueue(document_id)


def queue_since(since: datetime.datetime) -> None:
    """Queue what has come in since a search was saved and before others could see that it was:
    a check may have passed it over."""
    for document_id in Arrival.objects.filter(at__gte=since).values_list("pk", flat=True):
        document_indexed(document_id)


def queue_forgotten(now: datetime.datetime) -> None:
    """Queue documents whose check was given up, as when the index could not be read."""
    forgotten = Arrival.objects.filter(checked_at=None, queued_at__lt=now - FORGOTTEN)
    for document_id in forgotten.values_list("pk", flat=True):
        with transaction.atomic():
            # of two workers one is the first to change the row
            if forgotten.filter(pk=document_id).update(queued_at=now):
                check_document.enqueue(document_id)


@titled(_("保存した検索の確かめ"))
@task(priority=3)
def check_document(document_id: str, attempt: int = 1) -> None:
    """Keep what the saved searches find in a document, and tell those who wait for it."""
    with retried(check_document, document_id, attempt, lambda refusal: _give_up(refusal)):
        arrival = Arrival.objects.filter(pk=document_id, checked_at=None).first()
        if arrival is None:
            return
        new = is_new(arrival, timezone.now())
        before = before_by_search(arrival)
        for search in searches_asked():
            with reading_as(search.owner):
                if new and search.since <= arrival.at:
                    _check(search, document_id, ())
                elif (known := before.get(str(search.pk))) is not None:
                    _check(search, document_id, known)
        # not if it was queued, or began to change, once more meanwhile
        Arrival.objects.filter(
            pk=document_id, queued_at=arrival.queued_at, before_at=arrival.before_at
        ).update(checked_at=timezone.now(), before=None, before_at=None)


def _give_up(refusal: Refusal) -> None:
    """The arrival stays unchecked, and is queued again after a while."""


def _check(search: SavedSearch, document_id: str, no_news: Collection[Place]) -> None:
    """Keep what a search finds in a document beside what is no news or kept already."""
    old = {*no_news, *_known_places(search, document_id)}
    # most documents hold nothing, and no page is read for that
    if places(search.query, document_id, MOST_HITS) <= old:
        return
    hits = ask(search.query, document_id=document_id, limit=MOST_HITS)
    fresh = [hit for hit in hits if (hit.page, hit.record_id) not in no_news]
    if fresh:
        keep(search.pk, fresh, timezone.now())


def _known_places(search: SavedSearch, document_id: str) -> set[Place]:
    return set(search.hits.filter(document_id=document_id).values_list("page", "record"))


@transaction.atomic
def keep(search_id: uuid.UUID, hits: list[Hit], now: datetime.datetime) -> None:
    """Keep those hits of one document that the search has not had yet, and tell them if it is
    time. The channels are locked, so that no hit comes in unseen while others are being sent."""
    channels = list(Channel.objects.select_for_update().filter(search_id=search_id, on=True))
    search = SavedSearch.objects.select_for_update().filter(pk=search_id, active=True).first()
    if search is None:
        return
    document_id = hits[0].document.pk
    known = _known_places(search, document_id)
    if len(known) >= MOST_HITS:
        return
    rows = [
        SavedSearchHit(
            search=search,
            document_id=document_id,
            page=hit.page,
            record=hit.record_id,
            place=place,
            title=hit.document.title,
            snippet=hit.snippet if place < SHOWN else [],
            found_at=now,
        )
        for place, hit in enumerate(hits, start=len(known))
        if (hit.page, hit.record_id) not in known
    ]
    if not rows:
        return
    SavedSearchHit.objects.bulk_create(rows, batch_size=500)
    for channel in channels:
        if channel.waiting_since is None:
            channel.waiting_since = now
            channel.save(update_fields=["waiting_since"])
        tell_if_due(channel, now)
