"""Years and dates as Japanese documents write them: 令和6年度, 令和元年5月1日, 西暦2024年, R6.7.10.

A fiscal year (年度) runs from 1 April to 31 March and is not a calendar year; the two are values of
different types here, so that one is never taken for the other.

The eras are those of the Cabinet's orders on era names. From 1 January 1873 (明治6年) the calendar
is the Gregorian one; earlier dates were of another calendar, so a day before it is not converted.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import Literal

import msgspec

from shiryokan.japanese.codepoints import fold
from shiryokan.japanese.numerals import NotANumber, kanji_number


class Era(msgspec.Struct, frozen=True):
    """An era: its name, its letter, its first day and its last (the present one has none)."""

    name: str
    letter: str
    first: datetime.date
    last: datetime.date | None

    def year(self, number: int) -> int:
        """The calendar year that is this era's year ``number`` (元年 is 1)."""
        return self.first.year + number - 1

    def has_year(self, number: int) -> bool:
        """Whether the era had such a year, be it for a day."""
        return number >= 1 and (self.last is None or self.year(number) <= self.last.year)


ERAS = (
    Era("明治", "M", datetime.date(1868, 1, 25), datetime.date(1912, 7, 29)),
    Era("大正", "T", datetime.date(1912, 7, 30), datetime.date(1926, 12, 24)),
    Era("昭和", "S", datetime.date(1926, 12, 25), datetime.date(1989, 1, 7)),
    Era("平成", "H", datetime.date(1989, 1, 8), datetime.date(2019, 4, 30)),
    Era("令和", "R", datetime.date(2019, 5, 1), None),
)
GREGORIAN_FROM = datetime.date(1873, 1, 1)
_BY_NAME = {era.name: era for era in ERAS} | {era.letter.lower(): era for era in ERAS}


class Year(msgspec.Struct, frozen=True, order=True):
    """A calendar year."""

    year: int


class FiscalYear(msgspec.Struct, frozen=True, order=True):
    """A fiscal year, named by the calendar year in which it begins."""

    year: int

    @property
    def first(self) -> datetime.date:
        """1 April."""
        return datetime.date(self.year, 4, 1)

    @property
    def last(self) -> datetime.date:
        """31 March of the next calendar year."""
        return datetime.date(self.year + 1, 3, 31)

    @classmethod
    def of(cls, day: datetime.date) -> FiscalYear:
        """The fiscal year in which a day lies."""
        return cls(day.year if day.month >= 4 else day.year - 1)


class Month(msgspec.Struct, frozen=True, order=True):
    """A month of a calendar year."""

    year: int
    month: int


When = Year | FiscalYear | Month | datetime.date
Style = Literal["era", "western"]


class Mention(msgspec.Struct, frozen=True):
    """A time named in a text, at ``text[start:end]``."""

    when: When
    start: int
    end: int


class NotATime(ValueError):  # noqa: N818
    """The text does not name a year, month or day that exists."""


_NUMBER = r"(?:\d{1,4}|[〇零一二三四五六七八九十百千]{1,7})"
_ERA = "|".join(era.name for era in ERAS)
_LETTERS = "".join(era.letter.lower() for era in ERAS)
_SAME = rf"(?:\((?:(?:{_ERA})(?:元|{_NUMBER})|(?:西暦)?\d{{4}})年?\))?"
"""The same year of the other calendar in brackets, as in 2019年(平成31年)4月 or 令和6(2024)年度."""
_WORDS = re.compile(
    rf"(?:(?P<era>{_ERA})(?P<number>元|{_NUMBER})|(?:西暦)?(?P<western>\d{{4}}|[〇零一二三四五六七八九]{{4}}))"
    rf"{_SAME}(?:(?P<fiscal>年度)|年(?:{_SAME}(?P<month>{_NUMBER})月(?:(?P<day>{_NUMBER})日)?)?)"
)
_SHORT = re.compile(
    rf"(?<![^\W_])(?:(?P<era>[{_LETTERS}])(?P<number>\d{{1,2}})|(?P<western>\d{{4}}))"
    r"(?:(?P<fiscal>年度)|(?P<mark>[./-])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2}))(?![\d./-])"
)
_FY = re.compile(r"(?<![^\W_])fy ?(?P<western>\d{4})(?!\d)")


def mentions(text: str) -> Iterator[Mention]:
    """Every time that a text names and that exists, in order, with its place in the text.

    Full width, kanji numerals, 元年, and words broken by a line end are understood.
    """
    folded = fold(text)
    for mention in mentions_in_folded(folded.text):
        yield Mention(mention.when, *folded.span(mention.start, mention.end))


def mentions_in_folded(text: str) -> Iterator[Mention]:
    """The same for a text that is folded already."""
    found: list[tuple[int, int, When]] = []
    for pattern in (_WORDS, _SHORT, _FY):
        for match in pattern.finditer(text):
            try:
                found.append((*match.span(), _meant(match)))
            except NotATime:
                continue
    at = 0
    for start, end, when in sorted(found, key=lambda place: (place[0], -place[1])):
        if start >= at:
            yield Mention(when, start, end)
            at = end


def parse(text: str) -> When:
    """The time that the whole text names. Raises :class:`NotATime`."""
    whole = fold(text).text
    for pattern in (_WORDS, _SHORT, _FY):
        if match := pattern.fullmatch(whole):
            return _meant(match)
    raise NotATime(text)


def _meant(match: re.Match[str]) -> When:
    try:
        return _named(match)
    except NotANumber as error:
        raise NotATime(match.group()) from error


def _named(match: re.Match[str]) -> When:
    part = match.groupdict()
    era = _BY_NAME[part["era"]] if part.get("era") else None
    if era is None:
        year = kanji_number(part["western"])
    else:
        number = 1 if part["number"] == "元" else kanji_number(part["number"])
        if not era.has_year(number):
            raise NotATime(match.group())
        year = era.year(number)
    if not datetime.MINYEAR <= year < datetime.MAXYEAR:
        raise NotATime(match.group())
    if match.re is _FY or part["fiscal"]:
        return FiscalYear(year)
    if not part["month"]:
        return Year(year)
    month = kanji_number(part["month"])
    if not 1 <= month <= 12:
        raise NotATime(match.group())
    if not part["day"]:
        return Month(year, month)
    return _day(year, month, kanji_number(part["day"]), era, match.group())


def _day(year: int, month: int, day: int, era: Era | None, written: str) -> datetime.date:
    """The day, if there was one.

    A day written in an era that had just ended is understood (平成31年5月1日 was still written);
    ``has_year`` bounds it.
    """
    try:
        found = datetime.date(year, month, day)
    except ValueError as error:
        raise NotATime(written) from error
    if era is not None and found < GREGORIAN_FROM:
        raise NotATime(written)
    return found


def era_of(when: When) -> tuple[Era, int]:
    """The era and the number of its year. A calendar year or fiscal year that began in one era
    and ended in the next is of the one that documents write: a year of the later era, a fiscal
    year of the era of its first day except 2019, which the government writes 令和元年度.

    Raises :class:`NotATime` before 明治.
    """
    if isinstance(when, FiscalYear):
        last_day = when.last if when.year == 2019 else when.first
    elif isinstance(when, Month):
        last_day = _month_end(when.year, when.month)
    elif isinstance(when, Year):
        last_day = datetime.date(when.year, 12, 31)
    else:
        last_day = when
    for era in reversed(ERAS):
        if era.first <= last_day:
            year = last_day.year if not isinstance(when, FiscalYear) else when.year
            return era, year - era.first.year + 1
    raise NotATime(str(when))


def _month_end(year: int, month: int) -> datetime.date:
    following = datetime.date(year + month // 12, month % 12 + 1, 1)
    return following - datetime.timedelta(days=1)


def written(when: When, style: Style = "era") -> str:
    """The time as a document writes it: 令和6年度, 令和元年5月1日; or 2024年度, 2019年5月1日.

    Raises :class:`NotATime` for what lies before 明治 in the style of eras.
    """
    if style == "era":
        era, number = era_of(when)
        year = era.name + ("元" if number == 1 else str(number))
    else:
        year = str(when.year)
    if isinstance(when, FiscalYear):
        return f"{year}年度"
    if isinstance(when, Month):
        return f"{year}年{when.month}月"
    if isinstance(when, Year):
        return f"{year}年"
    return f"{year}年{when.month}月{when.day}日"
