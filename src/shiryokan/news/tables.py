"""Tables of an article from the comparison that its draft was made of."""

from __future__ import annotations

from typing import Any

from shiryokan.news import models
from shiryokan.news.content import CitedPlace
from shiryokan.news.drafting import place_of
from shiryokan.news.errors import NewsError
from shiryokan.records.models import Record
from shiryokan.records.rows import record_of
from shiryokan.registers.catalogue import REGISTERS


def has_tables(article: models.Article) -> bool:
    """Whether tables can be made for an article."""
    register = REGISTERS.get(article.register)
    both = article.old_document and article.new_document
    return register is not None and register.has_tables and bool(both)


def table_of(article: models.Article, code: str) -> tuple[dict[str, Any], list[CitedPlace]]:
    """The data and the citations of a table of an item's changed points. Raises
    :class:`NewsError` where there are none, or whoever writes may not see the documents."""
    if not has_tables(article):
        raise NewsError("news_table")
    documents = {"old": article.old_document, "new": article.new_document}
    befores, afters = (
        [
            record_of(row)
            for row in Record.objects.filter(document=document, register=article.register, key=code)
        ]
        for document in documents.values()
    )
    rows = REGISTERS[article.register].table(befores, afters, code)
    if not rows:
        raise NewsError("news_table")
    places: list[CitedPlace] = []
    said = []
    for row in rows:
        first = len(places)
        places += [place_of(cited, documents, article.register) for cited in row.cited]
        said.append([row.name, row.old, row.new, list(range(first, len(places)))])
    return {"code": code, "rows": said}, places
