"""From lines in columns to what changes: rows of cells, rows that a column of signs parts, or the
numbered places of two running texts."""

from __future__ import annotations

import itertools
import re
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from rapidfuzz import fuzz

from shiryokan.paper.model import Direction, Line, Struck
from shiryokan.registers.amendments.labels import Label, label_of
from shiryokan.registers.amendments.tables import Comparison, Placed
from shiryokan.registers.narrow_text import narrow
from shiryokan.registers.source_text import Piece, Traced, joined

SIGN = re.compile(r"[【〔［\[](?P<sign>[^】〕］\]]{1,20})[】〕］\]]")
PLACEHOLDER = re.compile(
    r"[（(〔［【\[〈《<]?(?:新[ 　]*設|新[ 　]*規(?:追加)?|追[ 　]*加|削[ 　]*る|削[ 　]*除"
    r"|廃[ 　]*止|削り|加える|新たに規定)。?[）)〕］】\]〉》>]?。?"
    r"|[（(〔［【\[〈《<](?:規定|記載|該当)?な[ 　]*し[）)〕］】\]〉》>]"
)
_STAYS = (
    r"同[ 　]*[左右上じ]|同様|(?:変更|改正|修正)[ 　]*な[ 　]*し"
    r"|(?:現行|従前|従来|現在|改正前|変更前)の?(?:とおり|どおり|通り|まま)"
)
_OPEN, _CLOSED = r"[（(〔［【\[〈《<]", r"[）)〕］】\]〉》>]"
LEFT_OUT = re.compile(
    rf"{_OPEN}\s*(?:{_STAYS}|(?:中|以下|前|後|省)?[ 　]*略)\s*{_CLOSED}|同左|同右"
)
_BARE = re.compile("(?:以下|中|前|後|省)?略")
"""The same without brackets, where nothing else stands behind a number."""
STAYS = re.compile(rf"{_OPEN}\s*(?:{_STAYS})\s*{_CLOSED}|同左|同右")
"""What says that the text of the other side stays."""
_CLOSE = 0.15
"""Share of the steps from line to line that are surely not over an empty line."""
_EMPTY, _BEHIND = 1.6, 0.9
"""Steps from line to line across which white is an empty line, and the share of the numbered
paragraphs that must begin behind such white for it to part rows."""
_STANDS = re.compile(
    rf"{PLACEHOLDER.pattern}|{LEFT_OUT.pattern}"
    rf"|[^。、]{{1,16}}(?:{LEFT_OUT.pattern})|[（(][^（）()。]{{1,20}}[）)]"
)
"""A line that is a paragraph by itself: 六～九　（略）, （報告の義務）."""
_BLANK = 1.6
"""Lines farther apart than so many times the usual are of two rows."""
_SLACK = 1.1
"""Characters that a full line may end before the end of the longest besides what found no room."""
_UNIT = re.compile(r"[(（]?[0-9A-Za-z,]+[)）]?[、。）)」]*|.[、。）)」]*")
"""What is never parted at the end of a line."""
_LONG = 0.96
"""Share of the lines of a column that end before its longest."""
_MANY = 20
"""Lines of a column from which on its longest few are left out of account."""
_WHITE = 0.3
"""White between two pieces of a line, in characters, from which on they are parted."""
_SIMILAR = 0.45
"""Likeness of two paragraphs from which on they can be one place of old and new."""
_BAND = 60
"""How many paragraphs old and new may be out of step."""
_CELLS = 2
"""So many rows of cells on some page make a table of rows."""
_AT = 2.0
"""Points by which a rule may stand beside the end of a cell."""
_ENDS = "。．」）)"
_NAMES = re.compile(r"[^\s（(〔［\[【]")
"""What stands behind a number that names a place, and begins none: 第二項の規定により."""


@dataclass
class Row:
    """What stands side by side: paragraphs of old and new, and the words beside them."""

    old: list[Traced] = field(default_factory=list)
    new: list[Traced] = field(default_factory=list)
    lead: list[Traced] = field(default_factory=list)
    lead_at: list[tuple[int, float]] = field(default_factory=list)
    """Where each of ``lead`` stands: page, and place across the writing."""
    tail: Traced = field(default_factory=Traced)


def rows_of(table: Comparison) -> list[Row]:
    """The rows of a table in order, those that change nothing among them."""
    lines = table.lines
    if not lines:
        return []
    right = _rights(lines)
    signs = any(e.column == "lead" and SIGN.search(e.text.text) for e in lines)
    cells = not signs and (_row_cells(table) or _parted_by_white(table, lines))
    bands = _bands(table, lines, signs=signs, cells=cells)
    rows = [_row(band, right) for band in bands]
    if signs:
        return rows
    if not cells or sum(map(_holds_several, rows)) > _MANY_PLACES * len(rows):
        rows = _units(rows)
    else:
        rows = [
            unit
            for own in _over_page_ends(rows)
            for unit in (_units(own) if any(map(_holds_several, own)) else own)
        ]
    if _tells_what_is_new(rows):
        _head_both(rows)
        rows = _left_over(rows)
    return rows


def _tells_what_is_new(rows: Sequence[Row]) -> bool:
    """Whether it is said where a side has nothing: （新設）."""
    return any(PLACEHOLDER.fullmatch(plain(t.text)) for row in rows for t in (*row.old, *row.new))


_MANY_PLACES = 0.4
"""Share of the rows of cells that hold several numbered places, from which on a place may run from
one row into the next."""


def _holds_several(row: Row) -> bool:
    """Whether a row of cells holds several numbered places."""
    return any(
        sum(label_of(text.text) is not None for text in side) > 1 for side in (row.old, row.new)
    )


def _over_page_ends(rows: Sequence[Row]) -> list[list[Row]]:
    """Rows of cells by themselves, but for those that meet at the end of a page where one of them
    holds several places: it may be one row, whose sides end on that page at other places."""
    found: list[list[Row]] = []
    for row in rows:
        before = found[-1][-1] if found else None
        turned = before is not None and _last_page(before) < _first_page(row)
        if before is not None and turned and (_holds_several(before) or _holds_several(row)):
            found[-1].append(row)
        else:
            found.append([row])
    return found


def _last_page(row: Row) -> int:
    pages = [place.page for text in (*row.old, *row.new) for place in text.places()]
    return max(pages, default=0)


def _first_page(row: Row) -> int:
    return min((text.page for text in (*row.old, *row.new) if text.page), default=0)


def _rights(lines: Sequence[Placed]) -> dict[str, float]:
    """Where the full lines of each side end; what reaches into the other is of both."""
    found = {}
    for name, other in (("old", "new"), ("new", "old")):
        own = [e for e in lines if e.column == name]
        starts = sorted(e.a0 for e in lines if e.column == other)
        begin = statistics.median(starts) if starts else 0.0
        within = [e.a1 for e in own if not e.a0 < begin < e.a1]
        found[name] = _end_of(within or [e.a1 for e in own])
    return found


def _end_of(ends: Sequence[float]) -> float:
    """Where the full lines of a column end; a few may have a sign more that hangs behind."""
    if not ends:
        return 0.0
    return sorted(ends)[int(_LONG * (len(ends) - 1))] if len(ends) > _MANY else max(ends)


def _row_cells(table: Comparison) -> bool:
    """Whether rules part the table into rows, and not only those around rows over both columns."""
    return max((_parting(table, page) for page in table.breaks), default=0) > _CELLS


def _parting(table: Comparison, page: int) -> int:
    """The rules of a page behind which a row begins; one behind each row over both columns is of
    that."""
    across = table.across.get(page, ())
    own = [c for c in table.breaks[page] if all(abs(c - c0) > _AT for c0, _ in across)]
    return len(own) - sum(any(abs(c - c1) <= _AT for _, c1 in across) for c in own)


def _parted_by_white(table: Comparison, lines: Sequence[Placed]) -> bool:
    """Whether white that runs across all columns parts the table into rows, as an empty line
    between them does: numbered paragraphs begin behind it. It is then taken for their rules."""
    body = [e for e in lines if e.column in ("old", "new")]
    # where most rows are of one line, most steps are over empty lines
    pitch = _pitch(body, _CLOSE)
    breaks: dict[int, list[float]] = {}
    firsts = behind = 0
    for page, own in itertools.groupby(body, key=lambda e: e.page):
        ordered = sorted(own, key=lambda e: e.c0)
        if not ordered:
            continue
        em = statistics.median(e.c1 - e.c0 for e in ordered)
        found = breaks.setdefault(page, [])
        reach = ordered[0].c1
        top = ordered[0].c0
        for each in ordered[1:]:
            if each.c0 - reach > _EMPTY * pitch - em:
                found.append((reach + each.c0) / 2)
            reach = max(reach, each.c1)
        for each in ordered:
            if _first(each) and each.c0 > top + 0.5 * em:
                firsts += 1
                behind += any(0 < each.c0 - c < pitch for c in found)
    if sum(map(len, breaks.values())) <= _CELLS or behind < _BEHIND * firsts:
        return False
    table.breaks = breaks
    return True


def _bands(
    table: Comparison, lines: Sequence[Placed], *, signs: bool, cells: bool
) -> list[list[Placed]]:
    """The lines of each row."""
    if not signs and not cells:
        return [list(lines)]
    begins = _Begins(table, lines, cells=cells)
    bands: list[list[Placed]] = []
    lead: list[Placed] = []
    last: Placed | None = None
    for each in lines:
        if each.column not in ("old", "new"):
            beside = cells and last is not None and not begins.parted(last, each)
            # at the head of a page a name begins what follows
            beside = beside and (last is None or last.page == each.page or not _is_named(each))
            (bands[-1] if beside else lead).append(each)
            continue
        if last is None or begins.at(last, each, bands[-1]):
            bands.append([])
        # what stands in the column of heads belongs to the row that begins beside or below it
        bands[-1] += [*lead, each]
        lead = []
        if last is None or each.page != last.page or each.c0 >= last.c0:
            last = each
    return [*bands, lead] if lead and bands else bands


class _Begins:
    """Where rows begin: at rules, or behind white and beside signs."""

    def __init__(self, table: Comparison, lines: Sequence[Placed], *, cells: bool) -> None:
        body = [e for e in lines if e.column in ("old", "new")]
        self._breaks, self._cells = table.breaks, cells
        self._pitch = _pitch(body)
        self._right = _rights(body)
        self._bottom = max((e.c1 for e in body), default=0.0)
        self._top = min((e.c0 for e in body if e.page != table.first_page), default=0.0)
        self._openers: dict[int, dict[str, Placed]] = {}
        for each in body:
            opened = self._openers.setdefault(each.page, {})
            if all(not self.parted(other, each) for other in opened.values()):
                opened.setdefault(each.column, each)
        self._heads: dict[int, list[float]] = {}
        for each in lines if not cells else ():
            if each.column == "lead":
                self._heads.setdefault(each.page, []).append(each.c0)

    def at(self, last: Placed, line: Placed, band: Sequence[Placed]) -> bool:
        """Whether a row begins with ``line``, which follows ``last`` of ``band``."""
        pitch, heads = self._pitch, self._heads.get(line.page, ())
        if line.page != last.page:
            full = last.c1 > self._bottom - _BLANK * pitch and line.c0 < self._top + _BLANK * pitch
            headed = any(c < line.c0 + pitch for c in heads)
            opened = self._openers[line.page].values()
            return headed or not full or (self._cells and all(self._ended(band, e) for e in opened))
        if self._cells:
            return self.parted(last, line)
        half = 0.5 * pitch
        signed = any(last.c0 + half < c <= line.c0 + half for c in heads)
        return line.c0 - last.c0 > _BLANK * pitch or (
            signed and line.c0 > last.c0 + half and _first(line)
        )

    def parted(self, last: Placed, line: Placed) -> bool:
        """Whether a rule runs between two lines of a page."""
        if last.page != line.page:
            return False
        above, below = (last.c0 + last.c1) / 2, (line.c0 + line.c1) / 2
        return any(above < c <= below for c in self._breaks.get(line.page, ()))

    def _ended(self, band: Sequence[Placed], line: Placed) -> bool:
        """Whether the row before a page end does not go on with ``line``."""
        own = [e for e in band if e.column == line.column]
        if not own:
            return _first(line)
        last, em = own[-1], max(line.c1 - line.c0, 1.0)
        if not _is_full([last], line.text, self._right[line.column], em):
            return True
        closed = last.text.text.rstrip()[-1:] in _ENDS
        before, label = label_of(own[0].text.text), label_of(line.text.text)
        follows = before is not None and label is not None and label.follows(before)
        headed = closed and HEADING.fullmatch(plain(line.text.text)) is not None
        return headed or (_first(line) and (follows or closed))


def _first(line: Placed) -> bool:
    return bool(PLACEHOLDER.fullmatch(line.text.text.strip()) or label_of(line.text.text))


def _pitch(lines: Sequence[Placed], share: float = 0.5) -> float:
    """The step from line to line, in points, that so large a share of the steps is below."""
    steps = [
        b.c0 - a.c0
        for name in ("old", "new")
        for own in [[e for e in lines if e.column == name]]
        for a, b in itertools.pairwise(own)
        if a.page == b.page and b.c0 - a.c0 > 0.5 * (a.c1 - a.c0)
    ]
    if share != 0.5 and steps:
        return sorted(steps)[int(share * len(steps))]
    return statistics.median(steps) if steps else 16.0


def _row(band: Sequence[Placed], right: dict[str, float]) -> Row:
    row = Row()
    pitch = _pitch([e for e in band if e.column in ("old", "new")])
    row.old = _paragraphs([e for e in band if e.column == "old"], right["old"], pitch)
    row.new = _paragraphs([e for e in band if e.column == "new"], right["new"], pitch)
    heads = _heads([e for e in band if e.column == "lead"])
    row.lead = [joined(_beside(line) for line in _level_lines(own)) for own in heads]
    row.lead_at = [(own[0].page, _place(own[0])) for own in heads]
    row.tail = joined(e.text for e in band if e.column == "tail")
    return row


def _is_named(line: Placed) -> bool:
    return line.column == "lead" and label_of(line.text.text) is not None


def _place(placed: Placed) -> float:
    line = placed.text.pieces[0].line if placed.text.pieces else None
    return (_middle(line) if line is not None else placed.c0) + placed.moved


def _heads(lines: Sequence[Placed]) -> list[list[Placed]]:
    """Heads in a column of their own: a line that begins further in, and with no number, goes on
    with the one before."""
    found: list[list[Placed]] = []
    for line in lines:
        text = line.text.text
        fresh = not found or SIGN.match(text) or label_of(text)
        blank = (
            bool(found)
            and line.page == found[-1][-1].page
            and line.c0 - found[-1][-1].c0 > _BLANK * 1.6 * (line.c1 - line.c0)
        )
        if fresh or blank:
            found.append([])
        found[-1].append(line)
    return found


def _paragraphs(lines: Sequence[Placed], right: float, pitch: float) -> list[Traced]:
    """The paragraphs of a column, by numbers, by lines that end early, by how far in they begin and
    by empty lines before them."""
    rows = _with_whole_numbers(_level_lines(lines))
    found: list[list[Traced]] = []
    last: list[Placed] | None = None
    hang: float | None = None
    closed = False
    for own in rows:
        text = _beside(own)
        em = max(own[0].c1 - own[0].c0, 1.0)
        begins = last is None or not _is_full(last, text, right, em)
        begins = begins or (last is not None and _is_apart(last[0], own[0], pitch))
        label = label_of(text.text)
        stands = _STANDS.fullmatch(plain(text.text)) or is_left_out(text.text)
        begins = begins or bool(stands) or closed
        closed = bool(stands)
        if not begins and label is not None and last is not None:
            ended = last[-1].text.text.rstrip()[-1:] in _ENDS
            named = label.sort.startswith("ordinal") and _NAMES.match(text.text, label.end)
            at_hang = hang is not None and abs(own[0].a0 - hang) < 0.4 * em
            begins = ended or not (at_hang or named)
        alone = re.fullmatch(r"[\d,０-９，]+(?:点|円|単位)", text.text.strip())
        if alone and found and last is not None:
            # points that found no room behind their words
            found[-1].append(Traced([Piece("　", own[0].page, None, 0), *text.pieces]))
        elif begins:
            found.append([text])
            hang = None
        else:
            found[-1].append(text)
            hang = own[0].a0
        last = own
    return [joined(parts) for parts in found]


def _level_lines(lines: Sequence[Placed]) -> list[list[Placed]]:
    """Lines that stand at one height together."""
    rows: list[list[Placed]] = []
    for line in lines:
        if (
            rows
            and rows[-1][0].page == line.page
            and abs(rows[-1][0].c0 - line.c0) < 0.5 * (line.c1 - line.c0)
        ):
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def _with_whole_numbers(rows: Sequence[list[Placed]]) -> list[list[Placed]]:
    """Rows in which numbers that are told together, and broken in a narrow column of their own,
    are whole: 2及び, and 5 below it."""
    found: list[list[Placed]] = []
    for row in rows:
        before = found[-1] if found else []
        if len(row) == 1 and len(before) > 1 and row[0].a1 < before[1].a0:
            whole = Traced([*before[0].text.pieces, *row[0].text.pieces])
            label = label_of(whole.text)
            if label is not None and label.last >= 0 and label.end == len(whole):
                found[-1] = [replace(before[0], text=whole), *before[1:]]
                continue
        found.append(row)
    return found


def _is_apart(last: Placed, line: Placed, pitch: float) -> bool:
    """Whether an empty line stands between two of a column."""
    return last.page == line.page and line.c0 - last.c0 > _BLANK * pitch


def _is_full(last: Sequence[Placed], text: Traced, right: float, em: float) -> bool:
    """Whether a line left no room for what the next begins with."""
    unit = _UNIT.match(text.text)
    length = len(unit[0]) - 0.5 * sum(c.isascii() for c in unit[0]) if unit else 1.0
    return max(e.a1 for e in last) + (length + _SLACK) * em > right


def _beside(row: Sequence[Placed]) -> Traced:
    pieces: list[Piece] = []
    for number, each in enumerate(row):
        if number and each.a0 - row[number - 1].a1 > _WHITE * (each.c1 - each.c0):
            pieces.append(Piece("　", each.page, None, 0))
        pieces += _restored(each).pieces
    return Traced(pieces)


def _restored(placed: Placed) -> Traced:
    """The old text with what is struck out of it, at its place."""
    pieces = placed.text.pieces
    if placed.column != "old" or not pieces:
        return placed.text
    text, page, line, start = pieces[0]
    if line is None or not line.struck:
        return placed.text
    found: list[Piece] = []
    at = 0
    for struck in line.struck:
        place = struck.at - start
        if not 0 <= place <= len(text):
            continue
        found.append(Piece(text[at:place], page, line, start + at))
        found.append(Piece(struck.text, page, _struck_line(struck, line.direction), 0))
        at = place
    found.append(Piece(text[at:], page, line, start + at))
    return Traced(found)


def _struck_line(struck: Struck, direction: Direction) -> Line:
    return Line(struck.text, struck.bbox, direction=direction, struck=(struck,))


def plain(text: str) -> str:
    """A text for comparing: narrow, without white space."""
    return "".join(narrow(text).split())


def is_left_out(text: str) -> bool:
    """Whether nothing but that it is left out, or stays, stands behind the number of a text."""
    bare = behind_number(text)
    return bool(LEFT_OUT.fullmatch(bare) or _BARE.fullmatch(bare))


def behind_number(text: str) -> str:
    """What stands behind the number of a text, for comparing."""
    label = label_of(text)
    return plain(text[label.end :] if label else text)


def _units(rows: Sequence[Row]) -> list[Row]:
    """Old and new that run beside each other, paragraph by paragraph, with the heads and remarks
    of the row that each is of."""
    old = [p for row in rows for p in row.old]
    new = [p for row in rows for p in row.new]
    sided = _sided(old), _sided(new)
    found = [
        Row([old[i]] if i is not None else [], [new[j]] if j is not None else [])
        for i, j in _in_place(_aligned(*sided), *sided)
    ]
    if _tells_what_is_new(rows):
        _head_both(found)
    of = {id(text): row for row in rows for text in (*row.old, *row.new)}
    heads = {
        id(row): list(zip(row.lead, row.lead_at or [(0, 0.0)] * len(row.lead), strict=True))
        for row in rows
    }
    for unit in found:
        whole = of[id((unit.new or unit.old)[0])]
        unit.tail = whole.tail
        # a head stands once over the places beside and below it
        waiting = heads[id(whole)]
        page, across = _begin(unit)
        while waiting and waiting[0][1] <= (page, across + _AT):
            unit.lead.append(waiting.pop(0)[0])
    return _with_placeholders(_with_headings(found))


def _begin(row: Row) -> tuple[int, float]:
    """Where a row begins: its page, and half a line into it across the writing."""
    lines = [next((p for p in t.pieces if p.line), None) for t in (*row.old, *row.new)]
    return min(
        ((p.page, _middle(p.line)) for p in lines if p is not None and p.line is not None),
        default=(0, 0.0),
    )


def _middle(line: Line) -> float:
    box = line.bbox
    return -(box.x0 + box.x1) / 2 if line.direction == "ttb" else (box.y0 + box.y1) / 2


@dataclass(frozen=True, slots=True)
class _Sided:
    """A paragraph of a side: its text for comparing, its number, and where it begins: on which page
    and how far across the writing."""

    text: str
    label: Label | None
    left_out: bool
    """Whether nothing but that it is left out, or stays, stands behind its number."""
    page: int
    c0: float
    em: float
    further: tuple[tuple[int, float], ...] = ()
    """Where its further lines stand: page, and place across the writing."""

    def beside(self, other: _Sided) -> bool:
        """Whether both begin at one height."""
        return self.page == other.page and abs(self.c0 - other.c0) < _LEVEL * self.em


def _sided(texts: Sequence[Traced]) -> list[_Sided]:
    found = []
    for text in texts:
        line = next((piece.line for piece in text.pieces if piece.line), None)
        c0, em = 0.0, 1.0
        if line is not None:
            box = line.bbox
            c0 = _across(line)
            em = box.x1 - box.x0 if line.direction == "ttb" else box.y1 - box.y0
        further = tuple(
            (piece.page, _across(piece.line)) for piece in text.pieces if piece.line is not None
        )
        beyond = tuple(at for at in further if at != (text.page, c0))
        label, out = label_of(text.text), is_left_out(text.text)
        found.append(_Sided(plain(text.text), label, out, text.page, c0, em, beyond))
    return found


def _across(line: Line) -> float:
    return -line.bbox.x1 if line.direction == "ttb" else line.bbox.y0


def _out_of_step(old: Sequence[_Sided], new: Sequence[_Sided]) -> frozenset[int]:
    """The paragraphs, by identity, whose height tells nothing, though most places begin at one
    height: of those around, one begins beside a further line of one of the other side. From there
    on both sides run by themselves, until one number begins at one height on either."""
    marked = [(each, new) for each in old] + [(each, old) for each in new]
    marked.sort(key=lambda pair: (pair[0].page, round(pair[0].c0)))
    lines = {
        id(side): {
            (page, round(c0 + off))
            for each in side
            for page, c0 in each.further
            for off in (-1, 0, 1)
        }
        for side in (old, new)
    }  # fmt: skip
    begins = {id(side): {(e.page, round(e.c0)): e for e in side} for side in (old, new)}
    turned = _turned(old), _turned(new)
    found: set[int] = set()
    broken = False
    for one, others in marked:
        at = (one.page, round(one.c0))
        other = next(
            (e for off in (0, -1, 1) if (e := begins[id(others)].get((at[0], at[1] + off)))), None
        )
        if other is not None and _same_number(one, other) and _are_alike(one, other):
            broken = False
        elif other is None and at in lines[id(others)]:
            broken = True
        elif other is not None and not _same_number(one, other):
            # where a page begins, both sides stand at one height however far they are
            before = turned[0].get(id(one)) or turned[1].get(id(one))
            also = turned[0].get(id(other)) or turned[1].get(id(other))
            broken = broken or bool(before and also and not before.beside(also))
        if broken:
            found.add(id(one))
    return frozenset(found)


def _are_alike(one: _Sided, other: _Sided) -> bool:
    return fuzz.ratio(one.text, other.text) >= 100 * _SIMILAR


def _turned(side: Sequence[_Sided]) -> dict[int, _Sided]:
    """Of the paragraphs, by identity, that are the first of their page, those before them."""
    return {id(b): a for a, b in itertools.pairwise(side) if a.page < b.page}


_OVER = re.compile("ordinal [編章節款目部]?|roman plain|capital (?:stop|plain)")
"""Numbers of heads over articles."""
_TITLE = 30
"""Characters of such a head at most."""


def _head_both(rows: Sequence[Row]) -> None:
    """Let a head with no partner stand on both sides, where it is said what is new or goes, and it
    is not: a row that reaches over both may begin at the edge of the first."""
    for row in rows:
        alone = [*row.old, *row.new]
        text = alone[0] if len(alone) == 1 else None
        label = label_of(text.text) if text else None
        short = text is not None and len(text) <= _TITLE and "。" not in text.text
        if text and short and label and _OVER.fullmatch(label.sort) and not _is_marked(text):
            row.old, row.new = [text], [text]


def _left_over(rows: Sequence[Row]) -> list[Row]:
    """Places that stand alone on either side, one after the other, are one where it is said what is
    new or goes, and of neither it is: its text and its number are others."""
    found: list[Row] = []
    for row in rows:
        before = found[-1] if found else Row()
        for mine, other in (("old", "new"), ("new", "old")):
            alone: list[Traced] = getattr(before, mine)
            here: list[Traced] = getattr(row, other)
            if (
                alone and here and not getattr(before, other) and not getattr(row, mine)
                and _are_one_sort(alone[0], here[0])
            ):  # fmt: skip
                getattr(before, other).extend(here)
                before.tail = before.tail or row.tail
                break
        else:
            found.append(row)
    return found


def _are_one_sort(text: Traced, other: Traced) -> bool:
    """Whether the numbers of two places are of one sort; headings have none."""
    a, b = label_of(text.text), label_of(other.text)
    return a is not None and b is not None and a.sort == b.sort


def _is_marked(text: Traced) -> bool:
    return any(piece.line is not None and piece.line.underlined for piece in text.pieces)


HEADING = re.compile(r"[（(][^（()）。、]{1,20}[）)]")
"""（報告の義務）, over an article."""


def _with_headings(rows: Sequence[Row]) -> list[Row]:
    """The heading of an article whose other side has another, or none, is of that article."""
    found: list[Row] = []
    held: Row | None = None
    for row in rows:
        whole = row
        if held is not None:
            whole = Row(
                [*held.old, *row.old],
                [*held.new, *row.new],
                held.lead or row.lead,
                held.lead_at or row.lead_at,
                row.tail or held.tail,
            )
            held = None
        sides = [plain(side[-1].text) if side else "" for side in (row.old, row.new)]
        if sides[0] != sides[1] and any(map(_is_heading, sides)):
            held = whole
        else:
            found.append(whole)
    return [*found, held] if held is not None else found


def _is_heading(text: str) -> bool:
    said = PLACEHOLDER.fullmatch(text) or is_left_out(text)
    return bool(HEADING.fullmatch(text)) and not said and label_of(text) is None


def _with_placeholders(rows: Sequence[Row]) -> list[Row]:
    """（新設） stands for the new paragraphs below it without a partner, （削る） for old ones; of
    several numbers each is a place of its own."""
    found: list[Row] = []
    for at, row in enumerate(rows):
        behind = rows[at + 1] if at + 1 < len(rows) else Row()
        before = found[-1] if found else Row()
        for mine, other in (("old", "new"), ("new", "old")):
            alone: list[Traced] = getattr(before, mine)
            here: list[Traced] = getattr(row, other)
            if not here or getattr(row, mine):
                continue
            # a place whose own （新設） stands lower does not go to that of another
            own = _says_nothing(getattr(behind, mine)) and not getattr(behind, other)
            if _says_nothing(alone) and (not own or not getattr(before, other)):
                getattr(before, other).extend(here)
                break
            if (
                _says_nothing(here)
                and alone
                and not getattr(before, other)
                and (len(alone) == 1 or _is_beside(here[0], alone))
            ):
                # in the middle of its cell, or lower
                getattr(before, other).extend(here)
                break
        else:
            found.append(row)
    return found


def _says_nothing(texts: Sequence[Traced]) -> bool:
    """Whether a side only says that nothing stands there: （新設）."""
    return len(texts) == 1 and PLACEHOLDER.fullmatch(plain(texts[0].text)) is not None


def _is_beside(one: Traced, texts: Sequence[Traced]) -> bool:
    """Whether a text stands beside lines of others, across the writing."""
    own = next(((p.page, _across(p.line)) for p in one.pieces if p.line), None)
    places = sorted((p.page, _across(p.line)) for t in texts for p in t.pieces if p.line)
    return own is not None and bool(places) and places[0] <= own <= places[-1]


_LEVEL = 0.5
"""Characters by which two paragraphs that begin at one height may differ."""
_Pairs = list[tuple[int | None, int | None]]


def _in_place(pairs: _Pairs, old: Sequence[_Sided], new: Sequence[_Sided]) -> _Pairs:
    """The pairs, with those that have no partner in the order in which they stand."""

    def place(pair: tuple[int | None, int | None]) -> tuple[int, float]:
        i, j = pair
        one = old[i] if i is not None else new[j or 0]
        return one.page, one.c0

    found: _Pairs = []
    for alone, run in itertools.groupby(pairs, key=lambda pair: None in pair):
        each = list(run)
        found += sorted(each, key=place) if alone else each
    return found


def _aligned(old: Sequence[_Sided], new: Sequence[_Sided]) -> _Pairs:
    """Pairs of paragraphs in order, by their texts and, where it tells, their height: the alignment
    of the greatest likeness (Needleman–Wunsch)."""
    level = _are_level(old, new)
    said = any(PLACEHOLDER.fullmatch(each.text) for each in (*old, *new))
    astray = _out_of_step(old, new) if level else frozenset()

    told = [any(PLACEHOLDER.fullmatch(e.text) for e in side) for side in (new, old)]
    missing = (_UNTOLD if told[0] else 0.0, _UNTOLD if told[1] else 0.0)
    kept = _kept_sorts(old) | _kept_sorts(new)

    def likeness(one: _Sided, other: _Sided) -> float:
        like = _likeness(one, other)
        if like >= _SIMILAR and one.label and one.label.sort in kept and _same_number(one, other):
            like = min(like + _ONE_NUMBER, 1.0)
        if not level or id(one) in astray or id(other) in astray:
            return like
        if one.beside(other):
            return like + _BESIDE
        if _same_number(one, other):
            return like if said or like > _SAME_NUMBER else 0.0
        return like - _NOT_BESIDE

    return _best_pairs(old, new, likeness, missing)


def _kept_sorts(side: Sequence[_Sided]) -> set[str]:
    """The sorts of numbers of a side that are not counted anew where one comes or goes: some are
    missing between two that follow each other."""
    found: set[str] = set()
    labels = [each.label for each in side if each.label is not None]
    for before, label in itertools.pairwise(labels):
        gap = label.value - max(before.value, before.last)
        if label.sort == before.sort and 1 < gap < _FEW_MISSING:
            found.add(label.sort)
    return found


_FEW_MISSING = 4
"""Numbers that are missing where one place comes or goes, less than."""


def _are_level(old: Sequence[_Sided], new: Sequence[_Sided]) -> bool:
    """Whether the paragraphs of a place begin at one height throughout."""
    short, long = (old, new) if len(old) < len(new) else (new, old)
    places = {(each.page, round(each.c0)) for each in long}
    beside = sum(
        any((each.page, round(each.c0) + k) in places for k in (-2, -1, 0, 1, 2)) for each in short
    )
    return bool(short) and beside >= _MOSTLY * len(short)


_MOSTLY = 0.85
"""Share of the paragraphs of the shorter side that begin at the height of one of the other, from
which on those of one place do so throughout."""
_BESIDE, _NOT_BESIDE = 0.6, 1.0
"""What it counts, in likeness, that two paragraphs begin at one height, or do not, where those of
one place do."""
_SAME_NUMBER = 0.35
"""What it counts that two paragraphs have one number."""


_ONE_NUMBER = 0.2
"""What it counts besides that two paragraphs that are like each other have one number."""
_ALIKE, _OTHER_SORT = 0.9, 0.5
"""The likeness below which numbers of two sorts tell two places, and what is left of it then."""


_UNTOLD = 0.25
"""What it costs that a paragraph has no partner where it is said what is new or goes."""


def _best_pairs(
    old: Sequence[_Sided],
    new: Sequence[_Sided],
    likeness: Callable[[_Sided, _Sided], float],
    missing: tuple[float, float],
) -> _Pairs:
    """``missing`` is what it costs that a paragraph of old or of new has no partner."""
    n, m = len(old), len(new)
    table: list[dict[int, tuple[float, int]]] = [{} for _ in range(n + 1)]
    for i in range(n + 1):
        centre = round(i * m / n) if n else 0
        low, high = max(0, centre - _BAND), min(m, centre + _BAND)
        for j in range(low, high + 1):
            best = (0.0, 0) if not i and not j else (float("-inf"), 0)
            if i and j and j - 1 in table[i - 1]:
                like = likeness(old[i - 1], new[j - 1])
                if like > 0:
                    best = max(best, (table[i - 1][j - 1][0] + like, 3))
            if i and j in table[i - 1]:
                best = max(best, (table[i - 1][j][0] - missing[0], 1))
            if j and j - 1 in table[i]:
                best = max(best, (table[i][j - 1][0] - missing[1], 2))
            table[i][j] = best
    pairs: _Pairs = []
    i, j = n, m
    while i or j:
        way = table[i][j][1] if j in table[i] else (1 if i else 2)
        if way == 3:
            i, j = i - 1, j - 1
            pairs.append((i, j))
        elif way == 1 and i:
            i -= 1
            pairs.append((i, None))
        else:
            j -= 1
            pairs.append((None, j))
    return pairs[::-1]


def _same_number(old: _Sided, new: _Sided) -> bool:
    a, b = old.label, new.label
    return a is not None and b is not None and a.printed == b.printed


def _likeness(old: _Sided, new: _Sided) -> float:
    if old.text == new.text:
        return 1.0
    if PLACEHOLDER.fullmatch(old.text) or PLACEHOLDER.fullmatch(new.text):
        return 0.3
    if _same_number(old, new) and old.left_out and new.left_out:
        # （略） beside （同左）
        return 1.0
    like = fuzz.ratio(old.text, new.text) / 100
    a, b = old.label, new.label
    if a is not None and b is not None and a.sort != b.sort and like < _ALIKE:
        # an article is no item, however its words begin
        like *= _OTHER_SORT
    if like >= _SIMILAR:
        return like
    return _SAME_NUMBER if _same_number(old, new) else 0.0
