"""Tables of an article from the comparison that its draft was made of."""

from __future__ import annotations

from typing import Any

from shiryokan.news import models
from shiryokan.news.content import CitedPlace
from shiryokan.news.drafting import place_of
from shiryokan.news.errors import NewsError
from shiryokan.news.fee_places import NAME as FEES
from shiryokan.news.fee_statements import points_table
from shiryokan.records.models import Record
from shiryokan.records.rows import record_of


def has_tables(article: models.Article) -> bool:
    """Whether tables can be made for an article."""
    return article.register == FEES and bool(article.old_document and article.new_document)


def table_of(article: models.Article, code: str) -> tuple[dict[str, Any], list[CitedPlace]]:
    """The data and the citations of a table of an item's changed points. Raises
    :class:`NewsError` where there are none, or whoever writes may not see the documents."""
    if not has_tables(article):
        raise NewsError("news_table")
    documents = {"old": article.old_document, "new": article.new_document}
    befores, afters = (
        [
            record_of(row)
            for row in Record.objects.filter(document=document, register=FEES, data__code=code)
        ]
        for document in documents.values()
    )
    rows = points_table(befores, afters, code)  # type: ignore[arg-type]
    if not rows:
        raise NewsError("news_table")
    places: list[CitedPlace] = []
    said = []
    for row in rows:
        first = len(places)
        places += [place_of(cited, documents) for cited in row.cited]
        said.append([row.name, row.old, row.new, list(range(first, len(places)))])
    return {"code": code, "rows": said}, places
