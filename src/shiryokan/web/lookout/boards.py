"""The board of watched pages, one page with its visits, and the forms to add and to stop."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shiryokan.access.models import Collection
from shiryokan.access.rules import editors, public
from shiryokan.documents.collections import choosable
from shiryokan.i18n.explanations import explain
from shiryokan.jobs.retries import Refusal
from shiryokan.lookout.board import board as rows_of_board
from shiryokan.lookout.models import Address, Find, Listing, Visit, WatchedPage
from shiryokan.lookout.watching import set_active, watch
from shiryokan.web.lookout.shown import shown

_NEWEST = 20
_VISITS = 50
_DOCUMENTS = 500


class WatchForm(forms.Form):
    """A page that is to be watched."""

    # words that are no address are kept as they were typed, and told of
    url = forms.CharField(
        label="URL", max_length=2000, widget=forms.URLInput,
        error_messages={"required": _("ページかフィードのURLを入れてください。")},
    )  # fmt: skip
    council = forms.CharField(
        label=_("会議体"), max_length=200, required=False,
        help_text=_("ページから読めないときだけ入れてください。"),
    )  # fmt: skip
    publisher = forms.CharField(label=_("発行者"), max_length=200, required=False)
    minutes = forms.IntegerField(
        label=_("見回る間隔（分）"), min_value=5, max_value=100_000, required=False,
        help_text=_("空のときは、この資料館の間隔で見回ります。"),
    )  # fmt: skip
    collection = forms.ModelChoiceField(
        Collection.objects.none(),
        label=_("コレクション"),
        required=False,
        empty_label=_("なし（だれでも）"),
        help_text=_(
            "見つけた文書が入るコレクション。見張るページと見つけたものも、同じ人だけが見られます。"
        ),
    )
    only_new = forms.BooleanField(
        label=_("今ある文書は受け入れず、これからのものだけを受け入れる"), required=False
    )

    def __init__(self, *args: Any, choices: Any, **named: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **named})
        self.fields["collection"].queryset = choices  # type: ignore[attr-defined]

    def clean_url(self) -> str:
        """The address; https is meant where no scheme is given."""
        url = str(self.cleaned_data["url"])
        given = url if "://" in url else f"https://{url}"
        try:
            return str(forms.URLField(max_length=2000, assume_scheme="https").clean(given))
        except forms.ValidationError as error:
            message = gettext(
                "URLとして読めません。https:// で始まるアドレスを、ブラウザーから写してください。"
            )
            raise forms.ValidationError(message) from error


@public
@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """All watched pages with their state, and what was found last."""
    return render(
        request,
        "lookout/board.html",
        {"rows": rows_of_board(), "finds": shown(Find.objects.select_related("watched")[:_NEWEST])},
    )


@editors
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """The form for a page that is to be watched."""
    form = WatchForm(request.POST or None, choices=choosable())
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            watched, new = watch(
                given["url"], council=given["council"], publisher=given["publisher"],
                minutes=given["minutes"], take_present=not given["only_new"],
                collection=given["collection"],
            )  # fmt: skip
        except Refusal as refusal:
            what, do = explain(refusal.code, dict(refusal.details), gettext)
            form.add_error("url", f"{what} {do}")
        else:
            if new:
                messages.success(request, gettext("見張り始めました。まもなく見回ります。"))
            else:
                messages.info(request, gettext("すでに見張っているページです。"))
            if not WatchedPage.objects.filter(pk=watched.pk).exists():
                return redirect("lookout:board")
            return redirect("lookout:page", watched.pk)
    return render(request, "lookout/add.html", {"form": form}, status=422 if form.errors else 200)


@public
@require_safe
def page(request: HttpRequest, watched_id: int) -> HttpResponse:
    """A watched page: its visits, what it lists, what was found on it."""
    watched = get_object_or_404(WatchedPage, pk=watched_id)
    addresses = Address.objects.filter(watched=watched)
    listings = (
        Listing.objects.filter(
            page__watched=watched,
            target__role=Address.Role.DOCUMENT,
            target__failures__gt=0,
            target__due_at__isnull=False,
        )
        .select_related("target")
        .order_by("-pk")
    )
    own = addresses.filter(role=Address.Role.PAGE).first()
    context = {
        "watched": watched,
        "address": own,
        "why": explain(own.error, own.error_details, gettext).whole if own and own.error else "",
        "visits": Visit.objects.filter(address__watched=watched).select_related("address")[
            :_VISITS
        ],
        "troubled": [
            (one, explain(one.target.error, one.target.error_details, gettext)[0])
            for one in listings[:_DOCUMENTS]
        ],
        "documents": addresses.filter(role=Address.Role.DOCUMENT).exclude(sha256="").count(),
        "finds": shown(Find.objects.filter(watched=watched).select_related("watched")[:_NEWEST]),
    }
    return render(request, "lookout/page.html", context)


@editors
@require_POST
def active(request: HttpRequest, watched_id: int) -> HttpResponse:
    """Stop watching a page, or begin again."""
    watched = get_object_or_404(WatchedPage, pk=watched_id)
    set_active(watched, active="begin" in request.POST)
    if watched.active:
        messages.success(request, gettext("また見張り始めました。"))
    else:
        messages.success(request, gettext("見張りを止めました。見つけたものは残ります。"))
    return redirect("lookout:page", watched.pk)
