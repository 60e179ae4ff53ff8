"""Remarks: the list, the form, and what can be done with one."""

from __future__ import annotations

import uuid
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.models import Group, User
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from shiryokan.access.policies import heavy
from shiryokan.access.rules import members
from shiryokan.i18n.explanations import explain
from shiryokan.japanese.codepoints import without_nul
from shiryokan.records.headings import heading
from shiryokan.registers.export.table import Column, Table
from shiryokan.registers.export.text_files import csv_file
from shiryokan.remarks import writing
from shiryokan.remarks.errors import RemarkError
from shiryokan.remarks.models import TEXT_LENGTH, Remark
from shiryokan.remarks.shown import ShownRemark, readable, shown
from shiryokan.subjects.seen import seen_at
from shiryokan.web.numbers import whole_number
from shiryokan.web.viewer.addressed import addressed

PER_PAGE = 30
MOST_EXPORTED = 10_000


@members
def index(request: HttpRequest) -> HttpResponse:
    """The remarks that whoever asks may read, the newest first: ``whose`` narrows them to the own
    ones or those of others, ``q`` to those with words, ``state`` to what became of their quote."""
    rows = _narrowed(request)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "remarks": shown(page.object_list, request.user),
        "whose": request.GET.get("whose", ""),
        "words": request.GET.get("q", ""),
        "changed": "changed" in request.GET,
        "any": rows.exists() or readable(request.user).exists(),
    }
    return render(request, "remarks/index.html", context)


def _narrowed(request: HttpRequest) -> Any:
    rows = readable(request.user)
    whose = request.GET.get("whose", "")
    if whose == "own":
        rows = rows.filter(owner=request.user.pk)
    elif whose == "others":
        rows = rows.exclude(owner=request.user.pk)
    if words := without_nul(request.GET.get("q", "").strip()[:200]):
        rows = rows.filter(text__icontains=words)
    if "changed" in request.GET:
        standing = Q(quote__standing__isnull=False) & ~Q(quote__standing__state="holds")
        rows = rows.filter(standing)
    return rows


@members
@never_cache
def new(request: HttpRequest) -> HttpResponse:
    """The form for a remark on what ``address`` names, and writing it."""
    given = request.POST if request.method == "POST" else request.GET
    address = given.get("address", "")
    place, words = _place(address)
    if place is None:
        explained = explain("remark_place", {}, gettext)
        messages.error(request, explained.whole)
        return redirect("remarks:index")
    context = {"address": address, "place": place, "words": words, "text": given.get("text", "")}
    if place.subject is not None:
        context["heading"] = heading(place.subject.newest)
    if request.method == "POST":
        try:
            row = writing.write(cast("User", request.user), place, *_written(request))
        except RemarkError as error:
            context["problem"] = explain(error.code, error.details, gettext).whole
        else:
            messages.success(request, gettext("メモを残しました。"))
            return redirect(_back(row, request))
    return _form(request, context)


def _back(row: Remark, request: HttpRequest) -> str:
    made = shown([row], request.user)[0]
    return made.path or "/remarks/"


def _place(address: str) -> tuple[writing.Place | None, str]:
    """What a remark at an address is about, with the words there; None where it can be about
    nothing."""
    found = addressed(address)
    if found is None or found.query:
        return None, ""
    return writing.Place(found.document, found.page, found.boxes, found.subject), found.words


def _written(request: HttpRequest) -> tuple[str, str, Group | None]:
    """Text, audience and group of the form: groups stand in its one choice as ``group-3``."""
    chosen = request.POST.get("audience", "")
    kind, _, number = chosen.partition("-")
    group = Group.objects.filter(pk=whole_number(number) or 0).first() if number else None
    return request.POST.get("text", ""), kind, group


def _form(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    user = cast("User", request.user)
    context |= {
        "groups": [(f"group-{group.pk}", group.name) for group in user.groups.order_by("name")],
        "chosen": request.POST.get("audience", context.get("chosen", "own")),
        "most": TEXT_LENGTH,
    }
    status = 422 if "problem" in context else 200
    return render(request, "remarks/form.html", context, status=status)


@members
@never_cache
def edit(request: HttpRequest, remark_id: uuid.UUID) -> HttpResponse:
    """A remark: its writer may change it, others read it."""
    made = _one_or_404(request, remark_id)
    context: dict[str, Any] = {"remark": made, "text": made.row.text, "chosen": _chosen(made.row)}
    if not made.mine:
        return render(request, "remarks/remark.html", context)
    if request.method == "POST":
        context["text"] = request.POST.get("text", "")
        try:
            writing.change(made.row, *_written(request))
        except RemarkError as error:
            context["problem"] = explain(error.code, error.details, gettext).whole
        else:
            messages.success(request, gettext("メモを書き直しました。"))
            return redirect("remarks:edit", made.row.pk)
    return _form(request, context)


def _chosen(row: Remark) -> str:
    return f"group-{row.group_id}" if row.audience == Remark.Audience.GROUP else row.audience


def _one_or_404(request: HttpRequest, remark_id: uuid.UUID) -> ShownRemark:
    row = get_object_or_404(readable(request.user), pk=remark_id)
    found = shown([row], request.user)
    if not found:
        raise Http404
    return found[0]


@members
@require_POST
def seen(request: HttpRequest, remark_id: uuid.UUID) -> HttpResponse:
    """The writer of a remark on a subject has read how it is now."""
    made = _one_or_404(request, remark_id)
    subject = seen_at(made.row.subject) if made.mine and made.row.subject else None
    if subject is None:
        raise Http404
    writing.read_up_to(made.row, subject.newest.pk)
    messages.success(request, gettext("今の版を確かめたと記しました。"))
    return redirect("remarks:edit", made.row.pk)


@members
def delete(request: HttpRequest, remark_id: uuid.UUID) -> HttpResponse:
    """Ask whether to delete a remark, and do it: one's own, or as an administrator any."""
    made = _one_or_404(request, remark_id)
    user = cast("User", request.user)
    if not made.mine and not user.is_superuser:
        raise Http404
    if request.method == "POST":
        writing.remove(made.row, user)
        messages.success(request, gettext("メモを消しました。"))
        return redirect("remarks:index")
    return render(request, "remarks/delete.html", {"remark": made})


@members
@heavy
def export(request: HttpRequest, suffix: str) -> HttpResponse:
    """The remarks of the list as CSV, or as Markdown."""
    found = shown(_narrowed(request)[:MOST_EXPORTED], request.user)
    if suffix == "md":
        body = "\n".join(map(_markdown, found)).encode()
        answer = HttpResponse(body, content_type="text/markdown; charset=utf-8")
    elif suffix == "csv":
        answer = HttpResponse(csv_file(_table(found)), content_type="text/csv; charset=utf-8")
    else:
        raise Http404
    answer["Content-Disposition"] = f'attachment; filename="remarks.{suffix}"'
    return answer


def _markdown(made: ShownRemark) -> str:
    about = f"{made.title} p.{made.page}" if made.document else gettext("見られない文書")
    words = "".join(f"> {line}\n" for line in made.words.splitlines())
    said = gettext(made.said) if made.said else ""
    return f"## {about}\n\n{words}\n{made.row.text}\n\n{said}\n"


def _table(found: list[ShownRemark]) -> Table:
    titles = {
        "document": gettext("文書"),
        "page": gettext("ページ"),
        "words": gettext("メモを付けた言葉"),
        "text": gettext("メモ"),
        "audience": gettext("見せる相手"),
        "said": gettext("効力"),
        "changed": gettext("書いた日時"),
    }
    rows = [
        {
            "document": made.title,
            "page": made.page or "",
            "words": made.words,
            "text": made.row.text,
            "audience": audience_title(made.row),
            "said": gettext(made.said) if made.said else "",
            "changed": made.row.changed_at.isoformat(),
        }
        for made in found
    ]
    columns = [Column(name, title) for name, title in titles.items()]
    return Table("remarks", gettext("メモ"), columns, rows)


def audience_title(row: Remark) -> str:
    """Whom a remark is for, in words."""
    if row.audience == Remark.Audience.GROUP and row.group is not None:
        return row.group.name
    return row.get_audience_display()
