"""Rows that a clock has dated ahead of now, and what waits because the clock may be wrong."""

from __future__ import annotations

import datetime

import msgspec
from django.db import models
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from shiryokan.audit.models import AuditEntry
from shiryokan.backup.tables import copied_models
from shiryokan.documents import bin as bins
from shiryokan.documents.models import Document
from shiryokan.jobs.clock import sure_time

AHEAD = datetime.timedelta(hours=1)
"""Less than this is nobody's trouble."""
_TO_COME = ("expires_at", "expire_date", "run_after", "next_at")
"""What is meant to lie ahead."""


class Held(msgspec.Struct, frozen=True):
    """Documents whose time in the bin is over, if the clock is right; and up to when it surely
    was."""

    documents: int
    sure: datetime.datetime


def dated_ahead() -> dict[str, int]:
    """The rows that are dated in the future, by table and column; but audit entries, which nobody
    can change and whose order is that of their numbers, and jobs, which workers bring forward."""
    after = timezone.now() + AHEAD
    found = {}
    for model in copied_models():
        if model in (AuditEntry, DBTaskResult):
            continue
        for field in model._meta.local_concrete_fields:
            if isinstance(field, models.DateTimeField) and field.name not in _TO_COME:
                count = model._base_manager.filter(**{f"{field.name}__gt": after}).count()
                if count:
                    found[f"{model._meta.db_table}.{field.column}"] = count
    return found


def audit_entries_ahead() -> int:
    """The audit entries that are dated in the future."""
    return AuditEntry.objects.filter(at__gt=timezone.now() + AHEAD).count()


def held_in_the_bin() -> Held:
    """What would be purged by now, were the clock believed."""
    now, sure = timezone.now(), sure_time()
    due = Document.everything.filter(binned_at__lt=now - bins.grace())
    return Held(due.filter(binned_at__gte=sure - bins.grace()).count(), sure)
