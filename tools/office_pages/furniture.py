"""The furniture of pages: running headers, footers and page numbers, in the margins."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tools.office_pages.drawing import Canvas
from tools.office_pages.setting import Align, set_line
from tools.office_pages.truth import Field, FieldKind, Line, Page, rounded

if TYPE_CHECKING:
    from tools.office_pages.press import Press

# in shares of the body's size and of the margin
SMALL = 0.85
HIGH, LOW = 0.55, 0.5
LONGEST_NAME = 24


@dataclass(frozen=True)
class Piece:
    """A text in a margin, at the left, in the middle or at the right, boxed or not."""

    kind: FieldKind
    text: str
    align: Align
    boxed: bool = False


def _above(press: Press) -> list[Piece]:
    name = press.title[:LONGEST_NAME]
    number = f"資料{1 + press.truth.seed % 7}"
    match press.style.header:
        case "left":
            return [Piece("header", name, "left")]
        case "right":
            return [Piece("header", number, "right")]
        case "both":
            return [Piece("header", name, "left"), Piece("header", number, "right")]
        case "center":
            return [Piece("header", name, "center")]
        case "boxed":
            return [Piece("header", f"{number}－{1 + press.truth.seed % 3}", "right", boxed=True)]
        case _:
            return []


def _below(press: Press, number: int, count: int) -> list[Piece]:
    match press.style.footer:
        case "- 1 -":
            return [Piece("page_number", f"- {number} -", "center")]
        case "1":
            return [Piece("page_number", str(number), "center")]
        case "1 / 5":
            return [Piece("page_number", f"{number} / {count}", "right")]
        case "outer":
            return [Piece("page_number", str(number), "right" if number % 2 else "left")]
        case "name":
            name = press.title[:LONGEST_NAME]
            return [Piece("footer", name, "left"), Piece("page_number", str(number), "right")]
        case _:
            return []


def draw_furniture(press: Press, page: Page, canvas: Canvas) -> None:
    """Add what stands in the margins of a page; its order is free."""
    high = press.top * HIGH
    low = press.height - (press.height - press.bottom) * LOW
    for piece in _above(press):
        _put(press, page, canvas, piece, high)
    for piece in _below(press, page.number, len(press.truth.pages)):
        _put(press, page, canvas, piece, low)


def _put(press: Press, page: Page, canvas: Canvas, piece: Piece, at: float) -> None:
    if not piece.text:
        return
    letters = press.letters(size=round(press.style.size * SMALL, 1))
    line = set_line(piece.text, letters, press.left, at, press.room, piece.align)
    box = rounded(line.box)
    page.fields.append(
        Field(len(page.fields), piece.kind, piece.text, [Line(piece.text, box)], None)
    )
    canvas.lines.append(line)
    if piece.boxed:
        canvas.outline(box[0] - 4, box[1] - 2, box[2] + 4, box[3] + 2, 0.6)
