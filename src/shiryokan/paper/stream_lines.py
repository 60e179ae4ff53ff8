"""Lines in the order of the content stream, as PDFium divides them.

PDFium puts a line break where the baseline changes; this is the plainest reading there is. It is
right where the producer wrote in reading order.
"""

from __future__ import annotations

import numpy as np

from shiryokan.paper.glyphs import Floats, Glyphs
from shiryokan.paper.model import Block, Box, Line, Page, Warning

_BREAKS = frozenset((0x0A, 0x0D))
_UNREADABLE = "\ufffd"


def page_from_glyphs(number: int, size: tuple[float, float], glyphs: Glyphs, cut: bool) -> Page:
    """Page ``number`` (from 1) of ``size`` (width, height in points).

    ``cut`` says that the page had more glyphs than were read.
    """
    lines = [line for span in _line_spans(glyphs) if (line := _line(glyphs, span))]
    blocks = tuple(_block(group) for group in _groups(lines))
    warnings = []
    if cut:
        warnings.append(Warning("glyphs_cut", "the page has more glyphs than the limit"))
    unmapped = int(np.count_nonzero(glyphs.unmapped))
    if unmapped:
        warnings.append(Warning("glyphs_unmapped", f"{unmapped} glyphs without a code point"))
    if not lines:
        warnings.append(Warning("no_text", "the page has no text layer"))
    return Page(
        page=number,
        width=round(size[0], 2),
        height=round(size[1], 2),
        text="\n".join(line.text for block in blocks for line in block.lines),
        blocks=blocks,
        warnings=tuple(warnings),
    )


def _line_spans(glyphs: Glyphs) -> list[list[int]]:
    spans: list[list[int]] = [[]]
    for i, code in enumerate(glyphs.code.tolist()):
        if code in _BREAKS:
            spans.append([])
        elif code not in (0, 0x00AD) and not (code < 0x20):
            spans[-1].append(i)
    return [span for span in spans if span]


def _line(glyphs: Glyphs, span: list[int]) -> Line | None:
    text = "".join(_character(code) for code in glyphs.code[span].tolist())
    start = len(text) - len(text.lstrip())
    end = len(text.rstrip())
    if start >= end:
        return None
    boxes = glyphs.box[span[start:end]]
    solid = boxes[~glyphs.generated[span[start:end]]]
    if not len(solid):
        return None
    bbox = _bounds(solid)
    vertical = len(solid) > 1 and (bbox.y1 - bbox.y0) > 1.5 * (bbox.x1 - bbox.x0)
    low, high = (1, 3) if vertical else (0, 2)
    return Line(
        text=text[start:end],
        bbox=bbox,
        edges=_edges(boxes[:, low], boxes[:, high], glyphs.generated[span[start:end]]),
        direction="ttb" if vertical else "ltr",
    )


def _character(code: int) -> str:
    """A code point as text; what is no character (surrogates, U+FFFE) is marked unreadable."""
    if 0xD800 <= code <= 0xDFFF or code & 0xFFFE == 0xFFFE or code > 0x10FFFF:
        return _UNREADABLE
    return chr(code)


def _edges(
    low: Floats, high: Floats, generated: np.ndarray[tuple[int], np.dtype[np.bool_]]
) -> tuple[float, ...]:
    """Where each character begins, then where the last one ends.

    A space that PDFium put in has no place of its own: it stands from the end of the glyph
    before it to the next one's beginning.
    """
    starts = low.copy()
    for i in np.flatnonzero(generated):
        starts[i] = high[i - 1] if i else low[i]
    return tuple(round(float(value), 1) for value in (*starts, high[-1]))


def _bounds(boxes: Floats) -> Box:
    x0, y0 = boxes[:, :2].min(axis=0)
    x1, y1 = boxes[:, 2:].max(axis=0)
    return Box(*(round(float(value), 2) for value in (x0, y0, x1, y1)))


def _groups(lines: list[Line]) -> list[list[Line]]:
    """Runs of lines that follow each other closely: one block each."""
    groups: list[list[Line]] = []
    for line in lines:
        if groups and _follows(groups[-1][-1], line):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _follows(above: Line, line: Line) -> bool:
    if above.direction != line.direction:
        return False
    a, b = above.bbox, line.bbox
    if line.direction == "ttb":
        return -0.5 < (a.x0 - b.x1) / max(a.x1 - a.x0, 1.0) < 1.2 and a.y0 < b.y1 and b.y0 < a.y1
    return -0.5 < (b.y0 - a.y1) / max(a.y1 - a.y0, 1.0) < 1.2 and a.x0 < b.x1 and b.x0 < a.x1


def _block(lines: list[Line]) -> Block:
    bbox = lines[0].bbox
    for line in lines[1:]:
        bbox = bbox.union(line.bbox)
    return Block(kind="text", bbox=bbox, lines=tuple(lines))
