"""Sentences that withdraw or re-read older answers: every wording, and what only looks like one."""

from __future__ import annotations

import pytest

from shiryokan.registers.answers.statements import statements

LETTER = "「疑義解釈資料の送付について（その１）」（令和６年３月28日事務連絡）"


def told(text: str) -> list[tuple[str, str, str, str, str, str]]:
    return [
        (s.act, s.cited.letter, s.cited.date, s.cited.annex, s.cited.first, s.cited.last)
        for s in statements(text, "answer")
    ]


@pytest.mark.parametrize(
    "end",
    [
        "は廃止する。", "については廃止する。", "については、廃止する。", "は、廃止します。",
        "は廃止いたします。", "を廃止する。", "は、令和８年５月31日をもって廃止する。",
        "は廃止とする。", "は廃止することとする。", "は、本事務連絡の発出をもって廃止するものとする。",
        "は削除する。", "は取り消す。", "の回答は、取り消すこととする。", "は適用しない。",
        "は、同日以降適用しないこととする。", "は失効する。", "は廃止する",
    ],
)  # fmt: skip
def test_withdrawals_in_many_words(end: str) -> None:
    assert told(f"よい。なお、これに伴い、{LETTER}別添１の問６{end}") == [
        ("withdraws", "その１", "2024-03-28", "別添1", "6", "")
    ]


@pytest.mark.parametrize(
    "end",
    [
        "において、「甲」とあるのは「乙」と読み替えるものとする。",
        "中「甲」とあるのは、「乙」とする。",
        "については、「甲」を「乙」と読み替える。",
        "については、次のとおり取り扱う。",
        "は、以下のように取り扱うこととする。",
        "の「甲」とあるのは「乙」に改める。",
        "は、次のように改める。",
    ],
)
def test_rereadings_in_many_words(end: str) -> None:
    assert told(f"そのとおり。なお、{LETTER}別添１の問６{end}") == [
        ("rereads", "その１", "2024-03-28", "別添1", "6", "")
    ]


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("別添１の問10から問12まで", [("別添1", "10", "12")]),
        ("別添１問10～問12", [("別添1", "10", "12")]),
        (
            "別添１の問３、問５及び問７",
            [("別添1", "3", ""), ("別添1", "5", ""), ("別添1", "7", "")],
        ),
        ("別添１の問３、５及び７", [("別添1", "3", ""), ("別添1", "5", ""), ("別添1", "7", "")]),
        ("別添１の問３並びに別添２の問４－２", [("別添1", "3", ""), ("別添2", "4-2", "")]),
        ("別添の問２", [("別添", "2", "")]),
        ("", [("", "", "")]),
    ],
)
def test_several_questions_ranges_and_whole_letters(
    written: str, found: list[tuple[str, str, str]]
) -> None:
    assert told(f"{LETTER}{written}は廃止する。") == [
        ("withdraws", "その１", "2024-03-28", *each) for each in found
    ]


def test_questions_of_two_letters_are_withdrawn_in_one_sentence() -> None:
    other = "「疑義解釈資料の送付について（その３）」（令和６年４月26日付け事務連絡）"
    assert told(f"これに伴い、{LETTER}別添２の問12及び{other}別添２の問７は廃止する。") == [
        ("withdraws", "その１", "2024-03-28", "別添2", "12", ""),
        ("withdraws", "その３", "2024-04-26", "別添2", "7", ""),
    ]


def test_the_day_may_stand_before_the_title() -> None:
    text = "令和６年３月28日付け事務連絡「疑義解釈資料の送付について（その１）」別添１の問６は廃止する。"
    assert told(text) == [("withdraws", "その１", "2024-03-28", "別添1", "6", "")]


@pytest.mark.parametrize(
    "text",
    [
        f"{LETTER}別添１の問６は廃止されるのか。",
        f"{LETTER}別添１の問６において示された加算が廃止されたが、どうか。",
        f"{LETTER}別添１の問６のとおり取り扱ってよい。",
        f"{LETTER}別添１の問６と同様か。加算は廃止する。",
        "当該加算は令和６年度診療報酬改定で廃止する。",
        f"「{LETTER}別添１の問６は廃止する。」とあるが、なお有効か。",
    ],
)
def test_what_is_asked_told_or_quoted_withdraws_nothing(text: str) -> None:
    assert told(text) == []


def test_an_act_knows_its_sentence_and_where_it_stands() -> None:
    text = f"よい。\nなお、{LETTER}別添１の問６は廃止する。\n次も同じ。"
    (said,) = statements(text, "answer")
    assert text[said.start : said.end] == f"なお、{LETTER}別添１の問６は廃止する。"
    assert said.field == "answer"
