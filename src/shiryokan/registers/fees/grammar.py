"""From rows to items, by columns and the order of labels.

In short, each line being a row, ``>`` one character further in::

    schedule = { table | heading | preamble | "区分" | group | item }
    table    = "別表第" number                     a schedule of its own (medical, dental, …)
    heading  = ("第" number ("章"|"部"|"節"|"款")) space title
    preamble = "通則" or prose below a heading, up to the next heading, group or code
    group    = "（" … "）"                             alone in the body column
    item     = code space name [value] { row of the name } { variant | note }
    variant  = label space [name] [value] { row } { > variant } { > note }
    note     = "注" [number] space text { row } { > number space text { row } } { part }
    part     = label space text { row } { > part }

A label opens an entry beside the open one of its kind and column whose order it continues; or
below the one it is set in from, if a list can begin with it. Any other row goes on with what was
last opened. Numbers stand above kana, these above brackets, circles and letters, so that a number
below イ is no label but the name's ("イ　Ｋ８７２－３　…　１　…"). A note ends with a row left of
注. Nothing is read from the flow of paragraphs.
"""

from __future__ import annotations

import re

from shiryokan.paper.page_edge import is_page_label
from shiryokan.registers.base import Unplaced
from shiryokan.registers.fees.entries import Entry, Heading, ItemEntry, NoteEntry
from shiryokan.registers.fees.labels import Label, begins, follows, label_of, loose_labels, rank
from shiryokan.registers.fees.rows import Row
from shiryokan.registers.fees.survey import Columns
from shiryokan.registers.fees.written import closes_bracket, note_of
from shiryokan.registers.item_codes import LETTERED_ROW, NUMBERED_ROW
from shiryokan.registers.label_costs import NOTE_IN
from shiryokan.registers.source_text import Traced, joined

_LEVELS = "章部節款"
_HEADING = re.compile(
    r"(?P<number>第[\s　]*[0-9０-９一二三四五六七八九十]+[\s　]*(?P<level>[章部節款])"
    r"(?:の[0-9０-９]+)?)[\s　]+(?P<title>[^。]+)"
)
_PREAMBLE = re.compile(r"通[\s　]*則")
_SECTION = re.compile(r"区[\s　]*分")
_TABLE = re.compile("別表第[0-9０-９一二三四五六七八九十]+")
_GROUP = re.compile(r"[（(][^（）()]*(?:[（(][^（）()]*[）)][^（）()]*)*[）)]")
_NUMBER_IN_TEXT = re.compile(r"[0-9０-９]{1,3}[\s　]")
_BRACKETED_PAGE = re.compile("[（(][0-9０-９]{1,4}[）)]")
"""The number of a page in brackets."""
_ALIGNED = 0.3
"""How far apart rows of one list begin at most, in characters, whose labels their place tells."""
_FULL = 9
"""A name whose row ends so many characters before the edge, or more, does not go on in the next."""
_ENDED = ("。", "）", "点", "削除")
"""At the end of a row, that of a sentence or an entry."""
_PAID = re.compile("[0-9０-９]点$")
_FURTHEST = 3
"""How many labels may be missing in a list before a label is no longer taken for its next."""


class Grammar:
    """Takes rows one by one; ``items`` and ``unplaced`` are what came of them."""

    def __init__(self, columns: Columns) -> None:
        self.columns = columns
        self.items: list[ItemEntry] = []
        self.unplaced: list[Unplaced] = []
        self._path: list[Heading] = []
        self._group = Traced()
        self._item: ItemEntry | None = None
        self._open: list[Entry] = []
        self._parts: list[Entry] = []
        self._note: NoteEntry | None = None
        self._section = False
        self._astray: list[Row] = []
        self._last_row: Row | None = None

    def read(self, row: Row) -> None:
        """The next row."""
        if row.furniture and not self._is_body(row):
            return
        self._read(row)
        self._last_row = row

    def _read(self, row: Row) -> None:
        if self._structure(row):
            return
        if self._item is None:
            self._outside(row)
            return
        if self._note is None and self._closes_bracket(row):
            self._in_variants(row, None)
            return
        label = label_of(row.text.text, tight=self.columns.tight) or self._due(row)
        bare = label is not None and label.kind == "note" and not label.first
        if label is None or (bare and label.begins == label.end):
            label = self._tight_note(row) or label
        if label is not None and label.kind == "note" and self._opens_note(row):
            self._add_note(row, label)
        elif self._note is not None and row.x0 > self._note.column - 0.5 * self.columns.em:
            self._in_note(row, label)
        else:
            self._note = None
            self._in_variants(row, label)

    def finish(self) -> None:
        """No rows are left."""
        self._leave()

    def _is_body(self, row: Row) -> bool:
        """Rows that come back at the same place ("２　その他のもの　50点") look like furniture."""
        text, columns = row.text.text, self.columns
        if is_page_label(text) or _BRACKETED_PAGE.fullmatch(text):
            return False
        if columns.at(row.x0, columns.code):
            return bool(self._code(text) or _PREAMBLE.fullmatch(text))
        return row.x0 > columns.body - columns.em and (
            label_of(text) is not None or text.endswith(("点", "。", "）"))
        )

    def _structure(self, row: Row) -> bool:
        """Headings, 通則, 区分, groups and codes: what a part or an item begins with."""
        text, columns = row.text.text, self.columns
        heading = _HEADING.fullmatch(text)
        if heading and not columns.at(row.x1, columns.right):
            self._leave()
            self._enter(heading, row)
        elif columns.at(row.x0, columns.code) and _PREAMBLE.fullmatch(text):
            self._leave()
            self._group = Traced()
        elif columns.at(row.x0, columns.code) and _SECTION.fullmatch(text):
            self._leave()
            self._section = True
        elif columns.at(row.x0, columns.body) and _GROUP.fullmatch(text):
            self._leave()
            self._group = row.text
        elif _TABLE.match(text) and row.x0 < columns.code + columns.em:
            self._leave()
            self._path, self._group, self._section = [], Traced(), False
            return False
        elif columns.at(row.x0, columns.code) and (code := self._code(text)):
            self._leave()
            path = list(self._path)
            self._item = ItemEntry([row], code["code"], path, self._group)
            self.items.append(self._item)
        else:
            return False
        return True

    def _code(self, text: str) -> re.Match[str] | None:
        """A code at the beginning of a row; a plain number is one only below the head 区分."""
        return LETTERED_ROW.match(text) or (NUMBERED_ROW.match(text) if self._section else None)

    def _enter(self, match: re.Match[str], row: Row) -> None:
        level = _LEVELS.index(match["level"])
        number, title = row.text.cut(match, "number"), row.text.cut(match, "title")
        self._path = [*(h for h in self._path if h.level < level), Heading(level, number, title)]
        self._group, self._section = Traced(), False

    def _leave(self) -> None:
        """What follows belongs neither to the open item nor to the prose before it."""
        self._item = self._note = None
        self._open, self._parts = [], []
        self._put_astray()

    def _outside(self, row: Row) -> None:
        if (
            _NUMBER_IN_TEXT.match(row.text.text)
            and row.x0 < self.columns.code + self.columns.em * 2
        ):
            self._put_astray()
        self._astray.append(row)

    def _put_astray(self) -> None:
        if self._astray:
            text = joined(row.text for row in self._astray)
            self.unplaced.append(Unplaced.of("orphan", text))
        self._astray = []

    def _due(self, row: Row) -> Label | None:
        """The label that a list goes on or begins with, where labels have no white behind them and
        what follows could go on with it ("１月の２回目以降")."""
        if not self.columns.tight or self._item is None:
            return None
        note, em = self._note, self.columns.em
        within = note is not None and row.x0 > note.column + 0.5 * em
        entries = self._parts if within else self._open
        for label in loose_labels(row.text.text):
            for entry in entries:
                if follows(label, entry.label) == 1 and abs(entry.column - row.x0) < _ALIGNED * em:
                    return label
            if label.first == 1 and self._may_begin(row, label, within=within):
                return label
        return None

    def _may_begin(self, row: Row, label: Label, *, within: bool) -> bool:
        """Whether a list may begin with a row: what stands above it neither goes on in it nor is
        worth points itself, and its column is that of such lists."""
        item, em = self._item, self.columns.em
        assert item is not None
        if within:
            assert self._note is not None
            above = self._note.blocks[-1][1][-1].text.text
            return (
                label.kind == "kana"
                and above.endswith("。")
                and _PAID.search(row.text.text) is not None
            )
        if label.kind == "number":
            first = not (self._open or item.notes or item.variants) and len(item.rows) == 1
            # a number of more digits is that of a sentence
            single = not row.text.text[label.end : label.end + 1].isdecimal()
            at_body = abs(row.x0 - self.columns.body) < _ALIGNED * em
            return first and single and at_body and item.rows[0].x1 < self.columns.right - em
        if not self._open:
            return False
        last = self._open[-1].rows[-1]
        return row.x0 > self._open[-1].column + 0.4 * em and self._is_short(last)

    def _tight_note(self, row: Row) -> Label | None:
        """注 with no white behind it, where what stands above is at its end: 注射 is a word."""
        last = self._last_row
        ended = last is not None and last.text.text.endswith(_ENDED)
        text = row.text.text
        found = note_of(text) if ended or self._is_short(last) else None
        return found.label if found is not None and text[found.label.begins :].strip() else None

    def _is_short(self, row: Row | None) -> bool:
        return row is not None and row.x1 < self.columns.right - _FULL * self.columns.em

    def _closes_bracket(self, row: Row) -> bool:
        """Whether a row closes the bracket that the name above it has left open."""
        assert self._item is not None
        last = (self._open[-1].rows if self._open else self._item.rows)[-1]
        return closes_bracket(last.text.text, row.text.text)

    def _opens_note(self, row: Row) -> bool:
        """注 begins a note, except within one (a row of prose may begin with "注 11 本文")."""
        note, em = self._note, self.columns.em
        return note is None or row.x0 < note.column + 0.5 * em

    def _add_note(self, row: Row, label: Label) -> None:
        em = self.columns.em
        self._open = [entry for entry in self._open if entry.column < row.x0 - NOTE_IN * em]
        owner = self._open[-1] if self._open else None
        self._new_note(row, label, owner, row.x0)

    def _new_note(self, row: Row, label: Label, owner: Entry | None, column: float) -> None:
        assert self._item is not None
        number = label.text
        self._parts = []
        self._note = NoteEntry(number, owner, column, label.begins, label.last, [(None, [row])])
        self._item.notes.append(self._note)

    def _in_note(self, row: Row, label: Label | None) -> None:
        note, em = self._note, self.columns.em
        assert note is not None
        if label is not None and self._is_next_note(note, row, label):
            self._new_note(row, label, note.owner, note.column)
            return
        if label is None and (tight := self._tight_next(note, row)) is not None:
            self._new_note(row, tight, note.owner, note.column)
            return
        least = note.column + 0.5 * em
        if label is not None and label.kind != "note" and row.x0 > least:
            found = self._place(self._parts, label, row.x0)
            if found is not None:
                entry = Entry(label, row.x0, [row], found[-1] if found else None)
                self._parts = [*found, entry]
                note.blocks.append((entry, entry.rows))
                return
        self._go_on_in_note(note, row)

    def _tight_next(self, note: NoteEntry, row: Row) -> Label | None:
        """The number of the next note with no white behind it, at the place of 注, below a sentence
        or an entry that is at its end."""
        last = self._last_row
        if (
            last is None
            or not note.number
            or abs(row.x0 - note.column) > _ALIGNED * self.columns.em
        ):
            return None
        if not last.text.text.endswith(_ENDED):
            return None
        due = note.order + 1
        found = (each for each in loose_labels(row.text.text) if each.kind == "number")
        return next((each for each in found if each.first == due), None)

    def _is_next_note(self, note: NoteEntry, row: Row, label: Label) -> bool:
        em = self.columns.em
        if label.kind != "number" or not note.number:
            return False
        if not 0 < label.first - note.order <= _FURTHEST:
            return False
        return -0.6 * em < row.x0 - note.column < 1.6 * em

    def _go_on_in_note(self, note: NoteEntry, row: Row) -> None:
        """A row of text: of the open part, or of the note itself if it stands left of the part."""
        em = self.columns.em
        while self._parts and row.x0 < self._parts[-1].column + 0.4 * em:
            self._parts.pop()
        entry = self._parts[-1] if self._parts else None
        if note.blocks[-1][0] is not entry:
            note.blocks.append((entry, [row]))
        else:
            note.blocks[-1][1].append(row)

    def _in_variants(self, row: Row, label: Label | None) -> None:
        item, em = self._item, self.columns.em
        assert item is not None
        if label is not None and label.kind != "note" and row.x0 > self.columns.body - 0.6 * em:
            found = self._place(self._open, label, row.x0)
            if found is not None:
                entry = Entry(label, row.x0, [row], found[-1] if found else None)
                self._open = [*found, entry]
                item.variants.append(entry)
                return
        if item.notes and not self._open:
            self.unplaced.append(Unplaced.of("orphan", row.text))
            return
        (self._open[-1].rows if self._open else item.rows).append(row)

    def _place(self, entries: list[Entry], label: Label, x: float) -> list[Entry] | None:
        """The open entries that stay open when ``label`` at ``x`` opens one; None if it does not.

        The new entry is a sibling of what is closed, or a child of the last that stays open.
        """
        em = self.columns.em
        for i in range(len(entries) - 1, -1, -1):
            step, off = follows(label, entries[i].label), abs(entries[i].column - x)
            near = 0.6 * em if step != 1 else 1.7 * em
            if 0 < step <= _FURTHEST and off < near:
                return entries[:i]
        if not begins(label):
            return None
        above = [entry for entry in entries if entry.column < x - 0.4 * em]
        if any(rank(entry.label) >= rank(label) for entry in above):
            return None
        return above
