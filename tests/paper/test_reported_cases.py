"""Every check of the files that were reported as read wrongly."""

from __future__ import annotations

import csv
import unicodedata
from pathlib import Path

import pytest

from shiryokan.paper.model import Page
from shiryokan.registers.errors import NoRecords
from shiryokan.registers.measures import Measures
from tests.conftest import CORPUS
from tests.readings import pages_of

CASES = CORPUS / "reported" / "cases.tsv"
AS_PRINTED = {"令和３年７月自治体ＤＸ推進手順書の公開": "令和３年７月自治体ＤＸ推進手順書の公表"}
"""Values of the file that say another word than the page: its picture and its text layer have 公表."""


def cases() -> list[dict[str, str]]:
    if not CASES.exists():
        return []
    with CASES.open(encoding="utf-8") as table:
        return list(csv.DictReader(table, delimiter="\t"))


def squeezed(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def cells(page: Page) -> list[list[str]]:
    return [
        [squeezed(line.text) for line in block.lines[cell.start : cell.end]]
        for block in page.blocks
        for cell in block.cells
    ]


def stands_in_one(wanted: list[str], found: list[list[str]]) -> bool:
    """Whether ``wanted`` are lines of one cell that follow each other; a line that says what is
    counted (千円) may stand above them in it, as it is printed."""
    return any(
        cell[at : at + len(wanted)] == wanted
        for cell in found
        for at in range(len(cell) - len(wanted) + 1)
    )


def records_of(pages: list[Page]) -> int:
    """How many measures the register finds."""
    try:
        return len(Measures().extract(pages).records)
    except NoRecords:
        return 0


@pytest.mark.parametrize("row", cases(), ids=lambda row: f"{row['file']}-{row['value']}")
def test_a_reported_case_is_right(corpus: Path, row: dict[str, str]) -> None:
    pages = pages_of(corpus / "reported" / f"{row['file']}.pdf")
    page, value = pages[int(row["page"]) - 1], AS_PRINTED.get(row["value"], row["value"])
    match row["check"]:
        case "runs":
            assert squeezed(value) in squeezed(page.text)
        case "cell":
            assert stands_in_one([squeezed(part) for part in value.split("⏎")], cells(page))
        case "doubted":
            holding = [
                line for _, _, line in page.lines() if squeezed(value) in squeezed(line.text)
            ]
            assert all(line.reasons for line in holding)
        case "records":
            register, count = value.split()
            assert register == "measures"
            assert records_of(pages) == int(count)
        case other:
            pytest.fail(f"a check that is not known: {other}")
