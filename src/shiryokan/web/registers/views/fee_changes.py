"""What changed between two fee schedules, as a table: items, variants, points."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from shiryokan.access.policies import heavy
from shiryokan.access.rules import public
from shiryokan.i18n.register_messages import FEE_CHANGE_WORDS
from shiryokan.records import models
from shiryokan.records.fee_changes import fee_changes
from shiryokan.registers.fees.changes import FeeChange, Side
from shiryokan.web.registers.forms_of_export import EXPORTS
from shiryokan.web.registers.parameters import number_of

PER_PAGE = 100


def sides(request: HttpRequest) -> tuple[models.Extraction, models.Extraction]:
    """The two schedules that the address names. Raises :class:`Http404`."""
    found = {
        e.document_id: e
        for e in models.Extraction.objects.filter(
            register="fees", document__in=[request.GET.get(s, "") for s in ("old", "new")]
        ).select_related("document")
    }
    old, new = (found.get(request.GET.get(side, "")) for side in ("old", "new"))
    if old is None or new is None:
        raise Http404
    return old, new


def chosen(request: HttpRequest, found: list[FeeChange]) -> list[FeeChange]:
    """The changes of the kind and with the words that the address asks for."""
    kind, words = request.GET.get("kind", ""), request.GET.get("q", "").split()
    return [
        c for c in found if (not kind or c.kind == kind) and all(word in _text(c) for word in words)
    ]


@public
@heavy
def table(request: HttpRequest) -> HttpResponse:
    """The table of changes."""
    old, new = sides(request)
    found = fee_changes(old, new)
    page = Paginator(chosen(request, found), PER_PAGE).get_page(number_of(request.GET))
    counts = {kind: sum(c.kind == kind for c in found) for kind in FEE_CHANGE_WORDS}
    ids = _ids(page.object_list, old, new)
    return render(
        request,
        "registers/fee_changes.html",
        {
            "old": old,
            "new": new,
            "page": page,
            "kind": request.GET.get("kind", ""),
            "words": request.GET.get("q", ""),
            "exports": EXPORTS,
            "total": len(found),
            "kinds": [(k, gettext(w), counts[k]) for k, w in FEE_CHANGE_WORDS.items() if counts[k]],
            "rows": [_row(change, ids) for change in page.object_list],
        },
    )


def _text(change: FeeChange) -> str:
    words = [change.code]
    for side in (change.old, change.new):
        words += [side.name, *side.variant] if side else []
    return " ".join(words)


def _ids(
    changes: Any, old: models.Extraction, new: models.Extraction
) -> dict[tuple[str, str], str]:
    keys = {c.code for c in changes}
    rows = models.Record.objects.filter(extraction__in=(old, new), key__in=keys)
    side = {old.pk: "old", new.pk: "new"}
    return {
        (side[extraction], key): str(pk)
        for extraction, key, pk in rows.values_list("extraction_id", "key", "pk")
    }


def _row(change: FeeChange, ids: dict[tuple[str, str], str]) -> dict[str, Any]:
    old, new = change.old, change.new
    before, after = (side.points if side else None for side in (old, new))
    return {
        "kind": change.kind,
        "word": gettext(FEE_CHANGE_WORDS[change.kind]),
        "code": change.code,
        "id": ids.get(("new", change.code)) or ids.get(("old", change.code)),
        "old": old,
        "new": new,
        "long": max(len(_worth(old)), len(_worth(new))) > 14,
        "old_text": _worth(old),
        "new_text": _worth(new),
        "difference": after - before if before is not None and after is not None else None,
    }


def _worth(side: Side | None) -> str:
    if side is None:
        return ""
    return side.value or ("" if side.points is None else f"{side.points:,}")
