"""Feeds that stay the same, to the byte, until something happens, and how they are answered."""

from __future__ import annotations

import datetime
import hashlib

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Atom1Feed
from django.utils.http import quote_etag
from django.utils.translation import gettext

from shiryokan.instance import current
from shiryokan.paper.xml_text import allowed_text

ATOM = "application/atom+xml; charset=utf-8"
SECONDS = 300
"""How long whoever asked may keep a feed."""
_BEGINNING = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)


class AtomFeed(Atom1Feed):
    """Atom (RFC 4287). A feed without entries has a time that does not change."""

    def latest_post_date(self) -> datetime.datetime:
        """When the newest entry changed."""
        return max((item["updateddate"] for item in self.items), default=_BEGINNING)


def atom_feed(title: str, link: str, address: str) -> AtomFeed:
    """An empty feed in the language that is active: of the page at ``link``, itself at
    ``address``, both whole."""
    return AtomFeed(
        title=allowed_text(title), link=link, description="", language=active_language(),
        feed_url=address, feed_guid=address, author_name=gettext("資料館"),
    )  # fmt: skip


def active_language() -> str:
    """The language in which whoever asks is answered."""
    return translation.get_language() or "ja"


def feed_answer(request: HttpRequest, body: str, kind: str = ATOM) -> HttpResponseBase:
    """The answer with a feed; 304 where whoever asks has it."""
    etag = quote_etag(hashlib.sha256(body.encode()).hexdigest()[:32])
    answer = HttpResponse(body, content_type=kind)
    answer["ETag"] = etag
    # what one reader sees is not for whoever shares a cache with them
    own = request.user.is_authenticated or current.config().closed
    answer["Cache-Control"] = f"{'private, ' if own else ''}max-age={SECONDS}"
    return get_conditional_response(request, etag=etag, response=answer) or answer
