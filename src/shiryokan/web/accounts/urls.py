"""Addresses of people: our own, and allauth's, each with a rule."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import allauth.urls
from django.urls import URLPattern, URLResolver, include, path

from shiryokan.access.rules import always_public, members
from shiryokan.accounts.openid import onward
from shiryokan.web.accounts import terminals, views

ALWAYS_PUBLIC = (
    *("account_login", "account_logout", "account_inactive", "account_signup"),
    *("account_email_verification_sent", "account_confirm_email"),
    *("account_reset_password", "account_reset_password_done"),
    *("account_reset_password_from_key", "account_reset_password_from_key_done"),
    *("mfa_authenticate", "mfa_login_webauthn", "mfa_trust", "account_confirm_login_code"),
    *("openid_connect_login", "openid_connect_callback"),
    *("socialaccount_login_cancelled", "socialaccount_login_error", "socialaccount_signup"),
)
"""What one needs to come in; everything else of allauth is for who is in."""
_ELSEWHERE = ("openid_connect_login",)
"""What leads to another server."""
_LEFT_OUT = ("social/",)
"""Addresses that allauth keeps for older instances than this."""


def ruled(entries: list[URLPattern | URLResolver]) -> list[URLPattern | URLResolver]:
    """The addresses, each with a rule."""
    found: list[URLPattern | URLResolver] = []
    for entry in entries:
        if str(entry.pattern).startswith(_LEFT_OUT):
            continue
        if isinstance(entry, URLResolver):
            inner = ruled(list(entry.url_patterns))
            found.append(
                URLResolver(
                    entry.pattern, inner, entry.default_kwargs, entry.app_name, entry.namespace
                )
            )
        else:
            rule: Callable[..., Any] = always_public if entry.name in ALWAYS_PUBLIC else members
            view = onward(entry.callback) if entry.name in _ELSEWHERE else entry.callback
            found.append(URLPattern(entry.pattern, rule(view), entry.default_args, entry.name))
    return found


own = (
    [
        path("welcome/<str:secret>", views.welcome, name="welcome"),
        path("account/", views.account, name="account"),
        path("account/data.json", views.own_data, name="own_data"),
        path("account/erase", views.erase_account, name="erase"),
        path("account/pin", terminals.pin, name="pin"),
        path("account/terminal", terminals.terminal, name="terminal"),
        path("account/switch", terminals.switch, name="switch"),
        path("account/away", terminals.step_away, name="step_away"),
        path("people/", views.people, name="people"),
        path("people/groups", views.groups, name="groups"),
        path(
            "people/invitations/<int:invitation_id>/revoke",
            views.revoke_invitation,
            name="revoke_invitation",
        ),
        path("people/<int:user_id>/", views.person, name="person"),
    ],
    "accounts",
)
urlpatterns = [
    path("", include(own)),
    path("account/", include(ruled(list(allauth.urls.urlpatterns)))),
]
