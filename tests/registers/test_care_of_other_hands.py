"""Care fee schedules as others set them: labels without white, numbers over two rows, contents."""

from __future__ import annotations

import pytest

from shiryokan.paper.model import Block, Box, Cell, Line, Page
from shiryokan.registers.care import Care, CareFee, Rate
from shiryokan.registers.care.changes import changes
from shiryokan.registers.care.labels import note_label_of
from tests.paper.pages import STEP, block, box_of, line, page, vertical

LEFT, TOP, RIGHT, PITCH = 60.0, 60.0, 560.0, 15.0
Text = tuple[float, str, str]
"""How far a row is set in, in characters, its text, and what stands at the edge."""

ROWS: list[Text] = [
    (0, "１　園芸費（１日につき）", ""),
    (1, "イ　個人で行う場合", ""),
    (2, "⑴　20分未満の場合", "1,250単位"),
    (2, "⑵　20分以上の場合", "80単位"),
    (1, "ロ　二人で行う場合", "60単位"),
    (1, "注１　夜間に行った場合は、１回につき５単位を加算する。", ""),
    (2, "２　記録した場合は、次に掲げる単位数を加算する。", ""),
    (3, "⑴　体制加算（Ⅰ）", "15単位"),
    (3, "⑵　体制加算（Ⅱ）", "8単位"),
    (1, "ハ　処遇加算", ""),
    (2, "⑴　処遇加算（Ⅰ）", "所定単位数の1000分の45に相当する単位数"),
    (2, "⑵　処遇加算（Ⅱ）", "所定単位数の100分の3に相当する単位数"),
]


def level(rows: list[Text]) -> list[Page]:
    lines: list[Line] = []
    for at, (indent, text, worth) in enumerate(rows):
        y = TOP + PITCH * at
        lines.append(line(text, LEFT + STEP * indent, y))
        if worth:
            lines.append(line(worth, RIGHT - STEP * len(worth), y))
    return [page(*map(block, lines))]


def read(rows: list[Text]) -> dict[str, CareFee]:
    return {record.key: record for record in Care().extract(level(rows)).records}


def expect_all(found: dict[str, CareFee]) -> None:
    assert {key: record.points or record.rate for key, record in found.items()} == {
        "1": None, "1/イ": None, "1/イ/(1)": 1250, "1/イ/(2)": 80, "1/ロ": 60, "1/ハ": None,
        "1/ハ/(1)": Rate(45, 1000), "1/ハ/(2)": Rate(3, 100),
    }  # fmt: skip
    notes = found["1"].notes
    assert [note.label for note in notes] == ["注1", "注2"]
    assert [item.points for item in notes[1].items] == [15, 8]


def changed(*changes: tuple[str, str]) -> list[Text]:
    made = []
    for indent, text, worth in ROWS:
        for old, new in changes:
            text = text.replace(old, new)  # noqa: PLW2901
            worth = worth.replace(old, new)  # noqa: PLW2901
        made.append((indent, text, worth))
    return made


@pytest.mark.parametrize(
    "change",
    [
        ("", ""),
        ("　", ""),
        ("注１　", "（注１）"),
        ("所定単位数の1000分の45に相当する単位数", "所定単位数の45／1000"),
    ],
)
def test_signs_of_other_hands_are_read(change: tuple[str, str]) -> None:
    expect_all(read(changed(change)))


def test_several_notes_may_stand_below_their_sign_alone() -> None:
    rows = changed(("注１　", "１　"))
    rows.insert(5, (1, "注", ""))
    expect_all(read(rows))


def test_services_of_the_contents_are_none() -> None:
    contents: list[Text] = [(0, "目次", ""), (1, "１　園芸費", "3"), (1, "２　音楽費", "9")]
    again: list[Text] = [(0, "２　音楽費（１日につき）", ""), (1, "イ　個人の場合", "70単位")]
    found = read([*contents, *ROWS, *again])
    assert found.pop("2").points is None
    assert found.pop("2/イ").points == 70
    expect_all(found)


def test_heads_of_a_table_on_each_page_are_of_no_name() -> None:
    expect_all(read([*ROWS[:2], (0, "区分　単位数", ""), *ROWS[2:]]))


@pytest.mark.parametrize(
    "head", ["区分番号　名称　単位数", "コード　名称　所定単位数（単位）", "番号　名称　単位"]
)
def test_the_columns_of_a_table_may_be_called_by_other_words(head: str) -> None:
    expect_all(read([*ROWS[:2], (0, head, ""), *ROWS[2:8], (0, head, ""), *ROWS[8:]]))


@pytest.mark.parametrize(
    ("printed", "rate"),
    [
        ("所定単位数の4.5％", Rate(45, 1000)),
        ("イからロまでにより算定した単位数の12％", Rate(12, 100)),
    ],
)
def test_a_rate_may_be_in_percent(printed: str, rate: Rate) -> None:
    found = read(changed(("所定単位数の1000分の45に相当する単位数", printed)))
    assert found["1/ハ/(1)"].name == "処遇加算（Ⅰ）"
    assert found["1/ハ/(1)"].rate == rate
    assert found["1/ハ/(2)"].rate == Rate(3, 100)


def test_a_name_may_go_on_below_its_rate() -> None:
    rows = [*ROWS]
    rows[-2:-1] = [(2, "⑴　処遇", "所定単位数の1000分の45に相当する単位数"), (3, "加算（Ⅰ）", "")]
    found = read(rows)
    assert found["1/ハ/(1)"].name == "処遇加算（Ⅰ）"
    expect_all(found)


def test_a_sentence_of_a_narrow_column_goes_on_though_a_row_begins_with_a_number() -> None:
    filler = "当該支援の内容を定める計画に従い必要な措置を講ずる"
    begins = ["", "その家族の", "１回につき５単位を加算するが、", "その者の", "", "別に", "なお"]
    broken = [f"{text}{filler}"[:16] for text in begins]
    note: list[Text] = [
        (1, f"注　{broken[0][:15]}", ""),
        *((2, text, "") for text in broken[1:]),
        (2, "ものとする。", ""),
    ]
    (found,) = read([*ROWS[:5], *note, *ROWS[9:]])["1"].notes
    assert not found.items
    assert [amount.points for amount in found.amounts] == [5]


def test_what_stands_over_a_table_is_no_head_where_a_rate_goes_on_so() -> None:
    rows = [*ROWS]
    rows[-1:] = [(2, "⑵　処遇加算（Ⅱ）", "所定単位数の100分の3に相当する単"), (2, "位数", "")]
    expect_all(read(rows))


def test_a_number_or_a_rate_may_go_on_in_the_next_row() -> None:
    rows = [*ROWS]
    rows[3:4] = [(2, "⑵　20分以上の場合", "八"), (2, "十単位", "")]
    rows[-1:] = [(2, "⑵　処遇加算（Ⅱ）", "所定単位数の10"), (2, "0分の3に相当する単位数", "")]
    expect_all(read(rows))


@pytest.mark.parametrize(
    ("text", "number", "rest"),
    [
        ("注一一人で暮らす利用者", 1, "一人で暮らす利用者"),
        ("注　二入院した者", 2, "入院した者"),
        ("注二十歳以上の者", 2, "十歳以上の者"),
        ("注一日につき算定する", 0, "一日につき算定する"),
        ("注入院した者", 0, "入院した者"),
        ("（注３）入院した者", 3, "入院した者"),
    ],
)
def test_the_number_of_a_note_is_told_from_what_it_says(text: str, number: int, rest: str) -> None:
    label = note_label_of(text)
    assert label is not None
    assert (label.number, text[label.begins :]) == (number, rest)


@pytest.mark.parametrize("text", ["注射した場合", "注１の加算については", "注意を要する者"])
def test_words_and_sentences_that_begin_like_a_note_are_none(text: str) -> None:
    assert note_label_of(text) is None


def test_the_number_of_a_vertical_page_in_kanji_is_of_no_row() -> None:
    rows = [
        (0, "一　園芸費（一日につき）", ""), (1, "イ　個人で行う場合", "百単位"),
        (1, "ロ　二人で行う場合", "八十単位"), (1, "ハ　三人で行う場合", "六十単位"),
        (1, "ニ　四人で行う場合", "五十単位"),
    ]  # fmt: skip
    lines: list[Line] = []
    for at, (indent, text, worth) in enumerate(rows):
        x = 540 - 18.0 * at
        lines.append(vertical(text, x, TOP + STEP * indent))
        # the row that the number of the page stands below is one with it
        number = "　　　十二" if at == 2 else ""
        if worth:
            lines.append(vertical(f"{worth}{number}", x, 560 - STEP * len(worth)))
    found = Care().extract([page(*map(block, lines))]).records
    assert [record.points for record in found] == [None, 100, 80, 60, 50]
    assert [record.name for record in found][2] == "二人で行う場合"


def test_dashes_that_lead_to_points_are_no_part_of_a_name() -> None:
    expect_all(
        read(changed(("未満の場合", "未満の場合――"), ("体制加算（Ⅰ）", "体制加算（Ⅰ）―――　")))
    )
    name = read(changed(("未満の場合", "未満の場合――")))["1/イ/(1)"].name
    assert name == "20分未満の場合"


def test_a_service_whose_unit_goes_on_in_the_next_row_begins_all_the_same() -> None:
    rows = [
        *ROWS,
        (0, "２　音楽費（30分に", ""),
        (1, "つき）", ""),
        (1, "イ　個人で行う場合", "70単位"),
    ]
    found = read(rows)
    assert found["2"].name == "音楽費" and found["2"].unit == "30分につき"
    assert found["2/イ"].points == 70


def test_entries_of_a_note_whose_rates_are_fractions_below_their_names() -> None:
    """What stands below is set in less than its name, as the rows of a table are."""
    rows = [
        *ROWS[:9],
        (1, "（注）記録した場合は、次に掲げる割合を加算する。", ""),
        (3, "⑴処遇加算", ""), (2, "（Ⅰ）", "所定単位数の196/1000"),
        (3, "⑵処遇加算", ""), (2, "（Ⅱ）", "所定単位数の5/100"),
        (0, "２　音楽費（30分につき）", ""), (1, "イ　個人で行う場合", "70単位"),
    ]  # fmt: skip
    found = read(rows)
    assert found["2/イ"].points == 70
    assert [item.rate for item in found["1"].notes[-1].items] == [Rate(196, 1000), Rate(5, 100)]


def test_two_columns_of_names_with_points_below_them() -> None:
    """Half of the rows of a column are points, and 単位 stands by itself."""

    def column(left: float, rows: list[tuple[float, str]], points: list[str]) -> list[Line]:
        lines: list[Line] = []
        for at, ((indent, text), worth) in enumerate(zip(rows, points, strict=True)):
            y = TOP + 2 * PITCH * at
            lines.append(line(text, left + STEP * indent, y))
            if worth:
                lines.append(line(worth, left + 190 - STEP * len(worth), y + PITCH))
                lines.append(line("単位", left + 200, y + PITCH))
        return lines

    names: list[tuple[float, str]] = [
        (2, f"{sign}　家族と共に行う場合{n}") for n, sign in enumerate("⑴⑵⑶⑷⑸⑹⑺⑻", 1)
    ]
    left = [(0, "１　園芸費（１日につき）"), (1, "イ　個人で行う場合"), *names]
    right = [(1, "ロ　二人で行う場合"), *names]
    lines = [
        *column(LEFT, left, ["", "", *(f"1{n}" for n in range(1, 9))]),
        *column(LEFT + 300, right, ["", *(f"2{n}" for n in range(1, 9))]),
    ]
    found = {r.key: r for r in Care().extract([page(*map(block, lines))]).records}
    for n in range(1, 9):
        assert found[f"1/イ/({n})"].points == 10 + n
        assert found[f"1/ロ/({n})"].points == 20 + n


def ruled(rows: list[Text], *, wide: float = 230.0) -> list[Page]:
    """Rows as those of a ruled table of names, ``wide`` points wide, and worths; prose runs over
    both columns. Names are broken where they are too long, and worths at ten characters; these
    stand level with the foot of their row."""
    lines: list[Line] = []
    cells: list[Cell] = []
    y = TOP
    for at, (indent, text, worth) in enumerate(rows):
        size = 60 if text.endswith("。") else int(wide / STEP - indent)
        names = [text[i : i + size] for i in range(0, len(text), size)]
        worths = [worth[i : i + 10] for i in range(0, len(worth), 10)]
        high = max(len(names), len(worths))
        for column, (parts, left) in enumerate(((names, LEFT + STEP * indent), (worths, 400.0))):
            first = len(lines)
            lines += [
                line(part, left, y + PITCH * (high - len(parts) + n))
                for n, part in enumerate(parts)
            ]
            box = Box(LEFT + wide * column, y, LEFT + wide * (column + 1), y + PITCH * high)
            cells.append(Cell(at, column, box, first, len(lines)))
        y += PITCH * high
    made = Block("table", box_of(tuple(lines)), tuple(lines), cells=tuple(cells), ruled=True)
    return [page(made)]


def loose(pages: list[Page]) -> list[Page]:
    """The lines of pages without the table that they stand in."""
    return [page(*(block(each) for own in made.blocks for each in own.lines)) for made in pages]


def read_pages(pages: list[Page]) -> dict[str, CareFee]:
    return {record.key: record for record in Care().extract(pages).records}


def test_worths_of_a_table_may_run_over_lines_above_the_last_of_their_name() -> None:
    expect_all(read_pages(ruled(ROWS)))


def test_rates_end_level_with_their_name_where_nothing_is_ruled_too() -> None:
    expect_all(read_pages(loose(ruled(ROWS))))


def test_a_unit_broken_before_the_points_is_one() -> None:
    rows = [*ROWS]
    rows[4:5] = [(1, "ロ　二人で行う場合（一人三十分に", "60単位"), (1, "つき）", "")]
    found = read(rows)
    assert found["1/ロ"].unit == "一人三十分につき"
    expect_all(found)


def test_a_number_that_ends_a_name_in_a_row_of_its_own_is_no_points() -> None:
    rows: list[Text] = [(0, "区分　単位数", ""), *ROWS]
    rows[2:3] = [(1, "イ　支援区分", ""), (0, "２", "")]
    found = read(rows)
    assert found["1/イ"].name == "支援区分２"
    expect_all(found)


def test_fractions_and_bare_numbers_right_of_names_are_no_column_of_a_page() -> None:
    rows = [
        (indent, text, worth.removesuffix("単位") if "分の" not in worth else "所定単位数の3／100")
        for indent, text, worth in ROWS
    ]
    found = read_pages(level([(0, "区分", "単位数"), *rows]))
    assert [record.points for record in found.values()] == [
        None, None, 1250, 80, 60, None, None, None,
    ]  # fmt: skip
    assert found["1/ハ/(2)"].rate == Rate(3, 100)


def test_bare_numbers_may_be_kanji_with_commas() -> None:
    kanji = {
        "1,250単位": "一、二五〇",
        "80単位": "八十",
        "60単位": "六十",
        "15単位": "十五",
        "8単位": "八",
    }
    rows = [(indent, text, kanji.get(worth, worth)) for indent, text, worth in ROWS]
    found = read_pages(level([(0, "区分", "単位数"), *rows]))
    assert found["1/イ/(1)"].points == 1250
    assert found["1/イ/(1)"].name == "20分未満の場合"
    assert found["1/イ/(2)"].points == 80


SENTENCES: list[Text] = [
    (0, "１　園芸費（１日につき）", ""),
    (1, "イ　個人で行う場合", "100単位"),
    (1, "ロ　二人で行う場合", "60単位"),
    (1, "注　次のいずれにも適合しなければならない。", ""),
    (1, "イ　記録を電子的に保存していること。", ""),
    (1, "ロ　手順を定めたこと又は一人で暮ら", ""),
    (0, "す利用者を訪ねたこと。", ""),
    (1, "ハ　面談加算", ""),
    (2, "⑴　面談加算（Ⅰ）", "15単位"),
    (2, "⑵　面談加算（Ⅱ）", "8単位"),
]


def test_a_name_behind_entries_that_are_sentences_is_no_entry() -> None:
    """Though it stands where they do, and its label follows theirs; and an entry goes on in the
    next row, though that is set out and the column is narrow."""
    found = {record.key: record for record in Care().extract(level(SENTENCES)).records}
    assert [found[key].points for key in ("1/ハ", "1/ハ/(1)", "1/ハ/(2)")] == [None, 15, 8]
    (note,) = found["1"].notes or found["1/ロ"].notes
    assert [item.name for item in note.items] == [
        "記録を電子的に保存していること。", "手順を定めたこと又は一人で暮らす利用者を訪ねたこと。",
    ]  # fmt: skip


def test_a_note_that_was_deleted_is_no_service() -> None:
    rows: list[Text] = [
        *[(0.0, text, worth) for _, text, worth in ROWS[:5]],
        (0, "注", ""),
        (0, "１　夜間に行った場合は、１回につき５単位を加算する。", ""),
        (0, "２　削除", ""),
        (0, "３　記録した場合は、１回につき８単位を加算する。", ""),
    ]
    found = read(rows)
    assert "2" not in found
    assert [note.label for record in found.values() for note in record.notes] == [
        "注1",
        "注2",
        "注3",
    ]


def test_notes_behind_branches_that_begin_where_services_do() -> None:
    """Additions have notes of their own; those behind other branches are of the service."""
    rows: list[Text] = [
        (0, "１　園芸費", ""),
        (0, "イ　個人で行う場合", "70単位"),
        (0, "ロ　二人で行う場合", "60単位"),
        (0, "注　夜間に行った場合は、１回につき５単位を加算する。", ""),
        (0, "ハ　面談加算", "20単位"),
        (0, "注　記録した場合に加算する。", ""),
        (0, "２　音楽費", ""),
        (0, "イ　個人で行う場合", "50単位"),
        (0, "注　夜間に行った場合は、１回につき６単位を加算する。", ""),
        (0, "ロ　面談加算", "20単位"),
        (0, "注　記録した場合に加算する。", ""),
    ]
    found = read(rows)
    assert {key for key, record in found.items() if record.notes} == {"1", "1/ハ", "2", "2/ロ"}


def test_a_rate_of_two_rows_below_the_name_of_an_entry_is_of_it() -> None:
    """Though it begins left of the name."""
    rows: list[Text] = [
        *ROWS[:5],
        (1, "注　記録した場合は、次に掲げる割合を加算する。", ""),
        (3, "⑴　処遇加算（Ⅰ）", ""),
        (0, "イからロまでにより算定した単位数の1000分の19に", ""),
        (40, "相当する単位数", ""),
        (3, "⑵　処遇加算（Ⅱ）", "所定単位数の100分の3に相当する単位数"),
    ]
    (note,) = read(rows)["1"].notes
    assert [item.rate for item in note.items] == [Rate(19, 1000), Rate(3, 100)]


def test_a_row_that_is_spread_over_the_measure_is_read_as_others() -> None:
    spread: list[Text] = [(2, "　".join("⑵処遇加算の二つ目"), ""), (1, ROWS[-1][2], "")]
    found = read([*ROWS[:-1], *spread])
    assert (found["1/ハ/(2)"].name, found["1/ハ/(2)"].rate) == ("処遇加算の二つ目", Rate(3, 100))


def test_a_service_of_the_contents_may_have_its_page_in_a_row_below() -> None:
    contents: list[Text] = [
        (0, "目次", ""),
        (1, "１　園芸費", ""),
        (30, "三", ""),
        (1, "２　音楽費", ""),
        (30, "九", ""),
    ]
    again: list[Text] = [(0, "２　音楽費（１日につき）", ""), (1, "イ　個人の場合", "70単位")]
    assert [key for key in read([*contents, *ROWS, *again]) if "/" not in key] == ["1", "2"]


def test_a_revision_in_numbers_of_another_kind_has_no_changes_for_that() -> None:
    """One is printed with digits, the other with numbers in kanji."""
    signs = [
        ("１　園芸費（１日", "一　園芸費（一日"), ("20分", "二十分"), ("1,250", "千二百五十"), ("80", "八十"),
        ("60", "六十"), ("注１", "注一"), ("１回につき５", "一回につき五"), ("２　記録", "二　記録"),
        ("15", "十五"), ("8", "八"), ("1000分の45", "千分の四十五"), ("100分の3", "百分の三"),
    ]  # fmt: skip
    before, after = read(ROWS), read(changed(*signs))
    assert len(after) == len(before) and before["1/イ/(1)"].name != after["1/イ/(1)"].name
    assert changes(list(before.values()), list(after.values())) == []


def test_the_end_of_a_rate_that_a_row_breaks_in_its_number_is_of_the_entry() -> None:
    rows: list[Text] = [
        *ROWS[:5],
        (1, "注　記録した場合は、次に掲げる割合を加算する。", ""),
        (3, "⑴　処遇加算（Ⅰ）　所定単位数の百分の八に相当する単位数", ""),
        (3, "⑵　処遇加算（Ⅱ）　所定単位数の百分の十", ""),
        (1, "六に相当する単位数", ""),
    ]
    (note,) = read(rows)["1"].notes
    assert [item.rate for item in note.items] == [Rate(8, 100), Rate(16, 100)]
