"""The page of a subject."""

from __future__ import annotations

import itertools
import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext

from shiryokan.access.rules import may_edit, public
from shiryokan.documents.citation import japanese
from shiryokan.documents.telling_apart import told_apart
from shiryokan.instance.public_address import public_address
from shiryokan.news.shown import citing_records
from shiryokan.quotes.models import Quote
from shiryokan.quotes.shown import readable, shown
from shiryokan.quotes.standing import CAUSE_TITLES, STATE_TITLES
from shiryokan.records.headings import heading, path
from shiryokan.registers.catalogue import REGISTERS
from shiryokan.remarks.shown import about_subject
from shiryokan.subjects.events import KIND_TITLES
from shiryokan.subjects.history import Step
from shiryokan.subjects.joins import Place
from shiryokan.subjects.seen import Seen
from shiryokan.subjects.standing import standing_of
from shiryokan.web.subjects.links import perhaps_before, said_of
from shiryokan.web.subjects.seen import seen_or_404
from shiryokan.web.viewer.citations import cited

MOST_QUOTES = 50
"""Quotes and articles that are listed."""


@public
def subject(request: HttpRequest, subject_id: uuid.UUID) -> HttpResponse:
    """A subject. Of a fee item its own page is that already."""
    seen = seen_or_404(subject_id)
    if item := seen.item:
        return redirect("items:item", item.schedule, item.code)
    if seen.id != subject_id:
        return redirect("subjects:subject", seen.id)
    newest = seen.newest
    standing = standing_of(seen.steps)
    editor = may_edit(request.user)
    return render(
        request,
        "subjects/subject.html",
        {
            "subject": seen,
            "heading": heading(newest),
            "path": path(newest),
            "register": newest.register,
            "register_title": gettext(REGISTERS[newest.register].title),
            "standing": standing,
            "state_title": gettext(STATE_TITLES[standing.state]),
            "cause_title": gettext(CAUSE_TITLES[standing.cause]) if standing.cause else "",
            "steps": _shown_steps(seen),
            "quotes": shown(_quotes(request, seen)[:MOST_QUOTES]),
            "articles": citing_records(_places(seen))[:MOST_QUOTES],
            "remarks": about_subject(request.user, seen),
            "citation": japanese(cited(request, newest.document, newest.page)),
            "address": _address(request, seen),
            "editor": editor,
            "said": said_of(seen.subject) if editor else [],
            "before": perhaps_before(seen.steps[0].record) if editor else None,
        },
    )


def _address(request: HttpRequest, seen: Seen) -> str:
    return public_address(request, reverse("subjects:subject", args=[seen.id]))


def _shown_steps(seen: Seen) -> list[dict[str, Any]]:
    """The records, the newest first, each with the one before it."""
    pairs: list[tuple[Step | None, Step]] = [(None, seen.steps[0])]
    pairs += itertools.pairwise(seen.steps)
    # a year tells one title from the next
    called = told_apart(each.document for each in seen.steps if not each.year)
    return [
        {
            "step": step,
            "word": gettext(KIND_TITLES[step.kind]),
            "heading": heading(step.record),
            "path": path(step.record),
            "title": called.get(step.document.pk, step.document.title),
            "before": before,
            "compare": _comparison(before, step) if before else "",
        }
        for before, step in reversed(pairs)
    ]


def _comparison(before: Step, step: Step) -> str:
    if REGISTERS[step.record.register].serial:
        return ""
    address = reverse("registers:compare", args=[step.record.register])
    return f"{address}?old={before.record.document_id}&new={step.record.document_id}"


def _places(seen: Seen) -> set[Place]:
    return {Place(row.document_id, row.register, row.key) for row in (s.record for s in seen.steps)}


def _quotes(request: HttpRequest, seen: Seen) -> list[Quote]:
    """The quotes of its records that whoever reads may see."""
    places = _places(seen)
    rows = readable(request.user).filter(
        register=seen.subject.register,
        document_id__in={each.document for each in places},
        key__in={each.key for each in places},
    )
    return [row for row in rows if Place(row.document_id, row.register, row.key) in places]
