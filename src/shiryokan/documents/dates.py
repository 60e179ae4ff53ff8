"""The dates of documents: as people write them in a form, and as they are shown."""

from __future__ import annotations

import datetime
import re

from django.utils import formats
from django.utils.translation import gettext

from shiryokan.japanese.codepoints import fold_text
from shiryokan.japanese.eras import NotATime, When, parse
from shiryokan.titlepage.guess import Precision, first_day

_BARE = re.compile(r"(\d{4})(?:[-./](\d{1,2}))?")
_FIRST_YEAR, _LAST_YEAR = 1868, 2200
"""Years of documents, at most: earlier and later ones are slips of the pen."""


class NotADate(ValueError):  # noqa: N818
    """What was written is no date that exists."""


def parse_date(text: str) -> tuple[datetime.date, Precision]:
    """What somebody wrote: 2024-07-10, 令和6年7月10日, R6.7.10, 2024年7月, 2024-07, 令和6年.

    Of a month or a year its first day is given. Raises :class:`NotADate` for what does not exist
    (令和0年, 昭和99年, 2月30日) and for what is no date.
    """
    try:
        day, precision = first_day(_when(text.strip()))
    except (NotATime, ValueError) as error:
        raise NotADate(text) from error
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise NotADate(text)
    return day, precision


def _when(text: str) -> When:
    folded = fold_text(text)
    if match := _BARE.fullmatch(folded):
        year, month = match.groups()
        return parse(f"{year}年{int(month)}月" if month else f"{year}年")
    return parse(text)


def date_text(day: datetime.date, precision: str) -> str:
    """The date as people read it, no more of it than is told."""
    match precision:
        case "month":
            return formats.date_format(day, "YEAR_MONTH_FORMAT")
        case "year":
            return gettext("%(year)s年") % {"year": day.year}
        case _:
            return formats.date_format(day, "DATE_FORMAT")


def date_code(day: datetime.date, precision: str) -> str:
    """The date in ISO 8601, no more of it than is told: 2024, 2024-06, 2024-06-30."""
    return {"year": f"{day.year:04}", "month": f"{day:%Y-%m}"}.get(precision, day.isoformat())
