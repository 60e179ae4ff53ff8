"""Requirements on invented pages: what the grammar understands, and what it reports."""

from __future__ import annotations

import pytest

from shiryokan.paper.model import Block, Page
from shiryokan.registers.base import Extraction
from shiryokan.registers.errors import NoRecords
from shiryokan.registers.requirements import Requirement, Requirements
from shiryokan.registers.requirements.facts import part_of
from shiryokan.registers.requirements.numbers import is_next, label_of
from shiryokan.registers.requirements.wording import strength_of_sentence
from tests.paper.pages import block, line, page, table


def extract(*pages: Page) -> Extraction[Requirement]:
    return Requirements().extract(list(pages), "a guideline")


def heading(text: str, level: int = 3) -> Block:
    return block(text, kind="heading", level=level)


def control(number: str, title: str) -> list[Block]:
    return [
        heading(f"{number} {title}"),
        block("管理策"), block(f"{title}を定めることが望ましい。"),
        block("実施の手引"), block("次の事項を考慮することが望ましい。"),
        block("a) 猫の数", kind="list"), block("b) 犬の数", kind="list"),
        block("関連情報"), block("詳細は別の規格を参照。"),
    ]  # fmt: skip


def guideline(*blocks: Block) -> Page:
    return page(heading("猫の飼育に関するガイドライン", 1), *blocks)


def test_a_requirement_has_its_parts() -> None:
    found = extract(
        page(
            heading("5 猫の管理", 2), heading("5.1 猫の台帳"),
            block("目的：猫を確実に把握するため。"), block("飼い主を明確にすることが望ましい。"),
            *control("5.1.1", "猫の登録"), *control("5.1.2", "猫の識別"), *control("5.1.3", "猫の記録"),
        )
    )  # fmt: skip
    assert [r.key for r in found.records] == [
        "5.1/purpose",
        *(f"5.1.{n}/{kind}" for n in (1, 2, 3) for kind in ("control", "guidance", "information")),
    ]
    purpose, first, guidance = found.records[:3]
    assert (purpose.part, purpose.text) == (
        "目的",
        "猫を確実に把握するため。\n飼い主を明確にすることが望ましい。",
    )
    assert (first.number, first.title, first.text) == (
        "5.1.1",
        "猫の登録",
        "猫の登録を定めることが望ましい。",
    )
    assert [(h.number, h.title) for h in first.section] == [("5", "猫の管理"), ("5.1", "猫の台帳")]
    assert guidance.items == ["a) 猫の数", "b) 犬の数"]
    assert guidance.text == "次の事項を考慮することが望ましい。\na) 猫の数\nb) 犬の数"
    assert [r.strength for r in found.records[1:4]] == ["should", "should", "none"]
    assert found.unplaced == []


def test_the_heading_of_a_part_may_stand_in_a_paragraph() -> None:
    found = extract(
        page(
            *control("5.1.1", "猫の登録"), *control("5.1.2", "猫の識別"),
            block("5.1.3 猫の記録", "管理策", "記録を残すことが望ましい。", "クラウド利用者のための実施の手引", "台帳を使う。"),
        )
    )  # fmt: skip
    last = [r for r in found.records if r.number == "5.1.3"]
    assert [(r.kind, r.part, r.text) for r in last] == [
        ("control", "管理策", "記録を残すことが望ましい。"),
        ("guidance", "クラウド利用者のための実施の手引", "台帳を使う。"),
    ]


def test_a_paragraph_run_into_a_heading_is_parted_from_it() -> None:
    found = extract(
        page(
            *control("5.1.1", "猫の登録")[:-1],
            block("5.1.2 猫によっては登録が難しい。そのため考慮が期待される。猫の識別"),
            block("管理策"), block("識別することが望ましい。"), *control("5.1.3", "猫の記録"),
            *control("5.1.4", "猫の審査"),
        )
    )  # fmt: skip
    information = next(r for r in found.records if r.key == "5.1.1/information")
    run_in = next(r for r in found.records if r.number == "5.1.2")
    assert information.text == "猫によっては登録が難しい。そのため考慮が期待される。"
    assert (run_in.title, run_in.kind) == ("猫の識別", "control")
    assert run_in.confidence < 1 and information.confidence == 1


def test_numbers_count_within_their_section() -> None:
    body = block("猫を登録しなければならない。")
    found = extract(
        guideline(
            heading("Ⅰ．飼い主の対応", 1), heading("１．登録", 2),
            block("1) 登録の時期"), body, block("2) 登録の方法"), body,
            heading("２．届出", 2), block("1) 届出の時期"), body,
            heading("Ⅱ．獣医の対応", 1), heading("１．診療", 2), block("1) 診療の時期"), body,
        )
    )  # fmt: skip
    assert [r.number for r in found.records] == ["Ⅰ.1.1)", "Ⅰ.1.2)", "Ⅰ.2.1)", "Ⅱ.1.1)"]
    assert {r.kind for r in found.records} == {"text"} and {r.strength for r in found.records} == {
        "must"
    }
    assert found.unplaced == []


def test_counted_items_are_no_headings() -> None:
    found = extract(
        guideline(
            *(
                each
                for n in (1, 2, 3)
                for each in (
                    heading(f"{n}．猫の条件", 2), block("次のすべてを満たす必要がある。"),
                    block("1) 登録していること"), block("2) 識別できること"), block("3) 記録があること"),
                )
            )
        )
    )  # fmt: skip
    assert [r.number for r in found.records] == ["1", "2", "3"]
    assert found.records[0].items == [
        "1) 登録していること",
        "2) 識別できること",
        "3) 記録があること",
    ]


def test_numbers_in_sentences_are_no_headings() -> None:
    found = extract(
        page(
            *control("5.1.1", "猫の登録"), block("5.1.2 及び5.1.3を参照。"), block("5.1.2 に示す事項"),
            *control("5.1.2", "猫の識別"), *control("5.1.3", "猫の記録"),
        )
    )  # fmt: skip
    assert sorted({r.number for r in found.records}) == ["5.1.1", "5.1.2", "5.1.3"]
    assert found.records[2].text.endswith("5.1.2 及び5.1.3を参照。\n5.1.2 に示す事項")


def test_headings_below_a_part_belong_to_it() -> None:
    found = extract(
        page(
            heading("2.1 体制", 2),
            *(
                each
                for n in (1, 2, 3)
                for each in (
                    heading(f"2.1.{n} 猫の体制"), block("目的・趣旨"), block("猫を守るためである。"),
                    block("遵守事項"), heading("(1) 責任者の設置", 4),
                    block("(a) 責任者を置くこと。", kind="list"), heading("(2) 責任者の交代", 4),
                    block("(a) 交代を届け出ること。", kind="list"),
                )
            ),
        )
    )  # fmt: skip
    assert [(r.key, r.part) for r in found.records[:3]] == [
        ("2.1.1/purpose", "目的・趣旨"),
        ("2.1.1(1)/control", "遵守事項"),
        ("2.1.1(2)/control", "遵守事項"),
    ]
    assert {r.strength for r in found.records if r.kind == "control"} == {"must"}
    assert len(found.records) == 9 and found.unplaced == []


def test_a_requirement_runs_over_pages() -> None:
    found = extract(
        page(*control("5.1.1", "猫の登録"), heading("5.1.2 猫の識別"), block("管理策"),
             block("猫は，飼い主が定める方法によって識別し，その"), number=1),
        page(block("結果を記録することが望ましい。"), *control("5.1.3", "猫の記録"), number=2),
        page(*control("5.1.4", "猫の審査"), number=3),
    )  # fmt: skip
    across = next(r for r in found.records if r.number == "5.1.2")
    assert (
        across.text == "猫は，飼い主が定める方法によって識別し，その結果を記録することが望ましい。"
    )
    assert [p.page for p in across.provenance["text"][0].places] == [1, 2]


def test_chapters_of_prose_and_tables_of_contents_lie_outside() -> None:
    found = extract(
        page(
            block("目次"), block("1 適用範囲 ........ 1"), block("5.1.1 猫の登録 ........ 2"),
            block("5.1.2 猫の識別 ........ 2"), number=1,
        ),
        page(
            heading("1 適用範囲", 2), block("この規格は，猫について規定する。"),
            heading("2 構成", 2), heading("2.1 箇条の構成"), block("管理策"), block("管理策を示す。"),
            heading("2.2 引用規格"), block("規格を引用する。"), heading("2.3 改訂"), block("改訂する。"),
            heading("5 猫の管理", 2), *control("5.1.1", "猫の登録"), *control("5.1.2", "猫の識別"),
            *control("5.1.3", "猫の記録"), heading("附属書 A（参考）猫の例", 2),
            heading("1 三毛猫"), block("三毛猫は飼う必要がある。"), number=2,
        ),
    )  # fmt: skip
    assert sorted({r.number for r in found.records}) == ["5.1.1", "5.1.2", "5.1.3"]
    assert all(r.page == 2 for r in found.records)


def test_gaps_headings_without_text_and_footnotes_are_reported() -> None:
    found = extract(
        page(
            *control("5.1.1", "猫の登録"), *control("5.1.2", "猫の識別"), *control("5.1.4", "猫の記録"),
            heading("5.1.5 猫の審査"), *control("5.1.6", "猫の廃棄"),
            block("1 猫には虎を含まない。", kind="footnote"),
        )
    )  # fmt: skip
    assert sorted((u.why, u.text) for u in found.unplaced) == [
        ("disorder", "5.1.2 → 5.1.4"),
        ("incomplete", "5.1.5猫の審査"),
        ("orphan", "1 猫には虎を含まない。"),
    ]


def test_tables_stay_in_their_requirement() -> None:
    found = extract(
        page(
            *control("5.1.1", "猫の登録"), *control("5.1.2", "猫の識別"), *control("5.1.3", "猫の記録"),
            table((0, 0, "猫"), (0, 1, "数"), (1, 0, "三毛"), (1, 1, "２")),
        )
    )  # fmt: skip
    assert found.records[-1].text.endswith("猫\t数\n三毛\t２")


def test_a_letter_may_bring_the_guideline() -> None:
    body = block("猫を登録すること。")
    found = extract(
        page(
            block("猫の飼育に関するガイドラインについて"), heading("１ 趣旨", 2), block("猫は大切である。"),
            heading("２ 留意事項", 2), block("別紙を参照されたい。"), number=1,
        ),
        page(
            block(line("（別紙）", x=450)), heading("１ 登録", 2), body, heading("２ 識別", 2), body,
            heading("３ 記録", 2), body, number=2,
        ),
    )  # fmt: skip
    assert [(r.page, r.title) for r in found.records] == [(2, "登録"), (2, "識別"), (2, "記録")]


@pytest.mark.parametrize(
    "text",
    [
        "猫の白書である。第１章では猫の数を示す必要がある。",
        "問１　猫か。（答）猫を登録しなければならない。",
        "",
    ],
)
def test_other_documents_have_none(text: str) -> None:
    with pytest.raises(NoRecords):
        extract(page(heading("1 猫の現状", 2), block(text), heading("2 猫の将来", 2), block(text)))


def test_a_plan_that_obliges_but_is_no_guideline_has_none() -> None:
    body = block("猫を登録しなければならない。")
    with pytest.raises(NoRecords):
        extract(
            page(
                heading("猫の計画", 1),
                *(b for n in range(1, 6) for b in (heading(f"{n} 猫"), body)),
            )
        )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("猫を登録しなければならない。", "must"),
        ("猫を登録すること。", "must"),
        ("猫を登録する必要がある（犬を除く。）。", "must"),
        ("猫に触れてはならない。", "must"),
        ("猫を届け出てください。2", "must"),
        ("猫を登録することが望ましい。", "should"),
        ("猫を登録するよう努める。", "should"),
        ("猫は登録すべきである。", "should"),
        ("猫を飼うことができる。", "may"),
        ("猫を飼っても差し支えない。", "may"),
        ("猫を飼うことができる。ただし，登録することが望ましい。", "should"),
        ("登録の必要はない。", "none"),
        ("猫は寝ている。", "none"),
        ("a) 猫の名を確認できること", "none"),
    ],
)
def test_the_strongest_sentence_tells_the_strength(text: str, expected: str) -> None:
    assert strength_of_sentence(text) == expected


def test_headings_of_parts() -> None:
    assert part_of("クラウド利用者のための実施の手引") == (
        "クラウド利用者のための実施の手引",
        "guidance",
    )
    assert part_of("【ベストプラクティス】") == ("ベストプラクティス", "guidance")
    assert part_of("クラウド事業者の実施が望まれる事項") == (
        "クラウド事業者の実施が望まれる事項",
        "recommendation",
    )
    assert part_of("管理策は次による。") is None


def test_labels() -> None:
    written = {
        "5.1.1 猫": (5, 1, 1),
        "Ⅲ.1.2 猫": (3, 1, 2),
        "第十二章 猫": (12,),
        "(3) 猫": (3,),
        "10) 猫": (10,),
    }
    assert {text: label.parts for text in written if (label := label_of(text))} == written
    assert label_of("2024年度") is None and label_of("猫") is None
    assert is_next((5, 1, 2), (5, 2)) and is_next((5, 1, 2), (6,)) and is_next((5,), (5, 1, 1))
    assert not is_next((5, 1, 2), (5, 1, 4))
