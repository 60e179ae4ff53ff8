"""What people type."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shiryokan.search.query_language import BadQuery, parse


def shape(text: str) -> list[list[str]]:
    return [
        [
            ("-" if t.negated else "")
            + (f"{t.field}:" if t.field != "text" else "")
            + "".join(t.atoms)
            for t in clause
        ]
        for clause in parse(text).clauses
    ]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("医療 訓練", [["医療"], ["訓練"]]),
        ("医療　訓練", [["医療"], ["訓練"]]),
        ("医療 OR 介護 計画", [["医療", "介護"], ["計画"]]),
        ("医療 -介護", [["医療"], ["-介護"]]),
        ("医療 －介護", [["医療"], ["-介護"]]),
        ('"年次 計画"', [["年次計画"]]),
        ("「年次計画」", [["年次計画"]]),
        ("“年次計画”", [["年次計画"]]),
        ("title:計画 publisher:水鏡", [["title:計画"], ["publisher:水鏡"]]),
        ("医療 AND 介護", [["医療"], ["介護"]]),
        ("C++", [["c++"]]),
        ("10,266名", [["10266名"]]),
    ],
)
def test_queries(typed: str, meant: list[list[str]]) -> None:
    assert shape(typed) == meant


@pytest.mark.parametrize(
    ("typed", "code", "position"),
    [
        ("", "query_empty", 0),
        ("、。", "query_empty", 0),
        ('医療 "年次', "query_quote", 3),
        ("OR 医療", "query_or", 0),
        ("医療 OR", "query_or", 5),
        ("-医療", "query_only_not", 0),
        ("医療 OR -介護", "query_or_not", 6),
        ("医 " * 40, "query_long", 80),
    ],
)
def test_bad_queries_are_explained(typed: str, code: str, position: int) -> None:
    with pytest.raises(BadQuery) as caught:
        parse(typed)
    assert (caught.value.code, caught.value.position) == (code, position)


@given(st.text() | st.text(st.sampled_from('医a "「」-|: OR')))
def test_nothing_typed_is_an_accident(typed: str) -> None:
    try:
        assert parse(typed).clauses
    except BadQuery as bad:
        assert 0 <= bad.position <= len(typed)
