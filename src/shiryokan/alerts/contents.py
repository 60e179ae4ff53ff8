"""What a delivery says: its hits by document, with their addresses."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

import msgspec
from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from shiryokan.access.readers import reading_as
from shiryokan.alerts.models import Delivery, SavedSearch, SavedSearchHit
from shiryokan.alerts.search import marking
from shiryokan.documents.models import Document
from shiryokan.instance import current

MOST_DOCUMENTS = 30
MOST_PAGES = 5


class ContentsPage(msgspec.Struct, frozen=True):
    """A page, or a record on it. ``marked`` is its address with the hits marked there."""

    page: int
    snippet: list[tuple[str, bool]]
    address: str
    marked: str
    record: str

    @property
    def text(self) -> str:
        """The snippet as plain text."""
        return "".join(part for part, _ in self.snippet)


class ContentsDocument(msgspec.Struct, frozen=True):
    """A document with its first hits; ``more`` are those that are not listed."""

    identifier: str
    title: str
    pages: list[ContentsPage]
    more: int
    more_address: str


class Contents(msgspec.Struct, frozen=True):
    """A delivery, ready to be written."""

    search: SavedSearch
    address: str
    documents: list[ContentsDocument]
    more: int
    hits: int


def contents(delivery: Delivery) -> Contents:
    """What ``delivery`` says."""
    search = delivery.channel.search
    base = base_of(search)
    hits = list(visible_hits(delivery))
    documents = grouped(hits, base, search.query)
    return Contents(
        search=search,
        address=base + reverse("alerts:search", args=[search.pk]),
        documents=documents[:MOST_DOCUMENTS],
        more=len(documents[MOST_DOCUMENTS:]),
        hits=len(hits),
    )


def visible_hits(delivery: Delivery) -> QuerySet[SavedSearchHit]:
    """The hits of a delivery, by document, without those of documents that were taken out after
    it was written: what is withdrawn, or no longer for its owner's eyes, is not sent."""
    with reading_as(delivery.channel.search.owner):
        there = Document.objects.filter(pk=OuterRef("document_id"))
    return delivery.hits.filter(Exists(there)).order_by("-found_at", "document_id", "place")


def grouped(hits: Iterable[SavedSearchHit], base: str, query: str) -> list[ContentsDocument]:
    """Hits, in order of their documents, as documents."""
    documents = []
    for identifier, of_it in groupby(hits, key=lambda hit: hit.document_id):
        all_of_it = list(of_it)
        pages = [
            ContentsPage(
                hit.page,
                [(text, is_hit) for text, is_hit in hit.snippet],
                base + path_of(hit),
                base + marked_path(hit, query),
                hit.record,
            )
            for hit in all_of_it[:MOST_PAGES]
        ]
        more_address = base + within_path(identifier, query)
        more = len(all_of_it) - len(pages)
        documents.append(
            ContentsDocument(identifier, all_of_it[0].title, pages, more, more_address)
        )
    return documents


def path_of(hit: SavedSearchHit) -> str:
    """The permanent path of a hit in the instance."""
    if hit.record:
        return reverse("registers:record", args=[hit.record])
    return reverse("viewer:page", args=[hit.document_id, hit.page])


def marked_path(hit: SavedSearchHit, query: str) -> str:
    """The same, with the words of the query marked on the page."""
    return path_of(hit) if hit.record else f"{path_of(hit)}?{marking(query)}"


def within_path(document_id: str, query: str) -> str:
    """Path of everything that the query finds in a document."""
    return f"{reverse('viewer:find', args=[document_id])}?{marking(query)}"


def base_of(search: SavedSearch) -> str:
    """Where the instance is reached, without a slash at the end."""
    return (current.config().base_url or search.base).rstrip("/")
