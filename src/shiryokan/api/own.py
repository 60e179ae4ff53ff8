"""Remarks of whoever asks, and deadlines of documents, as the API shows them."""

from __future__ import annotations

from django.db.models import QuerySet

from shiryokan.access.policies import AnyUser
from shiryokan.api.addresses import Addresses
from shiryokan.api.documents import name_of
from shiryokan.api.paging import Slice, cut
from shiryokan.api.schemas import own as shape
from shiryokan.api.schemas.parameters import DeadlineParameters, Paging
from shiryokan.deadlines.models import DocumentDeadline
from shiryokan.documents.page_places import marked
from shiryokan.paper.model import Box
from shiryokan.remarks.models import Remark
from shiryokan.remarks.shown import readable, shown


def remarks_of(user: AnyUser) -> QuerySet[Remark]:
    """The remarks that whoever asks wrote; none of somebody who is not known."""
    return readable(user).filter(owner=user.pk)


def remarks(rows: QuerySet[Remark], parameters: Paging) -> Slice[Remark]:
    """Some of the remarks, the newest first."""
    return cut(
        "remarks", rows, ["-changed_at", "id"], parameters.model_dump(),
        lambda row: [row.changed_at.isoformat(), str(row.pk)],
    )  # fmt: skip


def many_remarks(rows: Slice[Remark], user: AnyUser, addresses: Addresses) -> list[shape.Remark]:
    """The remarks of a slice."""
    return [
        shape.Remark(
            id=each.row.pk,
            text=each.row.text,
            audience=each.row.audience,  # type: ignore[arg-type]
            document=name_of(each.document, addresses) if each.document else None,
            page=each.page,
            words=each.words,
            state=each.state or "waiting",
            changed_at=each.row.changed_at,
            address=addresses.to("remarks:edit", each.row.pk),
            place_address=addresses.base + each.path if each.path else "",
            now_address=addresses.base + each.path_now if each.path_now else "",
        )
        for each in shown(rows.rows, user)
    ]


def deadlines(parameters: DeadlineParameters) -> Slice[DocumentDeadline]:
    """Some of the deadlines of documents that are seen, by their day."""
    rows = DocumentDeadline.objects.select_related("document")
    if parameters.date_from:
        rows = rows.filter(day__gte=parameters.date_from)
    if parameters.date_to:
        rows = rows.filter(day__lte=parameters.date_to)
    if parameters.kind:
        rows = rows.filter(kind=parameters.kind)
    return cut(
        "deadlines", rows, ["day", "id"], parameters.model_dump(mode="json"),
        lambda row: [row.day.isoformat(), row.pk],
    )  # fmt: skip


def many_deadlines(rows: Slice[DocumentDeadline], addresses: Addresses) -> list[shape.Deadline]:
    """The deadlines of a slice."""
    return [
        shape.Deadline(
            day=row.day,
            kind=row.kind,  # type: ignore[arg-type]
            document=name_of(row.document, addresses),
            page=row.page,
            boxes=[(box[0], box[1], box[2], box[3]) for box in row.boxes],
            words=row.words,
            state=row.state or "waiting",
            address=marked(
                addresses.page(row.document_id, row.page), [Box(*box) for box in row.boxes]
            ),
        )
        for row in rows.rows
    ]
