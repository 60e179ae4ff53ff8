"""Making binders, and putting pieces in, in another order and out."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from shiryokan.binders.errors import BinderError
from shiryokan.binders.models import QUERY_LENGTH, TEXT_LENGTH, TITLE_LENGTH, Binder, Piece
from shiryokan.documents.models import Document
from shiryokan.japanese.codepoints import without_nul
from shiryokan.paper.model import Box
from shiryokan.quotes import keeping
from shiryokan.quotes.models import Quote
from shiryokan.subjects.seen import Seen
from shiryokan.subjects.subject import pin

MOST_BINDERS = 500
MOST_PIECES = 300
"""Pieces of a binder: more is no binder but a book."""


class Found(msgspec.Struct, frozen=True):
    """Something of the library: boxes of a page, a page (without boxes), a subject, or a search."""

    document: Document | None = None
    page: int = 0
    boxes: tuple[Box, ...] = ()
    subject: Seen | None = None
    query: str = ""


def make(owner: User, title: str) -> Binder:
    """An empty binder. Raises :class:`BinderError`."""
    if Binder.objects.filter(owner=owner).count() >= MOST_BINDERS:
        raise BinderError("binder_many", most=MOST_BINDERS)
    return Binder.objects.create(owner=owner, title=_title(title))


def rename(binder: Binder, title: str) -> None:
    """Call it something else. Raises :class:`BinderError`."""
    binder.title = _title(title)
    _changed(binder)


def _title(title: str) -> str:
    title = " ".join(without_nul(title).split())[:TITLE_LENGTH]
    if not title:
        raise BinderError("binder_title")
    return title


@transaction.atomic
def put(binder: Binder, found: Found) -> Piece:
    """Put something at the end. Raises :class:`BinderError`."""
    piece = _new(binder)
    if found.subject is not None:
        pin(found.subject.subject)
        piece.kind = Piece.Kind.SUBJECT
        piece.subject, piece.record = found.subject.subject.id, found.subject.newest.pk
    elif found.query:
        piece.kind, piece.query = Piece.Kind.SEARCH, without_nul(found.query)
        if len(piece.query) > QUERY_LENGTH:
            raise BinderError("binder_place")
    elif found.document is None:
        raise BinderError("binder_place")
    elif found.boxes:
        piece.kind = Piece.Kind.QUOTE
        piece.quote = _kept(binder.owner, found.document, found.page, found.boxes)
    else:
        piece.kind = Piece.Kind.PAGE
        piece.document_id, piece.page = found.document.pk, found.page
    piece.save()
    _changed(binder)
    return piece


def _kept(owner: User, document: Document, page: int, boxes: Sequence[Box]) -> Quote:
    try:
        return keeping.keep(owner, document, page, boxes)
    except keeping.NotQuotable as error:
        raise BinderError(f"binder_quote_{error}") from error


@transaction.atomic
def write(binder: Binder, text: str, after: Piece | None = None) -> Piece:
    """Put a text behind a piece, or at the end. Raises :class:`BinderError`."""
    piece = _new(binder)
    piece.kind, piece.text = Piece.Kind.TEXT, _text(text)
    piece.save()
    if after is not None:
        order = list(binder.pieces.exclude(pk=piece.pk))
        at = next((n for n, each in enumerate(order) if each.pk == after.pk), len(order) - 1)
        _put_in_order([*order[: at + 1], piece, *order[at + 1 :]])
    _changed(binder)
    return piece


@transaction.atomic
def rewrite(piece: Piece, text: str) -> None:
    """Have a text say something else. Raises :class:`BinderError`."""
    piece.text = _text(text)
    piece.save(update_fields=["text"])
    _changed(piece.binder)


def _text(text: str) -> str:
    text = without_nul(text).replace("\r\n", "\n").strip()
    if not text or len(text) > TEXT_LENGTH:
        raise BinderError("binder_text", most=TEXT_LENGTH)
    return text


def _new(binder: Binder) -> Piece:
    held = Binder.objects.select_for_update().get(pk=binder.pk)
    if held.pieces.count() >= MOST_PIECES:
        raise BinderError("binder_full", most=MOST_PIECES)
    last = held.pieces.aggregate(last=Max("position"))["last"] or 0
    return Piece(binder=binder, position=last + 1)


@transaction.atomic
def move(piece: Piece, to: str) -> None:
    """Move a piece ``up`` or ``down`` by one, or to the ``first`` or ``last`` place."""
    Binder.objects.select_for_update().get(pk=piece.binder_id)
    order = list(piece.binder.pieces.all())
    at = next(n for n, each in enumerate(order) if each.pk == piece.pk)
    places = {"up": at - 1, "down": at + 1, "first": 0, "last": len(order) - 1}
    order.insert(min(max(places.get(to, at), 0), len(order) - 1), order.pop(at))
    _put_in_order(order)
    _changed(piece.binder)


def _put_in_order(pieces: Sequence[Piece]) -> None:
    for number, piece in enumerate(pieces, 1):
        piece.position = number
    Piece.objects.bulk_update(pieces, ["position"])


@transaction.atomic
def take_out(piece: Piece) -> None:
    """Take a piece out; its quote stays among those of its owner."""
    binder = piece.binder
    piece.delete()
    _changed(binder)


def _changed(binder: Binder) -> None:
    binder.changed_at = timezone.now()
    binder.save(update_fields=["title", "changed_at"])
