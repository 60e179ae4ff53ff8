"""Titles that stand on the upper sides of frames beside each other, as slides have them: what a
frame is called is the first line in it."""

from __future__ import annotations

from collections.abc import Sequence

from shiryokan.paper.layout.nodes import Item, Node, Table, middle_of, rows_in, stacked
from shiryokan.paper.layout.params import PARAMS

_ON_SIDE = PARAMS.side_titles.on_side
_ABOVE = PARAMS.side_titles.above
_LEVEL = PARAMS.side_titles.level
_LINES = PARAMS.side_titles.lines
_SHARE = PARAMS.side_titles.share
_BESIDE = 2
"""Frames that stand beside each other, at least."""


def with_side_titles(items: Sequence[Item]) -> list[Item]:
    """``items`` without the titles on the upper sides of frames that stand level with each other,
    which are put into these."""
    frames = [i for i in items if isinstance(i, Table) and _is_frame(i)]
    if len(frames) < _BESIDE:
        return list(items)
    titled = [(frame, on_side) for frame in frames if (on_side := _titles(frame, items))]
    gone: set[int] = set()
    for frame, on_side in titled:
        level = [
            other
            for other, _ in titled
            if abs(other.y0 - frame.y0) < _LEVEL
            and not (other.x0 < frame.x1 and other.x1 > frame.x0)
        ]
        if not level or gone.intersection(map(id, on_side)):
            continue
        frame.cells[0].parts = [*_parts(on_side), *frame.cells[0].parts]
        gone |= set(map(id, on_side))
    for frame, on_side in titled:
        if gone.issuperset(map(id, on_side)):
            frame.y0 = min(frame.y0, *(i.y0 for i in on_side))
    return [i for i in items if id(i) not in gone]


def _titles(frame: Table, items: Sequence[Item]) -> list[Item]:
    """What stands on the upper side of ``frame`` by itself; nothing where that is no title."""
    on_side = [i for i in items if i is not frame and _is_title(i, frame)]
    boxes = sum(isinstance(i, Table) for i in on_side)
    if len({round(middle_of(i)) for i in on_side}) != 1 or (boxes and len(on_side) > 1):
        return []
    x0, x1 = min(i.x0 for i in on_side), max(i.x1 for i in on_side)
    top = min(i.y0 for i in on_side)
    above = _ABOVE * (frame.y0 - top)
    # the last line of a text that comes close to a frame is no title
    alone = not any(
        i.x0 < x1 and i.x1 > x0 and top - above < i.y1 < frame.y0 for i in items if i not in on_side
    )
    return on_side if alone else []


def _parts(titles: list[Item]) -> list[Node]:
    first = titles[0]
    return first.cells[0].parts if isinstance(first, Table) else stacked(titles)


def _is_frame(table: Table) -> bool:
    return table.single and bool(table.cells[0].parts)


def _is_title(item: Item, frame: Table) -> bool:
    if isinstance(item, Table):
        rows = rows_in([item])
        if not _is_frame(item) or not rows or len(rows) > _LINES:
            return False
        size = rows[0].size
    else:
        size = item.size
    return (
        abs(middle_of(item) - frame.y0) < _ON_SIDE * size
        and item.x0 > frame.x0
        and item.x1 < frame.x1
        and item.x1 - item.x0 < _SHARE * (frame.x1 - frame.x0)
        and item.y1 < frame.y1
    )
