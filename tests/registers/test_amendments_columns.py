"""Comparisons with further columns, heads of several lines, parts above articles, and notes."""

from __future__ import annotations

import pytest

from shiryokan.paper.model import Block, Box, Cell, Line, Page
from shiryokan.registers.amendments import Amendment, Amendments
from shiryokan.registers.errors import NoRecords

NEW, OLD = 160, 390
"""Where the text of either side begins."""


def _line(x: float, y: float, text: str, steps: tuple[float, ...] = ()) -> Line:
    edges = [x]
    for at, _ in enumerate(text):
        edges.append(edges[-1] + (steps[at] if at < len(steps) else 10))
    return Line(text, Box(x, y, edges[-1], y + 10), tuple(edges))


def _page(*lines: Line, cells: tuple[tuple[Box, int, int], ...] = (), number: int = 1) -> Page:
    """A page of lines; ``cells`` are ruled, with how many rows and columns each spans."""
    if not cells:
        blocks = [Block("text", line.bbox, (line,)) for line in lines]
        return Page(number, 600, 800, "\n".join(line.text for line in lines), tuple(blocks))
    own: list[Line] = []
    made = []
    for at, (box, rows, columns) in enumerate(cells):
        inside = [
            e for e in lines if box.x0 < e.bbox.x0 + 1 < box.x1 and box.y0 < e.bbox.y0 + 1 < box.y1
        ]
        made.append(Cell(at, 0, box, len(own), len(own) + len(inside), rows=rows, columns=columns))
        own += inside
    rest = [line for line in lines if line not in own]
    blocks = [Block("text", line.bbox, (line,)) for line in rest]
    table = Block("table", Box(30, 40, 590, 700), tuple(own), cells=tuple(made), ruled=True)
    return Page(number, 600, 800, "\n".join(e.text for e in lines), (table, *blocks))


def _sides(*rows: tuple[float, str, str], heads: bool = True) -> list[Line]:
    lines = [_line(220, 50, "改正後"), _line(450, 50, "改正前")] if heads else []
    for y, new, old in rows:
        lines += [_line(x, y, text) for x, text in ((NEW, new), (OLD, old)) if text]
    return lines


def _read(*pages: Page) -> list[Amendment]:
    return Amendments().extract(pages).records


def _places(*pages: Page) -> list[str]:
    return ["/".join(h.number or h.title for h in r.place) for r in _read(*pages)]


_CHANGED = (100, "１　十日以内に申し込む。", "１　五日以内に申し込む。")


def test_numbers_of_pages_in_a_column_of_their_own_name_no_place() -> None:
    head = (_line(60, 50, "頁"), _line(60, 80, "12"), _line(60, 100, "12"))
    lines = [*head, *_sides((80, "第３条　通則", "第３条　通則"), _CHANGED)]
    (record,) = _read(_page(*lines))
    assert [h.number for h in record.place] == ["第3条", "1"]
    assert record.new == "１　十日以内に申し込む。"


@pytest.mark.parametrize("name", ["章", "対象", "項目"])
def test_a_column_of_names_may_be_called_anything_short(name: str) -> None:
    lines = [_line(60, 50, name), _line(40, 100, "第二　受付"), *_sides(_CHANGED)]
    assert _places(_page(*lines)) == ["第二/1"]


def test_words_of_a_sentence_are_no_names_of_columns() -> None:
    sentence = _line(160, 50, "この改正後と改正前とを比べる")
    with pytest.raises(NoRecords):
        _read(_page(sentence, *_sides(_CHANGED, heads=False)))


@pytest.mark.parametrize(("first", "second"), [("Ⅰ", "Ⅱ"), ("A.", "B.")])
def test_parts_stand_over_what_ordinals_count(first: str, second: str) -> None:
    rows = [
        (80, f"{first}　総論", f"{first}　総論"),
        (100, "第１　十日とする。", "第１　五日とする。"),
        (120, f"{second}　各論", f"{second}　各論"),
        (140, "第１　十人とする。", "第１　五人とする。"),
    ]
    assert _places(_page(*_sides(*rows))) == [
        f"{first[0]}/第1", f"{second[0]}/第1",
    ]  # fmt: skip


def test_a_schedule_that_a_sentence_names_is_no_place() -> None:
    rows = [
        (80, "３　手数料は、次の", "３　手数料は、次の"),
        (100, "別表第二に掲げる額の半額とする。", "別表第二に掲げる額とする。"),
    ]
    (record,) = _read(_page(*_sides(*rows)))
    assert [h.number for h in record.place] == ["3"]


def test_what_is_left_out_is_so_without_brackets_too() -> None:
    rows = [(80, "第２　略", "第２　（略）"), _CHANGED]
    assert _places(_page(*_sides(*rows))) == ["第2/1"]


def test_a_name_in_the_middle_of_a_ruled_cell_stands_over_all_rows_beside_it() -> None:
    rows = [
        (84, "１　十日とする。", "１　五日とする。"),
        (124, "２　十人とする。", "２　五人とする。"),
        (164, "１　十回とする。", "１　五回とする。"),
        (204, "２　十円とする。", "２　五円とする。"),
    ]
    cells: list[tuple[Box, int, int]] = []
    for x0, x1 in ((150, 380), (380, 590)):
        cells += [(Box(x0, y, x1, y + 40), 1, 1) for y in (40, 80, 120, 160, 200)]
    cells += [(Box(30, 40, 150, 80), 1, 1)]
    cells += [(Box(30, y, 150, y + 80), 2, 1) for y in (80, 160)]
    names = [_line(60, 50, "章"), _line(40, 114, "第一　受付"), _line(40, 194, "第二　検査")]
    page = _page(*names, *_sides(*rows), cells=tuple(cells))
    assert _places(page) == ["第一/1", "第一/2", "第二/1", "第二/2"]


def test_names_beside_rows_without_rules_stand_over_what_begins_at_their_height() -> None:
    rows = [
        (80, "１　十日とする。", "１　五日とする。"),
        (100, "２　十人とする。", "２　五人とする。"),
        (120, "１　十回とする。", "１　五回とする。"),
    ]
    names = [_line(60, 50, "章"), _line(40, 80, "第一　受付"), _line(40, 120, "第二　検査")]
    assert _places(_page(*names, *_sides(*rows))) == ["第一/1", "第一/2", "第二/1"]


@pytest.mark.parametrize("note", ["（注）　下線は改正した部分", "※　字句を整理した。"])
def test_a_note_below_a_table_is_none_of_it(note: str) -> None:
    lines = [*_sides((80, "第３条　通則", "第３条　通則"), _CHANGED), _line(140, 130, note)]
    (record,) = _read(_page(*lines))
    assert (record.old, record.new) == (_CHANGED[2], _CHANGED[1])


def test_a_head_has_its_words_in_several_lines() -> None:
    lines = [
        *_sides(_CHANGED),
        _line(170, 62, "（令和九年四月一日から）"),
        _line(400, 62, "（令和九年三月末まで）"),
    ]
    assert _places(_page(*lines)) == ["1"]


def test_a_lead_of_two_lines_stands_beside_heads_of_one() -> None:
    cells = tuple(
        (Box(x0, y0, x1, y1), 1, 1)
        for x0, x1 in ((30, 150), (150, 380), (380, 590))
        for y0, y1 in ((40, 70), (90, 120))
    )
    heads = [
        _line(60, 42, "該当"),
        _line(60, 56, "頁"),
        _line(220, 49, "改正後"),
        _line(450, 49, "改正前"),
    ]
    lines = [*heads, _line(60, 100, "8"), *_sides(_CHANGED, heads=False)]
    assert _places(_page(*lines, cells=cells)) == ["1"]


def test_three_heads_between_rules_may_stand_close_to_each_other() -> None:
    cells = tuple(
        (Box(x0, y0, x1, y1), 1, 1)
        for x0, x1 in ((30, 150), (150, 270), (270, 330))
        for y0, y1 in ((40, 80), (80, 120))
    )
    lines = [
        _line(35, 50, "改　正　後（案）"), _line(155, 50, "現　　　　　　行"), _line(280, 50, "備考"),
        _line(35, 90, "１　十日とする。"), _line(155, 90, "１　五日とする。"), _line(280, 90, "期間"),
    ]  # fmt: skip
    (record,) = _read(_page(*lines, cells=cells))
    assert (record.new, record.old) == ("１　十日とする。", "１　五日とする。")
    assert record.remark == "期間"


def test_words_for_what_is_new_may_stand_in_the_middle_beside_it() -> None:
    rows = [
        (80, "第１　十日とする。", "第１　五日とする。"),
        (100, "第２　管理者は、書面により申込みを受", ""),
        (106, "", "（新設）"),
        (112, "け、これを台帳に記す。", ""),
    ]
    records = _read(_page(*_sides(*rows)))
    assert [(r.kind, r.old) for r in records] == [
        ("changed", "第１　五日とする。"), ("added", "（新設）"),
    ]  # fmt: skip


def test_each_place_that_goes_has_its_own_words_for_it() -> None:
    rows = [
        (80, "第１　十日とする。", "第１　五日とする。"),
        (100, "", "第２　管理者は、書面により申込みを受"),
        (106, "（削る）", ""),
        (112, "", "けるものとする。"),
        (130, "", "第３　鐘は、一日に三回撞くものとし、"),
        (136, "（削る）", ""),
        (142, "", "風の日は撞かない。"),
    ]
    records = _read(_page(*_sides(*rows)))
    assert [(r.kind, r.new) for r in records[1:]] == [("deleted", "（削る）")] * 2
    assert [h.number for r in records for h in r.place] == ["第1", "第2", "第3"]


def test_white_behind_a_narrow_number_is_known_by_those_that_have_it() -> None:
    rows = [(80, "第３　通則", "第３　通則")]
    spaced = [_line(x, 100, "1 台帳に記す。", (5, 4)) for x in (NEW, OLD)]
    tight = [
        _line(NEW, 120, "2使用は十日とする。", (9,)),
        _line(OLD, 120, "2使用は五日とする。", (9,)),
    ]
    assert _places(_page(*_sides(*rows), *spaced, *tight)) == ["第3/2"]


def test_an_ordinal_tells_of_itself_where_white_behind_it_is_only_a_place() -> None:
    heads = [_line(x, 80, "第2通則", (10, 9)) for x in (NEW, OLD)]
    assert _places(_page(*heads, *_sides(_CHANGED))) == ["第2/1"]


def test_numbers_told_together_may_be_broken_in_a_column_of_their_own() -> None:
    lines = _sides((80, "第２　通則", "第２　通則"), (140, "６　十日とする。", "６　五日とする。"))
    for x in (NEW, OLD):
        lines += [_line(x, 100, "２及"), _line(x + 40, 100, "（略）"), _line(x, 112, "び５")]
    assert _places(_page(*lines)) == ["第2/6"]


def test_a_name_below_the_frame_is_that_of_the_table_on_the_next_page() -> None:
    cells = tuple(
        (Box(x0, y, x1, y + 40), 1, 1) for y in (40, 80) for x0, x1 in ((150, 380), (380, 590))
    )
    name = _line(150, 300, "○　水車小屋規程（第二条関係）")
    first = _page(*_sides(_CHANGED), name, cells=cells)
    second = _page(*_sides(_CHANGED), number=2)
    one, two = _read(first, second)
    assert one.new == two.new == _CHANGED[1]
    assert two.title == name.text


def test_that_it_is_a_comparison_is_no_name_below_one() -> None:
    names = [_line(160, 10, "水車小屋規程の一部改正"), _line(220, 30, "新旧対照表")]
    (record,) = _read(_page(*names, *_sides(_CHANGED)))
    assert record.title == "水車小屋規程の一部改正"
