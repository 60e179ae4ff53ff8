"""A person's own quotes, as something that can be followed: that one stands otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from django.urls import reverse
from django.utils.translation import gettext

from shiryokan.access.policies import AnyUser
from shiryokan.documents.page_places import marked
from shiryokan.following.documents import where_published
from shiryokan.following.followable import Excerpt, Followable, Happening, Mark, Named
from shiryokan.i18n import message as _
from shiryokan.paper.model import Box
from shiryokan.quotes.models import Quote
from shiryokan.quotes.shown import ShownQuote, shown

_ALL = _("自分の引用箇所の効力")
_BEFORE = _("引用")
MOST_WORDS = 160
"""Characters of a quote, and of its cause, that are told."""


class OwnQuotes(Followable):
    """The quotes of whoever follows; ``ref`` is the key of the account."""

    kind = "quotes"
    title = _("引用箇所")
    personal = True

    def named(self, ref: str, user: AnyUser) -> Named | None:
        """The list of them."""
        return Named(gettext(_ALL), reverse("quotes:index")) if ref == str(user.pk) else None

    def mark(self, ref: str) -> Mark:
        """How those stand that do not hold; all others hold, or are not judged yet."""
        rows = Quote.objects.filter(owner=int(ref)).exclude(standing__state="holds")
        found = rows.exclude(standing=None).values_list("pk", "standing__state")
        return {"states": {str(pk): state for pk, state in found}}

    def since(self, ref: str, mark: Mark, user: AnyUser) -> Iterator[Happening]:
        """The quotes that stand otherwise than they did."""
        if ref != str(user.pk):
            return
        states = mark.get("states", {})
        own = Quote.objects.filter(owner=int(ref)).exclude(standing=None)
        now = own.values_list("pk", "standing__state")
        changed = [pk for pk, state in now if state != states.get(str(pk), "holds")]
        rows = own.filter(pk__in=changed).select_related("standing")
        for quote in shown(rows):
            yield from _changed(quote)


def _changed(quote: ShownQuote) -> Iterator[Happening]:
    standing = quote.standing
    if standing is None:
        return
    document = quote.document
    yield Happening(
        key=f"quote:{quote.row.pk}:{standing.since.timestamp():.6f}",
        about=f"quote:{quote.row.pk}",
        what=gettext(quote.title),
        # of a document that they may not see any more nothing is told but that its quote changed
        title=document.title if document else gettext("見られない文書の引用箇所"),
        path=reverse("quotes:quote", args=[quote.row.pk]),
        context=where_published(document) if document else [],
        at=standing.since,
        excerpts=partial(_words, quote),
    )


def _words(quote: ShownQuote) -> Sequence[Excerpt]:
    found = []
    if quote.document is not None and quote.words:
        path = _path(quote.document.pk, quote.row.page, quote.row.boxes)
        found.append(
            Excerpt(f"{gettext(_BEFORE)} p.{quote.row.page}", path, [(_cut(quote.words), "same")])
        )
    cause = quote.cause
    if cause is not None and cause.document is not None:
        path = (
            _path(cause.document.pk, cause.page, cause.boxes)
            if cause.page
            else reverse("viewer:document", args=[cause.document.pk])
        )
        label = f"{gettext(cause.title)} p.{cause.page}" if cause.page else gettext(cause.title)
        found.append(Excerpt(label, path, [(_cut(cause.words) or cause.document.title, "new")]))
    return found


def _path(document_id: str, page: int, boxes: Sequence[Sequence[float]]) -> str:
    path = reverse("viewer:page", args=[document_id, page])
    return marked(path, [Box(*box) for box in boxes]) if boxes else path


def _cut(words: str) -> str:
    return words if len(words) <= MOST_WORDS else words[:MOST_WORDS] + "…"
