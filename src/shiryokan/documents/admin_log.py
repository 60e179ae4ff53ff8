"""Keeps on record what is changed in Django's administration pages."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from django.contrib.admin.models import ADDITION, CHANGE, DELETION, LogEntry
from django.db.models.signals import post_save

from shiryokan.audit.record import record
from shiryokan.documents import audit_kinds

_NAMED = ("access", "documents", "records", "search")
"""Rooms whose things have a name of their own; what others keep is, or names, somebody's, and is
told by its number only."""

_ACTIONS = {ADDITION: "added", CHANGE: "changed", DELETION: "deleted"}


def watch() -> None:
    """Begin to watch."""
    post_save.connect(_changed, sender=LogEntry, dispatch_uid="audit.admin")
    # of many at once Django writes its entries without a signal
    LogEntry.objects.bulk_create = _one_by_one  # type: ignore[method-assign,assignment]


def _one_by_one(entries: Iterable[LogEntry], **_others: Any) -> list[LogEntry]:
    found = list(entries)
    for entry in found:
        entry.save()
    return found


def _changed(instance: LogEntry, *, created: bool, **_others: Any) -> None:
    if not created or instance.content_type is None:
        return
    what = f"{instance.content_type.app_label}.{instance.content_type.model}"
    named = instance.object_repr if instance.content_type.app_label in _NAMED else ""
    record(
        audit_kinds.ADMINISTERED, f"{what}:{instance.object_id}", named,
        by=f"user:{instance.user_id}", action=_ACTIONS.get(instance.action_flag, ""),
        fields=_fields(instance),
    )  # fmt: skip


def _fields(entry: LogEntry) -> list[str]:
    """The names of what was changed, as Django notes them (in JSON, or not)."""
    try:
        changes = json.loads(entry.change_message or "[]")
    except ValueError:
        return []
    changed = (each.get("changed", {}) for each in changes if isinstance(each, dict))
    return [str(name) for each in changed for name in each.get("fields", [])]
