"""Saved searches, as things that can be followed: what they found can come with the digest."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from functools import partial

from django.db.models import Max
from django.urls import reverse
from django.utils.translation import gettext

from shiryokan.access.policies import AnyUser
from shiryokan.alerts.contents import marked_path
from shiryokan.alerts.models import SavedSearch, SavedSearchHit
from shiryokan.documents.models import Document
from shiryokan.following.documents import about, where_published
from shiryokan.following.followable import Excerpt, Followable, Happening, Mark, Named
from shiryokan.i18n import message as _

_FOUND = _("検索で見つかりました")


class SavedSearches(Followable):
    """A person's own saved search. What is told is what it keeps as hits."""

    kind = "search"
    title = _("保存した検索")
    personal = True

    def named(self, ref: str, user: AnyUser) -> Named | None:
        """Its name and its page."""
        search = _search(ref, user)
        if search is None:
            return None
        return Named(search.name, reverse("alerts:search", args=[search.pk]))

    def mark(self, ref: str) -> Mark:
        """The last hit of any search."""
        return {"hit": SavedSearchHit.objects.aggregate(last=Max("pk"))["last"] or 0}

    def since(self, ref: str, mark: Mark, user: AnyUser) -> Iterator[Happening]:
        """A happening a hit, of documents that are seen; those of one document are told as one."""
        search = _search(ref, user)
        if search is None:
            return
        hits = list(search.hits.filter(pk__gt=mark.get("hit", 0)).exclude(title="").order_by("pk"))
        documents = Document.objects.filter(pk__in={hit.document_id for hit in hits})
        here = {
            each.pk: each
            for each in documents.prefetch_related(
                "origins__publisher", "origins__council", "origins__meeting"
            )
        }
        for hit in hits:
            if (document := here.get(hit.document_id)) is not None:
                yield _found(search, hit, document)


def _search(ref: str, user: AnyUser) -> SavedSearch | None:
    try:
        key = uuid.UUID(ref)
    except ValueError:
        return None
    return SavedSearch.objects.filter(pk=key, owner=user.pk).first() if user.pk else None


def _found(search: SavedSearch, hit: SavedSearchHit, document: Document) -> Happening:
    return Happening(
        key=f"hit:{hit.pk}",
        about=about(document.pk),
        what=gettext(_FOUND),
        title=document.title,
        path=reverse("viewer:document", args=[document.pk]),
        context=where_published(document),
        at=hit.found_at,
        excerpts=partial(_words, search, hit),
    )


def _words(search: SavedSearch, hit: SavedSearchHit) -> Sequence[Excerpt]:
    pieces = [(text, "hit" if is_hit else "same") for text, is_hit in hit.snippet]
    return [Excerpt(f"p.{hit.page}", marked_path(hit, search.query), pieces)]  # type: ignore[arg-type]
