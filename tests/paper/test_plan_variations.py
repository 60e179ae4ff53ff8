"""Plans in columns are read cell by cell, however they look and in whatever order they are drawn.

The plans are invented (``plan_pages``): no style is one of the corpus's, so nothing can be fitted
to them. ``python -m tests.paper.plan_survey`` says which looks are not read.
"""

from __future__ import annotations

import dataclasses
import tempfile
from collections.abc import Iterable
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from shiryokan.paper.document import Document
from shiryokan.paper.model import Page
from shiryokan.paper.reader import Reader
from tests.paper.plan_pages import Made, made, squeezed
from tests.paper.plan_style import AXES, Style, by_chance

LOOKS = 100
RULED = 60
RULED_MAY_BE_WRONG = 1
"""In one a gutter is seen between the spaces around figures, in a narrow cell that runs over a page end."""
MAY_BE_WRONG = 0.05
styles = st.builds(
    Style,
    **{name: st.sampled_from(values) for name, values in AXES.items()},
    seed=st.integers(0, 10_000),
)
# The same styles in every run, and no shrinking: a style is small as it is, and says what it is.
steady = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
    report_multiple_bugs=False,
)


def pages_of(plan: Made) -> list[Page]:
    """The pages of a plan as they are read."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.pdf"
        path.write_bytes(plan.pdf)
        with Reader(path) as reader:
            return [reader.page(number) for number in range(1, reader.pages + 1)]


def first_wrong(text: str, pieces: Iterable[str]) -> str:
    """What is not whole, or does not follow the piece before it; empty when all is right."""
    text, end = squeezed(text), 0
    for piece in pieces:
        found = text.find(piece, end)
        if found < 0:
            return f"{'out of order' if piece in text else 'not whole'}: {piece}"
        end = found + len(piece)
    return ""


def wrong_pages(plan: Made, pages: list[Page]) -> list[str]:
    """A word on every page whose cells are not whole and in order."""
    words = ((page.page, first_wrong(page.text, plan.pieces(page.page))) for page in pages)
    return [f"p.{number} {word}" for number, word in words if word]


@given(styles)
@settings(steady, max_examples=15)
def test_the_truth_is_what_stands_on_the_pages(style: Style) -> None:
    """Drawn row by row, PDFium's own text has every piece: what is asked below can be had."""
    plan = made(dataclasses.replace(style, order="row by row"))
    with pypdfium2.PdfDocument(plan.pdf) as pdf:
        assert len(pdf) == plan.pages
        for number, page in enumerate(pdf, 1):
            text = page.get_textpage().get_text_range()
            assert first_wrong(text, plan.pieces(number)) == ""


@pytest.fixture(scope="module")
def ruled() -> list[tuple[int, Made, list[Page]]]:
    """Ruled plans by chance, the same in every run: what hypothesis draws hangs on the modules that
    are imported."""
    plans = [
        (n, made(dataclasses.replace(by_chance(n), rules="full"))) for n in range(1, RULED + 1)
    ]
    return [(number, plan, pages_of(plan)) for number, plan in plans]


@pytest.mark.thorough
@pytest.mark.guarding
def test_every_cell_of_a_ruled_page_is_whole_and_in_its_place(
    ruled: list[tuple[int, Made, list[Page]]],
) -> None:
    assert [number for number, plan, pages in ruled if len(pages) != plan.pages] == []
    wrong = [(number, wrong_pages(plan, pages)) for number, plan, pages in ruled]
    assert [each for each in wrong if each[1]] == []


def test_every_cell_of_a_ruled_plan_is_whole_in_the_flow(
    ruled: list[tuple[int, Made, list[Page]]],
) -> None:
    wrong = []
    for number, plan, pages in ruled:
        cells = [cell.text for measure in plan.measures for cell in measure.cells]
        wrong.append((number, first_wrong(Document.of(pages).text(), cells)))
    assert len([each for each in wrong if each[1]]) <= RULED_MAY_BE_WRONG, wrong


@pytest.mark.thorough
@pytest.mark.guarding
def test_of_all_looks_with_rules_or_without_few_are_read_wrong() -> None:
    """What is left are gutters no wider than a space that only one or two lines show."""
    wrong = []
    for seed in range(1, LOOKS + 1):
        plan = made(by_chance(seed))
        pages = pages_of(plan)
        cells = [cell.text for measure in plan.measures for cell in measure.cells]
        words = [*wrong_pages(plan, pages), first_wrong(Document.of(pages).text(), cells)]
        if any(words):
            wrong.append((seed, next(filter(None, words))))
    assert len(wrong) <= MAY_BE_WRONG * LOOKS, wrong


@pytest.mark.parametrize("seed", [3, 56, 76, 106, 124])
def test_a_heading_within_a_cell_is_in_the_row_of_what_it_heads(seed: int) -> None:
    """In one column a label, in another ＜成果＞, and white below both."""
    plan = made(by_chance(seed))
    assert wrong_pages(plan, pages_of(plan)) == []


@pytest.mark.parametrize("seed", [114, 133])
def test_rows_below_labels_that_count_on_are_rows_though_their_columns_read_like_prose(
    seed: int,
) -> None:
    plan = made(by_chance(seed))
    assert wrong_pages(plan, pages_of(plan)) == []


@pytest.mark.parametrize("seed", [4, 9, 25, 28, 43, 47, 57, 8146, 8195, 8230, 8395])
def test_a_row_over_a_page_end_is_whole_in_the_flow(seed: int) -> None:
    plan = made(by_chance(seed))
    cells = [cell.text for measure in plan.measures for cell in measure.cells]
    assert first_wrong(Document.of(pages_of(plan)).text(), cells) == ""


@pytest.mark.parametrize(
    "seed",
    [
        pytest.param(30, id="a title between the rules runs over the columns"),
        pytest.param(75, id="the same, other columns"),
        pytest.param(47, id="a row of one line, its columns shown by the next table"),
        pytest.param(32, id="a page of two lines, its columns shown by those before"),
        pytest.param(67, id="items hang out of a narrow column"),
        pytest.param(135, id="items hang out of three columns"),
        pytest.param(5011, id="items hang out beside wide text"),
        pytest.param(5067, id="two lines beside a column that runs on below"),
        pytest.param(5119, id="lines far apart at the upper edge"),
    ],
)
def test_columns_that_few_lines_show(seed: int) -> None:
    plan = made(by_chance(seed))
    assert wrong_pages(plan, pages_of(plan)) == []


@pytest.mark.parametrize("seed", [25, 5133, 8105, 8147, 8172, 8375, 8391])
def test_a_label_that_fills_the_white_between_columns_is_not_cut(seed: int) -> None:
    """Where the next column begins, a character of it happens to begin too."""
    plan = made(by_chance(seed))
    assert wrong_pages(plan, pages_of(plan)) == []


@pytest.mark.parametrize("seed", [8300, 8347])
def test_labels_tell_that_few_rules_part_rows(seed: int) -> None:
    """（新規） below a label is level with the second item of the next column."""
    plan = made(by_chance(seed))
    pages = pages_of(plan)
    cells = [cell.text for measure in plan.measures for cell in measure.cells]
    assert wrong_pages(plan, pages) == []
    assert first_wrong(Document.of(pages).text(), cells) == ""
