"""The rows of a filled sheet: what was typed, column by column."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from shiryokan.registers.checklists.evidence import squeezed
from shiryokan.registers.checklists.grid import Grid, GridCell
from shiryokan.registers.checklists.heads import Head, Kind
from shiryokan.registers.checklists.mapping import plain_words
from shiryokan.registers.checklists.numbers import (
    key_of,
    keys_of_day,
    leading,
    number_key,
    parts_of,
)
from shiryokan.workbooks.sheets import written

_OWN: tuple[Kind, ...] = ("id", "number", "words")
"""What belongs to one row, though its cell be merged with those below."""
_PRINTED: tuple[Kind, ...] = ("section", "sub_section", "references", "star", "hearing", "who")
_DATA: tuple[Kind, ...] = (
    "answer", "yes", "no", "not_applicable", "checked_on", "target_on", "remark",
)  # fmt: skip


@dataclass(frozen=True)
class TypedRow:
    """A row below the head: ``row`` from 0; ``cells`` by column, without empty ones. ``id`` is
    what its hidden column holds, ``keys`` are the numbers that its number may mean, ``words`` are
    compared with those of items."""

    grid: Grid
    head: Head
    row: int
    cells: Mapping[int, GridCell]
    id: str
    keys: frozenset[str]
    text: str

    @property
    def words(self) -> str:
        """Its words as they are compared."""
        return plain_words(self.text)

    def of(self, *kinds: Kind) -> list[tuple[int, GridCell]]:
        """Its cells of these kinds by column, from left to right."""
        return [(at, self.cells[at]) for at in self.head.places(*kinds) if at in self.cells]

    @property
    def is_typed(self) -> bool:
        """Whether anything stands where something is to be typed."""
        return bool(self.of(*_DATA))

    @property
    def raw(self) -> dict[str, str]:
        """What was typed, by the kind of the column, from the second round on with its number."""
        found: dict[str, str] = {}
        for at, cell in sorted(self.cells.items()):
            column = self.head.columns.get(at)
            if column is None or not column.kind:
                head = column.head if column else ""
                found[head or f"column{at + 1}"] = written(cell.value)
            elif column.kind not in ("id", *_PRINTED):
                name = f"{column.kind}{column.round}" if column.round > 1 else column.kind
                text = written(cell.value)
                found[name] = f"{found[name]}\n{text}" if name in found else text
        return found

    @property
    def all_text(self) -> str:
        """Everything in it, for whoever has to say what it is."""
        return "　".join(written(cell.value) for _, cell in sorted(self.cells.items()))


def typed_rows(grid: Grid, head: Head) -> Iterator[TypedRow]:
    """The rows of a sheet below its head that are not empty, nor the head once more."""
    last = max((cell.row + cell.rows for cell in grid.cells), default=0)
    heads = {squeezed(column.head) for column in head.columns.values() if column.head}
    for row in range(head.last + 1, last):
        cells: dict[int, GridCell] = {}
        for at in range(grid.width):
            cell = grid.at(row, at)
            if cell is None or not written(cell.value).strip():
                continue
            kind = head.columns[at].kind if at in head.columns else ""
            # a cell merged over columns is of the first
            if cell.column == at and (cell.row == row or kind in _DATA):
                cells[at] = cell
        if not any(cell.row == row for cell in cells.values()) and not cells:
            continue
        texts = [squeezed(written(cell.value)) for cell in cells.values()]
        if all(any(text in each for each in heads) for text in texts):
            continue
        yield _row(grid, head, row, cells)


def _row(grid: Grid, head: Head, row: int, cells: dict[int, GridCell]) -> TypedRow:
    def first(kind: Kind) -> GridCell | None:
        return next((cells[at] for at in head.places(kind) if at in cells), None)

    id_, number, words = first("id"), first("number"), first("words")
    text = " ".join(written(words.value).split("\n")).strip() if words else ""
    keys = set(_keys(number)) if number else set()
    if not number and (match := leading(text)):
        keys.add(key_of(parts_of(match["number"])))
    return TypedRow(
        grid, head, row, cells, written(id_.value).strip() if id_ else "",
        frozenset(keys - {""}), text,
    )  # fmt: skip


def _keys(cell: GridCell) -> Iterator[str]:
    value = cell.value
    if isinstance(value, datetime.datetime):
        yield from keys_of_day(value.date())
    else:
        yield number_key(written(value))
