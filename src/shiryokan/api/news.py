"""Published articles as the API shows them, with the reader's rights."""

from __future__ import annotations

from typing import Any

from shiryokan.api.addresses import Addresses
from shiryokan.api.documents import name_of
from shiryokan.api.paging import Slice, cut
from shiryokan.api.problems import Problem
from shiryokan.api.schemas import news as shape
from shiryokan.api.schemas.parameters import Paging
from shiryokan.news.models import Article, Edition
from shiryokan.news.shown import ShownBlock, of_edition, public_articles


def listed(parameters: Paging) -> Slice[Article]:
    """Some of the published articles, the newest first."""
    rows = public_articles().exclude(published_at=None).prefetch_related("topics")
    return cut(
        "news", rows, ["-published_at", "-id"], parameters.model_dump(),
        lambda row: [row.published_at.isoformat() if row.published_at else "", row.pk],
    )  # fmt: skip


def many(rows: Slice[Article], addresses: Addresses) -> list[shape.ArticleName]:
    """The articles of a slice."""
    return [shape.ArticleName(**_named(row, addresses)) for row in rows.rows]


def whole(article_id: int, addresses: Addresses) -> shape.WholeArticle:
    """An article in its newest edition; :class:`Problem` where none is public."""
    row = public_articles().prefetch_related("topics").filter(pk=article_id).first()
    if row is None or row.edition is None:
        raise Problem("unknown_article", 404, article=article_id)
    put_right = row.editions.exclude(amendment="").defer("content")
    return shape.WholeArticle(
        **_named(row, addresses),
        blocks=[_block(block, addresses) for block in of_edition(row.edition)],
        amendments=[
            shape.ArticleAmendment(edition=each.number, at=each.at, words=each.amendment)
            for each in put_right
        ],
    )


def _named(row: Article, addresses: Addresses) -> dict[str, Any]:
    edition = row.edition
    assert isinstance(edition, Edition)
    return {
        "id": row.pk,
        "title": edition.title,
        "summary": edition.summary,
        "topics": [topic.name for topic in row.topics.all()],
        "edition": edition.number,
        "published_at": row.published_at or edition.at,
        "changed_at": edition.at,
        "address": addresses.to("news:article", row.pk),
    }


def _block(block: ShownBlock, addresses: Addresses) -> shape.ArticleBlock:
    return shape.ArticleBlock(
        kind=block.kind,
        hidden=block.hidden,
        text=block.text,
        link=str(block.data.get("address", "")),
        rows=[[str(cell) for cell in row[:3]] for row in block.data.get("rows", [])],
        citations=[
            shape.ArticleCitation(
                side=each.side, document=name_of(each.document, addresses), page=each.page,
                boxes=list(each.boxes), words=each.words,
                state=each.standing.state if each.standing else "",
            )
            for each in block.citations
        ],
    )  # fmt: skip
