"""The search as the API shows it, with cursors that hold while documents are added."""

from __future__ import annotations

from collections.abc import Mapping

from shiryokan.api import search_request
from shiryokan.api.addresses import Addresses
from shiryokan.api.cursors import seal, unseal
from shiryokan.api.documents import name_of, source_of
from shiryokan.api.problems import Problem
from shiryokan.api.records import name_of_record
from shiryokan.api.schemas.asked import SearchAsked
from shiryokan.api.schemas.records import FacetValue, RecordName
from shiryokan.api.schemas.search import Hit, Hits, SnippetPart
from shiryokan.api.search_request import Answer, FoundHit, SearchDown, Wanted
from shiryokan.documents.models import Page
from shiryokan.records import models

MOST = 10_000
"""Hits that can be walked through; who wants more narrows the search."""
_WINDOW = 200


def hits(asked: SearchAsked, addresses: Addresses) -> Hits:
    """What a search finds, without the address of what follows."""
    wanted = Wanted(text=asked.q, **asked.model_dump(include=set(search_request.OFFERED)))
    said = asked.model_dump(exclude={"limit", "cursor", "boxes"})
    place = unseal("search", said, asked.cursor)
    offset = _offset(wanted, place) if place else 0
    answer = _search(wanted, offset, asked.limit)
    # a page of the index whose document is just being taken out is counted, but not shown
    end = min(offset + asked.limit, answer.total)
    more = bool(answer.hits) and end < min(answer.total, MOST)
    where = [*_mark(answer.hits[-1]), end] if more else []
    records = _records(answer)
    shown = [_hit(hit, records, addresses) for hit in answer.hits]
    if asked.boxes:
        _add_boxes(shown, asked)
    return Hits(
        query=asked.q,
        total=answer.total,
        items=shown,
        facets={
            name: [FacetValue(value=value, count=count) for value, count in values]
            for name, values in answer.facets.items()
        },
        next=None,
        next_cursor=seal("search", said, where) if more else "",
    )


def _search(wanted: Wanted, offset: int, limit: int) -> Answer:
    try:
        answer = search_request.search(wanted, offset, limit)
    except SearchDown as error:
        raise Problem("search_down", 503) from error
    if answer.problem:
        code, position = answer.problem
        raise Problem(code, 400, position=position + 1)
    return answer


def _offset(wanted: Wanted, place: list[object]) -> int:
    """Where the hits go on: after the last one read, wherever it stands now.

    What was added since has moved it on, and what was removed has moved it back.
    """
    *mark, end = place
    expected = int(str(end))
    for begin in (max(expected - 1, 0), max(expected - _WINDOW, 0), expected):
        window = 1 if begin == expected - 1 else _WINDOW
        for at, hit in enumerate(_search(wanted, begin, window).hits):
            if _mark(hit) == mark:
                return begin + at + 1
    return expected


def _mark(hit: FoundHit) -> list[object]:
    """What names a hit."""
    return [hit.document.pk, hit.page, hit.record]


def _records(answer: Answer) -> Mapping[str, models.Record]:
    ids = [hit.record for hit in answer.hits if hit.record]
    rows = models.Record.objects.filter(pk__in=ids).defer("extracted", "text") if ids else []
    return {str(row.pk): row for row in rows}


def _hit(hit: FoundHit, records: Mapping[str, models.Record], addresses: Addresses) -> Hit:
    row = records.get(hit.record)
    record: RecordName | None = name_of_record(row, addresses) if row else None
    document, origin = hit.document, hit.document.origin
    return Hit(
        kind=hit.kind,
        document=name_of(document, addresses),
        publisher=str(origin.publisher or "") if origin else "",
        date=origin.date if origin else None,
        page=hit.page,
        record=record,
        score=round(hit.score, 4),
        snippet=[SnippetPart(text=text, hit=is_hit) for text, is_hit in hit.snippet],
        address=record.address if record else addresses.page(document.pk, hit.page),
        page_address=addresses.to("api:page", document.pk, hit.page),
        source=source_of(document, hit.page),
    )


def _add_boxes(shown: list[Hit], asked: SearchAsked) -> None:
    rows = Page.objects.filter(
        document__in={hit.document.id for hit in shown}, number__in={hit.page for hit in shown}
    )
    pages = {(row.document_id, row.number): row for row in rows}
    for hit in shown:
        row = pages.get((hit.document.id, hit.page))
        hit.boxes = search_request.boxes(row, asked.q, exact=asked.exact) if row else []
