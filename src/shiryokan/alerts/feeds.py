"""Atom feeds: of any search, and of a person's news. An entry is a document, with its pages."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID, uuid5

from django.contrib.auth.models import User
from django.db.models import Exists, Max, Min, OuterRef
from django.urls import reverse
from django.utils.translation import gettext

from shiryokan.alerts.contents import marked_path, within_path
from shiryokan.alerts.latest import ENTRIES, SHOWN, newest
from shiryokan.alerts.models import SavedSearch, SavedSearchHit
from shiryokan.alerts.page_ranges import page_ranges
from shiryokan.alerts.search import Hit, marking, words
from shiryokan.documents.models import Document
from shiryokan.instance.feeds import atom_feed
from shiryokan.paper.xml_text import allowed_text, xml_text

_NAMES = UUID("b9d1a0f4-3f39-4c3a-8d43-8a0b6f5f2f0e")


def search_feed(query: str, base: str) -> str:
    """The feed of what a query string finds, newest documents first."""
    place = f"{base}{reverse('search:search')}?{query}"
    feed = atom_feed(
        gettext("「%(words)s」の検索結果 | 資料館") % {"words": words(query)},
        place,
        f"{base}{reverse('alerts:search_feed')}?{query}",
    )
    for found in newest(query):
        first = found.hits[0]
        address = base + reverse("viewer:document", args=[found.document.pk])
        many = len(found.pages) > 1
        pages = page_ranges(found.pages)
        feed.add_item(
            title=allowed_text(f"{found.document.title} p.{pages}"),
            link=base + (within_path(found.document.pk, query) if many else _link(first, query)),
            description=_summary((hit.page, hit.snippet) for hit in found.hits),
            unique_id=address,
            pubdate=found.document.added_at,
            updateddate=found.document.added_at,
            author_name=_author(first),
        )
    return feed.writeString("utf-8")


def news_feed(owner: User, base: str, address: str) -> str:
    """The feed of a person's news."""
    feed = atom_feed(
        gettext("保存した検索の新着 | 資料館"), base + reverse("alerts:searches"), address
    )
    there = Document.objects.filter(pk=OuterRef("document_id"))
    hits = SavedSearchHit.objects.filter(Exists(there), search__owner=owner)
    # a document that is found once more, because more was said of it, is the same entry anew
    documents = (
        hits.order_by()
        .values("search", "document_id")
        .annotate(first=Min("found_at"), last=Max("found_at"))
        .order_by("-last", "document_id", "search")[:ENTRIES]
    )
    searches = {search.pk: search for search in SavedSearch.objects.filter(owner=owner)}
    for row in documents:
        search = searches[row["search"]]
        of_it = hits.filter(search=search, document_id=row["document_id"]).order_by("place")
        best = list(of_it[:SHOWN])
        numbers = of_it.order_by().values_list("page", flat=True).distinct()
        many = len(numbers) > 1
        query = search.query
        feed.add_item(
            title=allowed_text(f"{search.name}: {best[0].title} p.{page_ranges(numbers)}"),
            link=base
            + (within_path(row["document_id"], query) if many else marked_path(best[0], query)),
            description=_summary((hit.page, hit.snippet) for hit in best),
            unique_id=uuid5(_NAMES, f"{search.pk}/{row['document_id']}").urn,
            pubdate=row["first"],
            updateddate=row["last"],
        )
    return feed.writeString("utf-8")


def _link(hit: Hit, query: str) -> str:
    if hit.record:
        return reverse("registers:record", args=[hit.record_id])
    return f"{reverse('viewer:page', args=[hit.document.pk, hit.page])}?{marking(query)}"


def _author(hit: Hit) -> str | None:
    return allowed_text(hit.publisher) if hit.publisher else None


def _summary(hits: Iterable[tuple[int, Iterable[tuple[str, bool]]]]) -> str:
    """HTML: each page with the words around its hits, which are marked."""
    lines = []
    for page, snippet in hits:
        words = "".join(f"<b>{xml_text(t)}</b>" if is_hit else xml_text(t) for t, is_hit in snippet)
        lines.append(f"<p>p.{page} {words}</p>")
    return "".join(lines)
