"""A binder as its owner may see it now: one list, of which page and exports are made."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext

from shiryokan.access.policies import AnyUser
from shiryokan.binders.models import Binder, Piece
from shiryokan.documents.citation import Cited
from shiryokan.documents.cited import cited_of
from shiryokan.documents.models import Document
from shiryokan.documents.page_places import marked
from shiryokan.i18n import message as _
from shiryokan.paper.model import Box
from shiryokan.quotes.library import Library
from shiryokan.quotes.shown import ShownQuote, shown
from shiryokan.quotes.standing import STATE_TITLES
from shiryokan.records.headings import heading
from shiryokan.search.question import Question
from shiryokan.search.searcher import search
from shiryokan.subjects.seen import seen_at
from shiryokan.subjects.since import state_since

MOST_HITS = 5
"""Hits of a search that a binder shows."""
HIDDEN = _("見られない文書です")


class Hit(msgspec.Struct, frozen=True):
    """A place that a search finds now."""

    title: str
    page: int
    words: str
    path: str


class Part(msgspec.Struct, frozen=True):
    """A piece with what may be told of it.

    ``hidden``: its document may not be seen or is no more; then nothing of it is told. ``path``
    leads to it (a path of the instance). ``state`` is a key of :data:`STATE_TITLES`, empty where
    nothing was judged; ``path_now`` leads to what makes it stand otherwise. ``boxes`` are points.
    """

    piece: Piece
    title: str = ""
    words: str = ""
    document: Document | None = None
    page: int = 0
    boxes: tuple[Box, ...] = ()
    path: str = ""
    path_now: str = ""
    state: str = ""
    hits: tuple[Hit, ...] = ()
    hidden: bool = False

    @property
    def state_title(self) -> str:
        """The state in words; empty where it was not judged."""
        return gettext(STATE_TITLES[self.state]) if self.state in STATE_TITLES else ""


def parts_of(binder: Binder, user: AnyUser) -> list[Part]:
    """The pieces in their order, as ``user``, who reads now, may see them."""
    pieces = list(binder.pieces.select_related("quote__standing"))
    kept = [piece.quote for piece in pieces if piece.quote is not None]
    quotes = {each.row.pk: each for each in shown(kept)}
    library = Library()
    made = []
    for piece in pieces:
        match piece.kind:
            case Piece.Kind.QUOTE:
                made.append(_of_quote(piece, quotes[piece.quote_id]))  # type: ignore[index]
            case Piece.Kind.PAGE:
                made.append(_of_page(piece, library))
            case Piece.Kind.SUBJECT:
                made.append(_of_subject(piece))
            case Piece.Kind.SEARCH:
                made.append(_of_search(piece))
            case _:
                made.append(Part(piece, words=piece.text))
    return made


def _of_quote(piece: Piece, quote: ShownQuote) -> Part:
    document, row, cause = quote.document, quote.row, quote.cause
    if document is None:
        return Part(piece, hidden=True)
    now = ""
    if cause is not None and cause.document is not None and quote.state != "holds":
        now = reverse("quotes:quote", args=[row.pk])
    boxes = tuple(Box(*box) for box in row.boxes)
    return Part(
        piece, document.title, quote.words, document, row.page, boxes,
        marked(reverse("viewer:page", args=[document.pk, row.page]), boxes), now, quote.state,
    )  # fmt: skip


def _of_page(piece: Piece, library: Library) -> Part:
    document = Document.objects.filter(pk=piece.document_id).first()
    if document is None:
        return Part(piece, hidden=True)
    newer = library.newest_of(document.pk)
    return Part(
        piece, document.title, "", document, piece.page,
        path=reverse("viewer:page", args=[document.pk, piece.page]),
        path_now=reverse("viewer:document", args=[newer]) if newer else "",
        state="unsure" if newer else "holds",
    )  # fmt: skip


def _of_subject(piece: Piece) -> Part:
    seen = seen_at(piece.subject) if piece.subject else None
    if seen is None:
        return Part(piece, hidden=True)
    state = state_since(seen, piece.record)
    path = reverse("subjects:subject", args=[seen.id])
    newest = seen.newest
    return Part(
        piece, heading(newest), seen.steps[-1].words, newest.document, newest.page, path=path,
        path_now=path if state != "holds" else "", state=state,
    )  # fmt: skip


def _of_search(piece: Piece) -> Part:
    given = QueryDict(piece.query)
    question = Question.from_parameters(given.dict())
    hits = search(question, limit=MOST_HITS).hits
    found = tuple(
        Hit(
            hit.document.title, hit.page, "".join(text for text, _is_hit in hit.snippet),
            reverse("viewer:page", args=[hit.document.pk, hit.page]),
        )
        for hit in hits
    )  # fmt: skip
    path = f"{reverse('search:search')}?{piece.query}"
    return Part(piece, given.get("q", "").strip(), path=path, hits=found)


def citations(parts: Iterable[Part], base: str) -> list[Cited]:
    """What is cited, each page once, in the order of the pieces; ``base`` is the instance's public
    address."""
    found: dict[tuple[str, int], Cited] = {}
    for part in parts:
        if part.document is None or (part.document.pk, part.page) in found:
            continue
        path = reverse("viewer:page", args=[part.document.pk, part.page])
        found[part.document.pk, part.page] = cited_of(part.document, part.page, base + path)
    return list(found.values())
