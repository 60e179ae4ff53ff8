"""Two versions of a register side by side, with their differences marked."""

from __future__ import annotations

from typing import Any, Final

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from shiryokan.access.policies import heavy
from shiryokan.access.rules import may_edit, public
from shiryokan.japanese.codepoints import without_nul
from shiryokan.records import models
from shiryokan.records.comparisons import comparison, neighbours
from shiryokan.records.headings import heading, path
from shiryokan.registers.catalogue import REGISTERS
from shiryokan.registers.comparison import KINDS, Change
from shiryokan.registers.messages import CHANGE_TITLES
from shiryokan.web.registers.editions import found_editions, named
from shiryokan.web.registers.forms_of_export import EXPORTS
from shiryokan.web.registers.parameters import number_of, register_or_404

PER_PAGE = 30
UNCHANGED: Final = "same"
"""The kind of what stayed as it was."""
_LONGEST = 160
"""Characters of a record that is new, ended or unchanged."""


@public
@heavy
def compare(request: HttpRequest, name: str) -> HttpResponse:
    """The comparison of the documents ``old`` and ``new``; without them, a form to choose."""
    register_or_404(name)
    old, new = sides(request, name)
    extractions = found_editions(name)
    called = named(extractions)
    names = {each.pk: word for each, word in called}
    # of the same document twice the later is kept, and beside it the edition before it proposed
    chosen = neighbours(extractions, None if old == new else old, new)
    context: dict[str, Any] = {
        "name": name,
        "title": gettext(REGISTERS[name].title),
        "extractions": called,
        "chosen_old": chosen[0],
        "chosen_new": chosen[1],
        "exports": EXPORTS,
        "reports": [
            (report.name, gettext(report.link))
            for report in REGISTERS[name].reports
            if report.versions == 2
        ],
        "course": gettext(course.link) if (course := REGISTERS[name].course) else "",
        "old": old,
        "new": new,
        "names": [names.get(side.pk, "") for side in (old, new) if side],
        "editor": may_edit(request.user),
    }
    if old and new and old.pk != new.pk:
        context |= _compared(request, old, new)
    elif old and new:
        context["problem"] = gettext(
            "同じ文書が2つ選ばれています。くらべる版を選んでおきました。「くらべる」を押してください。"
        )
    return render(request, "registers/compare.html", context)


def sides(
    request: HttpRequest, name: str
) -> tuple[models.Extraction | None, models.Extraction | None]:
    """The two versions that the address names, where there are such."""
    asked = [without_nul(request.GET.get(side, "")) for side in ("old", "new")]
    found = {e.document_id: e for e in _found(name).filter(document__in=asked)}
    return found.get(asked[0]), found.get(asked[1])


def _found(name: str) -> QuerySet[models.Extraction]:
    found = models.Extraction.objects.filter(register=name, state=models.Extraction.State.FOUND)
    return found.select_related("document")


def _compared(
    request: HttpRequest, old: models.Extraction, new: models.Extraction
) -> dict[str, Any]:
    made = comparison(old, new)
    counts = made.count()
    kind = request.GET.get("kind", "")
    # what is unchanged is folded away until it is asked for
    changes = [c for c in made.changes if (c.kind == kind if kind else c.kind != UNCHANGED)]
    page = Paginator(changes, PER_PAGE).get_page(number_of(request.GET))
    befores = _rows(old, {key for c in page.object_list for key in c.old})
    afters = _rows(new, {key for c in page.object_list for key in c.new})
    return {
        "kinds": [
            (k, gettext(CHANGE_TITLES[k]), counts[k]) for k in KINDS if counts[k] and k != UNCHANGED
        ],
        "unchanged": counts[UNCHANGED],
        "of_versions": made.of_versions,
        "kind": kind,
        "total": len(made.changes) - counts[UNCHANGED],
        "page": page,
        "changes": [_shown(c, befores, afters, new.register) for c in page.object_list],
    }


def _rows(extraction: models.Extraction, keys: set[str]) -> dict[str, models.Record]:
    found = models.Record.objects.filter(extraction=extraction, key__in=keys)
    return {row.key: row for row in found}


def _shown(
    change: Change, old: dict[str, models.Record], new: dict[str, models.Record], register: str
) -> dict[str, Any]:
    sides = [
        [(row, heading(row), path(row)) for key in keys if (row := rows.get(key))]
        for keys, rows in ((change.old, old), (change.new, new))
    ]
    titles = REGISTERS[register].compared_words(gettext)
    return {
        "kind": change.kind,
        "word": gettext(CHANGE_TITLES[change.kind]),
        "moved": change.moved and change.kind != "moved",
        "likeness": round(change.likeness * 100),
        "old": sides[0],
        "new": sides[1],
        "pair": len(sides[0]) == 1 == len(sides[1]),
        "fields": [(titles.get(field.name, field.name), field) for field in change.fields],
        "texts": [] if change.fields else [_short(row) for row, _, _ in sides[1] or sides[0]],
    }


def _short(row: models.Record) -> str:
    """What an unchanged, new or ended record says, shortly."""
    text = "　".join(REGISTERS[row.register].digest(row.data))
    return text if len(text) < _LONGEST else text[:_LONGEST] + "…"
