"""From the desk to the readers: approval, publication, amendment, withdrawal."""

from __future__ import annotations

import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from shiryokan.audit.record import record
from shiryokan.instance import current
from shiryokan.news import audit_kinds, content, models
from shiryokan.news.desk import changing
from shiryokan.news.errors import NewsError, NotAllowed
from shiryokan.news.judging import judge_edition


def send(article: models.Article, version: int, user: User) -> None:
    """Hand the working copy in for approval."""
    with changing(article, version, user, "send"):
        if not article.blocks.exclude(kind=models.Block.Kind.HEADING).exists():
            raise NewsError("news_empty")
        if article.editions.exists() and not article.amendment:
            raise NewsError("news_amendment")
        article.sent_by = user
        record(audit_kinds.SENT, f"article:{article.pk}", article.title)


def take_back(article: models.Article, version: int, user: User) -> None:
    """Make what waits, or is scheduled, a draft again."""
    with changing(article, version, user, "take_back"):
        article.sent_by = article.approved_by = article.publish_at = None
        record(audit_kinds.TAKEN_BACK, f"article:{article.pk}", article.title)


def may_approve(article: models.Article, user: User) -> bool:
    """Whether a person may say that the working copy can be published: not where they wrote in it
    or sent it, unless the house has it so."""
    if current.config().news_approval == "anyone":
        return True
    return article.sent_by_id != user.pk and not article.writers.filter(pk=user.pk).exists()


def approve(
    article: models.Article, version: int, user: User, at: datetime.datetime | None = None
) -> None:
    """Publish what waits, now or at a moment to come."""
    with changing(article, version, user, "publish" if at is None else "schedule"):
        if not may_approve(article, user):
            raise NotAllowed("news_own")
        article.approved_by = user
        if at is None:
            _publish(article)
            return
        if at <= timezone.now():
            raise NewsError("news_past")
        article.publish_at = at
        record(audit_kinds.SCHEDULED, f"article:{article.pk}", article.title, at=at.isoformat())


def fall_due(article: models.Article) -> None:
    """Publish what was scheduled."""
    with changing(article, article.version, None, "fall_due"):
        _publish(article)


def withdraw(article: models.Article, version: int, user: User, because: str) -> None:
    """Take a published article from the readers, who are told why."""
    with changing(article, version, user, "withdraw"):
        because = because.strip()[: models.REASON_LENGTH]
        if not because:
            raise NewsError("news_reason")
        if article.edition_id is None:
            raise NotAllowed("news_state")
        article.edition = article.publish_at = article.sent_by = article.approved_by = None
        article.withdrawn_at, article.withdrawn_because = timezone.now(), because
        record(audit_kinds.WITHDRAWN, f"article:{article.pk}", article.title)


def reopen(article: models.Article, version: int, user: User) -> None:
    """Make a withdrawn article a draft again."""
    with changing(article, version, user, "reopen"):
        record(audit_kinds.REOPENED, f"article:{article.pk}", article.title)


def _publish(article: models.Article) -> None:
    """Make the next edition of the working copy, within the transaction of the change."""
    now = timezone.now()
    blocks = content.from_article(article)
    number = article.editions.count() + 1
    edition = models.Edition.objects.create(
        article=article, number=number, title=article.title, summary=article.summary,
        content=content.as_data(blocks), amendment=article.amendment if number > 1 else "",
        by=article.approved_by, at=now,
    )  # fmt: skip
    rows = [
        models.EditionCitation(
            edition=edition, block=at, place=place, document_id=cited.document,
            register=cited.register, judged=cited.side != "old" and bool(cited.words),
        )
        for at, block in enumerate(blocks)
        for place, cited in enumerate(block.citations)
    ]  # fmt: skip
    models.EditionCitation.objects.bulk_create(rows, 500)
    article.edition, article.published_at = edition, article.published_at or now
    article.publish_at = article.sent_by = None
    article.amendment = article.withdrawn_because = ""
    article.withdrawn_at = None
    article.writers.clear()
    record(audit_kinds.PUBLISHED, f"article:{article.pk}", article.title, edition=number)
    transaction.on_commit(lambda: judge_edition.enqueue(edition.pk))
