"""An item as files: all of its page as JSON, and its points through the years as CSV."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

import msgspec
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext

from shiryokan.access.policies import heavy
from shiryokan.access.rules import public
from shiryokan.audit.exports import record_export
from shiryokan.instance.public_address import public_address
from shiryokan.items.errata import Corrected, Corrections, corrections
from shiryokan.items.history import one_a_year, worth_through
from shiryokan.items.lineage import lineage_of
from shiryokan.items.reading import Reading
from shiryokan.items.speaking import Saying, note_among, sayings_of
from shiryokan.items.versions import Version, chosen_version, versions_of
from shiryokan.records.headings import heading, path
from shiryokan.records.standings import KeptStanding, standings_in
from shiryokan.registers.columns import Column
from shiryokan.registers.export.table import Table
from shiryokan.registers.export.text_files import csv_file
from shiryokan.registers.fields import Branch
from shiryokan.web.items.asked import as_of, day_of


def _version_or_404(
    request: HttpRequest, schedule: str, code: str
) -> tuple[Version, list[Version]]:
    versions = versions_of(schedule, code)
    on, _wrong = day_of(request.GET.get("on", ""))
    version = chosen_version(versions, request.GET.get("version", ""), on)
    if version is None:
        raise Http404
    return version, versions


@public
@heavy
def item_json(request: HttpRequest, schedule: str, code: str) -> HttpResponse:
    """The parts of an item with their places (pages, and boxes in points from the upper left), and
    what papers say of each; as of a day, if one is asked for (``?on=``)."""
    version, _versions = _version_or_404(request, schedule, code)
    row = version.record
    on, _wrong = day_of(request.GET.get("on", ""))
    sayings = as_of(on, sayings_of(version, schedule))
    standings = {name: standings_in(name) for name in {each.record.register for each in sayings}}
    reading = Reading([version])
    parts = reading.parts(version)
    put_in = corrections(version, parts, sayings)
    labels = {part.note for part in parts}
    record_export(request, f"item-{schedule}-{code}", heading(row), "json", len(parts))
    return JsonResponse(
        {
            "schedule": schedule,
            "code": code,
            "heading": heading(row),
            "path": path(row),
            "year": version.year,
            "document": {
                "id": version.document,
                "title": row.document.title,
                "address": public_address(
                    request, reverse("viewer:document", args=[version.document])
                ),
            },
            "address": public_address(request, reverse("items:item", args=[schedule, code])),
            "parts": [
                {
                    "note": part.note,
                    "lines": [_branch(branch) for branch in part.branches],
                    "places": [
                        {"page": place.page, "boxes": [list(box) for box in place.boxes]}
                        for place in part.places
                    ],
                    "corrected": [
                        {"old": line, **_corrected(request, text)}
                        for (note, line), text in put_in.of_parts.items()
                        if note == part.note
                    ],
                    "said": [
                        _said(request, each, standings[each.record.register], on)
                        | {
                            "corrected": {
                                field: _corrected(request, text)
                                for (row_id, field), text in put_in.of_records.items()
                                if row_id == str(each.record.pk)
                            },
                            "correction": _fate(put_in, each),
                        }
                        for each in sayings
                        if note_among(each.note, labels) == part.note
                    ],
                }
                for part in parts
            ],
        },
        json_dumps_params={"ensure_ascii": False},
    )


def _corrected(request: HttpRequest, text: Corrected) -> dict[str, Any]:
    """A text as it is corrected, and by which records."""
    return {
        "new": "".join(piece.new for piece in text.pieces),
        "by": [
            public_address(request, reverse("registers:record", args=[each.record.pk]))
            for each in text.by
        ],
    }


def _fate(put_in: Corrections, saying: Saying) -> dict[str, Any] | None:
    """What became of a correction; None for all else."""
    fate = put_in.fates.get(str(saying.record.pk))
    if fate is None:
        return None
    return {"state": fate.state, "missing": [msgspec.to_builtins(each) for each in fate.missing]}


def _branch(branch: Branch) -> dict[str, Any]:
    return {
        "label": branch.label,
        "text": branch.text,
        "worth": branch.worth,
        "below": [_branch(each) for each in branch.below],
    }


def _said(
    request: HttpRequest,
    saying: Saying,
    standings: Mapping[str, KeptStanding],
    on: datetime.date | None,
) -> dict[str, Any]:
    row = saying.record
    kept = standings.get(str(row.pk))
    if kept and on and kept.standing.date > on.isoformat():
        kept = None
    return {
        "register": row.register,
        "heading": heading(row),
        "address": public_address(request, reverse("registers:record", args=[row.pk])),
        "document": row.document.title,
        "page": row.page,
        "date": saying.date.isoformat() if saying.date else None,
        "by_name": saying.by_name,
        "standing": kept.standing.state if kept else "current",
        "values": row.data,
    }


@public
@heavy
def points_csv(request: HttpRequest, schedule: str, code: str) -> HttpResponse:
    """A row each thing that is paid, a column each year: the number where it is one, else what is
    printed."""
    version, versions = _version_or_404(request, schedule, code)
    years = one_a_year(lineage_of(schedule, code, versions).versions)
    columns = [Column("what", gettext("内訳・注"), "text")]
    columns += [
        Column(f"version_{at}", str(each.year or each.record.document.title), "number")
        for at, each in enumerate(years)
    ]
    rows = []
    for row in worth_through(years, Reading(years)):
        told = zip(row["values"], row["numbers"], strict=True)
        values = {
            f"version_{at}": value if number is None else number
            for at, (value, number) in enumerate(told)
        }
        rows.append({"what": row["what"] or row["name"]} | values)
    table = Table(f"points-{schedule}-{code}", heading(version.record), columns, rows)
    record_export(request, table.name, table.title, "csv", len(rows))
    answer = HttpResponse(csv_file(table), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{table.name}.csv"'
    return answer
