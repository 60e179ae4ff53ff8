"""The newest articles for readers of feeds: as Atom (RFC 4287) and as JSON Feed 1.1."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from shiryokan.access.rules import public
from shiryokan.instance.feeds import active_language, atom_feed, feed_answer
from shiryokan.instance.public_address import public_address
from shiryokan.news.models import Article, Edition, Topic
from shiryokan.news.shown import public_articles
from shiryokan.paper.xml_text import allowed_text
from shiryokan.web.numbers import whole_number

ENTRIES = 30


@public
@require_safe
def atom(request: HttpRequest) -> HttpResponseBase:
    """Titles and summaries of the newest articles; ``topic`` narrows them."""
    topic, found = _newest(request)
    address = public_address(request, request.get_full_path())
    feed = atom_feed(_title(topic), public_address(request, reverse("news:index")), address)
    for article, edition in found:
        link = public_address(request, reverse("news:article", args=[article.pk]))
        feed.add_item(
            title=allowed_text(edition.title), link=link, unique_id=link,
            description=allowed_text(_summary(edition)),
            pubdate=article.published_at or edition.at, updateddate=edition.at,
            categories=[topic.name for topic in article.topics.all()],
        )  # fmt: skip
    return feed_answer(request, feed.writeString("utf-8"))


@public
@require_safe
def json_feed(request: HttpRequest) -> HttpResponseBase:
    """As :func:`atom`, in JSON."""
    topic, found = _newest(request)
    items: list[dict[str, Any]] = []
    for article, edition in found:
        link = public_address(request, reverse("news:article", args=[article.pk]))
        items.append(
            {
                "id": link,
                "url": link,
                "title": edition.title,
                "content_text": _summary(edition),
                "date_published": (article.published_at or edition.at).isoformat(),
                "date_modified": edition.at.isoformat(),
                "tags": [topic.name for topic in article.topics.all()],
            }
        )
    made = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": _title(topic),
        "home_page_url": public_address(request, reverse("news:index")),
        "feed_url": public_address(request, request.get_full_path()),
        "language": active_language(),
        "items": items,
    }
    return feed_answer(request, json.dumps(made, ensure_ascii=False), "application/feed+json")


def _newest(request: HttpRequest) -> tuple[Topic | None, list[tuple[Article, Edition]]]:
    found = public_articles().prefetch_related("topics").order_by("-edition__at", "-pk")
    wanted = request.GET.get("topic", "")
    topic = None
    if wanted:
        # of a topic that no published article has, no more is told than of none
        used = Topic.objects.filter(articles__edition__isnull=False).distinct()
        topic = get_object_or_404(used, pk=whole_number(wanted) or 0)
        found = found.filter(topics=topic)
    return topic, [(each, each.edition) for each in found[:ENTRIES] if each.edition is not None]


def _summary(edition: Edition) -> str:
    """What it is about; of one that was put right, that first."""
    if not edition.amendment:
        return edition.summary
    put_right = gettext("訂正: %(words)s") % {"words": edition.amendment}
    return f"{put_right}\n{edition.summary}".strip()


def _title(topic: Topic | None) -> str:
    name = gettext("ニュース | 資料館")
    return f"{topic.name} | {name}" if topic else name
