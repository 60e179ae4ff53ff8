"""Numbers that count on, and heads that are said again, tell how columns are read."""

from __future__ import annotations

from pathlib import Path

from tools.office_pages import generate

from shiryokan.paper.layout.chunks import Chunk
from shiryokan.paper.layout.counting import direction, headed_alone, lists_beside, sections
from shiryokan.paper.layout.lines import Row, row_of
from shiryokan.paper.reader import Reader

LINE = 14.0


def column(x: float, *texts: str, top: float = 100.0) -> list[Row[Chunk]]:
    """A line for each text, of pieces between spaces."""
    rows = []
    for number, text in enumerate(texts):
        y = top + number * LINE
        pieces = [
            Chunk(x + 80 * at, y, x + 80 * at + 10 * len(piece), y + 10, 10.0, [], piece, -1)
            for at, piece in enumerate(text.split())
        ]
        rows.append(row_of(pieces))
    return rows


def test_what_counts_on_down_is_read_down_and_what_counts_across_is_read_across() -> None:
    down = [column(50, "1 甲", "2 乙", "3 丙"), column(300, "4 丁", "5 戊", "6 己")]
    across = [column(50, "1 甲", "3 乙", "5 丙"), column(300, "2 丁", "4 戊", "6 己")]
    assert direction(down) == "down"
    assert direction(across) == "across"


def test_parts_of_numbers_count_on_over_chapters() -> None:
    lists = [column(50, "図1-1", "図1-2", "図1-3"), column(300, "図2-1", "図2-2", "図3-1")]
    assert direction(lists) == "down"


def test_a_column_of_years_does_not_go_on_with_one_of_numbers() -> None:
    table = [column(50, "1", "2", "3", "4"), column(300, "2019", "2020", "2021", "2022")]
    assert direction(table) is None


def test_two_lists_that_are_numbered_alike_say_nothing() -> None:
    wordings = [column(50, "1 甲", "2 乙", "3 丙"), column(300, "1 甲", "2 丁", "3 丙")]
    assert direction(wordings) is None


def test_heads_that_are_said_again_begin_another_list() -> None:
    columns = [
        column(50, "氏名", "山田", "佐藤", "鈴木", "高橋"),
        column(150, "所属", "総務課", "税務課", "市民課", "議会"),
        column(300, "氏名", "田中", "伊藤", "渡辺", "山本"),
        column(400, "所属", "土木課", "秘書課", "防災課", "議会"),
    ]
    assert lists_beside(columns) == [0, 2]


def test_an_old_wording_beside_a_new_one_is_no_two_lists() -> None:
    same = ["区分 点数", "注 略", "イ 略", "ロ 略", "ハ 略"]
    assert lists_beside([column(50, *same), column(300, *same)]) == [0]


def test_amounts_below_heads_of_two_levels_are_one_table() -> None:
    columns = [
        column(50 + 100 * at, "男" if at % 2 == 0 else "女", "1,234", "2,345", "345", "1,111")
        for at in range(4)
    ]
    assert lists_beside(columns) == [0]


def test_headings_part_numbers_that_count_on() -> None:
    columns = [
        column(50, "事務職", "101", "104", "107", "土木職", "201", "204"),
        column(150, "102", "105", "108", top=100.0 + LINE),
    ]
    assert sections(columns) == [100.0 + LINE, 100.0 + 4 * LINE, 100.0 + 5 * LINE]


def test_headings_in_brackets_stand_in_columns_of_names() -> None:
    names = [
        column(50, "【あ行】", "青木", "井上", "【か行】", "加藤"),
        column(200, "【さ行】", "佐藤", "【た行】", "高橋", "田中"),
    ]
    assert headed_alone(names) == 2
    table = [column(50, "事業", "道路", "【新規】", "公園"), column(200, "額", "1", "2", "3")]
    assert headed_alone(table) == 0


def test_names_set_upright_at_the_heads_of_columns_are_read(tmp_path: Path) -> None:
    pdf, truth = generate("vote-matrix", "horizontal", 995001)
    path = tmp_path / "page.pdf"
    path.write_bytes(pdf)
    with Reader(path) as reader:
        text = reader.page(1).text
    names = [field.text for field in truth.pages[0].fields if field.vertical]
    assert names
    assert all(name in text for name in names)
