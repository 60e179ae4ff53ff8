"""A fee item: what its schedule states, and beside each note what papers say of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

import msgspec
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext

from shiryokan.access.rules import may_edit, public
from shiryokan.documents.citation import japanese
from shiryokan.documents.page_places import marked
from shiryokan.items.contents import anchor_of
from shiryokan.items.errata import Corrections, corrections
from shiryokan.items.history import history_of, kept_history, one_a_year
from shiryokan.items.lineage import lineage_of
from shiryokan.items.reading import Reading
from shiryokan.items.speaking import Saying, citing, sayings_of, speaking_of
from shiryokan.items.versions import (
    Version,
    all_schedules,
    chosen_version,
    neighbours,
    versions_of,
)
from shiryokan.paper.model import Box
from shiryokan.records import models
from shiryokan.records.headings import heading, headings, path
from shiryokan.registers.comparison import Piece
from shiryokan.registers.fields import Branch
from shiryokan.registers.item_codes import ascii_code
from shiryokan.registers.schedules import ItemPart
from shiryokan.web.items.asked import as_of, day_of
from shiryokan.web.items.beside import Beside, Group, Letter, letters_of
from shiryokan.web.items.notes import notes_of
from shiryokan.web.registers.editions import named, named_shortly
from shiryokan.web.viewer.citations import cited

_MOST_OF_UNKNOWN = 50
"""Records that are named where the item that they speak of is not here."""
_MOST_BOXES = 60
"""Boxes in an address that marks a note on its page."""
_SPARK_WIDTH, _SPARK_HEIGHT, _SPARK_EDGE = 64.0, 18.0, 2.0
"""A small chart of points through the years, in pixels."""


class Anchor(msgspec.Struct, frozen=True):
    """Where a part stands: a page, and the address at which it is marked."""

    page: int
    address: str


class CorrectedText(msgspec.Struct, frozen=True):
    """A text of the schedule with the words that letters put in."""

    pieces: Sequence[Piece]
    letters: Sequence[Letter]


class PartRow(msgspec.Struct, frozen=True):
    """A part of the item, its texts that were corrected, and beside it what is said of it."""

    note: str
    branches: Sequence[Branch]
    anchors: Sequence[Anchor]
    corrected: Sequence[CorrectedText]
    groups: Sequence[Group]


class WorthRow(msgspec.Struct, frozen=True):
    """What one thing was worth in each version, and a line through its points."""

    what: str
    values: Sequence[tuple[str, bool]]
    spark: str


@public
def item(request: HttpRequest, schedule: str, code: str) -> HttpResponse:
    """The page of an item."""
    titles = all_schedules()
    if schedule not in titles:
        raise Http404
    versions = versions_of(schedule, code)
    if not versions:
        upper = ascii_code(code).upper()
        if upper != code and versions_of(schedule, upper):
            return redirect("items:item", schedule, upper)
        said = speaking_of(schedule, code)
        return render(
            request,
            "items/unknown.html",
            {
                "schedule": gettext(titles[schedule]),
                "code": code,
                "said": [(each, heading(each)) for each in said[:_MOST_OF_UNKNOWN]],
                "number": said.count(),
            },
            status=404,
        )
    on, wrong = day_of(request.GET.get("on", ""))
    asked = request.GET.get("version", "")
    version = chosen_version(versions, asked, on)
    if version is None and asked:
        raise Http404
    shown = version or versions[0]
    row = shown.record
    sayings = as_of(on, sayings_of(shown, schedule))
    lineage = lineage_of(schedule, code, versions)
    years = one_a_year(lineage.versions)
    of_year = _of_years(years)
    kept = kept_history(years)
    reading = Reading([shown] if kept else [*years, shown])
    parts = reading.parts(shown)
    history = kept or history_of(years, reading)
    put_in = corrections(shown, parts, sayings)
    beside = Beside(shown, lineage.versions, put_in, on)
    before, after = neighbours(shown)
    rows = _rows(shown, parts, sayings, put_in, beside)
    return render(
        request,
        "items/item.html",
        {
            "schedule": schedule,
            "schedule_title": gettext(titles[schedule]),
            "code": code,
            "record": row,
            "heading": heading(row),
            "path": path(row),
            "anchor": anchor_of(headings(row)),
            "unit": row.data.get("unit") or "",
            "versions": _named(versions)[::-1],
            "version": shown,
            "on": on.isoformat() if on else "",
            "wrong": wrong,
            "too_early": version is None,
            "rows": rows,
            "editor": may_edit(request.user),
            "earlier": lineage.before,
            "later": lineage.after,
            "previous": before,
            "next": after,
            "years": [(each, of_year[each.document]) for each in years],
            "notes": notes_of(
                shown, schedule, parts, [sum(g.count for g in row.groups) for row in rows]
            ),
            "worth": _worth(history.worth),
            "revisions": [
                (each, of_year[each.old.document], of_year[each.new.document])
                for each in history.revisions
            ],
            "cites": _cited(schedule, row),
            "citing": [(each.code, heading(each.record)) for each in citing(shown, schedule)],
            "follow": urlencode({"q": f'"{row.data.get("name") or code}"'}),
            "citation": japanese(cited(request, row.document, row.page)),
        },
    )


def _named(versions: Sequence[Version]) -> list[tuple[Version, str]]:
    """Each version with what it is called among the others."""
    called = {each.pk: word for each, word in named([v.record.extraction for v in versions])}
    return [(each, called[each.record.extraction_id]) for each in versions]


def _of_years(versions: Sequence[Version]) -> dict[str, str]:
    """Of each version, by its document, what the head of its column calls it."""
    called = named_shortly([each.record.extraction for each in versions])
    return {extraction.document_id: word for extraction, word in called}


def _rows(
    version: Version,
    parts: Sequence[ItemPart],
    sayings: Sequence[Saying],
    put_in: Corrections,
    beside: Beside,
) -> list[PartRow]:
    labels = {part.note for part in parts}
    of_notes: dict[str, list[Saying]] = {}
    for each in sayings:
        # a note of another version, or misread: it is told with the whole item, never lost
        of_notes.setdefault(each.note if each.note in labels else "", []).append(each)
    return [
        PartRow(
            part.note, part.branches, _anchors(version, part),
            [
                CorrectedText(text.pieces, letters_of(text.by))
                for (note, _line), text in put_in.of_parts.items()
                if note == part.note
            ],
            beside.groups(of_notes.get(part.note, [])),
        )
        for part in parts
    ]  # fmt: skip


def _anchors(version: Version, part: ItemPart) -> list[Anchor]:
    boxes: dict[int, list[Box]] = {}
    for place in part.places:
        boxes.setdefault(place.page, []).extend(place.boxes)
    return [
        Anchor(
            page,
            marked(reverse("viewer:page", args=[version.document, page]), on_page[:_MOST_BOXES]),
        )
        for page, on_page in sorted(boxes.items())
    ]


def _worth(rows: Sequence[Mapping[str, Any]]) -> list[WorthRow]:
    found = []
    for row in rows:
        before = ""
        values = []
        for value in row["values"]:
            values.append((value, bool(before) and value != before))
            before = value or before
        found.append(WorthRow(row["what"] or row["name"], values, _spark(row["numbers"])))
    return found


def _spark(numbers: Sequence[int | None]) -> str:
    """The points of a line through the versions, as SVG has them; nothing for fewer than two."""
    known = [(at, number) for at, number in enumerate(numbers) if number is not None]
    if len(known) < 2:
        return ""
    least, most = min(n for _, n in known), max(n for _, n in known)
    wide = _SPARK_WIDTH - 2 * _SPARK_EDGE
    high = _SPARK_HEIGHT - 2 * _SPARK_EDGE
    points = []
    for at, number in known:
        x = _SPARK_EDGE + wide * at / (len(numbers) - 1)
        part = (number - least) / (most - least) if most > least else 0.5
        points.append(f"{x:.1f},{_SPARK_EDGE + high * (1 - part):.1f}")
    return " ".join(points)


def _cited(schedule: str, row: models.Record) -> list[tuple[str, str]]:
    """The codes that the item cites, each with its address if the house knows the item."""
    named: list[str] = list(row.data.get("references") or ())
    ends = {end for code in named for end in code.split("~")}
    known = set(
        models.ItemReference.objects.filter(
            schedule=schedule, code__in=ends, role="states", note=""
        ).values_list("code", flat=True)
    )
    found = []
    for code in named:
        first = code.split("~")[0]
        address = reverse("items:item", args=[schedule, first]) if first in known else ""
        found.append((code.replace("~", "～"), address))
    return found
