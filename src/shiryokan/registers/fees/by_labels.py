"""Schedules read by the order of their labels, where their columns tell nothing.

:mod:`.grammar` reads the schedules of the ministry, whose columns stand characters apart. Set by
others, variants begin half a character right of the codes or below them, papers are vertical, with
numbers in kanji, labels have no white behind them, and points stand behind names or in a row of
their own. Here a row may be whatever its label can be that goes on with what is open, and the
reading that fits its place and the order of labels best is taken. Within a sentence that has not
ended nothing begins.
"""

from __future__ import annotations

import itertools
import re
import statistics
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from shiryokan.paper.document import Document
from shiryokan.paper.model import Page
from shiryokan.registers.base import Unplaced
from shiryokan.registers.errors import NoRecords
from shiryokan.registers.fees import written
from shiryokan.registers.fees.entries import Entry, Heading, ItemEntry, NoteEntry
from shiryokan.registers.fees.labels import Label, begins, follows, rank
from shiryokan.registers.fees.rows import Row
from shiryokan.registers.fees.survey import LEAST_ITEMS, NAME
from shiryokan.registers.fees.values import is_points, weighed
from shiryokan.registers.fees.written import CodeRow, Found
from shiryokan.registers.inner_edges import Ends, inner_edges, reaches
from shiryokan.registers.item_codes import order
from shiryokan.registers.label_costs import (
    AFTER_NOTE,
    ALIKE,
    FLUSH,
    FURTHEST,
    MISSING,
    MOST,
    NOTE_IN,
    ROOM,
    ROOM_OF_POINTS,
    SET_IN,
    SHORT,
    TIGHT,
    UNLIKE,
)
from shiryokan.registers.source_text import Traced, joined

_AT_CODE = 0.9
"""How far off their column codes may begin, in characters."""
_OUT_OF_ORDER = 0.2
"""Share of the codes that may not be greater than the one before them."""
_TWICE = 0.05
"""Share of the codes that may come twice."""
_OLD_OR_NEW = re.compile("改正[前後案](?:欄)?|現行|改正[前後案](?:改正[前後案]|現行)|[新旧]|新旧")
"""Heads of the columns of a comparison."""
_PAID = 0.5
"""Share of the items that must be paid, or have something below them that is."""
_LEVELS = "章部節款"
_PARTICLES = "の|に|から|まで|及び|又は|若しくは|並びに|を|は|と|、"
"""Behind the number of a section in a sentence."""
_HEADING = re.compile(
    r"(?P<number>第[\s　]*[0-9０-９一二三四五六七八九十]+[\s　]*(?P<level>[章部節款])"
    r"(?:の[0-9０-９一二三四五六七八九十]+)?)"
    rf"(?:[\s　]+|(?!{_PARTICLES}))"
    r"(?P<title>[^。、]+)"
)
_PREAMBLE = re.compile(r"[［\[【〔＜（(]?(?:通[\s　]*則|目[\s　]*次)[］\]】〕＞）)]?")
_SECTION = re.compile(r"区[\s　]*分")
_TABLE = re.compile(
    r"別表第[0-9０-９一二三四五六七八九十]+|[^。]{0,12}診療報酬点数表|[^。]{0,4}調剤報酬点数表"
)
_ENDS = ("。", "。）", "。)", "。」")
_NO_NAME = tuple("のにかをはがとへ、。及又若並")
"""What stands behind a code in a sentence."""


def glance(pages: Sequence[Page]) -> bool:
    """Whether lines begin with codes, and many end in points."""
    codes = numbered = points = 0
    headed = bare = False
    for page in pages:
        for block in page.blocks:
            for line in block.lines:
                text = line.text.strip()
                codes += written.lettered(text) is not None
                numbered += written.numbered(text) is not None
                headed |= _TABLE.search(text) is not None or _SECTION.fullmatch(text) is not None
                points += written.ends_in_number(text)
                bare |= "点数" in text
    enough = codes >= LEAST_ITEMS or (headed and numbered >= LEAST_ITEMS)
    return enough and (points >= LEAST_ITEMS or bare)


class Reading:
    """A document read so; raises :class:`NoRecords` where it is no schedule."""

    def __init__(self, source: Document) -> None:
        if not glance(source.pages):
            raise NoRecords(NAME, "hardly any row begins with a code, or ends in points")
        self.rows = written.with_signs(written.rows_of(source))
        if not self.rows:
            raise NoRecords(NAME, "no rows")
        em = statistics.median(row.height for row in self.rows)
        self.codes = _codes(self.rows, em)
        grammar = Grammar(em, self.codes, _edges_of(self.rows, em))
        for row in self.rows:
            grammar.read(row)
        grammar.finish()
        self.items = grammar.items
        self.unplaced = grammar.unplaced
        _check(self.items)


def _edges_of(rows: Sequence[Row], em: float) -> list[float]:
    return inner_edges(map(_ends, rows), em)


def _ends(row: Row) -> Ends:
    text = row.text.text
    code, note = written.lettered(text), written.note_of(text)
    rests = [text[found.label.begins :] for found in written.labels_of(text) if not found.tight]
    rests += [code.rest] if code is not None else []
    rests += [text[note.label.begins :]] if note is not None else []
    closed = text.endswith((*_ENDS, "削除")) or written.ends_in_points(text)
    bare = any(not rest.strip() or is_points(rest.strip()) for rest in [*rests, text])
    return Ends(row.page, row.x0, row.x1, closed, bool(rests), bare)


def _codes(rows: Sequence[Row], em: float) -> dict[int, CodeRow]:
    """The rows that begin with an item's code, by their ``id``: these stand in one column, each
    code greater than the one before it."""
    lettered = [(row, code) for row in rows if (code := written.lettered(row.text.text))]
    sort = lettered
    if len(lettered) < LEAST_ITEMS:
        sort = [(row, code) for row in rows if (code := written.numbered(row.text.text))]
    sort = [each for each in sort if not each[1].rest.startswith(_NO_NAME)]
    if len(sort) < LEAST_ITEMS:
        raise NoRecords(NAME, "no rows that begin with an item code")
    _check_distinct(rows, {id(row): code for row, code in sort})
    column = _leftmost([row.x0 for row, _ in sort], em)
    at = [(row, code) for row, code in sort if abs(row.x0 - column) < _AT_CODE * em]
    keys = [order(code.codes[0]) for _, code in at]
    falls = sum(a >= b for a, b in itertools.pairwise(keys))
    if len(at) < LEAST_ITEMS or falls > max(1, _OUT_OF_ORDER * (len(keys) - 1)):
        raise NoRecords(NAME, "the codes at the beginning of rows are in no order")
    return {id(row): code for row, code in at}


def _tight(text: str) -> str:
    return "".join(text.split())


def _check_distinct(rows: Sequence[Row], codes: dict[int, CodeRow]) -> None:
    """Leave where codes come twice, as where old and new are compared: of one table, since each
    begins with the same."""
    seen: set[str] = set()
    twice = 0
    for row in rows:
        text = _tight(row.text.text)
        if _OLD_OR_NEW.fullmatch(text):
            raise NoRecords(NAME, "old and new stand side by side")
        if _TABLE.match(text) and "。" not in text:
            seen = set()
        if code := codes.get(id(row)):
            twice += code.codes[0] in seen
            seen.add(code.codes[0])
    if twice > _TWICE * len(codes):
        raise NoRecords(NAME, "the codes come twice, as where old and new are compared")


def _leftmost(places: Sequence[float], em: float) -> float:
    """The place at which most rows begin."""
    return max(places, key=lambda x: (sum(abs(x - y) < 0.5 * em for y in places), -x))


def _check(items: Sequence[ItemEntry]) -> None:
    paid = sum(
        any(weighed(each.rows, skip).points is not None for each, skip in paid_rows(item))
        for item in items
    )
    if paid < max(LEAST_ITEMS, _PAID * len(items)):
        raise NoRecords(NAME, "the codes have no points below them")


def paid_rows(item: ItemEntry) -> Iterator[tuple[ItemEntry | Entry, int]]:
    """All that an item may pay for, with how much of the first row is its label."""
    yield item, len(item.code)
    yield from ((each, each.skip) for each in item.variants)
    for note in item.notes:
        yield from (
            (part, part.skip)
            for part, rows in note.blocks
            if part is not None and rows is part.rows
        )


def _is_paid(entry: Entry) -> bool:
    return weighed(entry.rows, entry.skip).points is not None


class Grammar:
    """Takes rows one by one; ``items`` and ``unplaced`` are what came of them."""

    def __init__(
        self, em: float, codes: dict[int, CodeRow], inner: Sequence[float] = ()
    ) -> None:  # fmt: skip
        """``inner`` are the edges of narrower columns."""
        self.em = em
        self.inner = inner
        self.items: list[ItemEntry] = []
        self.unplaced: list[Unplaced] = []
        self._codes = codes
        self._title = ""
        self._path: list[Heading] = []
        self._item: ItemEntry | None = None
        self._open: list[Entry] = []
        self._parts: list[Entry] = []
        self._note: NoteEntry | None = None
        self._text_column = 0.0
        self._waiting: Row | None = None
        self._astray: list[Row] = []
        self._last: Row | None = None

    def read(self, row: Row) -> None:
        """The next row."""
        if self._is_title_again(row):
            return
        if not self._structure(row):
            if self._item is None:
                self._astray.append(row)
            else:
                self._in_item(row)
        self._last = row

    def finish(self) -> None:
        """No rows are left."""
        self._leave()

    def _is_title_again(self, row: Row) -> bool:
        """Whether a row is the title of the table that is open: it heads each page."""
        return self._item is not None and _tight(row.text.text) == self._title != ""

    def _structure(self, row: Row) -> bool:
        text = row.text.text
        code = self._codes.get(id(row))
        if code is not None and not self._is_unfinished():
            self._leave()
            self._item = ItemEntry([row], code.printed, list(self._path), Traced())
            self.items.append(self._item)
            return True
        heading = _HEADING.fullmatch(text)
        if heading and not written.ends_in_points(text) and not self._is_unfinished():
            self._leave()
            level = _LEVELS.index(heading["level"])
            made = Heading(level, row.text.cut(heading, "number"), row.text.cut(heading, "title"))
            self._path = [*(h for h in self._path if h.level < level), made]
        elif _PREAMBLE.fullmatch(text) or _SECTION.fullmatch(text):
            self._leave()
        elif _TABLE.match(text) and "。" not in text and not written.ends_in_points(text):
            if self._item is not None and self._note is not None and self._is_unfinished():
                return False
            self._leave()
            self._path, self._title = [], _tight(text)
        else:
            return False
        return True

    def _leave(self) -> None:
        self._item = self._note = self._waiting = None
        self._open, self._parts = [], []
        if self._astray:
            text = joined(row.text for row in self._astray)
            self.unplaced.append(Unplaced.of("orphan", text))
        self._astray = []

    # --- what a row may be

    def _in_item(self, row: Row) -> None:
        text = row.text.text
        unfinished = self._is_unfinished() or self._closes_bracket(row)
        if self._waiting is not None:
            self._begin_waiting(row)
            return
        note = written.note_of(text)
        if note is not None and not unfinished and self._opens_note(row, note):
            if not note.label.first and not text[note.label.begins :].strip():
                # 注 stands alone: its numbers, or its text, follow
                self._waiting = row
            else:
                self._add_note(row, note)
            return
        ways = [] if unfinished or is_points(text) else list(self._ways(row))
        if ways:
            _, take = min(ways, key=lambda way: way[0])
            take()
        else:
            self._go_on(row)

    def _begin_waiting(self, row: Row) -> None:
        """What follows a row of 注 alone: the first of several notes, or the text of one."""
        self._waiting = None
        note = Found(Label("note", "", 0, 0, 0, 0), tight=False)
        for found in written.labels_of(row.text.text):
            if found.label.kind == "number" and found.label.first == 1:
                label = Label("note", "1", 1, 1, found.label.end, found.label.begins)
                note = Found(label, tight=found.tight)
                break
        self._add_note(row, note)

    def _is_unfinished(self) -> bool:
        """Whether what is open is within a sentence, or a name that runs on."""
        last = self._last
        if last is None or self._item is None:
            return False
        text = last.text.text
        at_edge = self._at_edge(last)
        if self._note is not None and not self._parts:
            rows = self._note.blocks[-1][1]
            if rows and rows[-1] is last:
                return not text.endswith((*_ENDS, "削除")) and at_edge
        return self._note is None and at_edge and written.OPEN_BRACKET.search(text) is not None

    def _at_edge(self, row: Row) -> bool:
        """Whether a row ends at the edge of the page, or at that of a column within a table."""
        return reaches(row.x1, self.inner, SHORT * self.em)

    def _closes_bracket(self, row: Row) -> bool:
        """Whether a row closes the bracket that the name above it has left open."""
        if self._note is not None or self._last is None:
            return False
        return written.closes_bracket(self._last.text.text, row.text.text)

    def _runs_on(self) -> bool:
        """Whether a name is open that may go on in the next row: it is worth nothing yet, and its
        last row comes near the edge."""
        entries = self._parts if self._note is not None else self._open
        if not entries or self._last is None:
            return False
        return not _is_paid(entries[-1]) and self._last.x1 > -ROOM_OF_POINTS * self.em

    def _ways(self, row: Row) -> Iterator[tuple[float, Callable[[], None]]]:
        """All that a row may be that begins with a label, each with what speaks against it."""
        for found in written.labels_of(row.text.text):
            if found.counted and self._runs_on():
                continue
            more = (TIGHT if found.tight else 0.0) + (ALIKE if found.alike else 0.0)
            ways = [*self._as_variant(found, row)]
            if self._note is not None:
                ways += [*self._as_note(found, row), *self._as_part(found, row)]
            yield from ((cost + more, take) for cost, take in ways if cost + more < MOST)

    def _as_variant(self, found: Found, row: Row) -> Iterator[tuple[float, Callable[[], None]]]:
        label = found.label
        late = AFTER_NOTE if self._note is not None else 0.0
        for at in range(len(self._open) - 1, -1, -1):
            entry = self._open[at]
            step = follows(label, entry.label)
            if 0 < step <= (1 if found.tight else FURTHEST):
                cost = self._off(row, entry) + MISSING * (step - 1) + late / 2
                yield cost, partial(self._add_variant, label, row, at)
        if not begins(label) or any(entry.label.kind == label.kind for entry in self._open):
            return
        above = self._open[-1] if self._open else None
        if above is None:
            if self._item is not None and not self._item.variants:
                yield late, partial(self._add_variant, label, row, 0)
        elif rank(above.label) < rank(label):
            set_in = row.x0 > above.column + SET_IN * self.em
            cost = (0.0 if set_in else FLUSH) + late + (FLUSH if _is_paid(above) else 0.0)
            yield cost, partial(self._add_variant, label, row, len(self._open))

    def _as_note(self, found: Found, row: Row) -> Iterator[tuple[float, Callable[[], None]]]:
        """The next note, of which only the number is printed."""
        note, label = self._note, found.label
        assert note is not None
        if label.kind != "number" or not note.number:
            return
        step = label.first - note.order
        if not 0 < step <= (1 if found.tight else FURTHEST):
            return
        off = abs(self._text_at(row, label.begins) - self._text_column) / self.em
        if -0.6 * self.em <= row.x0 - note.column <= ROOM * self.em or off < 0.6:
            cost = 0.1 + min(off, 1.0) * 0.5 + MISSING * (step - 1)
            as_note = Label("note", label.text, label.first, label.last, label.end, label.begins)
            yield cost, partial(self._add_note, row, Found(as_note, tight=found.tight))

    def _as_part(self, found: Found, row: Row) -> Iterator[tuple[float, Callable[[], None]]]:
        note, label = self._note, found.label
        assert note is not None
        if label.kind == "number":
            return
        for at in range(len(self._parts) - 1, -1, -1):
            part = self._parts[at]
            step = follows(label, part.label)
            if 0 < step <= (1 if found.tight else FURTHEST):
                cost = self._off(row, part) + MISSING * (step - 1)
                # entries are names: a kanji that runs to the edge without points begins a note
                text = row.text.text
                runs_on = self._at_edge(row) and not written.ends_in_points(text)
                prose = text.endswith("。") or (runs_on and found.alike)
                cost += UNLIKE if prose and _is_paid(part) else 0.0
                yield cost, partial(self._add_part, label, row, at)
        if not begins(label) or any(part.label.kind == label.kind for part in self._parts):
            return
        at = len(self._parts)
        while at and row.x0 < self._parts[at - 1].column + SET_IN * self.em:
            at -= 1
        if at < len(self._parts):
            at, cost = len(self._parts), FLUSH
        else:
            cost = 0.1 if row.x0 > note.column - 0.3 * self.em else FLUSH
        yield cost, partial(self._add_part, label, row, at)

    def _opens_note(self, row: Row, note: Found) -> bool:
        """注 begins a note, except within the text of one that goes on to begin so."""
        if self._note is None:
            return True
        number = note.label.first
        return number in {0, 1} or number > self._note.order

    def _off(self, row: Row, entry: Entry) -> float:
        return abs(row.x0 - entry.column) / self.em

    def _text_at(self, row: Row, begin: int) -> float:
        return row.left_of(begin) if begin < len(row.text) else row.x1

    # --- what is made of it

    def _add_variant(self, label: Label, row: Row, at: int) -> None:
        assert self._item is not None
        self._note, self._parts = None, []
        above = self._open[at - 1] if at else None
        entry = Entry(label, row.x0, [row], above)
        self._open = [*self._open[:at], entry]
        self._item.variants.append(entry)

    def _add_note(self, row: Row, found: Found) -> None:
        assert self._item is not None
        label, last = found.label, self._note
        goes_on = last is not None and last.number and label.first > last.order
        if goes_on:
            assert last is not None
            owner, column = last.owner, last.column
        else:
            column = row.x0
            above = [e for e in self._open if e.column < column - self._note_in(e) * self.em]
            owner = above[-1] if above else None
            if owner is not None:
                self._open = self._open[: self._open.index(owner) + 1]
        self._parts = []
        self._text_column = self._text_at(row, label.begins)
        self._note = NoteEntry(label.text, owner, column, label.begins, label.last, [(None, [row])])
        self._item.notes.append(self._note)

    def _note_in(self, entry: Entry) -> float:
        """How much further in than an entry a note of it begins, in characters: where nothing is
        set in, white before a note may be but that of its frame."""
        assert self._item is not None
        code = self._item.rows[0].x0
        return NOTE_IN if entry.column > code + SET_IN * self.em else 1.0

    def _add_part(self, label: Label, row: Row, at: int) -> None:
        assert self._note is not None
        above = self._parts[at - 1] if at else None
        entry = Entry(label, row.x0, [row], above)
        self._parts = [*self._parts[:at], entry]
        self._note.blocks.append((entry, entry.rows))

    def _go_on(self, row: Row) -> None:
        """A row without a label goes on with what is open."""
        assert self._item is not None
        note = self._note
        if note is None:
            (self._open[-1].rows if self._open else self._item.rows).append(row)
            return
        last = self._parts[-1] if self._parts else None
        if last is not None and row.text.text.endswith("。") and _is_paid(last):
            self._parts = []
        entry = self._parts[-1] if self._parts else None
        if note.blocks[-1][0] is not entry:
            note.blocks.append((entry, [row]))
        else:
            note.blocks[-1][1].append(row)
