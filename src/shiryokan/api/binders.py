"""Binders as the API shows them, to their owner alone."""

from __future__ import annotations

import uuid
from typing import Any

from django.db.models import Count, QuerySet

from shiryokan.access.policies import AnyUser
from shiryokan.api.addresses import Addresses
from shiryokan.api.documents import name_of
from shiryokan.api.paging import Slice, cut
from shiryokan.api.problems import Problem
from shiryokan.api.schemas import own as shape
from shiryokan.api.schemas.parameters import Paging
from shiryokan.binders.models import Binder
from shiryokan.binders.parts import Part, parts_of


def binders_of(user: AnyUser) -> QuerySet[Binder]:
    """The binders of whoever asks; none of somebody who is not known."""
    rows = Binder.objects.filter(owner=user.pk) if user.is_authenticated else Binder.objects.none()
    return rows.annotate(number=Count("pieces"))


def listed(rows: QuerySet[Binder], parameters: Paging) -> Slice[Binder]:
    """Some of the binders, the newest first."""
    return cut(
        "binders", rows, ["-changed_at", "id"], parameters.model_dump(),
        lambda row: [row.changed_at.isoformat(), str(row.pk)],
    )  # fmt: skip


def many(rows: Slice[Binder], addresses: Addresses) -> shape.Binders:
    """The binders of a slice."""
    return shape.Binders(
        items=[shape.Binder(**_named(row, addresses)) for row in rows.rows],
        total=rows.total,
        next="",
        next_cursor=rows.cursor,
    )


def one(user: AnyUser, binder: uuid.UUID, addresses: Addresses) -> shape.WholeBinder:
    """One of somebody's binders; :class:`Problem` where there is none."""
    row = binders_of(user).filter(pk=binder).first()
    if row is None:
        raise Problem("unknown_binder", 404, binder=str(binder))
    pieces = [_piece(part, addresses) for part in parts_of(row, user)]
    return shape.WholeBinder(**_named(row, addresses), parts=pieces)


def _named(row: Any, addresses: Addresses) -> dict[str, Any]:
    return {
        "id": row.pk,
        "title": row.title,
        "pieces": row.number,
        "changed_at": row.changed_at,
        "address": addresses.to("binders:binder", row.pk),
    }


def _piece(part: Part, addresses: Addresses) -> shape.BinderPiece:
    return shape.BinderPiece(
        kind=part.piece.kind,  # type: ignore[arg-type]
        hidden=part.hidden,
        title=part.title,
        words=part.words,
        document=name_of(part.document, addresses) if part.document else None,
        page=part.page,
        state=part.state,
        address=addresses.base + part.path if part.path else "",
        now_address=addresses.base + part.path_now if part.path_now else "",
        hits=[
            shape.BinderHit(
                title=hit.title, page=hit.page, words=hit.words, address=addresses.base + hit.path
            )
            for hit in part.hits
        ],
    )  # fmt: skip
