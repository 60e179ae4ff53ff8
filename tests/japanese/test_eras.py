"""Era dates and fiscal years, as official documents write them."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shiryokan.japanese.eras import (
    ERAS,
    FiscalYear,
    Month,
    NotATime,
    Year,
    mentions,
    parse,
    written,
)
from shiryokan.japanese.numerals import kanji_number


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("令和6年度", FiscalYear(2024)),
        ("令和６年度", FiscalYear(2024)),
        ("令和六年度", FiscalYear(2024)),
        ("令和元年度", FiscalYear(2019)),
        ("2024年度", FiscalYear(2024)),
        ("FY2024", FiscalYear(2024)),
        ("平成31年", Year(2019)),
        ("西暦2024年", Year(2024)),
        ("昭和六十三年十二月", Month(1988, 12)),
        ("令和6年7月10日", datetime.date(2024, 7, 10)),
        ("Ｒ６．７．１０", datetime.date(2024, 7, 10)),
        ("二〇二四年四月一日", datetime.date(2024, 4, 1)),
    ],
)
def test_a_time_is_read_as_written(text: str, meant: object) -> None:
    assert parse(text) == meant


@pytest.mark.parametrize(
    "text", ["", "令和", "令和0年", "昭和65年", "令和6年13月", "令和6年2月30日", "第6回"]
)
def test_what_never_was_is_no_time(text: str) -> None:
    with pytest.raises(NotATime):
        parse(text)


def test_mentions_say_where_they_stand() -> None:
    text = "前文。令和６年\n度の計画は、平成30年4月1日に始まり2025年まで続く。"
    found = list(mentions(text))
    assert [m.when for m in found] == [
        FiscalYear(2024),
        datetime.date(2018, 4, 1),
        Year(2025),
    ]
    assert [text[m.start : m.end] for m in found] == ["令和６年\n度", "平成30年4月1日", "2025年"]


@pytest.mark.parametrize(
    ("text", "number"), [("十", 10), ("二十四", 24), ("百五", 105), ("二〇二四", 2024), ("7", 7)]
)
def test_kanji_numbers(text: str, number: int) -> None:
    assert kanji_number(text) == number


@given(st.dates(datetime.date(1873, 1, 1), datetime.date(2099, 12, 31)))
def test_every_day_comes_back_from_its_era(day: datetime.date) -> None:
    era = next(e for e in reversed(ERAS) if e.first <= day)
    number = day.year - era.first.year + 1
    assert parse(f"{era.name}{number}年{day.month}月{day.day}日") == day


@given(st.dates(datetime.date(1873, 1, 1), datetime.date(2099, 12, 31)))
def test_what_is_written_is_read_again(day: datetime.date) -> None:
    for when in (day, Month(day.year, day.month), Year(day.year), FiscalYear.of(day)):
        assert parse(written(when)) == when
        assert parse(written(when, "western")) == when


@given(st.dates(datetime.date(1873, 1, 1), datetime.date(2099, 12, 31)))
def test_a_day_lies_in_its_fiscal_year(day: datetime.date) -> None:
    year = FiscalYear.of(day)
    assert year.first <= day <= year.last


@given(st.text())
def test_any_text_is_borne(text: str) -> None:
    for mention in mentions(text):
        assert 0 <= mention.start < mention.end <= len(text)
