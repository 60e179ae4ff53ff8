"""What the reported files and the letters of corrections say of characters and of what is seen."""

from __future__ import annotations

import csv
import json
import unicodedata
from pathlib import Path

import pytest

from shiryokan.paper.reader import Reader
from tests.conftest import CORPUS

FILES = (
    "minus-glyph-mapped-to-control-char-vanishes",
    "surrogate-pair-in-tounicode-becomes-two-fffd",
    "text-under-black-box-not-doubted",
    "form-field-value-not-in-text",
    "ligature-ffi-loses-an-f",
)
LETTERS = sorted((CORPUS / "errata").glob("*.json"))


def squeezed(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


@pytest.mark.parametrize("name", FILES)
def test_reported_files_are_right(corpus: Path, name: str) -> None:
    with (corpus / "reported" / "cases.tsv").open(encoding="utf-8") as table:
        checks = [row for row in csv.DictReader(table, delimiter="\t") if row["file"] == name]
    assert checks
    with Reader(corpus / "reported" / f"{name}.pdf") as reader:
        for row in checks:
            page, value = reader.page(int(row["page"])), squeezed(row["value"])
            if row["check"] == "runs":
                assert value in squeezed(page.text)
            else:
                assert row["check"] == "doubted"
                holding = [line for _, _, line in page.lines() if value in squeezed(line.text)]
                assert all(line.reasons for line in holding)


def test_text_under_unicode_cmaps_is_read(corpus: Path) -> None:
    with Reader(corpus / "reported" / "utf8-utf32-cmaps.pdf") as reader:
        lines = [line for _, _, line in reader.page(1).lines()]
    assert {(line.text, line.reasons) for line in lines} == {("行政手続法の施行について第1項", ())}
    assert len(lines) == 14


@pytest.mark.parametrize("path", LETTERS, ids=lambda path: path.stem)
def test_letters_of_corrections_say_what_is_struck_and_inserted(path: Path) -> None:
    truth = json.loads(path.read_text("utf-8"))
    with Reader(path.with_suffix(".pdf")) as reader:
        for number in truth["read_by_eye"]:
            lines = [line for _, _, line in reader.page(number).lines()]
            struck = "".join(gone.text for line in lines for gone in line.struck)
            inserted = "".join(line.text[a:b] for line in lines for a, b in line.underlined)
            edits = [edit for edit in truth["edits"] if edit["page"] == number]
            assert squeezed(struck) == squeezed("".join(e["struck"] or "" for e in edits))
            assert squeezed(inserted) == squeezed("".join(e["inserted"] or "" for e in edits))
