"""The feed of finds: of all, of a council, of a meeting, of a publisher."""

from __future__ import annotations

import datetime
from uuid import UUID, uuid5

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from shiryokan.access.rules import public
from shiryokan.documents.models import Council, Publisher
from shiryokan.instance.feeds import atom_feed, feed_answer
from shiryokan.instance.public_address import public_base
from shiryokan.lookout.models import Find
from shiryokan.lookout.selected import Chosen, chosen
from shiryokan.paper.xml_text import allowed_text
from shiryokan.web.lookout.finds import asked_of
from shiryokan.web.lookout.shown import shown

_ENTRIES = 50
_NAMES = UUID("5f0a6f0e-7a52-4d86-9d5c-8b8e3f6f3b11")


@public
@require_safe
def finds_feed(request: HttpRequest) -> HttpResponseBase:
    """Finds as Atom, the newest first."""
    asked = asked_of(request)
    base = public_base(request)
    return feed_answer(request, _feed(asked, base))


def _feed(asked: Chosen, base: str) -> str:
    names = [
        *Publisher.objects.filter(pk=asked.publisher).values_list("name", flat=True),
        *Council.objects.filter(pk=asked.council).values_list("name", flat=True),
    ]
    title = gettext("見つけたもの | 資料館")
    address = f"{base}{reverse('lookout:feed')}{asked.query}"
    feed = atom_feed(
        " ".join(filter(None, (*names, asked.meeting, title))),
        f"{base}{reverse('lookout:finds')}{asked.query}",
        address,
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
