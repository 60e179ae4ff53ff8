"""What records are called."""

from __future__ import annotations

from shiryokan.records import models


def heading(row: models.Record) -> str:
    """What a record is called: its number or label, and its name or bodies."""
    data = row.data
    label = str(data.get("code") or data.get("number") or data.get("label") or "")
    name = data.get("name") or data.get("title") or data.get("topic") or data.get("question") or ""
    if not name and isinstance(data.get("ministries"), list):
        name = "、".join(data["ministries"])
    text = f"{label}　{name}".strip("　") or row.key
    return text if len(text) <= 60 else text[:60] + "…"
