"""Changes rows where there are any to change: an update takes the write lock even where it finds
none, and what workers look at every few seconds hardly ever finds any."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet


def update_if_any(rows: QuerySet[Any], **values: Any) -> int:
    """Update the rows, or only look; the number that was changed."""
    return rows.update(**values) if rows.exists() else 0
