"""What narrows a search, apart from its words: it holds for pages found by their meaning too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from shiryokan.documents.models import Document
from shiryokan.search.engine import Request
from shiryokan.search.indexing import engine
from shiryokan.search.kinds import PAGE
from shiryokan.search.query import All, Among, Dated, Either, Named, Node, Not, Query, Words
from shiryokan.search.question import Question
from shiryokan.search.searcher import request_of

MOST_PAGES = 10_000
"""Pages that are asked of the index at a time."""
PageKey = tuple[str, int]


def conditions(node: Node) -> list[Node]:
    """The parts of a query that are not words to be found on the page: fields, dates, and what
    must not be there. Fields that are only one way of several narrow nothing."""
    match node:
        case Words(field="text"):
            return []
        case All(parts=parts):
            return [found for part in parts for found in conditions(part)]
        case Either(parts=parts):
            return [node] if all(_narrows(part) for part in parts) else []
        case _:
            return [node]


def _narrows(node: Node) -> bool:
    match node:
        case Words(field=field):
            return field != "text"
        case All(parts=parts) | Either(parts=parts):
            return all(_narrows(part) for part in parts)
        case Named() | Among() | Dated() | Not():
            return True


def query_text(query: Query) -> str:
    """The words of a query as a question: what must be there, without fields and signs."""
    return " ".join(words.typed for words in query.shown()).strip()


class Narrowing:
    """Tells which pages ``question`` and the conditions of ``query`` leave; the index judges, as it
    does for the full text. ``is_none`` where nothing narrows."""

    def __init__(self, question: Question, query: Query) -> None:
        only = Query(All(tuple(conditions(query.root))))
        parts = _parts(request_of(question, only).query.root)
        # what only says what must not be there needs something to take it from
        self._root = All((Named("kind", PAGE), *parts))
        self.is_none = not parts

    def pages(self) -> set[PageKey] | None:
        """All pages that are left; None where they are too many, or where nothing narrows."""
        if self.is_none:
            return None
        found = engine().search(self._request(self._root))
        if found.total > MOST_PAGES:
            return None
        return {(match.document, match.page) for match in found.matches}

    def of_these(self, pages: Iterable[PageKey]) -> Iterator[PageKey]:
        """Those of ``pages`` that are left, in order; only as many are looked at as are taken."""
        if self.is_none:
            yield from pages
            return
        for group, documents in _groups(pages):
            either = Either(tuple(Named("document", each) for each in documents))
            found = engine().search(self._request(All((*self._root.parts, either))))
            left = {(match.document, match.page) for match in found.matches}
            yield from (page for page in group if page in left)

    def _request(self, root: Node) -> Request:
        return Request(query=Query(root), kind=PAGE, limit=MOST_PAGES)


def _parts(node: Node) -> list[Node]:
    if isinstance(node, All):
        return [found for part in node.parts for found in _parts(part)]
    return [node]


def _groups(pages: Iterable[PageKey]) -> Iterator[tuple[list[PageKey], list[str]]]:
    """The pages in groups, each with its documents, which have so few pages together that the
    index tells all of them."""
    rows = list(pages)
    counts = dict(
        Document.objects.filter(pk__in={document for document, _ in rows}).values_list(
            "pk", "page_count"
        )
    )
    group: list[PageKey] = []
    documents: dict[str, int] = {}
    for document, page in rows:
        more = 0 if document in documents else counts.get(document, 0)
        if documents and sum(documents.values()) + more > MOST_PAGES:
            yield group, list(documents)
            group, documents = [], {}
        documents.setdefault(document, counts.get(document, 0))
        group.append((document, page))
    if group:
        yield group, list(documents)
