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
from shiryokan.accounts import audit_kinds
from shiryokan.audit.actor import actor_of
from shiryokan.audit.kinds import Kind
from shiryokan.audit.models import AuditEntry
from shiryokan.audit.record import record

_SIGNALS: tuple[tuple[Signal, Kind, str], ...] = (
    (accounts.password_set, audit_kinds.PASSWORD, "set"),
    (accounts.password_changed, audit_kinds.PASSWORD, "changed"),
    (accounts.password_reset, audit_kinds.PASSWORD, "reset"),
    (accounts.email_added, audit_kinds.EMAIL, "added"),
    (accounts.email_confirmed, audit_kinds.EMAIL, "verified"),
    (accounts.email_changed, audit_kinds.EMAIL, "primary"),
    (accounts.email_removed, audit_kinds.EMAIL, "removed"),
    (factors.authenticator_added, audit_kinds.SECOND_FACTOR, "added"),
    (factors.authenticator_reset, audit_kinds.SECOND_FACTOR, "renewed"),
    (factors.authenticator_removed, audit_kinds.SECOND_FACTOR, "removed"),
    (elsewhere.social_account_added, audit_kinds.SIGN_IN, "added"),
    (elsewhere.social_account_removed, audit_kinds.SIGN_IN, "removed"),
)


def watch() -> None:
    """Begin to watch."""
    accounts.user_signed_up.connect(_signed_up, dispatch_uid="audit.signed_up")
    for signal, kind, how in _SIGNALS:
        # the receivers are made here: nobody else keeps them
        signal.connect(_receiver(kind, how), weak=False, dispatch_uid=f"audit.{kind}.{how}")


def _signed_up(user: User, **_others: Any) -> None:
    # whoever signs up is not signed in yet
    me = actor_of(user)
    # who was invited is on record already, with the invitation
    if not AuditEntry.objects.filter(kind=audit_kinds.ACCOUNT, about=me).exists():
        record(audit_kinds.ACCOUNT, me, by=me, role=role_of(user), new=True)


def _receiver(kind: Kind, how: str) -> Callable[..., None]:
    """Writes down how an account was changed: of an address or an authenticator not which."""

    def changed(**sent: Any) -> None:
        details = {"how": how}
        if kind == audit_kinds.SECOND_FACTOR:
            details["type"] = sent["authenticator"].type
        me = actor_of(_person(sent))
        record(kind, me, by=me, **details)

    return changed


def _person(sent: dict[str, Any]) -> User:
    """Whose account it is: each signal says so in its own way."""
    own = ("email_address", "socialaccount", "sociallogin")
    person: User = sent["user"] if "user" in sent else next(sent[n] for n in own if n in sent).user
    return person
