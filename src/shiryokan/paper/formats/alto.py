"""ALTO XML 4.4, the form in which libraries and archives exchange text with its places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import get_args

from shiryokan.paper.formats.about import About
from shiryokan.paper.model import Block, BlockKind, Box, Line, Page
from shiryokan.paper.xml_text import xml_attribute, xml_text

_UNITS = 1200 / 72
"""ALTO's units of 1/1200 inch in a point of 1/72 inch."""
_DEEPEST = 6
_WORDS = re.compile(r"[^ \t\r\n\u00a0]+")
_MARGINS = ("TopMargin", "LeftMargin", "RightMargin", "BottomMargin")


def alto_head(about: About) -> str:
    """The document's beginning, with a tag for each kind of block and level of heading."""
    tags = "".join(
        f'<LayoutTag ID="kind_{kind}" TYPE="kind" LABEL="{kind}"/>\n'
        for kind in get_args(BlockKind)
    ) + "".join(
        f'<StructureTag ID="level_{level}" TYPE="level" LABEL="{level}"/>\n'
        for level in range(1, _DEEPEST + 1)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<alto xmlns="http://www.loc.gov/standards/alto/ns-v4#" SCHEMAVERSION="4.4">\n'
        "<Description>\n<MeasurementUnit>inch1200</MeasurementUnit>\n<sourceImageInformation>"
        f"<fileName>{xml_text(about.file_name)}</fileName></sourceImageInformation>\n"
        '<Processing ID="reading"><processingCategory>contentGeneration</processingCategory>'
        "<processingSoftware><softwareName>Shiryokan</softwareName></processingSoftware>"
        f"</Processing>\n</Description>\n<Tags>\n{tags}</Tags>\n<Layout>\n"
    )


ALTO_FOOT = "</Layout>\n</alto>\n"


def alto_page(page: Page) -> str:
    """A page; furniture stands in the margin where it lies, all else in the print space."""
    spaces: dict[str, list[tuple[int, Block]]] = {name: [] for name in (*_MARGINS, "PrintSpace")}
    for number, block in enumerate(page.blocks):
        name = _margin(block, page) if block.kind == "furniture" else "PrintSpace"
        spaces[name].append((number, block))
    inner = "".join(
        _space(name, page, blocks)
        for name, blocks in spaces.items()
        if blocks or name == "PrintSpace"
    )
    return (
        f'<Page ID="p{page.page}" PHYSICAL_IMG_NR="{page.page}" LANG="ja"'
        f' WIDTH="{_units(page.width)}" HEIGHT="{_units(page.height)}">\n{inner}</Page>\n'
    )


def as_alto(pages: Iterable[Page], about: About) -> str:
    """The whole document."""
    return alto_head(about) + "".join(alto_page(page) for page in pages) + ALTO_FOOT


def _margin(block: Block, page: Page) -> str:
    """The margin at the edge that is nearest to the block."""
    box = block.bbox
    distances = (box.y0, box.x0, page.width - box.x1, page.height - box.y1)
    return _MARGINS[distances.index(min(distances))]


def _space(name: str, page: Page, blocks: Sequence[tuple[int, Block]]) -> str:
    box = blocks[0][1].bbox if blocks else Box(0, 0, page.width, page.height)
    for _, block in blocks:
        box = box.union(block.bbox)
    inner = "".join(_block(block, f"p{page.page}_b{number}") for number, block in blocks)
    return f'<{name} ID="p{page.page}_{name}" {_place(box)}>\n{inner}</{name}>\n'


def _block(block: Block, name: str) -> str:
    tags = f"kind_{block.kind}"
    if block.kind == "heading":
        tags += f" level_{min(max(block.level, 1), _DEEPEST)}"
    attributes = f'TAGREFS="{tags}" {_place(block.bbox)}'
    if not block.cells:
        return _text_block(name, attributes, block.lines)
    cells = "".join(
        _text_block(
            f"{name}_c{number}_row{cell.row}_column{cell.column}",
            _place(cell.bbox),
            block.lines[cell.start : cell.end],
        )
        for number, cell in enumerate(block.cells)
    )
    return f'<ComposedBlock ID="{name}" TYPE="table" {attributes}>\n{cells}</ComposedBlock>\n'


def _text_block(name: str, attributes: str, lines: Sequence[Line]) -> str:
    inner = "".join(_line(line, f"{name}_l{number}") for number, line in enumerate(lines))
    return f'<TextBlock ID="{name}" {attributes}>\n{inner}</TextBlock>\n'


def _line(line: Line, name: str) -> str:
    direction = "" if line.direction == "ltr" else f' BASEDIRECTION="{line.direction}"'
    return (
        f'<TextLine ID="{name}" {_place(line.bbox)}{direction}>{_strings(line, name)}</TextLine>\n'
    )


def _strings(line: Line, name: str) -> str:
    """The line's words with the spaces between them; one string where no places are known."""
    words = [found.span() for found in _WORDS.finditer(line.text)]
    if not words or len(line.edges) != len(line.text) + 1:
        words = [(0, len(line.text))]
    pieces: list[str] = []
    for number, (start, end) in enumerate(words):
        if number:
            pieces.append(f"<SP {_place(line.part_box(words[number - 1][1], start))}/>")
        pieces.append(
            f'<String ID="{name}_s{number}" {_place(line.part_box(start, end))}'
            f' CONTENT="{xml_attribute(line.text[start:end])}" WC="{_number(line.confidence)}"/>'
        )
    return "".join(pieces)


def _place(box: Box) -> str:
    x0, x1 = sorted((box.x0, box.x1))
    y0, y1 = sorted((box.y0, box.y1))
    return (
        f'HPOS="{_units(x0)}" VPOS="{_units(y0)}"'
        f' WIDTH="{_units(x1 - x0)}" HEIGHT="{_units(y1 - y0)}"'
    )


def _units(points: float) -> str:
    return _number(points * _UNITS)


def _number(value: float) -> str:
    """At most two decimals, without an exponent."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
