"""Asks, by mail, whether an address is that of whoever typed it (double opt-in).

Nobody can have an address filled with such mails: of those that are still valid an address has few.
Whoever asks learns nothing of an address: what is answered is the same.
"""

from __future__ import annotations

import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from shiryokan.digest.models import Confirmation
from shiryokan.digest.sending import deliver_confirmation

VALID = datetime.timedelta(days=3)
"""How long an address can be confirmed."""
MOST_VALID = 3
"""Mails to one address that may be valid at a time."""
GAP = datetime.timedelta(minutes=10)
"""Between two mails to an address for the same thing."""
MOST_AN_HOUR = 300
"""Such mails of the house in an hour, to whatever addresses: nobody can send through it to a
list."""


def is_valid(confirmation: Confirmation, now: datetime.datetime) -> bool:
    """Whether it can still be confirmed. One that is dated ahead is of a clock that was wrong."""
    return now - confirmation.created_at < VALID


@transaction.atomic
def ask(email: str, kind: str, ref: str, *, base: str, language: str) -> None:
    """Queue the mail that asks, unless there were enough of them."""
    now = timezone.now()
    same = Confirmation.objects.filter(email__iexact=email)
    lately = Q(created_at__gt=now - GAP)
    if (
        same.count() >= MOST_VALID
        or same.filter(lately, kind=kind, ref=ref).exists()
        or Confirmation.objects.filter(created_at__gt=now - datetime.timedelta(hours=1)).count()
        >= MOST_AN_HOUR
    ):
        return
    row = Confirmation.objects.create(
        email=email, kind=kind, ref=ref, base=base, language=language, created_at=now
    )
    deliver_confirmation.enqueue(str(row.pk))


def forget_expired(now: datetime.datetime) -> None:
    """Remove what was not confirmed in time: nothing of whoever did not ask is kept."""
    # dated further ahead than it is valid: of a clock that was wrong
    over = Q(created_at__lte=now - VALID) | Q(created_at__gt=now + VALID)
    expired = Confirmation.objects.filter(over)
    if expired.exists():
        expired.delete()
