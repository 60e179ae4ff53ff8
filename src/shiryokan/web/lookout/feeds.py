"""The feed of finds: of all, of a council, of a meeting, of a publisher."""

from __future__ import annotations

import datetime
import hashlib
from uuid import UUID, uuid5

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Atom1Feed
from django.utils.http import quote_etag
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from shiryokan.access.rules import public
from shiryokan.documents.models import Council, Publisher
from shiryokan.instance import current
from shiryokan.instance.public_address import public_base
from shiryokan.lookout.models import Find
from shiryokan.lookout.selected import Chosen, chosen
from shiryokan.paper.xml_text import allowed_text
from shiryokan.web.lookout.finds import asked_of
from shiryokan.web.lookout.shown import shown

_ENTRIES = 50
_SECONDS = 300
_NAMES = UUID("5f0a6f0e-7a52-4d86-9d5c-8b8e3f6f3b11")
_BEGINNING = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)


class _Feed(Atom1Feed):
    """A feed without entries has a time that does not change."""

    def latest_post_date(self) -> datetime.datetime:
        return max((item["updateddate"] for item in self.items), default=_BEGINNING)


@public
@require_safe
def finds_feed(request: HttpRequest) -> HttpResponseBase:
    """Finds as Atom, the newest first."""
    asked = asked_of(request)
    base = public_base(request)
    body = _feed(asked, base, translation.get_language() or "ja")
    etag = quote_etag(hashlib.sha256(body.encode()).hexdigest()[:32])
    answer = HttpResponse(body, content_type="application/atom+xml; charset=utf-8")
    answer["ETag"] = etag
    own = request.user.is_authenticated or current.config().closed
    answer["Cache-Control"] = f"{'private, ' if own else ''}max-age={_SECONDS}"
    return get_conditional_response(request, etag=etag, response=answer) or answer


def _feed(asked: Chosen, base: str, language: str) -> str:
    names = [
        *Publisher.objects.filter(pk=asked.publisher).values_list("name", flat=True),
        *Council.objects.filter(pk=asked.council).values_list("name", flat=True),
    ]
    title = gettext("見つけたもの | 資料館")
    address = f"{base}{reverse('lookout:feed')}{asked.query}"
    feed = _Feed(
        title=allowed_text(" ".join(filter(None, (*names, asked.meeting, title)))),
        link=f"{base}{reverse('lookout:finds')}{asked.query}",
        description="",
        language=language,
        feed_url=address,
        feed_guid=address,
        author_name=gettext("資料館"),
    )
    for one in shown(chosen(asked).select_related("watched")[:_ENTRIES]):
        find = one.find
        feed.add_item(
            title=allowed_text(_title(find)),
            link=base + (one.address or reverse("lookout:find", args=[find.pk])),
            description=allowed_text(find.url or find.page_url),
            unique_id=_id(find),
            pubdate=find.found_at,
            updateddate=find.found_at,
        )
    return feed.writeString("utf-8")


def _id(find: Find) -> str:
    """The same in every copy of the database and wherever the house moves, and of no other house:
    two never find the same in one microsecond."""
    what = (find.kind, find.page_url, find.url, find.sha256, str(find.number), find.year)
    at = find.found_at.astimezone(datetime.UTC).isoformat()
    return uuid5(_NAMES, "\n".join((*what, at))).urn


def _title(find: Find) -> str:
    parts = (f"{find.council}{find.meeting}", find.name or find.url)
    return f"{find.get_kind_display()}: {' '.join(part for part in parts if part)}"
