"""What the grammar gathers row by row: the tree of a service, and the notes in it."""

from __future__ import annotations

from dataclasses import dataclass, field

from shiryokan.registers.care.labels import Label, NoteLabel
from shiryokan.registers.care.rows import Row
from shiryokan.registers.source_text import Traced


@dataclass(eq=False, slots=True)
class Entry:
    """Something with a label, its column in points and the rows that belong to it.

    ``label`` is missing of a service that stands alone in its schedule. ``above`` is the entry it
    stands under.
    """

    label: Label | None
    column: float
    rows: list[Row]
    above: Entry | None = None
    children: list[Entry] = field(default_factory=list)
    notes: list[NoteEntry] = field(default_factory=list)
    schedule: Traced = field(default_factory=Traced)

    @property
    def skip(self) -> int:
        """How much of its first row is its label."""
        return self.label.begins if self.label else 0

    @property
    def rank(self) -> int:
        """Its level: that of a service is 0."""
        return self.label.rank if self.label else 0

    @property
    def text(self) -> str:
        """Its label; empty where it has none."""
        return self.label.text if self.label else ""

    @property
    def chain(self) -> list[Entry]:
        """The entries from the service down to itself."""
        return [*(self.above.chain if self.above else []), self]


@dataclass(eq=False, slots=True)
class NoteEntry:
    """A note: its rows, and its entries, in the order printed (``None`` for its own text).

    ``text_column`` is where its text begins.
    """

    label: NoteLabel
    printed: str
    column: float
    text_column: float
    skip: int
    blocks: list[tuple[Entry | None, list[Row]]]

    @property
    def last_row(self) -> Row:
        """The row that was put into it last."""
        return self.blocks[-1][1][-1]

    @property
    def has_sentences(self) -> bool:
        """Whether entries of it are sentences, and no names."""
        return any(
            part is not None and rows[-1].text.text.endswith("。") for part, rows in self.blocks
        )


@dataclass(eq=False, slots=True)
class NoteRun:
    """Notes that follow each other, and what was open when they came: one of these owns them."""

    open: list[Entry]
    notes: list[NoteEntry]

    @property
    def column(self) -> float:
        """Where 注 stands."""
        return self.notes[0].column
