"""Articles in parcels: every edition that was published, and how what it cites stands."""

from __future__ import annotations

import datetime
from typing import Any

import msgspec
from django.contrib.auth.models import User
from django.db import transaction

from shiryokan.news import models
from shiryokan.news.content import BlockContent
from shiryokan.news.errors import NewsError
from shiryokan.news.judging import judge_edition
from shiryokan.news.links import checked_link
from shiryokan.parcels.errors import ParcelError

_STANDING = (
    "block", "place", "document_id", "register", "judged", "state", "since", "cause_kind",
    "cause_document", "cause_page", "cause_boxes",
)  # fmt: skip


class CitationContent(msgspec.Struct, frozen=True):
    """What an edition cites, and how it stood when the parcel was made."""

    block: int
    place: int
    document_id: str
    register: str
    judged: bool
    state: str
    since: datetime.datetime | None
    cause_kind: str
    cause_document: str
    cause_page: int
    cause_boxes: list[list[float]]


class EditionContent(msgspec.Struct, frozen=True):
    """An edition as it was published."""

    number: int
    title: str
    summary: str
    content: list[BlockContent]
    amendment: str
    at: datetime.datetime
    citations: list[CitationContent]


class ArticleContent(msgspec.Struct, frozen=True):
    """An article. ``shown`` is the number of the edition that the public reads, 0 where it was
    withdrawn."""

    topics: list[str]
    editions: list[EditionContent]
    shown: int
    published_at: datetime.datetime | None
    withdrawn_at: datetime.datetime | None
    withdrawn_because: str


def packed(article: models.Article) -> bytes:
    """An article as JSON. Raises :class:`ParcelError` for one that was never published: it is not
    meant for others yet."""
    editions = [_edition(each) for each in article.editions.order_by("number")]
    if not editions:
        raise ParcelError("parcel_article_draft", title=article.title)
    content = ArticleContent(
        topics=[str(topic) for topic in article.topics.all()], editions=editions,
        shown=article.edition.number if article.edition else 0,
        published_at=article.published_at, withdrawn_at=article.withdrawn_at,
        withdrawn_because=article.withdrawn_because,
    )  # fmt: skip
    return msgspec.json.encode(content)


def _edition(row: models.Edition) -> EditionContent:
    return EditionContent(
        row.number, row.title, row.summary, msgspec.convert(row.content, list[BlockContent]),
        row.amendment, row.at,
        [
            msgspec.convert({name: getattr(each, name) for name in _STANDING}, CitationContent)
            for each in row.cited.all()
        ],
    )  # fmt: skip


def cited(data: bytes) -> set[str]:
    """The documents that an article cites, and those that changed how it stands."""
    content = msgspec.json.decode(data, type=ArticleContent)
    rows = [each for edition in content.editions for each in edition.citations]
    return {each.document_id for each in rows} | {each.cause_document for each in rows} - {""}


@transaction.atomic
def take(data: bytes, ours: str, user: User) -> models.Article:
    """Put an article where it was: a new one, or further editions of article ``ours``. Raises
    :class:`ParcelError` where its editions here are others than those of the parcel, and
    :class:`msgspec.MsgspecError` where the data are none."""
    content = msgspec.json.decode(data, type=ArticleContent)
    _check(content)
    article = models.Article.objects.select_for_update().filter(pk=ours or 0).first()
    if article is None:
        article = models.Article.objects.create(title=content.editions[-1].title, by=user)
    known = list(article.editions.order_by("number"))
    alike = zip(known, content.editions, strict=False)
    untouched = article.state in (models.Article.State.PUBLISHED, models.Article.State.WITHDRAWN)
    if known and not (untouched and all(_same(row, edition) for row, edition in alike)):
        raise ParcelError("parcel_article_changed", title=article.title)
    if len(known) > len(content.editions):
        # an older parcel than the one that was taken last
        return article
    for edition in content.editions[len(known) :]:
        _write_edition(article, edition, user)
    _show(article, content)
    return article


def _check(content: ArticleContent) -> None:
    """Hold an article of another house to what the desk of this one would have taken. Raises
    :class:`ParcelError`, :class:`ValueError`."""
    if not content.editions:
        raise ValueError("editions")
    for block in (each for edition in content.editions for each in edition.content):
        if block.kind == "link":
            try:
                checked_link(str(block.data.get("address", "")))
            except NewsError as error:
                raise ValueError(block.data) from error


def _same(row: models.Edition, edition: EditionContent) -> bool:
    held = msgspec.convert(row.content, list[BlockContent])
    return (row.title, row.summary, held) == (edition.title, edition.summary, edition.content)


def _write_edition(article: models.Article, edition: EditionContent, user: User) -> None:
    row = models.Edition.objects.create(
        article=article, number=edition.number, title=edition.title, summary=edition.summary,
        content=msgspec.to_builtins(edition.content), amendment=edition.amendment, by=user,
        at=edition.at,
    )  # fmt: skip
    models.EditionCitation.objects.bulk_create(
        [models.EditionCitation(edition=row, **_values(each)) for each in edition.citations], 500
    )


def _values(citation: CitationContent) -> dict[str, Any]:
    values: dict[str, Any] = msgspec.structs.asdict(citation)
    return values


def _show(article: models.Article, content: ArticleContent) -> None:
    """Have the working copy, the state and what the public reads be those of the last edition."""
    last = content.editions[-1]
    article.title, article.summary = last.title, last.summary
    article.blocks.all().delete()
    for position, block in enumerate(last.content):
        row = models.Block.objects.create(
            article=article, position=position, kind=block.kind, text=block.text,
            data=block.data, about=block.about,
        )  # fmt: skip
        models.Citation.objects.bulk_create(
            [
                models.Citation(
                    block=row, position=place, side=each.side, document_id=each.document,
                    page=each.page, boxes=[list(box) for box in each.boxes], words=each.words,
                    before=each.before, after=each.after, register=each.register, key=each.key,
                    field=each.field,
                )
                for place, each in enumerate(block.citations)
            ]
        )  # fmt: skip
    article.topics.set(models.Topic.objects.get_or_create(name=name)[0] for name in content.topics)
    article.edition = article.editions.filter(number=content.shown).first()
    shown = article.edition is not None
    article.state = models.Article.State.PUBLISHED if shown else models.Article.State.WITHDRAWN
    article.published_at, article.withdrawn_at = content.published_at, content.withdrawn_at
    article.withdrawn_because = content.withdrawn_because
    article.version += 1
    article.save()


def judge(article: models.Article) -> None:
    """Have what the article cites judged anew by the documents that are here."""
    if article.edition_id is not None:
        judge_edition.enqueue(article.edition_id)
