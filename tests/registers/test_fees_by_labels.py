"""Fee schedules whose columns tell nothing: read by the order of their labels."""

from __future__ import annotations

import pytest

from shiryokan.paper.model import Box, Line, Page
from shiryokan.registers.fees import FeeItem, Fees
from tests.paper.pages import STEP, block, line, page, vertical

LEFT, TOP, RIGHT, PITCH = 60.0, 60.0, 560.0, 15.0
Text = tuple[float, str, str]
"""How far a row is set in, in characters, its text, and what stands at the edge."""

LEVEL: list[Text] = [
    (0, "Ａ００１　初回管理料（月１回）", "1,250点"),
    (0, "Ａ００２　継続管理料", ""),
    (1, "１　対面によるもの", ""),
    (2, "イ　初回の場合", "300点"),
    (2, "ロ　２回目以降の場合", "90点"),
    (1, "２　録音によるもの", "25点"),
    (1, "注１　訪問した場合は、夜間加算として、40点を所定点数に加算する。", ""),
    (2, "２　記録した場合は、次に掲げる点数を所定点数に加算する。", ""),
    (3, "イ　体制加算１", "15点"),
    (3, "ロ　体制加算２", "8点"),
    (0, "Ａ００３　訓練料", "70点"),
]
UPRIGHT: list[Text] = [
    (0, "Ａ〇〇一　初回管理料（月一回）", "千二百五十点"),
    (0, "Ａ〇〇二　継続管理料", ""),
    (1, "一　対面によるもの", ""),
    (2, "イ　初回の場合", "三百点"),
    (2, "ロ　二回目以降の場合", "九十点"),
    (1, "二　録音によるもの", "二十五点"),
    (1, "注一　訪問した場合は、夜間加算として、四十点を所定点数に加算する。", ""),
    (2, "二　記録した場合は、次に掲げる点数を所定点数に加算する。", ""),
    (3, "イ　体制加算一", "十五点"),
    (3, "ロ　体制加算二", "八点"),
    (0, "Ａ〇〇三　訓練料", "七十点"),
]


def level(rows: list[Text], *, below: bool = False) -> list[Page]:
    """Rows from left to right; ``below``: what is paid stands in a row of its own."""
    lines: list[Line] = []
    y = TOP
    for indent, text, worth in rows:
        lines.append(line(text, LEFT + STEP * indent, y))
        if worth:
            y += PITCH * below
            lines.append(line(worth, RIGHT - STEP * len(worth), y))
        y += PITCH
    return [page(*map(block, lines))]


def upright(rows: list[Text]) -> list[Page]:
    """Rows from top to bottom, with what is paid at their foot."""
    lines: list[Line] = []
    for at, (indent, text, worth) in enumerate(rows):
        x = 540 - 18.0 * at
        lines.append(vertical(text, x, TOP + STEP * indent))
        if worth:
            lines.append(vertical(worth, x, 560 - STEP * len(worth)))
    return [page(*map(block, lines))]


def read(pages: list[Page]) -> list[FeeItem]:
    return [item for item in Fees().extract(pages).records if item.kind == "item"]


def expect_all(items: list[FeeItem]) -> None:
    assert [(item.code, item.name, item.points) for item in items] == [
        ("A001", "初回管理料", 1250),
        ("A002", "継続管理料", None),
        ("A003", "訓練料", 70),
    ]
    variants = [(" ".join(v.label), v.points) for v in items[1].variants]
    assert variants == [("1", None), ("1 イ", 300), ("1 ロ", 90), ("2", 25)]
    notes = [(note.number, note.points) for note in items[1].notes]
    assert notes == [("1", [40]), ("2", [15, 8])]
    assert [" ".join(part.label) for part in items[1].notes[1].parts] == ["イ", "ロ"]


def changed(rows: list[Text], *changes: tuple[str, str]) -> list[Text]:
    made = []
    for indent, text, worth in rows:
        for old, new in changes:
            text = text.replace(old, new)  # noqa: PLW2901
        made.append((indent, text, worth))
    return made


def test_levels_that_are_set_in_by_a_character_are_read() -> None:
    expect_all(read(level(LEVEL)))


def test_vertical_pages_with_numbers_in_kanji_are_read() -> None:
    items = read(upright(UPRIGHT))
    expect_all(items)
    assert items[0].unit == "月一回"


def test_points_may_stand_in_a_row_of_their_own() -> None:
    expect_all(read(level(LEVEL, below=True)))


@pytest.mark.parametrize(
    "white", [("　", ""), ("注１　", "（注１）"), ("　２　", "　２"), ("１　", "１．")]
)
def test_labels_may_have_no_white_or_other_signs_behind_them(white: tuple[str, str]) -> None:
    old, new = white
    expect_all(read(level([LEVEL[0], *changed(LEVEL[1:], (old, new))])))


@pytest.mark.parametrize("white", [0.5, 0.6], ids=["framed", "framed further in"])
def test_notes_in_a_frame_are_of_the_item_and_not_of_its_last_entry(white: float) -> None:
    """A frame's white sets them in by about half a character."""
    rows = [
        (indent + white if text.startswith(("注", "　２")) or indent > 2 else indent, text, worth)
        for indent, text, worth in LEVEL
    ]
    notes = read(level(rows))[1].notes
    assert [note.variant for note in notes] == [[], []]
    expect_all(read(level(rows)))


def test_dots_may_begin_over_the_bracket_that_closes_a_unit() -> None:
    rows = [(0, "Ａ００１　初回管理料(月１回…)……………………1,250点", ""), *LEVEL[1:]]
    (first, *_) = items = read(level(rows))
    assert (first.name, first.unit) == ("初回管理料", "月１回")
    expect_all(items)


def test_a_note_without_white_may_begin_like_another_word() -> None:
    rows: list[Text] = [
        *LEVEL[:-1],
        (0, "Ａ００３　訓練料", "70点"),
        (1, "注入院中の患者に対して行った場合は、９点を所定点数に加算する。", ""),
    ]
    assert [note.points for note in read(level(rows))[-1].notes] == [[9]]


def test_several_notes_may_stand_below_their_sign_alone() -> None:
    rows = changed(LEVEL, ("注１　", "１　"))
    rows.insert(6, (1, "注", ""))
    expect_all(read(level(rows)))


@pytest.mark.parametrize(
    "head", ["コード　名称　点数（点）", "区分番号　名称　所定点数", "番号　名称　所定点数（点）"]
)
def test_the_columns_of_a_table_may_be_called_by_other_words(head: str) -> None:
    rows = [*UPRIGHT[:2], (0, head, ""), *UPRIGHT[2:]]
    expect_all(read(upright(rows)))


def test_numbers_in_kanji_below_such_a_head_have_its_sign() -> None:
    rows = [(i, text, worth.removesuffix("点")) for i, text, worth in UPRIGHT]
    expect_all(read(upright([rows[0], (0, "コード　名称　点数（点）", ""), *rows[1:]])))


def test_a_bracket_may_close_in_the_next_row_behind_a_number() -> None:
    rows: list[Text] = [
        *LEVEL[:-1],
        (0, "Ａ００３　訓練料（処方箋の受付", "70点"),
        (1, "１回につき）", ""),
    ]
    last = read(level(rows))[-1]
    assert (last.name, last.unit, last.points) == ("訓練料", "処方箋の受付１回につき", 70)
    assert not last.variants


def test_a_note_in_a_frame_is_of_its_item_where_nothing_is_set_in() -> None:
    rows: list[Text] = [(0.0, text, worth) for _, text, worth in LEVEL]
    framed = [(0.5 if text.startswith(("注", "２　記録")) else 0.0, text, w) for _, text, w in rows]
    notes = read(level(framed))[1].notes
    assert notes
    assert [note.variant for note in notes] == [[]] * len(notes)


def test_a_stop_may_part_a_label_from_a_number() -> None:
    rows = changed(LEVEL, ("１　対面によるもの", "１．30分以上の場合"), ("２　録音", "２．録音"))
    items = read(level(rows))
    assert next((v.label, v.name) for v in items[1].variants) == (["1"], "30分以上の場合")
    assert items[1].variants[-1].points == 25


def test_numbers_below_the_head_of_a_column_are_points() -> None:
    rows: list[Text] = [(i, text, worth.removesuffix("点")) for i, text, worth in LEVEL]
    expect_all(read(level([(0, "区分", "点数"), *rows])))


def test_a_number_may_go_on_in_the_next_row() -> None:
    rows: list[Text] = [*LEVEL[:-1], (0, "Ａ００３　訓練料", "一、"), (0, "二三四点", "")]
    found = read(level(rows))[-1]
    assert (found.name, found.points) == ("訓練料", 1234)


def test_dots_between_a_name_and_its_points_are_of_neither() -> None:
    rows = changed(UPRIGHT, ("訓練料", "訓練料．．"))
    assert read(upright(rows))[-1].name == "訓練料"


def test_codes_of_dispensing_are_told_from_numbers_of_a_sentence() -> None:
    rows: list[Text] = [
        (0, "別表第三　調剤報酬点数表", ""),
        (0, "０１　調製料", "24点"),
        (1, "注　３剤を超える場合に限り、１剤につき10点を所定点数に加算する。", ""),
        (0, "０２回復期支援料", "30点"),
        (0, "０２の２　情報提供料", "40点"),
        (0, "０３　管理料", "50点"),
    ]
    assert [(item.code, item.points) for item in read(level(rows))] == [
        ("01", 24), ("02", 30), ("02-2", 40), ("03", 50),
    ]  # fmt: skip


def on_pages(*pages: list[Text], foot: str = "") -> list[Page]:
    """Rows of several pages from left to right, with a line right below those of each."""
    made = []
    for number, rows in enumerate(pages, 1):
        blocks = list(level(rows)[0].blocks)
        if foot:
            below = TOP + PITCH * len(rows)
            blocks.append(block(line(foot.format(number), LEFT + STEP * 20, below)))
        made.append(page(*blocks, number=number))
    return made


def test_the_title_that_heads_each_page_ends_no_item() -> None:
    title: Text = (0, "別表第一　医科診療報酬点数表", "")
    law: Text = (0, "診療報酬の算定方法", "")
    pages = on_pages([law, law, title, *LEVEL[:4]], [(3, *title[1:]), *LEVEL[4:]])
    expect_all(read(pages))


def test_the_number_of_a_page_between_dashes_is_of_no_row() -> None:
    expect_all(read(on_pages(LEVEL[:5], LEVEL[5:], foot="- {} -")))


def apart(rows: list[Text]) -> list[Text]:
    """The rows with what stands below items in a column far from that of their codes."""
    return [(indent and indent + 5, text, worth) for indent, text, worth in rows]


def test_several_notes_below_their_sign_alone_are_none_of_the_variants() -> None:
    """In columns that a schedule of the ministry could have; their sentences are no names."""
    rows = changed(LEVEL, ("注１　", "１　"))
    rows.insert(6, (1, "注", ""))
    expect_all(read(level(apart(rows))))


def test_numbers_without_a_sign_are_read_where_columns_stand_apart_too() -> None:
    rows: list[Text] = [(i, text, worth.removesuffix("点")) for i, text, worth in apart(LEVEL)]
    expect_all(read(level([rows[0], (0, "区分", "点数"), *rows[1:]])))


def test_points_below_names_that_are_parted_from_their_sign_are_no_column_of_a_page() -> None:
    """On a page of which most rows are names and points."""
    rows: list[Text] = [(0, "別表第三　調剤報酬点数表", ""), (0, "区分", "")]
    points = [10 * n if n % 3 == 0 else 1000 + 10 * n for n in range(1, 13)]
    for n, each in enumerate(points, 1):
        rows += [(0, f"{n:02d}　薬剤管理料", ""), (1, "１　初回の場合", f"{each:,} 点")]
    lines: list[Line] = []
    y = TOP
    for indent, text, worth in rows:
        lines.append(line(text, LEFT + STEP * indent, y))
        if worth:
            y += PITCH
            # short ones are one line with their sign
            number, sign = worth.split() if "," in worth else (worth, "")
            lines.append(line(number, RIGHT - STEP * len(worth), y))
            if sign:
                lines.append(line(sign, RIGHT - STEP, y))
        y += PITCH
    items = read([page(*map(block, lines))])
    assert [[v.points for v in item.variants] for item in items] == [[each] for each in points]


@pytest.mark.parametrize("dashes", ["――", "―", "― ― ― ―― ―"])
def test_dashes_that_lead_to_points_are_of_neither(dashes: str) -> None:
    found = read(level([*LEVEL[:-1], (0, f"Ａ００３　訓練料{dashes}　70点", "")]))
    assert (found[-1].name, found[-1].points) == ("訓練料", 70)


def test_kana_of_ruby_that_stand_apart_from_their_word_are_of_no_row() -> None:
    (made,) = level(LEVEL)
    small = Line("ん", Box(200, TOP + 26, 204, TOP + 30), edges=(200, 204))
    expect_all(read([page(*made.blocks, block(small))]))


def test_labels_level_with_each_other_in_vertical_rows_are_of_their_rows() -> None:
    """注 stands alone between the numbers of a variant and of the first note: one line, it seems."""
    rows = changed(UPRIGHT, ("二　録音", "　　録音"), ("注一　訪問", "　　訪問"))
    rows.insert(6, (1, "", ""))
    lines = [each for own in upright(rows)[0].blocks for each in own.lines if each.text.strip()]
    places = {each.text.strip(): each.bbox for each in lines}
    x1 = places["録音によるもの"].x1
    x0 = next(box.x0 for text, box in places.items() if text.startswith("訪問した"))
    y = TOP + STEP
    across = Line(
        "二注一", Box(x0, y, x1, y + STEP), direction="rtl",
        edges=(x1, x1 - STEP - 4, x0 + STEP + 4, x0),
    )  # fmt: skip
    expect_all(read([page(*map(block, [*lines, across]))]))


def test_points_with_which_a_row_of_a_sentence_begins_are_no_label() -> None:
    rows: list[Text] = [
        *LEVEL[:-1],
        (0, "Ａ００３　訓練料", "70点"),
        (1, "注１　訪問した場合は、夜間に行ったときに限り、次の点数として、", ""),
        (1, "250点を所定点数に加算する。", ""),
    ]
    assert [(note.number, note.points) for note in read(level(rows))[-1].notes] == [("1", [250])]


def test_a_kanji_of_the_shape_of_a_kana_is_the_number_of_the_next_note() -> None:
    """ニ would follow イ, ロ and ハ; but what it begins is a sentence, and no name with points."""
    rows: list[Text] = [
        *UPRIGHT[:-1],
        (0, "Ａ〇〇三　訓練料", "七十点"),
        (1, "注一　記録した場合は、次に掲げる点数を所定点数に加算する。", ""),
        *[
            (2, f"{sign}　体制加算{n}", f"{n}点")
            for sign, n in zip("イロハ", "一二三", strict=True)
        ],
        (2, "二　訪問した場合は、夜間加算として、九点を所定点数に加算する。", ""),
    ]
    notes = read(upright(rows))[-1].notes
    assert [(note.number, note.points) for note in notes] == [("1", [1, 2, 3]), ("2", [9])]


def test_a_unit_in_an_open_bracket_goes_on_whatever_its_rest_begins_with() -> None:
    rows: list[Text] = [
        *UPRIGHT[:-1],
        (0, f"Ａ〇〇三　訓練料{'と' * 38}（受付", ""),
        (0, "一回につき）", "七十点"),
    ]
    found = read(upright(rows))[-1]
    assert (found.unit, found.points, found.variants) == ("受付一回につき", 70, [])


def test_a_number_right_behind_a_unit_may_go_on_in_the_next_row() -> None:
    rows: list[Text] = [
        *UPRIGHT[:-1],
        (0, f"Ａ〇〇三　{'訓' * 35}料（一回につき）九百", ""),
        (0, "七十点", ""),
    ]
    found = read(upright(rows))[-1]
    assert (found.unit, found.points) == ("一回につき", 970)


def test_a_name_of_an_entry_that_comes_to_the_edge_is_no_variant() -> None:
    """Its points stand below it, and the list of variants above ends with the same label."""
    rows: list[Text] = [
        *LEVEL[:2],
        (1, "１　対面によるもの", ""),
        (2, "イ　初回の場合", "300点"),
        (2, "ロ　２回目以降の場合", "90点"),
        (1, "注　記録した場合は、次に掲げる点数を所定点数に加算する。", ""),
        (2, "イ　体制加算１", "15点"),
        (2, "ロ　体制加算２", "8点"),
        (2, f"ハ　体制加算{'と' * 42}", "6点"),
        LEVEL[-1],
    ]
    items = read(level(rows, below=True))
    assert [" ".join(v.label) for v in items[1].variants] == ["1", "1 イ", "1 ロ"]
    assert [part.points for part in items[1].notes[0].parts] == [15, 8, 6]
