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
from shiryokan.documents.models import (
    DOCUMENT_ID_LENGTH,
    Council,
    Document,
    Meeting,
    Origin,
    documents_of_origins,
)
from shiryokan.lookout.models import Find, Listing, Sighting, WatchedPage
from shiryokan.web.lookout.shown import shown

_FINDS = 20
_NUMBER = re.compile(r"[0-9]+")


class DocumentShown(msgspec.Struct):
    """A document with its label, and whether another has replaced it."""

    document: Document
    label: str
    replaced: bool


class MeetingShown(msgspec.Struct):
    """A meeting, what was laid before it, and whether it is called off or put off."""

    name: str
    date: datetime.date | None
    documents: list[DocumentShown]
    cancelled: bool = False
    postponed: bool = False
    found: bool = False
    """Whether there are finds of it."""


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


def meetings_of(council: Council) -> tuple[list[MeetingShown], list[DocumentShown]]:
    """The meetings of a council, those that were announced too; and documents of no meeting."""
    places, replaced = _places(council)
    documents: dict[int | None, list[DocumentShown]] = defaultdict(list)
    origins = Origin.objects.filter(council=council).select_related("document")
    last = len(places)
    placed = sorted(
        origins, key=lambda one: (places.get(one.document_id, (last, ""))[0], one.document.title)
    )
    for origin in placed:
        listed, document = documents[origin.meeting_id], origin.document
        if all(one.document != document for one in listed):
            label = places.get(document.pk, (last, ""))[1]
            listed.append(DocumentShown(document, label, document.pk in replaced))
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
        one.postponed = one.postponed or (sighting.postponed and not one.documents)
    rows = Find.objects.filter(council=council.name, number__gt=0).order_by()
    told = {f"{year}第{number}回" for year, number in rows.values_list("year", "number").distinct()}
    for one in found.values():
        one.found = one.name in told
    ordered = sorted(found.values(), key=_newest, reverse=True)
    return ordered, documents.get(None, [])


def _places(council: Council) -> tuple[dict[str, tuple[int, str]], set[str]]:
    """Where each document stands among those that watched pages list, with its label; and which of
    them were replaced by others."""
    found: dict[str, tuple[int, str]] = {}
    listings = Listing.objects.filter(
        council=council.name, page__watched__in=WatchedPage.objects.all()
    ).exclude(target__sha256="")
    rows = listings.order_by("pk").values_list("target__sha256", "label")
    for place, (sha256, label) in enumerate(rows):
        found.setdefault(sha256[:DOCUMENT_ID_LENGTH], (place, label))
    replaced: set[str] = set()
    finds = Find.objects.filter(council=council.name).exclude(old_document_id="")
    for find in finds.order_by("-found_at", "-pk"):
        if find.old_document_id != find.document_id:
            replaced.add(find.old_document_id)
            place = found.get(find.document_id, (len(found), ""))[0]
            found.setdefault(find.old_document_id, (place, find.label))
    # bytes that came back are not replaced any more
    return found, replaced - {sha256[:DOCUMENT_ID_LENGTH] for sha256, _ in rows}


def _newest(meeting: MeetingShown) -> tuple[datetime.date, int]:
    number = _NUMBER.findall(meeting.name)
    return meeting.date or datetime.date.min, int(number[-1]) if number else 0
