"""What stands below a head, as a tree of entries by the columns and the order of their labels."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from shiryokan.registers.notices.labels import Form, Label, label_of, tight_label_of
from shiryokan.registers.notices.rows import Row
from shiryokan.registers.source_text import Traced, joined

_FURTHEST = 3
"""How many labels may be missing in a list before a label is no longer taken for its next."""
_SAME_COLUMN = 0.6
"""How far labels of one list stand apart at most, in characters."""
_SHIFTED = 1.7
"""The same where one follows the other, as on odd and even pages that are set in differently."""
_ROOM = 2.0
"""A row that ends so far from the margin, in characters, has room for another word."""
_ROOM_BEFORE = 1.8
"""The same of a row behind which something numbered may begin."""
_SENTENCE_ENDS = ("。", "。)", ":", "」", "】", ")", "]")
_NAMED = re.compile("(?:もの|者|とき|場合)$")
"""With what entries of lists end that are no sentences."""
_NEW_LINE = ("・", "※", "○", "●", "◎", "■", "□", "[", "【", "(例", "(注", "*", "→", "＋")


@dataclass(frozen=True, slots=True)
class Piece:
    """A row without its first ``skip`` characters; ``begins``: an entry begins with it."""

    row: Row
    skip: int = 0
    begins: bool = False


@dataclass(slots=True)
class Entry:
    """A labelled entry: where its label and its text begin along the writing, its rows (the first
    with the label) and the entries below it."""

    label: Label
    column: float
    rows: list[Row]
    below: list[Entry] = field(default_factory=list)

    @property
    def own_text(self) -> Traced:
        """The text of its own rows, without its label."""
        return joined([self.rows[0].text[self.label.end :], *(row.text for row in self.rows[1:])])

    def pieces(self, *, labelled: bool = False) -> Iterator[Piece]:
        """All rows of it and of what is below it, without its own label unless ``labelled``."""
        for number, row in enumerate(self.rows):
            skip = self.label.end if number == 0 and not labelled else 0
            yield Piece(row, skip, begins=number == 0)
        for entry in self.below:
            yield from entry.pieces(labelled=True)


@dataclass(slots=True)
class Body:
    """Rows before the first entry, and the entries; ``disordered`` are those whose number does not
    follow the one before."""

    lead: list[Row] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    disordered: list[Entry] = field(default_factory=list)


Hangs = dict[Form, float]
"""How far right of a label of each form its text goes on in the next row, in points: learnt while a
document is read."""


def body_of(rows: Sequence[Row], right: float, em: float, hangs: Hangs) -> Body:
    """The entries of rows; ``right`` is where full rows end, ``em`` the width of a character."""
    return _Reading(right, em, hangs).run(rows)


def is_short(row: Row, right: float, em: float) -> bool:
    """Whether a row ends before the margin."""
    return row.cells or row.end < right - _ROOM * em


class _Reading:
    def __init__(self, right: float, em: float, hangs: Hangs) -> None:
        self.right, self.em, self.hangs = right, em, hangs
        self.body = Body()
        self.open: list[Entry] = []
        self.last: Row | None = None

    def run(self, rows: Sequence[Row]) -> Body:
        for at, row in enumerate(rows):
            label = None if row.cells else label_of(row.plain)
            if label is None and not row.cells:
                label = self._tight(at, rows)
            if label is None or not self._opens(row, label):
                self._go_on(row)
            self.last = row
        return self.body

    def _tight(self, at: int, rows: Sequence[Row]) -> Label | None:
        """The number that stands right before its text: the very next of a list at its place, or
        the first of one whose second is at its place as well."""
        row = rows[at]
        label = tight_label_of(row.plain)
        if label is None or not self._ended():
            return None
        for other in self.open:
            if label.steps(other.label) == 1 and self._beside(row, other.column):
                return label
        if not label.begins or self.open or self.body.lead:
            return None
        for below in rows[at + 1 :]:
            following = label_of(below.plain) or tight_label_of(below.plain)
            if following is not None and following.steps(label) == 1:
                near = _SAME_COLUMN if below.page == row.page else _SHIFTED
                return label if abs(below.start - row.start) < near * self.em else None
        return None

    def _beside(self, row: Row, column: float) -> bool:
        return abs(row.start - column) < _SAME_COLUMN * self.em

    def _go_on(self, row: Row) -> None:
        if not self.open:
            self.body.lead.append(row)
            return
        entry = self.open[-1]
        if len(entry.rows) == 1 and not row.cells and not self._ended():
            self.hangs[entry.label.form] = row.start - entry.column
        entry.rows.append(row)

    def _ended(self) -> bool:
        """Whether the row before may be the last of its paragraph."""
        last = self.last
        if last is None or last.cells or last.end < self.right - _ROOM_BEFORE * self.em:
            return True
        return last.plain.rstrip().endswith(_SENTENCE_ENDS)

    def _opens(self, row: Row, label: Label) -> bool:
        at = self._sibling(row, label)
        if at is None:
            at = self._child(row, label)
        if at is None:
            return False
        entry = Entry(label, row.start, [row])
        siblings = self.open[at - 1].below if at else self.body.entries
        if siblings and siblings[-1].label.form == label.form:
            steps = label.steps(siblings[-1].label)
            if steps is not None and steps != 1:
                self.body.disordered.append(entry)
        siblings.append(entry)
        self.open = [*self.open[:at], entry]
        return True

    def _sibling(self, row: Row, label: Label) -> int | None:
        """The place among the open entries of the one that it follows."""
        # a list within another may be numbered alike: the place tells which of them goes on
        exact = any(
            label.steps(each.label) == 1 and self._beside(row, each.column) for each in self.open
        )
        for at in range(len(self.open) - 1, -1, -1):
            other = self.open[at]
            steps = label.steps(other.label)
            if steps is None:
                continue
            off = abs(row.start - other.column)
            near = off < _SAME_COLUMN * self.em
            if not self._ended():
                # a sentence goes on, or the row before is full by chance
                told = not self._is_text(row) or self._named()
                if near and steps == 1 and label.parted and told:
                    return at
                if near:
                    return None
            elif (
                (near and 0 < steps <= _FURTHEST)
                or (steps == 1 and off < _SHIFTED * self.em and not exact)
                or (near and label.parted and self._hangs(other))
            ):
                return at
        return None

    def _named(self) -> bool:
        """Whether the row before ends as the entries of lists do, without a full stop."""
        return self.last is not None and _NAMED.search(self.last.plain.rstrip()) is not None

    def _is_text(self, row: Row) -> bool:
        """Whether a row stands where the text of the last entry goes on."""
        last = self.open[-1]
        hang = self.hangs.get(last.label.form)
        further = [each.start for each in last.rows[1:] if not each.cells]
        if further:
            return abs(row.start - further[-1]) < _SAME_COLUMN * self.em
        return hang is not None and abs(row.start - last.column - hang) < _SAME_COLUMN * self.em

    def _hangs(self, entry: Entry) -> bool:
        """Whether the text of an entry stands right of its label, so that what stands at the place
        of the label is no text."""
        further = [row.start for row in entry.rows[1:] if not row.cells]
        return bool(further) and min(further) > entry.column + _SAME_COLUMN * self.em

    def _child(self, row: Row, label: Label) -> int | None:
        """Where a list that begins here is put among the open entries."""
        if not label.begins or not self._ended():
            return None
        least = row.start - 0.4 * self.em
        at = len(self.open)
        while at and self.open[at - 1].column > least + 0.8 * self.em:
            at -= 1
        while (
            at and self.open[at - 1].column > least and self.open[at - 1].label.rank >= label.rank
        ):
            at -= 1
        if any(entry.label.form == label.form for entry in self.open[:at]) and not label.parted:
            return None
        return at


def lines_of(pieces: Iterable[Piece], right: float, em: float) -> list[Traced]:
    """The rows joined to lines: a labelled entry, a paragraph or a row of a table each."""
    lines: list[list[Traced]] = []
    last: Row | None = None
    for piece in pieces:
        if last is None or piece.begins or _begins_line(piece.row, last, right, em):
            lines.append([])
        lines[-1].append(piece.row.text[piece.skip :])
        last = piece.row
    return [text for text in map(joined, lines) if text]


def _begins_line(row: Row, last: Row, right: float, em: float) -> bool:
    if row.cells or last.cells or is_short(last, right, em):
        return True
    if not last.plain.rstrip().endswith(_SENTENCE_ENDS):
        return False
    if row.plain.startswith(_NEW_LINE):
        return True
    return last.plain.rstrip().endswith("。") and abs(row.start - last.start) > _SAME_COLUMN * em
