"""News, as something that can be followed: all of it, or a topic."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from django.db.models import Max, QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext

from shiryokan.access.policies import AnyUser
from shiryokan.following.followable import Excerpt, Followable, Happening, Mark, Named
from shiryokan.i18n import message as _
from shiryokan.news.models import Article, Edition, Topic
from shiryokan.news.shown import public_articles

_NEW = _("新しい記事")
_AMENDED = _("記事の訂正")
_ALL = _("すべてのニュース")
MOST_SUMMARY = 200
"""Characters of a summary that are told."""


class _Articles(Followable):
    """Published articles; each edition is told, those that put something right too."""

    def articles(self, ref: str) -> QuerySet[Article]:
        """The articles that are followed."""
        raise NotImplementedError

    def mark(self, ref: str) -> Mark:
        """The last edition."""
        return {"edition": Edition.objects.aggregate(last=Max("pk"))["last"] or 0}

    def since(self, ref: str, mark: Mark, user: AnyUser) -> Iterator[Happening]:
        """The articles of which the public reads an edition that was made since."""
        found = self.articles(ref).filter(edition__gt=mark.get("edition", 0))
        for article in found.prefetch_related("topics"):
            if (edition := article.edition) is not None:
                yield _published(article, edition)


class AllNews(_Articles):
    """All of the news."""

    kind = "news"
    title = _("ニュース")

    def named(self, ref: str, user: AnyUser) -> Named | None:
        """The list of articles."""
        return Named(gettext(_ALL), reverse("news:index")) if ref == "all" else None

    def articles(self, ref: str) -> QuerySet[Article]:
        """All that are public."""
        return public_articles() if ref == "all" else public_articles().none()


class Topics(_Articles):
    """A topic of the news (話題)."""

    kind = "topic"
    title = _("話題")

    def named(self, ref: str, user: AnyUser) -> Named | None:
        """Its name and its list, if a public article is about it."""
        used = Topic.objects.filter(articles__edition__isnull=False).distinct()
        topic = used.filter(pk=_number(ref)).first()
        return Named(topic.name, reverse("news:topic", args=[topic.pk])) if topic else None

    def articles(self, ref: str) -> QuerySet[Article]:
        """The public articles about it."""
        return public_articles().filter(topics=_number(ref))


def _number(ref: str) -> int:
    return int(ref) if ref.isascii() and ref.isdecimal() and len(ref) <= 18 else 0


def _published(article: Article, edition: Edition) -> Happening:
    amended = bool(edition.amendment)
    return Happening(
        key=f"edition:{edition.pk}",
        about=f"article:{article.pk}",
        what=gettext(_AMENDED if amended else _NEW),
        title=edition.title,
        path=reverse("news:article", args=[article.pk]),
        context=[
            date_format(localtime(edition.at), "DATE_FORMAT"),
            *(topic.name for topic in article.topics.all()),
        ],
        at=edition.at,
        excerpts=partial(_words, edition),
    )


def _words(edition: Edition) -> Sequence[Excerpt]:
    words = edition.amendment or edition.summary
    text = " ".join(words.split())
    if len(text) > MOST_SUMMARY:
        text = text[:MOST_SUMMARY] + "…"
    return [Excerpt("", "", [(text, "same")])] if text else []
