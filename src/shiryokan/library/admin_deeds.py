"""Keeps on record what is changed in Django's administration pages."""

from __future__ import annotations

import json
from typing import Any

from django.contrib.admin.models import ADDITION, CHANGE, DELETION, LogEntry
from django.db.models.signals import post_save

from shiryokan.deeds.models import Kind
from shiryokan.deeds.recording import record

_NAMELESS = ("auth.user", "account.emailaddress", "api.apitoken")
"""What may name people is kept by its number only."""


_ACTIONS = {ADDITION: "added", CHANGE: "changed", DELETION: "deleted"}


def watch() -> None:
    """Begin to watch."""
    post_save.connect(_changed, sender=LogEntry, dispatch_uid="deeds.admin")


def _changed(instance: LogEntry, *, created: bool, **_others: Any) -> None:
    if not created or instance.content_type is None:
        return
    what = f"{instance.content_type.app_label}.{instance.content_type.model}"
    named = "" if what in _NAMELESS else instance.object_repr
    record(
        Kind.ADMINISTERED, f"{what}:{instance.object_id}", named,
        by=f"user:{instance.user_id}", action=_ACTIONS.get(instance.action_flag, ""),
        fields=_fields(instance),
    )  # fmt: skip


def _fields(entry: LogEntry) -> list[str]:
    """The names of what was changed, as Django notes them (in JSON, or not)."""
    try:
        said = json.loads(entry.change_message or "[]")
    except ValueError:
        return []
    changed = (each.get("changed", {}) for each in said if isinstance(each, dict))
    return [str(name) for each in changed for name in each.get("fields", [])]
