"""What a delivery says: its hits by document, with their addresses."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from shiryokan.access.readers import reading_as
from shiryokan.alerts.models import Delivery, SavedSearch, SavedSearchHit
from shiryokan.alerts.page_ranges import page_ranges
from shiryokan.alerts.search import marking
from shiryokan.documents.models import Document
from shiryokan.instance import current

MOST_DOCUMENTS = 30
MOST_PAGES = 5


class ContentsPage(msgspec.Struct, frozen=True):
    """A page, or a record on it. ``marked`` is its address with the hits marked there;
    ``found_at`` when it was found, in ISO 8601."""

    page: int
    snippet: list[tuple[str, bool]]
    address: str
    marked: str
    record: str
    found_at: str

    @property
    def text(self) -> str:
        """The snippet as plain text."""
        return "".join(part for part, _ in self.snippet)


class ContentsDocument(msgspec.Struct, frozen=True):
    """A document with its first hits; ``more`` are those that are not listed, ``numbers`` the
    pages of all, ``address`` where all of them are listed."""

    identifier: str
    title: str
    numbers: tuple[int, ...]
    hits: int
    pages: list[ContentsPage]
    more: int
    address: str

    @property
    def ranges(self) -> str:
        """The pages of all hits, as people write them."""
        return page_ranges(self.numbers)


class Contents(msgspec.Struct, frozen=True):
    """A delivery, ready to be written."""

    search: SavedSearch
    address: str
    documents: list[ContentsDocument]
    more: int
    hits: int

    @property
    def found_in(self) -> int:
        """How many documents, those that are not listed included."""
        return len(self.documents) + self.more


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


def _by_document(hits: Iterable[SavedSearchHit]) -> dict[str, list[SavedSearchHit]]:
    """The hits of each document, of which some may have been found later than others."""
    found: dict[str, list[SavedSearchHit]] = {}
    for hit in hits:
        found.setdefault(hit.document_id, []).append(hit)
    return found


def grouped(hits: Iterable[SavedSearchHit], base: str, query: str) -> list[ContentsDocument]:
    """Hits as documents, each once, in the order in which they come."""
    documents = []
    for identifier, all_of_it in _by_document(hits).items():
        all_of_it.sort(key=lambda hit: hit.place)
        pages = [
            ContentsPage(
                hit.page,
                [(text, is_hit) for text, is_hit in hit.snippet],
                base + path_of(hit),
                base + marked_path(hit, query),
                hit.record,
                hit.found_at.isoformat(),
            )
            for hit in all_of_it[:MOST_PAGES]
        ]
        documents.append(
            ContentsDocument(
                identifier,
                all_of_it[0].title,
                tuple(sorted({hit.page for hit in all_of_it})),
                len(all_of_it),
                pages,
                len(all_of_it) - len(pages),
                base + within_path(identifier, query),
            )
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
