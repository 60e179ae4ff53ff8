"""What people type."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shiryokan.search.grams import words as words_of
from shiryokan.search.query import All, Dated, Either, Named, Node, Not, Words
from shiryokan.search.query_parser import BadQuery, parse
from shiryokan.search.synonyms import synonyms_from


def shape(node: Node) -> str:
    match node:
        case Words():
            field = "" if node.field == "text" else f"{node.field}:"
            return field + ("".join(node.rows[0].atoms) if node.rows else node.times[0])
        case Named():
            return f"{node.field}:{node.name or ''.join(node.row)}"
        case Dated():
            return f"{node.first}..{node.last}"
        case Not(part=part):
            return "-" + shape(part)
        case All(parts=parts):
            return "(" + " ".join(map(shape, parts)) + ")"
        case Either(parts=parts):
            return "(" + "|".join(map(shape, parts)) + ")"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("医療 訓練", "(医療 訓練)"),
        ("医療　訓練", "(医療 訓練)"),
        ("医療 OR 介護 計画", "((医療|介護) 計画)"),
        ("医療 または 介護", "(医療|介護)"),
        ("医療 | 介護 | 福祉", "(医療|介護|福祉)"),
        ("医療 -介護", "(医療 -介護)"),
        ("医療 －介護", "(医療 -介護)"),
        ("医療 NOT 介護", "(医療 -介護)"),
        ("医療 -(介護 OR 福祉)", "(医療 -(介護|福祉))"),
        ("（医療 介護） OR 福祉", "((医療 介護)|福祉)"),
        ("((医療))", "医療"),
        ('"年次 計画"', "年次計画"),
        ("「年次計画」", "年次計画"),
        ("“年次計画”", "年次計画"),
        ("title:計画 publisher:水鏡", "(title:計画 publisher:水鏡)"),
        ("題名:計画 発行者：水鏡", "(title:計画 publisher:水鏡)"),
        ("府省庁:総務省 kind:施策", "(ministry:総務省 kind:measures)"),
        ("医療 AND 介護", "(医療 介護)"),
        ("C++", "c++"),
        ("10,266名", "10266名"),
        ("令和6年度", "fy2024"),
        ("2024年", "y2024"),
        ("year:2024 予算", "(2024-01-01..2024-12-31 予算)"),
        ("年度:令和6 予算", "(2024-04-01..2025-03-31 予算)"),
        ("year:令和6年度", "2024-04-01..2025-03-31"),
        ("date:2023-04..2024-03", "2023-04-01..2024-03-31"),
        ("date:2023-04-05..", "2023-04-05..9999-12-31"),
        ("date:..令和5年3月", "0001-01-01..2023-03-31"),
        ("https://example.jp/a.pdf", "httpsexample.jp/a.pdf"),
        ("foo:bar", "foo:bar"),
        ("title: 計画 予算", "(title:計画 予算)"),
        ("発行者：　水鏡", "publisher:水鏡"),
        ("title:", "title"),
        ("title: (計画 予算)", "(title (計画 予算))"),
        ("計画 title: -予算", "(計画 title -予算)"),
        ("クラウド|サーバ", "(クラウド|サーバ)"),
        ("クラウド｜サーバ 計画", "((クラウド|サーバ) 計画)"),
        ("(医療|介護) 計画", "((医療|介護) 計画)"),
        ('"医療|介護"', "医療介護"),
        ("title:計画|予算", "(title:計画|予算)"),
        ("医療||介護", "(医療|介護)"),
        ("year:R3", "2021-01-01..2021-12-31"),
        ("year:令和3", "2021-01-01..2021-12-31"),
        ("year:令和３年", "2021-01-01..2021-12-31"),
        ("year:Ｒ3..R5", "2021-01-01..2023-12-31"),
        ("年度:R3", "2021-04-01..2022-03-31"),
        ("date:R3.4.1", "2021-04-01..2021-04-01"),
        ("℃", "°c"),
        ("25℃", "25°c"),
    ],
)
def test_queries(typed: str, meant: str) -> None:
    assert shape(parse(typed).root) == meant


@pytest.mark.parametrize(
    ("typed", "code", "position"),
    [
        ("", "query_empty", 0),
        ("、。", "query_empty", 0),
        ("()", "query_empty", 0),
        ('医療 "年次', "query_quote", 3),
        ("OR 医療", "query_or", 0),
        ("医療 OR", "query_or", 3),
        ("|医療", "query_or", 0),
        ("year:R0", "query_date", 0),
        ("year:X3", "query_date", 0),
        ("医療 OR OR 介護", "query_or", 6),
        ("-医療", "query_only_not", 0),
        ("-(医療 介護)", "query_only_not", 0),
        ("医療 OR -介護", "query_or_not", 6),
        ("医療 NOT", "query_not", 3),
        ("(医療 介護", "query_bracket_open", 0),
        ("医療) 介護", "query_bracket_close", 2),
        ("(" * 20 + "医" + ")" * 20, "query_deep", 8),
        ("医 " * 40, "query_long", 80),
        ("kind:なにか 医療", "query_kind", 0),
        ("医療 date:きのう", "query_date", 3),
        ("date:2024-13", "query_date", 0),
        ("date:2025..2024", "query_date", 0),
        ("date:..", "query_date", 0),
    ],
)
def test_bad_queries_are_explained(typed: str, code: str, position: int) -> None:
    with pytest.raises(BadQuery) as caught:
        parse(typed)
    assert (caught.value.code, caught.value.position) == (code, position)


def rows(typed: str, **more: bool) -> set[str]:
    (words,) = parse(typed, **more).shown()
    return {"".join(row.atoms) for row in words.rows}


def test_words_have_their_other_spellings_and_quotes_have_none() -> None:
    assert {"取組", "取り組み"} <= rows("取組")
    assert rows('"取組"') == {"取組"}
    assert rows("取組", exact=True) == {"取組"}


def test_amounts_and_shares_are_found_however_they_are_written() -> None:
    assert rows("1,000円") == rows("1000円") == rows("１，０００円")
    assert rows("千円") >= {"1000円", "千円"} <= rows("1,000円")
    for percent in ("50パーセント", "50%", "５０％", "50㌫"):
        assert {"50%", "50パーセント", "五十パーセント"} <= rows(percent), percent
    assert rows('"50%"') == {"50%"}
    assert rows("千葉") == {"千葉"}


def test_a_temperature_is_no_letter() -> None:
    assert rows("C") == {"c"}
    assert "c" not in words_of("25℃と25°C、摂氏")
    assert words_of("C言語のc") == ["c", "言", "語", "の", "c"]


@pytest.mark.parametrize(
    ("typed", "kinds"),
    [
        ("訓練", None),
        ("kind:answers 訓練", {"answers"}),
        ("kind:質疑応答 kind:answers", {"answers"}),
        ("(kind:answers OR kind:fees) 訓練", {"answers", "fees"}),
        ("訓練 -kind:answers", None),
        ("kind:answers OR 訓練", None),
    ],
)
def test_which_kinds_a_query_can_find(typed: str, kinds: set[str] | None) -> None:
    assert parse(typed).kinds() == kinds


def test_synonyms_of_an_editor() -> None:
    synonyms = synonyms_from([["身代金要求型ウイルス", "ランサムウェア"]])
    (words,) = parse("ランサムウェア", synonyms).shown()
    assert ("synonym" in {row.why for row in words.rows}) and any(
        "身代金" in "".join(row.atoms) for row in words.rows
    )
    (words,) = parse('"ランサムウェア"', synonyms).shown()
    assert len(words.rows) == 1


def test_days_of_a_year_that_ends_in_a_leap_day() -> None:
    assert parse("date:2024-02").root == Dated(
        datetime.date(2024, 2, 1), datetime.date(2024, 2, 29)
    )


@given(st.text() | st.text(st.sampled_from('医a "「」-|:() ORNTyear年:2024.')))
def test_nothing_typed_is_an_accident(typed: str) -> None:
    try:
        assert parse(typed).root
    except BadQuery as bad:
        assert 0 <= bad.position <= len(typed)
