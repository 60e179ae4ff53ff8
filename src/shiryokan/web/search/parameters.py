"""How the search page shows what an address asks, and the addresses it leads to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from django.http import QueryDict

from shiryokan.search.kinds import PAGE
from shiryokan.search.question import Question

View = Literal["documents", "hits"]
MOST = 10_000
"""Hits of one file."""
SEARCH_FORMS: tuple[tuple[str, str], ...] = (
    ("csv", "CSV"),
    ("xlsx", "Excel"),
    ("json", "JSON"),
    ("jsonl", "JSON Lines"),
)
"""Forms in which a search's hits can be taken along."""


def view_of(parameters: QueryDict, question: Question) -> View:
    """Whether pages are shown by document, which only pages are; or each hit by itself."""
    if question.kind != PAGE or parameters.get("view") == "hits":
        return "hits"
    return "documents"


def address(parameters: QueryDict, changes: Mapping[str, Any]) -> str:
    """The address's question with ``changes``; None takes a parameter away, and the result begins
    anew at its first page."""
    changed = parameters.copy()
    changed.pop("page", None)
    for name, value in changes.items():
        if value is None:
            changed.pop(name, None)
        else:
            changed[name] = value
    for name in [name for name in changed if not changed[name]]:
        del changed[name]
    return "?" + changed.urlencode()


def words_alone(parameters: QueryDict) -> QueryDict:
    """The address without what narrows or orders the search."""
    kept = parameters.copy()
    for name in [name for name in kept if name not in ("q", "kind", "exact")]:
        del kept[name]
    return kept
