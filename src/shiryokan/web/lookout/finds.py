"""Finds: their list, and one of them with what it says otherwise, word by word."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from shiryokan.access.policies import heavy
from shiryokan.access.rules import public
from shiryokan.documents.models import Council, Document, Publisher
from shiryokan.documents.page_places import marked
from shiryokan.lookout.models import Find
from shiryokan.lookout.replacement import Replacement, Side, WordChange, replacement
from shiryokan.lookout.selected import Chosen, chosen
from shiryokan.web.lookout.shown import shown
from shiryokan.web.numbers import whole_number
from shiryokan.web.viewer.crops import Crop, crop_of

_A_PAGE = 50
_LONGEST_MEETING = 40
"""Characters of the name of a meeting, at most: 令和6年度第1回 has nine."""
_CROPS = 40
"""Changes that are shown on pieces of both pages; of more only the words are."""


@public
@require_safe
def finds(request: HttpRequest) -> HttpResponse:
    """Finds, the newest first; of a council, a publisher, a kind."""
    asked = asked_of(request)
    rows = chosen(asked)
    at = whole_number(request.GET.get("page", "1"), least=1, most=100_000) or 1
    page = Paginator(rows.select_related("watched"), _A_PAGE).get_page(at)
    context = {
        "page": page,
        "finds": shown(page.object_list),
        "kinds": Find.Kind.choices,
        "asked": asked,
        "council": Council.objects.filter(pk=asked.council).first() if asked.council else None,
        "publisher": (
            Publisher.objects.filter(pk=asked.publisher).first() if asked.publisher else None
        ),
    }
    return render(request, "lookout/finds.html", context)


def asked_of(request: HttpRequest) -> Chosen:
    """Which finds a request asks for."""
    kind = request.GET.get("kind", "")
    return Chosen(
        council=whole_number(request.GET.get("council", "")) or 0,
        meeting=request.GET.get("meeting", "")[:_LONGEST_MEETING],
        publisher=whole_number(request.GET.get("publisher", "")) or 0,
        kind=kind if kind in Find.Kind.values else "",
    )


class ShownSide(msgspec.Struct, frozen=True):
    """The address at which words are marked on their page (empty where there are none), and the
    piece of that page, where it is shown."""

    address: str = ""
    crop: Crop | None = None


class ShownChange(msgspec.Struct, frozen=True):
    """A change with its place on both pages."""

    change: WordChange
    old: ShownSide
    new: ShownSide


@public
@heavy
@require_safe
def find(request: HttpRequest, find_id: int) -> HttpResponse:
    """One find; of a replacement the words that changed, each with its place on both pages."""
    row = get_object_or_404(Find.objects.select_related("watched"), pk=find_id)
    (one,) = shown([row])
    compared: Replacement | None = None
    changes: Sequence[ShownChange] = ()
    if one.comparable:
        old, new = (Document.objects.get(pk=pk) for pk in (row.old_document_id, row.document_id))
        if {old.state, new.state} <= {Document.State.READ, Document.State.INDEXED}:
            compared = replacement(old, new)
            changes = [
                ShownChange(
                    each,
                    _side(old, each.old, with_crop=number < _CROPS),
                    _side(new, each.new, with_crop=number < _CROPS),
                )
                for number, each in enumerate(compared.changes)
            ]
    waiting = one.comparable and compared is None
    context = {
        "one": one, "find": row, "compared": compared, "changes": changes, "waiting": waiting,
    }  # fmt: skip
    return render(request, "lookout/find.html", context)


def _side(document: Document, side: Side, *, with_crop: bool) -> ShownSide:
    if not side.page:
        return ShownSide()
    path = reverse("viewer:page", args=[document.pk, side.page])
    crop = crop_of(document.pk, side.page, side.boxes, side.around) if with_crop else None
    return ShownSide(marked(path, side.boxes) if side.boxes else path, crop)
