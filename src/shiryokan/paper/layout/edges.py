"""The last steps of a page: running headers and page numbers, and footnotes behind the text."""

from __future__ import annotations

import msgspec

from shiryokan.paper.beginnings import is_caption
from shiryokan.paper.layout.column_heads import are_heads
from shiryokan.paper.layout.lines import begins_with_marker
from shiryokan.paper.layout.nodes import Item, Table
from shiryokan.paper.layout.params import PARAMS
from shiryokan.paper.model import Block
from shiryokan.paper.page_edge import SIDE, SURE_EDGE, edge_of, is_page_number

_TAB = 2
"""Letters of an index tab, at most."""
_BESIDE = PARAMS.edges.beside
_CLOSE = PARAMS.edges.close
_SMALL = PARAMS.edges.small
_APART = PARAMS.edges.apart
_WHITER = PARAMS.edges.whiter
_BELOW = PARAMS.edges.below
_LEADS = PARAMS.edges.leads


def edge_items(
    items: list[Item], quarters: int, size: tuple[float, float]
) -> tuple[list[Item], list[Item], list[Item]]:
    """``items`` of a page parted into head, body and foot: lines that stand apart at its edges.

    ``quarters`` and ``size`` are of the frame that the items are in; head and foot are those of
    the page as seen.
    """
    if quarters == 1:
        return _level_lines(items, size[0])
    if quarters != 0:
        return [], items, []
    outside = [
        i
        for i in items
        if not SIDE * size[0] < (i.x0 + i.x1) / 2 < (1 - SIDE) * size[0] and _alone(i, items)
    ]
    if outside and len(outside) < len(items):
        beside = {id(i) for i in outside}
        items = [i for i in items if id(i) not in beside]
    else:
        outside = []
    head, body, foot = _apart(items, size[1])
    return head, body, foot + outside


def _level_lines(items: list[Item], height: float) -> tuple[list[Item], list[Item], list[Item]]:
    """``items`` of a vertical page of ``height`` points, turned, parted into the level lines at its
    upper edge, what is written downwards, and the level lines at its lower edge."""
    level: list[Item] = [i for i in items if isinstance(i, Table) and not i.framed]
    others = [(i.x0, i.x1) for i in items if not (isinstance(i, Table) and not i.framed)]
    if not level or not others:
        return [], items, []
    first, last = min(x0 for x0, _ in others), max(x1 for _, x1 in others)
    head = [i for i in level if i.x1 < min(SURE_EDGE * height, first)]
    foot = [i for i in level if i.x0 > max((1 - SURE_EDGE) * height, last)]
    apart = {id(i) for i in (*head, *foot)}
    # read from the left, which is the upper end of the turned frame's last column
    head.sort(key=lambda i: -i.y1)
    foot.sort(key=lambda i: -i.y1)
    return head, [i for i in items if id(i) not in apart], foot


def _alone(item: Item, items: list[Item]) -> bool:
    """Whether nothing stands beside ``item`` on its level within a few ems, or it is turned."""
    if isinstance(item, Table) and not item.framed:
        return True
    reach = _BESIDE * (item.size or 10.0)
    if len(item.text) <= _TAB and item.text.isalpha() and not begins_with_marker(item.text + " "):
        reach = 0.0
    return not any(
        other is not item
        and min(item.y1, other.y1) - max(item.y0, other.y0) > 0
        and other.x0 - item.x1 < reach
        and item.x0 - other.x1 < reach
        for other in items
    )


def note_items(items: list[Item], usual: float) -> tuple[list[Item], list[Item]]:
    """``items`` of a page's body parted into text and the small print below all of it, of which
    what figures are called is none.

    ``usual`` is the size of the text.
    """
    small = [i for i in items if 0 < i.size < _SMALL * usual]
    if not small or len(small) == len(items):
        return items, []
    low = max(i.y1 for i in items if not 0 < i.size < _SMALL * usual)
    notes = [i for i in small if i.y0 >= low - 0.1 * usual]
    called = [i for i in notes if is_caption(i.text) and not _is_below_text(i, items)]
    notes = [i for i in notes if not any(_is_level(i, caption) for caption in called)]
    chosen = {id(i) for i in notes}
    return [i for i in items if id(i) not in chosen], notes


def _is_below_text(item: Item, items: list[Item]) -> bool:
    """Whether a line stands close above an item, as none does above what a figure is called."""
    return any(
        0 < item.y0 - other.y1 + 0.5 * item.size < _CLOSE * item.size
        and other.x0 < item.x1
        and other.x1 > item.x0
        for other in items
    )


def _is_level(item: Item, other: Item) -> bool:
    return abs((item.y0 + item.y1) - (other.y0 + other.y1)) < item.size


def _apart(items: list[Item], height: float) -> tuple[list[Item], list[Item], list[Item]]:
    ordered = sorted(items, key=lambda i: i.y0)
    head = foot = 0
    usual = _usual_white(ordered)
    low = 0.0
    for at, item in enumerate(ordered):
        if item.y0 > SURE_EDGE * height:
            break
        low = max(low, item.y1)
        after = ordered[at + 1].y0 if at + 1 < len(ordered) else height
        if low > SURE_EDGE * height:
            break
        if _is_apart(after - low, item, usual, first=head == 0):
            head = at + 1
    head = _above_heads(ordered, head)
    ordered_up = sorted(items[:], key=lambda i: -i.y1)
    top = height
    for at, item in enumerate(ordered_up):
        top = min(top, item.y0)
        if top < (1 - SURE_EDGE) * height:
            break
        before = ordered_up[at + 1].y1 if at + 1 < len(ordered_up) else 0.0
        if _is_apart(top - before, item, usual, first=foot == 0):
            foot = at + 1
    first, last = {id(i) for i in ordered[:head]}, {id(i) for i in ordered_up[:foot]}
    body = [i for i in items if id(i) not in first and id(i) not in last]
    return ordered[:head], body, [i for i in ordered_up[:foot] if id(i) not in first]


def _above_heads(ordered: list[Item], head: int) -> int:
    """How many of the first ``head`` items, from the top, stand above the heads of the columns
    below them: these stand apart from the rows, often above a rule, and are no running header."""
    if not head:
        return 0
    last = ordered[head - 1]
    level = [i for i in ordered[:head] if i.y1 > last.y0 + 0.5 * (last.y1 - last.y0)]
    below = ordered[head : head + _BELOW * len(level)]
    return head - len(level) if are_heads(ordered[:head], below) else head


def _is_apart(white: float, item: Item, usual: float, *, first: bool) -> bool:
    """Whether ``white`` points part ``item`` from the text: of what follows the first line of a
    head, more than is between the lines of the text."""
    return white > _APART * (item.size or 10.0) and (first or white > _WHITER * usual)


def _usual_white(ordered: list[Item]) -> float:
    """The white, in points, that is usual between lines that stand close, of items from the top."""
    whites: list[float] = []
    low = float("inf")
    for item in ordered:
        if item.y0 > low:
            whites.append(item.y0 - low)
        low = item.y1 if low == float("inf") else max(low, item.y1)
    return sorted(whites)[len(whites) // 4] if whites else 0.0


def finished(blocks: list[Block], size: tuple[float, float]) -> list[Block]:
    """``blocks`` with page labels at the page's edge marked as furniture and set first and last."""
    head: list[Block] = []
    body: list[Block] = []
    foot: list[Block] = []
    for block in blocks:
        edge = edge_of(block.bbox.y0, block.bbox.y1, size[1])
        numbered = edge != 0 and len(block.lines) == 1 and is_page_number(block.lines[0].text)
        if numbered and not _is_led_by(block, blocks):
            furniture = msgspec.structs.replace(block, kind="furniture", level=0)
            (head if edge < 0 else foot).append(furniture)
        else:
            body.append(block)
    return head + body + foot


def _is_led_by(number: Block, blocks: list[Block]) -> bool:
    """Whether text stands close behind ``number`` on its level, as behind the number of a step."""
    box = number.bbox
    reach = _LEADS * (box.y1 - box.y0)
    return any(
        0 <= block.bbox.x0 - box.x1 < reach
        and block.bbox.y0 < (box.y0 + box.y1) / 2 < block.bbox.y1
        for block in blocks
    )
