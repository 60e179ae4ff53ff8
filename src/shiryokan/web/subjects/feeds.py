"""What has happened to a subject, for readers of feeds: Atom (RFC 4287)."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from shiryokan.access.rules import public
from shiryokan.instance.feeds import atom_feed, feed_answer
from shiryokan.instance.public_address import public_address
from shiryokan.paper.xml_text import allowed_text, xml_text
from shiryokan.records.headings import heading
from shiryokan.subjects.events import KIND_TITLES, Event, events_of
from shiryokan.subjects.standing import standing_of
from shiryokan.web.subjects.seen import seen_or_404

_NAMES = uuid.UUID("4c1f7f0a-0d2a-4c84-8f2c-6a3d2f0f7b51")


@public
@require_safe
def feed(request: HttpRequest, subject_id: uuid.UUID) -> HttpResponseBase:
    """What has happened to a subject, the newest first."""
    seen = seen_or_404(subject_id)
    name = heading(seen.newest)
    page = public_address(request, reverse("subjects:subject", args=[seen.id]))
    address = public_address(request, request.get_full_path())
    made = atom_feed(f"{name} | {gettext('資料館')}", page, address)
    for event in events_of(seen.steps, standing_of(seen.steps)):
        link = page
        if event.record is not None:
            link = public_address(request, reverse("registers:record", args=[event.record.pk]))
        word = gettext(KIND_TITLES[event.kind])
        made.add_item(
            title=allowed_text(f"{word}: {name}（{event.title}）"), link=link,
            description=_words(event), unique_id=uuid.uuid5(_NAMES, event.key).urn,
            pubdate=event.at, updateddate=event.at,
        )  # fmt: skip
    return feed_answer(request, made.writeString("utf-8"))


def _words(event: Event) -> str:
    """HTML: the words, with what was taken out and put in."""
    step = event.step
    if step is None:
        return f"<p>{xml_text(event.words)}</p>" if event.words else ""
    if not step.pieces:
        return f"<p>{xml_text(step.words)}</p>"
    told = []
    for piece in step.pieces:
        if piece.op == "same":
            told.append(xml_text(piece.new))
        else:
            told += [f"<del>{xml_text(piece.old)}</del>"] if piece.old else []
            told += [f"<ins>{xml_text(piece.new)}</ins>"] if piece.new else []
    return f"<p>{''.join(told)}</p>"
