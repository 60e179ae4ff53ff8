"""Pages built by hand, for tests of what is made of them."""

from __future__ import annotations

from shiryokan.paper.model import Block, BlockKind, Box, Cell, Line, Page, Reason, Ruby

WIDTH, HEIGHT, STEP = 600.0, 800.0, 10.0


def line(
    text: str,
    x: float = 72.0,
    y: float = 144.0,
    *,
    ruby: tuple[Ruby, ...] = (),
    reasons: tuple[Reason, ...] = (),
) -> Line:
    """A line whose characters are ten points wide and high."""
    return Line(
        text,
        Box(x, y, x + STEP * len(text), y + STEP),
        edges=tuple(x + STEP * i for i in range(len(text) + 1)),
        ruby=ruby,
        confidence=0.6 if reasons else 1.0,
        reasons=reasons,
    )


def vertical(text: str, x: float = 500.0, y: float = 72.0) -> Line:
    edges = tuple(y + STEP * i for i in range(len(text) + 1))
    return Line(text, Box(x, y, x + STEP, edges[-1]), edges=edges, direction="ttb")


def block(*lines: Line | str, kind: BlockKind = "text", level: int = 0) -> Block:
    made = tuple(each if isinstance(each, Line) else line(each) for each in lines)
    return Block(kind, box_of(made), made, level=level)


def box_of(lines: tuple[Line, ...]) -> Box:
    box = lines[0].bbox if lines else Box(0, 0, 0, 0)
    for each in lines:
        box = box.union(each.bbox)
    return box


def table(*cells: tuple[int, int, str] | tuple[int, int, str, int, int]) -> Block:
    """Cells (row, column, text with a newline a line and two a paragraph, rows, columns)."""
    lines: list[Line] = []
    made = []
    for row, column, text, *spans in cells:
        start, begins = len(lines), []
        for paragraph in text.split("\n\n") if text else []:
            begins.append(len(lines))
            lines += [line(part) for part in paragraph.split("\n")]
        box = box_of(tuple(lines[start:]))
        rows, columns = spans or (1, 1)
        made.append(Cell(row, column, box, start, len(lines), rows, columns, tuple(begins)))
    return Block("table", box_of(tuple(lines)), tuple(lines), cells=tuple(made), ruled=True)


def page(*blocks: Block, number: int = 1) -> Page:
    text = "\n".join(each.text for own in blocks for each in own.lines)
    return Page(number, WIDTH, HEIGHT, text, blocks)
