"""Puts what waits into a delivery, when it is time."""

from __future__ import annotations

import datetime
import uuid

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from shiryokan.access.readers import reading_as
from shiryokan.alerts.delivery import deliver
from shiryokan.alerts.models import Channel, DeliveredHit, Delivery, SavedSearchHit
from shiryokan.delivery.timetable import due, timetable
from shiryokan.documents.models import Document

_NAMES = uuid.UUID("6a2d4b8e-0a57-4f0e-9b3c-6f6b6a1d9c55")


def tell_what_is_due(now: datetime.datetime) -> None:
    """Tell by every channel whose time has come. Several workers may do so at once."""
    table = timetable()
    waiting = Channel.objects.filter(
        on=True,
        waiting_since__isnull=False,
        search__active=True,
        search__owner__is_active=True,
    )
    for channel in waiting.select_related("search"):
        if channel.waiting_since and due(
            channel.search.frequency, channel.waiting_since, channel.last_sent_at, now, table
        ):
            with transaction.atomic():
                locked = Channel.objects.select_for_update().filter(pk=channel.pk, on=True).first()
                if locked:
                    tell_if_due(locked, now)


def tell_if_due(channel: Channel, now: datetime.datetime) -> Delivery | None:
    """Write the delivery of all that waits, if it is time, and queue it, in the transaction of
    the caller, who holds the lock on ``channel``."""
    frequency = channel.search.frequency
    if not channel.waiting_since or not due(
        frequency, channel.waiting_since, channel.last_sent_at, now, timetable()
    ):
        return None
    hits = list(_undelivered(channel))
    channel.waiting_since = None
    delivery = None
    if hits:
        channel.last_sent_at = now
        # made of what it tells: the same hits can never be in two deliveries
        name = uuid.uuid5(_NAMES, f"{channel.pk}/{hits[0].pk}")
        delivery = Delivery.objects.create(id=name, channel=channel, created_at=now)
        DeliveredHit.objects.bulk_create(
            [DeliveredHit(delivery=delivery, channel=channel, hit=hit) for hit in hits],
            batch_size=500,
        )
        deliver.enqueue(str(delivery.pk))
    channel.save(update_fields=["waiting_since", "last_sent_at"])
    return delivery


def _undelivered(channel: Channel) -> QuerySet[SavedSearchHit]:
    """What was found since the channel is on and was not sent by it; not of documents that are
    gone meanwhile."""
    begin = max(channel.since, channel.waiting_since) if channel.waiting_since else channel.since
    with reading_as(channel.search.owner):
        there = Document.objects.filter(pk=OuterRef("document_id"))
    return (
        SavedSearchHit.objects.filter(search_id=channel.search_id, found_at__gte=begin)
        .filter(Exists(there))
        .exclude(Exists(DeliveredHit.objects.filter(channel=channel, hit=OuterRef("pk"))))
        .order_by("pk")
    )
