"""The newest articles for readers of feeds: as Atom (RFC 4287) and as JSON Feed 1.1."""

from __future__ import annotations

import datetime
import hashlib
import json
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Atom1Feed
from django.utils.http import quote_etag
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from shiryokan.access.rules import public
from shiryokan.instance import current
from shiryokan.instance.public_address import public_address
from shiryokan.news.models import Article, Edition, Topic
from shiryokan.news.shown import public_articles
from shiryokan.paper.xml_text import allowed_text
from shiryokan.web.numbers import whole_number

ENTRIES = 30
_SECONDS = 300
_BEGINNING = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)


class _Feed(Atom1Feed):
    """A feed without entries has a time that does not change, so that it is the same each time."""

    def latest_post_date(self) -> datetime.datetime:
        dates = [item["updateddate"] for item in self.items]
        return max(dates, default=_BEGINNING)


@public
@require_safe
def atom(request: HttpRequest) -> HttpResponseBase:
    """Titles and summaries of the newest articles; ``topic`` narrows them."""
    topic, found = _newest(request)
    address = public_address(request, request.get_full_path())
    feed = _Feed(
        title=allowed_text(_title(topic)), link=public_address(request, reverse("news:index")),
        description="", language=_language(), feed_url=address, feed_guid=address,
        author_name=gettext("資料館"),
    )  # fmt: skip
    for article, edition in found:
        link = public_address(request, reverse("news:article", args=[article.pk]))
        feed.add_item(
            title=allowed_text(edition.title), link=link, unique_id=link,
            description=allowed_text(_summary(edition)),
            pubdate=article.published_at or edition.at, updateddate=edition.at,
            categories=[topic.name for topic in article.topics.all()],
        )  # fmt: skip
    return _answer(request, feed.writeString("utf-8"), "application/atom+xml; charset=utf-8")


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
        "language": _language(),
        "items": items,
    }
    return _answer(request, json.dumps(made, ensure_ascii=False), "application/feed+json")


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


def _answer(request: HttpRequest, body: str, kind: str) -> HttpResponseBase:
    etag = quote_etag(hashlib.sha256(body.encode()).hexdigest()[:32])
    answer = HttpResponse(body, content_type=kind)
    answer["ETag"] = etag
    own = request.user.is_authenticated or current.config().closed
    answer["Cache-Control"] = f"{'private, ' if own else ''}max-age={_SECONDS}"
    return get_conditional_response(request, etag=etag, response=answer) or answer


def _language() -> str:
    return translation.get_language() or "ja"
