"""The search as the API shows it, with cursors that hold while documents are added."""

from __future__ import annotations

from shiryokan.api.addresses import Addresses
from shiryokan.api.cursors import seal, unseal
from shiryokan.api.documents import name_of, source_of
from shiryokan.api.problems import Problem, of_query
from shiryokan.api.records import name_of_record
from shiryokan.api.schemas.parameters import SearchParameters
from shiryokan.api.schemas.records import FacetValue
from shiryokan.api.schemas.search import Hint, Hit, Hits, SnippetPart
from shiryokan.documents.models import Page
from shiryokan.documents.pages import page_from_row
from shiryokan.paper.places import boxes_of
from shiryokan.search import hit as found
from shiryokan.search import searcher
from shiryokan.search.engine import Counts, SearchError
from shiryokan.search.hints import Help, help_for
from shiryokan.search.marks import spans_on
from shiryokan.search.query import Query
from shiryokan.search.question import Question
from shiryokan.search.results import SearchResults

MOST = 10_000
"""Hits that can be walked through; who wants more narrows the search."""
_WINDOW = 200


def hits(parameters: SearchParameters, addresses: Addresses) -> Hits:
    """What a search finds, without the address of what follows."""
    question = parameters.question()
    conditions = parameters.model_dump(exclude={"limit", "cursor", "boxes"})
    place = unseal("search", conditions, parameters.cursor)
    offset = _offset(question, place) if place else 0
    results = _search(question, offset, parameters.limit)
    # a page of the index whose document is just being taken out is counted, but not shown
    end = min(offset + parameters.limit, results.total)
    more = bool(results.hits) and end < min(results.total, MOST)
    where = [*_mark(results.hits[-1]), end] if more else []
    shown = [_hit(hit, addresses) for hit in results.hits]
    if parameters.boxes and results.query:
        _add_boxes(shown, results.query)
    helped = help_for(question) if not results.total else Help()
    return Hits(
        query=parameters.q,
        total=results.total,
        items=shown,
        facets=_facets(results.counts),
        missing=list(helped.missing),
        hints=[Hint(query=h.query, why=h.why, total=h.total) for h in helped.hints],
        next=None,
        next_cursor=seal("search", conditions, where) if more else "",
    )


def _search(question: Question, offset: int, limit: int) -> SearchResults:
    try:
        results = searcher.search(question, offset=offset, limit=limit, facets=True)
    except SearchError as error:
        raise Problem("search_down", 503) from error
    if results.problem:
        raise of_query(results.problem)
    return results


def _offset(question: Question, place: list[object]) -> int:
    """Where the hits go on: after the last one read, wherever it stands now.

    What was added since has moved it on, and what was removed has moved it back.
    """
    *mark, end = place
    expected = int(str(end))
    for begin in (max(expected - 1, 0), max(expected - _WINDOW, 0), expected):
        window = 1 if begin == expected - 1 else _WINDOW
        for at, hit in enumerate(_search(question, begin, window).hits):
            if _mark(hit) == mark:
                return begin + at + 1
    return expected


def _mark(hit: found.Hit) -> list[object]:
    """What names a hit."""
    return [hit.document.pk, hit.page, hit.record_id]


def _facets(counts: Counts) -> dict[str, list[FacetValue]]:
    """The values to narrow by, with their counts; a document without a date has no year."""
    facets: dict[str, list[tuple[str, int]]] = {"kind": sorted(counts.kinds.items())}
    facets |= dict(counts.facets.items())
    return {
        name: [FacetValue(value=value, count=count) for value, count in values if value != "0"]
        for name, values in facets.items()
    }


def _hit(hit: found.Hit, addresses: Addresses) -> Hit:
    record = name_of_record(hit.record, addresses) if hit.record else None
    document = hit.document
    return Hit(
        kind=hit.kind,
        document=name_of(document, addresses),
        publisher=hit.publisher,
        date=hit.date,
        page=hit.page,
        record=record,
        score=round(hit.score, 4),
        from_picture=hit.from_picture,
        other_reading=hit.other_reading,
        snippet=[SnippetPart(text=text, hit=is_hit) for text, is_hit in hit.snippet],
        address=record.address if record else addresses.page(document.pk, hit.page),
        page_address=addresses.to("api:page", document.pk, hit.page),
        source=source_of(document, hit.page),
    )


def _add_boxes(shown: list[Hit], query: Query) -> None:
    """Say of each hit where on its page the words of the query stand."""
    rows = Page.objects.filter(
        document__in={hit.document.id for hit in shown}, number__in={hit.page for hit in shown}
    )
    pages = {(row.document_id, row.number): row for row in rows}
    for hit in shown:
        if row := pages.get((hit.document.id, hit.page)):
            page = page_from_row(row)
            places = boxes_of(page, spans_on(page, None, None, query))
            hit.boxes = [(b.x0, b.y0, b.x1, b.y1) for boxes in places for b in boxes]
