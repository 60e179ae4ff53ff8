"""What a question has to do with: by code, by heading, by question; a mention is no link."""

from __future__ import annotations

import pytest

from shiryokan.registers.answers import Answer, Link
from shiryokan.registers.answers.citations import Cited
from shiryokan.registers.answers.links import MOST, items, links_of
from shiryokan.registers.answers.names import Names
from shiryokan.registers.fees import FeeItem


def fee(code: str, name: str, place: str = "") -> FeeItem:
    return FeeItem(
        document="", key=f"{code}/{name}", page=1, provenance={}, code=code, name=name,
        kind="addition" if place else "item", place=place,
    )  # fmt: skip


MEDICAL = [
    fee("A000", "初診料"), fee("A000", "夜間対応加算", "注7"), fee("A001", "再診料"),
    fee("A001", "夜間対応加算", "注5"), fee("A100", "一般病棟入院基本料"),
    fee("A101", "療養病棟入院基本料"), fee("A102", "結核病棟入院基本料"),
    fee("B001-3", "生活習慣病管理料（Ⅰ）"), fee("B001-3-3", "生活習慣病管理料（Ⅱ）"),
    fee("C002", "在宅時医学総合管理料"), fee("C002-2", "施設入居時等医学総合管理料"),
    fee("O001", "外来・在宅ベースアップ評価料（Ⅰ）"), fee("O003", "入院ベースアップ評価料"),
]  # fmt: skip
DISPENSING = [
    fee("10-3", "服薬管理指導料"), fee("10-3", "夜間対応加算", "注3"),
    fee("40", "調剤ベースアップ評価料"),
]  # fmt: skip
NAMES = Names({"medical": MEDICAL, "dispensing": DISPENSING})


def asked(
    question: str = "よいか。",
    answer: str = "よい。",
    topic: str = "",
    part: str = "医科診療報酬点数表関係",
) -> Answer:
    return Answer(
        document="d", key="5", page=1, provenance={}, number="5", collection=part, topic=topic,
        question=question, answer=answer,
    )  # fmt: skip


def linked(answer: Answer, names: Names | None = NAMES) -> list[str]:
    return [written(link) for link in links_of(answer, names)[0] if link.kind != "mention"]


def written(link: Link) -> str:
    return " ".join(filter(None, (link.kind, link.schedule, link.code or link.name, link.note)))


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("「Ａ１０１」療養病棟入院基本料の「注８」は", ["code medical A101 注8"]),
        ("区分番号Ａ１０１に掲げる", ["code medical A101"]),
        ("「Ｂ００１－３―３」生活習慣病管理料（Ⅱ）の注４", ["code medical B001-3-3 注4"]),
        ("「Ａ１００」から「Ａ１０２」まで", [f"code medical A10{n}" for n in range(3)]),
        ("Ａ１０１療養病棟入院基本料が追加された", ["code medical A101"]),
        ("ＩＣＤ１０のＡ１０１に該当する", []),
        ("「Ｚ９９９」は", []),
        ("「Ａ９９９」新しい料は", ["code medical A999"]),
        ("歯科点数表における「Ｂ００１－３」歯周病患者画像活用指導料", ["code dental B001-3"]),
        ("調剤点数表の区分番号１０の３に掲げる", ["code dispensing 10-3"]),
        ("特定保険医療材料の機能区分「229」弁周囲", []),
    ],
)
def test_codes(text: str, links: list[str]) -> None:
    assert linked(asked(text)) == links


def test_codes_of_the_other_parts_are_theirs() -> None:
    dental = asked("「Ａ０００」初診料", part="歯科診療報酬点数表関係")
    assert linked(dental) == ["code dental A000"]
    dispensing = asked("「区分１０の３」服薬管理指導料の12", part="調剤報酬点数表関係")
    assert linked(dispensing) == ["code dispensing 10-3"]
    nursing = asked("医科点数表区分番号「Ｃ００２」を算定", part="訪問看護療養費関係")
    assert linked(nursing) == ["code medical C002"]


@pytest.mark.parametrize(
    ("topic", "links"),
    [
        ("初診料", ["heading medical A000"]),
        ("夜間対応加算", ["heading medical A000 注7", "heading medical A001 注5"]),
        ("夜間対応加算について", ["heading medical A000 注7", "heading medical A001 注5"]),
        ("３．初診料等の施設基準 / 再診料", ["heading medical A000", "heading medical A001"]),
        ("生活習慣病管理料", ["heading medical B001-3", "heading medical B001-3-3"]),
        (
            "在宅時医学総合管理料・施設入居時等医学総合管理料",
            ["heading medical C002", "heading medical C002-2"],
        ),
        ("初診料、再診料及び一般病棟入院基本料", [f"heading medical A{n}" for n in ("000", "001", "100")]),
        ("その他", []),
        ("特定入院料", []),
        ("外科確保加算", ["heading medical 外科確保加算"]),
    ],
)  # fmt: skip
def test_headings(topic: str, links: list[str]) -> None:
    assert linked(asked(topic=topic)) == links


def test_a_heading_of_a_part_of_several_schedules_links_to_all() -> None:
    common = asked(
        topic="ベースアップ評価料", part="看護職員処遇改善評価料及びベースアップ評価料関係"
    )
    assert linked(common) == [
        "heading medical O001", "heading medical O003", "heading dispensing 40",
    ]  # fmt: skip


def test_a_heading_means_the_schedule_of_its_part() -> None:
    assert linked(asked(topic="夜間対応加算", part="調剤報酬点数表関係")) == [
        "heading dispensing 10-3 注3"
    ]


def test_without_schedules_a_heading_links_by_its_name() -> None:
    assert linked(asked(topic="夜間対応加算"), None) == ["heading medical 夜間対応加算"]
    assert linked(asked(topic="その他"), None) == []


def test_questions_of_this_letter_and_others() -> None:
    text = "問２及び「疑義解釈資料の送付について（その１）」（令和６年３月28日事務連絡）別添２の問３のとおり。問５に同じ。"
    found = [link.question for link in links_of(asked(answer=text), NAMES)[0] if link.question]
    assert found == [
        Cited(first="2"),
        Cited(letter="その１", date="2024-03-28", annex="別添2", first="3"),
    ]


def test_a_name_in_the_text_is_a_mention_and_no_link() -> None:
    found, _ = links_of(asked("療養病棟入院基本料を算定する患者は"), NAMES)
    assert [(link.kind, link.code) for link in found] == [("mention", "A101")]
    assert items(found) == []


def test_each_link_knows_its_words_and_how_sure_it_is() -> None:
    answer = asked("「Ａ９９９」と「Ａ１０１」", topic="初診料")
    for link in links_of(answer, NAMES)[0]:
        assert getattr(answer, link.field)[link.start : link.end] == link.words
    sure = {link.code: link.confidence for link in links_of(answer, NAMES)[0]}
    assert sure["A999"] < sure["A000"] < sure["A101"]


def test_an_answer_that_names_300_items_is_capped_in_the_open() -> None:
    text = "、".join(
        f"「Ａ{n:03}」".translate(str.maketrans("0123456789", "０１２３４５６７８９"))
        for n in range(300)
    )
    found, left_out = links_of(asked(answer=text), NAMES)
    assert (len(found), left_out) == (MOST, 300 - MOST)
