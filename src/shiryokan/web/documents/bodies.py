"""Publishers and councils: renamed, two that are one merged, and parted again."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from shiryokan.access.rules import editors
from shiryokan.documents.bodies import (
    LONGEST,
    Body,
    NameTaken,
    merge,
    mergers,
    part,
    rename,
    seen,
    suggestions,
)
from shiryokan.documents.models import Council, Publisher, documents_of_origins
from shiryokan.web.numbers import whole_number

MOST_SUGGESTIONS = 30
MOST_MERGERS = 30


class NameForm(forms.Form):
    """Another name for a publisher or a council."""

    name = forms.CharField(label=_("名前"), max_length=LONGEST)


class MergeForm(forms.Form):
    """The one that another is merged into."""

    into = forms.ModelChoiceField(Publisher.objects.none(), label=_("まとめる先"))

    def __init__(self, *args: Any, choices: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["into"].queryset = choices  # type: ignore[attr-defined]


@editors
@require_http_methods(["GET", "HEAD", "POST"])
def bodies(request: HttpRequest, kind: str) -> HttpResponse:
    """All publishers or councils with what may be one; ``of`` opens one of them."""
    rows = _rows(kind)
    if request.method == "POST":
        return _changed(request, kind, rows)
    return _shown(request, kind, rows, _chosen(rows, request.GET.get("of", "")))


def _rows(kind: str) -> QuerySet[Any]:
    model: type[Model] = Council if kind == "councils" else Publisher
    rows: QuerySet[Any] = model.objects.annotate(documents=documents_of_origins())  # type: ignore[attr-defined]
    return rows.select_related("publisher") if kind == "councils" else rows


def _chosen(rows: QuerySet[Any], asked: str) -> Any:
    return get_object_or_404(rows, pk=whole_number(asked)) if asked.isdecimal() else None


def _shown(
    request: HttpRequest, kind: str, rows: QuerySet[Any], chosen: Any,
    naming: NameForm | None = None, taken: Body | None = None,
) -> HttpResponse:  # fmt: skip
    found = list(rows)
    counts = {body.pk: body.documents for body in found}
    context = {
        "kind": kind,
        "councils": kind == "councils",
        "rows": found,
        "chosen": chosen,
        "naming": naming or (NameForm(initial={"name": chosen.name}) if chosen else None),
        "merging": MergeForm(choices=rows.exclude(pk=chosen.pk)) if chosen else None,
        "taken": taken,
        "suggested": [
            (each, counts.get(each.body.pk, 0), counts.get(each.into.pk, 0))
            for each in suggestions(found, counts)[:MOST_SUGGESTIONS]
        ],
        "mergers": _mergers(kind),
    }
    wrong = bool(naming and naming.errors) or taken is not None
    return render(request, "documents/bodies.html", context, status=422 if wrong else 200)


def _mergers(kind: str) -> list[Any]:
    mine = mergers().filter(council__isnull=kind != "councils")[:MOST_MERGERS]
    return [former for former in mine if seen(former)]


def _changed(request: HttpRequest, kind: str, rows: QuerySet[Any]) -> HttpResponse:
    here = reverse(f"documents:{kind}")
    if asked := request.POST.get("part", ""):
        return _parted(request, kind, rows, asked)
    body = _gone_or(rows, request.POST.get("of", ""))
    if body is None:
        messages.error(
            request, gettext("その名前は、もうありません。だれかが先にまとめたか、直しました。")
        )
        return redirect(here)
    if "merge" in request.POST:
        form = MergeForm(request.POST, choices=rows)
        if not form.is_valid():
            messages.error(request, gettext("まとめる先は、もうありません。選び直してください。"))
            return redirect(f"{here}?of={body.pk}")
        into = form.cleaned_data["into"]
        if merge(body, into) is not None:
            message = gettext(
                "「%(body)s」を「%(into)s」にまとめました。下の一覧から元に戻せます。"
            )
            messages.success(request, message % {"body": body.name, "into": into.name})
        return redirect(here)
    naming = NameForm(request.POST)
    if not naming.is_valid():
        return _shown(request, kind, rows, body, naming)
    try:
        rename(body, naming.cleaned_data["name"])
    except NameTaken as taken:
        other = rows.filter(pk=taken.other.pk).first()
        if other is None:
            # it is of documents that whoever asks does not see: the name is free to them
            merge(body, taken.other)
        else:
            naming.add_error("name", gettext("この名前のものがもうあります。1つにまとめますか。"))
            return _shown(request, kind, rows, body, naming, other)
    messages.success(request, gettext("名前を変えました。"))
    return redirect(here)


def _gone_or(rows: QuerySet[Any], asked: str) -> Any:
    return rows.filter(pk=whole_number(asked)).first() if asked.isdecimal() else None


def _parted(request: HttpRequest, kind: str, rows: QuerySet[Any], asked: str) -> HttpResponse:
    former = mergers().filter(pk=whole_number(asked) or 0).first()
    if former is None or not seen(former):
        messages.error(request, gettext("このまとめは、もう元に戻されています。"))
        return redirect(f"documents:{kind}")
    try:
        part(former)
    except NameTaken:
        messages.error(
            request,
            gettext(
                "同じ名前のものが新しくできているので、分けられません。先にそちらの名前を変えてください。"
            ),
        )
    else:
        messages.success(request, gettext("元の2つに分けました。"))
    return redirect(f"documents:{kind}")
