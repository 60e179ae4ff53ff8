"""Binders: the list, one of them, and what can be done with it."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from shiryokan.access.policies import heavy
from shiryokan.access.rules import members
from shiryokan.audit.exports import record_export
from shiryokan.binders import binding
from shiryokan.binders.errors import BinderError
from shiryokan.binders.export_text import markdown
from shiryokan.binders.models import TEXT_LENGTH, TITLE_LENGTH, Binder, Piece
from shiryokan.binders.parts import Part, citations, parts_of
from shiryokan.documents.citation import japanese
from shiryokan.i18n.explanations import explain
from shiryokan.instance.public_address import public_base
from shiryokan.learning.exchange.fonts import NoFont
from shiryokan.records.headings import heading
from shiryokan.web.viewer.addressed import addressed
from shiryokan.web.viewer.crops import Crop, crop_of

_FORMS = {
    "md": "text/markdown; charset=utf-8",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@members
def index(request: HttpRequest) -> HttpResponse:
    """A person's binders, and the form for a new one."""
    user = cast("User", request.user)
    if request.method == "POST":
        try:
            made = binding.make(user, request.POST.get("title", ""))
        except BinderError as error:
            _tell(request, error)
            return redirect("binders:index")
        return redirect("binders:binder", made.pk)
    own = Binder.objects.filter(owner=user).annotate(count=Count("pieces"))
    return render(request, "binders/index.html", {"binders": own, "title_length": TITLE_LENGTH})


def _tell(request: HttpRequest, error: BinderError) -> None:
    messages.error(request, explain(error.code, error.details, gettext).whole)


def _own_or_404(request: HttpRequest, binder_id: uuid.UUID) -> Binder:
    """The person's own binder, or a 404 answer: others' are not even known to be there."""
    return get_object_or_404(Binder, pk=binder_id, owner=cast("User", request.user))


@members
def binder(request: HttpRequest, binder_id: uuid.UUID) -> HttpResponse:
    """A binder with its pieces; what is posted is another title."""
    own = _own_or_404(request, binder_id)
    if request.method == "POST":
        return _done(request, own, lambda: binding.rename(own, request.POST.get("title", "")))
    parts = parts_of(own, request.user)
    base = public_base(request)
    context = {
        "binder": own,
        "parts": [(part, _crop(part)) for part in parts],
        "citations": [japanese(each) for each in citations(parts, base)],
        "broken": sum(part.state not in ("", "holds") for part in parts),
        "title_length": TITLE_LENGTH,
        "most": TEXT_LENGTH,
    }
    return render(request, "binders/binder.html", context)


def _crop(part: Part) -> Crop | None:
    if part.document is None or part.piece.kind not in ("quote", "page"):
        return None
    return crop_of(part.document.pk, part.page, part.boxes)


def _done(
    request: HttpRequest, own: Binder, change: Callable[[], Piece | None], anchor: str = ""
) -> HttpResponse:
    try:
        made = change()
    except BinderError as error:
        _tell(request, error)
    else:
        anchor = f"#piece-{made.pk}" if made is not None else anchor
    return HttpResponse(status=302, headers={"Location": f"/binders/{own.pk}/{anchor}"})


@members
def add(request: HttpRequest) -> HttpResponse:
    """Into which binder what ``address`` names is to be put, and doing it."""
    user = cast("User", request.user)
    given = request.POST if request.method == "POST" else request.GET
    found = addressed(given.get("address", ""))
    if found is None:
        _tell(request, BinderError("binder_place"))
        return redirect("binders:index")
    what = binding.Found(found.document, found.page, found.boxes, found.subject, found.query)
    if request.method == "POST":
        try:
            chosen = given.get("binder", "")
            own = (
                _own_or_404(request, uuid.UUID(chosen))
                if chosen
                else binding.make(user, given.get("title", ""))
            )
            binding.put(own, what)
        except ValueError as error:
            raise Http404 from error
        except BinderError as error:
            _tell(request, error)
            return redirect("binders:index")
        messages.success(request, gettext("とじ込みました。"))
        return redirect("binders:binder", own.pk)
    context = {
        "found": found,
        "heading": heading(found.subject.newest) if found.subject else "",
        "address": given.get("address", ""),
        "binders": Binder.objects.filter(owner=user),
        "title_length": TITLE_LENGTH,
    }
    return render(request, "binders/add.html", context)


@members
@require_POST
def put(request: HttpRequest, binder_id: uuid.UUID) -> HttpResponse:
    """Put what an address names at the end."""
    own = _own_or_404(request, binder_id)
    found = addressed(request.POST.get("address", ""))
    what = binding.Found()
    if found is not None:
        what = binding.Found(found.document, found.page, found.boxes, found.subject, found.query)
    return _done(request, own, lambda: binding.put(own, what))


@members
@require_POST
def write(request: HttpRequest, binder_id: uuid.UUID) -> HttpResponse:
    """Write a text behind the piece ``after``, or at the end."""
    own = _own_or_404(request, binder_id)
    number = request.POST.get("after", "")
    after = own.pieces.filter(pk=int(number)).first() if _is_number(number) else None
    return _done(request, own, lambda: binding.write(own, request.POST.get("text", ""), after))


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= 18


@members
@require_POST
def piece(request: HttpRequest, binder_id: uuid.UUID, piece_id: int) -> HttpResponse:
    """Move a piece, rewrite it, or take it out."""
    own = _own_or_404(request, binder_id)
    row = get_object_or_404(own.pieces.select_related("binder"), pk=piece_id)
    anchor = f"#piece-{row.pk}"
    if "move" in request.POST:
        return _done(request, own, lambda: binding.move(row, request.POST["move"]), anchor)
    if "out" in request.POST:
        return _done(request, own, lambda: binding.take_out(row))
    if row.kind != Piece.Kind.TEXT:
        raise Http404
    return _done(request, own, lambda: binding.rewrite(row, request.POST.get("text", "")), anchor)


@members
def delete(request: HttpRequest, binder_id: uuid.UUID) -> HttpResponse:
    """Ask whether to delete a binder, and do it; its quotes stay."""
    own = _own_or_404(request, binder_id)
    if request.method == "POST":
        own.delete()
        messages.success(request, gettext("とじ込みを消しました。"))
        return redirect("binders:index")
    return render(request, "binders/delete.html", {"binder": own})


@members
@heavy
def export(request: HttpRequest, binder_id: uuid.UUID, suffix: str) -> HttpResponse:
    """A binder as Markdown, PDF or Word, as its owner may see its pieces now."""
    own = _own_or_404(request, binder_id)
    if suffix not in _FORMS:
        raise Http404
    parts, base = parts_of(own, request.user), public_base(request)
    cited = citations(parts, base)
    if suffix == "md":
        body = markdown(own.title, parts, cited, base).encode()
    elif suffix == "docx":
        # python-docx and ReportLab are loaded where a binder is taken away, not by every server
        from shiryokan.binders.export_word import word  # noqa: PLC0415

        body = word(own.title, parts, cited, base)
    else:
        from shiryokan.binders.export_pdf import pdf  # noqa: PLC0415

        try:
            body = pdf(own.title, parts, cited, base)
        except NoFont:
            _tell(request, BinderError("binder_font"))
            return redirect("binders:binder", own.pk)
    record_export(request, "binder", str(own.pk), suffix, len(parts))
    answer = HttpResponse(body, content_type=_FORMS[suffix])
    name = content_disposition_header(True, f"{own.title[:80]}.{suffix}")
    answer["Content-Disposition"] = name or "attachment"
    answer["Cache-Control"] = "private, no-store"
    return answer
