"""The document cut at every line that may begin a question, an answer or a heading.

The layout sometimes takes a heading to the paragraph above it; what a line says counts here more
than the paragraph it was put in.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from shiryokan.paper.model import BlockKind, Page
from shiryokan.records.answers import marks
from shiryokan.records.lettering import narrow, parted
from shiryokan.records.page_labels import without_page_labels
from shiryokan.records.passages import TracedPassage, traced_flow
from shiryokan.records.traced import Traced, joined


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph, an item, a heading or a row of a table. ``plain`` is its text made narrow, as
    long as the text. ``x`` and ``right`` are where its first line begins and ends; ``opens``: it
    began a block; ``glued``: it was cut from the paragraph above and is part of it if it
    proves to be no mark; ``top``: nothing of the flow stands above it on its page."""

    text: Traced
    plain: str
    kind: BlockKind
    level: int
    x: float
    right: float
    opens: bool
    glued: bool
    top: bool

    @property
    def page(self) -> int:
        """The page it begins on."""
        return self.text.page


def units(pages: Sequence[Page]) -> list[Unit]:
    """The units of a document, without its page labels."""
    found: list[Unit] = []
    last_page = 0
    for passage in traced_flow(without_page_labels(pages)):
        pieces = _rows(passage) if passage.kind == "table" else _pieces(passage)
        for number, (lines, text) in enumerate(pieces):
            if not text.text.strip():
                continue
            line = next((p.line for p in lines[0].pieces if p.line), None)
            x, right = (line.bbox.x0, line.bbox.x1) if line else (0.0, 0.0)
            top = text.page != last_page
            plain = narrow(text.text)
            opens = number == 0
            glued = not opens and passage.kind != "table" and _is_mark(lines[0])
            found.append(
                Unit(text, plain, passage.kind, passage.level, x, right, opens, glued, top)
            )
            last_page = text.places()[-1].page if text.places() else text.page
    return found


def _pieces(passage: TracedPassage) -> Iterator[tuple[list[Traced], Traced]]:
    lines: list[Traced] = []
    item = bool(passage.lines) and _is_item(passage.lines[0])
    for line in passage.lines:
        if lines and (_begins(line) or (item and _is_item(line))):
            yield lines, joined(lines)
            lines = []
        lines.append(line)
        if _stands_alone(line):
            yield lines, joined(lines)
            lines = []
    if lines:
        yield lines, joined(lines)


def _is_item(line: Traced) -> bool:
    return marks.ITEM.match(narrow(line.text).strip()) is not None


def _stands_alone(line: Traced) -> bool:
    plain = narrow(line.text).strip()
    return bool(marks.ANNEX.fullmatch(plain) or marks.BRACKETED.fullmatch(plain))


def _begins(line: Traced) -> bool:
    return _stands_alone(line) or _is_mark(line)


def _is_mark(line: Traced) -> bool:
    plain = narrow(line.text).strip()
    patterns = (marks.QUESTION, marks.BARE_QUESTION, marks.ANSWER)
    return not _stands_alone(line) and any(pattern.match(plain) for pattern in patterns)


def _rows(passage: TracedPassage) -> Iterator[tuple[list[Traced], Traced]]:
    """The rows of a table, its cells parted by a tab."""
    for row in sorted({cell.row for cell in passage.cells}):
        cells = [cell for cell in passage.cells if cell.row == row]
        cells.sort(key=lambda cell: cell.column)
        parts = [joined(cell.paragraphs) for cell in cells]
        parts = [part for part in parts if part]
        if parts:
            yield parts, parted(parts, "\t")
