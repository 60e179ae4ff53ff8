"""Articles, as what their writers' work is built upon."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import ClassVar

from django.db.models import Q

from shiryokan.i18n import message as _
from shiryokan.news.models import Article, Citation, EditionCitation
from shiryokan.quotes.holders import QuoteHolder


class ArticleQuoteHolder(QuoteHolder):
    """Articles cite documents in their working copy and in what the public reads."""

    kind: ClassVar[str] = "news"
    title: ClassVar[str] = _("記事")

    def documents(self) -> Iterable[str]:
        """Those that an article cites."""
        for model in (Citation, EditionCitation):
            yield from model.objects.order_by().values_list("document_id", flat=True).distinct()

    def people(self, documents: Collection[str]) -> Iterable[int]:
        """Who wrote, sent or approved an article that cites one."""
        cites = Q(blocks__citations__document_id__in=documents) | Q(
            editions__cited__document_id__in=documents
        )
        articles = Article.objects.filter(cites).order_by().distinct()
        columns = ("by_id", "sent_by_id", "approved_by_id", "writers")
        for row in articles.values_list(*columns):
            yield from (person for person in row if person is not None)

    def keys(self, documents: Collection[str]) -> Iterable[str]:
        """The records that working copies cite."""
        found = Citation.objects.filter(document_id__in=documents).order_by()
        return found.values_list("key", flat=True).distinct()
