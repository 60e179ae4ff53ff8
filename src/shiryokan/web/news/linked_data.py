"""An article as schema.org's NewsArticle, in a script element that no browser runs."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from shiryokan.instance.public_address import public_address
from shiryokan.news.models import Article, Edition
from shiryokan.news.shown import ShownBlock

_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}
"""What could end the element: JSON has them in texts alone."""


def news_article(
    request: HttpRequest, article: Article, edition: Edition, blocks: Iterable[ShownBlock]
) -> SafeString:
    """The article as JSON-LD, with the documents that whoever reads may see as citations."""
    address = public_address(request, reverse("news:article", args=[article.pk]))
    documents = {c.document.pk: c.document for block in blocks for c in block.citations}
    published = article.published_at or edition.at
    made: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": address,
        "url": address,
        "headline": edition.title,
        "inLanguage": "ja",
        "datePublished": published.isoformat(),
        "dateModified": edition.at.isoformat(),
        "version": edition.number,
        "publisher": {"@type": "Organization", "name": gettext("資料館")},
        "keywords": [topic.name for topic in article.topics.all()],
        "citation": [
            {
                "@type": "DigitalDocument",
                "name": document.title,
                "url": public_address(request, reverse("viewer:document", args=[pk])),
            }
            for pk, document in documents.items()
        ],
    }
    if edition.summary:
        made["description"] = edition.summary
    if edition.amendment:
        made["correction"] = edition.amendment
    # no "<" is left in it
    text = json.dumps(made, ensure_ascii=False).translate(_ESCAPES)
    return mark_safe(text)  # noqa: S308
