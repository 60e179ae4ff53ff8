"""Keeps on record what people do with their own accounts, which is allauth's work."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.account import signals as accounts
from allauth.mfa import signals as factors
from allauth.socialaccount import signals as elsewhere
from django.contrib.auth.models import User
from django.dispatch import Signal

from shiryokan.access.rules import role_of
from shiryokan.audit.actor import actor_of
from shiryokan.audit.models import Deed, Kind
from shiryokan.audit.record import record

_WATCHED: tuple[tuple[Signal, Kind, str], ...] = (
    (accounts.password_set, Kind.PASSWORD, "set"),
    (accounts.password_changed, Kind.PASSWORD, "changed"),
    (accounts.password_reset, Kind.PASSWORD, "reset"),
    (accounts.email_added, Kind.EMAIL, "added"),
    (accounts.email_confirmed, Kind.EMAIL, "verified"),
    (accounts.email_changed, Kind.EMAIL, "primary"),
    (accounts.email_removed, Kind.EMAIL, "removed"),
    (factors.authenticator_added, Kind.SECOND_FACTOR, "added"),
    (factors.authenticator_reset, Kind.SECOND_FACTOR, "renewed"),
    (factors.authenticator_removed, Kind.SECOND_FACTOR, "removed"),
    (elsewhere.social_account_added, Kind.SIGN_IN, "added"),
    (elsewhere.social_account_removed, Kind.SIGN_IN, "removed"),
)


def watch() -> None:
    """Begin to watch."""
    accounts.user_signed_up.connect(_signed_up, dispatch_uid="deeds.signed_up")
    for signal, kind, how in _WATCHED:
        # the receivers are made here: nobody else keeps them
        signal.connect(_receiver(kind, how), weak=False, dispatch_uid=f"deeds.{kind}.{how}")


def _signed_up(user: User, **_others: Any) -> None:
    # whoever signs up is not signed in yet
    me = actor_of(user)
    # who was invited is on record already, with the invitation
    if not Deed.objects.filter(kind=Kind.ACCOUNT, about=me).exists():
        record(Kind.ACCOUNT, me, by=me, role=role_of(user), new=True)


def _receiver(kind: Kind, how: str) -> Callable[..., None]:
    """Writes down how an account was changed: of an address or an authenticator not which."""

    def changed(**told: Any) -> None:
        details = {"how": how}
        if kind == Kind.SECOND_FACTOR:
            details["type"] = told["authenticator"].type
        me = actor_of(_person(told))
        record(kind, me, by=me, **details)

    return changed


def _person(told: dict[str, Any]) -> User:
    """Whose account it is: each signal says so in its own way."""
    own = ("email_address", "socialaccount", "sociallogin")
    person: User = told["user"] if "user" in told else next(told[n] for n in own if n in told).user
    return person
