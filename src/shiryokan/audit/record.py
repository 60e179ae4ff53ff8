"""Writes an entry down, in the transaction of what was done."""

from __future__ import annotations

from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from shiryokan.audit.actor import actor
from shiryokan.audit.chain import BEGINNING, hash_of, plain
from shiryokan.audit.kinds import Kind
from shiryokan.audit.models import AuditEntry

_LOCK = 0x5368_6972
"""Any number that no other lock of the database has."""


@transaction.atomic
def record(kind: Kind, about: str, name: str = "", *, by: str = "", **details: Any) -> AuditEntry:
    """Add an entry of whoever acts, or of ``by``.

    ``details`` are plain values of JSON: what it was and what it became, never a secret, and of
    people nothing but the numbers of their accounts. It is undone with the transaction around it.
    """
    if connection.vendor == "postgresql":
        # one after the other until each is written; SQLite's transactions already are
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    last = AuditEntry.objects.order_by("-number").first()
    entry = AuditEntry(
        number=last.number + 1 if last else 1,
        # a clock that was set back does not turn the order round: numbers do not go by it
        at=timezone.now(),
        actor=by or actor(),
        kind=kind,
        about=plain(about)[:200],
        name=plain(name)[:500],
        details=plain(details),
        before=last.hash if last else BEGINNING,
    )
    entry.hash = hash_of(entry.chained())
    entry.save(force_insert=True)
    return entry
