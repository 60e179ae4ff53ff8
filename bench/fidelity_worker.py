"""Reads documents with one reader, in the process (and the virtual environment) of that reader.

usage: python bench/fidelity_worker.py READER TASKS.json OUT.json

TASKS.json is a list of ``{"file", "pages" (null: all), "cells", "flow", "boxes"}``; OUT.json gets
the reader's version and, for each task, ``texts`` (by page number), ``cells`` (by page number),
``flow`` (the whole document) and ``error``. What a reader does not give is null. Only the standard
library is imported here: each reader imports its own, so that none pays for another.
"""

from __future__ import annotations

import importlib.metadata
import itertools
import json
import logging
import os
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Texts = dict[int, str]
Cells = dict[int, list[str]]
SEPARATOR = "\f"
UNKNOWN_OPTION = 2


def ranges(pages: list[int] | None) -> Iterator[tuple[int, int | None]]:
    """Pages as first and last of each run without gaps; all pages are 1 to None."""
    if pages is None:
        yield 1, None
        return
    runs = itertools.groupby(enumerate(sorted(pages)), key=lambda pair: pair[1] - pair[0])
    for _, run in runs:
        numbers = [number for _, number in run]
        yield numbers[0], numbers[-1]


class Reader:
    """A way to get text out of a PDF: override what the library gives."""

    package = ""

    def version(self) -> str:
        return importlib.metadata.version(self.package)

    def texts(self, path: Path, pages: list[int] | None) -> Texts:
        raise NotImplementedError

    def boxes(self, path: Path, pages: list[int] | None) -> Texts:
        """Text by the call that also gives its places, where that is another one."""
        return self.texts(path, pages)

    def cells(self, path: Path, pages: list[int]) -> Cells | None:
        return None

    def flow(self, path: Path) -> str | None:
        return None


class Shiryokan(Reader):
    package = "shiryokan"

    def texts(self, path: Path, pages: list[int] | None) -> Texts:
        texts: Texts = {}
        for first, last in ranges(pages):
            out = self._run(path, "--pages", f"{first}-{last or ''}")
            texts |= dict(enumerate((out or "").split(SEPARATOR), first))
        return texts

    def boxes(self, path: Path, pages: list[int] | None) -> Texts:
        return {page["page"]: page["text"] for page in self._pages(path, pages)}

    def cells(self, path: Path, pages: list[int]) -> Cells | None:
        cells: Cells = {}
        known = False
        for page in self._pages(path, pages):
            tables = [b["cells"] for b in page["blocks"] if b["kind"] == "table" and "cells" in b]
            known = known or bool(tables)
            cells[page["page"]] = [cell["text"] for table in tables for cell in table]
        return cells if known else None

    def flow(self, path: Path) -> str | None:
        return self._run(path, "--flow")

    def _pages(self, path: Path, pages: list[int] | None) -> Iterator[dict[str, Any]]:
        for first, last in ranges(pages):
            out = self._run(path, "--format", "json", "--pages", f"{first}-{last or ''}")
            yield from map(json.loads, filter(str.strip, (out or "").split("\n")))

    def _run(self, path: Path, *options: str) -> str | None:
        """What the command prints; None when it does not know the options."""
        command = [sys.executable, "-m", "shiryokan", "text", str(path), *options]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode == UNKNOWN_OPTION:
            return None
        if done.returncode and not done.stdout:
            raise RuntimeError(done.stderr.strip()[-300:])
        return done.stdout


class Pdfium(Reader):
    package = "pypdfium2"

    def texts(self, path: Path, pages: list[int] | None) -> Texts:
        import pypdfium2

        with pypdfium2.PdfDocument(path) as pdf:
            return {
                number: pdf[number - 1].get_textpage().get_text_range()
                for number in pages or range(1, len(pdf) + 1)
            }


class Pdftotext(Reader):
    options: tuple[str, ...] = ()

    def version(self) -> str:
        out = subprocess.run(["pdftotext", "-v"], capture_output=True, text=True, check=False)
        return out.stderr.split("\n")[0].removeprefix("pdftotext version ")

    def texts(self, path: Path, pages: list[int] | None) -> Texts:
        texts: Texts = {}
        for first, last in ranges(pages):
            span = ["-f", str(first), *(["-l", str(last)] if last else [])]
            command = ["pdftotext", *self.options, *span, str(path), "-"]
            out = subprocess.run(command, capture_output=True, check=True).stdout.decode()
            # a form feed stands after every page, so the last piece is none
            texts |= dict(enumerate(out.split(SEPARATOR)[:-1], first))
        return texts


class PdftotextLayout(Pdftotext):
    options = ("-layout",)


class Pypdf(Reader):
    package = "pypdf"

    def texts(self, path: Path, pages: list[int] | None) -> Texts:
        import pypdf

        pdf = pypdf.PdfReader(path)
        numbers = pages or range(1, len(pdf.pages) + 1)
        return {number: pdf.pages[number - 1].extract_text() for number in numbers}


class Pdfplumber(Reader):
    package = "pdfplumber"

    def texts(self, path: Path, pages: list[int] | None) -> Texts:
        import pdfplumber

        with pdfplumber.open(path, pages=pages) as pdf:
            texts = {}
            for page in pdf.pages:
                texts[page.page_number] = page.extract_text()
                page.close()  # else the glyphs of all pages are kept
            return texts

    def cells(self, path: Path, pages: list[int]) -> Cells:
        import pdfplumber

        with pdfplumber.open(path, pages=pages) as pdf:
            return {
                page.page_number: [
                    cell for table in page.extract_tables() for row in table for cell in row if cell
                ]
                for page in pdf.pages
            }


class Pdfminer(Reader):
    package = "pdfminer.six"

    def texts(self, path: Path, pages: list[int] | None) -> Texts:
        from pdfminer.high_level import extract_pages
        from pdfminer.layout import LTTextContainer

        numbers = [number - 1 for number in pages] if pages else None
        found = extract_pages(path, page_numbers=numbers)
        return {
            number: "".join(item.get_text() for item in page if isinstance(item, LTTextContainer))
            for number, page in zip(sorted(pages) if pages else itertools.count(1), found)  # noqa: B905
        }


class Pymupdf(Reader):
    package = "pymupdf"
    sort = False

    def texts(self, path: Path, pages: list[int] | None) -> Texts:
        import pymupdf

        with pymupdf.open(path) as pdf:
            numbers = pages or range(1, len(pdf) + 1)
            return {number: pdf[number - 1].get_text(sort=self.sort) for number in numbers}

    def cells(self, path: Path, pages: list[int]) -> Cells:
        import pymupdf

        with pymupdf.open(path) as pdf:
            return {
                number: [
                    cell
                    for table in pdf[number - 1].find_tables().tables
                    for row in table.extract()
                    for cell in row
                    if cell
                ]
                for number in pages
            }


class PymupdfSorted(Pymupdf):
    sort = True

    def cells(self, path: Path, pages: list[int]) -> None:
        """The same as without sorting."""


class Pymupdf4llm(Reader):
    package = "pymupdf4llm"

    def texts(self, path: Path, pages: list[int] | None) -> Texts:
        return {
            page["page_number"]: "\n".join(_box_text(box) for box in page["boxes"])
            for page in self._pages(path, pages)
        }

    def cells(self, path: Path, pages: list[int]) -> Cells:
        return {
            page["page_number"]: [
                cell for box in page["boxes"] if box["table"] for cell in _box_cells(box)
            ]
            for page in self._pages(path, pages)
        }

    def flow(self, path: Path) -> str:
        return "\n".join(
            _box_text(box)
            for page in self._pages(path, None)
            for box in page["boxes"]
            if box["boxclass"] not in ("page-header", "page-footer")
        )

    def _pages(self, path: Path, pages: list[int] | None) -> list[dict[str, Any]]:
        import pymupdf4llm

        numbers = [number - 1 for number in pages] if pages else None
        found = json.loads(pymupdf4llm.to_json(str(path), pages=numbers, use_ocr=False))
        return list(found["pages"])


def _box_text(box: dict[str, Any]) -> str:
    if box["table"]:
        return "\n".join(_box_cells(box))
    lines = box["textlines"] or []
    return "\n".join("".join(span["text"] for span in line["spans"]) for line in lines)


def _box_cells(box: dict[str, Any]) -> list[str]:
    return [cell for row in box["table"]["extract"] for cell in row if cell]


class PdfOxide(Reader):
    package = "pdf-oxide"

    def texts(self, path: Path, pages: list[int] | None) -> Texts:
        import pdf_oxide

        pdf = pdf_oxide.PdfDocument(str(path))
        numbers = pages or range(1, int(pdf.page_count) + 1)
        return {number: pdf.extract_text(number - 1) for number in numbers}

    def cells(self, path: Path, pages: list[int]) -> Cells:
        import pdf_oxide

        pdf = pdf_oxide.PdfDocument(str(path))
        return {
            number: [
                cell["text"]
                for table in pdf.extract_tables(number - 1)
                for row in table["rows"]
                for cell in row["cells"]
            ]
            for number in pages
        }


class Opendataloader(Reader):
    package = "opendataloader-pdf"

    def texts(self, path: Path, pages: list[int] | None) -> Texts:
        numbers = pages or []
        texts: dict[int, list[str]] = {number: [] for number in numbers}
        for node in _leaves(self._document(path, pages)):
            texts.setdefault(node["page number"], []).append(node["content"])
        return {number: "\n".join(pieces) for number, pieces in texts.items()}

    def cells(self, path: Path, pages: list[int]) -> Cells:
        cells: Cells = {number: [] for number in pages}
        for node in _nodes(self._document(path, pages)):
            if node.get("type") == "table cell":
                text = "".join(leaf["content"] for leaf in _leaves(node))
                cells[node["page number"]].append(text)
        return cells

    def flow(self, path: Path) -> str:
        document = self._document(path, None)
        document["kids"] = [k for k in document["kids"] if k["type"] not in ("header", "footer")]
        return "\n".join(leaf["content"] for leaf in _leaves(document))

    def _document(self, path: Path, pages: list[int] | None) -> dict[str, Any]:
        import opendataloader_pdf

        with tempfile.TemporaryDirectory() as folder:
            opendataloader_pdf.convert(
                input_path=str(path),
                output_dir=folder,
                format="json",
                image_output="off",
                include_header_footer=True,
                quiet=True,
                pages=",".join(map(str, pages)) if pages else None,
            )
            (out,) = Path(folder).glob("*.json")
            return dict(json.loads(out.read_bytes()))


def _nodes(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, list):
        for item in node:
            yield from _nodes(item)
    elif isinstance(node, dict):
        yield node
        for value in node.values():
            if isinstance(value, (list, dict)):
                yield from _nodes(value)


def _leaves(node: Any) -> Iterator[dict[str, Any]]:
    return (item for item in _nodes(node) if "content" in item and "page number" in item)


READERS: dict[str, type[Reader]] = {
    "shiryokan": Shiryokan,
    "pdfium": Pdfium,
    "pdftotext": Pdftotext,
    "pdftotext-layout": PdftotextLayout,
    "pypdf": Pypdf,
    "pdfplumber": Pdfplumber,
    "pdfminer": Pdfminer,
    "pymupdf": Pymupdf,
    "pymupdf-sort": PymupdfSorted,
    "pymupdf4llm": Pymupdf4llm,
    "pdf-oxide": PdfOxide,
    "opendataloader": Opendataloader,
}


def read(reader: Reader, task: dict[str, Any]) -> dict[str, Any]:
    """One task's result; an exception becomes its ``error``."""
    path, pages = Path(task["file"]), task["pages"]
    result: dict[str, Any] = {"texts": {}, "cells": None, "flow": None, "error": ""}
    try:
        get = reader.boxes if task["boxes"] else reader.texts
        result["texts"] = get(path, pages)
        if task["cells"]:
            result["cells"] = reader.cells(path, task["cells"])
        if task["flow"]:
            result["flow"] = reader.flow(path)
    except Exception as error:
        # one reader's failure on one file is a result too
        traceback.print_exc()
        result["error"] = f"{type(error).__name__}: {error}"[:200]
    return result


def main() -> None:
    logging.disable(logging.WARNING)
    os.environ.setdefault("PYTHONIOENCODING", "utf-8")
    # by its path this folder would come first: a library must not import a neighbour of ours
    sys.path.pop(0)
    reader = READERS[sys.argv[1]]()
    tasks = json.loads(Path(sys.argv[2]).read_text("utf-8"))
    results = [read(reader, task) for task in tasks]
    out = {"version": reader.version(), "results": results}
    Path(sys.argv[3]).write_text(json.dumps(out, ensure_ascii=True), "utf-8")


if __name__ == "__main__":
    main()
