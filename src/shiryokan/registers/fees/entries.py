"""What the grammar gathers row by row: items with the tree of their variants, and their notes."""

from __future__ import annotations

from dataclasses import dataclass, field

from shiryokan.registers.fees.labels import Label
from shiryokan.registers.fees.rows import Row
from shiryokan.registers.source_text import Traced


@dataclass(slots=True)
class Heading:
    """A heading above an item: ``第１節`` and its title; ``level`` is 0 for a chapter."""

    level: int
    number: Traced
    title: Traced


@dataclass(slots=True)
class Entry:
    """Something with a label, its column in points and the rows that belong to it.

    ``above`` is the entry it stands under.
    """

    label: Label
    column: float
    rows: list[Row]
    above: Entry | None = None

    @property
    def path(self) -> list[str]:
        """The labels from the top down to its own."""
        return [*(self.above.path if self.above else []), self.label.text]

    @property
    def skip(self) -> int:
        """How much of its first row is its label."""
        return self.label.begins


@dataclass(slots=True)
class NoteEntry:
    """A note: its own rows, and its parts, in the order they are printed (``None`` for its own)."""

    number: str
    owner: Entry | None
    column: float
    skip: int
    order: int
    blocks: list[tuple[Entry | None, list[Row]]]


@dataclass(slots=True)
class ItemEntry:
    """An item as it stands in the schedule: the rows of its head, its variants and notes."""

    rows: list[Row]
    code: str
    path: list[Heading]
    group: Traced
    variants: list[Entry] = field(default_factory=list)
    notes: list[NoteEntry] = field(default_factory=list)
