"""Where on a page the words of a query stand, as spans of its text."""

from __future__ import annotations

from shiryokan.paper.flow import PageFlow, page_flow
from shiryokan.paper.model import Page
from shiryokan.search.analysis import ACROSS_ATOMS
from shiryokan.search.grams import atoms
from shiryokan.search.query import Query
from shiryokan.search.snippets import Span, highlights, merged


def spans_on(page: Page, before: Page | None, after: Page | None, query: Query) -> list[list[Span]]:
    """The hits of the query's words on the page, in order; a hit is spans of the page's text, more
    than one where footers or notes stand between its parts. A hit may begin on the page ``before``
    or end on the page ``after``; their furniture is marked."""
    hits = [[span] for span in highlights(page.text, query)]
    if before is not None:
        hits = [list(span) for span in _crossing(before, page, query)[1]] + hits
    if after is not None:
        hits += [list(span) for span in _crossing(page, after, query)[0]]
    return hits


def _crossing(first: Page, second: Page, query: Query) -> tuple[list[list[Span]], list[list[Span]]]:
    """Hits that run over the end of the first page: their parts on it and on the second."""
    ends, begins = page_flow(first), page_flow(second)
    last, following = atoms(ends.text)[-ACROSS_ATOMS:], atoms(begins.text)[:ACROSS_ATOMS]
    row = [atom.text for atom in (*last, *following)]
    here: list[Span] = []
    there: list[Span] = []
    for wanted in {each.atoms for words in query.shown() for each in words.rows}:
        for at in range(len(last) - 1, len(last) - len(wanted), -1):
            if at >= 0 and tuple(row[at : at + len(wanted)]) == wanted:
                here.append((last[at].start, last[-1].end))
                there.append((following[0].start, following[at + len(wanted) - len(last) - 1].end))
    return _as_hits(ends, here), _as_hits(begins, there)


def _as_hits(flow: PageFlow, spans: list[Span]) -> list[list[Span]]:
    return [list(flow.spans(*span)) for span in merged(spans)]
