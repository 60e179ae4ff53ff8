"""JSON, and the plain values it is made of. ``docs/formats.md`` describes every field."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from shiryokan.japanese.amounts import amount_of
from shiryokan.paper.flow import FlowLine, Part, Passage
from shiryokan.paper.formats.joined_lines import pieces_of, shown_parts_of_flow
from shiryokan.paper.model import SCHEMA_VERSION, Block, Cell, Line, Page
from shiryokan.paper.tables import cell_text, paragraph_lines

_Data = dict[str, Any]


def as_data(page: Page) -> _Data:
    """The page as plain values for JSON; boxes are left, top, right, bottom in points."""
    return {
        "schema": SCHEMA_VERSION,
        "page": page.page,
        "width": page.width,
        "height": page.height,
        "text": page.text,
        "blocks": [_block(block) for block in page.blocks],
        "warnings": [{"code": w.code, "message": w.message} for w in page.warnings],
    }


def as_json(page: Page) -> str:
    """:func:`as_data` on one line; no newline at the end."""
    return msgspec.json.encode(as_data(page)).decode()


def flow_as_data(passages: Iterable[Passage]) -> _Data:
    """The flow as plain values for JSON."""
    return {"schema": SCHEMA_VERSION, "passages": [_passage(passage) for passage in passages]}


def flow_as_json(passages: Iterable[Passage]) -> str:
    """:func:`flow_as_data` on one line; no newline at the end."""
    return msgspec.json.encode(flow_as_data(passages)).decode()


def _block(block: Block) -> _Data:
    data: _Data = {"kind": block.kind, "bbox": list(block.bbox)}
    if block.level:
        data["level"] = block.level
    data["lines"] = [_line(line) for line in block.lines]
    if block.cells:
        data["ruled"] = block.ruled
        data["cells"] = [_cell(block, cell) for cell in block.cells]
    return data


def _line(line: Line) -> _Data:
    data: _Data = {"text": line.text, "bbox": list(line.bbox)}
    if line.direction != "ltr":
        data["direction"] = line.direction
    if line.confidence < 1:
        data["confidence"] = line.confidence
        data["reasons"] = list(line.reasons)
    if line.ruby:
        data["ruby"] = [{"start": r.start, "end": r.end, "text": r.text} for r in line.ruby]
    if line.struck:
        data["struck"] = [{"at": s.at, "text": s.text, "bbox": list(s.bbox)} for s in line.struck]
    if line.underlined:
        data["underlined"] = [{"start": u.start, "end": u.end} for u in line.underlined]
    return data


def _cell(block: Block, cell: Cell) -> _Data:
    text = cell_text(block, cell)
    return {
        "row": cell.row,
        "column": cell.column,
        "rows": cell.rows,
        "columns": cell.columns,
        "bbox": list(cell.bbox),
        "text": text,
        **_meaning(cell, text),
    }


def _meaning(cell: Cell, text: str) -> _Data:
    """What a cell is the head of, and the amount that it holds."""
    data: _Data = {}
    if cell.head:
        data["head"] = cell.head
    amount = amount_of(text)
    if amount is not None:
        # a text, since many readers of JSON take numbers for floating point
        data["amount"] = {"number": f"{amount.number:f}", "unit": amount.unit}
    return data


def _passage(passage: Passage) -> _Data:
    data: _Data = {"kind": passage.kind, "text": passage.text}
    if passage.level:
        data["level"] = passage.level
    data["parts"] = [_part(part) for part in passage.parts]
    if not passage.cells:
        data |= _drawn([passage.lines])
    if passage.cells:
        data["ruled"] = passage.ruled
        data["cells"] = [_flow_cell(passage, cell) for cell in passage.cells]
    return data


def _flow_cell(passage: Passage, cell: Cell) -> _Data:
    text = cell_text(passage, cell)
    return {
        "row": cell.row,
        "column": cell.column,
        "rows": cell.rows,
        "columns": cell.columns,
        "text": text,
        **_meaning(cell, text),
        "parts": [_part(part) for part in passage.parts_of(cell)],
        **_drawn(paragraph_lines(passage, cell)),
    }


def _drawn(paragraphs: Iterable[Sequence[FlowLine]]) -> _Data:
    """What is struck out and underlined, by its place in the text of the paragraphs, one a line."""
    struck: list[_Data] = []
    underlined: list[_Data] = []
    at = 0
    for lines in paragraphs:
        begin = at
        for shown in shown_parts_of_flow(lines):
            at += len(shown.before)
            for kind, start, end, text in pieces_of(shown.line, shown.start, shown.end):
                if kind == "struck":
                    struck.append({"at": at, "text": text})
                elif kind == "underlined":
                    underlined.append({"start": at, "end": at + end - start})
                at += end - start
        # blank paragraphs have no line
        at += 1 if at > begin else 0
    data: _Data = {}
    if struck:
        data["struck"] = struck
    if underlined:
        data["underlined"] = underlined
    return data


def _part(part: Part) -> _Data:
    data: _Data = {"page": part.page, "block": part.block, "start": part.start, "end": part.end}
    if part.characters:
        data["characters"] = list(part.characters)
    return data
