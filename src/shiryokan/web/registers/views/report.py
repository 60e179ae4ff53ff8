"""Reports of registers: tables, with a chart if they have one, of a version or of two."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from shiryokan.access.policies import heavy
from shiryokan.access.rules import public
from shiryokan.records import models
from shiryokan.records.reports import Rows, rows_of_one, rows_of_two, version_before
from shiryokan.registers.catalogue import REGISTERS
from shiryokan.registers.reports import Chart, Report, Row, Shown, said_again
from shiryokan.web.registers.editions import found_editions, named, newest_first
from shiryokan.web.registers.forms_of_export import EXPORTS
from shiryokan.web.registers.parameters import PREFIX, number_of, register_or_404

PER_PAGE = 100
WIDTH, BAR, STEP = 640.0, 18.0, 30.0
"""Of a chart, in units of its picture: the longest bar, a bar's height, the way to the next."""
_LONG = 14
"""Characters of a number, with what qualifies it, beyond which it is set as text."""
_NUMBERS = ("number", "difference")
"""Kinds of columns that are set at the right."""


class Asked(msgspec.Struct, frozen=True):
    """A report and the versions it is of: ``new``, and ``old``, which is the one before where the
    report is of one version."""

    report: Report
    versions: list[models.Extraction]
    old: models.Extraction | None
    new: models.Extraction | None

    def rows(self) -> Rows:
        """All its rows."""
        if self.new is None:
            return []
        if self.report.versions == 1:
            return rows_of_one(self.report, self.new, self.old)
        return rows_of_two(self.report, self.old, self.new) if self.old else []


def asked_of(request: HttpRequest, name: str, report: str) -> Asked:
    """What the address asks for. Raises :class:`Http404`."""
    found = REGISTERS[register_or_404(name)].report(report)
    if found is None:
        raise Http404
    versions = newest_first(found_editions(name))
    by_document = {version.document_id: version for version in versions}
    if found.versions == 2:
        old, new = (by_document.get(request.GET.get(side, "")) for side in ("old", "new"))
        if old is None or new is None:
            raise Http404
        return Asked(found, versions, old, new)
    first = versions[0] if versions else None
    new = by_document.get(request.GET.get("document", ""), first)
    return Asked(found, versions, version_before(new) if new else None, new)


def chosen(request: HttpRequest, rows: Rows) -> Rows:
    """The rows of the kind and with the words that the address asks for."""
    kind, words = request.GET.get("kind", ""), request.GET.get("q", "").split()
    return [
        row
        for row in rows
        if (not kind or row.get("kind") == kind) and all(word in _text(row) for word in words)
    ]


def _text(row: Row) -> str:
    return " ".join(str(v) for name, v in row.items() if name != "kind" and v is not None)


@public
@heavy
def report(request: HttpRequest, name: str, report: str) -> HttpResponse:
    """The page of a report."""
    asked = asked_of(request, name, report)
    rows = asked.rows()
    page = Paginator(chosen(request, rows), PER_PAGE).get_page(number_of(request.GET))
    columns = [c for c in asked.report.shown if asked.old or not c.after]
    listed = list(page.object_list)
    kinds = asked.report.kinds
    counts = {kind: sum(row.get("kind") == kind for row in rows) for kind in kinds}
    called = named(asked.versions)
    names = {each.pk: word for each, word in called}
    before = names.get(asked.old.pk, asked.old.document.title) if asked.old else ""
    context: dict[str, Any] = {
        "name": name,
        "register_title": gettext(REGISTERS[name].title),
        "report": asked.report,
        "title": gettext(asked.report.title),
        "asked": asked,
        "called": called,
        "compared": [names.get(each.pk, "") for each in (asked.old, asked.new) if each],
        "two": asked.report.versions == 2,
        "note": _note(asked),
        "heads": [(_head(column, before), column.kind in _NUMBERS) for column in columns],
        "rows": _rows(asked, columns, listed, before),
        "page": page,
        "total": len(rows),
        "kinds": [(kind, gettext(word), counts[kind]) for kind, word in kinds.items()],
        "kind": request.GET.get("kind", ""),
        "words": request.GET.get("q", ""),
        "exports": EXPORTS,
        "facet_prefix": PREFIX,
        "chart": _drawn(asked.report.chart, listed) if asked.report.chart else None,
    }
    return render(request, "registers/report.html", context)


def _note(asked: Asked) -> str:
    total = asked.new.count if asked.new else 0
    return gettext(asked.report.note) % {"total": total} if asked.report.note else ""


def _head(column: Shown, before: str) -> str:
    title = gettext(column.title)
    return title % {"before": before} if column.after else title


def _ids(asked: Asked, columns: Sequence[Shown], rows: Sequence[Row]) -> dict[str, str]:
    """The record of each key that the rows name: of the new version, or else of the old."""
    names = [column.names[0] for column in columns if column.kind == "record"]
    keys = {str(row.get(name)) for row in rows for name in names}
    ids: dict[str, str] = {}
    for version in (asked.old, asked.new):
        found = models.Record.objects.filter(extraction=version, key__in=keys)
        ids |= {key: str(pk) for key, pk in found.values_list("key", "pk")}
    return ids


def _rows(
    asked: Asked, columns: Sequence[Shown], rows: Sequence[Row], before: str
) -> list[list[dict[str, Any]]]:
    """The cells of each row for the template; those that name its record are marked as said
    ``again`` where the row above is of the same record and says the same."""
    ids = _ids(asked, columns, rows)
    heads = [_head(column, before) for column in columns]
    made: list[list[dict[str, Any]]] = []
    above: Row | None = None
    for row in rows:
        again = said_again(columns, row, above)
        cells = [
            _cell(column, row, asked, ids) | {"head": head, "again": column in again}
            for column, head in zip(columns, heads, strict=True)
        ]
        made.append(cells)
        above = row
    return made


def _cell(column: Shown, row: Row, asked: Asked, ids: Mapping[str, str]) -> dict[str, Any]:
    """A cell for the template, which looks at ``kind`` first."""
    values = [row.get(name) for name in column.names]
    first = values[0]
    cell: dict[str, Any] = {"kind": column.kind, "value": first}
    match column.kind:
        case "record":
            cell |= {"id": ids.get(str(first)), "value": values[-1]}
        case "facet":
            cell |= {"facet": column.facet, "text": first or gettext(column.empty)}
        case "word":
            cell["word"] = gettext(asked.report.kinds.get(str(first), str(first)))
        case "number":
            cell["long"] = len(str(first)) > _LONG
        case "pair":
            pairs = list(zip(values[::2], values[1::2], strict=True))
            cell["pairs"] = [
                (old, new, bool(old and new and old != new))
                for at, (old, new) in enumerate(pairs)
                if at == 0 or (old != new and _has_both(row, column.names))
            ]
        case "pages":
            cell |= {"old": first, "new": values[1]}
    return cell


def _has_both(row: Row, names: Sequence[str]) -> bool:
    """Whether the thing is in both versions: the first pair says so."""
    return bool(row.get(names[0]) and row.get(names[1]))


def _drawn(chart: Chart, rows: Sequence[Row]) -> dict[str, Any]:
    """A chart's bars, each part with its place and width."""
    parts = list(chart.parts)
    totals = [sum(row[part] for part in parts) for row in rows]
    most = max([*totals, 1])
    bars = []
    for number, row in enumerate(rows):
        x, pieces = 0.0, []
        for at, part in enumerate(parts, start=1):
            if row[part]:
                width = WIDTH * row[part] / most
                pieces.append(
                    {"part": at, "x": round(x, 1), "width": round(width, 1), "count": row[part]}
                )
                x += width
        bars.append({"name": row[chart.label], "y": number * STEP + 3, "pieces": pieces})
    return {
        "title": gettext(chart.title),
        "legend": [(at, gettext(word)) for at, word in enumerate(chart.parts.values(), start=1)],
        "bars": bars,
        "width": WIDTH,
        "bar": BAR,
        "height": len(bars) * STEP + 6,
    }
