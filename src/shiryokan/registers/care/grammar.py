"""From rows to services, by the order of labels and how far rows are set in.

In short, each row being a line, ``>`` further in::

    schedule = ["別表"] title "単位数表" { prose } { service }
    service  = number space name ["（" unit "）"] { > branch } { note }
    branch   = label space name ["（" unit "）"] [worth] { row of the name } { > branch } { note }
    note     = "注" [number] space text { row } { > number space text { row } } { item }
    item     = label space name [worth] { row } { > item }

Services are numbered, below them stand イ, ⑴, ㈠, ａ and ⅰ, none ever above another of these. A row
that begins with a label may go on with what is open at any level, begin a level, be the next note
or an entry of one, or be prose that happens to begin so; the reading that fits its place and the
order of labels best is taken. Within a sentence that has not ended nothing begins.

Which entry a note belongs to is told at the end, for all notes of one column together: see
:func:`give_owners`.
"""

from __future__ import annotations

import re
import statistics
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from shiryokan.registers.base import Unplaced
from shiryokan.registers.care.entries import Entry, NoteEntry, NoteRun
from shiryokan.registers.care.labels import (
    Label,
    NoteLabel,
    can_begin,
    follows,
    labels_of,
    note_label_of,
    tight_labels_of,
)
from shiryokan.registers.care.rows import Row
from shiryokan.registers.care.values import (
    DELETED,
    begins_with_rate,
    ends_a_rate,
    ends_in_worth,
    is_worth,
    split_unit,
    worth,
)
from shiryokan.registers.inner_edges import Ends, inner_edges, reaches
from shiryokan.registers.label_costs import (
    AFTER_NOTE,
    ALIKE,
    FLUSH,
    FURTHEST,
    MISSING,
    MOST,
    ROOM,
    ROOM_OF_POINTS,
    SET_IN,
    SHORT,
    TIGHT,
    UNLIKE,
)
from shiryokan.registers.narrow_text import narrow
from shiryokan.registers.source_text import Traced, joined

_LATE = 0.3
"""Cost of a branch that goes on behind notes, whose entries may have the same labels."""
_GAP = 1.5
"""Cost of a service behind one that is not the one before it, as in extracts, or where another
schedule begins without a title."""
_SAME_LEVEL = 0.35
"""Cost of a column of notes that is further in than another and of the same level, a run."""
_LONGEST_NAME = 60
"""Characters of the name of a service at most."""
_TITLE = re.compile(
    r"(?:別表(?:第[0-9一二三四五六七八九十]+)?[ 　]*)?[^。]{0,60}単位数表(?:[(（].*[)）])?"
)
_NUMBER_OF_PAGE = "[0-9０-９〇一二三四五六七八九十百]"
_PAGES = (
    re.compile(rf"[\s　.．…‥・]+{_NUMBER_OF_PAGE}*$"),
    re.compile(rf"{_NUMBER_OF_PAGE}+$"),
)
"""The number of a page behind a title in the contents, with white or dots before it or without."""
_OPEN_UNIT = re.compile(r"[（(][^（）()]*$")
_SENTENCE_ENDS = ("。", "。）", "。)", "。」")
_ADDITIONS = ("加算", "減算")
_SERVICE_ENDS = ("費", "サービス", "支援", DELETED)


class Grammar:
    """Takes rows one by one; ``services`` and ``unplaced`` are what came of them."""

    def __init__(self, em: float, inner: Sequence[float] = ()) -> None:
        """``inner`` are the edges of narrower columns, as rows count their ends."""
        self.em = em
        self.inner = inner
        self.services: list[Entry] = []
        self.runs: list[NoteRun] = []
        self.unplaced: list[Unplaced] = []
        self.placed = self.refused = 0
        self._open: list[Entry] = []
        self._run: NoteRun | None = None
        self._items: list[Entry] = []
        self._schedule = Traced()
        self._astray: list[Row] = []

    def read(self, row: Row) -> None:
        """The next row."""
        text = row.text.text
        if _TITLE.fullmatch(narrow(text)) and not labels_of(text):
            known, said = _tight(self._schedule.text), _tight(text)
            if self._open and known and (known.endswith(said) or said.endswith(known)):
                # the title again, as a running head
                self.placed += 1
                return
            self._leave()
            self._schedule = row.text
            return
        if self._is_unfinished():
            self._go_on(row)
            return
        note = note_label_of(text)
        if note is not None and self._open and self._opens_note(row, note):
            self._add_note(row, note)
            return
        labels = [] if is_worth(text) else labels_of(text)
        ways = [way for label in labels for way in self._ways(label, row)]
        if not ways and not labels and not is_worth(text):
            ways = [
                (cost + TIGHT, take)
                for label in tight_labels_of(text)
                if not (label.counted and self._runs_on())
                for cost, take in self._ways(label, row)
            ]
        if self._begins_numbers(row, labels):
            return
        if ways:
            _, take = min(ways, key=lambda way: way[0])
            take()
            self.placed += 1
        else:
            self.refused += bool(labels)
            self._go_on(row)

    def finish(self) -> None:
        """No rows are left."""
        self._leave()
        self.services = _without_contents(self.services, self.runs)
        give_owners(self.runs, self.services, self.em)

    def _leave(self) -> None:
        self._open, self._items, self._run = [], [], None
        self._put_astray()

    def _put_astray(self) -> None:
        if self._astray:
            text = joined(row.text for row in self._astray)
            self.unplaced.append(Unplaced.of("orphan", text))
        self._astray = []

    def _begins_numbers(self, row: Row, labels: Sequence[Label]) -> bool:
        """Whether a row is the first of several notes, above which 注 stands alone."""
        note = self._run.notes[-1] if self._run is not None else None
        if note is None or note.label.number or len(note.blocks[0][1]) > 1 or len(note.blocks) > 1:
            return False
        if note.last_row.text.text[note.label.begins :].strip():
            return False
        for label in (*labels, *tight_labels_of(row.text.text)):
            if label.kind == "number" and label.first == 1 and not label.counted:
                note.label = NoteLabel(note.label.printed, 1, 0, label.begins)
                note.text_column = row.column_of(label.begins)
                note.skip = label.begins
                note.blocks = [(None, [row])]
                self.placed += 1
                return True
        return False

    # --- what a row may be

    def _is_unfinished(self) -> bool:
        """Whether what is open goes on: a note within a sentence, whose last row ran to the edge or
        is of an entry among others that are sentences; a name with an open bracket."""
        if self._run is None:
            last = self._open[-1].rows[-1] if self._open else None
            at_edge = last is not None and last.end > -SHORT * self.em
            return last is not None and at_edge and _OPEN_UNIT.search(last.text.text) is not None
        if self._items and _has_worth(self._items[-1]):
            return False
        note = self._run.notes[-1]
        last = note.last_row
        if last.text.text.endswith((*_SENTENCE_ENDS, "単位", "単位数", DELETED)):
            return False
        within = bool(self._items) and note.has_sentences and last is self._items[-1].rows[-1]
        return within or self._at_edge(last)

    def _at_edge(self, row: Row) -> bool:
        """Whether a row ends at the edge of the page, or at that of a column within a table."""
        return reaches(row.end, self.inner, SHORT * self.em)

    def _runs_on(self) -> bool:
        """Whether a name is open that may go on in the next row: it is worth nothing yet, and its
        last row comes near the edge."""
        entries = self._items if self._run is not None else self._open
        if not entries or _has_worth(entries[-1]):
            return False
        return entries[-1].rows[-1].end > -ROOM_OF_POINTS * self.em

    def _ways(self, label: Label, row: Row) -> Iterator[tuple[float, Callable[[], None]]]:
        """All that a row with this label may be, each with what speaks against it."""
        found = [*self._as_branch(label, row), *self._as_service(label, row)]
        if self._run is not None:
            found += [*self._as_note(label, row), *self._as_item(label, row)]
        alike = ALIKE if label.alike else 0.0
        return ((cost + alike, take) for cost, take in found if cost + alike < MOST)

    def _as_service(self, label: Label, row: Row) -> Iterator[tuple[float, Callable[[], None]]]:
        if label.kind != "number":
            return
        name = row.text[label.begins :].strip()
        if not self._names_service(name):
            return
        last = self._open[0] if self._open else None
        cost = 0.0
        if last is not None and last.label is not None:
            step = follows(label, last.label)
            again = can_begin(label) and name.text.rstrip("）)").endswith(("費", "つき"))
            if not step and not again:
                return
            cost = self._off(row, last) + (min(MISSING * (step - 1), _GAP) if step else _GAP)
            if name.text == DELETED and self._is_next_note(label):
                cost += UNLIKE
            if not step and not last.children and self._run is None:
                # behind the contents
                cost = 0.0
        elif self.services and last is None and not self._schedule and label.first != 1:
            cost = MISSING
        yield cost, partial(self._add_service, label, row)

    def _is_next_note(self, label: Label) -> bool:
        last = self._run.notes[-1].label.number if self._run is not None else 0
        return last > 0 and label.first == last + 1

    @staticmethod
    def _names_service(name: Traced) -> bool:
        # a unit may go on in the next row: （30分に
        text = _OPEN_UNIT.sub("", split_unit(name)[0].text).rstrip()
        return 0 < len(text) <= _LONGEST_NAME and "。" not in text and text.endswith(_SERVICE_ENDS)

    def _as_branch(self, label: Label, row: Row) -> Iterator[tuple[float, Callable[[], None]]]:
        if label.rank == 0:
            return
        for entry in reversed(self._open):
            if entry.label is None or not entry.rank:
                continue
            step = follows(label, entry.label)
            if 0 < step <= _furthest(label):
                late = _LATE if self._run is not None else 0.0
                prose = UNLIKE if row.text.text.endswith("。") else 0.0
                cost = self._off(row, entry) + MISSING * (step - 1) + late + prose
                yield cost, partial(self._add_branch, label, row, entry.above)
        if can_begin(label):
            yield from self._as_first_branch(label, row)

    def _as_first_branch(
        self, label: Label, row: Row
    ) -> Iterator[tuple[float, Callable[[], None]]]:
        for entry in reversed(self._open):
            if entry.rank >= label.rank or entry.children:
                continue
            cost = 0.0 if row.start > entry.column + SET_IN * self.em else FLUSH
            cost += AFTER_NOTE if self._run is not None else 0.0
            yield cost, partial(self._add_branch, label, row, entry)
            return
        if not self._open and label.kind == "kana" and self._astray:
            head = self._astray[-1]
            if self._names_service(head.text.strip()):
                yield 0.0, partial(self._add_unnumbered, label, row)

    def _as_note(self, label: Label, row: Row) -> Iterator[tuple[float, Callable[[], None]]]:
        """The next note, of which only the number is printed."""
        assert self._run is not None
        last, em = self._run.notes[-1], self.em
        if label.kind != "number" or not last.label.number:
            return
        step = label.first - last.label.number
        if not (0 < step <= _furthest(label) or (step == 0 and label.branch > last.label.branch)):
            return
        begins = row.column_of(label.begins)
        off = abs(begins - last.text_column) / em
        first = self._run.notes[0].column
        if first - 0.6 * em <= row.start <= first + ROOM * em or off < 0.6:
            found = NoteLabel(
                row.text.text[: label.begins], label.first, label.branch, label.begins
            )
            cost = 0.1 + min(off, 1.0) * 0.5 + MISSING * max(step - 1, 0)
            yield cost, partial(self._add_note, row, found)

    def _as_item(self, label: Label, row: Row) -> Iterator[tuple[float, Callable[[], None]]]:
        """An entry of the open note."""
        assert self._run is not None
        note = self._run.notes[-1]
        for at in range(len(self._items) - 1, -1, -1):
            item = self._items[at]
            assert item.label is not None
            step = follows(label, item.label)
            if 0 < step <= _furthest(label):
                cost = self._off(row, item) + MISSING * (step - 1)
                named = note.has_sentences and self._is_name(row)
                yield cost + (UNLIKE if named else 0.0), partial(self._add_item, label, row, at)
        if not can_begin(label) or any(
            item.label.kind == label.kind for item in self._items if item.label
        ):
            return
        at = len(self._items)
        while at and row.start < self._items[at - 1].column + SET_IN * self.em:
            at -= 1
        if at < len(self._items) and self._items[at:]:
            # one level right of nothing that is open: a list at the place of another
            at = len(self._items)
            cost = FLUSH
        else:
            # the number of a note but the first stands right of 注
            first = min(note.column, self._run.column)
            cost = 0.1 if row.start > first - 0.3 * self.em else FLUSH
        yield cost, partial(self._add_item, label, row, at)

    def _is_name(self, row: Row) -> bool:
        """Whether a row is a name, since it neither ends a sentence nor comes to the edge with one
        that goes on; or has points."""
        text = row.text.text
        return ends_in_worth(text) or not (text.endswith("。") or self._at_edge(row))

    def _off(self, row: Row, entry: Entry) -> float:
        """How far a row is off the column of an entry, in characters. Wider labels of two digits
        are set out by half a character, or all of one."""
        return abs(row.start - entry.column) / self.em

    def _opens_note(self, row: Row, note: NoteLabel) -> bool:
        """注 begins a note, except at the place of the prose of one ("注１については…")."""
        if self._run is None:
            return True
        last = self._run.notes[-1]
        follows_ = note.number in {0, 1} or note.number >= last.label.number
        return follows_ and row.start < max(last.text_column, last.column + self.em) - 0.3 * self.em

    # --- what is made of it

    def _add_service(self, label: Label | None, row: Row) -> None:
        self._leave()
        entry = Entry(label, row.start, [row], schedule=self._schedule)
        self.services.append(entry)
        self._open = [entry]

    def _add_unnumbered(self, label: Label, row: Row) -> None:
        head = self._astray.pop()
        self._add_service(None, head)
        self._add_branch(label, row, self._open[0])

    def _add_branch(self, label: Label, row: Row, above: Entry | None) -> None:
        assert above is not None
        self._run, self._items = None, []
        entry = Entry(label, row.start, [row], above)
        above.children.append(entry)
        self._open = [*self._open[: self._open.index(above) + 1], entry]

    def _add_note(self, row: Row, label: NoteLabel) -> None:
        self.placed += 1
        self._items = []
        text_column = row.column_of(label.begins)
        printed = narrow(row.text.text[: label.begins]).strip(" 　.．、")
        note = NoteEntry(label, printed, row.start, text_column, label.begins, [(None, [row])])
        last = self._run.notes[-1].label if self._run else None
        goes_on = last is not None and last.number and (label.number, label.branch) > (
            last.number, last.branch,
        )  # fmt: skip
        if self._run is not None and goes_on:
            self._run.notes.append(note)
        else:
            self._run = NoteRun(list(self._open), [note])
            self.runs.append(self._run)

    def _add_item(self, label: Label, row: Row, at: int) -> None:
        assert self._run is not None
        above = self._items[at - 1] if at else None
        entry = Entry(label, row.start, [row], above)
        self._items = [*self._items[:at], entry]
        self._run.notes[-1].blocks.append((entry, entry.rows))

    def _go_on(self, row: Row) -> None:
        """A row without a label of its own goes on with what is open."""
        if self._run is not None:
            self.placed += 1
            self._go_on_in_note(self._run.notes[-1], row)
        elif self._open:
            entry = self._open[-1]
            if row.text.text.endswith("。") and len(row.text) > _LONGEST_NAME / 2:
                self.unplaced.append(Unplaced.of("orphan", row.text))
                return
            self.placed += 1
            entry.rows.append(row)
        else:
            self._astray.append(row)

    def _goes_on(self, row: Row) -> bool:
        """Whether a row goes on with the open entry: it is not whole, and its last row came to the
        edge or left room for points, or the row stands where it does."""
        if not self._items:
            return False
        last = self._items[-1]
        before, text = last.rows[-1].text.text, row.text.text
        if before.endswith("単位"):
            return text.startswith("数")
        if ends_a_rate(text):
            return True
        if before.endswith("。") or _has_worth(last):
            return False
        row_before = last.rows[-1]
        if row.cell and (row.page, row.cell) == (row_before.page, row_before.cell):
            return True
        beside = row.start > last.column - 0.3 * self.em
        # a column of names, beside one of points, is narrower than the text of notes
        narrow_ = row.end < row_before.end + self.em
        at_edge = row_before.end > -SHORT * self.em
        return beside or narrow_ or at_edge or ends_in_worth(text) or begins_with_rate(text)

    def _go_on_in_note(self, note: NoteEntry, row: Row) -> None:
        """A row of text: of the open entry, or of the note itself if it stands left of that."""
        unfinished = self._is_unfinished()
        if not unfinished and not self._goes_on(row):
            while self._items and (
                row.start < self._items[-1].column + 0.4 * self.em
                or (_has_worth(self._items[-1]) and row.text.text.endswith("。"))
            ):
                self._items.pop()
        entry = self._items[-1] if self._items else None
        if note.blocks[-1][0] is entry:
            note.blocks[-1][1].append(row)
        else:
            note.blocks.append((entry, [row]))


def _furthest(label: Label) -> int:
    return 1 if label.tight else FURTHEST


def _tight(text: str) -> str:
    return "".join(narrow(text).split())


def _has_worth(entry: Entry) -> bool:
    return bool(worth(entry.rows, entry.skip).value)


def edges_of(rows: Sequence[Row], em: float) -> list[float]:
    """The edges of narrower columns: see :mod:`shiryokan.registers.inner_edges`."""
    return inner_edges(map(_ends, rows), em)


def _ends(row: Row) -> Ends:
    text = row.text.text
    labels = [*labels_of(text), note_label_of(text)]
    begins = [label.begins for label in labels if label is not None]
    closed = text.endswith((*_SENTENCE_ENDS, "単位", "単位数", DELETED))
    bare = is_worth(text) or any(not text[begin:].strip() for begin in begins)
    return Ends(row.page, row.start, row.end, closed, bool(begins), bare)


def _without_contents(services: Sequence[Entry], runs: Sequence[NoteRun]) -> list[Entry]:
    """The services without those of the contents, which are worth nothing, have nothing below them
    and come again."""
    noted = {id(run.open[0]) for run in runs}
    names: set[tuple[str, str]] = set()
    kept: list[Entry] = []
    for entry in reversed(services):
        name = split_unit(joined(row.text for row in entry.rows)[entry.skip :].strip())[0]
        bare = not entry.children and id(entry) not in noted
        without_page = {(entry.text, _tight(page.sub("", name.text))) for page in _PAGES}
        if not (bare and without_page & names):
            kept.append(entry)
        names |= without_page
    return kept[::-1]


def give_owners(runs: Sequence[NoteRun], services: Sequence[Entry], em: float) -> None:
    """Put notes under the entries they belong to.

    Notes of one level stand in one column. For the columns of 注 the levels are taken that are set
    out from them, whose entries have each no more than one run of notes, and that are deepest.
    Where services and their branches begin in one column it tells nothing of these: additions
    have notes of their own, and those behind other branches are of the service.
    """
    columns = _level_columns(services)
    branches = min((rank for rank in columns if rank), default=0)
    flush = branches > 0 and abs(columns[branches] - columns[0]) < SET_IN * em
    groups = _by_column(runs, em)
    for group, level in zip(groups, _levels(groups, columns, em), strict=True):
        for run in group:
            owner = _owner(run, level)
            if flush and owner.rank == level == branches and not _is_addition(owner):
                owner = _owner(run, 0)
            owner.notes += run.notes


def _is_addition(entry: Entry) -> bool:
    return worth(entry.rows, entry.skip).name.text.rstrip().endswith(_ADDITIONS)


def _levels(
    groups: Sequence[Sequence[NoteRun]], columns: Mapping[int, float], em: float
) -> list[int]:
    """The level of each column of notes, so that the sum of what speaks against them is least: of
    two columns the one further in is hardly of the same level, and never of one above."""
    best: dict[int, tuple[float, list[int]]] = {}
    for group in groups:
        column = statistics.median(run.column for run in group)
        found: dict[int, tuple[float, list[int]]] = {}
        for rank, at in columns.items():
            own = len(group) * _against(rank, group, column, at, em)
            before = [
                (cost + (_SAME_LEVEL * len(group) if above == rank else 0.0), ranks)
                for above, (cost, ranks) in best.items()
                if above <= rank
            ]
            if before or not best:
                cost, ranks = min(before, default=(0.0, []))
                found[rank] = own + cost, [*ranks, rank]
        best = found
    return min(best.values())[1] if best else []


def _owner(run: NoteRun, level: int) -> Entry:
    return [entry for entry in run.open if entry.rank <= level or not entry.above][-1]


def _level_columns(services: Sequence[Entry]) -> dict[int, float]:
    found: dict[int, list[float]] = {0: []}
    rest = list(services)
    while rest:
        entry = rest.pop()
        found.setdefault(entry.rank, []).append(entry.column)
        rest += entry.children
    return {rank: statistics.median(each) for rank, each in found.items() if each}


def _by_column(runs: Sequence[NoteRun], em: float) -> list[list[NoteRun]]:
    groups: list[list[NoteRun]] = []
    for run in sorted(runs, key=lambda each: each.column):
        if groups and run.column - groups[-1][-1].column < 0.35 * em:
            groups[-1].append(run)
        else:
            groups.append([run])
    return groups


def _against(
    rank: int, group: Sequence[NoteRun], column: float, of_level: float, em: float
) -> float:
    """What speaks against a level as that of the notes of a column."""
    owners = [_owner(run, rank) for run in group]
    again = 1 - len(set(map(id, owners))) / len(owners)
    absent = sum(owner.rank != rank for owner in owners) / len(owners)
    room = (column - of_level) / em
    place = 0.0 if room >= 0.75 else 0.5 if room >= 0.3 else 1.0 if room >= -0.3 else 3.0
    return 4.0 * again + place + 0.6 * absent - 0.1 * rank
