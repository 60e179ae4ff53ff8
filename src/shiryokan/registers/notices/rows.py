"""The rows of a notice in reading order, written from left to right or from top to bottom.

The layout may take hanging numbers for a column of a table; on paper a number and its text are one
row, and so they are here. A row of a ruled table has its cells parted by tabs.
"""

from __future__ import annotations

import bisect
import itertools
import re
import statistics
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from shiryokan.paper.document import Document
from shiryokan.paper.model import Block, Line, Page
from shiryokan.paper.page_edge import is_page_label
from shiryokan.registers.label_white import places_taken, white_behind, with_white
from shiryokan.registers.line_order import in_order
from shiryokan.registers.narrow_text import narrow, parted
from shiryokan.registers.notices import heads
from shiryokan.registers.notices.labels import label_of
from shiryokan.registers.page_margins import (
    begins_of_columns,
    end_before_sign,
    ends_of_tiers,
    is_running_title,
    is_sign_beyond,
    margins_behind,
    set_in,
    sign_between,
    signs_before,
)
from shiryokan.registers.page_tiers import tiers_of
from shiryokan.registers.source_text import Piece, Traced, joined
from shiryokan.registers.vertical_signs import label_pieces
from shiryokan.registers.writing_lines import SMALLER, Seen, footnotes, is_ruby, seen_lines

_SAME_BASELINE = 0.5
"""Share of a line's thickness by which the middles of two lines of a row may differ."""
_NARROW = 0.6
"""Share of the thickness of a vertical row up to which a part of it is narrow."""
_KANA = re.compile("[ぁ-ん、。」]")
_WORD = re.compile(r"\S+")
_DASHES = re.compile("[-‐‑‒–—―−－ー]")
_EDGE = 0.08
"""Share of a page's height at its edges where numbers of pages stand."""
_PARAGRAPH_GAP = 1.4
"""Characters of white behind the number of a paragraph, at most."""
_LABELS = 2
"""What looks like numbers of a page at its head, at most, if it is that: one, or its dashes."""
_BESIDE = 2
"""Cells beside each other that make a table of rules around text."""
_OF_MOST = 0.5
"""Share of the heads before whose codes a mark stands that is part of heads."""
_ABUTTING = 0.3
"""Share of a line's thickness up to which the next line of a row belongs to the same word."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row: where it begins and ends along its writing, in points, and how thick it is. ``plain``
    is its text made narrow, as long as the text. ``cells``: it is a row of a ruled table. ``top``:
    nothing stands above it on its page."""

    page: int
    text: Traced
    plain: str
    start: float
    end: float
    size: float
    cells: bool = False
    top: bool = False


@dataclass(frozen=True, slots=True)
class _Part:
    """Characters ``first:last`` of a line: where they stand along and across the writing."""

    line: Line
    first: int
    last: int
    start: float
    end: float
    middle: float
    size: float

    @classmethod
    def of(cls, line: Line, first: int, last: int, upright: bool) -> _Part:
        box = line.part_box(first, last)
        if upright:
            return cls(line, first, last, box.y0, box.y1, -(box.x0 + box.x1) / 2,
                       max(box.x1 - box.x0, 1.0))  # fmt: skip
        return cls(line, first, last, box.x0, box.x1, (box.y0 + box.y1) / 2,
                   max(box.y1 - box.y0, 1.0))  # fmt: skip

    @classmethod
    def whole(cls, line: Line, upright: bool) -> _Part:
        """A line without the white space around it."""
        text = line.text
        return cls.of(line, len(text) - len(text.lstrip()), len(text.rstrip()), upright)

    def on_row(self, other: _Part) -> bool:
        """Whether both stand on one row: Ⅰ is narrow, and may stand at the edge of its place."""
        apart = abs(self.middle - other.middle)
        smaller, larger = sorted((self.size, other.size))
        within = smaller < _NARROW * larger and apart <= (larger - smaller) / 2 + 0.5
        return apart < _SAME_BASELINE * smaller or (self.upright and within)

    @property
    def upright(self) -> bool:
        """Whether it is written from top to bottom."""
        return self.line.direction == "ttb"

    @property
    def text(self) -> str:
        """Its characters."""
        return self.line.text[self.first : self.last]


def rows_of(document: Document) -> tuple[list[Row], list[Traced]]:
    """The rows of a document without its furniture, and the lines that are in none of them, being
    set across the writing of their page."""
    pages = [in_order(page) for page in document.pages]
    rows: list[Row] = []
    astray: list[Traced] = []
    upright = _is_upright(pages)
    tiers = tiers_of([(page, upright) for page in pages])
    ends = ends_of_tiers(pages, tiers) if upright else {}
    taken = places_taken(seen for page in pages for seen in seen_lines(page, vertical=upright))
    behind = margins_behind([(page, upright) for page in pages], tiers)
    begins = begins_of_columns([(page, upright) for page in pages], tiers)
    for page, own, places, before in zip(pages, tiers, behind, begins, strict=True):
        margins = _Margins(ends, places, before)
        found = sorted(
            _page_rows(page, upright, own, margins, astray, taken), key=lambda each: each[0]
        )
        rows += [replace(row, top=number == 0) for number, (_, row) in enumerate(found)]
    if not upright:
        rows = _without_titles(rows)
    unmarked, marks = _without_marks(_aligned(rows), upright=upright)
    return list(_with_whole_codes(unmarked)), [*astray, *marks]


def _with_whole_codes(rows: Sequence[Row]) -> Iterator[Row]:
    """The rows, with one for each head whose code is cut at the edge of its box, so that its rest
    stands before what goes on of the name in the row below."""
    at = 0
    while at < len(rows):
        row = rows[at]
        whole = _with_whole_code(row, rows[at + 1]) if at + 1 < len(rows) else None
        yield whole or row
        at += 2 if whole else 1


def _with_whole_code(row: Row, following: Row) -> Row | None:
    first, second = heads.CUT_CODE.fullmatch(row.plain), None
    if first and not row.cells and not following.cells and row.page == following.page:
        second = heads.REST_OF_CODE.fullmatch(following.plain)
    if first is None or second is None or not heads.whole_code(first["part"], second["rest"]):
        return None
    closed = first["mark"] in ("【", "〔", "[", "<", "〈", "《")
    if bool(second["close"]) != closed or abs(row.start - following.start) > row.size:
        return None
    white = Traced([Piece("　", row.page, None, 0)])
    code = row.text[: first.end("part")] + following.text[: second.end("close")]
    more = following.text.cut(second, "name") + following.text.cut(second, "tight")
    text = code + white + row.text.cut(first, "name") + more
    end = following.end if more else row.end
    return replace(row, text=text, plain=narrow(text.text), end=end)


def _without_titles(rows: list[Row]) -> list[Row]:
    """Rows but for the titles of sections that stand again at the head of pages."""
    titles = {m["title"] for row in rows if (m := heads.HEADING.fullmatch(row.plain.strip()))}
    found: list[Row] = []
    below = False
    for row in rows:
        words = row.plain.strip()
        if row.top and not row.cells and is_running_title(words, titles):
            below = True
            continue
        found.append(replace(row, top=True) if below else row)
        below = False
    return found


def _without_marks(rows: list[Row], *, upright: bool) -> tuple[list[Row], list[Traced]]:
    """Rows without the single signs that stand in the margin before them, and these signs."""
    of_heads = _mark_of_heads(rows)
    lines = [row for row in rows if not row.cells]
    known = iter(signs_before([(r.text, r.start, r.size) for r in lines], vertical=upright))
    found: list[Row] = []
    marks: list[Traced] = []
    for row in rows:
        parts = None if row.cells else next(known)
        if parts is None or (of_heads and _head_mark(row) == of_heads):
            found.append(row)
            continue
        mark, rest, start = parts
        marks.append(mark)
        if rest:
            found.append(replace(row, text=rest, plain=narrow(rest.text), start=start))
    return found, marks


def _mark_of_heads(rows: Sequence[Row]) -> str:
    """The mark that stands before the codes of most heads, and is part of them."""
    marks = Counter(
        _head_mark(row) for row in rows if not row.cells and heads.BEGINS.match(row.plain)
    )
    mark, count = marks.most_common(1)[0] if marks else ("", 0)
    return mark if count > _OF_MOST * marks.total() else ""


def _head_mark(row: Row) -> str:
    match = heads.BEGINS.match(row.plain)
    return (match["mark"] or "") if match else ""


def _aligned(rows: list[Row]) -> list[Row]:
    """Rows of odd and even pages with the same margins, where these are set in differently."""
    even, odd = (
        [(row.start, row.end) for row in rows if row.page % 2 == side and not row.cells]
        for side in (0, 1)
    )
    off = set_in(even, odd)
    return [
        row if row.page % 2 else replace(row, start=row.start + off, end=row.end + off)
        for row in rows
    ]


def _is_upright(pages: Iterable[Page]) -> bool:
    """Whether most pages are written from top to bottom; tables of some may be, in any notice."""
    pages_upright = 0
    for page in pages:
        upright = level = 0
        for block in page.blocks:
            if not _is_table(block):
                for line in block.lines:
                    upright += len(line.text) * (line.direction == "ttb")
                    level += len(line.text) * (line.direction == "ltr")
        pages_upright += (upright > level) - (level > upright)
    return pages_upright > 0


@dataclass(frozen=True, slots=True)
class _Margins:
    """Where the full lines of each tier of a page end, where signs stand behind its lines, and
    where the lines of a column behind another begin."""

    ends: Mapping[int, float]
    behind: Mapping[int, float]
    begins: Mapping[int, float]


def _page_rows(
    page: Page, upright: bool, tiers: Sequence[tuple[float, float]], margins: _Margins,
    astray: list[Traced], taken: Mapping[str, float],
) -> Iterator[tuple[tuple[int, float], Row]]:  # fmt: skip
    """Each row with its tier and its place across the writing."""
    cuts = [top for top, _ in tiers[1:]]
    of_tables, loose, aside = _told_apart(page, upright)
    for place, row in of_tables:
        yield (bisect.bisect(cuts, row.start), place), row
    ours = _parts(page, loose, aside, upright, astray)
    if cuts:
        ours = [piece for part in ours for piece in _cut(part, cuts, upright)]
    ours.sort(key=lambda part: part.middle)
    for tier, (_, shift) in enumerate(tiers):
        own = [part for part in ours if bisect.bisect(cuts, part.start) == tier]
        own, beyond = _without_signs_behind(own, margins, tier)
        astray += [Traced.of(page.page, each.line, each.first, each.last) for each in beyond]
        for parts in _by_baseline(own):
            row = _row(page.page, parts, taken)
            if shift:
                row = replace(row, start=row.start - shift, end=row.end - shift)
            yield (tier, parts[0].middle), row


def _told_apart(
    page: Page, upright: bool
) -> tuple[list[tuple[float, Row]], list[Line], list[Line]]:
    """The rows of the tables of a page, each with its place across the writing, the lines of its
    text, and what seems to come back on many pages."""
    of_tables: list[tuple[float, Row]] = []
    loose: list[Line] = []
    aside: list[Line] = []
    notes = footnotes(page, vertical=upright)
    for block in page.blocks:
        if block in notes:
            continue
        if block.kind == "furniture":
            aside += block.lines
        elif not _is_table(block):
            loose += block.lines
        else:
            for place, row in _table_rows(page.page, block, upright):
                if _stands_alone(row):
                    own = (piece.line for piece in row.text.pieces)
                    loose += {id(line): line for line in own if line}.values()
                else:
                    of_tables.append((place, row))
    return of_tables, loose, aside


def _without_signs_behind(
    parts: Sequence[_Part], margins: _Margins, tier: int
) -> tuple[list[_Part], list[_Part]]:
    """The parts of a tier, or column, without the signs in the margin behind it, and these."""
    place = margins.behind.get(tier, float("inf"))
    end = min(place, margins.ends.get(tier, place))
    own: list[_Part] = []
    beyond: list[_Part] = []
    begins = margins.begins.get(tier)
    for part in parts:
        edges = part.line.edges[part.first : part.last + 1]
        if begins is not None and (after := sign_between(part.text, edges, begins)):
            beyond.append(_stripped(part.line, part.first, part.first + after, part.upright))
            if part.first + after < part.last:
                own.append(_stripped(part.line, part.first + after, part.last, part.upright))
            continue
        cut = part.first + end_before_sign(part.text, edges, place)
        if is_sign_beyond(part.text, part.start, part.size, end):
            beyond.append(part)
        elif cut < part.last:
            own.append(_stripped(part.line, part.first, cut, part.upright))
            beyond.append(_stripped(part.line, cut, part.last, part.upright))
        else:
            own.append(part)
    return own, beyond


def _cut(part: _Part, cuts: Sequence[float], upright: bool) -> Iterator[_Part]:
    """A part that runs over the white between two columns, as its pieces."""
    line, first = part.line, part.first
    for cut in cuts:
        if not part.start < cut < part.end or len(line.edges) != len(line.text) + 1:
            continue
        edges = line.edges
        at = next((k for k in range(first + 1, part.last) if edges[k] >= cut), part.last)
        # a title runs over the columns below it
        apart = line.text[at - 1].isspace() or edges[at] - edges[at - 1] > part.size
        if at < part.last and (upright or apart) and line.text[first:at].strip():
            yield _stripped(line, first, at, upright)
            first = at
    yield part if first == part.first else _stripped(line, first, part.last, upright)


def _stripped(line: Line, first: int, last: int, upright: bool) -> _Part:
    """Characters ``first:last`` of a line without the white space around them."""
    text = line.text[first:last]
    return _Part.of(
        line, first + len(text) - len(text.lstrip()), first + len(text.rstrip()), upright
    )


def _parts(
    page: Page, loose: list[Line], aside: list[Line], upright: bool, astray: list[Traced]
) -> list[_Part]:
    """What stands along the writing, of the lines of the text and of those ``aside``."""
    ours: list[_Part] = []
    across = []
    labels: list[_Part] = []
    pieces = label_pieces(page) if upright else []
    for line in loose:
        if not line.text.strip() or line in pieces:
            continue
        if line.direction != ("ttb" if upright else "ltr"):
            across.append(line)
        elif upright:
            words = [_Part.of(line, *match.span(), upright) for match in _WORD.finditer(line.text)]
            at_edge = [word for word in words if _is_edge_label(word, page)]
            labels += at_edge
            ours += [word for word in words if word not in at_edge]
        else:
            ours.append(_Part.whole(line, upright))
    if len([each for each in labels if each.end < page.height / 2]) > _LABELS:
        # a page has one number: these are of rows whose numbers hang above the text
        ours += [each for each in labels if each.end < page.height / 2]
    else:
        ours += [each for each in labels if _is_followed(each, ours)]
    usual = statistics.median(part.size for part in ours) if ours else 0.0
    ours = [part for part in ours if not is_ruby(part.text, part.size, usual)]
    seeming = [_Part.whole(line, upright) for line in aside if line.text.strip()]
    fills = [part for part in seeming if upright and _fills_gap(part, ours)]
    seeming = [part for part in seeming if part.size > SMALLER * usual]
    ours += [part for part in seeming if not _is_furniture(part, ours, upright)]
    ours += [part for part in fills if part not in ours]
    if upright:
        across += [part.line for part in seeming if not _is_edge_label(part, page)]
    signs: list[_Part] = []
    for line in across:
        if single := _single_signs(line, ours, upright):
            signs += single
        elif line not in aside and not is_page_label(line.text):
            astray.append(Traced.of(page.page, line))
    return [*(cut for part in ours for cut in _opened(part, signs)), *signs] if signs else ours


def _is_edge_label(part: _Part, page: Page) -> bool:
    """Whether a word of a row from top to bottom is the number of the page, which stands below the
    text and may be taken for the end of a row."""
    at_edge = part.start > (1 - _EDGE) * page.height or part.end < _EDGE * page.height
    word = part.line.text[part.first : part.last]
    return at_edge and (is_page_label(word) or _DASHES.fullmatch(word) is not None)


def _is_followed(word: _Part, ours: Sequence[_Part]) -> bool:
    """Whether a row goes on so close behind a word that it is the number of a paragraph: that of a
    page stands further off."""
    behind = (other.start - word.end for other in ours if word.on_row(other))
    return any(0 <= gap < _PARAGRAPH_GAP * word.size for gap in behind)


def _is_furniture(part: _Part, ours: Sequence[_Part], upright: bool) -> bool:
    """Whether a line that seems to come back on many pages is none of the text: it ends no
    sentence, and is no number that hangs before a row of the text."""
    line = part.line
    if line.direction != ("ttb" if upright else "ltr"):
        return True
    if line.text.strip().endswith(("。", "、")) and not is_page_label(line.text):
        return False
    if heads.CODE_ALONE.fullmatch(narrow(line.text).strip()):
        # the name of the item is in the next row
        return False
    label = label_of(narrow(line.text).strip()) if upright else None
    if label is not None and label.end < len(line.text.strip()):
        # several pages may have a line that is left out at one place
        return False
    row = [other for other in ours if part.on_row(other)]
    return not row or part.start >= min(other.start for other in row)


def _fills_gap(part: _Part, ours: Sequence[_Part]) -> bool:
    """Whether a part stands in a gap of a row, right between two others."""
    row = [other for other in ours if part.on_row(other)]
    near = _ABUTTING * max((other.size for other in row), default=0.0)
    return any(abs(other.end - part.start) < near for other in row) and any(
        abs(other.start - part.end) < near for other in row
    )


def _single_signs(line: Line, ours: Sequence[_Part], upright: bool) -> list[_Part]:
    """The signs of a line across the writing, where each stands at the head of a row: numbers of
    rows beside each other, at one height, which the layout took for a line of their own."""
    if not upright or line.direction != "ltr":
        return []
    found = []
    for at, sign in enumerate(line.text):
        if sign.isspace():
            continue
        box = line.part_box(at, at + 1)
        # what is white up to the next sign is none of it
        width = min(box.x1 - box.x0, box.y1 - box.y0)
        middle = -(box.x0 + width / 2)
        part = _Part(line, at, at + 1, box.y0, box.y1, middle, max(width, 1.0))
        if not any(part.on_row(other) for other in ours):
            return []
        found.append(part)
    return found


def _opened(part: _Part, signs: Sequence[_Part]) -> Iterator[_Part]:
    """A part cut where single signs stand within it, as between two brackets."""
    line = part.line
    if len(line.edges) != len(line.text) + 1:
        yield part
        return
    cuts = {
        min(
            range(part.first + 1, part.last),
            key=lambda at: min(abs(line.edges[at] - sign.start), abs(line.edges[at] - sign.end)),
            default=part.last,
        )
        for sign in signs
        if part.on_row(sign) and part.start < (sign.start + sign.end) / 2 < part.end
    }
    bounds = sorted({part.first, part.last, *cuts})
    for first, last in itertools.pairwise(bounds):
        yield _Part.of(line, first, last, upright=True)


def _is_table(block: Block) -> bool:
    """Whether it is a ruled table, and no box around a head or around text: one whose cells stand
    beside each other, in several rows, or of several lines."""
    if block.kind != "table" or not block.ruled:
        return False
    filled = [cell for cell in block.cells if cell.end > cell.start]
    beside = Counter(cell.row for cell in filled)
    if max(beside.values(), default=0) < _BESIDE:
        return False
    # a code and a name in boxes of one line each are a head
    return (
        max(beside.values()) > _BESIDE
        or any(cell.end - cell.start > 1 for cell in filled)
        or (sum(count >= _BESIDE for count in beside.values()) > 1)
    )


def _stands_alone(row: Row) -> bool:
    """Whether a row of a table has no more than the head of an item, which stands beside it."""
    return "\t" not in row.text.text and heads.BEGINS.match(row.plain) is not None


def _table_rows(page: int, block: Block, upright: bool) -> Iterator[tuple[float, Row]]:
    at = -block.bbox.x1 if upright else block.bbox.y0
    start = block.bbox.y0 if upright else block.bbox.x0
    end = block.bbox.y1 if upright else block.bbox.x1
    for number in sorted({cell.row for cell in block.cells}):
        cells = sorted((c for c in block.cells if c.row == number), key=lambda c: c.column)
        texts = [
            joined(Traced.of(page, line).strip() for line in block.lines[cell.start : cell.end])
            for cell in cells
        ]
        filled = [each for each in texts if each]
        if len(filled) == 2 and heads.CODE_ALONE.fullmatch(narrow(filled[0].text)):
            # a head whose code and name stand in boxes of their own
            head = parted(filled, "　")
            row = Row(page, head, narrow(head.text), start, start, _thick(block))
            yield at + number * 1e-3, row
            continue
        text = parted(filled, "\t")
        if text:
            # rows of one table keep their order, whatever their own places
            place = at + number * 1e-3
            yield place, Row(page, text, narrow(text.text), start, end, 0.0, cells=True)


def _thick(block: Block) -> float:
    """How thick the lines of a block are."""
    return statistics.median(
        line.bbox.x1 - line.bbox.x0 if line.direction == "ttb" else line.bbox.y1 - line.bbox.y0
        for line in block.lines
    )


def _by_baseline(parts: Iterable[_Part]) -> Iterator[list[_Part]]:
    row: list[_Part] = []
    for part in parts:
        if row and not row[0].on_row(part):
            yield row
            row = []
        row.append(part)
    if row:
        yield row


def _number_end(text: str) -> int:
    """Where the number, or the code of an item, ends with which a text begins, if white stands
    behind it; 0 if it begins with none."""
    plain = narrow(text)
    if heads.CODE_ALONE.fullmatch(plain) or heads.HEADING.fullmatch(f"{plain} 題"):
        return len(text)
    label = label_of(f"{plain} ")
    return len(text) if label is not None and label.end == len(text) + 1 else 0


def _white_behind(part: _Part, page: int, taken: Mapping[str, float]) -> int:
    """Behind how many characters of a part its number, or a code with or without a mark before it,
    ends, where white stands behind it that the text has not; 0 if there is none."""
    marked = part.text[0] in heads.MARKS
    behind = white_behind(_seen(part, page), _number_end, taken, part.first + marked, part.last)
    if not behind:
        return 0
    code = heads.CODE_ALONE.fullmatch(narrow(part.text[: behind + marked]))
    # a sentence that names an item goes on with a particle
    return 0 if code and _KANA.match(part.text, behind + marked) else behind + marked


def _seen(part: _Part, page: int) -> Seen:
    """The line of a part along the writing."""
    x0, y0, x1, y1 = part.line.bbox
    if part.line.direction == "ttb":
        return Seen(part.line, page, y0, y1, -x1, -x0)
    return Seen(part.line, page, x0, x1, y0, y1)


def _row(page: int, parts: Sequence[_Part], taken: Mapping[str, float]) -> Row:
    ordered = sorted(parts, key=lambda part: part.start)
    pieces: list[Piece] = []
    last: _Part | None = None
    for part in ordered:
        if last is not None and part.start - last.end > _ABUTTING * part.size:
            pieces.append(Piece("　", page, None, 0))
        text = Traced.of(page, part.line, part.first, part.last)
        if last is None or len(last.line.text[last.first : last.last]) == 1:
            # a sign may stand in the margin before it
            text = with_white(text, _white_behind(part, page, taken))
        pieces += text.pieces
        last = part
    text = Traced(pieces)
    size = max(part.size for part in ordered)
    return Row(page, text, narrow(text.text), ordered[0].start, ordered[-1].end, size)
