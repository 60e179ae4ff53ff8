"""Characters of vertical lines in the order in which they stand.

A bracket that lies on its side in a proportional font takes up half a place, and its box reaches
over the character behind it: the layout reads that one before it, or at the end of the line. Where
each begins is known all the same.
"""

from __future__ import annotations

import msgspec

from shiryokan.paper.model import Line, Page, Span

_ASTRAY = 0.2
"""Share of a line's thickness by which a character begins before one read earlier, at least, to be
out of order."""


def in_order(page: Page) -> Page:
    """The page with the characters of its vertical lines in order; the page itself where they
    are."""
    blocks = []
    for block in page.blocks:
        lines = tuple(map(_ordered, block.lines))
        changed = any(a is not b for a, b in zip(lines, block.lines, strict=True))
        blocks.append(msgspec.structs.replace(block, lines=lines) if changed else block)
    if all(a is b for a, b in zip(blocks, page.blocks, strict=True)):
        return page
    return msgspec.structs.replace(page, blocks=tuple(blocks))


def _ordered(line: Line) -> Line:
    text, edges = line.text, line.edges
    if line.direction != "ttb" or len(edges) != len(text) + 1 or line.struck:
        return line
    least = _ASTRAY * (line.bbox.x1 - line.bbox.x0)
    furthest = float("-inf")
    astray = set()
    places = []
    for at, begins in enumerate(edges[:-1]):
        if begins < furthest - least:
            astray.add(at)
            places.append(begins)
        else:
            furthest = max(furthest, begins)
            places.append(furthest)
    # digits set level in one place are put in order by those who know them
    if not astray or any(text[at].isascii() and text[at] in "()0123456789" for at in astray):
        return line
    # white beside what was read too late is none of the line
    kept = [at for at in range(len(text)) if not (text[at].isspace() and {at - 1, at} & astray)]
    kept.sort(key=lambda at: places[at])
    new = {at: number for number, at in enumerate(kept)}
    marked = {at for start, end in line.underlined for at in range(start, end)}
    return msgspec.structs.replace(
        line,
        text="".join(text[at] for at in kept),
        edges=(*(places[at] for at in kept), max(edges)),
        underlined=_spans([at in marked for at in kept]),
        ruby=tuple(
            msgspec.structs.replace(ruby, start=new[ruby.start], end=new[ruby.end - 1] + 1)
            for ruby in line.ruby
        ),
    )


def _spans(marked: list[bool]) -> tuple[Span, ...]:
    spans: list[Span] = []
    for at, is_marked in enumerate(marked):
        if is_marked and spans and spans[-1].end == at:
            spans[-1] = Span(spans[-1].start, at + 1)
        elif is_marked:
            spans.append(Span(at, at + 1))
    return tuple(spans)
