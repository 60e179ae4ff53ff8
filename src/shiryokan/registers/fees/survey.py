"""Whether a document is a fee schedule, and where its columns stand.

A schedule sets its codes in one column at the left edge, and its variants and notes in another,
some six characters further in; below these each level is set in by one character::

    Ａ１００　一般病棟入院基本料（１日につき）        code column
            １　急性期一般入院基本料                  body column
              イ　急性期一般入院料１        1,688点
            注１　…
              ２　…

Other documents that name codes (questions and answers, notices, comparisons of old and new) do
so in prose or in ruled tables, not in a column of rows with points and notes below.
"""

from __future__ import annotations

import itertools
import re
import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from shiryokan.paper.model import Page
from shiryokan.registers.errors import NoRecords
from shiryokan.registers.fees.labels import label_of
from shiryokan.registers.fees.rows import Row
from shiryokan.registers.item_codes import LETTERED_ROW, NUMBERED_ROW, codes_of, order

LEAST_ITEMS = 3
"""Fewer rows with a code than this make no schedule."""
_OUT_OF_ORDER = 0.2
"""Share of the codes that may not be greater than the one before them; one always may, as where
another schedule begins."""
_TWICE = 0.05
"""Share of the codes in two columns of a page that may come twice."""
_WITH_BODY = 0.5
"""Share of the items that must have points, variants, notes, or be deleted."""
_WITH_BODY_RULED = 0.8
"""The same in ruled tables."""
_SIDE = 12
"""Codes so many characters right of the first ones stand in a second column."""
_INNER = (3, 1.5)
"""How much further in than codes their notes begin, in characters: so far, or where none does, in
narrow columns, so far."""
_ASIDE = 0.3
"""How far the left edges of odd and even pages may differ, in characters, and be the same."""
_APART = 4
"""How far they differ at most, in heights of a row."""
_RULED = 0.5
"""Share of a document's lines in ruled tables from which on it is none."""
_BODY = re.compile(
    r"注[\s　0-9０-９]|[0-9０-９,，]+点(?:[（(].*)?$|.*[0-9０-９]点$|.*点数$|.*削除$|[1１][\s　]"
)
_TIGHT_SHARE = 0.15
"""Share of the labels that have no white behind them from which on any may have none: a narrow
space is not always seen."""
_TIGHT_ROW = re.compile(r"注|[1１](?=[^0-9０-９\s　点分回日月年歳歯根名人か,，.．、の以つ])")
_SECTION = re.compile(r"区[\s　]*分")
NAME = "fees"


@dataclass(frozen=True)
class Columns:
    """Where things stand, in points from the left; ``em`` is the width of a character."""

    code: float
    body: float
    right: float
    em: float
    tight: bool = False
    """Whether labels have no white behind them."""

    def at(self, x: float, column: float) -> bool:
        """Whether ``x`` is in ``column``."""
        return abs(x - column) < 0.6 * self.em


def glance(pages: Sequence[Page]) -> None:
    """Leave early, with :class:`NoRecords`, where no rows begin with codes."""
    _check_codes(pages)
    if is_ruled(pages):
        # ruled tables with codes are seldom schedules, but often compare or explain them
        _check_ruled(pages)


def is_ruled(pages: Sequence[Page]) -> bool:
    """Whether most of a document is in ruled tables."""
    blocks = [block for page in pages for block in page.blocks]
    ruled = sum(len(block.lines) for block in blocks if block.ruled)
    return ruled > _RULED * sum(len(block.lines) for block in blocks)


def _check_codes(pages: Sequence[Page]) -> None:
    """Leave where no rows begin with codes."""
    lettered = numbered = sections = 0
    for text in _texts(pages):
        lettered += LETTERED_ROW.match(text) is not None
        numbered += NUMBERED_ROW.match(text) is not None
        sections += _SECTION.fullmatch(text) is not None
    if lettered < LEAST_ITEMS and (numbered < LEAST_ITEMS or not sections):
        raise NoRecords(NAME, "no rows that begin with an item code")


def _check_ruled(pages: Sequence[Page]) -> None:
    """Leave where a table has its codes in no order, or twice."""
    texts = list(_texts(pages))
    for pattern in (LETTERED_ROW, NUMBERED_ROW):
        codes = [m["code"] for text in texts if (m := pattern.match(text))]
        keys = [order(codes_of(code)[0]) for code in codes]
        falls = sum(a >= b for a, b in itertools.pairwise(keys))
        if len(codes) >= LEAST_ITEMS and falls <= max(1, _OUT_OF_ORDER * (len(keys) - 1)):
            return
    raise NoRecords(NAME, "most of it is in ruled tables")


def _texts(pages: Sequence[Page]) -> Iterator[str]:
    for page in pages:
        for block in page.blocks:
            yield from (line.text.strip() for line in block.lines)


def aligned(rows: Sequence[Row]) -> list[Row]:
    """Rows of odd and even pages with one left edge, where these are set in differently."""
    if not rows:
        return []
    em = _em(rows)
    sides = [_column([r for r in _with_code(rows)[0] if r.page % 2 == i], em) for i in (0, 1)]
    (even, some), (odd, others) = sides
    if min(len(some), len(others)) < LEAST_ITEMS or abs(odd - even) < _ASIDE * em:
        return list(rows)
    off = (even, odd)
    left = min(off)
    return [
        replace(row, x0=row.x0 - (off[row.page % 2] - left), x1=row.x1 - (off[row.page % 2] - left))
        for row in rows
    ]


def survey(rows: Sequence[Row], *, distinct: bool = False, ruled: bool = False) -> Columns:
    """The columns of a schedule; raises :class:`NoRecords` for what is none. ``distinct``: no code
    may come twice, as those of old and new do. ``ruled``: nearly all items must have something
    below them, as in a table of items only those of a schedule have."""
    if not rows:
        raise NoRecords(NAME, "no rows set from left to right")
    em = _em(rows)
    found, numbered = _with_code(rows)
    code, items = _column(found, em)
    items = [row for row in items if code - em < row.x0 < code + em]
    if len(items) < LEAST_ITEMS:
        raise NoRecords(NAME, "no column of item codes")
    _check_single(rows, items, code + _SIDE * em, em, NUMBERED_ROW if numbered else LETTERED_ROW)
    _check_order(items, numbered)
    if distinct:
        _check_distinct(items, numbered)
    _check_bodies(rows, items, _WITH_BODY_RULED if ruled else _WITH_BODY)
    notes = next(
        filter(None, (_begin_lists(rows, code + step * em, len(items) / 4) for step in _INNER)), []
    )
    if not notes:
        raise NoRecords(NAME, "no notes or variants below the item codes")
    body, _ = _column(notes, em)
    right, _ = _column([row for row in rows if row.x1 > body + 20 * em], em, right=True)
    return Columns(code, body, right, em, _is_tight(rows, body, em))


def _begin_lists(rows: Sequence[Row], least: float, few: float) -> list[Row]:
    """The rows further in than ``least`` with which notes or variants begin."""
    inner = [row for row in rows if row.x0 > least]
    notes = [row for row in inner if re.match(r"注[\s　0-9０-９]|[1１][\s　]", row.text.text)]
    if len(notes) < few:
        notes += [row for row in inner if row not in notes and _TIGHT_ROW.match(row.text.text)]
    return notes


def _is_tight(rows: Sequence[Row], body: float, em: float) -> bool:
    """Whether numbers at the beginning of rows of the body have no white behind them."""
    texts = [row.text.text for row in rows if abs(row.x0 - body) < 0.6 * em]
    white = sum(label is not None for label in map(label_of, texts))
    bare = sum(label_of(text) is None and label_of(text, tight=True) is not None for text in texts)
    return bare >= LEAST_ITEMS and bare > _TIGHT_SHARE * (white + bare)


def _em(rows: Sequence[Row]) -> float:
    """The width of a character, which is a little more than the height of its ink."""
    return statistics.median(row.height for row in rows) * 1.025


def _with_code(rows: Sequence[Row]) -> tuple[list[Row], bool]:
    """The rows that begin with a code, and whether codes are plain numbers."""
    lettered = [row for row in rows if LETTERED_ROW.match(row.text.text)]
    if len(lettered) >= LEAST_ITEMS:
        return lettered, False
    return [row for row in _behind_section(rows) if NUMBERED_ROW.match(row.text.text)], True


def _behind_section(rows: Sequence[Row]) -> list[Row]:
    """The rows of sections whose head is 区分, at the place of this head: roughly, where one is
    on an odd page and the other on an even one, which may be set in differently."""
    found: list[Row] = []
    head: Row | None = None
    for row in rows:
        if _SECTION.fullmatch(row.text.text):
            head = row
        elif head is not None:
            same = row.page % 2 == head.page % 2
            if abs(row.x0 - head.x0) < head.height * (0.5 if same else _APART):
                found.append(row)
    return found


def _column(rows: Sequence[Row], em: float, *, right: bool = False) -> tuple[float, list[Row]]:
    """The place at which most of the rows begin, or end, and these rows."""
    if not rows:
        return 0.0, []
    places = [row.x1 if right else row.x0 for row in rows]
    best, _ = Counter(round(x / em * 2) for x in places).most_common(1)[0]
    near = [(x, row) for x, row in zip(places, rows, strict=True) if abs(x / em * 2 - best) <= 1]
    return statistics.median(x for x, _ in near), [row for _, row in near]


def _check_single(
    rows: Sequence[Row], items: Sequence[Row], least: float, em: float, pattern: re.Pattern[str]
) -> None:
    """Old and new set side by side have their codes twice."""
    places = [
        row.left_of(at)
        for row in rows
        for at in (0, *(end for _, end in row.spaces))
        if pattern.match(row.text.text, at)
    ]
    # numbers that stand anywhere in prose make no column
    second = Counter(round(at / em) for at in places if at > least)
    if max((n + second[at + 1] for at, n in second.items()), default=0) > len(items) / 3:
        raise NoRecords(NAME, "the codes stand in two columns, as where old and new are compared")


def _check_distinct(items: Sequence[Row], numbered: bool) -> None:
    pattern = NUMBERED_ROW if numbered else LETTERED_ROW
    codes = [m["code"] for row in items if (m := pattern.match(row.text.text))]
    if len(codes) - len(set(codes)) > _TWICE * len(codes):
        raise NoRecords(NAME, "the codes come twice, as where old and new are compared")


def _check_order(items: Sequence[Row], numbered: bool) -> None:
    pattern = NUMBERED_ROW if numbered else LETTERED_ROW
    codes = [codes_of(m["code"])[0] for row in items if (m := pattern.match(row.text.text))]
    keys = [order(code) for code in codes]
    falls = sum(a >= b for a, b in itertools.pairwise(keys))
    if falls > max(1, _OUT_OF_ORDER * (len(keys) - 1)):
        raise NoRecords(NAME, "the codes at the beginning of rows are in no order")


def _check_bodies(rows: Sequence[Row], items: Sequence[Row], share: float) -> None:
    heads = {id(row) for row in items}
    with_body = 0
    for row, following in zip(rows, [*rows[1:], None], strict=True):
        if id(row) in heads:
            below = following.text.text if following is not None else ""
            with_body += bool(_BODY.match(row.text.text) or _BODY.match(below))
    if with_body < share * len(items):
        raise NoRecords(NAME, "the codes have no points and no notes below them")
