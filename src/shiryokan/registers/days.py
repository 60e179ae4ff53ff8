"""Days and months as people read them, in their language: 2024年3月5日, March 5, 2024."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable

from shiryokan.i18n import message as _

MONTHS = (
    _("1月"), _("2月"), _("3月"), _("4月"), _("5月"), _("6月"),
    _("7月"), _("8月"), _("9月"), _("10月"), _("11月"), _("12月"),
)  # fmt: skip
_ISO_LENGTH = len("2024-03-05")
_ISO_MONTH = re.compile(r"(?P<year>[0-9]{4})-(?P<month>0[1-9]|1[0-2])")


def day_in_words(text: str, translate: Callable[[str], str]) -> str:
    """A day in ISO 8601 as it is said; any other text as it is."""
    try:
        day = datetime.date.fromisoformat(text) if len(text) == _ISO_LENGTH else None
    except ValueError:
        return text
    if day is None:
        return text
    said = {"year": day.year, "month": translate(MONTHS[day.month - 1]), "day": day.day}
    return translate(_("%(year)s年%(month)s%(day)s日")) % said


def month_in_words(text: str, translate: Callable[[str], str]) -> str:
    """A month in ISO 8601 as it is said; any other text as it is."""
    found = _ISO_MONTH.fullmatch(text)
    if found is None:
        return text
    said = {"year": int(found["year"]), "month": translate(MONTHS[int(found["month"]) - 1])}
    return translate(_("%(year)s年%(month)s")) % said
