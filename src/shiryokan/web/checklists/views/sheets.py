"""The checklists of the house: read from documents and workbooks, typed, and what became of them
since the year before."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST

from shiryokan.access.policies import heavy_when_posted, takes_files
from shiryokan.access.rules import editors, may_edit, members
from shiryokan.audit.record import record
from shiryokan.checklists import audit_kinds, exchange, making
from shiryokan.checklists.carrying import changes_of
from shiryokan.checklists.errors import ChecklistError
from shiryokan.checklists.judging import judge_checklist
from shiryokan.checklists.models import NAME_LENGTH, Checklist, Citation
from shiryokan.checklists.places import columns_of
from shiryokan.checklists.requirements import cite_references
from shiryokan.checklists.typed_form import NotAForm, typed, typed_items
from shiryokan.checklists.words import items_of, seen_documents, whole
from shiryokan.documents.models import Document, Page
from shiryokan.documents.pages import page_from_row
from shiryokan.i18n.explanations import explain
from shiryokan.registers.checklists.forms import forms_of_pages
from shiryokan.registers.checklists.messages import DOUBT_WORDS
from shiryokan.registers.checklists.model import Form
from shiryokan.registers.checklists.workbook.forms import forms_of_workbook
from shiryokan.web.checklists.asked import person, quoted, told
from shiryokan.web.checklists.fill_view import cited_views
from shiryokan.web.numbers import whole_number
from shiryokan.workbooks.errors import WorkbookError

_MOST_PAGES = 300
"""Pages of a document that are looked through for a form."""
_LONGEST_TEXT = 200_000


@members
def index(request: HttpRequest) -> HttpResponse:
    """All checklists, by series and year."""
    return _index(request)


def _index(request: HttpRequest, status: int = 200, **more: Any) -> HttpResponse:
    context = {
        "checklists": list(Checklist.objects.all()),
        "kinds": Checklist.For.choices,
        "year": timezone.localdate().year,
        "example": _EXAMPLE,
        **more,
    }
    return render(request, "checklists/sheets.html", context, status=status)


_EXAMPLE = """# 体制構築
1(1) 安全管理の責任者を書面で任命しているか。 ▶企画管理編 2.1
# 管理・運用
## サーバ
★2(1) 利用者ごとに見られる情報の範囲を定めているか。"""


@editors
@require_POST
def new(request: HttpRequest) -> HttpResponse:
    """A checklist of what was typed."""
    post = request.POST
    text = post.get("text", "")[:_LONGEST_TEXT]
    try:
        made = making.make(
            person(request), typed_items(text), title=post.get("title", ""),
            series=post.get("series", ""), year=whole_number(post.get("year", "")),
            answered_by=_answered_by(post.get("answered_by", "")),
            rounds=whole_number(post.get("rounds", ""), least=1, most=4) or 1,
        )  # fmt: skip
    except (ChecklistError, NotAForm) as error:
        messages.error(request, _why(error))
        return _index(request, 422, typed=post)
    cite_references(made)
    return redirect("checklists:sheet", made.pk)


def _why(error: ChecklistError | NotAForm) -> str:
    if isinstance(error, NotAForm):
        text = gettext(
            "%(line)s行が読めません：「%(text)s」。"
            "番号と文の間に空白を入れるか、# で始まる見出しにしてください。"
        )
        return text % {"line": error.line, "text": error.text[:60]}
    return told(error)


def _answered_by(text: str) -> Checklist.For:
    return Checklist.For(text) if text in Checklist.For.values else Checklist.For.FACILITY


@editors
@heavy_when_posted
@takes_files(may_edit)
@require_POST
def read(request: HttpRequest) -> HttpResponse:
    """The checklists that stand in a document of the house, or in a workbook."""
    sent = request.FILES.get("file")
    document: Document | None = None
    workbook: tuple[str, bytes] | None = None
    try:
        if sent is not None:
            data = sent.read(exchange.MOST_BYTES + 1)
            if len(data) > exchange.MOST_BYTES:
                raise ChecklistError(
                    "checklist_workbook_long", most=exchange.MOST_BYTES // 1024 // 1024
                )
            forms = forms_of_workbook(data)
            workbook = (sent.name or "", data)
        else:
            document = _document(request.POST.get("document", ""))
            forms = _forms_in(document)
        made = _made(request, forms, document, workbook)
    except WorkbookError as error:
        messages.error(request, explain(error.code, {}, gettext).whole)
        return _index(request, 422)
    except ChecklistError as error:
        messages.error(request, told(error))
        return _index(request, 422)
    text = ngettext(
        "%(count)s個の点検表を読みました。項目を確かめてください。",
        "%(count)s個の点検表を読みました。項目を確かめてください。",
        len(made),
    )
    messages.success(request, text % {"count": len(made)})
    return redirect("checklists:sheet", made[0].pk)


def _document(address: str) -> Document:
    """The document that an address or an id names, if whoever asks may see it."""
    parts = [part for part in address.strip().split("?")[0].split("/") if part]
    key = parts[parts.index("documents") + 1] if "documents" in parts[:-1] else "".join(parts[-1:])
    found = Document.objects.filter(pk=key).first()
    if found is None:
        raise ChecklistError("checklist_no_form")
    return found


def _forms_in(document: Document) -> list[Form]:
    rows = Page.objects.filter(document=document, number__lte=_MOST_PAGES).order_by("number")
    return forms_of_pages([page_from_row(row) for row in rows])


def _made(
    request: HttpRequest, forms: list[Form], document: Document | None,
    workbook: tuple[str, bytes] | None,
) -> list[Checklist]:  # fmt: skip
    if not forms:
        raise ChecklistError("checklist_no_form")
    post = request.POST
    typed_year = whole_number(post.get("year", ""))
    # a form without a title is called as its file
    named = workbook[0].rpartition(".")[0] if workbook else document.title if document else ""
    found, known = [], 0
    for form in forms:
        by_vendor = "事業者" in (form.variant or form.title)
        try:
            made = making.make(
                person(request), form.items, title=form.title or named, rounds=form.rounds,
                series=post.get("series", "").strip() or form.variant or form.title or named,
                year=typed_year or form.year, document=document, workbook=workbook,
                answered_by=Checklist.For.VENDOR if by_vendor else Checklist.For.FACILITY,
            )  # fmt: skip
        except ChecklistError as error:
            # a file with several forms, one of which is here already
            if error.code != "checklist_same_year" or len(forms) == 1:
                raise
            known += 1
            continue
        cite_references(made)
        found.append(made)
        for doubt in form.doubts:
            messages.warning(request, gettext(DOUBT_WORDS[doubt]))
    if not found and known:
        raise ChecklistError("checklist_same_year")
    return found


@members
def sheet(request: HttpRequest, checklist_id: int) -> HttpResponse:
    """A checklist with its items, what each cites, and what became of it since the year before."""
    found = get_object_or_404(Checklist, pk=checklist_id)
    return _sheet(request, found)


def _sheet(request: HttpRequest, found: Checklist, status: int = 200, **more: Any) -> HttpResponse:
    items = items_of(found)
    before, changes = changes_of(found)
    by_key = {change.new.key: change for change in changes if change.new is not None}
    form = making.form_of(found)
    context = {
        "checklist": found,
        "whole": whole(found),
        "rows": [
            (each, cited, by_key.get(each.item.key))
            for each, cited in zip(items, cited_views(items), strict=True)
        ],
        "before": before,
        "gone": [change.old for change in changes if change.new is None],
        "document": seen_documents([found.document_id]).get(found.document_id),
        "in_use": found.assessments.exists(),
        "typed_items": typed(form.items) if not found.document_id else "",
        "references": any(each.item.references for each in items),
        **more,
    }
    return render(request, "checklists/sheet.html", context, status=status)


@editors
@require_POST
def step(request: HttpRequest, checklist_id: int) -> HttpResponse:
    """Change the items of a checklist, look for the requirements that they name, or delete it."""
    found = get_object_or_404(Checklist, pk=checklist_id)
    try:
        match request.POST.get("step", ""):
            case "delete":
                making.delete(found)
                messages.success(request, gettext("点検表を消しました。"))
                return redirect("checklists:sheets")
            case "cite":
                count = cite_references(found)
                text = gettext("根拠を%(count)s個見つけました。")
                messages.success(request, text % {"count": count})
            case "items":
                making.change_items(found, typed_items(request.POST.get("text", "")))
                cite_references(found)
                messages.success(request, gettext("書き込みました。"))
            case _:
                pass
    except (ChecklistError, NotAForm) as error:
        messages.error(request, _why(error))
        more = {"typed": request.POST} if request.POST.get("text") else {}
        return _sheet(request, found, 422, **more)
    return redirect("checklists:sheet", found.pk)


@editors
@require_POST
def cite(request: HttpRequest, checklist_id: int, item_id: int) -> HttpResponse:
    """Say where a requirement that an item names stands: an editor's word goes before what was
    found."""
    found = get_object_or_404(Checklist, pk=checklist_id)
    item = get_object_or_404(found.items, pk=item_id)
    reference = request.POST.get("reference", "").strip()[:NAME_LENGTH]
    try:
        place, document = quoted(request.POST.get("address", ""))
    except ChecklistError as error:
        messages.error(request, told(error))
        return _sheet(request, found, 422)
    item.citations.filter(own=False, reference=reference).delete()
    Citation.objects.create(
        item=item, reference=reference, position=item.citations.count(),
        **columns_of(place, document),
    )  # fmt: skip
    record(audit_kinds.CHECKLIST_CHANGED, f"checklist:{found.pk}", found.title, item=item.pk)
    judge_checklist.enqueue(found.pk)
    return redirect(f"{reverse('checklists:sheet', args=[found.pk])}#item-{item.pk}")
