"""What a search finds, as a file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from shiryokan.access.policies import heavy
from shiryokan.access.rules import public
from shiryokan.audit.exports import record_export
from shiryokan.instance.public_address import public_address
from shiryokan.registers.export import FORMS, Column, Table
from shiryokan.search.hit import Hit
from shiryokan.search.kinds import TITLES
from shiryokan.search.question import Question
from shiryokan.search.results import SearchResults
from shiryokan.search.searcher import search
from shiryokan.web.registers.forms_of_export import PEOPLES
from shiryokan.web.search.parameters import MOST, SEARCH_FORMS

_CHUNK = 500


@public
@heavy
def search_file(request: HttpRequest, suffix: str) -> HttpResponse:
    """The first ``MOST`` hits that the address asks for, in its order; a page or record a row."""
    if suffix not in dict(SEARCH_FORMS):
        raise Http404
    question = Question.from_parameters(request.GET).with_kind_of_words()
    first = search(question, limit=_CHUNK)
    if problem := first.explanation:
        text = problem.whole
        return HttpResponse(text, status=422, content_type="text/plain; charset=utf-8")
    rows = [_row(request, hit, words=suffix in PEOPLES) for hit in _all_hits(question, first)]
    if suffix == "json":
        data = json.dumps(
            {"query": question.text, "total": first.total, "hits": rows}, ensure_ascii=False
        ).encode()
        answer = HttpResponse(data, content_type="application/json; charset=utf-8")
    else:
        table = Table("search", gettext("検索結果"), _columns(), rows, translate=gettext)
        form = FORMS[suffix]
        answer = HttpResponse(form.write(table), content_type=form.content_type)
    record_export(request, "search", question.text, suffix, len(rows))
    answer["Content-Disposition"] = f'attachment; filename="search.{suffix}"'
    return answer


def _all_hits(question: Question, first: SearchResults) -> Iterator[Hit]:
    yield from first.hits
    for offset in range(_CHUNK, min(first.total, MOST), _CHUNK):
        yield from search(question, offset=offset, limit=_CHUNK).hits


def _columns() -> list[Column]:
    return [
        Column("kind", gettext("種類")),
        Column("title", gettext("文書")),
        Column("page", gettext("ページ"), "number", naming=True),
        Column("heading", gettext("項目")),
        Column("text", gettext("見つかった箇所")),
        Column("publisher", gettext("発行者")),
        Column("council", gettext("会議体")),
        Column("meeting", gettext("会議の回")),
        Column("date", gettext("日付")),
        Column("address", gettext("アドレス"), "address"),
        Column("source_url", gettext("公開元URL"), "address"),
        Column("document", gettext("文書のID")),
    ]


def _row(request: HttpRequest, hit: Hit, *, words: bool) -> dict[str, Any]:
    origin = hit.document.origin
    path = (
        reverse("registers:record", args=[hit.record.pk])
        if hit.record
        else reverse("viewer:page", args=[hit.document.pk, hit.page])
    )
    return {
        "kind": gettext(TITLES[hit.kind]) if words else hit.kind,
        "title": hit.document.title,
        "page": hit.page,
        "heading": hit.heading,
        "text": hit.text,
        "publisher": hit.publisher,
        "council": str(origin.council or "") if origin else "",
        "meeting": str(origin.meeting.number) if origin and origin.meeting else "",
        "date": hit.date.isoformat() if hit.date else "",
        "address": public_address(request, path),
        "source_url": origin.source_url if origin else "",
        "document": hit.document.pk,
    }
