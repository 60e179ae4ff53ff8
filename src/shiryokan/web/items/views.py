"""A fee item: what its schedule states, and beside each note what papers say of it."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext

from shiryokan.access.rules import may_edit, public
from shiryokan.documents.citation import japanese
from shiryokan.items.contents import anchor_of
from shiryokan.items.errata import corrections
from shiryokan.items.history import history_of, kept_history, one_a_year
from shiryokan.items.lineage import lineage_of
from shiryokan.items.reading import Reading
from shiryokan.items.speaking import citing, sayings_of, speaking_of
from shiryokan.items.versions import (
    Version,
    all_schedules,
    chosen_version,
    neighbours,
    versions_of,
)
from shiryokan.records import models
from shiryokan.records.headings import heading, headings, path
from shiryokan.registers.catalogue import REGISTERS
from shiryokan.registers.item_codes import ascii_code
from shiryokan.web.items.asked import as_of, day_of
from shiryokan.web.items.beside import Beside
from shiryokan.web.items.notes import notes_of
from shiryokan.web.items.rows import rows_of, worth_of
from shiryokan.web.registers.editions import named, named_shortly
from shiryokan.web.viewer.citations import cited

_MOST_OF_UNKNOWN = 50
"""Records that are named where the item that they speak of is not here."""


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
    rows = rows_of(shown, parts, sayings, put_in, beside)
    return render(
        request,
        "items/item.html",
        {
            "schedule": schedule,
            "schedule_title": gettext(titles[schedule]),
            "amounts": gettext(REGISTERS[row.register].amounts),
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
            "worth": worth_of(history.worth),
            "revisions": [
                (each, of_year[each.old.document], of_year[each.new.document])
                for each in history.revisions
            ],
            "cites": _cited(schedule, row),
            "citing": citing(shown, schedule),
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
