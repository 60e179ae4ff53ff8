"""Registers, views of them and comparisons as files."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

import msgspec
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from shiryokan.access.policies import heavy
from shiryokan.access.rules import editors, public
from shiryokan.audit.exports import record_export
from shiryokan.documents.models import Document
from shiryokan.i18n.explanations import explain
from shiryokan.instance.public_address import public_address
from shiryokan.records import models
from shiryokan.records.browsing import ordered
from shiryokan.records.comparisons import comparison
from shiryokan.records.models import Extraction, Record
from shiryokan.records.rows import record_of
from shiryokan.registers.base import Unplaced
from shiryokan.registers.catalogue import REGISTERS
from shiryokan.registers.errors import RecordsError
from shiryokan.registers.export import (
    FORMS,
    Column,
    Source,
    Table,
    attributed,
    course_table,
    packed,
    report_table,
    table_of,
)
from shiryokan.registers.export.comparison import Where, comparison_table
from shiryokan.registers.messages import CHANGE_TITLES
from shiryokan.search.lexer import BadQuery
from shiryokan.search.results import explained
from shiryokan.web.registers.forms_of_export import PEOPLES, ZIP
from shiryokan.web.registers.parameters import choice_of, exported_of, register_or_404
from shiryokan.web.registers.views import course as course_views
from shiryokan.web.registers.views import report as report_views
from shiryokan.web.registers.views.compare import sides


@public
@heavy
def register(request: HttpRequest, name: str, suffix: str) -> HttpResponse:
    """The records that the address asks for, in its order and with its columns."""
    register_or_404(name)
    try:
        choice = choice_of(name, request.GET)
    except BadQuery as bad:
        return _refused(explained(bad).whole)
    whole = list(ordered(name, choice).defer(None).defer("text", "extraction__unplaced"))
    documents = {row.document.sha256: row.document for row in whole}

    def address(record: Any) -> str:
        return _page_address(request, documents[record.document].pk, record.page)

    records = [record_of(row) for row in whole]
    fields = exported_of(name, request.GET)
    title = gettext(REGISTERS[name].title)

    def source(record: Any) -> Source:
        return sources[record.document]

    sources = _sources(request, {row.extraction_id for row in whole})
    table = table_of(name, title, records, fields, address, gettext, source)
    return _answer(request, table, suffix, list(documents.values()))


@public
@heavy
def compared(request: HttpRequest, name: str, suffix: str) -> HttpResponse:
    """The comparison that the address asks for."""
    register_or_404(name)
    old, new = sides(request, name)
    if old is None or new is None or old.pk == new.pk:
        raise Http404
    made = comparison(old, new)
    kind = request.GET.get("kind", "")
    changes = [c for c in made.changes if not kind or c.kind == kind]
    words = REGISTERS[name].compared_words(gettext)
    title = f"{old.document.title} → {new.document.title}"
    kinds = {k: gettext(word) for k, word in CHANGE_TITLES.items()} if suffix in PEOPLES else None
    table = comparison_table(made, changes, title, words, gettext, kinds, _where(request, old, new))
    table = attributed(table, {"old": _source(request, old), "new": _source(request, new)})
    return _answer(request, table, suffix, [old.document, new.document])


def _where(request: HttpRequest, old: Extraction, new: Extraction) -> Where:
    """The page of a record of either version by its key."""
    pages = {
        side: dict(Record.objects.filter(extraction=version).values_list("key", "page"))
        for side, version in (("old", old), ("new", new))
    }
    documents = {"old": old.document_id, "new": new.document_id}

    def look(side: str, key: str) -> tuple[int, str] | None:
        page = pages[side].get(key)
        return (page, _page_address(request, documents[side], page)) if page else None

    return look


@editors
@heavy
def corrections(request: HttpRequest, name: str, suffix: str) -> HttpResponse:
    """The corrections of a register, those that were withdrawn as well."""
    register_or_404(name)
    rows = models.Correction.objects.filter(register=name).select_related(
        "document", "by", "withdrawn_by"
    )
    columns = [
        Column("document", gettext("文書")),
        Column("key", gettext("項目")),
        Column("field", gettext("項目の欄"), text=lambda field: _title(name, field)),
        Column("extracted", gettext("抽出した値")),
        Column("value", gettext("正しい値")),
        Column("note", gettext("理由")),
        Column("by", gettext("訂正した人")),
        Column("at", gettext("訂正した日時")),
        Column("withdrawn_by", gettext("取り消した人")),
        Column("withdrawn_at", gettext("取り消した日時")),
    ]
    found = [
        {
            "document": row.document.title, "key": row.key,
            "field": row.field, "extracted": row.extracted, "value": row.value,
            "note": row.note, "by": str(row.by), "at": row.at.isoformat(),
            "withdrawn_by": str(row.withdrawn_by or ""),
            "withdrawn_at": row.withdrawn_at.isoformat() if row.withdrawn_at else "",
        }
        for row in rows.order_by("at", "pk")
    ]  # fmt: skip
    table = Table(f"{name}-corrections", gettext("訂正の記録"), columns, found)
    return _answer(request, table, suffix, [])


@public
@heavy
def report(request: HttpRequest, name: str, report: str, suffix: str) -> HttpResponse:
    """The rows of a report that the address asks for."""
    asked = report_views.asked_of(request, name, report)
    if asked.new is None:
        raise Http404
    versions = [version for version in (asked.old, asked.new) if version]
    rows = report_views.chosen(request, asked.rows())
    title = " → ".join(version.document.title for version in versions)
    if asked.report.versions == 1:
        title = f"{gettext(asked.report.title)} {asked.new.document.title}"
    table = report_table(REGISTERS[name], asked.report, rows, title, gettext)
    sides = ("old", "new") if asked.report.versions == 2 else ("",)
    of_sides = versions if asked.report.versions == 2 else [asked.new]
    sources = {side: _source(request, each) for side, each in zip(sides, of_sides, strict=True)}
    table = attributed(table, sources)
    return _answer(request, table, suffix, [version.document for version in versions])


@public
@heavy
def course(request: HttpRequest, name: str, suffix: str) -> HttpResponse:
    """The versions side by side that the address asks for."""
    asked = course_views.asked_of(request, name)
    if len(asked.versions) < 2:
        raise Http404
    table = course_table(name, asked.course, asked.rows(), _of_versions(request, asked), gettext)
    return _answer(request, table, suffix, [each.document for each in asked.versions])


def _of_versions(request: HttpRequest, asked: course_views.Asked) -> list[Source]:
    return [_source(request, each) for each in asked.versions]


def _title(register: str, name: str) -> str:
    field = REGISTERS[register].field(name)
    return gettext(field.title) if field else name


def _sources(request: HttpRequest, extractions: set[int]) -> dict[str, Source]:
    """Documents by their SHA-256, as records name them, with what could not be placed of them;
    ``extractions`` by their primary keys."""
    found = Extraction.objects.filter(pk__in=extractions).select_related("document")
    return {
        each.document.sha256: msgspec.structs.replace(
            _source(request, each), unplaced=tuple(msgspec.convert(each.unplaced, list[Unplaced]))
        )
        for each in found
    }


def _source(request: HttpRequest, extraction: Extraction) -> Source:
    document = extraction.document
    origin = document.origin
    publisher = origin.publisher.name if origin and origin.publisher else ""
    return Source(
        document.title, publisher, extraction.year, _address(request, extraction.document_id)
    )


def _answer(
    request: HttpRequest, table: Table, suffix: str, documents: Sequence[Document]
) -> HttpResponse:
    origins = [{"title": d.title, "path": _address(request, d.pk)} for d in documents]
    try:
        if suffix == ZIP:
            data = packed(table, "csv", FORMS["csv"].write(table), origins)
            answer = HttpResponse(data, content_type="application/zip")
        elif suffix in FORMS:
            form = FORMS[suffix]
            answer = HttpResponse(form.write(table), content_type=form.content_type)
        else:
            raise Http404
    except RecordsError as error:
        return _refused(explain(error.code, error.details, gettext).whole)
    record_export(request, table.name, table.title, suffix, len(table.rows))
    name = re.sub(r"[\\/:*?\"<>|\s]+", "_", table.title)[:80]
    answer["Content-Disposition"] = (
        f"attachment; filename=\"{table.name}.{suffix}\"; filename*=UTF-8''{quote(name)}.{suffix}"
    )
    return answer


def _refused(why: str) -> HttpResponse:
    return HttpResponse(why, status=422, content_type="text/plain; charset=utf-8")


def _page_address(request: HttpRequest, document_id: str, page: int) -> str:
    return public_address(request, reverse("viewer:page", args=[document_id, page]))


def _address(request: HttpRequest, document_id: str) -> str:
    return public_address(request, reverse("viewer:document", args=[document_id]))
