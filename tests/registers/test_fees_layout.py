"""Pages of a schedule: running over them, what only looks like furniture, margins, provenance."""

from __future__ import annotations

import msgspec
import pytest

from shiryokan.paper.model import Box, Line, Page
from shiryokan.registers.aspects import headings_of
from shiryokan.registers.errors import NoRecords
from shiryokan.registers.fees import Fees
from tests.paper.pages import block, line, page, vertical
from tests.registers.schedule import FILLER, LEFT, TOP, Row, body, code, prose, row, schedule


def test_a_note_runs_over_the_page_and_knows_both_places() -> None:
    pages = schedule(
        [*FILLER, code("Ｚ００４　管理料", "10点"), body("注１　この管理料は、当該保険医療")],
        [body("機関において算定する。", further=2), body("２　削除", further=1)],
    )
    item = Fees().extract(pages).records[-1]
    assert [n.text for n in item.notes] == [
        "この管理料は、当該保険医療機関において算定する。",
        "削除",
    ]
    traces = item.provenance["notes"]
    assert len(traces) == len(item.notes)
    assert [place.page for place in traces[0].places] == [1, 2]


def test_each_variant_and_note_has_one_trace_with_its_words() -> None:
    rows = [
        code("Ｚ００４　管理料（１日につき）"), body("１　初回", "10点"), body("２　２回目", "5点"),
        body("注１　算定する。"), body("２　加算する。", further=1),
    ]  # fmt: skip
    item = Fees().extract(schedule([*FILLER, *rows])).records[-1]
    words = {
        name: [trace.places[0].text for trace in found] for name, found in item.provenance.items()
    }
    assert words["code"] == ["Ｚ００４"]
    assert words["name"] == ["管理料"]
    assert words["unit"] == ["１日につき"]
    assert [text.split("\n")[0] for text in words["variants"]] == ["１　初回", "２　２回目"]
    assert words["notes"] == ["注１　算定する。", "２　加算する。"]


def test_rows_that_come_back_at_the_head_of_each_page_are_not_lost() -> None:
    pages = schedule(*(
        [body("２　その他のもの", f"{i}50点"), code(f"Ｋ０{i}０　手術"), body("１　単純", "100点")]
        for i in range(1, 8)
    ))  # fmt: skip
    found = Fees().extract(pages)
    assert all(len(item.variants) == 2 for item in found.records[:-1])
    assert [item.variants[-1].points for item in found.records[:2]] == [250, 350]


def test_page_labels_are_no_part_of_a_note() -> None:
    pages = [
        msgspec.structs.replace(each, blocks=(*each.blocks, block(line(f"- {n} -", 290, 770))))
        for n, each in enumerate(
            schedule(
                [*FILLER, code("Ｚ００４　管理料", "10点"), body("注　この管理料は、当該医療")],
                [body("機関において算定する。", further=1)],
            ),
            1,
        )
    ]
    item = Fees().extract(pages).records[-1]
    assert item.notes[0].text == "この管理料は、当該医療機関において算定する。"


def test_odd_and_even_pages_may_be_set_in_differently() -> None:
    rows = [*FILLER, code("Ｚ００４　管理料"), body("１　初回", "10点"), body("注　算定する。")]
    more = [Row(r.indent, r.text.replace("Ｚ", "Ｙ"), r.worth) for r in rows]
    first, second = schedule(more, left=LEFT)[0], schedule(rows, left=LEFT + 17)[0]
    found = Fees().extract([first, msgspec.structs.replace(second, page=2)])
    assert len(found.records) == 8
    assert all(len(item.variants) == 1 for item in (found.records[3], found.records[7]))
    assert found.records[7].variants[0].points == 10


def test_a_raised_letter_comes_back_to_its_place() -> None:
    """The reader has the raised letter of Ｌｅˣ抗原 where the line ends, at its true place."""
    places = {"１": 120, "　": 130, "Ｌ": 140, "ｅ": 150, "抗": 164, "原": 174, "x": 160}
    places |= {" ": 163, "4": 540, "点": 550}
    text = "１　Ｌｅ抗原x 4点"
    raised = Line(text, Box(120, 300, 560, 310), edges=(*(places[c] for c in text), 560))
    (first,) = schedule([*FILLER, code("Ｚ００４　検査")])
    pages = [msgspec.structs.replace(first, blocks=(*first.blocks, block(raised)))]
    variant = Fees().extract(pages).records[-1].variants[0]
    assert (variant.name, variant.points) == ("Ｌｅx抗原", 4)


def test_a_raised_letter_at_the_very_end_of_its_line_comes_back_too() -> None:
    places = {"１": 120, "　": 130, "Ｌ": 140, "ｅ": 150, "抗": 164, "原": 174, "x": 160}
    text = "１　Ｌｅ抗原x"
    raised = Line(text, Box(120, 300, 184, 310), edges=(*(places[c] for c in text), 163))
    (first,) = schedule([*FILLER, code("Ｚ００４　検査")])
    worth = block(line("4点", 540, 300))
    pages = [msgspec.structs.replace(first, blocks=(*first.blocks, block(raised), worth))]
    variant = Fees().extract(pages).records[-1].variants[0]
    assert (variant.name, variant.points) == ("Ｌｅx抗原", 4)


def test_dispensing_codes_are_plain_numbers_below_their_head() -> None:
    rows = [
        code("通則"), row(1, "１　費用は、次により算定する。"), row(7, "第１節　調剤技術料"),
        code("区分"), code("００　調剤基本料（処方箋の受付１回につき）"),
        body("１　調剤基本料１", "45点"), body("注　算定する。"),
        code("０１　薬剤調製料", "24点"), code("１０　削除"), code("１０の２　調剤管理料", "60点"),
        code("１１から１３まで　削除"), row(7, "第５節　経過措置"),
        code("１０　区分番号１０の２に掲げるものは、なお従前の例による。"),
    ]  # fmt: skip
    found = Fees().extract(schedule(rows))
    assert [item.code for item in found.records] == ["00", "01", "10", "10-2", "11", "12", "13"]
    assert found.records[0].unit == "処方箋の受付１回につき"
    assert any("経過" not in left.text and "従前の例" in left.text for left in found.unplaced)


def test_the_schedules_of_one_notice_have_their_own_headings_and_codes() -> None:
    rows = [
        row(-1, "別表第一"), row(5, "第１章　基本診療料"), row(7, "第１節　初診料"), code("区分"),
        code("Ａ０００　初診料", "291点"), body("注　算定する。"), code("Ａ００１　再診料", "75点"),
        code("Ａ００２　外来診療料", "76点"),
        row(-1, "別表第二"), row(5, "第１章　基本診療料"), row(7, "第１節　初診料"), code("区分"),
        code("Ａ０００　初診料", "267点"), code("Ａ００１　再診料", "58点"),
        row(-1, "別表第三"), row(7, "第１節　調剤技術料"), code("区分"),
        code("００　調剤基本料", "45点"), body("注　算定する。"), code("０１　薬剤調製料", "24点"),
    ]  # fmt: skip
    found = Fees().extract(schedule(rows)).records
    assert [item.key for item in found] == [
        "A000", "A001", "A002", "A000#2", "A001#2", "00", "01",
    ]  # fmt: skip
    assert found[3].points == 267
    assert headings_of(found[-1].path) == ["第１節", "調剤技術料"]


def test_vertical_lines_are_reported() -> None:
    (only,) = schedule(FILLER)
    pages = [msgspec.structs.replace(only, blocks=(*only.blocks, block(vertical("縦に書いた文"))))]
    assert [(u.why, u.text) for u in Fees().extract(pages).unplaced] == [
        ("unreadable", "縦に書いた文")
    ]


def questions() -> list[Page]:
    rows = []
    for i in range(9):
        rows += [row(0, f"【Ａ００{i}】"), row(0, f"Ａ００{i} について、どのように算定するか。")]
        rows += [row(0, "（答）算定できる。")]
    return schedule(rows)


def codes_in_prose() -> list[Page]:
    text = "区分番号Ａ０００に掲げる初診料及びＡ００１に掲げる再診料を算定する場合に限る。"
    return schedule([each for i in range(8) for each in [row(0, f"問{i}"), *prose(2, text * 3)]])


def side_by_side() -> list[Page]:
    blocks = []
    for i in range(9):
        for x in (LEFT, 330.0):
            blocks.append(block(line(f"Ａ０{i}０　初診料 {i}1点", x, TOP + 40 * i)))
            blocks.append(block(line("注　算定する。", x + 60, TOP + 40 * i + 15)))
    return [page(*blocks)]


def ruled(pages: list[Page]) -> list[Page]:
    return [
        msgspec.structs.replace(
            each, blocks=tuple(msgspec.structs.replace(b, ruled=True) for b in each.blocks)
        )
        for each in pages
    ]


def compared_in_a_table() -> list[Page]:
    return ruled(side_by_side())


def explained_in_a_table() -> list[Page]:
    rows = []
    for i in range(9):
        rows += [row(0, f"Ａ００{i}　初診料について"), row(7, "算定の要件を次のとおり見直す。")]
    return ruled(schedule(rows))


def test_a_schedule_in_a_ruled_table_is_read() -> None:
    plain = [(item.code, item.points) for item in Fees().extract(schedule(FILLER)).records]
    found = [(item.code, item.points) for item in Fees().extract(ruled(schedule(FILLER))).records]
    assert found == plain
    assert plain


@pytest.mark.parametrize(
    "make",
    [
        codes_in_prose,
        questions,
        side_by_side,
        compared_in_a_table,
        explained_in_a_table,
        list,
        lambda: [page()],
    ],
)
def test_other_documents_that_name_codes_are_no_schedules(make) -> None:
    with pytest.raises(NoRecords) as refused:
        Fees().extract(make())
    assert refused.value.register == "fees"
    assert refused.value.why


def test_numbered_clauses_of_any_document_are_no_items() -> None:
    rows = [row(0, f"{i}　この規程において、用語の意義は次のとおりとする。") for i in range(10, 40)]
    with pytest.raises(NoRecords):
        Fees().extract(schedule(rows))
