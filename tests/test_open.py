"""The front door: ``shiryokan.open`` gives a PDF as pages, text, tables and records."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import shiryokan
from shiryokan.paper.document import Document
from shiryokan.paper.errors import NotAPdf
from shiryokan.paper.reader import Reader
from shiryokan.paper.tables import grid
from shiryokan.registers.errors import NoRecords


@pytest.mark.parametrize("isolated", [True, False])
def test_a_plan_is_pages_text_tables_and_records(samples: Path, isolated: bool) -> None:
    path = samples / "mikagami-plan-2024.pdf"
    with shiryokan.open(path, isolated=isolated) as document:
        records = document.records("measures")
        markdown = document.to_markdown()
    with Reader(path) as reader:
        expected = Document.of([reader.page(number) for number in range(1, reader.pages + 1)])
    assert len(document) == len(document.pages) == reader.pages
    assert document.pages == expected.pages
    assert document.flow == expected.flow
    assert document.text() == expected.text()
    assert [each.text for each in document.headings] == [
        each.text for each in expected.flow if each.kind == "heading"
    ]
    assert document.tables and all(grid(table) for table in document.tables)
    assert document.headings[0].text in markdown.replace("\\", "")
    assert records and all(record.provenance and len(record.document) == 64 for record in records)


def test_what_is_no_pdf_or_of_no_register_says_so(samples: Path, tmp_path: Path) -> None:
    empty = tmp_path / "a.pdf"
    empty.write_text("no PDF")
    for isolated in (True, False):
        with pytest.raises(NotAPdf):
            shiryokan.open(empty, isolated=isolated)
    with pytest.raises(FileNotFoundError):
        shiryokan.open(tmp_path / "nothing.pdf")
    with shiryokan.open(str(samples / "mikagami-slides.pdf")) as slides:
        with pytest.raises(NoRecords):
            slides.records("fees")
        with pytest.raises(KeyError):
            slides.records("nothing")


def test_importing_is_light_and_needs_no_web() -> None:
    code = (
        "import sys, shiryokan; assert not [m for m in sys.modules if m.startswith('shiryokan.')];"
        f"d = shiryokan.open({str(Path(__file__).parent.parent / 'samples/mikagami-slides.pdf')!r});"
        "d.text(); d.close();"
        "assert not {'django', 'tantivy', 'httpx', 'sqlite3'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
