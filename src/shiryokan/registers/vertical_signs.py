"""Signs of vertical rows that the layout read across them: numbers that are set level, and signs
that stand beside each other at the beginnings of rows, which it took for a line of their own.
"""

from __future__ import annotations

import itertools
import re
import statistics
from collections.abc import Iterator, Sequence

import msgspec

from shiryokan.paper.model import Line, Page, Span
from shiryokan.paper.page_edge import is_page_number
from shiryokan.registers.writing_lines import Seen, visual_rows

LEVEL_NUMBER = re.compile(r"[(（][0-9０-９]{1,2}[)）]")
_SIGN = re.compile(rf"{LEVEL_NUMBER.pattern}|\S")
_HANGS = 2.5
"""Characters by which the number of a row hangs before it, at most."""
_EDGE = 0.08
"""Share of a page's height at its foot and head where its number stands."""
_ORNAMENTS = "-‐‑–—―－・ 　"
"""What stands around the number of a page."""
_AT_ROWS = 0.5
"""Share of the signs of a line across vertical rows that stand at such rows, at least; the others
are rows of one character."""
_HANGING = "、。，．）」"
"""Signs that may hang behind a full row; any other goes on with a number that follows."""
_SHORT = 4
"""Characters of a number that was taken for what stands at the edges of pages, at most."""
_OTHER_ROW = 3
"""How far from a number another stands at least that is none of the same one, in its widths."""
_LEVEL_WITH = 2.0
"""Points by which rows that begin at one place may differ."""


def with_signs(page: Page, lines: Sequence[Seen]) -> list[Seen]:
    """The lines of a vertical page and the signs that were read across them, the lines parted where
    signs stand within them."""
    rows = list(visual_rows(lines))
    signs = list(signs_across(page, rows, lines))
    if not signs:
        return list(lines)
    found: list[Seen] = []
    for seen in lines:
        within = [
            sign for sign in signs
            if seen.a0 < (sign.a0 + sign.a1) / 2 < seen.a1
            and abs(sign.c0 + sign.c1 - seen.c0 - seen.c1) < seen.em
        ]  # fmt: skip
        cuts = [0, *(place_of(seen, sign) for sign in within), len(seen.line.text)]
        cuts.sort()
        for start, end in itertools.pairwise(cuts):
            if seen.line.text[start:end].strip():
                found.append(part_of(seen, start, end))
    found += signs
    return sorted(found, key=lambda each: (each.c0 + each.c1, each.a0))


def place_of(seen: Seen, sign: Seen) -> int:
    """Before which character of a line a sign stands."""
    edges, middle = seen.edges(), (sign.a0 + sign.a1) / 2
    return next(
        (i for i in range(len(edges) - 1) if (edges[i] + edges[i + 1]) / 2 >= middle),
        len(edges) - 1,
    )


def part_of(seen: Seen, start: int, end: int) -> Seen:
    """Characters ``start:end`` of a line, without the white at their ends, as a line."""
    text = seen.line.text
    start += len(text[start:end]) - len(text[start:end].lstrip())
    end = start + len(text[start:end].rstrip())
    if start == 0 and end == len(text):
        return seen
    edges = seen.edges()
    marks = tuple(
        Span(max(a, start) - start, min(b, end) - start)
        for a, b in seen.line.underlined
        if max(a, start) < min(b, end)
    )
    box = seen.line.bbox
    if seen.line.direction == "ltr":
        box = box._replace(x0=edges[start], x1=edges[end])
    else:
        box = box._replace(y0=edges[start], y1=edges[end])
    line = msgspec.structs.replace(
        seen.line, text=text[start:end], bbox=box, edges=tuple(edges[start : end + 1]),
        underlined=marks,
    )  # fmt: skip
    return Seen(line, seen.page, edges[start], edges[end], seen.c0, seen.c1)


def without_label(seen: Seen, page: Page) -> Seen:
    """A vertical row without the number of the page, which stands below it and may have been read
    as its end."""
    text, edges = seen.line.text, seen.edges()
    foot = (1 - _EDGE) * page.height
    cut = max(text.rfind(" "), text.rfind("　")) + 1
    if not cut:
        # no white, where the label follows a sign that hangs behind the row
        cut = next((i for i in range(1, len(text)) if edges[i] > foot), 0)
        cut = cut if text[cut - 1] in _HANGING else 0
    if not 0 < cut < len(text) or len(text) - cut > _SHORT or edges[cut] <= foot:
        return seen
    return part_of(seen, 0, cut) if is_page_number(text[cut:].strip()) else seen


def signs_across(
    page: Page, rows: Sequence[Sequence[Seen]], known: Sequence[Seen]
) -> Iterator[Seen]:
    """The numbers at the beginnings of vertical rows that are set level, or stand at one height,
    and were read as a line of their own, those of several rows together; or that come back on many
    pages at one place and were taken for what stands at the edges."""
    em = statistics.median([max(e.em for e in row) for row in rows]) if rows else 0.0
    taken = {id(each.line) for each in known}
    for block in page.blocks:
        aside = block.kind == "furniture"
        for line in block.lines:
            if id(line) in taken or is_label(line, page) or not line.text.strip():
                continue
            if line.direction != "ttb":
                # words at the head of a page may have been read from right to left
                found = list(_signs_of(line, page))
            elif aside and len(line.text.strip()) <= _SHORT:
                x0, y0, x1, y1 = line.bbox
                whole = msgspec.structs.replace(line, direction="ltr")
                found = [Seen(whole, page.page, y0, y1, page.width - x1, page.width - x0)]
            else:
                continue
            numbers = all(LEVEL_NUMBER.fullmatch(each.line.text) for each in found)
            if aside:
                belong = all(any(_before(each, row, em) for row in rows) for each in found)
            else:
                at_rows = sum(any(_before(e, row, em) for row in rows) for e in found)
                belong = numbers or at_rows >= _AT_ROWS * len(found)
            if belong:
                yield from found


def _signs_of(line: Line, page: Page) -> Iterator[Seen]:
    """The level numbers and single signs of a line set across vertical writing."""
    for match in _SIGN.finditer(line.text):
        box = line.part_box(*match.span())
        if not LEVEL_NUMBER.fullmatch(match[0]):
            # what is white up to the next sign is none of it
            box = box._replace(x1=box.x0 + min(box.x1 - box.x0, box.y1 - box.y0))
        one = Line(match[0], box, confidence=line.confidence)
        yield Seen(one, page.page, box.y0, box.y1, page.width - box.x1, page.width - box.x0)


def _before(seen: Seen, row: Sequence[Seen], em: float) -> bool:
    """Whether a sign stands right before a row, or in a gap of it."""
    return _beside(seen, row, em) and row[0].a0 - _HANGS * em < seen.a1 and seen.a0 < row[-1].a1


def _beside(seen: Seen, row: Sequence[Seen], em: float) -> bool:
    return abs((seen.c0 + seen.c1) / 2 - middle_of(row)) < 0.5 * em


def at_head(line: Line, page: Page) -> bool:
    """Whether a line stands level at the head of a page, where running heads do."""
    return line.direction != "ttb" and line.bbox.y1 < _EDGE * page.height


def is_label(line: Line, page: Page) -> bool:
    """Whether a line is the number of its page."""
    at_edge = line.bbox.y0 > (1 - _EDGE) * page.height or line.bbox.y1 < _EDGE * page.height
    text = line.text.strip()
    found = at_edge and (is_page_number(text) or not text.strip(_ORNAMENTS))
    return found and not _is_in_body(line, page)


def _is_in_body(line: Line, page: Page) -> bool:
    """Whether a number at the head of a page is that of a list in a column of its own: words of the
    text begin as high, or other numbers stand level with it."""
    if line.direction != "ttb" or line.bbox.y1 >= _EDGE * page.height:
        return False
    size = line.bbox.x1 - line.bbox.x0
    for other in (
        each for block in page.blocks if block.kind != "furniture" for each in block.lines
    ):
        if other is line or other.direction != "ttb":
            continue
        text = other.text.strip()
        if is_page_number(text):
            far = abs(other.bbox.x0 - line.bbox.x0) > _OTHER_ROW * size
            if far and abs(other.bbox.y0 - line.bbox.y0) < _LEVEL_WITH:
                return True
        elif len(text) > 1 and other.bbox.y0 < line.bbox.y0 + _LEVEL_WITH:
            return True
    return False


def label_pieces(page: Page) -> list[Line]:
    """The pieces of the number of a vertical page, each of which was read as a row of one sign:
    they stand beside each other below the text."""
    foot = [
        line for block in page.blocks for line in block.lines
        if len(line.text.strip()) == 1 and line.bbox.y0 > (1 - _EDGE) * page.height
    ]  # fmt: skip
    foot.sort(key=lambda line: (round(line.bbox.y0), line.bbox.x0))
    found: list[Line] = []
    for _, level in itertools.groupby(foot, key=lambda line: round(line.bbox.y0)):
        pieces = list(level)
        if len(pieces) > 1 and is_page_number("".join(line.text.strip() for line in pieces)):
            found += pieces
    return found


def middle_of(row: Sequence[Seen]) -> float:
    """The middle of a row across the writing."""
    return (min(e.c0 for e in row) + max(e.c1 for e in row)) / 2
