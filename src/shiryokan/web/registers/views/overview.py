"""Measures by ministry: how many there are, go on, are new, ended; plain charts with numbers."""

from __future__ import annotations

from collections import Counter
from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from shiryokan.access.policies import heavy
from shiryokan.access.rules import public
from shiryokan.i18n.register_messages import facet_word
from shiryokan.records import models
from shiryokan.records.comparisons import comparison, editions

BODIES = 40
STATES = ("unchanged", "extended", "changed", "new", "ended")
WIDTH, BAR, STEP = 640.0, 18.0, 30.0


class Bar(msgspec.Struct, frozen=True):
    """One part of a bar: where it stands, how wide it is, what it counts."""

    state: str
    x: float
    width: float
    count: int


class Body(msgspec.Struct, frozen=True):
    """A ministry's row: its measures by what became of their plans."""

    name: str
    total: int
    counts: list[int]
    unreported: int
    dropped: int
    bars: list[Bar]
    y: float


@public
@heavy
def overview(request: HttpRequest) -> HttpResponse:
    """The measures of one document by ministry."""
    found = list(
        models.Extraction.objects.filter(register="measures", state=models.Extraction.State.FOUND)
        .select_related("document")
        .order_by("-year", "draft", "document__title")
    )
    asked = request.GET.get("document", "")
    extraction = next((e for e in found if e.document_id == asked), found[0] if found else None)
    context: dict[str, Any] = {"extractions": found, "extraction": extraction}
    if extraction:
        before = _before(extraction)
        bodies = _bodies(extraction, before)
        words = [facet_word("follow_up", state) for state in STATES]
        context |= {
            "before": before,
            "bodies": bodies,
            "states": [(s, gettext(word)) for s, word in zip(STATES, words, strict=True)],
            "width": WIDTH,
            "bar": BAR,
            "height": len(bodies) * STEP + 6,
            "total": extraction.count,
        }
    return render(request, "registers/overview.html", context)


def _before(extraction: models.Extraction) -> models.Extraction | None:
    """The last final edition of an earlier year."""
    earlier = [
        e for e in editions(extraction) if (e.year or 0) < (extraction.year or 0) and not e.draft
    ]
    return earlier[-1] if earlier else None


def _bodies(extraction: models.Extraction, before: models.Extraction | None) -> list[Body]:
    counts: dict[str, Counter[str]] = {}
    for data in models.Record.objects.filter(extraction=extraction).values_list("data", flat=True):
        for name in data.get("ministries") or [gettext("府省庁の記載なし")]:
            mine = counts.setdefault(name, Counter())
            mine["total"] += 1
            mine[data.get("follow_up") or ""] += 1
            mine["unreported"] += not data.get("reported")
    dropped = _dropped(extraction, before)
    ranked = sorted(counts.items(), key=lambda item: (-item[1]["total"], item[0]))[:BODIES]
    most = max((mine["total"] for _, mine in ranked), default=1)
    return [
        Body(
            name, mine["total"], [mine[s] for s in STATES], mine["unreported"],
            dropped[name], _bars(mine, most), n * STEP + 3,
        )
        for n, (name, mine) in enumerate(ranked)
    ]  # fmt: skip


def _dropped(extraction: models.Extraction, before: models.Extraction | None) -> Counter[str]:
    """By ministry, the measures of the edition before that are not in this one."""
    counts: Counter[str] = Counter()
    if before is None:
        return counts
    gone = [c.old[0] for c in comparison(before, extraction).changes if c.kind == "ended"]
    rows = models.Record.objects.filter(extraction=before, key__in=gone)
    for data in rows.values_list("data", flat=True):
        counts.update(data.get("ministries") or [])
    return counts


def _bars(mine: Counter[str], most: int) -> list[Bar]:
    bars, x = [], 0.0
    for state in STATES:
        if mine[state]:
            width = WIDTH * mine[state] / most
            bars.append(Bar(state, round(x, 1), round(width, 1), mine[state]))
            x += width
    return bars
