"""Columns of a ruled table that no rule parts: its rows are bands of colour, or stand between level
rules only, and in many of them the pieces keep the same white between them."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

from shiryokan.paper.layout.chunks import Chunk
from shiryokan.paper.layout.grids import RuledCell
from shiryokan.paper.layout.lines import rows_of
from shiryokan.paper.layout.nodes import Item
from shiryokan.paper.layout.params import PARAMS
from shiryokan.paper.layout.ruled_rows import FIGURES, Held

_LEAST = PARAMS.ruled_columns.least
_MOST = PARAMS.ruled_columns.most
_FILLED = PARAMS.ruled_columns.filled
_WHITE = PARAMS.ruled_columns.white
_WHITE_OF_TWO = PARAMS.ruled_columns.white_of_two
_OPENS, _CLOSES = re.compile("[（(〔［]"), re.compile("[）)〕］]")


@dataclass(slots=True)
class _Slot:
    """Where the pieces of one column stand, and what they are."""

    x0: float
    x1: float
    texts: list[str]

    def with_next(self, other: _Slot) -> _Slot:
        return _Slot(self.x0, max(self.x1, other.x1), self.texts + other.texts)


def with_inner_columns(held: Sequence[Held]) -> list[Held]:
    """The cells ``held`` of a table with what is in each; those of a column that is several columns
    are as many cells, one beside the other."""
    groups: dict[tuple[int, int], list[Held]] = {}
    for cell, mine in held:
        groups.setdefault((cell.column, cell.columns), []).append((cell, mine))
    edges: dict[int, list[float]] = {}
    for (column, columns), group in groups.items():
        if columns == 1 and (found := _edges(group)):
            edges[column] = found
    if not edges:
        return list(held)
    result: list[Held] = []
    for cell, mine in held:
        shift = sum(len(found) for column, found in edges.items() if column < cell.column)
        within = [edges.get(c, []) for c in range(cell.column, cell.column + cell.columns)]
        moved = replace(
            cell, column=cell.column + shift, columns=cell.columns + sum(map(len, within))
        )
        result += _divided(moved, mine, within[0]) if cell.columns == 1 else [(moved, mine)]
    return result


def _edges(group: Sequence[Held]) -> list[float]:
    """Where the columns begin, from the second, of which the cells ``group`` of one column are."""
    lines: list[list[Chunk]] = []
    for _, mine in group:
        chunks = [item for item in mine if isinstance(item, Chunk) and not item.turn]
        if len(chunks) < len(mine) or (chunks and len(rows_of(chunks)) > 1):
            return []
        if chunks:
            lines.append(sorted(chunks, key=lambda chunk: chunk.x0))
    several = [line for line in lines if len(line) > 1]
    if not lines or len(lines[0]) == 1:
        # one head, or an entry that the others hang below, is over all that stands in a column
        return []
    if len(several) < max(_LEAST, _MOST * len(lines)):
        return []
    em = median(chunk.size for line in several for chunk in line) or 10.0
    slots = _slots(several, _WHITE * em)
    least = _FILLED * len(several)
    while len(slots) > 1:
        poor = [n for n, slot in enumerate(slots) if len(slot.texts) < least or _is_part(slot)]
        if not poor:
            break
        _join(slots, poor[0])
    if len(slots) == 2:
        one, two = slots
        figures = sum(FIGURES.fullmatch(text) is not None for text in two.texts)
        if two.x0 - one.x1 < _WHITE_OF_TWO * em or 2 * figures < len(two.texts):
            # a name, or a date and what happened then, in one cell
            return []
    return [(one.x1 + two.x0) / 2 for one, two in itertools.pairwise(slots)]


def _slots(lines: Sequence[Sequence[Chunk]], white: float) -> list[_Slot]:
    """The ranges that pieces of ``lines`` cover, ``white`` points or more apart."""
    slots: list[_Slot] = []
    for chunk in sorted(itertools.chain.from_iterable(lines), key=lambda chunk: chunk.x0):
        if slots and chunk.x0 - slots[-1].x1 < white:
            slots[-1] = slots[-1].with_next(_Slot(chunk.x0, chunk.x1, [chunk.text]))
        else:
            slots.append(_Slot(chunk.x0, chunk.x1, [chunk.text]))
    return slots


def _is_part(slot: _Slot) -> bool:
    """Whether pieces are parts of entries: all one sign or unit, as in blanks for dates, or single
    characters, as of words spread over their cells, or with half of a pair of brackets."""
    halved = sum(len(_OPENS.findall(text)) != len(_CLOSES.findall(text)) for text in slot.texts)
    alike = len(set(slot.texts)) == 1 or all(len(text) == 1 for text in slot.texts)
    return alike or 2 * halved >= len(slot.texts)


def _join(slots: list[_Slot], number: int) -> None:
    """Join a slot to the nearer of its neighbours."""
    before = slots[number].x0 - slots[number - 1].x1 if number else float("inf")
    last = number + 1 == len(slots)
    after = slots[number + 1].x0 - slots[number].x1 if not last else float("inf")
    first = number - 1 if before <= after else number
    slots[first : first + 2] = [slots[first].with_next(slots[first + 1])]


def _divided(cell: RuledCell, mine: list[Item], edges: Sequence[float]) -> list[Held]:
    """A cell over the columns that begin at ``edges`` as one for each; a piece that runs over some
    of these spans them, and so does one that stands alone where the first begins: a head of
    rows."""
    if not edges or not mine or (len(mine) == 1 and mine[0].x0 < edges[0]):
        return [(cell, mine)]
    bounds = [cell.box[0], *edges, cell.box[2]]
    spans: list[tuple[int, int, list[Item]]] = []
    for item in sorted(mine, key=lambda item: item.x0):
        first, last = bisect_right(edges, item.x0), bisect_left(edges, item.x1)
        if spans and first <= spans[-1][1]:
            before, end, held = spans[-1]
            spans[-1] = before, max(end, last), [*held, item]
        else:
            spans.append((first, last, [item]))
    taken = {number for first, last, _ in spans for number in range(first, last + 1)}
    spans += [(number, number, []) for number in range(len(edges) + 1) if number not in taken]
    return [
        (
            replace(
                cell, column=cell.column + first, columns=last - first + 1,
                box=(bounds[first], cell.box[1], bounds[last + 1], cell.box[3]),
            ),
            held,
        )
        for first, last, held in sorted(spans, key=lambda span: span[0])
    ]  # fmt: skip
