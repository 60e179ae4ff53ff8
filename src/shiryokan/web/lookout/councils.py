"""Councils: all of them, and one with its meetings and what was laid before them."""

from __future__ import annotations

import datetime
import re
from collections import defaultdict

import msgspec
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from shiryokan.access.rules import public
from shiryokan.documents.models import Council, Document, Meeting, Origin, documents_of_origins
from shiryokan.lookout.models import Find, Sighting, WatchedPage
from shiryokan.web.lookout.shown import shown

_FINDS = 20
_NUMBER = re.compile(r"[0-9]+")


class MeetingShown(msgspec.Struct):
    """A meeting, what was laid before it, and whether it will not be held."""

    name: str
    date: datetime.date | None
    documents: list[Document]
    cancelled: bool = False


@public
@require_safe
def councils(request: HttpRequest) -> HttpResponse:
    """All councils of documents that are seen."""
    rows = (
        Council.objects.annotate(documents=documents_of_origins(), last=Max("meetings__date"))
        .filter(documents__gt=0)
        .select_related("publisher")
        .order_by("publisher__name", "name")
    )
    return render(request, "lookout/councils.html", {"rows": rows})


@public
@require_safe
def council(request: HttpRequest, council_id: int) -> HttpResponse:
    """A council with its meetings, the newest first, and what was found last."""
    row = get_object_or_404(Council.objects.select_related("publisher"), pk=council_id)
    finds = Find.objects.filter(council=row.name).select_related("watched")[:_FINDS]
    meetings, others = meetings_of(row)
    context = {
        "council": row,
        "meetings": meetings,
        "others": others,
        "finds": shown(finds),
        "watched": WatchedPage.objects.filter(sightings__council=row.name).distinct(),
    }
    return render(request, "lookout/council.html", context)


def meetings_of(council: Council) -> tuple[list[MeetingShown], list[Document]]:
    """The meetings of a council, those that were announced too; and documents of no meeting."""
    documents: dict[int | None, list[Document]] = defaultdict(list)
    origins = (
        Origin.objects.filter(council=council)
        .select_related("document")
        .order_by("document__title")
    )
    for origin in origins:
        listed = documents[origin.meeting_id]
        if origin.document not in listed:
            listed.append(origin.document)
    found = {
        meeting.number: MeetingShown(meeting.number, meeting.date, documents[meeting.pk])
        for meeting in Meeting.objects.filter(council=council)
        if documents.get(meeting.pk)
    }
    seen = Sighting.objects.filter(council=council.name, watched__in=WatchedPage.objects.all())
    for sighting in seen:
        one = found.setdefault(sighting.meeting, MeetingShown(sighting.meeting, sighting.date, []))
        one.date = one.date or sighting.date
        one.cancelled = one.cancelled or sighting.cancelled
    ordered = sorted(found.values(), key=_newest, reverse=True)
    return ordered, documents.get(None, [])


def _newest(meeting: MeetingShown) -> tuple[datetime.date, int]:
    number = _NUMBER.findall(meeting.name)
    return meeting.date or datetime.date.min, int(number[-1]) if number else 0
