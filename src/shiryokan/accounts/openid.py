"""Coming in by another server (OpenID Connect): the way there, and whom it lets in."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render

from shiryokan.accounts.invitations import join, waiting_for
from shiryokan.accounts.models import Invitation
from shiryokan.instance import current

View = Callable[..., HttpResponseBase]


class ElsewhereAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Lets in whom the setting ``signup`` lets, and whoever is invited under an address that the
    other server has verified; these with the role and the groups of the invitation."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Whether somebody new may come in."""
        return current.config().signup == "anyone" or _invitation(sociallogin) is not None

    @transaction.atomic
    def save_user(self, request: HttpRequest, sociallogin: SocialLogin, form: Any = None) -> User:
        """The new account, by an invitation if there is one."""
        invitation = _invitation(sociallogin)
        user: User = super().save_user(request, sociallogin, form)
        joined = invitation is not None and join(invitation, user)
        if not joined and current.config().signup != "anyone":
            # somebody was quicker, or the link was taken back meanwhile
            raise ImmediateHttpResponse(render(request, "account/signup_closed.html"))
        return user


def _invitation(sociallogin: SocialLogin) -> Invitation | None:
    for address in sociallogin.email_addresses:
        # anything else than a plain yes, as the word "false", is none
        if address.verified is True and (found := waiting_for(address.email)):
            return found
    return None


def onward(view: View) -> View:
    """A form may lead to this instance only, says the content policy, and browsers hold a redirect
    that answers one to that too. So what leads elsewhere is a page that goes on by itself."""

    @wraps(view)
    def leading(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        leads = isinstance(response, HttpResponseRedirect) and request.method == "POST"
        if leads and response["Location"].startswith(("https://", "http://")):
            return render(request, "accounts/onward.html", {"address": response["Location"]})
        return response

    return leading
