"""What a match is worth, the same for every engine."""

from __future__ import annotations

import datetime

from shiryokan.search.grams import holds
from shiryokan.search.query import Row

TITLE_BOOST = 4.0
WORD_BOOST = 2.0
"""What a page gains that has the term as words of its own, and not only within others."""
OTHER_SPELLING = 0.6
"""What a match in another spelling than the typed one counts."""
YEAR = datetime.timedelta(days=365)
NEWER = ((1, 3.0), (3, 1.5), (10, 0.5))
"""What a document gains that is at most so many years old, when newer ones are to be raised."""


def number_of_day(day: datetime.date) -> int:
    """A day as the index keeps it: 20240710."""
    return day.year * 10_000 + day.month * 100 + day.day


def least(rows: tuple[Row, ...]) -> list[Row]:
    """The rows without those that hold another one, which match nothing more."""
    return [
        row
        for row in rows
        if not any(
            len(other.atoms) < len(row.atoms) and holds(row.atoms, other.atoms) for other in rows
        )
    ]
