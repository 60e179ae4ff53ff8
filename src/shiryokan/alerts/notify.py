"""Puts what waits into a delivery, when it is time."""

from __future__ import annotations

import datetime
import uuid

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from shiryokan.access.readers import reading_as
from shiryokan.alerts.delivery import deliver
from shiryokan.alerts.frequency import due, timetable
from shiryokan.alerts.models import Delivery, SeenHit, Told, Way
from shiryokan.documents.models import Document

_NAMES = uuid.UUID("6a2d4b8e-0a57-4f0e-9b3c-6f6b6a1d9c55")


def tell_what_is_due(now: datetime.datetime) -> None:
    """Tell by every way whose time has come. Several workers may do so at once."""
    table = timetable()
    waiting = Way.objects.filter(
        on=True,
        waiting_since__isnull=False,
        search__active=True,
        search__owner__is_active=True,
    )
    for way in waiting.select_related("search"):
        if way.waiting_since and due(way.search.rhythm, way.waiting_since, way.told_at, now, table):
            with transaction.atomic():
                locked = Way.objects.select_for_update().filter(pk=way.pk, on=True).first()
                if locked:
                    tell_if_due(locked, now)


def tell_if_due(way: Way, now: datetime.datetime) -> Delivery | None:
    """Write the delivery of all that waits, if it is time, and queue it, in the transaction of
    the caller, who holds the lock on ``way``."""
    rhythm = way.search.rhythm
    if not way.waiting_since or not due(rhythm, way.waiting_since, way.told_at, now, timetable()):
        return None
    hits = list(_untold(way))
    way.waiting_since = None
    delivery = None
    if hits:
        way.told_at = now
        # made of what it tells: the same hits can never be in two deliveries
        name = uuid.uuid5(_NAMES, f"{way.pk}/{hits[0].pk}")
        delivery = Delivery.objects.create(id=name, way=way, created_at=now)
        Told.objects.bulk_create(
            [Told(delivery=delivery, way=way, hit=hit) for hit in hits], batch_size=500
        )
        deliver.enqueue(str(delivery.pk))
    way.save(update_fields=["waiting_since", "told_at"])
    return delivery


def _untold(way: Way) -> QuerySet[SeenHit]:
    """What was found since the way is on and was not told by it; not of documents that are
    gone meanwhile."""
    begin = max(way.since, way.waiting_since) if way.waiting_since else way.since
    with reading_as(way.search.owner):
        there = Document.objects.filter(pk=OuterRef("document_id"))
    return (
        SeenHit.objects.filter(search_id=way.search_id, found_at__gte=begin)
        .filter(Exists(there))
        .exclude(Exists(Told.objects.filter(way=way, hit=OuterRef("pk"))))
        .order_by("pk")
    )
