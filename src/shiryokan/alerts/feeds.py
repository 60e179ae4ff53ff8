"""Atom feeds: of any search, and of a person's news."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from uuid import UUID, uuid5

from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext

from shiryokan.alerts.contents import marked_path
from shiryokan.alerts.latest import ENTRIES, newest
from shiryokan.alerts.models import SavedSearchHit
from shiryokan.alerts.search import Hit, marking, words
from shiryokan.documents.models import Document
from shiryokan.paper.xml_text import allowed_text, xml_text

_NAMES = UUID("b9d1a0f4-3f39-4c3a-8d43-8a0b6f5f2f0e")
_BEGINNING = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)


class _Feed(Atom1Feed):
    """A feed without entries has a time that does not change, so that it is the same each time."""

    def latest_post_date(self) -> datetime.datetime:
        dates = [item["updateddate"] for item in self.items]
        return max(dates, default=_BEGINNING)


def search_feed(query: str, base: str, language: str) -> str:
    """The feed of what a query string finds, newest documents first."""
    place = f"{base}{reverse('search:search')}?{query}"
    feed = _feed(
        gettext("「%(words)s」の検索結果 | 資料館") % {"words": words(query)},
        place,
        f"{base}{reverse('alerts:search_feed')}?{query}",
        language,
    )
    marked = f"?{marking(query)}"
    for hit in newest(query):
        address = base + _path(hit)
        feed.add_item(
            title=allowed_text(f"{hit.document.title} p.{hit.page}"),
            link=address if hit.record else address + marked,
            description=_summary(hit.snippet),
            unique_id=address,
            pubdate=hit.document.added_at,
            updateddate=hit.document.added_at,
            author_name=_author(hit),
        )
    return feed.writeString("utf-8")


def news_feed(owner: User, base: str, address: str, language: str) -> str:
    """The feed of a person's news."""
    feed = _feed(
        gettext("保存した検索の新着 | 資料館"), base + reverse("alerts:searches"), address, language
    )
    there = Document.objects.filter(pk=OuterRef("document_id"))
    hits = SavedSearchHit.objects.filter(Exists(there), search__owner=owner).select_related(
        "search"
    )
    for hit in hits[:ENTRIES]:
        name = f"{hit.search_id}/{hit.document_id}/{hit.page}/{hit.record}"
        feed.add_item(
            title=allowed_text(f"{hit.search.name}: {hit.title} p.{hit.page}"),
            link=base + marked_path(hit, hit.search.query),
            description=_summary(hit.snippet),
            unique_id=uuid5(_NAMES, name).urn,
            pubdate=hit.found_at,
            updateddate=hit.found_at,
        )
    return feed.writeString("utf-8")


def _feed(title: str, link: str, address: str, language: str) -> _Feed:
    return _Feed(
        title=allowed_text(title),
        link=link,
        description="",
        language=language,
        feed_url=address,
        feed_guid=address,
        author_name=gettext("資料館"),
    )


def _path(hit: Hit) -> str:
    if hit.record:
        return reverse("registers:record", args=[hit.record_id])
    return reverse("viewer:page", args=[hit.document.pk, hit.page])


def _author(hit: Hit) -> str | None:
    return allowed_text(hit.publisher) if hit.publisher else None


def _summary(snippet: Iterable[tuple[str, bool]]) -> str:
    """HTML, in which the hits are marked."""
    return "".join(f"<b>{xml_text(t)}</b>" if is_hit else xml_text(t) for t, is_hit in snippet)
