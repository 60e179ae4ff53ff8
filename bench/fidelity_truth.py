"""What the readers are asked to read, and what is right: plans, gold pages, edited texts."""

from __future__ import annotations

import json
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from tests.gold.regions import (  # noqa: E402
    GoldPage,
    Mark,
    Region,
    gold_files,
    page_text,
    read_marks,
    region_text,
    squeezed,
)

__all__ = [
    "Pages",
    "Task",
    "edited",
    "gold",
    "plan_tasks",
    "plans",
    "speed_task",
    "squeezed",
    "tasks_of",
]
CORPUS = ROOT.parent / "shared" / "corpus"
SPEED_FILE = CORPUS / "real" / "mhlw-fee-schedule-r6.pdf"
SPEED_PAGES = 100
FIRST_PAGES = 60
EDITED = {
    "fees/dispensing-r4.edited.txt": "fees/dispensing-r4.pdf",
    "fees/dispensing-r6.edited.txt": "fees/dispensing-r6.pdf",
    "fees/medical-r4.edited.txt": "fees/medical-r4.pdf",
    "fees/medical-r6.edited.txt": "fees/medical-r6.pdf",
    "real/truth/mhlw-r6-dispensing-notice.edited.txt": "real/mhlw-r6-dispensing-notice.pdf",
    "real/truth/mhlw-r6-facility-criteria.edited.txt": "real/mhlw-r6-facility-criteria-289p.pdf",
}


@dataclass(frozen=True)
class Task:
    """One file to be read: all its pages or some, tables' cells of some, the flow or not."""

    name: str
    file: Path
    pages: tuple[int, ...] | None = None
    cells: tuple[int, ...] = ()
    flow: bool = False
    boxes: bool = False

    def given(self) -> dict[str, Any]:
        """The task as the worker takes it."""
        return {
            "file": str(self.file),
            "pages": self.pages,
            "cells": self.cells,
            "flow": self.flow,
            "boxes": self.boxes,
        }


@dataclass(frozen=True)
class PageTruth:
    """The right text of a page, without white space, and the right texts of its tables' cells."""

    text: str
    cells: tuple[str, ...] = ()


Pages = dict[int, PageTruth]


def plans() -> dict[str, list[dict[str, Any]]]:
    """The measures of each invented plan, by the plan's file name without ending."""
    return {
        path.stem: json.loads(path.with_suffix(".json").read_text("utf-8"))["measures"]
        for path in sorted((CORPUS / "plan").glob("*.pdf"))
    }


def gold() -> dict[str, Pages]:
    """The gold pages by file (relative to the corpus), and a word to stderr on unusable ones.

    Pages whose rectangles our own layout proposed would flatter it; they are left out.
    """
    found: dict[str, Pages] = {}
    for file in gold_files():
        for page in file.pages:
            if "proposed by the layout" in page.note:
                continue
            try:
                marks = read_marks(CORPUS / file.file, page.page)
                text = squeezed(page_text(marks, page))
                truth = PageTruth(text, tuple(_cells(marks, page)))
            except (AssertionError, OSError) as error:
                print(f"gold {file.file} p.{page.page} left out: {error}", file=sys.stderr)
                continue
            found.setdefault(file.file, {})[page.page] = truth
    return found


def _cells(marks: list[Mark], page: GoldPage) -> list[str]:
    """The texts of the cells of the page's tables; empty cells are left out."""
    return [
        text
        for region in page.regions
        if region.kind == "table" and (region.rows or region.columns)
        for text in _grid(marks, region)
        if text
    ]


def _grid(marks: list[Mark], region: Region) -> list[str]:
    """Each cell's text without white space, corrected as the whole region's is."""
    blank = msgspec.structs.replace(region, rows=(), columns=(), fix=())
    texts = [region_text(marks, msgspec.structs.replace(blank, box=box)) for box in region.cells()]
    for wrong, right in region.fix:
        for i, text in enumerate(texts):
            if wrong in text:
                texts[i] = text.replace(wrong, right, 1)
                break
    return [squeezed(text) for text in texts]


def edited(first: int | None) -> dict[str, Pages]:
    """The volunteers' texts by PDF; of each its first pages, or all."""
    return {
        pdf: {
            number: truth
            for number, truth in _edited_pages(CORPUS / text).items()
            if first is None or number <= first
        }
        for text, pdf in EDITED.items()
        if (CORPUS / text).exists()
    }


def _edited_pages(path: Path) -> Pages:
    """Page blocks of an edited text; the marks of headings (a leading #) are the editors' own."""
    pieces = re.split(r"^# file: \S+ page: (\d+)\n", path.read_text("utf-8"), flags=re.MULTILINE)
    return {
        int(number): PageTruth(squeezed(re.sub(r"^#", "", block, flags=re.MULTILINE)))
        for number, block in zip(pieces[1::2], pieces[2::2], strict=True)
    }


def tasks_of(pages: dict[str, Pages]) -> list[Task]:
    """A task for each file: the pages that have a truth, and those of them that have cells."""
    return [
        Task(
            file,
            CORPUS / file,
            pages=tuple(sorted(truths)),
            cells=tuple(sorted(number for number, truth in truths.items() if truth.cells)),
        )
        for file, truths in pages.items()
    ]


def plan_tasks(names: dict[str, list[dict[str, Any]]]) -> list[Task]:
    """All pages of each plan, and its flow."""
    return [Task(name, CORPUS / "plan" / f"{name}.pdf", flow=True) for name in names]


def speed_task() -> Task:
    """The first pages of the fee schedule, text with its places."""
    return Task("speed", SPEED_FILE, pages=tuple(range(1, SPEED_PAGES + 1)), boxes=True)
