"""The page on which people make and revoke their tokens. It works without a script."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from shiryokan.access.policies import free
from shiryokan.access.rules import members
from shiryokan.api import tokens as tokens_of
from shiryokan.api.addresses import Addresses
from shiryokan.api.models import ApiToken
from shiryokan.instance import current

MOST = 20
"""Living tokens that one person has at most."""
LIFETIMES = {"30": _("30日"), "90": _("90日"), "365": _("1年"), "": _("期限なし")}
"""For how many days a token may live."""


class TokenForm(forms.Form):
    """What a new token is called, and how long it lives."""

    name = forms.CharField(
        label=_("トークンの名前"),
        max_length=100,
        help_text=_("何に使うか、あとで分かる名前を付けます。例: 統計の集計"),
    )
    days = forms.ChoiceField(
        label=_("期限"), required=False, choices=list(LIFETIMES.items()), initial="90"
    )

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._user = user

    def clean(self) -> dict[str, Any]:
        """A person has so many tokens and no more."""
        if tokens_of.living(self._user).count() >= MOST:
            raise forms.ValidationError(
                _("使えるトークンは%(most)s個までです。使わないものを取り消してください。"),
                params={"most": MOST},
            )
        return super().clean() or self.cleaned_data

    def lifetime(self) -> datetime.timedelta | None:
        """How long the token is to live; None is for ever."""
        days = self.cleaned_data["days"]
        return datetime.timedelta(days=int(days)) if days else None


@members
@free
@never_cache
@sensitive_variables("secret")
@require_http_methods(["GET", "HEAD", "POST"])
def tokens(request: HttpRequest) -> HttpResponse:
    """One's tokens, and the form for a new one, whose secret is shown in the answer only."""
    user: Any = request.user
    form = TokenForm(user, request.POST or None)
    made = secret = None
    if request.method == "POST" and form.is_valid():
        made, secret = tokens_of.issue(user, form.cleaned_data["name"], form.lifetime())
        form = TokenForm(user)
    return render(
        request,
        "api/tokens.html",
        {
            "form": form,
            "made": made,
            "secret": secret,
            "tokens": ApiToken.objects.filter(user=user),
            "access": current.config().api,
            "example": Addresses.of(request).to("api:documents"),
        },
        status=422 if form.is_bound and form.errors else 200,
    )


@members
@free
@require_POST
def revoke(request: HttpRequest, token_id: int) -> HttpResponse:
    """End one of one's tokens."""
    user: Any = request.user
    if not tokens_of.revoke(user, token_id):
        raise Http404
    return redirect("api:tokens")
