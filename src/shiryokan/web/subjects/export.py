"""A subject as files: with the places of its words as JSON, a row a version as CSV."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext

from shiryokan.access.policies import heavy
from shiryokan.access.rules import public
from shiryokan.audit.exports import record_export
from shiryokan.instance.public_address import public_address
from shiryokan.records.headings import heading, path
from shiryokan.registers.catalogue import REGISTERS
from shiryokan.registers.columns import Column
from shiryokan.registers.export.table import Table
from shiryokan.registers.export.text_files import csv_file
from shiryokan.subjects.history import Step
from shiryokan.subjects.seen import Seen
from shiryokan.subjects.standing import standing_of
from shiryokan.web.subjects.seen import seen_or_404


@public
@heavy
def subject_json(request: HttpRequest, subject_id: uuid.UUID) -> HttpResponse:
    """A subject with its versions that are seen, the newest first."""
    seen = seen_or_404(subject_id)
    record_export(request, f"subject-{seen.id}", heading(seen.newest), "json", len(seen.steps))
    return JsonResponse(as_data(request, seen), json_dumps_params={"ensure_ascii": False})


def as_data(request: HttpRequest, seen: Seen) -> dict[str, Any]:
    """A subject as plain data."""
    newest, standing = seen.newest, standing_of(seen.steps)
    return {
        "id": str(seen.id),
        "address": public_address(request, reverse("subjects:subject", args=[seen.id])),
        "title": heading(newest),
        "path": path(newest),
        "register": newest.register,
        "register_title": gettext(REGISTERS[newest.register].title),
        "state": standing.state,
        "versions": [_version(request, step) for step in reversed(seen.steps)],
    }


def _version(request: HttpRequest, step: Step) -> dict[str, Any]:
    row = step.record
    return {
        "record": str(row.pk),
        "record_address": public_address(request, reverse("registers:record", args=[row.pk])),
        "year": step.year,
        "draft": step.draft,
        "document": {"id": row.document_id, "title": step.document.title},
        "page": row.page,
        "page_address": public_address(
            request, reverse("viewer:page", args=[row.document_id, row.page])
        ),
        "kind": step.kind,
        "words": step.words,
        "pieces": [{"op": p.op, "old": p.old, "new": p.new} for p in step.pieces],
    }


@public
@heavy
def subject_csv(request: HttpRequest, subject_id: uuid.UUID) -> HttpResponse:
    """A row a version, the newest first."""
    seen = seen_or_404(subject_id)
    columns = [
        Column("year", gettext("年度"), "number", naming=True),
        Column("draft", gettext("案"), "flag"),
        Column("document", gettext("文書")),
        Column("page", gettext("ページ"), "number", naming=True),
        Column("kind", gettext("変化")),
        Column("words", gettext("文")),
        Column("address", gettext("アドレス"), "address"),
    ]
    rows = [
        {
            "year": step.year,
            "draft": step.draft,
            "document": step.document.title,
            "page": step.record.page,
            "kind": step.kind,
            "words": step.words,
            "address": public_address(request, reverse("registers:record", args=[step.record.pk])),
        }
        for step in reversed(seen.steps)
    ]
    table = Table(f"subject-{seen.id}", heading(seen.newest), columns, rows)
    record_export(request, table.name, table.title, "csv", len(rows))
    answer = HttpResponse(csv_file(table), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{table.name}.csv"'
    return answer
