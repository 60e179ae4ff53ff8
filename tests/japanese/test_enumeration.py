"""Enumerators: what is printed is read back, and every form that official papers use is known."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shiryokan.japanese.enumeration import (
    ALL_SIGNS,
    CIRCLED_NUMBERS,
    FORMS,
    IROHA,
    KINDS,
    SIGNS,
    SYLLABARY,
    UNITS,
    Form,
    Kind,
    enumerator,
    printed,
    signs,
    value_of,
)

MOST: dict[Kind, int] = {
    "number": 9999, "kanji": 9999, "katakana": len(SYLLABARY), "iroha": len(IROHA) * 49,
    "roman": 39, "latin": 26, "capital": 26,
}  # fmt: skip
LEAST: dict[Kind, int] = {"number": 0}
AFTER = st.sampled_from(("", " 題", "　題"))


def values(kind: Kind, form: Form) -> st.SearchStrategy[int]:
    if form == "circle":
        return st.sampled_from(sorted({v for k, f, v in SIGNS.values() if (k, f) == (kind, form)}))
    return st.integers(LEAST.get(kind, 1), MOST[kind])


PRINTABLE = [
    (kind, form) for kind in KINDS for form in FORMS if form != "circle" or signs((kind,), (form,))
]


@pytest.mark.thorough
@pytest.mark.parametrize(("kind", "form"), PRINTABLE)
@given(st.data(), AFTER, st.sampled_from(("", *UNITS)))
def test_what_is_printed_is_read_back(
    kind: Kind, form: Form, data: st.DataObject, after: str, unit: str
) -> None:
    value = data.draw(values(kind, form))
    unit = unit if form == "ordinal" else ""
    text = printed(kind, form, value, unit)
    found = enumerator(text + after, kinds=(kind,), forms=(form,))
    assert found is not None
    assert (found.kind, found.form, found.value, found.unit) == (kind, form, value, unit)
    assert (found.start, found.end, found.printed) == (0, len(text), text)


@pytest.mark.parametrize("sign", SIGNS)
def test_every_sign_is_read_and_of_no_other_value_than_unicode_says(sign: str) -> None:
    found = enumerator(sign)
    assert found is not None
    assert (found.kind, found.form, found.value) == SIGNS[sign]
    assert re.fullmatch(f"[{ALL_SIGNS}]", sign)
    assert bool(re.fullmatch(f"[{CIRCLED_NUMBERS}]", sign)) == (
        found.form == "circle" and found.kind == "number"
    )


@pytest.mark.parametrize(
    ("text", "kinds", "kind", "form", "value", "end"),
    [
        ("（ア）計画", KINDS, "katakana", "paren", 1, 3),
        ("(ｲ) 計画", KINDS, "katakana", "paren", 2, 3),
        ("ア　計画", KINDS, "katakana", "plain", 1, 1),
        ("イ　計画", ("iroha",), "iroha", "plain", 1, 1),
        ("ハ　計画", ("iroha",), "iroha", "plain", 3, 1),
        ("イロ　計画", ("iroha",), "iroha", "plain", 50, 2),
        ("ン、計画", KINDS, "katakana", "stop", 46, 2),
        ("①計画", KINDS, "number", "circle", 1, 1),
        ("⑳計画", KINDS, "number", "circle", 20, 1),
        ("㉑計画", KINDS, "number", "circle", 21, 1),
        ("㊿計画", KINDS, "number", "circle", 50, 1),
        ("❿計画", KINDS, "number", "circle", 10, 1),
        ("⑴計画", KINDS, "number", "paren", 1, 1),
        ("⒛計画", KINDS, "number", "stop", 20, 1),
        ("(1)計画", KINDS, "number", "paren", 1, 3),
        ("（１２）計画", KINDS, "number", "paren", 12, 4),
        ("1. 計画", KINDS, "number", "stop", 1, 2),
        ("１．計画", KINDS, "number", "stop", 1, 2),
        ("1)計画", KINDS, "number", "half", 1, 2),
        ("第1章 総則", KINDS, "number", "ordinal", 1, 3),
        ("第１２条", KINDS, "number", "ordinal", 12, 4),
        ("第二十一節", KINDS, "kanji", "ordinal", 21, 5),
        ("第 3 款", KINDS, "number", "ordinal", 3, 5),
        ("一　計画", KINDS, "kanji", "plain", 1, 1),
        ("十二、計画", KINDS, "kanji", "stop", 12, 3),
        ("㈠計画", KINDS, "kanji", "paren", 1, 1),
        ("㊁計画", KINDS, "kanji", "circle", 2, 1),
        ("㋔計画", KINDS, "katakana", "circle", 5, 1),
        ("㋾計画", KINDS, "katakana", "circle", 45, 1),
        ("ａ　計画", KINDS, "latin", "plain", 1, 1),
        ("A. 計画", ("capital",), "capital", "stop", 1, 2),
        ("iv)計画", KINDS, "roman", "half", 4, 3),
        ("i)計画", ("latin",), "latin", "half", 9, 2),
        ("Ⅲ　計画", KINDS, "roman", "plain", 3, 1),
        ("XII. plan", KINDS, "roman", "stop", 12, 4),
        ("【1】計画", KINDS, "number", "bracket", 1, 3),
        ("〔二〕計画", KINDS, "kanji", "bracket", 2, 3),
        ("[3]計画", KINDS, "number", "bracket", 3, 3),
    ],
)
def test_forms_of_official_papers(
    text: str, kinds: tuple[Kind, ...], kind: Kind, form: Form, value: int, end: int
) -> None:
    found = enumerator(text, kinds=kinds)
    assert found is not None
    assert (found.kind, found.form, found.value, found.end) == (kind, form, value, end)
    assert enumerator("あ" + text, 1, kinds=kinds) == found._replace(start=1, end=end + 1)


@pytest.mark.parametrize(
    "text",
    [
        "", "計画", "ガ　計画", "（ガス）", "3.5倍", "第三者", "1日", "一般に", "IIII. 計画", "十百、",
        "（計画）", "㊙計画", "※注", "・計画", "ァ　計画",
    ],
)  # fmt: skip
def test_what_is_none(text: str) -> None:
    assert enumerator(text) is None


@given(st.text(max_size=6))
def test_any_text_is_read_or_not_and_its_numeral_has_the_value(text: str) -> None:
    found = enumerator(text)
    if found is not None:
        assert text[found.start : found.end] == found.printed
        assert value_of(found.numeral, (found.kind,)) == found.value


def test_there_is_no_fifty_one_in_a_circle() -> None:
    for value in (-1, 51):
        with pytest.raises(ValueError):
            printed("number", "circle", value)
    with pytest.raises(ValueError):
        printed("latin", "paren", 27)
