"""The board of an organisation's evidence."""

from __future__ import annotations

import re
import uuid
from typing import Any
from urllib.parse import quote, urlsplit

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from shiryokan.access.policies import heavy_when_posted, takes_files
from shiryokan.access.rules import members
from shiryokan.checklists import evidence as pieces
from shiryokan.checklists.errors import ChecklistError
from shiryokan.checklists.membership import Role, may, role_in
from shiryokan.checklists.models import Evidence, Organisation, Result
from shiryokan.checklists.words import seen_documents
from shiryokan.quotes.standing import CAUSE_TITLES, STATE_TITLES
from shiryokan.web.checklists.asked import (
    check_role,
    day_of,
    names_place,
    needed_day,
    organisation_or_404,
    person,
    quoted,
    told,
)
from shiryokan.web.checklists.views.files import in_an_organisation
from shiryokan.web.numbers import whole_number
from shiryokan.web.viewer.crops import address_of

PER_PAGE = 50
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_MOST_RESULTS = 400


@members
@heavy_when_posted
@takes_files(in_an_organisation)
def board(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """All evidence, by the day it is valid until; and adding a piece."""
    found = organisation_or_404(request, organisation_id)
    if request.method != "POST":
        return _board(request, found)
    check_role(request, found, Role.ANSWERER)
    sent = request.FILES.get("file")
    try:
        made = _added(request, found, sent)
        count = pieces.serve(made, _results(found, request.POST.getlist("result")))
    except ChecklistError as error:
        messages.error(request, told(error))
        return _board(request, found, 422)
    text = gettext("証跡を入れました。%(count)s個の項目に付けました。")
    messages.success(request, text % {"count": count})
    return redirect("checklists:evidence", found.pk)


def _added(request: HttpRequest, found: Organisation, sent: Any) -> Evidence:
    post, user = request.POST, person(request)
    given: dict[str, Any] = {
        "title": post.get("title", "").strip(),
        "speaks_of": needed_day(post.get("speaks_of", "")),
        "valid_until": day_of(post.get("valid_until", "")),
    }
    address = post.get("address", "").strip()
    if sent is not None:
        data = sent.read(pieces.MOST_BYTES + 1)
        return pieces.add_file(found, user, sent.name or "", data, **given)
    if not address:
        raise ChecklistError("evidence_nothing")
    if names_place(address):
        try:
            place, document = quoted(address)
        except ChecklistError:
            # the same place of another house is a link like others
            if urlsplit(address).netloc in ("", request.get_host()):
                raise
        else:
            return pieces.add_quote(found, user, place, document, **given)
    return pieces.add_link(found, user, address, **given)


def _results(found: Organisation, keys: list[str]) -> list[Result]:
    numbers = [number for key in keys if (number := whole_number(key))]
    rows = Result.objects.filter(pk__in=numbers, assessment__organisation=found)
    return list(rows.select_related("assessment"))


def _board(request: HttpRequest, found: Organisation, status: int = 200) -> HttpResponse:
    rows = pieces.pieces_of(found).prefetch_related(
        "results__item", "results__assessment__checklist", "results__assessment__facility",
        "results__assessment__vendor",
    )  # fmt: skip
    state, piece = request.GET.get("state", ""), request.GET.get("piece", "")
    if piece:
        rows = rows.filter(pk=piece) if _UUID.fullmatch(piece) else rows.none()
    listed = [row for row in rows if state in ("", *_states(row))]
    page = Paginator(listed, PER_PAGE).get_page(request.GET.get("page"))
    named = [key for row in page.object_list for key in (row.document_id, row.cause_document)]
    seen = seen_documents(named)
    wanted = whole_number(request.GET.get("result", "")) or 0
    open_results = Result.objects.filter(
        assessment__organisation=found, assessment__ended_at=None
    ).select_related("item", "assessment__checklist", "assessment__facility", "assessment__vendor")
    role = role_in(found, request.user)
    context = {
        "organisation": found,
        "page": page,
        "rows": [(row, pieces.validity(row), _place(row, seen)) for row in page.object_list],
        "state": state,
        "states": {
            "valid": gettext("有効"),
            "soon": gettext("まもなく切れる"),
            "over": gettext("期限切れ"),
            "changed": gettext("言葉が変わった"),
        },
        "results": _offered(open_results, wanted),
        "wanted": wanted,
        "writes": may(role, Role.ANSWERER),
        "typed": request.POST,
        "most": pieces.MOST_BYTES // 1024 // 1024,
    }
    return render(request, "checklists/evidence.html", context, status=status)


def _offered(rows: QuerySet[Result], wanted: int) -> list[Result]:
    """The items that a piece may be put to, those of the newest year first; of too many at least
    that from which one came."""
    found = list(
        rows.order_by("-assessment__year", "assessment_id", "item__position")[:_MOST_RESULTS]
    )
    if wanted not in {row.pk for row in found}:
        found = [*rows.filter(pk=wanted), *found]
    return found


def _states(row: Evidence) -> list[str]:
    """What a piece is listed under."""
    return [pieces.validity(row), *(["changed"] if row.says_otherwise else [])]


def _place(row: Evidence, seen: dict[str, Any]) -> dict[str, str] | None:
    """The quoted words with their address and how they stand; of a document that is not seen
    nothing."""
    if row.kind != Evidence.Kind.QUOTE or row.document_id not in seen:
        return None
    found = {"words": row.words, "address": address_of(row.document_id, row.page, row.boxes)}
    if not row.says_otherwise:
        return found
    titles: Any = STATE_TITLES
    causes: Any = CAUSE_TITLES
    found["state_title"] = gettext(titles[row.state]) if row.state in titles else ""
    found["why"] = gettext(causes[row.cause_kind]) if row.cause_kind in causes else ""
    if row.cause_document in seen:
        found["cause_words"] = row.cause_words
        if row.cause_page:
            found["cause"] = address_of(row.cause_document, row.cause_page, row.cause_boxes)
    return found


@members
def file(request: HttpRequest, organisation_id: int, evidence_id: uuid.UUID) -> HttpResponse:
    """A file as it was handed in. It is told to be of no kind that a browser would open."""
    found = organisation_or_404(request, organisation_id)
    piece = pieces.piece_of(found, evidence_id)
    kept = getattr(piece, "file", None)
    if kept is None:
        raise Http404
    answer = HttpResponse(bytes(kept.data), content_type="application/octet-stream")
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(kept.name, safe='')}"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer["Cache-Control"] = "private, no-store"
    return answer


@members
@require_POST
def step(request: HttpRequest, organisation_id: int, evidence_id: uuid.UUID) -> HttpResponse:
    """Have a piece serve more items, or delete it."""
    found = organisation_or_404(request, organisation_id, Role.ANSWERER)
    piece = pieces.piece_of(found, evidence_id)
    if piece is None:
        raise Http404
    try:
        if request.POST.get("step") == "delete":
            check_role(request, found, Role.MANAGER)
            pieces.delete(piece)
            messages.success(request, gettext("証跡を消しました。"))
        else:
            count = pieces.serve(piece, _results(found, request.POST.getlist("result")))
            text = gettext("%(count)s個の項目に付けました。")
            messages.success(request, text % {"count": count})
    except ChecklistError as error:
        messages.error(request, told(error))
    return redirect("checklists:evidence", found.pk)
