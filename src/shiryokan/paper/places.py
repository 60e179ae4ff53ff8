"""Places on a page: words as boxes on its picture, and boxes as the words that stand in them.

A box stays true however the page is read anew, so that it is what an address of a quote names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from shiryokan.japanese.codepoints import fold
from shiryokan.japanese.joining import join_lines
from shiryokan.paper.flow import page_flow
from shiryokan.paper.model import Box, Line, Page

TextSpan = tuple[int, int]
"""Characters ``start:end`` of a page's text."""
_SLACK = 0.5
"""Points by which a character's middle may lie outside a box and still stand in it: addresses tell
boxes to a tenth of a point."""
_SPACE = re.compile(r"\s")


def boxes_of(page: Page, hits: Iterable[Iterable[TextSpan]]) -> list[list[Box]]:
    """For each hit its places on the page: a box, in points, for each line's part of it."""
    places = [(begin, line) for _, begin, line in page.lines()]
    return [[box for span in hit for box in _boxes(places, *span)] for hit in hits]


def spans_in(page: Page, boxes: Sequence[Box]) -> list[TextSpan]:
    """The parts of the page's text that stand in ``boxes``, in points: one a line, in reading
    order, of the characters whose middle lies in a box."""
    found: list[TextSpan] = []
    for _, begin, line in page.lines():
        near = [box for box in boxes if _meets(box, line.bbox)]
        inside = [at for at in range(len(line.text)) if near and _holds(near, line, at)]
        # what is marked begins and ends with what is seen, and is one though a blank is narrow
        inside = [at for at in inside if not line.text[at].isspace()]
        start = last = -1
        for at in inside:
            if start >= 0 and line.text[last + 1 : at].strip():
                found.append((begin + start, begin + last + 1))
                start = at
            start, last = (at if start < 0 else start), at
        if start >= 0:
            found.append((begin + start, begin + last + 1))
    return found


def spans_of_words(page: Page, words: str, near: int = 0) -> list[TextSpan]:
    """Where ``words`` stand on the page, in any spelling of the same characters and over ends of
    lines: the place that begins closest to character ``near`` of its text; nothing if nowhere."""
    wanted = _SPACE.sub("", fold(words).text)
    if not wanted:
        return []
    if whole := _closest(page.text, wanted, near):
        return _by_line(page, whole)
    # a footer or a note stands between, of which whoever reads the text takes no part
    flow = page_flow(page)
    if between := _closest(flow.text, wanted, near):
        return list(flow.spans(*between))
    return []


def words_of(page: Page, spans: Iterable[TextSpan]) -> str:
    """The words of ``spans`` as one text, its lines joined."""
    return join_lines(page.text[start:end] for start, end in spans)


def _closest(text: str, wanted: str, near: int) -> TextSpan | None:
    folded = fold(text)
    kept = [at for at, character in enumerate(folded.text) if not character.isspace()]
    bare = "".join(folded.text[at] for at in kept)
    places = []
    at = bare.find(wanted)
    while at >= 0:
        places.append(folded.span(kept[at], kept[at + len(wanted) - 1] + 1))
        at = bare.find(wanted, at + 1)
    return min(places, key=lambda span: abs(span[0] - near), default=None)


def _by_line(page: Page, span: TextSpan) -> list[TextSpan]:
    parts = [
        (max(span[0], begin), min(span[1], begin + len(line.text)))
        for _, begin, line in page.lines()
    ]
    return [(start, end) for start, end in parts if start < end]


def _boxes(places: list[tuple[int, Line]], start: int, end: int) -> Iterator[Box]:
    for begin, line in places:
        a, b = max(start - begin, 0), min(end - begin, len(line.text))
        if a < b:
            yield line.part_box(a, b)


def _meets(box: Box, other: Box) -> bool:
    return (
        box.x0 <= other.x1 + _SLACK
        and other.x0 <= box.x1 + _SLACK
        and box.y0 <= other.y1 + _SLACK
        and other.y0 <= box.y1 + _SLACK
    )


def _holds(boxes: Sequence[Box], line: Line, at: int) -> bool:
    x0, y0, x1, y1 = line.part_box(at, at + 1)
    x, y = (x0 + x1) / 2, (y0 + y1) / 2
    return any(
        box.x0 - _SLACK <= x <= box.x1 + _SLACK and box.y0 - _SLACK <= y <= box.y1 + _SLACK
        for box in boxes
    )
