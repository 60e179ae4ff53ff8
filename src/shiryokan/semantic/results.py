"""Passages as hits, as they are shown."""

from __future__ import annotations

from collections.abc import Iterable

from shiryokan.documents.models import Page
from shiryokan.search.hit import Hit, documents_shown
from shiryokan.semantic.passages import passage_text
from shiryokan.semantic.vectors import Near


def hits_near(near: Iterable[Near]) -> list[Hit]:
    """The passages' pages as hits, in order, whose snippet is the passage, nothing in it marked;
    what the database no longer has is left out."""
    wanted = list(near)
    ids = {each.document for each in wanted}
    documents = documents_shown(ids)
    texts = {
        (row.document_id, row.number): row.text
        for row in Page.objects.filter(
            document__in=ids, number__in={each.page for each in wanted}
        ).only("document", "number", "text")
    }
    made = []
    for each in wanted:
        document, text = documents.get(each.document), texts.get((each.document, each.page))
        if document is not None and text is not None:
            piece = passage_text(text[each.start : each.end])
            made.append(
                Hit(document, each.page, each.nearness, ((piece, False),), semantic_only=True)
            )
    return made
