"""The newest articles, as a block of homes; and those that wait for an editor."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.timezone import localtime

from shiryokan.access.policies import AnyUser
from shiryokan.access.rules import may_edit
from shiryokan.homes.blocks import MOST_ENTRIES, Block, Entry
from shiryokan.i18n import message as _
from shiryokan.news.models import Article
from shiryokan.news.shown import public_articles

_WAITING = (Article.State.WAITING, Article.State.DRAFT)


def _latest(user: AnyUser) -> Iterator[Entry]:
    for article in public_articles()[:MOST_ENTRIES]:
        edition, at = article.edition, article.published_at
        if edition is not None:
            day = localtime(at).date() if at else None
            yield Entry(edition.title, reverse("news:article", args=[article.pk]), day=day)


def _waiting(user: AnyUser) -> Iterator[Entry]:
    if not may_edit(user):
        return
    for article in Article.objects.filter(state__in=_WAITING).order_by("-changed_at")[
        :MOST_ENTRIES
    ]:
        yield Entry(
            article.title, reverse("news:edit", args=[article.pk]),
            note=article.get_state_display(), urgent=article.state == Article.State.WAITING,
        )  # fmt: skip


LATEST = Block(
    "news", _("ニュース"),
    {
        "billing": 30, "management": 10, "system": 40, "pharmacy": 30, "staff": 30, "editor": 40,
        "public": 10,
    },
    _latest, more="news:index", personal=False,
)  # fmt: skip
WAITING = Block("drafts", _("下書きと確認待ちの記事"), {"editor": 20}, _waiting, more="news:desk")
