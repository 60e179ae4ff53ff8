"""What a generated page truly holds. The JSON is described in docs/office-pages.md; it is lasting.

Lengths are PDF points, the origin is the top-left corner of the page, boxes are (x0, y0, x1, y1).
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

FieldKind = Literal[
    "title", "heading", "paragraph", "item", "cell", "label", "caption", "note",
    "header", "footer", "page_number", "chart_label", "date", "sender", "addressee",
]  # fmt: skip
MarkKind = Literal["struck", "underlined"]
Box = tuple[float, float, float, float]


def rounded(box: Box) -> Box:
    """A box in hundredths of a point."""
    x0, y0, x1, y1 = box
    return (round(x0, 2), round(y0, 2), round(x1, 2), round(y1, 2))


@dataclass
class Line:
    """A line as it is printed: its text, with the spaces that are drawn, and its box."""

    text: str
    bbox: Box


@dataclass
class Mark:
    """Characters ``start`` to ``end`` (not counted) of a field's text have a line on or below."""

    kind: MarkKind
    start: int
    end: int


@dataclass
class Field:
    """A text that is one: a cell, a paragraph, an item, a label.

    ``text`` has a line feed where the author ended a line, none where the line was only full.
    ``order`` is the place in the reading order of the page, None where the order is free.
    """

    id: int
    kind: FieldKind
    text: str
    lines: list[Line]
    order: int | None
    table: int | None = None
    row: int | None = None
    col: int | None = None
    rowspan: int = 1
    colspan: int = 1
    head: bool = False
    vertical: bool = False
    marks: list[Mark] = field(default_factory=list)


@dataclass
class Column:
    """A column of a page or of a table: what lies between its sides is read before what is not.

    ``table`` names the table whose column it is; None is a column of running text.
    """

    x0: float
    x1: float
    y0: float
    y1: float
    table: int | None = None


@dataclass
class Table:
    """A table: its box, how many rows and columns it has, and whether rules part them."""

    id: int
    bbox: Box
    rows: int
    cols: int
    ruled: bool


@dataclass
class Page:
    """A page with all that is drawn on it as text."""

    number: int
    width: float
    height: float
    fields: list[Field] = field(default_factory=list)
    columns: list[Column] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)


@dataclass
class Truth:
    """A document: what it was made from, and its pages."""

    kind: str
    look: str
    seed: int
    style: dict[str, Any]
    pages: list[Page] = field(default_factory=list)

    def json(self) -> str:
        """As the file beside the PDF holds it."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n"
