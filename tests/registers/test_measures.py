"""Measures of annual plans and action plans, on small pages of an invented city."""

from __future__ import annotations

import datetime

import pytest

from shiryokan.paper.model import Block, Cell, Page
from shiryokan.registers.aspects import headings_of
from shiryokan.registers.errors import NoRecords
from shiryokan.registers.measures import Deadline, Measure, Measures
from shiryokan.registers.measures.deadlines import deadline_of
from shiryokan.registers.measures.labels import bodies, label_of
from shiryokan.registers.measures.sections import is_in_order
from shiryokan.registers.source_text import Traced
from tests.paper.pages import block, line, page, table

DONE, NEXT = "＜成果・進捗状況＞", "＜2025 年度年次計画＞"


def heading(text: str, y: float = 60.0) -> object:
    return block(line(text, y=y), kind="heading", level=2)


def extracted(*pages: Page) -> list[Measure]:
    return Measures().extract(list(pages), "plan").records


def row(label: str, before: str, done: list[str], planned: list[str]) -> tuple[object, ...]:
    right = "\n\n".join([DONE, *done, NEXT, *planned])
    return (0, 0, label, 1, 2), (1, 0, before), (1, 1, right)


def row_at(y: float, left: str, right: str) -> Block:
    """A table of one row whose columns stand apart."""
    lines = line(left, y=y), line(right, x=300.0, y=y)
    cells = tuple(Cell(0, at, each.bbox, at, at + 1, 1, 1, (at,)) for at, each in enumerate(lines))
    return Block("table", lines[0].bbox.union(lines[1].bbox), lines, cells=cells, ruled=True)


def plan(*rows: tuple[object, ...]) -> Page:
    tables = [table(*each) for each in rows]  # type: ignore[arg-type]
    return page(heading("1 港と海のまち"), heading("(1)夜間の安全"), *tables)  # type: ignore[arg-type]


ONE = row("（ア） 港湾局　水道局", "灯台を直す。", ["・灯台を 2 基直した。"], ["・灯台を塗る。"])
TWO = row("（イ） 市民局", "（新規）", ["・窓口を開いた。"], ["・窓口を広げる。", "・訪ねて回る。"])


def test_a_row_is_a_measure_under_its_headings() -> None:
    first, second = extracted(plan(ONE, TWO))
    assert headings_of(first.section) == ["1", "港と海のまち", "(1)", "夜間の安全"]
    assert (first.label, first.ministries) == ("ア", ["港湾局", "水道局"])
    assert first.previous_plan == "灯台を直す。"
    assert first.progress == ["灯台を 2 基直した。"]
    assert first.next_plan == ["灯台を塗る。"]
    assert (first.year, first.key) == (2025, "1/(1)/ア")
    assert second.next_plan == ["窓口を広げる。", "訪ねて回る。"]


def test_a_new_measure_has_no_previous_plan() -> None:
    _, new = extracted(plan(ONE, TWO))
    assert (new.new, new.previous_plan, new.follow_up) == (True, "", "new")


@pytest.mark.parametrize(
    ("planned", "follow_up"),
    [
        (["・引き続き、灯台を直す。"], "unchanged"),
        (["・引き続き、灯台を直す。", "・桟橋を広げる。"], "extended"),
        (["・桟橋を広げる。"], "changed"),
    ],
)
def test_what_became_of_last_years_plan(planned: list[str], follow_up: str) -> None:
    (measure,) = extracted(
        plan(row("（ア） 港湾局", "灯台を直す。", ["・灯台を直した。"], planned))
    )
    assert measure.follow_up == follow_up
    assert measure.reported


def test_every_field_is_traced_to_its_place() -> None:
    (measure, _) = extracted(plan(ONE, TWO))
    said = {
        name: [place.text for trace in traces for place in trace.places]
        for name, traces in measure.provenance.items()
    }
    assert said["ministries"] == ["港湾局", "水道局"]
    assert said["previous_plan"] == ["灯台を直す。"]
    assert said["progress"] == ["灯台を 2 基直した。"]
    assert said["label"] == ["（ア）"]
    boxes = [b for t in measure.provenance["ministries"] for p in t.places for b in p.boxes]
    assert boxes[0].x1 <= boxes[1].x0


def test_a_mark_of_reprint_in_an_item_is_kept_and_told() -> None:
    (measure,) = extracted(
        plan(row("（ア） 港湾局", "灯台を直す。", ["・直した（再掲）。"], ["・塗る。"]))
    )
    assert measure.reprint
    assert measure.progress == ["直した（再掲）。"]


@pytest.mark.parametrize(
    ("done", "planned"), [("■ 成果", "■ 今後の取組"), ("取組の状況", "2025 年度の年次計画")]
)
def test_heads_need_no_brackets(done: str, planned: str) -> None:
    cells = (0, 0, "（ア） 港湾局", 1, 2), (1, 0, "灯台を直す。"), (
        1, 1, f"{done}\n\n・灯台を直した。\n\n{planned}\n\n・灯台を塗る。",
    )  # fmt: skip
    (measure,) = extracted(plan(cells))
    assert (measure.progress, measure.next_plan) == (["灯台を直した。"], ["灯台を塗る。"])


def test_a_header_that_nothing_parts_from_the_first_row_is_still_one() -> None:
    first = table(
        (0, 0, "令和6年度の計画\n（ア）【港湾局】\n灯台を直す。"),
        (0, 1, "成果\n・灯台を直した。"),
        (0, 2, "令和7年度の計画\n・灯台を塗る。"),
    )
    (measure,) = extracted(page(heading("1 港と海のまち"), first))  # type: ignore[arg-type]
    assert (measure.label, measure.ministries) == ("ア", ["港湾局"])
    assert measure.previous_plan == "灯台を直す。"
    assert (measure.progress, measure.next_plan) == (["灯台を直した。"], ["灯台を塗る。"])


def test_a_label_that_stands_over_two_columns_is_one() -> None:
    spread = table(
        (0, 0, "（ア）［港湾局、水道局、\n灯台を直す。"),
        (0, 1, f"市民局］\n\n{DONE}\n\n・灯台を直した。\n\n{NEXT}\n\n・灯台を塗る。"),
    )
    (measure,) = extracted(page(heading("1 港と海のまち"), spread))  # type: ignore[arg-type]
    assert measure.ministries == ["港湾局", "水道局", "市民局"]
    assert (measure.previous_plan, measure.progress) == ("灯台を直す。", ["灯台を直した。"])


def test_a_first_row_that_no_table_holds_is_a_row() -> None:
    right = {"x": 300.0}
    loose = [
        heading("（ア）【港湾局】", y=100),
        block(line("灯台を直す。", y=120)),
        block(line(DONE, y=120, **right)),
        block(line("・灯台を直した。", y=140, **right)),
        block(line(NEXT, y=160, **right)),
        block(line("・灯台を塗る。", y=180, **right)),
    ]
    below = [
        heading("（イ）【市民局】", y=200),
        row_at(220.0, "窓口を開く。", "窓口を開いて市民の声を聞いた。"),
    ]
    first, second = extracted(page(*loose, *below))  # type: ignore[arg-type]
    assert (first.label, first.previous_plan) == ("ア", "灯台を直す。")
    assert (first.progress, first.next_plan) == (["灯台を直した。"], ["灯台を塗る。"])
    assert (second.label, second.previous_plan) == ("イ", "窓口を開く。")


def test_a_label_that_stands_in_one_paragraph_with_its_row_begins_it() -> None:
    loose = [
        block(line("（ウ）【水道局】", y=260), line("水門を直す。", y=270)),
        block(line(DONE, x=300.0, y=260), line("・水門を直した。", x=300.0, y=270)),
    ]
    before = [
        heading("（イ）【市民局】", y=200),
        row_at(220.0, "窓口を開く。", "窓口を開いて市民の声を聞いた。"),
    ]
    _, last = extracted(page(*before, *loose))  # type: ignore[arg-type]
    assert (last.label, last.ministries) == ("ウ", ["水道局"])
    assert (last.previous_plan, last.progress) == ("水門を直す。", ["水門を直した。"])


def test_bodies_that_hang_below_the_label_in_a_paragraph_of_their_own_are_its_bodies() -> None:
    one = row(
        "（ア）　港湾局、\n\n水道局", "灯台を直す。", ["・灯台を 2 基直した。"], ["・灯台を塗る。"]
    )
    within = (0, 0, "（イ）　港湾局、\n\n水道局\n\n岸壁を直す。"), (0, 1, f"{DONE}\n\n・直した。")
    first, second = extracted(plan(one, within))
    assert first.ministries == second.ministries == ["港湾局", "水道局"]
    assert second.previous_plan == "岸壁を直す。"


def test_bodies_in_brackets_do_not_go_on_in_the_plan_below_them() -> None:
    within = (
        (0, 0, "（ア）\u3000【市民局】\n霧浜大学とともに区\n役所を直す。"),
        (0, 1, f"{DONE}\n\n・直した。"),
    )
    first, _ = extracted(plan(within, TWO))
    assert (first.ministries, first.previous_plan) == (["市民局"], "霧浜大学とともに区役所を直す。")


COLUMN_HEADS = "番号・担当", "前年度の計画", "成果・進捗状況", "次年度の計画"
COLUMNS = (40.0, 150.0, 350.0, 560.0)


def open_page(number: int, rows: list[tuple[str, ...]], lefts: tuple[float, ...]) -> Page:
    """A page with a table that has no rules."""
    lines, cells = [], []
    for at, texts in enumerate(rows):
        for column, (text, x) in enumerate(zip(texts, lefts, strict=True)):
            if text:
                one = line(text, x=x, y=60.0 + 40 * at)
                place = len(lines)
                cells.append(Cell(at, column, one.bbox, place, place + 1, 1, 1, (place,)))
                lines.append(one)
    box = lines[0].bbox
    for each in lines[1:]:
        box = box.union(each.bbox)
    found = Block("table", box, tuple(lines), cells=tuple(cells), ruled=False)
    return page(found, number=number)


def test_a_page_that_shows_the_labels_in_a_column_of_their_own_loses_no_measure() -> None:
    first = [COLUMN_HEADS, ("（ア）　港湾局", "灯台を直す。", "・直した。", "・塗る。")]
    second = [
        ("（イ）", "市民局", "窓口を開く。", "・開いた。", "・広げる。"),
        ("（ウ）", "水道局", "水門を見る。", "・見た。", "・また見る。"),
    ]
    third = [("（エ）　教育委員会", "書庫を空ける。", "・空けた。", "・片づける。")]
    found = extracted(
        open_page(1, first, COLUMNS),
        open_page(2, second, (40.0, 75.0, *COLUMNS[1:])),
        open_page(3, third, COLUMNS),
    )
    assert [(m.label, m.ministries, m.previous_plan, m.next_plan) for m in found] == [
        ("ア", ["港湾局"], "灯台を直す。", ["塗る。"]),
        ("イ", ["市民局"], "窓口を開く。", ["広げる。"]),
        ("ウ", ["水道局"], "水門を見る。", ["また見る。"]),
        ("エ", ["教育委員会"], "書庫を空ける。", ["片づける。"]),
    ]


def test_a_sentence_that_the_layout_cut_in_two_is_one_item() -> None:
    done = ["灯台を終", "え、桟橋を直した。", "窓口を開いた。", "手引き（第 8", "版）を配った。"]
    (measure,) = extracted(plan(row("（ア） 港湾局", "灯台を直す。", done, ["灯台を塗る。"])))
    assert measure.progress == [
        "灯台を終え、桟橋を直した。",
        "窓口を開いた。",
        "手引き（第 8版）を配った。",
    ]


def test_the_label_of_a_page_is_no_part_of_the_last_measure() -> None:
    label = block(line("別紙 1", x=300.0, y=780.0))
    tables = [table(*each) for each in (ONE, TWO)]  # type: ignore[arg-type]
    *_, last = extracted(page(heading("1 港と海のまち"), *tables, label))  # type: ignore[arg-type]
    assert last.next_plan == ["窓口を広げる。", "訪ねて回る。"]


@pytest.mark.parametrize("bodies", ["【港湾局、水道局】", "担当部局：港湾局、水道局"])
def test_bodies_may_stand_below_the_plan(bodies: str) -> None:
    (measure,) = extracted(
        plan(row("（ア） 灯台の修繕", f"灯台を直す。\n\n{bodies}", ["・直した。"], ["・塗る。"]))
    )
    assert (measure.title, measure.ministries) == ("灯台の修繕", ["港湾局", "水道局"])
    assert measure.previous_plan == "灯台を直す。"


def test_a_missing_label_is_reported() -> None:
    three = row("（エ） 消防局", "訓練する。", ["・訓練した。"], ["・訓練する。"])
    found = Measures().extract([plan(ONE, TWO, three)])
    assert [(u.why, u.text) for u in found.unplaced] == [("disorder", "イ → エ")]


HEADS = ((0, 0, ""), (0, 1, "項目"), (0, 2, "行動内容"), (0, 3, "期限"), (0, 4, "担当部局"))


def action_plan(*rows: tuple[object, ...]) -> Page:
    return page(heading("１．霧の備え"), table(*HEADS, *rows))  # type: ignore[arg-type]


def test_an_action_plan_is_the_same_register() -> None:
    (measure,) = extracted(
        action_plan(
            (1, 0, "(1)"), (1, 1, "霧笛の更新"), (1, 2, "霧笛を新しくする。"),
            (1, 3, "令和7年秋"), (1, 4, "港湾局、水道局その他関係部局"),
        )
    )  # fmt: skip
    assert headings_of(measure.section) == ["１．", "霧の備え"]
    assert (measure.label, measure.title) == ("1", "霧笛の更新")
    assert measure.next_plan == ["霧笛を新しくする。"]
    assert measure.deadline is not None
    assert measure.deadline.until == datetime.date(2025, 11, 30)
    assert measure.follow_up is None


def test_actions_that_share_an_item_are_measures_of_their_own() -> None:
    found = extracted(
        action_plan(
            (1, 0, "(1)", 2, 1), (1, 1, "霧笛の更新", 2, 1), (1, 2, "霧笛を新しくする。"),
            (1, 3, "令和7年秋"), (1, 4, "港湾局", 2, 1),
            (2, 2, "霧笛を試す。"), (2, 3, "実施中"),
        )
    )  # fmt: skip
    assert [(m.title, m.ministries, m.next_plan) for m in found] == [
        ("霧笛の更新", ["港湾局"], ["霧笛を新しくする。"]),
        ("霧笛の更新", ["港湾局"], ["霧笛を試す。"]),
    ]
    assert [m.deadline.ongoing for m in found if m.deadline] == [False, True]
    assert len({m.key for m in found}) == 2


@pytest.mark.parametrize(
    ("text", "until", "season", "ongoing"),
    [
        ("令和3年末", "2021-12-31", None, False),
        ("令和6年春", "2024-05-31", "spring", False),
        ("令和5年冬", "2024-02-29", "winter", False),
        ("令和6年度末", "2025-03-31", None, False),
        ("2025年3月", "2025-03-31", None, False),
        ("令和６年４月上旬", "2024-04-10", None, False),
        ("令和4年度から令和6年度まで", "2025-03-31", None, False),
        ("実施中", None, None, True),
        ("未定", None, None, False),
    ],
)
def test_deadlines(text: str, until: str | None, season: str | None, ongoing: bool) -> None:
    found = deadline_of(text)
    day = datetime.date.fromisoformat(until) if until else None
    assert found == Deadline(text, day, found.year, season, ongoing)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "enumerator", "rest"),
    [
        ("（ア） 総務省", "ア", "総務省"),
        ("(12)名称", "12", "名称"),
        ("①　港湾局", "①", "港湾局"),
        ("第３章　港と海", "第３章", "港と海"),
        ("１．見出し", "１", "見出し"),
        ("24 時間の監視", "24", "時間の監視"),
        ("総務省において", None, None),
    ],
)
def test_labels(text: str, enumerator: str | None, rest: str | None) -> None:
    label = label_of(Traced.of(1, line(text)))
    assert (label.enumerator if label else None) == enumerator
    assert (label.rest.text if label else None) == rest


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("総務省　法務省", ["総務省", "法務省"]),
        ("【港湾局、こども未来部】", ["港湾局", "こども未来部"]),
        ("警察庁、財務省及びその他関係省庁", ["警察庁", "財務省", "その他関係省庁"]),
        ("総務部・市立病院", ["総務部", "市立病院"]),
        ("人材の確保と育成", []),
        ("総務省において実施する。", []),
        ("25の個人及び団体", []),
        ("（個人３、団体１２）", []),
        ("１４団体", []),
    ],
)
def test_bodies(text: str, names: list[str]) -> None:
    assert [b.text for b in bodies(Traced.of(1, line(text)))] == names


@pytest.mark.parametrize(
    "blocks",
    [
        [block("この計画は市民の安全を守る。")],
        [table((0, 0, "年"), (0, 1, "人口"), (1, 0, "2023"), (1, 1, "12,345"))],
        [],
    ],
)
def test_other_documents_have_no_measures(blocks: list[object]) -> None:
    with pytest.raises(NoRecords):
        Measures().extract([page(*blocks)])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("before", "label", "ordered"),
    [
        ("ア", "イ", True), ("ア", "ウ", False), ("ウ", "ア", True), ("①", "②", True),
        ("㉟", "㊱", True), ("⑴", "⑵", True), ("⑴", "⑷", False), ("一", "三", False),
        ("二十", "二十一", True), ("i", "ii", True), ("h", "i", True), ("Ⅱ", "Ⅳ", False),
        ("カ", "3", False), ("1.2", "イ", True),
    ],
)  # fmt: skip
def test_the_order_of_labels_of_every_kind(before: str, label: str, ordered: bool) -> None:
    assert is_in_order(before, label) is ordered
