"""Numbered lines as a tree: what is numbered, by how far in it begins and by what it counts with.

In short: a line that begins with a number opens an entry, below the nearest open one that begins
less far in; a line without a number goes on with the line before if that is full, and is a
paragraph of the nearest entry that begins less far in otherwise.
"""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from shiryokan.japanese.enumeration import Form, Kind, enumerator
from shiryokan.paper.document import Document
from shiryokan.paper.model import Line, Page
from shiryokan.registers.narrow_text import narrow
from shiryokan.registers.source_text import Piece, Traced, joined
from shiryokan.registers.writing_lines import Seen, is_vertical, seen_lines, visual_rows

_ANNEX = re.compile(
    r"別[表添紙](?:第?[0-9一二三四五六七八九十]+(?:の[0-9一二三四五六七八九十]+)*)?(?=\s|$)"
)
_BRANCH = re.compile(r"(?:の[0-9一二三四五六七八九十]{1,3})+(?=\s|$)")
_PLAIN = re.compile(
    r"第?[0-9一二三四五六七八九十百]{1,5}(?:の[0-9一二三四五六七八九十]{1,3})+(?=\s|$)"
)
_KINDS: tuple[Kind, ...] = ("number", "kanji", "iroha", "roman", "latin")
_FORMS: tuple[Form, ...] = ("ordinal", "circle", "paren", "half", "plain")
_FULL = 1.6
"""A line that ends at most this many characters before the end of the longest is full."""
_SAME = 0.4
"""Beginnings of lines nearer than so many characters are one."""
_WHITE = 0.3
"""White between two pieces of a row, in characters, from which on they are parted."""
_SMALL = re.compile("[()（）0-9０-９]{1,2}")
_NARROW = 0.7
"""Signs narrower than so much of their height are set beside each other in one place."""
_LEVEL_NUMBER = re.compile(r"(?<!\S)[(（][0-9０-９]{1,2}[)）](?!\S)")
_INK = 0.5
"""Points that a sign takes up along the writing at least, if it has a place of its own."""
_LEVEL = 2.0
"""Points by which the beginnings of such signs may differ."""
_GOES_ON = "のをはがにとでや、又若及並中"
"""Signs right behind a number that a sentence names."""
_ENDS = "。）)」"


@dataclass
class Entry:
    """What is numbered: its number, its sort, where it begins, its first paragraph, and what
    stands below, paragraphs and entries in order."""

    number: Traced
    sort: str
    value: int
    a0: float
    parent: Entry | None
    lines: list[Traced] = field(default_factory=list)
    below: list[Entry | Paragraph] = field(default_factory=list)

    @property
    def head(self) -> Traced:
        """Its own words, without its number."""
        return joined(self.lines)

    @property
    def entries(self) -> list[Entry]:
        """The entries right below."""
        return [each for each in self.below if isinstance(each, Entry)]


@dataclass
class Paragraph:
    """Words without a number."""

    a0: float
    lines: list[Traced] = field(default_factory=list)


@dataclass(frozen=True)
class _Row:
    text: Traced
    a0: float
    a1: float
    em: float


def outline_of(document: Document) -> Entry:
    """The root of a document's entries."""
    rows = [row for page in document.pages for row in _rows(page)]
    root = Entry(Traced(), "root", 0, float("-inf"), None)
    if not rows:
        return root
    right = statistics.quantiles([row.a1 for row in rows], n=20)[-1] if len(rows) > 1 else 0.0
    reader = _Reader(root, right)
    for row in rows:
        reader.read(row)
    return root


def _rows(page: Page) -> Iterator[_Row]:
    vertical = is_vertical(page)
    lines = seen_lines(page, vertical=vertical)
    small = [each for each in lines if vertical and _is_small(each)]
    rows = [list(row) for row in visual_rows([e for e in lines if e not in small])]
    small += _level_numbers(page) if vertical else ()
    beside: list[list[list[Seen]]] = [[] for _ in rows]
    for group in _groups(small):
        middle = (min(e.c0 for e in group) + max(e.c1 for e in group)) / 2
        near = min(range(len(rows)), key=lambda i: abs(middle - _middle(rows[i])), default=None)
        if near is not None and abs(middle - _middle(rows[near])) < rows[near][0].em:
            beside[near].append(group)
    for row, groups in zip(rows, beside, strict=True):
        made = _row_of(row, groups)
        if made.text:
            yield made


def _level_numbers(page: Page) -> Iterator[Seen]:
    """The numbers of vertical lines that are set level and were read as a line of their own, those
    of several lines together."""
    for block in page.blocks:
        for line in block.lines if block.kind != "furniture" else ():
            if line.direction != "ltr":
                continue
            for match in _LEVEL_NUMBER.finditer(line.text):
                box = line.part_box(*match.span())
                one = Line(match[0], box, confidence=line.confidence)
                yield Seen(one, page.page, box.y0, box.y1, page.width - box.x1, page.width - box.x0)


def _middle(row: Sequence[Seen]) -> float:
    return (min(e.c0 for e in row) + max(e.c1 for e in row)) / 2


def _is_small(seen: Seen) -> bool:
    """Whether a line is one sign of a number that is set level in vertical writing."""
    return bool(_SMALL.fullmatch(seen.line.text.strip())) and seen.em < _NARROW * (
        seen.a1 - seen.a0
    )


def _groups(small: Sequence[Seen]) -> list[list[Seen]]:
    """The signs of each number: they stand beside each other, from left to right."""
    found: list[list[Seen]] = []
    whole = [each for each in small if _LEVEL_NUMBER.fullmatch(each.line.text)]
    for each in sorted((e for e in small if e not in whole), key=lambda e: -e.c0):
        reach = 1.5 * (each.a1 - each.a0)
        group = next(
            (
                g for g in found
                if abs(each.a0 - g[-1].a0) < _LEVEL and g[-1].c0 - each.c1 < reach
            ),
            None,
        )  # fmt: skip
        if group is None:
            found.append([each])
        else:
            group.append(each)
    return found + [[each] for each in whole]


def _with_numbers(seen: Seen, left: list[Sequence[Seen]]) -> Traced:
    """A line with those of the numbers ``left`` that stand beside a character of it, which are
    taken away from them."""
    text, edges, start = seen.traced(), seen.edges(), 0
    centre = (seen.c0 + seen.c1) / 2
    pieces: list[Piece] = []
    for at in range(len(text)):
        if edges[at + 1] - edges[at] < _INK:
            continue
        middle = (edges[at] + edges[at + 1]) / 2
        group = next((g for g in left if g[0].a0 < middle < g[0].a1), None)
        if group is None or text.text[at].isspace():
            continue
        left.remove(group)
        # digits in one place are read from the right edge on: the last first
        first = at
        while first > start and edges[first] - edges[first - 1] < _INK:
            first -= 1
        pieces += text[start:first].pieces
        # less across is further right
        level = [e.traced().strip() for e in group if (e.c0 + e.c1) / 2 > centre]
        level += [text[digit : digit + 1] for digit in range(at, first - 1, -1)]
        level += [e.traced().strip() for e in group if (e.c0 + e.c1) / 2 <= centre]
        pieces += [piece for sign in level for piece in sign.pieces]
        start = at + 1
    return Traced([*pieces, *text[start:].pieces])


def _row_of(row: Sequence[Seen], groups: Sequence[Sequence[Seen]]) -> _Row:
    """A row with the numbers set level in it at their places."""
    parts: list[tuple[float, float, Traced]] = []
    left: list[Sequence[Seen]] = list(groups)
    for seen in row:
        parts.append((seen.a0, seen.a1, _with_numbers(seen, left)))
    for group in left:
        signs = [piece for each in group for piece in each.traced().strip().pieces]
        parts.append((group[0].a0, group[0].a1, Traced(signs)))
    parts.sort(key=lambda part: part[0])
    em = max(seen.em for seen in row)
    whole: list[Piece] = []
    for k, (a0, _, text) in enumerate(parts):
        if k and a0 - parts[k - 1][1] > _WHITE * em:
            whole.append(Piece("　", text.page, None, 0))
        whole += text.pieces
    return _Row(Traced(whole).strip(), parts[0][0], max(p[1] for p in parts), em)


def number_of(text: str) -> tuple[str, int, int] | None:
    """Sort, value and end of the number with which a text begins."""
    plain = narrow(text)
    if match := _ANNEX.match(plain):
        return "annex", 0, match.end()
    if match := _PLAIN.match(plain):
        first = enumerator(match[0].split("の")[0], kinds=("number", "kanji"), forms=_FORMS)
        if first is None:
            return None
        return f"{first.kind} {first.form}", first.value, match.end()
    found = enumerator(plain, kinds=_KINDS, forms=_FORMS)
    if found is None or found.unit:
        return None
    end = found.end
    if branch := _BRANCH.match(plain, end):
        end = branch.end()
    return f"{found.kind} {found.form}", found.value, end


class _Reader:
    def __init__(self, root: Entry, right: float) -> None:
        self._right = right
        self._open: list[Entry] = [root]
        self._last: Entry | Paragraph = root
        self._row: _Row | None = None

    def read(self, row: _Row) -> None:
        found = number_of(row.text.text)
        full = self._row is not None and self._row.a1 >= self._right - _FULL * row.em
        if found is not None and not (full and self._goes_on(row, found)):
            self._begin(row, found)
        elif full and self._row is not None and self._last is not self._open[0]:
            self._last.lines.append(row.text)
        else:
            self._paragraph(row)
        self._row = row

    def _goes_on(self, row: _Row, found: tuple[str, int, int]) -> bool:
        """Whether a full line goes on with what only looks like a number."""
        assert self._row is not None
        if self._row.text.text.rstrip()[-1:] in _ENDS:
            return False
        sort, value, end = found
        if row.text.text[end : end + 1] in tuple(_GOES_ON):
            return True
        before = [e.value for e in self._open if e.sort == sort]
        begins = value in (before[-1], before[-1] + 1) if before else value <= 1
        return not begins and sort != "annex"

    def _begin(self, row: _Row, found: tuple[str, int, int]) -> None:
        sort, value, end = found
        near = _SAME * row.em
        while len(self._open) > 1 and not self._below(self._open[-1], row.a0, sort, near):
            self._open.pop()
        number, rest = row.text[:end].strip(), row.text[end:].strip("　 ")
        entry = Entry(number, sort, value, row.a0, self._open[-1], [rest] if rest else [])
        self._open[-1].below.append(entry)
        self._open.append(entry)
        self._last = entry

    def _below(self, entry: Entry, a0: float, sort: str, near: float) -> bool:
        """Whether what begins at ``a0`` stands below an open entry."""
        if sort in ("annex", "kanji ordinal", "number ordinal"):
            return entry.sort == "annex" and sort != "annex"
        if any(each.sort == sort for each in self._open[: self._open.index(entry) + 1]):
            return entry.sort != sort and not any(
                each.sort == sort for each in self._open[: self._open.index(entry)]
            )
        if entry.sort in ("annex", "kanji ordinal", "number ordinal"):
            return True
        return entry.a0 < a0 - near

    def _paragraph(self, row: _Row) -> None:
        owner = next(
            (e for e in reversed(self._open) if e.a0 < row.a0 - _SAME * row.em), self._open[0]
        )
        while self._open[-1] is not owner and len(self._open) > 1:
            self._open.pop()
        paragraph = Paragraph(row.a0, [row.text])
        owner.below.append(paragraph)
        self._last = paragraph


def texts_of(entry: Entry, *, skip: Sequence[Entry] = ()) -> Iterator[Traced]:
    """All that stands below an entry, a paragraph or a numbered item each."""
    for each in entry.below:
        if isinstance(each, Paragraph):
            yield joined(each.lines)
        elif each not in skip:
            head = each.head
            between = [Piece("　", each.number.page, None, 0)] if head else []
            yield Traced([*each.number.pieces, *between, *head.pieces])
            yield from texts_of(each)
