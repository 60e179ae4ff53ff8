"""Letters of corrections: those of the corpus against what was read by eye, and invented ones."""

from __future__ import annotations

import json
import re
import unicodedata
from functools import cache
from pathlib import Path

import pytest

from shiryokan.paper.reader import Reader
from shiryokan.registers.errata import Errata, Erratum
from tests.conftest import CORPUS

LETTERS = sorted((CORPUS / "errata").glob("*.json"))
_LABEL = re.compile(r"^\(\d+\)")


@cache
def records_of(path: Path) -> list[Erratum]:
    with Reader(path) as reader:
        pages = [reader.page(number) for number in range(1, reader.summary().pages + 1)]
    return Errata().extract(pages, "letter").records


def squeezed(text: str | None) -> str:
    return "".join(unicodedata.normalize("NFKC", text or "").split())


@pytest.mark.parametrize("path", LETTERS, ids=lambda path: path.stem)
def test_the_corrections_of_letters_read_by_eye_are_records(path: Path) -> None:
    truth = json.loads(path.read_text("utf-8"))
    records = records_of(path.with_suffix(".pdf"))
    for page in truth["read_by_eye"]:
        own = [
            edit
            for record in records
            if record.page == page and record.way == "marks"
            for edit in record.edits
        ]
        edits = [edit for edit in truth["edits"] if edit["page"] == page]
        assert "".join(squeezed(edit.struck) for edit in own) == "".join(
            squeezed(edit["struck"]) for edit in edits
        )
        # a number that is put in with its paragraph is the paragraph's number
        assert "".join(squeezed(edit.inserted) for edit in own) == "".join(
            _LABEL.sub("", squeezed(edit["inserted"])) for edit in edits
        )


PLACES = {
    "001689078": [(3, "", ["K514-2", "K504-2", "K513-2", "K154-2"], "問104")],
    "kaiteikankei_r060501_1": [
        (3, "medical", ["A001"], "(11)"), (3, "medical", ["A305"], "(2)"),
        (3, "medical", ["A400"], "(3)"), (3, "medical", ["A400"], "(4)"),
        (5, "medical", ["C002", "C002-2"], "(3)"), (8, "medical", ["I002"], "(8)"),
        (8, "medical", ["I016"], "(2)"), (8, "medical", ["J078"], ""),
        (8, "medical", ["J201"], "(16)"), (10, "dental", ["I017-2"], "(2)"),
        (10, "dental", ["I030"], "(3)"), (12, "dispensing", ["15-8"], "(10)"),
    ],
    "kaiteikankei_r060517_1": [
        (3, "medical", ["A300"], "(8)"), (3, "medical", ["A304"], "(7)"),
        (3, "medical", ["A304"], "(9)"), (3, "medical", ["A308"], "(12)"),
        (5, "medical", ["F400"], "(11)"), (6, "dental", ["M003"], "(10)"),
        (26, "medical", ["B001"], ""),
    ],
    "kaiteikankei_r060830_1": [
        (2, "", ["K259"], "(5)"), (2, "", ["K574"], "(1)"), (2, "", ["K574"], "(2)"),
        (2, "", ["K574-2"], "(1)"), (2, "", ["K574-2"], "(2)"),
    ],
    "kaiteikankei_r061001_1": [(2, "dental", ["M015-2"], "(8)")],
}  # fmt: skip
"""Of the pages looked at: page, schedule, items and number of what is corrected."""


@pytest.mark.parametrize("path", LETTERS, ids=lambda path: path.stem)
def test_corrections_stand_at_their_items(path: Path) -> None:
    told = [(r.page, r.schedule, r.codes, r.number) for r in records_of(path.with_suffix(".pdf"))]
    for place in PLACES[path.stem]:
        assert place in told


def test_a_letter_tells_its_day_and_the_papers_that_it_corrects(corpus: Path) -> None:
    papers = {
        record.page: (record.date, record.paper_number, record.paper_date)
        for record in records_of(corpus / "errata" / "kaiteikankei_r060517_1.pdf")
    }
    assert papers[3] == ("2024-05-17", "保医発0305第4号", "2024-03-05")
    assert papers[9] == ("2024-05-17", "保医発0305第5号", "2024-03-05")
    assert papers[14] == ("2024-05-17", "保医発0305第6号", "2024-03-05")
