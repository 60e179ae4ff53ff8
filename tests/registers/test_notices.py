"""Notices on how items are counted, on pages set by hand."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shiryokan.paper.document import Document
from shiryokan.paper.model import Block, Page
from shiryokan.registers.base import Extraction
from shiryokan.registers.comparison.changes import compare
from shiryokan.registers.errors import NoRecords
from shiryokan.registers.narrow_text import narrow
from shiryokan.registers.notices import Notice, Notices, heads
from shiryokan.registers.notices.heads import ascii_codes
from shiryokan.registers.notices.labels import label_of
from shiryokan.registers.source_text import Piece, Traced
from tests.paper.pages import STEP, block, line, page, table, vertical

LEFT, TOP, PITCH, WIDTH = 60.0, 60.0, 15.0, 46
"""Margins in points, and characters of a full row."""
TITLE = (0, "医科診療報酬点数表に関する事項")
FIRST = (0, "Ａ０００　初診料")

Row = tuple[float, str]


def prose(indent: float, hang: float, text: str) -> list[Row]:
    """A text that runs over rows; the first begins at ``indent``, the others at ``hang``."""
    rows = [(indent, text[: int(WIDTH - indent)])]
    rest = text[int(WIDTH - indent) :]
    while rest:
        rows.append((hang, rest[: int(WIDTH - hang)]))
        rest = rest[int(WIDTH - hang) :]
    return rows


def pages(*sheets: list[Row | Block]) -> list[Page]:
    made = []
    for number, rows in enumerate(sheets, 1):
        blocks = [
            row
            if isinstance(row, Block)
            else block(line(row[1], LEFT + STEP * row[0], TOP + PITCH * at))
            for at, row in enumerate(rows)
        ]
        made.append(page(*blocks, number=number))
    return made


def extract(*sheets: list[Row | Block]) -> Extraction[Notice]:
    return Notices().extract(pages(*sheets), "doc")


def told(*sheets: list[Row | Block]) -> list[tuple[str, str, str]]:
    """Code, number and text of each paragraph."""
    return [(each.code, each.number, each.text) for each in extract(*sheets).records]


SENTENCE = "患者の傷病について医学的に初診といわれる診療行為があった場合に算定する。"


def test_a_paragraph_has_its_item_its_headings_and_its_lines() -> None:
    (found,) = extract(
        [
            TITLE,
            (0, "第１章　基本診療料"),
            (0, "第１部　初・再診料"),
            FIRST,
            *prose(1, 3, "(１)　" + SENTENCE * 2 + "次のものをいう。"),
            (2, "ア　夜間"),
            (2, "イ　休日"),
        ]
    ).records
    assert (found.code, found.name, found.number) == ("A000", "初診料", "(1)")
    assert found.text == f"{SENTENCE * 2}次のものをいう。\nア 夜間\nイ 休日"
    assert [(h.number, h.title) for h in found.section] == [
        ("第1章", "基本診療料"),
        ("第1部", "初・再診料"),
    ]
    assert found.schedule == "medical"
    assert found.key == "medical/A000/(1)"
    places = found.provenance["text"][0].places
    assert "".join("".join(place.text.split()) for place in places).startswith("患者の傷病")


def test_a_sentence_that_goes_on_with_a_number_opens_nothing() -> None:
    first = "(１)　" + "あ" * (WIDTH - 6 - 1)
    assert len(told(
        [TITLE, FIRST, (1, first), (3, "(２)　少数歯欠損」を算定する。"), (1, "(２)　" + SENTENCE)]
    )) == 2  # fmt: skip


def test_reference_at_the_beginning_of_a_row_is_no_label() -> None:
    found = told(
        [TITLE, FIRST, (1, "(１)　" + SENTENCE), (3, "(２)から(４)までにかかわらず、算定する。")]
    )
    assert [number for _, number, _ in found] == ["(1)"]


def test_a_number_that_is_printed_twice_is_read_twice_and_reported() -> None:
    rows: list[Row | Block] = [
        TITLE,
        FIRST,
        *(row for n in "１２２３" for row in prose(1, 3, f"({n})　" + SENTENCE * 2)),
    ]
    found = extract(rows)
    assert [each.number for each in found.records] == ["(1)", "(2)", "(2)", "(3)"]
    assert [each.key.rpartition("/")[2] for each in found.records][2] == "(2)#2"
    assert [each.why for each in found.unplaced] == ["disorder"]


def test_a_title_with_a_number_heads_the_paragraphs_below_it() -> None:
    found = extract(
        [
            TITLE,
            (0, "Ｂ００１　特定疾患治療管理料"),
            (1, "１　ウイルス疾患指導料"),
            (2, "(１)　" + SENTENCE),
            (1, "２　特定薬剤治療管理料"),
            (2, "(１)　" + SENTENCE),
            (2, "(２)　" + SENTENCE),
        ]
    ).records
    assert [(each.part[0].title, each.number) for each in found] == [
        ("ウイルス疾患指導料", "(1)"),
        ("特定薬剤治療管理料", "(1)"),
        ("特定薬剤治療管理料", "(2)"),
    ]
    assert found[2].key == "medical/B001/2/(2)"


def test_general_rules_have_no_code_and_keep_their_lower_numbers() -> None:
    found = extract(
        [
            TITLE,
            (0, "第１部　初・再診料"),
            (0, "＜通則＞"),
            (1, "１　" + SENTENCE),
            (2, "(１)　次のとおりとする。"),
            (1, "２　" + SENTENCE),
            FIRST,
            (1, "(１)　" + SENTENCE),
        ]
    ).records
    assert [(each.code, each.number) for each in found] == [("", "1"), ("", "2"), ("A000", "(1)")]
    assert [h.title for h in found[0].section] == ["初・再診料", "通則"]
    assert [h.title for h in found[2].section] == ["初・再診料"]
    assert found[0].text.endswith("(1) 次のとおりとする。")


@pytest.mark.parametrize(
    ("rows", "named"),
    [
        (
            [(0, "Ｂ００２　開放型病院共同指導料(Ⅰ)、Ｂ００３　開放型病院共同指導料(Ⅱ)")],
            {"B002": "開放型病院共同指導料(I)", "B003": "開放型病院共同指導料(II)"},
        ),
        (
            [(0, "Ｄ２８３　発達及び知能検査"), (0, "Ｄ２８４　人格検査")],
            {"D283": "発達及び知能検査", "D284": "人格検査"},
        ),
        ([(0, "Ｊ０８９　分層植皮術及びＪ０８９－２　全層植皮術")],
         {"J089": "分層植皮術", "J089-2": "全層植皮術"}),
        ([(0, "Ｄ００２―６　口腔細菌定量検査")], {"D002-6": "口腔細菌定量検査"}),
        ([(0, "【Ａ００１　再診料】")], {"A001": "再診料"}),
    ],
)  # fmt: skip
def test_codes_that_share_a_head_have_a_record_each(rows: list[Row], named: dict[str, str]) -> None:
    found = extract([TITLE, *rows, (1, "(１)　" + SENTENCE)]).records
    assert {each.code: each.name for each in found} == named
    assert all({each.code, *each.shared} == set(named) for each in found)


def test_a_head_of_many_items_goes_on_over_whole_rows() -> None:
    head = "、".join(f"Ｋ７０{n}　試験的処置術（内視鏡によるもの）その{n}" for n in range(1, 8))
    rows: list[Row | Block] = [
        TITLE,
        *prose(0, 0, head),
        *prose(1, 0, "内視鏡検査に係る費用は、別に算定できない。"),
    ]
    records = extract(rows).records
    assert [each.code for each in records] == [f"K70{n}" for n in range(1, 8)]
    assert {each.text for each in records} == {"内視鏡検査に係る費用は、別に算定できない。"}
    assert records[5].name == "試験的処置術(内視鏡によるもの)その6"


def test_a_name_goes_on_over_the_end_of_a_page_while_its_bracket_is_open() -> None:
    sheets: list[list[Row | Block]] = [
        [TITLE, (0, "Ａ０３５　外来計画料（")],
        [(6, "１日につき）"), (1, "別に算定できない。")],
    ]
    assert [(each.code, each.name) for each in extract(*sheets).records] == [
        ("A035", "外来計画料(1日につき)")
    ]


def test_items_that_are_no_more_are_kept_without_text() -> None:
    found = extract(
        [TITLE, (0, "Ｂ００５－２、Ｂ００５－３　削除"), FIRST, (1, "(１)　" + SENTENCE)]
    ).records
    assert [(each.code, each.deleted) for each in found] == [
        ("B005-2", True), ("B005-3", True), ("A000", False),
    ]  # fmt: skip


def test_an_item_that_is_told_of_twice_loses_nothing() -> None:
    found = extract(
        [TITLE, FIRST, (1, "(１)　" + SENTENCE), FIRST, (1, "(１)　" + SENTENCE + "別に定める。")]
    ).records
    assert [each.key for each in found] == ["medical/A000/(1)", "medical/A000/(1)#2"]


def test_text_before_numbers_is_a_paragraph_without_one() -> None:
    assert told([TITLE, (0, "Ｉ０１６　線副子"), (2, SENTENCE), (1, "(１)　" + SENTENCE)]) == [
        ("I016", "", SENTENCE),
        ("I016", "(1)", SENTENCE),
    ]


def test_a_row_of_a_table_is_a_line_with_tabs() -> None:
    cells = table((0, 0, "年齢"), (0, 1, "歯数"), (1, 0, "０～４歳"), (1, 1, "１歯以上"))
    moved = [
        line(each.text, each.bbox.x0, TOP + PITCH * 3) for each in cells.lines
    ]  # the table stands behind the paragraph
    ruled = Block("table", moved[0].bbox, tuple(moved), cells=cells.cells, ruled=True)
    (found,) = extract([TITLE, FIRST, (1, "(１)　" + SENTENCE), ruled]).records
    assert found.text.split("\n")[1:] == ["年齢\t歯数", "0~4歳\t1歯以上"]


def test_paragraphs_go_on_over_the_end_of_a_page() -> None:
    rows = prose(1, 3, "(１)　" + SENTENCE * 4)
    (found,) = extract([TITLE, FIRST, *rows[:2]], [*rows[2:]]).records
    assert found.text == SENTENCE * 4
    assert {place.page for place in found.provenance["text"][0].places} == {1, 2}


def test_tables_behind_the_notice_are_reported() -> None:
    found = extract([TITLE, FIRST, (1, "(１)　" + SENTENCE)], [(0, "別表１"), (0, "Ａ０００　可")])
    assert [each.number for each in found.records] == ["(1)"]
    assert [(each.page, each.why) for each in found.unplaced] == [(2, "orphan")]


def test_pages_set_in_differently_are_read_alike() -> None:
    def sheet(number: int, aside: float) -> list[Row | Block]:
        rows: list[Row | Block] = []
        for item in range(3):
            rows.append((aside, f"Ａ{number * 3 + item:03d}　管理料"))
            for at in range(1, 5):
                rows += prose(aside + 1, aside + 3, f"({at})　" + SENTENCE * 2)
        return rows

    sheets = pages([TITLE, *sheet(0, 0)], sheet(1, 1.5), sheet(2, 0), sheet(3, 1.5))
    found = Notices().extract(Document(sheets))
    assert [each.number for each in found.records] == ["(1)", "(2)", "(3)", "(4)"] * 12
    assert not found.unplaced


def test_a_number_taken_for_that_of_the_page_is_one_of_the_text() -> None:
    sheets = [
        page(
            block(line(TITLE[1], LEFT, TOP)),
            block(line(FIRST[1], LEFT, TOP + PITCH)),
            block(line("(１)", LEFT + STEP, 700), kind="furniture"),
            block(line(SENTENCE, LEFT + 4 * STEP, 700)),
            block(line("- 1 -", 280, 760), kind="furniture"),
        )
    ]
    found = Notices().extract(Document(sheets)).records
    assert [(each.number, each.text) for each in found] == [("(1)", SENTENCE)]


def test_annexes_of_one_letter_have_their_own_schedule() -> None:
    found = extract(
        [TITLE, FIRST, (1, "(１)　" + SENTENCE)],
        [(0, "別添２"), (0, "歯科診療報酬点数表に関する事項"), FIRST, (1, "(１)　" + SENTENCE)],
        [(0, "別添３"), (0, "調剤報酬点数表に関する事項"), (0, "区分１０の２　調剤管理料"),
         (1, "(１)　" + SENTENCE)],
    ).records  # fmt: skip
    assert [each.key for each in found] == [
        "medical/A000/(1)", "dental/A000/(1)", "dispensing/10-2/(1)",
    ]  # fmt: skip


def test_vertical_writing_with_kanji_numbers() -> None:
    def column(number: int, indent: float, text: str) -> Block:
        return block(vertical(text, 540 - 20 * number, 60 + STEP * indent))

    found = (
        Notices()
        .extract(
            [
                page(
                    column(0, 0, "医科診療報酬点数表に関する事項"),
                    column(1, 0, "Ａ０００　初診料"),
                    column(2, 1, "（一）　患者の傷病について初診を行った場合に算定する。"),
                    column(3, 1, "（二）　「注二」に規定する加算は、休日に算定する。"),
                )
            ]
        )
        .records
    )
    assert [(each.number, each.notes) for each in found] == [("(1)", []), ("(2)", ["注2"])]


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("「注７」に規定する加算は、算定できる。", ["注7"]),
        ("注５及び注６に規定する加算", ["注5", "注6"]),
        ("「注９」、「注 10」又は「注 11」に係る分割調剤", ["注9", "注10", "注11"]),
        ("「注」に規定する装置", ["注"]),
        ("初診料の注３に規定する", ["注3"]),
        ("再診料の「注３」及び「注４」に規定する", []),
        ("「Ａ００１」の「注６」に規定する", []),
        ("再診料の「注３」に規定する。「注２」の加算", ["注2"]),
        ("（注）この表は、注意して読むこと。", []),
    ],
)
def test_the_notes_of_its_own_item(text: str, notes: list[str]) -> None:
    (found,) = extract([TITLE, FIRST, (1, f"(１)　{text}算定する。")]).records
    assert found.notes == notes


def test_other_items_and_items_of_other_schedules() -> None:
    (found,) = extract(
        [
            (0, "歯科診療報酬点数表に関する事項"),
            FIRST,
            *prose(1, 3, "(１)　Ｂ０００－４に掲げる歯科疾患管理料、"
            "医科点数表の「Ａ２３４－２」及び"
                         "「Ａ２３５」を除く。Ａ０００、Ｃ００１から Ｃ００３までを算定する。"),
        ]
    ).records  # fmt: skip
    assert found.references == ["B000-4", "C001~C003"]
    assert found.elsewhere == ["医科A234-2", "医科A235"]


def test_the_year_is_that_of_the_latest_law_or_letter() -> None:
    cited = "平成20年厚生労働省告示第59号及び令和６年３月５日保医発0305第５号による。令和８年まで。"
    (found,) = extract([TITLE, FIRST, *prose(1, 3, "(１)　" + cited)]).records
    assert found.year == 2024


@pytest.mark.parametrize(
    "rows",
    [
        [(0, "Ａ０００　初診料　　２８８点"), (0, "Ａ００１　再診料　　７３点"),
         (0, "Ａ００２　外来診療料　　７４点"), (6, "注１　算定する。")],
        [(0, "問１　初診料は算定できるか。"), (0, "（答）できる。")],
        [(0, "第１　初診料の施設基準"), (1, "(１)　" + SENTENCE)],
        [],
    ],
)  # fmt: skip
def test_other_documents_are_refused(rows: list[Row | Block]) -> None:
    with pytest.raises(NoRecords):
        extract(rows)


def test_paragraphs_of_two_years_are_paired_by_what_they_say() -> None:
    def version(*texts: str) -> list[Notice]:
        rows = [row for n, t in enumerate(texts, 1) for row in prose(1, 3, f"({n})　{t}")]
        return extract([TITLE, FIRST, *rows]).records

    one = "特に初診料が算定できない旨の規定がある場合を除き、診療行為があった場合に算定する。"
    two = "患者が任意に診療を中止し、１月以上経過した後の診療は、初診として取り扱う。"
    new = "情報通信機器を用いた診療は、オンライン指針に沿って行った場合に算定する。"
    comparison = compare("notices", version(one, two), version(one, new, two + "この限りでない。"))
    kinds = [(change.kind, change.old, change.new) for change in comparison.changes]
    assert kinds == [
        ("same", ["medical/A000/(1)"], ["medical/A000/(1)"]),
        ("new", [], ["medical/A000/(2)"]),
        ("changed", ["medical/A000/(2)"], ["medical/A000/(3)"]),
    ]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("⑴　患者", "(1)"),
        ("（二）　患者", "(2)"),
        ("十一　患者", "11"),
        ("(1)回復期の患者", "(1)"),
        ("ア　患者", "ア"),
        ("(ロ)　患者", "(ロ)"),
        ("①患者", "①"),
        ("ａ　患者", "a"),
        ("3) 患者", "3"),
        ("12)患者", "12"),
        ("(２)から(４)まで", None),
        ("１回に限り", None),
        ("①、②", None),
        ("患者", None),
    ],
)
def test_labels_and_words_that_are_none(text: str, label: str | None) -> None:
    found = label_of(narrow(text))
    assert (found.text if found else None) == label


@given(st.integers(1, 99), st.sampled_from(["({})　", "（{}）", "{}　", "({}) "]))
def test_a_label_is_read_in_any_dress(number: int, dress: str) -> None:
    wide = str(number).translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789"})
    for printed in (str(number), wide):
        label = label_of(narrow(dress.format(printed) + "患者について"))
        assert label is not None
        assert label.values == (number,)


@given(st.sampled_from("ABCDEJKM"), st.integers(0, 999), st.lists(st.integers(2, 20), max_size=2))
def test_codes_are_those_of_the_register_of_items(
    letter: str, base: int, branches: list[int]
) -> None:
    code = "-".join([f"{letter}{base:03d}", *map(str, branches)])
    wide = code.translate({ord(c): ord(c) + 0xFEE0 for c in f"0123456789-{letter}"})
    assert ascii_codes(wide) == [code]
    assert ascii_codes(wide.translate({ord(d): k for d, k in zip("０１２３４５６７８９",
    "〇一二三四五六七八九", strict=True)})) == [code]  # fmt: skip


@pytest.mark.parametrize(
    "printed",
    ["〈A000〉 初診料", "◎Ａ０００　初診料", "Ａ０００：初診料", "A000．初診料", "【A000】初診料"],
)
def test_a_code_may_stand_in_any_bracket_or_before_a_colon(printed: str) -> None:
    plain = narrow(printed)
    match = heads.HEAD.fullmatch(plain)
    assert match is not None
    text = Traced([Piece(printed, 1, None, 0)])
    ((codes, _written, name),) = [
        (each.codes, each.written, each.name) for each in heads.names_of(text, plain, match)
    ]
    assert codes == ("A000",)
    assert name.text == "初診料"


def test_many_codes_in_a_sentence_are_soon_known_to_be_no_head() -> None:
    codes = "(A000)甲" + "及び(A001)乙" * 200
    assert heads.ROUND_HEAD.fullmatch(codes)
    assert heads.ROUND_HEAD.fullmatch(codes + "、(A002)丙及び(A003、B004)丁")
    assert not heads.ROUND_HEAD.fullmatch(codes + "。")
    assert not heads.ROUND_HEAD.fullmatch(codes + "、(A002)が")


def test_the_name_of_an_item_may_stand_in_the_row_below_its_code() -> None:
    rows: list[Row | Block] = [TITLE, (0, "Ａ１００"), (1, "見守り料"), (1, "(１)　" + SENTENCE)]
    rows += [(0, "［Ａ１０１］"), (1, "訪問見守り料（１日につき）"), (1, "(１)　" + SENTENCE)]
    found = extract(rows).records
    assert [(each.code, each.name, each.number) for each in found] == [
        ("A100", "見守り料", "(1)"),
        ("A101", "訪問見守り料(1日につき)", "(1)"),
    ]


def test_a_code_that_ends_a_sentence_is_no_head() -> None:
    rows: list[Row | Block] = [
        TITLE,
        FIRST,
        (1, "(１)　次の項目と併せて算定する。"),
        (1, "Ａ１００"),
        (1, "を除く。"),
    ]
    assert told(rows) == [("A000", "(1)", "次の項目と併せて算定する。A100\nを除く。")]


@pytest.mark.parametrize(
    ("printed", "codes"),
    [
        ("Ａ一〇〇の二", ["A100-2"]),
        ("Ａ二三四－三", ["A234-3"]),
        ("Ａ一〇〇の十二", ["A100-12"]),
        ("Ａ一〇〇の二十", ["A100-20"]),
        ("Ａ〇〇七から Ａ〇〇九まで", ["A007", "A008", "A009"]),
    ],
)
def test_codes_in_kanji(printed: str, codes: list[str]) -> None:
    assert ascii_codes(printed) == codes
    assert heads.HEAD.fullmatch(narrow(f"{printed}　見守り料"))


def test_branches_behind_no_stand_in_kanji_alone() -> None:
    match = heads.HEAD.fullmatch(narrow("Ａ１００の２　見守り料"))
    assert match is None


def test_numbers_whose_white_is_too_narrow_to_be_seen() -> None:
    rows: list[Row | Block] = [TITLE, FIRST, (0, "1「単純なもの」は、次のとおりである。")]
    rows += [(0, "2この場合において、別に算定できない。"), (0, "3患者に説明すること。")]
    assert told(rows) == [
        ("A000", "1", "「単純なもの」は、次のとおりである。"),
        ("A000", "2", "この場合において、別に算定できない。"),
        ("A000", "3", "患者に説明すること。"),
    ]


@pytest.mark.parametrize("words", ["1日につき１回に限り算定する。", "1に規定する患者に限る。"])
def test_a_number_of_a_sentence_is_no_label(words: str) -> None:
    rows: list[Row | Block] = [TITLE, FIRST, (0, words), (0, "2この場合において、算定できない。")]
    assert [number for _, number, _ in told(rows)] == [""]


def test_a_mark_before_the_code_of_a_head_is_no_second_column() -> None:
    rows: list[Row | Block] = [TITLE]
    for at in range(5):
        rows += [(0, f"■　Ａ１０{at}　見守り料"), (1, "(１)　" + SENTENCE)]
    assert [code for code, _, _ in told(rows)] == [f"A10{at}" for at in range(5)]


def test_a_title_within_an_item_is_no_sentence() -> None:
    rows: list[Row | Block] = [TITLE, FIRST, (1, "１．次に掲げるものをいう。"), (2, "夜間の見守り")]
    rows += [(2, "(１)　休日"), (2, "(２)　深夜")]
    (found,) = extract(rows).records
    assert (found.number, found.part) == ("1", [])


def test_the_name_of_the_last_code_of_a_head_is_in_the_next_row_however_long() -> None:
    rows: list[Row | Block] = [
        TITLE,
        (0, "Ａ１００　" + "長" * 30 + "、Ａ１０１－２"),
        (5, "継" * 41),
    ]
    rows += [(2, "続料"), (1, "(１)　" + SENTENCE)]
    assert {each.code: each.name[:2] for each in extract(rows).records} == {
        "A100": "長長",
        "A101-2": "継継",
    }


def test_signs_beside_what_was_changed_are_none_of_the_text() -> None:
    rows: list[Row | Block] = [TITLE, FIRST]
    for at in range(1, 41):
        rows.append((-2, f"○　({at})　{SENTENCE}") if at % 8 == 0 else (0, f"({at})　{SENTENCE}"))
    found = told(rows)
    assert [number for _, number, _ in found] == [f"({at})" for at in range(1, 41)]
    assert {text for _, _, text in found} == {SENTENCE}


def test_of_two_lists_numbered_alike_the_one_goes_on_whose_place_it_is() -> None:
    rows: list[Row | Block] = [
        TITLE,
        FIRST,
        (0, "(１)　" + SENTENCE),
        (0, "(２)　次に掲げるものをいう。"),
        (1, "イ　夜間の見守り"),
        (1.5, "(１)　休日"),
        (1.5, "(２)　深夜"),
        (0, "(３)　" + SENTENCE),
    ]
    assert [number for _, number, _ in told(rows)] == ["(1)", "(2)", "(3)"]


def test_names_in_brackets_that_end_sentences_are_names() -> None:
    rows: list[Row | Block] = [
        TITLE,
        (0, "Ａ１００　見守り料（" + "長" * 30 + "に係る"),
        (5, "ものに限る。）、Ａ１０１　看取り料"),
        (1, "(１)　" + SENTENCE),
    ]
    assert [(code, text) for code, _, text in told(rows)] == [
        ("A100", SENTENCE),
        ("A101", SENTENCE),
    ]


def test_a_sentence_below_a_full_head_is_no_part_of_its_name() -> None:
    rows: list[Row | Block] = [TITLE, (0, "Ａ１００　" + "長" * 41), (4, "医療機関は" + "実" * 37)]
    rows += [(2, "績を報告すること。"), (1, "(１)　" + SENTENCE)]
    (first, _) = extract(rows).records
    assert first.name == "長" * 41
    assert first.text.endswith("績を報告すること。")


@pytest.mark.parametrize(
    ("first", "second"),
    [("、Ａ１００の", "二　看取り料"), ("、区分〇", "七　看取り料"), ("、■", "Ａ１０１　看取り料")],
)
def test_a_code_may_be_cut_by_the_end_of_a_row(first: str, second: str) -> None:
    assert heads.CUT.search(narrow(f"Ａ１００　見守り料{first}"))
    assert not heads.CUT.search(narrow(f"Ａ１００　見守り料{first}{second}"))


def test_paragraphs_may_be_numbered_with_circles() -> None:
    rows: list[Row | Block] = [TITLE]
    for at in range(3):
        rows += [(0, f"Ａ１０{at}　見守り料"), (1, "①　" + SENTENCE), (1, "②　" + SENTENCE)]
    assert [number for _, number, _ in told(rows)] == ["①", "②"] * 3
    rows = [TITLE, FIRST, (1, "(１)　次のものをいう。"), (2, "①　夜間"), (2, "②　休日")]
    assert [number for _, number, _ in told(rows)] == ["(1)"]


def test_a_mark_that_most_heads_have_is_none_of_the_margin() -> None:
    rows: list[Row | Block] = [TITLE]
    for at in range(12):
        rows += [(0, f"■　Ａ１{at:02}　見守り料、■　Ｂ１{at:02}　看取り料")]
        rows += [(3, "(１)　" + SENTENCE), (3, "(２)　" + SENTENCE)]
    assert len({code for code, _, _ in told(rows)}) == 24


def test_the_title_of_a_section_at_the_head_of_pages_is_none_of_a_sentence() -> None:
    first: list[Row | Block] = [TITLE, (0, "第１節　見守り料"), FIRST]
    first += prose(1, 3, "(１)　" + SENTENCE * 2)[:1]
    second: list[Row | Block] = [(0, "見守り料"), *prose(1, 3, "(１)　" + SENTENCE * 2)[1:]]
    (found,) = extract(first, second).records
    assert found.text == SENTENCE * 2


def test_a_label_stands_behind_an_entry_without_a_full_stop() -> None:
    rows: list[Row | Block] = [TITLE, FIRST, (1, "(１)　次のものをいう。")]
    rows += [*prose(2, 1, "ア　" + "夜" * 60), *prose(2, 1, "イ　" + "見" * 40 + "もの")]
    assert len(rows) == 6
    rows += [(1, "(２)　" + SENTENCE)]
    assert [number for _, number, _ in told(rows)] == ["(1)", "(2)"]


def test_kana_of_ruby_are_none_of_the_text() -> None:
    small = line("んげ", LEFT + 40, TOP + 2.4 * PITCH)
    ruby = msgspec.structs.replace(small, bbox=small.bbox._replace(y1=small.bbox.y0 + 4))
    (found,) = extract(
        [TITLE, FIRST, Block("text", ruby.bbox, (ruby,)), (1, "(１)　" + SENTENCE)]
    ).records
    assert found.text == SENTENCE


def upright_page(*columns: tuple[float, str], further: tuple[Block, ...] = ()) -> Page:
    """Vertical rows, each with how many characters it is set in."""
    rows = [
        block(vertical(text, 540 - 20 * at, 60 + STEP * indent))
        for at, (indent, text) in enumerate(columns)
    ]
    return page(*rows, *further)


UPRIGHT = ((0.0, "医科診療報酬点数表に関する事項"), (0.0, "Ａ０００　初診料"))


def test_narrow_numerals_in_the_gaps_of_vertical_rows_are_of_them() -> None:
    row = vertical("（一）　（　）と（　）は、算定できない。", 500, 70)
    narrow_one = vertical("Ⅰ", 500, 120)
    other = vertical("Ⅱ", 500, 160)
    signs = [
        msgspec.structs.replace(each, bbox=each.bbox._replace(x1=each.bbox.x0 + 3))
        for each in (narrow_one, other)
    ]
    made = page(*(block(vertical(text, 540 - 20 * at, 60)) for at, (_, text) in enumerate(UPRIGHT)),
                block(row), *(block(sign) for sign in signs))  # fmt: skip
    (found,) = Notices().extract([made]).records
    assert found.text == "(I)と(II)は、算定できない。"


def test_pieces_of_the_number_of_a_vertical_page_are_none_of_its_rows() -> None:
    foot = tuple(block(vertical(sign, 490 + 10 * at, 770)) for at, sign in enumerate("（4）"))
    made = upright_page(*UPRIGHT, (1, "（一）　休日に算定する。"), further=foot)
    (found,) = Notices().extract([made]).records
    assert found.text == "休日に算定する。"


def test_the_first_code_alone_may_stand_right_of_the_numbers_of_general_rules() -> None:
    rows: list[Row | Block] = [TITLE, (0, "第１節　見守り料"), (0, "通則"), (0, "１　" + SENTENCE)]
    rows += [(1, "Ａ１００"), (2, "見守り料"), (1, "(１)　" + SENTENCE)]
    assert [(code, number) for code, number, _ in told(rows)] == [("", "1"), ("A100", "(1)")]


@pytest.mark.parametrize("centred", [False, True], ids=["one edge", "in the middle"])
def test_codes_alone_in_brackets_are_no_groups(centred: bool) -> None:
    rows: list[Row | Block] = [TITLE, (0, "通則"), (0, "１　" + SENTENCE)]
    for code in ("Ａ１００", "Ａ１００－２", "Ａ１０１"):
        left = 20 - len(code) / 2 if centred else 0.0
        rows += [
            (left, f"〈{code}〉"),
            (1, "見守り料"),
            (0, "一　" + SENTENCE),
            (0, "二　" + SENTENCE),
        ]
    assert list(dict.fromkeys(code for code, _, _ in told(rows))) == ["", "A100", "A100-2", "A101"]


CIRCLES = [(0.0, "①　初めての診療をいう。"), (0.0, "②　再び診療した場合をいう。")]


def test_circles_number_paragraphs_though_as_many_items_have_branches_or_a_lead() -> None:
    branched = [
        (0.0, "１　入院"),
        (1.0, "(１)　病院をいう。"),
        (0.0, "２　外来"),
        (1.0, "(１)　診療所をいう。"),
    ]
    found = told(
        [
            TITLE, (0, "第１部　初診料"), (0, "通則"), (0, "１　通して数える。"), (0,
            "２　通しては数えない。"),
            FIRST, *CIRCLES, (0, "Ａ００１　再診料"), *branched,
            (0, "Ａ００２　外来診療料"), (1, "外来で行うものをいう。"), *CIRCLES,
        ]
    )  # fmt: skip
    numbered = [(code, number) for code, number, _ in found if code in ("A000", "A002") and number]
    assert numbered == [("A000", "①"), ("A000", "②"), ("A002", "①"), ("A002", "②")]


@pytest.mark.parametrize(
    ("head", "codes"),
    [
        ("区分０４の２から０４の３まで．削除", ["04-2", "04-3"]), ("区分０３から０４まで　削除",
        ["03", "04"]),
        ("区分０８から０８の２まで　削除", ["08", "08-2"]),
    ],
)  # fmt: skip
def test_ranges_of_dispensing_may_say_their_kind_once(head: str, codes: list[str]) -> None:
    match = heads.HEAD.fullmatch(narrow(head))
    assert match is not None
    assert ascii_codes(match["codes"]) == codes


def test_a_code_in_round_brackets_may_stand_alone_above_its_name() -> None:
    found = told(
        [TITLE, (0, "（Ａ０００）"), (1, "初診料"), (0, "(１)　初診をいう。"), (0,
        "（Ａ００１からＡ００２まで）　削除"),
         (0, "（Ａ００３）"), (1, "往診料（療養病棟に係るものに限る。）"), (0,
         "(１)　往診をいう。")]
    )  # fmt: skip
    assert [(code, number) for code, number, _ in found if number] == [
        ("A000", "(1)"),
        ("A003", "(1)"),
    ]


@pytest.mark.parametrize(
    ("first", "second", "code", "name"),
    [
        ("《Ａ０２緊急体温連携料（療養病棟に係", "８》　るものに限る。）", "A028",
        "緊急体温連携料（療養病棟に係るものに限る。）"),
        ("Ａ０１早期血圧訓練料（１日につき）（同一", "４－２　建物居住者の場合）", "A014-2",
         "早期血圧訓練料（１日につき）（同一建物居住者の場合）"),
        ("《Ａ０２１外来体温", "－２》　計画料", "A021-2", "外来体温計画料"),
    ],
)  # fmt: skip
def test_a_code_that_is_cut_at_the_edge_of_its_box_is_whole(
    first: str, second: str, code: str, name: str
) -> None:
    found = extract(
        [TITLE, FIRST, (0, "(１)　初診をいう。"), (0, first), (0, second), (0, "(１)　次をいう。")]
    )
    last = found.records[-1]
    assert (last.code, last.name) == (code, narrow(name))


def test_numbers_of_general_rules_are_no_codes_where_heads_say_that_they_are_items() -> None:
    text = "算定に当たっては当該患者の状態を踏まえて必要な薬学的管理及び指導の内容を薬剤服用歴に記載しておくこととする。"
    rows = [row for number in range(1, 12) for row in prose(0, 0, f"{number}　{text}")]
    found = told(
        [(0, "調剤報酬点数表に関する事項"), (0, "第１節　調剤技術料"), (0, "通則"), *rows,
         (0, "【区分００】　調剤基本料"), (0, "(１)　基本をいう。")]
    )  # fmt: skip
    assert [number for _, number, _ in found][:11] == [str(number) for number in range(1, 12)]


@pytest.mark.parametrize(
    ("part", "notes", "told"),
    [
        ([], ["注2"], ["注2"]),
        # as the schedule labels the notes of a variant
        ([{"number": "12", "title": "指導管理料"}], ["注5", "注6"], ["12注5", "12注6"]),
        ([{"number": "12", "title": "指導管理料"}], [], [""]),
        ([{"number": "", "title": "一般的事項"}], ["注2"], ["注2"]),
    ],
)
def test_notes_under_a_variant_are_those_of_the_variant(
    part: list[dict[str, str]], notes: list[str], told: list[str]
) -> None:
    values = {"schedule": "medical", "code": "B001", "part": part, "notes": notes}
    assert [each.note for each in Notices().items(values)] == told
