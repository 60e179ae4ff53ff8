"""Published articles as the API shows them, with the reader's rights."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.db.models import QuerySet

from shiryokan.access.policies import AnyUser
from shiryokan.access.rules import may_edit
from shiryokan.api.addresses import Addresses
from shiryokan.api.documents import name_of
from shiryokan.api.paging import Slice, cut
from shiryokan.api.problems import Problem
from shiryokan.api.schemas import news as shape
from shiryokan.api.schemas.parameters import NewsParameters
from shiryokan.news.content import from_article
from shiryokan.news.models import Article, Edition, EditionCitation
from shiryokan.news.shown import ShownBlock, of_edition, public_articles, shown, stale_articles


def listed(user: AnyUser, parameters: NewsParameters) -> Slice[Article]:
    """Some of the articles, the newest first: those that are published, or working copies for an
    editor who asks for a state."""
    rows = _working(user, parameters.state) if parameters.state else _published()
    if parameters.topic:
        rows = rows.filter(topics__name=parameters.topic)
    if parameters.stale:
        rows = rows.filter(pk__in=stale_articles().order_by().values("pk"))
    if parameters.state:
        return cut(
            "working_news", rows, ["-changed_at", "-id"], parameters.model_dump(),
            lambda row: [row.changed_at.isoformat(), row.pk],
        )  # fmt: skip
    return cut(
        "news", rows, ["-published_at", "-id"], parameters.model_dump(),
        lambda row: [row.published_at.isoformat() if row.published_at else "", row.pk],
    )  # fmt: skip


def _published() -> QuerySet[Article]:
    return public_articles().exclude(published_at=None).prefetch_related("topics")


def _working(user: AnyUser, state: str) -> QuerySet[Article]:
    """The articles in a state; of those that are not public a reader is told none."""
    found = Article.objects.filter(state=state).prefetch_related("topics")
    found = found.select_related("edition").order_by("-changed_at", "-pk")
    if may_edit(user):
        return found
    return found.exclude(edition=None) if state == Article.State.PUBLISHED else found.none()


def many(
    rows: Slice[Article], parameters: NewsParameters, addresses: Addresses
) -> list[shape.ArticleName]:
    """The articles of a slice."""
    name = _named_working if parameters.state else _named
    stale = _stale([row.edition_id for row in rows.rows])
    return [shape.ArticleName(**name(row, stale, addresses)) for row in rows.rows]


def answer(user: AnyUser, parameters: NewsParameters, addresses: Addresses) -> shape.Articles:
    """An answer with articles, without the address of what follows."""
    found = listed(user, parameters)
    items = many(found, parameters, addresses)
    return shape.Articles(items=items, total=found.total, next=None, next_cursor=found.cursor)


def whole(
    user: AnyUser, article_id: int, addresses: Addresses, *, working: bool = False
) -> shape.WholeArticle:
    """An article in its newest edition, or for an editor its working copy; :class:`Problem` where
    there is none for whoever asks."""
    rows = Article.objects if working and may_edit(user) else public_articles()
    row = rows.select_related("edition").prefetch_related("topics").filter(pk=article_id).first()
    if row is None or (working and not may_edit(user)):
        raise Problem("unknown_article", 404, article=article_id)
    stale = _stale([row.edition_id])
    if working:
        named, blocks = _named_working(row, stale, addresses), shown(from_article(row))
    else:
        edition = row.edition
        assert isinstance(edition, Edition)
        named, blocks = _named(row, stale, addresses), of_edition(edition)
    put_right = row.editions.exclude(amendment="").defer("content")
    return shape.WholeArticle(
        **named,
        blocks=[_block(block, addresses) for block in blocks],
        put_right=[
            shape.ArticleAmendment(edition=each.number, at=each.at, words=each.amendment)
            for each in put_right
        ],
    )


def _stale(editions: list[int | None]) -> dict[int, int]:
    """By edition, how many of its places no longer hold."""
    rows = EditionCitation.objects.filter(edition__in=editions).exclude(state__in=("", "holds"))
    return Counter(rows.values_list("edition_id", flat=True))


def _named(row: Article, stale: dict[int, int], addresses: Addresses) -> dict[str, Any]:
    edition = row.edition
    assert isinstance(edition, Edition)
    return {
        "id": row.pk,
        "title": edition.title,
        "summary": edition.summary,
        "topics": [topic.name for topic in row.topics.all()],
        "state": Article.State.PUBLISHED.value,
        "edition": edition.number,
        "published_at": row.published_at or edition.at,
        "changed_at": edition.at,
        "stale": stale.get(edition.pk, 0),
        "address": addresses.to("news:article", row.pk),
    }


def _named_working(row: Article, stale: dict[int, int], addresses: Addresses) -> dict[str, Any]:
    return {
        "id": row.pk,
        "title": row.title,
        "summary": row.summary,
        "topics": [topic.name for topic in row.topics.all()],
        "state": row.state,
        "edition": row.edition.number if row.edition else 0,
        "published_at": row.published_at,
        "changed_at": row.changed_at,
        "stale": stale.get(row.edition_id or 0, 0),
        "address": addresses.to("news:edit", row.pk),
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
