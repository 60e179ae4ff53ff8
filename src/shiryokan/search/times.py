"""Years, months and days as terms of the index: y2024, fy2024, m2024-04, d2024-04-01.

A text that names a day names its month and its calendar year as well. A fiscal year (年度) is no
calendar year: it is a term of its own only.
"""

from __future__ import annotations

import datetime

from shiryokan.japanese.eras import FiscalYear, Month, When, Year, mentions_in_folded


def terms_of(when: When) -> tuple[str, ...]:
    """The terms of a time, the narrowest first."""
    if isinstance(when, FiscalYear):
        return (f"fy{when.year}",)
    year = f"y{when.year}"
    if isinstance(when, Year):
        return (year,)
    month = f"m{when.year}-{when.month:02}"
    if isinstance(when, Month):
        return month, year
    return f"d{when.isoformat()}", month, year


def times_in_folded(text: str) -> set[str]:
    """The terms of every time that a folded text names."""
    return {term for mention in mentions_in_folded(text) for term in terms_of(mention.when)}


def days_of(when: When) -> tuple[datetime.date, datetime.date]:
    """The first and the last day of a time."""
    if isinstance(when, FiscalYear):
        return when.first, when.last
    if isinstance(when, Year):
        return datetime.date(when.year, 1, 1), datetime.date(when.year, 12, 31)
    if isinstance(when, Month):
        following = datetime.date(when.year + when.month // 12, when.month % 12 + 1, 1)
        return datetime.date(when.year, when.month, 1), following - datetime.timedelta(days=1)
    return when, when
