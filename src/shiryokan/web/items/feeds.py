"""What has happened to a fee item, for readers of feeds: new versions of its schedule, and papers
that speak of it."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_safe

from shiryokan.access.rules import public
from shiryokan.instance.feeds import atom_feed, feed_answer
from shiryokan.instance.public_address import public_address
from shiryokan.items.following import Items
from shiryokan.paper.xml_text import allowed_text, xml_text

_ENTRIES = 50
_NAMES = uuid.UUID("0b2f6a55-62a5-4b50-9a6b-0f3f7c0f9d2e")


@public
@require_safe
def feed(request: HttpRequest, schedule: str, code: str) -> HttpResponseBase:
    """What has happened to an item, the newest first."""
    ref = f"{schedule}/{code}"
    items = Items()
    named = items.named(ref, request.user)
    if named is None:
        raise Http404
    made = atom_feed(
        named.name,
        public_address(request, named.path),
        public_address(request, reverse("items:feed", args=[schedule, code])),
    )
    found = sorted(items.since(ref, {}, request.user), key=lambda each: each.at, reverse=True)
    for each in found[:_ENTRIES]:
        words = "".join(
            f"<p>{xml_text(excerpt.label)} {xml_text(excerpt.text)}</p>"
            for excerpt in each.excerpts()
        )
        where = f"<p>{xml_text('・'.join(each.context))}</p>" if each.context else ""
        made.add_item(
            title=allowed_text(f"{each.what}: {each.title}"),
            link=public_address(request, each.path), description=where + words,
            unique_id=uuid.uuid5(_NAMES, each.key).urn, pubdate=each.at, updateddate=each.at,
        )  # fmt: skip
    return feed_answer(request, made.writeString("utf-8"))
