"""What a match is worth, the same for every engine."""

from __future__ import annotations

import datetime

from shiryokan.search.grams import holds
from shiryokan.search.query import Row, Words

TITLE_BOOST = 4.0
WORD_BOOST = 2.0
"""What a page gains that has the term as words of its own, and not only within others."""
OTHER_SPELLING = 0.6
"""What a match in another spelling than the typed one counts."""
OTHER_READING = 0.3
"""What a match counts that only another reading of a picture has."""
HEAD_GAIN = 40.0
"""What the own page of a record gains, and the record itself, where its name is what is asked for:
more than the words of any page that only mentions it."""
HEAD_YEARS = 12
HEAD_GAIN_A_YEAR = 8.0
"""What it gains besides for each of so many years that it is newer: of two schedules two years
apart the newer item comes first, whatever else their pages say."""
YEAR = datetime.timedelta(days=365)
NEWER = ((1, 3.0), (3, 1.5), (10, 0.5))
"""What a document gains that is at most so many years old, when newer ones are to be raised."""


def number_of_day(day: datetime.date) -> int:
    """A day as the index keeps it: 20240710."""
    return day.year * 10_000 + day.month * 100 + day.day


def heads_of(words: Words) -> tuple[str, ...]:
    """The names of records that something written may be, as the index keeps them."""
    return tuple(dict.fromkeys("".join(row.atoms) for row in words.rows))


def newest_first(today: datetime.date) -> list[int]:
    """The days, as the index keeps them, since each of which an entry gains
    ``HEAD_GAIN_A_YEAR``."""
    return [number_of_day(today - years * YEAR) for years in range(1, HEAD_YEARS + 1)]


def least(rows: tuple[Row, ...]) -> list[Row]:
    """The rows without those that hold another one, which match nothing more."""
    return [
        row
        for row in rows
        if not any(
            len(other.atoms) < len(row.atoms) and holds(row.atoms, other.atoms) for other in rows
        )
    ]
