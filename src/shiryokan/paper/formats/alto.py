"""ALTO XML 4.4, the form in which libraries and archives exchange text with its places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import get_args

from shiryokan.paper.formats.about import About
from shiryokan.paper.line_states import LineState
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


def alto_page(page: Page, states: Sequence[LineState] = ()) -> str:
    """A page; furniture stands in the margin where it lies, all else in the print space. ``states``
    are those of its lines, in reading order, where they are known: they give the confidence and the
    other readings of each character."""
    known = {id(line): state for (_, _, line), state in zip(page.lines(), states, strict=False)}
    spaces: dict[str, list[tuple[int, Block]]] = {name: [] for name in (*_MARGINS, "PrintSpace")}
    for number, block in enumerate(page.blocks):
        name = _margin(block, page) if block.kind == "furniture" else "PrintSpace"
        spaces[name].append((number, block))
    inner = "".join(
        _space(name, page, blocks, known)
        for name, blocks in spaces.items()
        if blocks or name == "PrintSpace"
    )
    return (
        f'<Page ID="p{page.page}" PHYSICAL_IMG_NR="{page.page}" LANG="ja"'
        f' WIDTH="{_units(page.width)}" HEIGHT="{_units(page.height)}">\n{inner}</Page>\n'
    )


def as_alto(
    pages: Iterable[Page], about: About, states: Mapping[int, Sequence[LineState]] | None = None
) -> str:
    """The whole document; ``states`` are those of the lines of a page, by its number."""
    of_page = states or {}
    written = (alto_page(page, of_page.get(page.page, ())) for page in pages)
    return alto_head(about) + "".join(written) + ALTO_FOOT


def _margin(block: Block, page: Page) -> str:
    """The margin at the edge that is nearest to the block."""
    box = block.bbox
    distances = (box.y0, box.x0, page.width - box.x1, page.height - box.y1)
    return _MARGINS[distances.index(min(distances))]


def _space(
    name: str, page: Page, blocks: Sequence[tuple[int, Block]], known: Mapping[int, LineState]
) -> str:
    box = blocks[0][1].bbox if blocks else Box(0, 0, page.width, page.height)
    for _, block in blocks:
        box = box.union(block.bbox)
    inner = "".join(_block(block, f"p{page.page}_b{number}", known) for number, block in blocks)
    return f'<{name} ID="p{page.page}_{name}" {_place(box)}>\n{inner}</{name}>\n'


def _block(block: Block, name: str, known: Mapping[int, LineState]) -> str:
    tags = f"kind_{block.kind}"
    if block.kind == "heading":
        tags += f" level_{min(max(block.level, 1), _DEEPEST)}"
    attributes = f'TAGREFS="{tags}" {_place(block.bbox)}'
    if not block.cells:
        return _text_block(name, attributes, block.lines, known)
    cells = "".join(
        _text_block(
            f"{name}_c{number}_row{cell.row}_column{cell.column}",
            _place(cell.bbox),
            block.lines[cell.start : cell.end],
            known,
        )
        for number, cell in enumerate(block.cells)
    )
    return f'<ComposedBlock ID="{name}" TYPE="table" {attributes}>\n{cells}</ComposedBlock>\n'


def _text_block(
    name: str, attributes: str, lines: Sequence[Line], known: Mapping[int, LineState]
) -> str:
    inner = "".join(
        _line(line, f"{name}_l{number}", known.get(id(line))) for number, line in enumerate(lines)
    )
    return f'<TextBlock ID="{name}" {attributes}>\n{inner}</TextBlock>\n'


def _line(line: Line, name: str, state: LineState | None) -> str:
    direction = "" if line.direction == "ltr" else f' BASEDIRECTION="{line.direction}"'
    return (
        f'<TextLine ID="{name}" {_place(line.bbox)}{direction}>'
        f"{_strings(line, name, state)}</TextLine>\n"
    )


def _strings(line: Line, name: str, state: LineState | None) -> str:
    """The line's words with the spaces between them; one string where no places are known."""
    words = [found.span() for found in _WORDS.finditer(line.text)]
    if not words or len(line.edges) != len(line.text) + 1:
        words = [(0, len(line.text))]
    pieces: list[str] = []
    for number, (start, end) in enumerate(words):
        if number:
            pieces.append(f"<SP {_place(line.part_box(words[number - 1][1], start))}/>")
        pieces.append(_string(line, start, end, f"{name}_s{number}", state))
    return "".join(pieces)


def _string(line: Line, start: int, end: int, name: str, state: LineState | None) -> str:
    """``text[start:end]`` as a string: its confidence is that of its least sure character, and each
    character with another reading is a glyph with them as its variants."""
    confidence = line.confidence
    glyphs = ""
    if state is not None and state.text == line.text and state.confidences:
        confidence = min(state.confidences[start:end], default=confidence)
        glyphs = _glyphs(line, start, end, name, state)
    whole = line.text[start:end] == line.text
    others = state.alternatives if state is not None and state.text == line.text else ()
    inner = "".join(
        f'<ALTERNATIVE PURPOSE="reading">{xml_text(other)}</ALTERNATIVE>'
        for other in (others if whole else ())
    )
    head = (
        f'<String ID="{name}" {_place(line.part_box(start, end))}'
        f' CONTENT="{xml_attribute(line.text[start:end])}" WC="{_number(confidence)}"'
    )
    return f"{head}>{inner}{glyphs}</String>" if inner or glyphs else f"{head}/>"


def _glyphs(line: Line, start: int, end: int, name: str, state: LineState) -> str:
    """Every character of a string one of whose characters may be another: ALTO wants all or
    none."""
    others = {other.at: other.alternatives for other in state.others}
    if not any(start <= at < end for at in others) or len(line.edges) != len(line.text) + 1:
        return ""
    pieces = []
    for at in range(start, end):
        variants = "".join(
            f'<Variant CONTENT="{xml_attribute(other.text)}" VC="{_number(other.confidence)}"/>'
            for other in others.get(at, ())
            if other.text
        )
        pieces.append(
            f'<Glyph ID="{name}_g{at - start}" {_place(line.part_box(at, at + 1))}'
            f' CONTENT="{xml_attribute(line.text[at])}" GC="{_number(state.confidences[at])}"'
            + (f">{variants}</Glyph>" if variants else "/>")
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
