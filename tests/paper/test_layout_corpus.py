"""The layout on the corpus: plans whole in the flow, ruby, vertical pages, tables, code points."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from shiryokan.paper.document import Document
from shiryokan.paper.model import Block, Page
from shiryokan.paper.reader import Reader
from shiryokan.paper.tables import grid
from tests.paper.plan_pages import squeezed
from tests.readings import pages_of, some_pages_of

PLANS = (
    "lined-2023", "lined-2024", "lined-2024-draft", "open-2023", "open-2024", "open-2024-draft",
    "rows-2024",
)  # fmt: skip


def read(path: Path, *numbers: int) -> list[Page]:
    return some_pages_of(path, numbers)


OTHER_LOOKS = ("four-open", "narrow-a", "three")


@pytest.mark.parametrize(
    "name", [*(f"plan/{name}" for name in PLANS), *(f"plan-looks/{name}" for name in OTHER_LOOKS)]
)
def test_every_measure_is_whole_in_the_flow(corpus: Path, name: str) -> None:
    flow = squeezed(Document.of(pages_of(corpus / f"{name}.pdf")).text())
    truth = json.loads((corpus / f"{name}.json").read_text())
    missing = [
        field
        for measure in truth["measures"]
        for field in (measure["previous_plan"], *measure["progress"], *measure["next_plan"])
        if squeezed(field) not in flow
    ]
    assert missing == []


def test_ruby_stands_beside_its_base_and_breaks_no_line(corpus: Path) -> None:
    (page,) = read(corpus / "real" / "mhlw-fee-schedule-r6.pdf", 22)
    line = next(
        line for b in page.blocks for line in b.lines if "褥瘡ハイリスク患者ケア加算" in line.text
    )
    assert [(line.text[r.start : r.end], r.text) for r in line.ruby] == [("褥瘡", "じよくそう")]


def test_a_white_paper_is_read_column_by_column_and_its_notes_last(corpus: Path) -> None:
    (page,) = read(corpus / "real" / "mext-sti-wp-r6-ch1.pdf", 2)
    text = squeezed(page.text)
    places = [text.index(words) for words in ("1950年代後半", "計算機の性能向上や利用可能なデータ量",
                                              "対応付けられ、マルチ", "GraphicsProcessingUnit")]  # fmt: skip
    assert places == sorted(places)
    kinds = [block.kind for block in page.blocks]
    assert kinds.count("footnote") >= 7 and kinds[-1] == "furniture"


def test_boxes_of_pages_that_do_not_begin_at_the_corner_lie_on_the_page(corpus: Path) -> None:
    for page in pages_of(corpus / "real" / "mext-sti-wp-r6-ch1.pdf"):
        for line in (line for b in page.blocks for line in b.lines):
            assert -1 <= line.bbox.x0 < line.bbox.x1 <= page.width + 1
            assert -1 <= line.bbox.y0 < line.bbox.y1 <= page.height + 1


@pytest.mark.parametrize(
    "name",
    ["mhlw-r6-facility-criteria-289p.pdf", "mhlw-r2-facility-criteria-vert-180p.pdf"],
)
def test_vertical_pages_run_from_right_to_left(corpus: Path, name: str) -> None:
    (page,) = read(corpus / "real" / name, 5)
    lines = [line for b in page.blocks for line in b.lines if b.kind != "furniture"]
    assert {line.direction for line in lines} == {"ttb"}
    middles = [(line.bbox.x0 + line.bbox.x1) / 2 for line in lines]
    assert middles == sorted(middles, reverse=True)


def test_every_cell_of_a_spreadsheet_is_in_its_row_and_column(corpus: Path) -> None:
    (page,) = read(corpus / "real" / "mhlw-covid-20220801-table.pdf", 1)
    table = max((b for b in page.blocks if b.cells), key=lambda b: len(b.cells))
    rows = {row[0]: row[1:] for row in grid(table)[2:] if row[0]}
    truth = (corpus / "real" / "truth" / "mhlw-covid-20220801.pref.txt").read_text().splitlines()
    compared = 0
    for line in truth[2:]:
        name, *cells = line.split("|")
        mine = next((r for n, r in rows.items() if squeezed(n).startswith(name)), None)
        if mine is None or name == "その他":
            continue
        # the truth leaves out the last column, 確認中
        assert [number(c) for c in mine[: len(cells)]] == [number(c) for c in cells], name
        compared += 1
    assert compared >= 47


def number(cell: str) -> str:
    """A cell's figures; notes such as ※3 aside."""
    return re.sub(r"※[0-9※]*|[^0-9]", "", cell)


@pytest.mark.thorough
@pytest.mark.guarding
def test_no_radical_is_left_in_the_text(corpus: Path) -> None:
    for path in sorted((corpus / "real").glob("*.pdf")):
        with Reader(path) as reader:
            count = min(reader.pages, 6)
        for page in some_pages_of(path, range(1, count + 1)):
            assert not re.search("[\u2e80-\u2fdf]", page.text), (path.name, page.page)


def test_an_action_plan_has_its_cells(corpus: Path) -> None:
    (page,) = read(corpus / "real" / "mof-aml-action-plan-4p.pdf", 1)
    rows = [row for block in page.blocks if block.cells for row in grid(tabled(block))]
    assert ["(1)", "国のリスク評価書の刷新"] in [[squeezed(c) for c in row[:2]] for row in rows]
    assert any(squeezed(row[-2]) == "令和3年末" for row in rows)


def tabled(block: Block) -> Block:
    assert block.ruled
    return block


def test_text_too_small_to_be_read_says_so(corpus: Path) -> None:
    """長崎船 is set one point high over a cell of this page."""
    (page,) = read(corpus / "real" / "mhlw-covid-20210217.pdf", 1)
    lines = [line for b in page.blocks for line in b.lines if "size" in line.reasons]
    assert any("崎" in line.text for line in lines)
