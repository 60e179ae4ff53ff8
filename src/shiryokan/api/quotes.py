"""Quotes as the API shows them."""

from __future__ import annotations

import uuid

from django.db.models import QuerySet
from django.utils.translation import gettext

from shiryokan.access.policies import AnyUser
from shiryokan.api.addresses import Addresses
from shiryokan.api.documents import name_of, source_of
from shiryokan.api.paging import Slice, cut
from shiryokan.api.problems import Problem
from shiryokan.api.schemas import quotes as shape
from shiryokan.api.schemas.parameters import QuoteParameters
from shiryokan.i18n import message as _
from shiryokan.quotes.models import Quote
from shiryokan.quotes.shown import ShownCause, ShownQuote, one, shown

_WAITING = _("確認中")


def own_of(user: AnyUser) -> QuerySet[Quote]:
    """The quotes of whoever asks; none of somebody who is not known."""
    return Quote.objects.filter(owner=user.pk) if user.is_authenticated else Quote.objects.none()


def shared() -> QuerySet[Quote]:
    """The quotes that people share by their address."""
    return Quote.objects.filter(shared=True)


def listed(rows: QuerySet[Quote], parameters: QuoteParameters) -> Slice[Quote]:
    """Some of the quotes, the newest first."""
    if parameters.state == "waiting":
        rows = rows.filter(standing=None)
    elif parameters.state:
        rows = rows.filter(standing__state=parameters.state)
    return cut(
        "quotes", rows.select_related("standing"), ["-made_at", "id"], parameters.model_dump(),
        lambda row: [row.made_at.isoformat(), str(row.pk)],
    )  # fmt: skip


def many(rows: Slice[Quote], addresses: Addresses) -> list[shape.Quote]:
    """The quotes of a slice."""
    return [whole(quote, addresses) for quote in shown(rows.rows)]


def quote_of(user: AnyUser, quote_id: uuid.UUID) -> ShownQuote:
    """A quote of whoever asks, or a shared one; :class:`Problem` if there is none."""
    found = one(user, quote_id)
    if found is None:
        raise Problem("unknown_quote", 404, quote=quote_id)
    return found


def whole(quote: ShownQuote, addresses: Addresses) -> shape.Quote:
    """A quote with its standing; of a document that may not be seen no more than that it is."""
    row, document, standing = quote.row, quote.document, quote.standing
    seen = document is not None
    return shape.Quote(
        id=row.pk,
        document=name_of(document, addresses) if document else None,
        page=row.page,
        boxes=row.boxes if seen else [],
        words=quote.words,
        before=row.before if seen else "",
        after=row.after if seen else "",
        record_address=addresses.record(quote.record.pk) if quote.record else "",
        field=row.field if seen else "",
        state=quote.state or "waiting",
        state_title=gettext(quote.title or _WAITING),
        since=standing.since if standing else None,
        judged_at=standing.judged_at if standing else None,
        cause=_cause(quote.cause, addresses) if quote.cause else None,
        shared=row.shared,
        made_at=row.made_at,
        address=addresses.to("quotes:quote", row.pk),
        page_address=addresses.page(document.pk, row.page) if document else "",
        source=source_of(document, row.page) if document else None,
    )


def _cause(cause: ShownCause, addresses: Addresses) -> shape.QuoteCause:
    return shape.QuoteCause(
        kind=cause.kind,
        kind_title=gettext(cause.title),
        document=name_of(cause.document, addresses) if cause.document else None,
        page=cause.page or None,
        boxes=[(box[0], box[1], box[2], box[3]) for box in cause.boxes],
        words=cause.words,
        record_address=addresses.record(cause.record.pk) if cause.record else "",
    )
