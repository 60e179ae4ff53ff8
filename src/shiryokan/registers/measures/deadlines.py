"""Deadlines as written, typed: 令和4年秋, 令和3年末, 令和6年度中, 2025年3月, 実施中."""

from __future__ import annotations

import calendar
import datetime
import re

from shiryokan.japanese.eras import FiscalYear, Month, Year, mentions
from shiryokan.registers.measures.model import Deadline, Season

_ONGOING = re.compile(r"実施中|継続|順次|随時|毎年|通年|引き続き|常時|実施済|措置済")
_SEASONS: dict[str, tuple[Season, int]] = {
    "春": ("spring", 5), "夏": ("summer", 8), "秋": ("autumn", 11), "冬": ("winter", 2),
}  # fmt: skip
"""Each season and its last month, after the Japan Meteorological Agency."""
_AFTER = re.compile(
    r"[ 　]*(?:(?P<season>[春夏秋冬])|(?P<end>末)|"
    r"(?P<part>上半期|前半|下半期|後半)|(?P<ten>上旬|中旬|下旬))"
)
_DAYS = {"上旬": 10, "中旬": 20}


def deadline_of(text: str) -> Deadline:
    """The deadline that a cell names; only its text where no time is named."""
    flat = re.sub(r"\s", "", text)
    ongoing = bool(_ONGOING.search(flat))
    found = list(mentions(flat))
    if not found:
        return Deadline(text, ongoing=ongoing)
    # of several times (令和4年度から令和6年度まで) the last one is the deadline
    when = found[-1].when
    after = _AFTER.match(flat, found[-1].end)
    season = _SEASONS[after["season"]] if after and after["season"] else None
    if isinstance(when, datetime.date):
        return Deadline(text, when, when.year, ongoing=ongoing)
    if isinstance(when, Month):
        until = _month_end(when.year, when.month)
        if after and after["ten"] in _DAYS:
            until = until.replace(day=_DAYS[after["ten"]])
        return Deadline(text, until, when.year, ongoing=ongoing)
    if season and isinstance(when, Year):
        name, month = season
        until = _month_end(when.year + (name == "winter"), month)
        return Deadline(text, until, when.year, name, ongoing)
    until = when.last if isinstance(when, FiscalYear) else datetime.date(when.year, 12, 31)
    if after and after["part"] in ("上半期", "前半"):
        until = _month_end(when.year, 9 if isinstance(when, FiscalYear) else 6)
    return Deadline(text, until, when.year, ongoing=ongoing)


def _month_end(year: int, month: int) -> datetime.date:
    return datetime.date(year, month, calendar.monthrange(year, month)[1])
