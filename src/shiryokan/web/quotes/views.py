"""A person's quotes, one quote with its standing, and what can be done with it."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import cast
from urllib.parse import parse_qs, urlsplit

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.paginator import Paginator
from django.db.models import Count, ProtectedError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from shiryokan.access.rules import members, public
from shiryokan.documents.citation import japanese
from shiryokan.documents.models import Document
from shiryokan.documents.page_places import PARAMETER
from shiryokan.instance.public_address import public_address
from shiryokan.paper.model import Box
from shiryokan.quotes import keeping
from shiryokan.quotes.models import Quote
from shiryokan.quotes.quote import MOST_WORDS
from shiryokan.quotes.shown import ShownQuote, one, shown
from shiryokan.quotes.standing import STATE_TITLES
from shiryokan.web.viewer.citations import cited
from shiryokan.web.viewer.crops import Crop, crop_of
from shiryokan.web.viewer.quotes import QuoteError, boxes_in
from shiryokan.web.viewer.views.documents import document_or_404

PER_PAGE = 50


@members
def index(request: HttpRequest) -> HttpResponse:
    """A person's quotes, the newest first; ``state`` narrows them."""
    own = Quote.objects.filter(owner=cast("User", request.user))
    counts = dict(own.order_by().values_list("standing__state").annotate(number=Count("pk")))
    state = request.GET.get("state", "")
    chosen = own.filter(standing__state=state) if state in STATE_TITLES else own
    page = Paginator(chosen.select_related("standing"), PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "quotes/index.html",
        {
            "page": page,
            "quotes": shown(page.object_list),
            "state": state if state in STATE_TITLES else "",
            "states": [
                (name, gettext(title), counts[name])
                for name, title in STATE_TITLES.items()
                if counts.get(name)
            ],
            "total": own.count(),
        },
    )


@members
@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """Keep the quote that stands at an address of a page of this instance."""
    document, number, boxes = _place(request.POST.get("address", ""))
    if document is None:
        messages.error(request, gettext("引用する場所がアドレスから読み取れません。"))
        return redirect("quotes:index")
    try:
        kept = keeping.keep(cast("User", request.user), document, number, boxes)
    except keeping.NotQuotable as error:
        messages.error(request, _problem(str(error)))
        return redirect("viewer:page", document.pk, number)
    messages.success(request, gettext("引用箇所を残しました。"))
    return redirect("quotes:quote", kept.pk)


def _place(address: str) -> tuple[Document | None, int, list[Box]]:
    """The document, the page and the boxes that an address of a page names."""
    parts = urlsplit(address)
    try:
        match = resolve(parts.path)
        boxes = boxes_in(parse_qs(parts.query).get(PARAMETER, [""])[0])
    except (Resolver404, QuoteError):
        return None, 0, []
    if match.view_name != "viewer:page":
        return None, 0, []
    return document_or_404(match.kwargs["document_id"]), match.kwargs["number"], boxes


def _problem(code: str) -> str:
    if code == "long":
        return gettext("引用する文が長すぎます。%(most)s文字までにしてください。") % {
            "most": MOST_WORDS
        }
    if code == "many":
        return gettext("引用箇所が多すぎます。使わないものを消してください。")
    return gettext("アドレスの示す場所に、このページの文字はありません。")


@public
def quote(request: HttpRequest, quote_id: uuid.UUID) -> HttpResponse:
    """A quote with its standing. Of a document that whoever reads may not see it says so, and shows
    no words."""
    found = one(request.user, quote_id)
    if found is None:
        raise Http404
    mine = found.row.owner_id == request.user.pk
    context = {
        "quote": found,
        "mine": mine,
        "state_title": gettext(found.title) if found.title else "",
        "address": public_address(request, reverse("quotes:quote", args=[found.row.pk])),
    }
    if found.document is None:
        return render(request, "quotes/quote.html", context, status=200 if mine else 403)
    cause = found.cause
    context |= {
        "crop": _crop(found.document, found.row.page, found.row.boxes),
        "citation": japanese(cited(request, found.document, found.row.page)),
        "cause_title": gettext(cause.title) if cause else "",
        "cause_crop": (
            _crop(cause.document, cause.page, cause.boxes) if cause and cause.document else None
        ),
        "compare": _comparison(found),
    }
    return render(request, "quotes/quote.html", context)


def _comparison(found: ShownQuote) -> str:
    """The address of the comparison of both versions, where one is the cause."""
    cause = found.cause
    if cause is None or cause.kind != "comparison" or not cause.document or not found.row.register:
        return ""
    path = reverse("registers:compare", args=[found.row.register])
    return f"{path}?old={found.row.document_id}&new={cause.document.pk}"


def _crop(document: Document, page: int, boxes: Sequence[Sequence[float]]) -> Crop | None:
    """The piece of a page around boxes; None where no box is known."""
    return crop_of(document.pk, page, boxes) if boxes else None


@members
@require_POST
def share(request: HttpRequest, quote_id: uuid.UUID) -> HttpResponse:
    """Have others read a quote by its address, or not."""
    row = _own_or_404(request, quote_id)
    row.shared = request.POST.get("shared") == "yes"
    row.save(update_fields=["shared"])
    messages.success(
        request,
        gettext("このアドレスを知る人は、文書を見られれば、この引用箇所も見られます。")
        if row.shared
        else gettext("自分だけが見られるようにしました。"),
    )
    return redirect("quotes:quote", row.pk)


@members
def delete(request: HttpRequest, quote_id: uuid.UUID) -> HttpResponse:
    """Ask whether to delete a quote, and do it."""
    row = _own_or_404(request, quote_id)
    if request.method == "POST":
        try:
            row.delete()
        except ProtectedError:
            messages.error(
                request,
                gettext("メモかとじ込みで使われている引用箇所です。先にそちらを消してください。"),
            )
            return redirect("quotes:quote", row.pk)
        messages.success(request, gettext("引用箇所を消しました。"))
        return redirect("quotes:index")
    return render(request, "quotes/delete.html", {"quote": shown([row])[0]})


def _own_or_404(request: HttpRequest, quote_id: uuid.UUID) -> Quote:
    """The person's own quote, or a 404 answer: others' are not even known to be there."""
    own = Quote.objects.select_related("standing")
    return get_object_or_404(own, pk=quote_id, owner=cast("User", request.user))
