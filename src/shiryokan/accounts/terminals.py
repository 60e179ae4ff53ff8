"""Shared terminals: who may come in by PIN there, and until when."""

from __future__ import annotations

import datetime
import hashlib
import itertools
import secrets
from typing import Literal

from allauth.account import signals as accounts
from allauth.mfa import signals as factors
from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from shiryokan.accounts import audit_kinds
from shiryokan.accounts.models import Pin, TerminalSignIn
from shiryokan.audit.record import record

LEAST_DIGITS, MOST_DIGITS = 6, 12
MOST_FAILURES = 5
"""Wrong tries in a row, wherever they are made, after which only a full sign-in helps."""
FOR = datetime.timedelta(hours=10)
"""How long after a full sign-in the PIN does: a long shift."""
COOKIE = "terminal"
COOKIE_SECONDS = 30 * 86_400
_UNUSABLE = make_password(None)

Problem = Literal["digits", "simple"]


def problem_of(pin: str) -> Problem | None:
    """What is wrong with a PIN: too few or too many digits, or one that anybody would try."""
    if not (pin.isascii() and pin.isdecimal() and LEAST_DIGITS <= len(pin) <= MOST_DIGITS):
        return "digits"
    steps = {(int(b) - int(a)) % 10 for a, b in itertools.pairwise(pin)}
    halves = len(set(pin)) < 3 or pin[: len(pin) // 2] == pin[len(pin) // 2 :]
    return "simple" if len(steps) == 1 or halves else None


@transaction.atomic
def set_pin(user: User, pin: str) -> None:
    """Keep a PIN, which has no :func:`problem_of`, in the place of an older one."""
    Pin.objects.update_or_create(
        user=user, defaults={"hash": make_password(pin), "failures": 0, "set_at": timezone.now()}
    )
    record(audit_kinds.PIN, f"user:{user.pk}", set=True)


@transaction.atomic
def remove_pin(user: User) -> None:
    """Have no PIN: nobody comes in by it any more."""
    end(user)
    if Pin.objects.filter(user=user).delete()[0]:
        record(audit_kinds.PIN, f"user:{user.pk}", set=False)


def new_terminal() -> str:
    """The secret of a terminal, for its cookie."""
    return secrets.token_urlsafe(32)


def key_of(terminal: str) -> str:
    """What is kept of a terminal's secret."""
    return hashlib.sha256(terminal.encode()).hexdigest()


@transaction.atomic
def join(user: User, terminal: str) -> None:
    """Have somebody who has just signed in fully at a terminal come in by PIN there for a time."""
    now = timezone.now()
    TerminalSignIn.objects.filter(until__lte=now).delete()
    TerminalSignIn.objects.update_or_create(
        key=key_of(terminal), user=user, defaults={"until": now + FOR}
    )
    Pin.objects.filter(user=user).update(failures=0)
    record(audit_kinds.TERMINAL, f"user:{user.pk}")


def leave(user: User, terminal: str) -> None:
    """Have them come in by PIN there no more."""
    TerminalSignIn.objects.filter(user=user, key=key_of(terminal)).delete()


def end(user: User) -> None:
    """Have them come in by PIN nowhere, until they have signed in fully once more."""
    TerminalSignIn.objects.filter(user=user).delete()


def people_at(terminal: str) -> QuerySet[TerminalSignIn]:
    """Who may come in by PIN at a terminal now."""
    rows = TerminalSignIn.objects.filter(
        key=key_of(terminal), until__gt=timezone.now(), user__is_active=True,
        user__pin__failures__lt=MOST_FAILURES,
    )  # fmt: skip
    return rows.select_related("user").order_by("user__username")


def let_in(terminal: str, user_id: int, pin: str) -> TerminalSignIn | None:
    """The sign-in of whoever gave the right PIN; None otherwise. A try counts before it is looked
    at, so that many at once are not more than one after the other."""
    found = people_at(terminal).filter(user=user_id).first() if terminal else None
    if found is None:
        check_password(pin, _UNUSABLE)
        return None
    counted = Pin.objects.filter(user=user_id, failures__lt=MOST_FAILURES)
    if not counted.update(failures=F("failures") + 1):
        return None
    kept = Pin.objects.get(user=user_id)
    if check_password(pin, kept.hash):
        Pin.objects.filter(user=user_id).update(failures=0)
        return found
    if kept.failures >= MOST_FAILURES:
        with transaction.atomic():
            end(found.user)
            record(audit_kinds.PIN_LOCKED, f"user:{user_id}")
    return None


def watch() -> None:
    """Another password or second factor ends what hung on the older one."""
    for signal in (
        accounts.password_changed, accounts.password_set, accounts.password_reset,
        factors.authenticator_added, factors.authenticator_removed, factors.authenticator_reset,
    ):  # fmt: skip
        signal.connect(_proof_changed)


def _proof_changed(user: User, **_signal: object) -> None:
    end(user)
