"""Several versions of a register side by side."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import msgspec
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from shiryokan.access.policies import heavy
from shiryokan.access.rules import public
from shiryokan.records import models
from shiryokan.records.comparisons import editions
from shiryokan.records.reports import MOST_SIDE_BY_SIDE, Rows, rows_of_course
from shiryokan.registers.catalogue import REGISTERS
from shiryokan.registers.reports import Course, said_again
from shiryokan.web.registers.editions import found_editions, named, named_shortly
from shiryokan.web.registers.forms_of_export import EXPORTS
from shiryokan.web.registers.parameters import number_of, register_or_404

PER_PAGE = 100


class Asked(msgspec.Struct, frozen=True):
    """A course, the versions there are, those it is of, and the kind of rows."""

    course: Course
    found: list[models.Extraction]
    versions: list[models.Extraction]
    kind: str

    def rows(self) -> Rows:
        """Its rows of the kind that is asked for; none where there are fewer than two versions."""
        rows = self.all()
        return [row for row in rows if not self.kind or row["kind"] == self.kind]

    def all(self) -> Rows:
        """All its rows."""
        return rows_of_course(self.course, self.versions) if len(self.versions) > 1 else []


def asked_of(request: HttpRequest, name: str) -> Asked:
    """What the address asks for: the documents ``of``, or the last editions of the newest series.
    Raises :class:`Http404`."""
    course = REGISTERS[register_or_404(name)].course
    if course is None:
        raise Http404
    found = found_editions(name)
    named = [each for each in request.GET.getlist("of") if each][:MOST_SIDE_BY_SIDE]
    chosen = [each for each in found if each.document_id in named]
    kind = request.GET.get("kind", course.first_kind)
    return Asked(course, found, chosen if named else _last(found), kind)


def _last(found: list[models.Extraction]) -> list[models.Extraction]:
    """The last editions of the series of which there are most."""
    series = [editions(each) for each in found if each.series_id is not None]
    longest = max(series, key=len, default=[])
    return longest[-MOST_SIDE_BY_SIDE:]


@public
@heavy
def course(request: HttpRequest, name: str) -> HttpResponse:
    """The page on which versions stand side by side."""
    asked = asked_of(request, name)
    rows = asked.all()
    page = Paginator(asked.rows(), PER_PAGE).get_page(number_of(request.GET))
    kinds = asked.course.kinds
    counts = {kind: sum(row["kind"] == kind for row in rows) for kind in kinds}
    chosen = [each.document_id for each in asked.versions]
    called = named(asked.found)
    names = {each.pk: word for each, word in named_shortly(asked.versions)}
    context: dict[str, Any] = {
        "name": name,
        "register_title": gettext(REGISTERS[name].title),
        "title": gettext(asked.course.title),
        "heads": [gettext(each.title) for each in asked.course.shown],
        "versions": [(each, names[each.pk]) for each in asked.versions],
        "found": called,
        "choices": [(number, chosen[number : number + 1]) for number in range(MOST_SIDE_BY_SIDE)],
        "rows": [
            _row(asked, row, above, names)
            for above, row in pairwise((None, *page.object_list))
            if row
        ],
        "page": page,
        "total": len(rows),
        "kind": asked.kind,
        "kinds": [(kind, gettext(word), counts[kind]) for kind, word in kinds.items()],
        "exports": EXPORTS,
    }
    return render(request, "registers/course.html", context)


def _row(
    asked: Asked, row: dict[str, Any], above: dict[str, Any] | None, names: Mapping[int, str]
) -> dict[str, Any]:
    """A row for the template: its texts, each with whether the row above has the same of its
    record; and for each version the value, whether it is another than before, and its page."""
    before = None
    cells = []
    for version, value, page in zip(asked.versions, row["values"], row["pages"], strict=True):
        differs = before is not None and value != before
        cells.append((version.document_id, names[version.pk], value, page, differs))
        before = value
    again = said_again(asked.course.shown, row, above)
    texts = [
        (gettext(each.title), row[each.names[0]], each in again) for each in asked.course.shown
    ]
    return {"texts": texts, "cells": cells}
