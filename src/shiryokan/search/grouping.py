"""Documents of the entries that match, for engines that tell entries only."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from shiryokan.search.engine import DocumentMatches, DocumentResults, EngineResults, Match, Request

WINDOW = 400
"""Hits that are looked through first for the documents to show."""
MOST_HITS = 50_000
"""Hits that are ever looked through."""
_WIDER = 8
"""How many times as many are looked through next."""


def by_windows(
    search: Callable[[Request], EngineResults], request: Request, best: int
) -> DocumentResults:
    """The documents of what ``search`` finds, each with at most ``best`` of its entries: more and
    more hits are looked through until there are enough."""
    wanted, window = request.offset + request.limit, WINDOW
    first = results = search(msgspec.structs.replace(request, offset=0, limit=window))
    groups = _by_document(results)
    while len(groups) <= wanted and results.total > window and window < MOST_HITS:
        window = min(window * _WIDER, MOST_HITS)
        wider = msgspec.structs.replace(request, offset=0, limit=window, facets=False)
        results = search(wider)
        groups = _by_document(results)
    shown = groups[request.offset : wanted]
    documents = tuple(
        DocumentMatches(tuple(group[:best]), max(len(group) - best, 0)) for group in shown
    )
    return DocumentResults(results.total, documents, len(groups) > wanted, first.counts)


def _by_document(results: EngineResults) -> list[list[Match]]:
    groups: dict[str, list[Match]] = {}
    for match in results.matches:
        groups.setdefault(match.document, []).append(match)
    return list(groups.values())
