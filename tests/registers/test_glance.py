"""The cheap look at a document never refuses one that the grammar finds records in."""

from __future__ import annotations

from pathlib import Path

import pytest

from shiryokan.paper.document import Document
from shiryokan.paper.model import Block, Box, Cell, Line, Page
from shiryokan.registers.catalogue import REGISTERS
from shiryokan.registers.errors import NoRecords
from tests.readings import pages_of

SAMPLES = Path(__file__).parents[2] / "samples"
CORPUS_FOLDERS = ("answers", "care", "fees", "plan", "plan-looks")


def _refused(pages: list[Page]) -> list[str]:
    """The registers whose glance refuses the document; asserts that the grammar does so too."""
    refused = [name for name, register in REGISTERS.items() if not register.glance(pages)]
    document = Document.of(pages)
    for name in refused:
        with pytest.raises(NoRecords):
            REGISTERS[name].extract(document)
    return refused


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.pdf")), ids=lambda path: path.stem)
def test_a_glance_refuses_no_sample_that_has_records(path: Path) -> None:
    _refused(pages_of(path))


@pytest.mark.thorough
@pytest.mark.corpus
@pytest.mark.parametrize("folder", CORPUS_FOLDERS)
def test_a_glance_refuses_no_document_of_the_corpora_that_has_records(
    folder: str, corpus: Path
) -> None:
    refused = [_refused(pages_of(path)) for path in sorted((corpus / folder).glob("*.pdf"))]
    assert any(refused), "a glance that refuses nothing saves nothing"


def test_nothing_is_refused_or_found_in_no_pages() -> None:
    assert set(_refused([])) == set(REGISTERS)


def test_a_schedule_of_fees_is_not_taken_for_a_plan() -> None:
    """Its chapters and cut sentences end like bodies, and are few among its labels."""
    lines = [
        *(f"第{n}部　入院料等" for n in range(1, 9)),
        "10 別に定める施設基準に適合しているものとして地方厚生局長等",
        "ハ　12歳未満の小児低血糖症の患者",
        "７　LST",
        *(f"{n % 9 + 1}　療養の給付を行った場合" for n in range(300)),
    ]
    assert not REGISTERS["measures"].glance([_page(lines)])


def test_a_plan_is_seen_by_the_bodies_beside_its_labels() -> None:
    lines = [f"（{kana}）厚生労働省、関係省庁等" for kana in "アイウエオ"]
    numbered = [f"{n % 9 + 1}　研修を行う" for n in range(100)]
    assert REGISTERS["measures"].glance([_page([*lines, *numbered])])


def _page(lines: list[str]) -> Page:
    """A page of lines and a table of one cell."""
    box = Box(0, 0, 500, 10)
    made = tuple(Line(bbox=box, text=text) for text in lines)
    cell = Cell(0, 0, box, 0, 1)
    table = Block(kind="table", bbox=box, lines=made[-1:], cells=(cell,))
    text = Block(kind="text", bbox=box, lines=made[:-1])
    return Page(page=1, width=500, height=700, text="\n".join(lines), blocks=(text, table))
