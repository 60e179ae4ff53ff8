"""As of which day an item is asked for."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from shiryokan.items.speaking import Saying


def day_of(text: str) -> tuple[datetime.date | None, bool]:
    """The day of an address, and whether what stands there is none."""
    if not text:
        return None, False
    try:
        return datetime.date.fromisoformat(text), False
    except ValueError:
        return None, True


def as_of(on: datetime.date | None, sayings: Sequence[Saying]) -> list[Saying]:
    """What was said by a day; all where none is asked for."""
    return [each for each in sayings if on is None or each.date is None or each.date <= on]
