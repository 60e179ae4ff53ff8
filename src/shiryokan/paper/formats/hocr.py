"""hOCR 1.2 (Breuel 2007; kba.github.io/hocr-spec): text with its places and how sure it is, as
HTML.

Boxes are in pixels of a picture of the page with :data:`DPI` dots per inch.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from shiryokan.paper.formats.about import About
from shiryokan.paper.line_states import LineState
from shiryokan.paper.model import Block, Box, Line, Page
from shiryokan.paper.xml_text import xml_attribute, xml_text

DPI = 200
_SCALE = DPI / 72
_WORDS = re.compile(r"[^ \t\r\n\u00a0]+")


def as_hocr(
    pages: Iterable[Page], about: About, states: Mapping[int, Sequence[LineState]] | None = None
) -> str:
    """The whole document; ``states`` are those of the lines of a page, by its number."""
    of_page = states or {}
    written = (hocr_page(page, about, of_page.get(page.page, ())) for page in pages)
    return hocr_head(about) + "".join(written) + HOCR_FOOT


def hocr_head(about: About) -> str:
    """The document's beginning."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" lang="ja" xml:lang="ja">\n<head>\n'
        f"<title>{xml_text(about.title or about.file_name)}</title>\n"
        '<meta charset="utf-8"/>\n<meta name="ocr-system" content="Shiryokan"/>\n'
        '<meta name="ocr-capabilities" content="ocr_page ocr_carea ocr_par ocr_line ocrx_word"/>\n'
        "</head>\n<body>\n"
    )


HOCR_FOOT = "</body>\n</html>\n"


def hocr_page(page: Page, about: About, states: Sequence[LineState] = ()) -> str:
    """A page: its blocks in reading order, their lines, and the words of these."""
    known = {id(line): state for (_, _, line), state in zip(page.lines(), states, strict=False)}
    inner = "".join(
        _block(block, f"{page.page}_{number}", known) for number, block in enumerate(page.blocks)
    )
    title = (
        f"image {_quoted(about.file_name)}; {_box(Box(0, 0, page.width, page.height))};"
        f" ppageno {page.page - 1}; scan_res {DPI} {DPI}"
    )
    return (
        f'<div class="ocr_page" id="page_{page.page}" title="{xml_attribute(title)}">\n'
        f"{inner}</div>\n"
    )


def _block(block: Block, name: str, known: Mapping[int, LineState]) -> str:
    inner = "".join(
        _line(line, f"{name}_{number}", known.get(id(line)))
        for number, line in enumerate(block.lines)
    )
    return (
        f'<div class="ocr_carea" id="block_{name}" title="{_box(block.bbox)}">'
        f'<p class="ocr_par" id="par_{name}" title="{_box(block.bbox)}">\n{inner}</p></div>\n'
    )


def _line(line: Line, name: str, state: LineState | None) -> str:
    if state is not None and state.text != line.text:
        state = None
    angle = {"ttb": "; textangle 270", "btt": "; textangle 90", "rtl": "; textangle 180"}
    words = [found.span() for found in _WORDS.finditer(line.text)]
    if not words or len(line.edges) != len(line.text) + 1:
        words = [(0, len(line.text))]
    inner = " ".join(
        _word(line, start, end, f"{name}_{number}", state)
        for number, (start, end) in enumerate(words)
    )
    return (
        f'<span class="ocr_line" id="line_{name}"'
        f' title="{_box(line.bbox)}{angle.get(line.direction, "")}">{inner}</span>\n'
    )


def _word(line: Line, start: int, end: int, name: str, state: LineState | None) -> str:
    """A word, and, where it is the whole line, the line's other readings."""
    text = line.text[start:end]
    sure = [line.confidence]
    if state is not None and state.confidences:
        sure = [100 * each for each in state.confidences[start:end]]
    else:
        sure = [100 * line.confidence] * max(len(text), 1)
    title = f"{_box(line.part_box(start, end))}; x_wconf {min(sure, default=100):.0f}"
    if state is not None and state.confidences:
        title += "; x_confs " + " ".join(f"{each:.0f}" for each in sure)
    shown = xml_text(text)
    if state is not None and state.alternatives and text == line.text:
        others = "".join(f'<del class="alt">{xml_text(o)}</del>' for o in state.alternatives)
        shown = f'<span class="alternatives"><ins class="alt">{shown}</ins>{others}</span>'
    return f'<span class="ocrx_word" id="word_{name}" title="{title}">{shown}</span>'


def _box(box: Box) -> str:
    x0, x1 = sorted((box.x0, box.x1))
    y0, y1 = sorted((box.y0, box.y1))
    return "bbox " + " ".join(str(max(round(side * _SCALE), 0)) for side in (x0, y0, x1, y1))


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "").replace('"', "") + '"'
