"""What stands beside a table and is no column of it; wordings beside each other; what only looks
like a column or a spaced word."""

from __future__ import annotations

from pathlib import Path

import pytest
from tools.office_pages import generate
from tools.office_pages.scoring import wrong_fields, wrong_pairs

from shiryokan.paper.layout.chunks import Chunk
from shiryokan.paper.layout.columns import Side
from shiryokan.paper.layout.comparisons import rows_of_comparison
from shiryokan.paper.layout.counting import direction, lists_beside
from shiryokan.paper.layout.lists_beside import list_beside
from shiryokan.paper.layout.nodes import Table, TableCell
from shiryokan.paper.layout.spaced import joined
from shiryokan.paper.reader import Reader

EM = 10.0


def chunk(x: float, y: float, text: str) -> Chunk:
    return Chunk(x, y, x + EM * len(text), y + EM, EM, [], text, -1)


def side(x: float, lines: list[tuple[float, str]], limit: float) -> Side:
    return Side([chunk(x, y, text) for y, text in lines], limit)


def spread(texts: list[str], top: float, pitch: float) -> list[tuple[float, str]]:
    return [(top + number * pitch, text) for number, text in enumerate(texts)]


NAMES = ["区分", "総務課", "税務課", "市民課", "防災課"]
SUMS = ["金額", "12", "34", "56", "78"]
ITEMS = [
    "・窓口の受付時間を延ばす",
    "・申請書を見直す",
    "・職員の研修を行う",
    "・広報紙で知らせる",
    "・結果を公表する",
]


def test_a_list_whose_lines_drift_from_those_of_a_table_is_no_column_of_it() -> None:
    table = [side(300, spread(NAMES, 100, 20), 380), side(400, spread(SUMS, 100, 20), 450)]
    drifting = side(50, spread(ITEMS, 100, 17), 290)
    level = side(50, spread(ITEMS, 100, 20), 290)
    assert list_beside([drifting, *table]) == 1
    assert list_beside([level, *table]) is None
    assert list_beside([side(50, spread(NAMES, 100, 20), 90), side(100, spread(SUMS, 100, 20), 190),
                        side(250, spread(ITEMS, 100, 17), 400)]) == 2  # fmt: skip


def test_labels_and_amounts_are_no_lists_though_they_drift() -> None:
    table = [side(300, spread(NAMES, 100, 20), 380), side(400, spread(SUMS, 100, 20), 450)]
    assert list_beside([side(50, spread(["イ", "ロ", "ハ", "ニ"], 100, 17), 70), *table]) is None


def test_boxes_about_the_middles_of_no_rows_are_of_none() -> None:
    def box(top: float) -> Table:
        part = TableCell(0, 0, 1, 1, (500, top, 600, top + 24), [])
        return Table(500, top, 600, top + 24, [part], ruled=True, size=EM)

    table = [side(50, spread(NAMES, 100, 20), 140), side(160, spread(ITEMS, 100, 20), 400)]
    across, within = [box(107), box(148)], [box(93), box(133)]
    assert list_beside([*table, Side(across, 600)]) == 2
    assert list_beside([*table, Side(within, 600)]) is None


def comparison(left: list[str], right: list[str]) -> list[float] | None:
    sides = [side(50, spread(left, 100, 15), 290), side(300, spread(right, 100, 15), 540)]
    return rows_of_comparison(sides, [100.0 + 15 * n for n in range(1, len(left))])


def test_wordings_begin_rows_with_one_label_or_a_word_in_its_place() -> None:
    new = [
        "第３条　市は計画を定める。",
        "２　前項の計画は公表する。",
        "第４条　委員は十人とする。",
        "第５条　任期は二年とする。",
    ]
    old = [
        "第３条　市は方針を定める。",
        "２　前項の方針は公表する。",
        "（新設）",
        "第５条　任期は三年とする。",
    ]
    assert comparison(new, old) == [130.0, 145.0]
    assert comparison(new, new) is None
    prose = ["市は計画を定める。", "計画は公表する。", "委員は十人とする。", "任期は二年とする。"]
    assert comparison(new, prose) is None


def test_blocks_of_parties_are_read_one_after_the_other() -> None:
    first = ["甲", "架空市本町一丁目１番", "架空市長　山田太郎"]
    second = ["乙", "架空市港町二丁目３番", "代表取締役　佐藤花子"]
    blocks = [side(50, spread(first, 100, 15), 290), side(300, spread(second, 100, 15), 540)]
    assert lists_beside([each.rows for each in blocks]) == [0, 1]
    labels = [side(x, [(100, mark)], x + 15) for x, mark in ((50, "甲"), (300, "乙"))]
    names = [side(70, spread(first[1:], 100, 15), 290), side(320, spread(second[1:], 100, 15), 540)]
    apart = [labels[0], names[0], labels[1], names[1]]
    assert lists_beside([each.rows for each in apart]) == [0, 2]
    clauses = [
        ["甲は支払う。", "甲は知らせる。", "甲は払う。"],
        ["乙は納める。", "乙は直す。", "乙は払う。"],
    ]
    prose = [side(x, spread(t, 100, 15), x + 240) for x, t in zip((50, 300), clauses, strict=True)]
    assert lists_beside([each.rows for each in prose]) == [0]


def test_numbers_with_a_point_count_and_amounts_do_not() -> None:
    def rows(x: float, *texts: str) -> list:  # type: ignore[type-arg]
        return side(x, spread(list(texts), 100, 15), x + 200).rows

    assert (
        direction([rows(50, "1.甲", "3.乙", "5.丙"), rows(300, "2.丁", "4.戊", "6.己")]) == "across"
    )
    assert direction([rows(50, "1.1", "3.2", "5.3"), rows(300, "2.4", "4.5", "6.6")]) is None


def test_the_last_characters_of_two_columns_are_no_spaced_word() -> None:
    lines = [chunk(x, y, "近隣の市と連携し措置を講ず") for y in (100, 115) for x in (50, 300)]
    ends = [chunk(50, 130, "る"), chunk(300, 130, "る")]
    assert {c.text for c in joined([*lines, *ends])} == {"近隣の市と連携し措置を講ず", "る"}
    name = [chunk(50 + 25 * number, 130, one) for number, one in enumerate("山田太郎")]
    assert [c.text for c in joined(name)] == ["山田太郎"]


@pytest.mark.parametrize(
    ("kind", "look", "seed"),
    [
        ("dates-beside-boxes", "word-mincho", 1015001),
        ("dates-beside-boxes", "held-ud", 1015005),
        ("dates-beside-boxes", "open", 1015007),
        ("budget-explained", "excel-grid", 1015004),
        ("budget-explained", "held-thick", 1015009),
        ("list-beside-table", "word-proportional", 1015002),
        ("list-beside-table", "held-dashed", 1015006),
        ("list-beside-table", "letters", 1015010),
        ("amending-text", "open", 1015007),
        ("amending-text", "held-ud", 1015005),
        ("parties-beside", "open", 1015007),
        ("parties-beside", "held-thick", 1015009),
    ],
)
def test_generated_pages_are_right(tmp_path: Path, kind: str, look: str, seed: int) -> None:
    pdf, truth = generate(kind, look, seed)
    path = tmp_path / "page.pdf"
    path.write_bytes(pdf)
    with Reader(path) as reader:
        for page in truth.pages:
            text = reader.page(page.number).text
            assert not wrong_fields(page, text)
            assert not wrong_pairs(page, text)
