"""Requirements on invented pages: what the grammar understands, and what it reports."""

from __future__ import annotations

import msgspec
import pytest

from shiryokan.paper.model import Block, Box, Line, Page
from shiryokan.registers.base import Extraction
from shiryokan.registers.errors import NoRecords
from shiryokan.registers.requirements import Requirement, Requirements
from shiryokan.registers.requirements.document_kind import head_of
from shiryokan.registers.requirements.facts import part_of
from shiryokan.registers.requirements.marked import SENTENCES
from shiryokan.registers.requirements.numbers import is_next, label_of
from shiryokan.registers.requirements.sentence_report import Sentences
from shiryokan.registers.requirements.wording import strength_of_sentence, strongest
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


def test_a_requirement_is_on_the_page_of_its_words_not_of_the_number_before_a_page_end() -> None:
    first, *rest = control("5.1.3", "猫の記録")
    found = extract(
        page(*control("5.1.1", "猫の登録"), *control("5.1.2", "猫の識別"), first, number=23),
        page(*rest, number=24),
    )
    assert {(r.number, r.page) for r in found.records} == {
        ("5.1.1", 23),
        ("5.1.2", 23),
        ("5.1.3", 24),
    }


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


@pytest.mark.parametrize(
    ("text", "note", "strength"),
    [
        (
            "猫を登録できる。2ただし犬は別である。",
            "2 登録の前に健診を受けることを推奨する。",
            "should",
        ),
        (
            "猫を登録できる。2ただし犬は別である。",
            "2 登録の前に健診を受けなければならない。",
            "should",
        ),
        ("猫を登録できる。2ただし犬は別である。", "2 猫には虎を含まない。", "none"),
        (
            "猫を2匹登録できる。2年ごとに改める。",
            "2 登録の前に健診を受けることを推奨する。",
            "none",
        ),
    ],
)
def test_a_footnote_that_recommends_belongs_to_what_bears_its_number(
    text: str, note: str, strength: str
) -> None:
    found = extract(
        page(
            *control("5.1.1", "猫の登録"), *control("5.1.2", "猫の識別"), *control("5.1.3", "猫の記録"),
            block("関連情報"), block(text), block(note, kind="footnote"),
        )
    )  # fmt: skip
    last = found.records[-1]
    asked = [each for each in last.sentences if each.text in note and each.strength != "none"]
    assert [each.strength for each in asked] == ([strength] if strength != "none" else [])
    assert (("orphan", note) in [(u.why, u.text) for u in found.unplaced]) is (strength == "none")


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
        ("登録の必要はない。", "none"),
        ("猫は寝ている。", "none"),
        ("a) 猫の名を確認できること", "none"),
        ("猫の登録に努めること。", "should"),
        ("（猫については、飼い主が登録を行うこと）", "must"),
        ("本ガイドラインでもこれを求める。", "must"),
        ("詳細は、付録３を参照してください。", "none"),
        ("登録とは、猫を台帳に載せること。", "none"),
        ("猫が見えない位置のこと。", "none"),
        ("登録の普及が期待される。", "none"),
        ("猫の登録を進めることが期待される。", "should"),
        ("「猫を登録すること。」と書かれている。", "none"),
        ("要登録", "none"),
        ("必要", "none"),
        ("写しを添付のこと。", "must"),
        ("登録することを原則とする。", "must"),
        ("登録は認めない。", "must"),
        ("猫に注意しましょう。", "should"),
    ],
)
def test_how_a_sentence_ends_tells_its_strength(text: str, expected: str) -> None:
    assert strength_of_sentence(text) == expected


def test_the_strongest_sentence_tells_the_strength_of_a_requirement() -> None:
    texts = ("猫を飼うことができる。", "ただし，登録することが望ましい。")
    assert strongest([strength_of_sentence(text) for text in texts]) == "should"
    assert strongest([]) == "none"


def test_a_long_number_at_the_end_of_a_sentence_takes_no_time() -> None:
    assert strength_of_sentence("猫は" + "1" * 20_000 + " " * 20_000 + "匹") == "none"


def test_each_sentence_has_its_strength_and_its_place() -> None:
    found = extract(
        guideline(
            *(b for n in (1, 2) for b in (heading(f"{n}．猫", 2), block("猫を登録すること。"))),
            heading("3．犬", 2),
            block("犬は走る。犬（柴犬を含む。）を登録すること。毎年確認することが望ましい。"),
        )
    )
    dog = found.records[-1]
    assert [(said.text, said.strength) for said in dog.sentences] == [
        ("犬は走る。", "none"),
        ("犬（柴犬を含む。）を登録すること。", "must"),
        ("毎年確認することが望ましい。", "should"),
    ]
    assert dog.strength == "must" and dog.text == "".join(said.text for said in dog.sentences)
    places = [trace.places for trace in dog.provenance["sentences"]]
    assert places[0] == () and [p.text for p in (*places[1], *places[2])] == [
        "犬（柴犬を含む。）を登録すること。",
        "毎年確認することが望ましい。",
    ]


def test_informative_parts_never_oblige() -> None:
    must = "猫を登録しなければならない。"
    found = extract(
        guideline(
            heading("1．背景", 2), block(must),
            *(b for n in (2, 3) for b in (heading(f"{n}．猫", 2), block("猫を登録すること。"))),
            heading("4．猫の識別", 2), block("猫を識別すること。"), block("【解説】"), block(must),
            block("注記 " + must), block("例えば，" + must), block("※ " + must),
            block("（例） " + must),
            block("＜コラム＞猫の話"), block(must),
            heading("5．猫の記録【推奨】", 2), block("記録を残すこと。"),
            heading("6．猫の審査", 2), block("【参考】"), block(must),
        )
    )  # fmt: skip
    assert "1" not in {r.number for r in found.records}
    assert [(r.number, r.strength) for r in found.records if r.kind == "text"] == [
        ("2", "must"), ("3", "must"), ("4", "must"), ("5", "should"),
    ]  # fmt: skip
    explained = next(r for r in found.records if r.part == "解説")
    assert [said.strength for said in explained.sentences] == [
        "should", "should", "should", "should", "none", "none", "none",
    ]  # fmt: skip
    assert all(r.strength != "must" for r in found.records if r.kind != "text")


def test_a_guideline_that_binds_nobody_says_must_nowhere() -> None:
    found = extract(
        guideline(
            block("本ガイドラインは参考であり、遵守を求めるものではありません。"),
            *(b for n in (1, 2, 3) for b in (heading(f"{n}．猫", 2), block("猫を登録すること。"))),
        )
    )
    assert {r.strength for r in found.records} == {"should"}


def test_the_items_of_a_list_have_the_strength_of_the_sentence_before_it() -> None:
    found = extract(
        guideline(
            *(b for n in (1, 2) for b in (heading(f"{n}．猫", 2), block("猫を登録すること。"))),
            heading("3．犬", 2), block("飼い主は次の事項を行うことが望ましい。"),
            block("・犬を登録する。", kind="list"), block("・犬の名", kind="list"),
            block("・登録は有効である。", kind="list"), block("犬は走る。"),
        )
    )  # fmt: skip
    assert [said.strength for said in found.records[-1].sentences] == [
        "should", "should", "none", "none", "none",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "blank",
    [
        "(This page is intentionally left blank.)",
        "このページは意図的に空白です。",
        "（余白）",
        "以下余白",
    ],
)
def test_a_page_left_blank_is_no_requirement(blank: str) -> None:
    pages = [
        guideline(
            *(b for n in (1, 2) for b in (heading(f"{n}．猫", 2), block("猫を登録すること。")))
        ),
        page(block(blank), number=2),
        page(heading("3．犬", 2), block("犬を登録すること。"), number=3),
    ]
    found = extract(*pages)
    assert len(found.records) == 3 and not any(blank in r.text for r in found.records)


def test_a_row_that_was_cut_in_two_is_whole_and_whole_rows_stay_apart() -> None:
    long = "猫の台帳を管理する仕組みを組織として整え、定めた間隔で確認する"
    found = extract(
        guideline(
            *(b for n in (1, 2) for b in (heading(f"{n}．猫", 2), block("猫を登録すること。"))),
            heading("3．表", 2), block("次のことを行うこと。"),
            table(
                (0, 0, "1"), (0, 1, long + "体"), (1, 0, ""), (1, 1, "制を作る必要がある。"),
                (2, 0, "2", 2, 1), (2, 1, long), (3, 1, "犬も同じである。"), (4, 0, ""), (4, 1, "鳥も同じである。"),
            ),
        )
    )  # fmt: skip
    assert found.records[-1].text.split("\n")[1:] == [
        f"1\t{long}体制を作る必要がある。", f"2\t{long}", "犬も同じである。", "鳥も同じである。",
    ]  # fmt: skip


def test_the_number_and_the_name_of_a_row_stand_together() -> None:
    found = extract(
        guideline(
            *(b for n in (1, 2) for b in (heading(f"{n}．猫", 2), block("猫を登録すること。"))),
            heading("3．表", 2), table((0, 0, "4.1"), (0, 1, "三毛"), (0, 2, "登録すること。猫である。")),
        )
    )  # fmt: skip
    record = msgspec.to_builtins(found.records[-1])
    assert [(said["text"], said["strength"]) for said in record["sentences"]] == [
        ("4.1\t三毛", "none"), ("登録すること。", "must"), ("猫である。", "none"),
    ]  # fmt: skip
    branches = SENTENCES.shown(record["sentences"], str).branches
    assert [(b.text, b.worth, b.marked) for b in branches][:2] == [
        ("4.1　三毛", "", False),
        ("登録すること。", "しなければならない", True),
    ]
    assert SENTENCES.line(record["sentences"], str) == "登録すること。　しなければならない"


def test_the_sentences_that_oblige_are_a_table_of_their_own() -> None:
    found = extract(
        guideline(
            *(b for n in (1, 2) for b in (heading(f"{n}．猫", 2), block("猫を登録すること。"))),
            heading("3．犬", 2), block("犬は走る。犬の登録が望ましい。"),
        )
    )  # fmt: skip
    rows = Sentences().rows(found.records, [], None)
    assert [(row["number"], row["kind"], row["sentence"], row["page"]) for row in rows] == [
        ("1", "must", "猫を登録すること。", 1),
        ("2", "must", "猫を登録すること。", 1),
        ("3", "should", "犬の登録が望ましい。", 1),
    ]


MUST = "猫を飼う者は、猫を登録しなければならない。毎年届け出る必要がある。"


def titled(text: str, number: int = 1) -> Block:
    """A line twice as large as the others, in the middle of the page."""
    left = 300 - 10 * len(text)
    return block(Line(text, Box(left, 60.0, left + 20 * len(text), 80.0)), kind="heading", level=1)


def chapters(*texts: str, count: int = 6) -> list[Block]:
    return [
        each
        for n in range(1, count + 1)
        for each in (heading(f"第{n}章 猫の登録{n}", 2), *(block(text) for text in texts))
    ]


OTHERS = {
    "a textbook": [page(titled("猫の情報科教科書"), *chapters(MUST))],
    "a textbook that names a guideline": [
        page(
            titled("猫の登録ガイドライン研修テキスト（第2版）"),
            *chapters("本ガイドラインを学ぶ。", MUST),
        )
    ],
    "a textbook by its exercises": [
        page(
            titled("猫と暮らす"),
            *chapters("学習目標", "本ガイドラインを読む。", MUST, "練習問題", "猫は登録すべきか。"),
        )
    ],
    "a textbook with explanations": [
        page(titled("はじめての猫"), *chapters("【例題】", "猫は何匹か。", "【解説】", MUST))
    ],
    "a white paper": [
        page(
            titled("令和6年版猫白書"),
            block("猫の飼育に関するガイドラインを策定した。"),
            *chapters(MUST),
        )
    ],
    "minutes": [
        page(
            titled("第3回猫ガイドライン検討会議事録"),
            *chapters("○山田委員 " + MUST, "○佐藤座長 本ガイドラインの案である。"),
        )
    ],
    "minutes by their speakers": [
        page(
            titled("猫の登録に関するガイドライン"),
            *chapters("○山田委員 " + MUST, "○佐藤座長 そうすること。", "○事務局 承知した。"),
        )
    ],
    "a newsletter": [
        page(titled("猫だより第12号"), block("本ガイドラインの紹介"), *chapters(MUST))
    ],
    "a report": [page(titled("猫の登録ガイドラインに関する調査報告書"), *chapters(MUST))],
    "an outline": [page(titled("猫の登録ガイドラインの概要"), *chapters(MUST))],
    "questions and answers": [page(titled("猫の登録ガイドラインに関するQ&A"), *chapters(MUST))],
    "a plan": [page(titled("猫の登録推進計画（令和7年度）"), *chapters(MUST))],
    "slides": [
        msgspec.structs.replace(page(titled("猫の登録ガイドライン"), *chapters(MUST)), width=1100.0)
    ],
}


@pytest.mark.parametrize("name", OTHERS)
def test_documents_that_tell_of_requirements_have_none(name: str) -> None:
    assert not Requirements().glance(OTHERS[name])
    with pytest.raises(NoRecords):
        extract(*OTHERS[name])


@pytest.mark.parametrize(
    "title",
    [
        "猫の登録に関するガイドライン", "猫の登録指針（案）", "猫の登録の手引き 第2版", "猫の管理基準",
        "猫の登録マニュアル〔市町村編〕", "猫の登録要領の一部改正について", "猫の登録ハンドブック",
    ],
)  # fmt: skip
def test_documents_that_ask_have_some(title: str) -> None:
    found = extract(page(titled(title), *chapters(MUST)))
    assert len(found.records) == 6
    expected = "should" if title.endswith("ハンドブック") else "must"
    assert {r.strength for r in found.records} == {expected}


@pytest.mark.parametrize(
    ("title", "head"),
    [
        ("猫の登録ガイドライン（第２版）", "猫の登録ガイドライン"),
        ("データの共通理解推進ガイド―用語辞書や語彙を用いた理解―", "データの共通理解推進ガイド"),
        ("猫の登録ガイドラインの改正について", "猫の登録ガイドライン"),
        ("猫の登録ガイドライン 2024年版", "猫の登録ガイドライン"),
        ("猫白書", "猫白書"),
    ],
)
def test_the_noun_that_says_what_a_document_is(title: str, head: str) -> None:
    assert head_of(title) == head


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
