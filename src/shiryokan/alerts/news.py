"""What a person's searches have found: unread first of all, by document."""

from __future__ import annotations

import datetime
import secrets
from typing import Any

import msgspec
from django.contrib.auth.models import User
from django.core.paginator import Page, Paginator
from django.db.models import Count, Max, Q, QuerySet

from shiryokan.alerts.contents import MOST_PAGES
from shiryokan.alerts.models import FeedAddress, SavedSearch, SavedSearchHit
from shiryokan.documents.models import Document

MOST_COUNTED = 99
PER_PAGE = 20


class News(msgspec.Struct, frozen=True):
    """A document's hits for a search. ``known`` is whether the document is still there for the
    search's owner; of one that is not, nothing is told but that it was found."""

    document_id: str
    title: str
    known: bool
    hits: list[SavedSearchHit]
    more: int
    unread: int
    found_at: datetime.datetime


def unread_count(owner: User) -> int:
    """How many hits the person has not read; at most one more than are ever shown."""
    unread = SavedSearchHit.objects.filter(search__owner=owner, read_at=None)
    return unread[: MOST_COUNTED + 1].count()


def searches_of(owner: User) -> QuerySet[SavedSearch]:
    """The person's searches with the number of their hits and of those not read."""
    return SavedSearch.objects.filter(owner=owner).annotate(
        found=Count("hits", filter=~Q(hits__title="")),
        unread=Count("hits", filter=Q(hits__read_at=None)),
    )


def news_of(search: SavedSearch, number: str | None) -> tuple[list[News], Page[Any]]:
    """One page of what a search found, newest first."""
    documents = (
        search.hits.exclude(title="")
        .order_by()
        .values("document_id")
        .annotate(
            newest=Max("found_at"),
            count=Count("pk"),
            unread=Count("pk", filter=Q(read_at=None)),
        )
        .order_by("-newest", "document_id")
    )
    page = Paginator(documents, PER_PAGE).get_page(number)
    ids = [row["document_id"] for row in page]
    known = set(Document.objects.filter(pk__in=ids).values_list("pk", flat=True))
    found = []
    for row in page:
        hits = list(
            search.hits.filter(document_id=row["document_id"]).order_by("place")[:MOST_PAGES]
        )
        if not hits:
            continue
        is_known = row["document_id"] in known
        if not is_known:
            for hit in hits:
                hit.title, hit.snippet = "", []
        found.append(
            News(
                row["document_id"],
                hits[0].title,
                is_known,
                hits,
                row["count"] - len(hits),
                row["unread"],
                row["newest"],
            )
        )
    return found, page


def mark(search: SavedSearch, document_id: str, now: datetime.datetime | None) -> None:
    """Mark a document's hits, or all if none is named, as read ``now``; with None as unread."""
    hits = search.hits.filter(document_id=document_id) if document_id else search.hits.all()
    if now is None:
        hits.update(read_at=None)
    else:
        hits.filter(read_at=None).update(read_at=now)


def feed_address(owner: User) -> FeedAddress:
    """The person's secret feed, made when first asked for."""
    return FeedAddress.objects.get_or_create(owner=owner, defaults={"key": _key()})[0]


def renew_feed_address(owner: User) -> None:
    """A new secret; the old address is no more."""
    FeedAddress.objects.update_or_create(owner=owner, defaults={"key": _key()})


def _key() -> str:
    return secrets.token_urlsafe(32)
