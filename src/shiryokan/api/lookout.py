"""Watched pages and finds as the API shows them."""

from __future__ import annotations

from django.db.models import F

from shiryokan.api.addresses import Addresses
from shiryokan.api.paging import Slice, cut
from shiryokan.api.schemas import lookout as shape
from shiryokan.api.schemas.parameters import FindParameters, Paging
from shiryokan.lookout.board import Row, board, documents_here
from shiryokan.lookout.models import Find, WatchedPage
from shiryokan.lookout.telling import find_as_data


def finds(parameters: FindParameters) -> Slice[Find]:
    """Some of the finds asked for, the newest first."""
    rows = Find.objects.select_related("watched")
    if parameters.type:
        rows = rows.filter(kind=parameters.type)
    if parameters.council:
        rows = rows.filter(council=parameters.council)
    if parameters.since:
        rows = rows.filter(found_at__date__gte=parameters.since)
    return cut("finds", rows, ["-id"], parameters.model_dump(), lambda row: [row.pk])


def found(row: Find, here: set[str], addresses: Addresses) -> shape.Find:
    """A find. Documents that whoever asks does not see are not named."""
    told = find_as_data(row)
    for name in ("document", "old_document"):
        if told[name] not in here:
            told[name] = ""
    return shape.Find(**told, address=addresses.to("lookout:find", row.pk))


def all_found(rows: list[Find], addresses: Addresses) -> list[shape.Find]:
    """Finds with the addresses of their documents."""
    here = documents_here(rows)
    return [found(row, here, addresses) for row in rows]


def finds_answer(parameters: FindParameters, addresses: Addresses) -> shape.Finds:
    """An answer with finds, without the address of what follows."""
    found = finds(parameters)
    return shape.Finds(
        items=all_found(list(found.rows), addresses),
        total=found.total,
        next=None,
        next_cursor=found.cursor,
    )


def watched(parameters: Paging) -> tuple[Slice[WatchedPage], dict[int, Row]]:
    """Some of the watched pages, and the state of each."""
    rows = WatchedPage.objects.order_by(F("pk"))
    found = cut("watched_pages", rows, ["id"], parameters.model_dump(), lambda row: [row.pk])
    return found, {row.watched.pk: row for row in board()}


def page(row: Row, addresses: Addresses) -> shape.WatchedPage:
    """A watched page."""
    return shape.WatchedPage(**row.as_data(), address=addresses.to("lookout:page", row.watched.pk))
