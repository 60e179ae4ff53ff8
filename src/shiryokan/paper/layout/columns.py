"""Columns side by side: are they read one after the other, row by row, or line by line?

- *columns*: the left one to its end, then the right one, as in a white paper;
- *rows*: each row's left cell, then its right cell, as in a plan set beside its progress;
- *lines*: straight across, as where a short word and its page number stand apart.

White space does not tell. What is measured of the columns and of each level at which a row could
begin is described by features, and fitted trees weigh them (:mod:`shiryokan.paper.layout.forest`):
first whether the columns are read one after the other, then at which levels rows begin.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from shiryokan.japanese.enumeration import KINDS, enumerator
from shiryokan.paper.layout import paragraphs
from shiryokan.paper.layout.comparisons import rows_of_comparison
from shiryokan.paper.layout.counting import (
    are_cards,
    are_like_lists,
    are_plain,
    are_stated,
    are_titled,
    direction,
    have_own_tables,
    headed_alone,
    lists_beside,
    sections,
    units_of,
)
from shiryokan.paper.layout.forest import forest
from shiryokan.paper.layout.lines import (
    Placed,
    Row,
    ends_unit,
    is_lead,
    pitch_of,
    right_edge,
    rows_of,
)
from shiryokan.paper.layout.lists_beside import holds_boxes, list_beside
from shiryokan.paper.layout.matrices import (
    rows_of_amounts,
    rows_of_dates,
    rows_of_keys,
    rows_of_labels,
    rows_of_words,
)
from shiryokan.paper.layout.paragraphs import Text, start_features, text_of
from shiryokan.paper.layout.params import PARAMS

_LIKELY = PARAMS.columns.likely
_BLANK = PARAMS.columns.blank
_RAGGED = PARAMS.columns.ragged
_UNEVEN = PARAMS.columns.uneven

Mode = Literal["columns", "rows", "lines"]

_FIGURE = re.compile(
    r"[（(]?[約△▲+＋-]?[0-9０-９][0-9０-９,，.．]*[^0-9０-９。]{0,6}[)）]?|"
    r"[ivxlc]+|[-－―…‐・○◯×△ー　 ]+"
)
"""What stands at the end of an entry: points, an amount, a page."""
_ENTRY = re.compile(
    "[^.．・･…‥_].*(?:[.．]{2,}|[・･…‥]+|_{3,})[^.．・･…‥_]*[0-9０-９][^.．・･…‥_]*"
)
"""A line of an index or of contents: words, leaders, and the pages to which they lead."""
_LABEL_NUMBER = re.compile(
    r"[（(]?[0-9０-９]{1,2}[)）.．]?[ \u3000]?(?=[^0-9０-９,，.．年月日円%％件人点 \u3000])"
)
"""The number of an entry that the layout has joined with its words."""
_HEADING = re.compile(r"[【〔＜〈《<][^】〕＞〉》>]+[】〕＞〉》>]")
"""A heading within a cell, alone on its line: ＜成果＞."""
_FIGURES = re.compile("[0-9０-９]+")
_KATAKANA = re.compile("[ア-ン]")
_KANJI = re.compile("[一二三四五六七八九十]+")
_LABEL_SHAPE = re.compile(
    rf"[（(〔【]?(?:0|ア|[a-zA-Z]|{_KANJI.pattern}|[①-⑳])[)）〕】.．、　 ]?|"
    rf"第(?:0|{_KANJI.pattern})"
)
"""What a label looks like whose figures are 0 and whose katakana are ア."""
_FEW_PRICES = PARAMS.columns.few_prices
_FIGURES_WIDTH = PARAMS.columns.figures_width
_NEAR = PARAMS.columns.near
_SET_RIGHT = PARAMS.columns.set_right
_AT_EDGE = PARAMS.columns.at_edge
_BEGUN_APART = PARAMS.columns.begun_apart
_ACROSS = PARAMS.columns.across
_FAR = PARAMS.columns.far
_ALIKE = PARAMS.columns.alike
_PROSE_WIDTH = PARAMS.columns.prose_width
_PROSE_LINES = PARAMS.columns.prose_lines
_LONG_PROSE = PARAMS.columns.long_prose
_WHITE_ABOVE = PARAMS.columns.white_above
_BELOW_LABEL = PARAMS.columns.below_label
_LABEL_REACH = PARAMS.columns.label_reach
_WRAPS = PARAMS.columns.wraps
_SURE_OF_PROSE = PARAMS.columns.sure_of_prose
_AS_BEFORE = PARAMS.columns.as_before
_HALF_WAY = PARAMS.columns.half_way
_HALF_WAYS = PARAMS.columns.half_ways
_WHITER = PARAMS.columns.whiter
_AMOUNT_APART = PARAMS.columns.amount_apart
_RULED_ALONE = PARAMS.columns.ruled_alone
_MOST_RULED = PARAMS.columns.most_ruled
_ENTRIES = PARAMS.columns.entries
_OF_ENTRIES = PARAMS.columns.of_entries
_SAME_LEVEL = PARAMS.columns.same_level
_LAST_COLUMNS = PARAMS.columns.last_columns
_LAST_LINES = PARAMS.columns.last_lines
_MIDDLES = PARAMS.columns.middles
_OFF_MIDDLE = PARAMS.columns.off_middle
_SHOWN_MIDDLES = PARAMS.columns.shown_middles
_PART_WHITE = PARAMS.columns.part_white
_PART_WHITER = PARAMS.columns.part_whiter
_REMARK_REACH = PARAMS.columns.remark_reach
_KEYED_COLUMNS = PARAMS.columns.keyed_columns
_KEYED_ROWS = PARAMS.columns.keyed_rows
_KEYED_FULL = PARAMS.columns.keyed_full
_KEYED_FEW = PARAMS.columns.keyed_few
_LONGEST_GROUP = PARAMS.columns.longest_group
_COUNTED = PARAMS.counting.counted
_HEADED = PARAMS.counting.headed
_LIKE_LISTS = PARAMS.counting.like_lists
_TITLED = PARAMS.counting.titled
_STATED = PARAMS.counting.stated
_OWN_TABLES = PARAMS.counting.own_tables
_CARDS = PARAMS.counting.cards
_MOST_HEADED = PARAMS.counting.most_headed

REGION_FEATURES = (
    "columns", "lines of first", "fewest lines", "most lines", "narrowest", "widest", "first width",
    "alike", "first level", "last level", "first starts met", "first starts met by starts",
    "other starts met", "starts of first", "starts of others", "fullest", "least full", "stops",
    "fewest stops", "label first", "marked", "least marked", "figures first", "figures last",
    "blank levels", "under way", "ragged", "unfinished", "goes on", "top", "bottom", "gutter",
    "tiers", "rule", "levels", "same bottom", "least labelled",
)  # fmt: skip
"""What is known of columns side by side; shares are of lines, lengths in ems."""

CUT_FEATURES = (
    "columns", "first start", "first begins", "first above", "first below", "first label",
    "first bullet", "least start", "least start under way", "mean start", "begin", "others begin",
    "most blank", "least blank", "blank difference", "step", "first level", "last level",
    "first wraps", "others wrap", "figures last", "last begins", "label share", "first width",
    "widest", "gutter", "levels", "place", "only label", "first label kind", "under way",
    "bullet begins", "bracket begins", "lines above", "first full above", "alike", "tiers", "rule",
    "white", "of widest white", "white more than before", "white more than after",
)  # fmt: skip
"""What is known of a level at which a row could begin; *start* is how likely a paragraph does."""


_REMARK = re.compile(r"[（(](?![0-9０-９ア-ンa-zａ-ｚ]{1,2}[）)])[^（）()]{2,}[）)]")
"""A remark in brackets, which is no number of an item."""
_SUM = re.compile(
    r"[（(]?[△▲¥￥+＋-]?[0-9０-９][0-9０-９,，.．]*(?:[百千]?万?円|[%％])?[)）]?|[-－―…‐・○◯●×△ー]+"
)
"""A sum, a share or a sign that is an entry by itself."""
_NUMBER_ALONE = re.compile("[0-9０-９]{1,3}")
_PRICE = re.compile("[△▲¥￥]?[0-9０-９][0-9０-９,，.．]{0,14}[点円人件回日部台本名冊]")
"""An amount with its unit."""


@dataclass(slots=True)
class Reading:
    """How to read columns; ``cuts`` are the levels at which rows begin, from the second."""

    mode: Mode
    cuts: list[float] = field(default_factory=list)
    chance: float = 1.0
    """How likely the mode is right."""
    levels: list[tuple[float, float]] = field(default_factory=list)
    """Levels at which a row could begin, from the top, and how likely one does."""
    after: float = 1.0
    """How likely one column is read after the other, whatever was read before."""
    lists: tuple[int, ...] = ()
    """The first columns of lists of several columns that are read one after the other."""
    plain: bool = False
    """Whether the columns, or these lists, are read line by line: they have no columns within."""
    whole: tuple[int, ...] = ()
    """The columns in which lines that follow each other are one cell over several rows."""

    def between(self, top: float, bottom: float) -> float:
        """How likely what is between two cuts is one row, in rows or lines."""
        chance = self.chance
        for level, begins in self.levels:
            near = min(abs(level - top), abs(level - bottom)) < _SAME_LEVEL
            if near or top < level < bottom:
                chance = min(chance, begins if near else 1.0 - begins)
        return chance


class Side:
    """One column: its lines, its edges, and where its paragraphs begin."""

    def __init__(self, items: Sequence[Placed], limit: float) -> None:
        self.rows: list[Row[Placed]] = rows_of(list(items))
        self.left = min([r.x0 for r in self.rows])
        self.limit = limit
        self.right = min(limit, right_edge(self.rows))
        self.em = sorted([r.size for r in self.rows])[len(self.rows) // 2] or 10.0
        self.pitch = pitch_of(self.rows) or 1.5 * self.em
        self.texts: list[Text] = [text_of(row.text) for row in self.rows]
        self.middles = [(row.y0 + row.y1) / 2 for row in self.rows]
        self.starts: list[float] = [1.0] * len(self.rows)
        """How likely each line begins a paragraph."""
        self.figures = self.width < _FIGURES_WIDTH * self.em and all(
            _FIGURE.fullmatch(row.text) for row in self.rows
        )

    @property
    def width(self) -> float:
        """From its left edge to where its full lines end, in points."""
        return self.right - self.left

    def features(self, pitch: float) -> list[list[float]]:
        """Those of :func:`start_features`, given the pitch of the lines of all columns."""
        self.pitch = pitch
        if len(self.rows) == 1:
            return []
        return start_features(self.rows, self.texts, self.right, pitch, self.limit)

    def settle(self, said: list[float]) -> None:
        """Take how likely each line but the first begins a paragraph."""
        self.starts = paragraphs.settled(self.rows, self.texts, self.pitch, said)

    def first_below(self, level: float) -> int:
        """Index of the first line whose middle is below ``level``; how many lines if none."""
        return bisect_left(self.middles, level)

    def across(self, level: float) -> bool:
        """Whether a line stands on both sides of ``level``."""
        at = self.first_below(level)
        upper, lower = level - _ACROSS * self.em, level + _ACROSS * self.em
        near = self.rows[max(at - 1, 0) : at + 1]
        return any(row.y0 < upper and row.y1 > lower for row in near)

    def begins_at(self, level: float) -> int | None:
        """Index of the line whose top is at ``level``."""
        at = self.first_below(level)
        if at < len(self.rows) and abs(self.rows[at].y0 - level) < _NEAR * self.em:
            return at
        return None

    def blank_above(self, level: float) -> float:
        """Pitches from the line above ``level`` to the line that begins there, or to ``level``."""
        at = self.first_below(level)
        if at == 0:
            return 1.0
        end = self.rows[at].y0 if at < len(self.rows) else level
        return min((end - self.rows[at - 1].y0) / self.pitch, _FAR)

    def under_way(self, level: float) -> float:
        """How likely a paragraph of this column is under way at ``level``."""
        at = self.first_below(level)
        return 1.0 - self.starts[at] if 0 < at < len(self.rows) else 0.0

    def heading_above(self, level: float, bound: float) -> bool:
        """Whether all there is between ``bound`` and ``level`` is the heading of what begins at
        ``level``."""
        at = self.begins_at(level)
        return (
            at is not None
            and self.first_below(bound) == at - 1
            and _HEADING.fullmatch(self.rows[at - 1].text) is not None
            and _HEADING.fullmatch(self.rows[at].text) is None
        )

    def is_remark(self, at: int) -> bool:
        """Whether line ``at`` is a remark in brackets on the line close above it."""
        if at == 0 or _REMARK.fullmatch(self.rows[at].text) is None:
            return False
        above = self.rows[at - 1]
        near = self.rows[at].y0 - above.y0 < _REMARK_REACH * self.pitch
        return near and _REMARK.fullmatch(above.text) is None

    def both_labelled(self, at: int) -> bool:
        """Whether line ``at`` and the one above it begin with labels, as headings do."""
        return self.has_label(at) and self.has_label(at - 1)

    def has_label(self, at: int) -> bool:
        """Whether line ``at`` begins with a label, be it a piece by itself."""
        items = self.rows[at].items
        return self.texts[at].label or (len(items) > 1 and is_lead(items[0].text))

    def share(self, held: Sequence[bool]) -> float:
        """Of its lines."""
        return sum(held) / len(self.rows)

    def is_full(self, at: int) -> bool:
        """Whether line ``at`` reaches its right edge, and not with an amount that is set there."""
        row = self.rows[at]
        apart = any(
            b.x0 - a.x1 > _AMOUNT_APART * row.size for a, b in itertools.pairwise(row.items)
        )
        return row.x1 > self.right - 1.2 * self.em and not apart

    def full(self) -> float:
        """The share of its lines that reach its right edge."""
        return self.share([row.x1 > self.right - 1.2 * row.size for row in self.rows])

    def wraps(self) -> float:
        """The share of its lines that go on with the one above."""
        return self.share([start < _LIKELY for start in self.starts])

    def stops(self) -> float:
        """The share of its lines that end a sentence."""
        return self.share([text.ends == "stop" for text in self.texts])

    def marked(self) -> float:
        """The share of its lines that begin like an item."""
        return self.share([text.bullet or text.marker for text in self.texts])

    def entries(self) -> float:
        """The share of its lines that lead from words to pages, of which there must be some."""
        held = [_ENTRY.fullmatch(row.text) is not None for row in self.rows]
        return self.share(held) if sum(held) > 1 else 0.0

    def labelled(self) -> float:
        """The share of its lines that begin like an item or with its number."""
        return self.share([text.marked for text in self.texts])


def settled(columns: Sequence[Sequence[Placed]], edges: Sequence[float]) -> list[Side]:
    """The columns, from left to right, with their paragraphs; ``edges`` are where the white of the
    gutter begins."""
    sides = [Side(items, edge) for items, edge in zip(columns, edges, strict=True)]
    pitch = min(side.pitch for side in sides)
    asked = [side.features(pitch) for side in sides]
    said = forest("starts").probability([row for rows in asked for row in rows])
    at = 0
    for side, rows in zip(sides, asked, strict=True):
        side.settle(said[at : at + len(rows)])
        at += len(rows)
    return sides


def levels_of(sides: Sequence[Side]) -> list[float]:
    """The levels at which rows could begin: tops of lines that no line stands across, from the
    second."""
    em = min(side.em for side in sides)
    levels: list[float] = []
    for top in sorted(row.y0 for side in sides for row in side.rows):
        if not levels or top - levels[-1] > 0.5 * em:
            levels.append(top)
    first = min(min(side.middles) for side in sides)
    return [y for y in levels[1:] if y > first and not any(side.across(y) for side in sides)]


def region_features(
    sides: Sequence[Side], levels: Sequence[float], *, tiers: bool, rule: bool
) -> list[float]:
    """:data:`REGION_FEATURES` of columns side by side."""
    first, others, last = sides[0], sides[1:], sides[-1]
    widths = [side.width / side.em for side in sides]
    counts = [len(side.rows) for side in sides]
    full, stops = [side.full() for side in sides], [side.stops() for side in sides]
    marked = [side.marked() for side in sides]
    blank = under = ragged = 0
    for y in levels:
        blanks = [side.blank_above(y) for side in sides]
        blank += min(blanks) > _BLANK
        moving = max(side.under_way(y) for side in sides) > _LIKELY
        under += max(blanks) > _BLANK and moving
        ragged += not moving and max(blanks) > _RAGGED and max(blanks) - min(blanks) > _UNEVEN
    tops = [side.rows[0].y0 for side in sides]
    bottoms = [side.rows[-1].y1 for side in sides]
    end = first.rows[-1]
    unfinished = first.texts[-1].ends not in ("stop", "bracket") and (
        end.x1 > first.right - 1.5 * first.em
    )
    begin = others[0].texts[0]
    number = max(len(levels), 1)
    return [
        len(sides),
        min(len(first.rows), 60),
        min(*counts, 60),
        min(max(counts), 60),
        min(widths),
        max(widths),
        widths[0],
        min(widths) / max(*widths, 0.1),
        levelled(first, others),
        levelled(last, sides[:-1]),
        _met(first, others, 0.0),
        _met(first, others, 0.5),
        _mean([_met(other, [first], 0.5) for other in others]),
        _mean(first.starts),
        _mean([_mean(other.starts) for other in others]),
        max(full),
        min(full),
        max(stops),
        min(stops),
        first.share([text.label for text in first.texts]),
        max(marked),
        min(marked),
        first.figures,
        last.figures,
        blank / number,
        under / number,
        ragged / number,
        unfinished,
        begin.goes_on and not (begin.marker or begin.label),
        min(max((tops[0] - min(tops[1:])) / first.em, -_FAR), _FAR),
        min(max((bottoms[0] - max(bottoms[1:])) / first.em, -_FAR), _FAR),
        min(_gutter(sides), _FAR),
        tiers,
        rule,
        min(len(levels), 60),
        max(bottoms) - min(bottoms) < 0.5 * first.em,
        min(side.labelled() for side in sides),
    ]


def cut_features(
    sides: Sequence[Side], levels: Sequence[float], *, tiers: bool, rule: bool
) -> list[list[float]]:
    """:data:`CUT_FEATURES` of each of ``levels``."""
    if not levels:
        return []
    first, others, last = sides[0], sides[1:], sides[-1]
    level_first, level_last = levelled(first, others), levelled(last, sides[:-1])
    wraps = [side.wraps() for side in sides]
    labels = first.share([text.label for text in first.texts])
    widths = [side.width / side.em for side in sides]
    gutter = min(_gutter(sides), _FAR)
    kind = _kind(first.rows[0].text)
    before = min(side.rows[0].y0 for side in sides)
    pitch = first.pitch
    whites = [_white(sides, y) for y in levels]
    widest = max([*whites, 0.1])
    found = []
    for number, y in enumerate(levels):
        at = first.first_below(y)
        begins = first.begins_at(y)
        starting = [side.begins_at(y) for side in sides]
        chances = [
            side.starts[i] for side, i in zip(sides, starting, strict=True) if i is not None and i
        ]
        moving = [side.under_way(y) for side in sides]
        blanks = [side.blank_above(y) for side in sides]
        above = first.rows[at - 1] if at else None
        texts = [side.texts[i] for side, i in zip(sides, starting, strict=True) if i is not None]
        found.append([
            len(sides),
            first.starts[begins] if begins is not None else -1.0,
            begins is not None,
            at > 0,
            at < len(first.rows),
            begins is not None and first.texts[begins].label,
            begins is not None and first.texts[begins].bullet,
            min(chances, default=1.0),
            1.0 - max(moving),
            _mean(chances) if chances else 1.0,
            sum(i is not None for i in starting) / len(sides),
            sum(i is not None for i in starting[1:]) / len(others),
            max(blanks),
            min(blanks),
            max(blanks) - min(blanks),
            min((y - before) / pitch, _FAR),
            level_first,
            level_last,
            wraps[0],
            max(wraps[1:]),
            last.figures,
            starting[-1] is not None,
            labels,
            widths[0],
            max(widths),
            gutter,
            min(len(levels), 60),
            number / len(levels),
            at > 0 and first.texts[at - 1].label and not (
                begins is not None and first.texts[begins].label
            ) and first.blank_above(y) < 2,
            begins is not None and kind != "" and _kind(first.rows[begins].text) == kind,
            max(moving),
            any(text.bullet for text in texts),
            any(text.begins == "bracket" for text in texts),
            min(at, 20),
            above is not None and above.x1 > first.right - 1.5 * first.em,
            min(widths) / max(*widths, 0.1),
            tiers,
            rule,
            whites[number],
            whites[number] / widest,
            whites[number] - whites[number - 1] if number else 0.0,
            whites[number] - whites[number + 1] if number + 1 < len(levels) else 0.0,
        ])  # fmt: skip
        before = y
    return found


def read_columns(
    columns: Sequence[Sequence[Placed]], edges: list[float], *, tiers: bool = False,
    rule: bool = False, as_before: bool = False, ruled: int = 0,
) -> Reading:  # fmt: skip
    """How ``columns``, from left to right, are read.

    ``edges`` are the columns' right edges: where the white of the gutter begins. ``tiers`` are the
    columns of a vertical page; ``rule`` says that a rule runs down between them, ``as_before`` that
    columns at the same places were read row by row before; ``ruled`` is how many rules run across
    one column alone.
    """
    sides = settled(columns, edges)
    levels = levels_of(sides)
    (after,) = forest("columns").probability(
        [region_features(sides, levels, tiers=tiers, rule=rule)]
    )
    alone = after
    told = None if tiers else _told(sides, levels, alone)
    if told is not None:
        return told
    entries = not tiers and not rule and min(side.entries() for side in sides) > _ENTRIES
    after = _likelier(after, 1.0 / _AS_BEFORE if as_before else 1.0)
    after = _likelier(after, _RULED_ALONE ** min(ruled, _MOST_RULED))
    after = _likelier(after, _OF_ENTRIES if entries else 1.0)
    if not tiers:
        after, lists, plain = _as_lists(after, sides)
        if after > _LIKELY and (lists or plain):
            return Reading("columns", chance=after, lists=lists, plain=plain)
    if after > _LIKELY and (tiers or entries or (_is_prose(sides) and not rule)):
        return Reading("columns", chance=after)
    said = forest("cuts").probability(cut_features(sides, levels, tiers=tiers, rule=rule))
    told_apart = _rows_nonetheless(sides, levels, said) if after > _LIKELY else None
    if told_apart is not None:
        cuts = [y - 0.05 * sides[0].em for y in told_apart]
        return Reading("rows", cuts, _LIKELY, list(zip(levels, said, strict=True)), alone)
    if rule and said and min(said) > after:
        # beside a rule, that a row begins at every level says more than what the whole looks like
        after = min(after, 1.0 - min(said))
    if after > _LIKELY and (max(said, default=0.0) > _LIKELY or _runs_over(sides)):
        return Reading("columns", chance=after)
    if after > _LIKELY:
        # with no row but one the order is the same; what belongs together is told by a table
        return Reading("rows", [], 1.0, list(zip(levels, said, strict=True)), alone)
    return _row_by_row(sides, list(zip(levels, said, strict=True)), after, alone, rule=rule)


def _row_by_row(
    sides: Sequence[Side], said: list[tuple[float, float]], after: float, alone: float, *,
    rule: bool,
) -> Reading:  # fmt: skip
    """How columns are read that are most likely not read one after the other; ``said`` are the
    levels at which a row could begin, and how likely one does."""
    levels = [y for y, _ in said]
    wraps = max(side.wraps() for side in sides)
    needed = _SURE_OF_PROSE if wraps > _WRAPS else 0.5
    begins = [chance > needed for _, chance in said]
    _settle_first_column(sides, levels, begins)
    _settle_keyed(sides, levels, begins)
    _settle_headings(sides, levels, begins)
    _settle_remarks(sides, levels, begins)
    cuts = [y - 0.05 * sides[0].em for y, here in zip(levels, begins, strict=True) if here]
    if not (cuts or rule) and _runs_over(sides):
        return Reading("columns", chance=max(after, _LIKELY))
    if len(cuts) == len(levels) and sides[-1].figures:
        return Reading("lines", chance=min([1.0 - after, *(chance for _, chance in said)]))
    return Reading("rows", cuts, 1.0 - after, said, alone)


def _as_lists(after: float, sides: Sequence[Side]) -> tuple[float, tuple[int, ...], bool]:
    """How likely columns are read one after the other, by what speaks for lists beside each other;
    the first columns of lists of several, where that is likely; whether they have no columns."""
    firsts = units_of([side.rows for side in sides])
    units = [
        rows_of([item for side in sides[at:end] for row in side.rows for item in row.items])
        if end - at > 1
        else sides[at].rows
        for at, end in itertools.pairwise([*firsts, len(sides)])
    ]
    headed = headed_alone(units)
    after = _likelier(after, _HEADED ** min(headed, _MOST_HEADED))
    told = headed > 0
    like = are_like_lists(units)
    for here, times in (
        (like, _LIKE_LISTS),
        (are_titled(units), _TITLED),
        (are_stated(units), _STATED),
        (have_own_tables(units), _OWN_TABLES),
        (are_cards(units), _CARDS),
    ):
        after = _likelier(after, times if here else 1.0)
        told = told or here
    lists = told and after > _LIKELY and len(units) < len(sides)
    return after, tuple(firsts) if lists else (), like and are_plain(units)


def _likelier(chance: float, times: float) -> float:
    """``chance``, so many times likelier against its opposite."""
    return 1.0 / (1.0 + (1.0 - chance) / max(chance, 1e-6) / times) if times != 1.0 else chance


def _told(sides: Sequence[Side], levels: Sequence[float], after: float) -> Reading | None:
    """How columns are read where no tree need be asked: they count on, or their cells stand about
    the middles of rows."""
    compared = rows_of_comparison(sides, levels)
    if compared is not None:
        cuts = [y - 0.05 * sides[0].em for y in compared]
        return Reading("rows", cuts, max(1.0 - after, _COUNTED), [], after)
    counted = _told_by_counting(sides, levels, after) or _told_by_first_line(sides, after)
    if counted is not None:
        return counted
    numbered = _numbered_rows(sides)
    if numbered is None:
        numbered = _amounts_set_right(sides)
    if numbered is not None:
        return Reading("rows", numbered, max(1.0 - after, _COUNTED), [], after)
    under = _under_labels(sides) if after > _LIKELY else None
    if under is not None:
        return Reading("rows", under, max(1.0 - after, _COUNTED), [], after)
    last = _at_last_lines(sides)
    if last is not None:
        return Reading("rows", last, max(1.0 - after, _COUNTED), [], after)
    middles = _about_middles(sides)
    beside = None if middles is not None and _all_between(sides) else list_beside(sides)
    if beside is not None:
        # boxes are drawn where there is room, and part nothing
        apart = [] if holds_boxes(sides[-1]) else _parts_apart(sides, levels)
        cuts = [y - 0.05 * sides[0].em for y in apart]
        return Reading("columns", cuts, max(after, _COUNTED), lists=(0, beside))
    return _told_by_cells(sides, levels, middles, after)


def _told_by_cells(
    sides: Sequence[Side], levels: Sequence[float], middles: list[float] | None, after: float
) -> Reading | None:
    """How columns are read whose cells tell the rows: amounts, dates, numbers or words that begin
    each, or what stands about ``middles``."""
    matrix = rows_of_amounts(sides) or rows_of_dates(sides)
    if matrix is None and middles is not None:
        return Reading("rows", middles, max(1.0 - after, _COUNTED), [], after)
    matrix = matrix or rows_of_labels(sides) or rows_of_words(sides) or rows_of_keys(sides)
    if matrix is None:
        return None
    em = sides[0].em
    above = [y for y in levels if y < matrix.first - _NEAR * em]
    said = forest("cuts").probability(cut_features(sides, above, tiers=False, rule=False))
    heads = [y for y, chance in zip(above, said, strict=True) if chance > _LIKELY]
    cuts = [y - 0.05 * em for y in sorted({*heads, *matrix.cuts})]
    return Reading("rows", cuts, max(1.0 - after, _COUNTED), [], after, whole=matrix.whole)


def _told_by_first_line(sides: Sequence[Side], after: float) -> Reading | None:
    """How columns are read all but one of which have one line, level with the first of the other,
    behind which items begin: a row of a table, and what is said of it below."""
    long = [side for side in sides if len(side.rows) > 1]
    if len(sides) < _MIDDLES or len(long) != 1:
        return None
    said = long[0]
    short = [side for side in sides if side is not said]
    if levelled(said, short) * len(said.rows) != 1.0 or any(
        abs(side.middles[0] - said.middles[0]) > _NEAR * said.em for side in short
    ):
        return None
    if not said.has_label(1) or said.starts[1] <= _LIKELY or said.has_label(0):
        return None
    cuts = [said.rows[1].y0 - 0.05 * said.em]
    return Reading("rows", cuts, max(1.0 - after, _COUNTED), [], after)


def _amounts_set_right(sides: Sequence[Side]) -> list[float] | None:
    """The tops of the rows, from the second, of entries with labels whose amounts stand at the
    right edge, each on the level of its entry; None of what is none."""
    left, amounts, last = sides[0], sides[min(1, len(sides) - 1)], sides[-1]
    if amounts is left or len(last.rows) < _SET_RIGHT:
        return None
    em = last.em
    ends, begins = [row.x1 for row in last.rows], [row.x0 for row in last.rows]
    if max(ends) - min(ends) > _AT_EDGE * em or (
        last is amounts and max(begins) - min(begins) < _BEGUN_APART * em
    ):
        return None
    labelled = [n for n in range(len(left.rows)) if left.has_label(n)]
    middles = [left.middles[n] for n in labelled]
    level = all(
        any(abs(m - own) < _NEAR * em for own in middles)
        for side in sides[1:]
        for m in side.middles
    )
    if not level or not all(any(map(str.isdigit, row.text)) for row in amounts.rows):
        return None
    return [left.rows[n].y0 - 0.05 * em for n in labelled if n]


def _parts_apart(sides: Sequence[Side], levels: Sequence[float]) -> list[float]:
    """The levels above which more white runs across all columns than between their lines: there
    begins another part of the page, with lists and tables of its own."""
    whites = [_white(sides, y) for y in levels]
    usual = max(sorted(whites)[len(whites) // 2], 0.0) if whites else 0.0
    least = max(_PART_WHITE, _PART_WHITER * usual)
    return [y for y, white in zip(levels, whites, strict=True) if white > least]


def _told_by_counting(
    sides: Sequence[Side], levels: Sequence[float], after: float
) -> Reading | None:
    """How columns are read whose numbers count on, or whose heads are said again."""
    columns = [side.rows for side in sides]
    lists = lists_beside(columns)
    if len(lists) > 1:
        return Reading("columns", chance=max(after, _COUNTED), lists=tuple(lists))
    counts = direction(columns)
    if counts == "down":
        return Reading("columns", chance=max(after, _COUNTED))
    bounds = levels
    if counts is None:
        tops = sections(columns) if len(columns) > 1 else []
        if not tops:
            return None
        parts = {direction(part) for part in _parts(columns, tops)} - {None}
        if len(parts) != 1:
            return None
        bounds = tops if parts == {"down"} else levels
    cuts = [y - 0.05 * sides[0].em for y in bounds]
    return Reading("rows", cuts, max(1.0 - after, _COUNTED), [], after)


def _parts(
    columns: Sequence[list[Row[Placed]]], tops: Sequence[float]
) -> list[list[list[Row[Placed]]]]:
    """The lines of ``columns`` from each of ``tops`` to the next, where there are any."""
    bounds = [-float("inf"), *tops, float("inf")]
    return [
        [
            mine
            for rows in columns
            if (mine := [r for r in rows if top <= r.y0 + 0.3 * r.size < bottom])
        ]
        for top, bottom in itertools.pairwise(bounds)
    ]


def _labelled_half_way(
    sides: Sequence[Side], levels: Sequence[float], said: Sequence[float]
) -> list[float] | None:
    """Where rows begin, from the second, each of which has one label in the first column, set at
    half the height of what stands beside it: the rows that likely begin at ``levels``, or those
    that have white above; None if there are no such rows."""
    likely = [y for y, chance in zip(levels, said, strict=True) if chance > _LIKELY]
    apart = [y for y in levels if max(side.blank_above(y) for side in sides[1:]) > _WHITER]
    return next((bounds for bounds in (likely, apart) if _stand_half_way(sides, bounds)), None)


def _stand_half_way(sides: Sequence[Side], bounds: Sequence[float]) -> bool:
    first, others = sides[0], sides[1:]
    half_way = 0
    for top, bottom in itertools.pairwise([-float("inf"), *bounds, float("inf")]):
        labels = first.rows[first.first_below(top) : first.first_below(bottom)]
        texts = [r for s in others for r in s.rows[s.first_below(top) : s.first_below(bottom)]]
        if not labels or not texts:
            return False
        above, below = min(r.y0 for r in texts), max(r.y1 for r in texts)
        upper, lower = labels[0].y0, labels[-1].y1
        off = abs((upper + lower) / 2 - (above + below) / 2)
        if lower - upper > below - above or off > _HALF_WAY * first.em:
            return False
        half_way += upper - above > first.em
    return half_way >= _HALF_WAYS


def _numbered_rows(sides: Sequence[Side]) -> list[float] | None:
    """Where rows begin of a list whose first column holds numbers that count on, and nothing else
    but a head, and all lines beside them are level with one; None where it is otherwise."""
    first, *others = sides
    head = 0 if _NUMBER_ALONE.fullmatch(first.rows[0].text) else 1
    numbers = [row.text for row in first.rows[head:]]
    if len(numbers) < _MIDDLES or not all(map(_NUMBER_ALONE.fullmatch, numbers)):
        return None
    values = list(map(int, numbers))
    if values != list(range(values[0], values[0] + len(values))):
        return None
    levels, reach = first.middles[head:], _ACROSS * first.em
    beside = [m for side in others for m in side.middles if m > levels[0] - reach]
    if len(beside) < len(values) or _near(beside, levels, reach) < 1.0:
        return None
    top = min(side.rows[0].y0 for side in sides)
    cuts = [row.y0 for row in first.rows[head:] if row.y0 > top + _NEAR * first.em]
    return [y - 0.05 * first.em for y in cuts]


def _under_labels(sides: Sequence[Side]) -> list[float] | None:
    """Where rows begin that have labels in the first column, each of which counts on and stands
    above its row; None where not all other columns have their widest white there.

    In columns that are read one after the other the next one goes on counting, and its white has
    nothing to do with the labels.
    """
    first, others = sides[0], sides[1:]
    labels = _counted_labels(first, others)
    # above the first of all there is nothing, or heads
    later = [top for top, value in labels if value > 1]
    if not later:
        return None
    for side in others:
        whites = [max(b.y0 - a.y1, 0.0) for a, b in itertools.pairwise(side.rows)]
        below = [side.first_below(top) for top in later]
        if max(below) == len(side.rows) or len(set(below)) < len(below):
            return None
        known = {side.first_below(top) for top, _ in labels}
        least = min([whites[at - 1] for at in below if at], default=_FAR * side.pitch)
        rest = max((white for at, white in enumerate(whites, 1) if at not in known), default=0.0)
        if least < _WHITE_ABOVE * side.pitch or least <= rest + _NEAR * side.em:
            return None
        off = [side.rows[at].y0 - top for at, top in zip(below, later, strict=True)]
        if min(off) < -_NEAR * side.em or max(off) > _BELOW_LABEL * side.pitch:
            return None
    top = min(side.rows[0].y0 for side in sides)
    cuts = [y for y, _ in labels if y > top + _NEAR * first.em]
    return [y - 0.05 * first.em for y in cuts]


def _counted_labels(first: Side, others: Sequence[Side]) -> list[tuple[float, int]]:
    """The tops and the values of labels that count on from one to the next in the first column, in
    the form of the first of them; none where another column has such labels."""
    known = [
        (row, found)
        for row, text in zip(first.rows, first.texts, strict=True)
        if text.label and (found := enumerator(row.text)) is not None
    ]
    if not known:
        return []
    form = known[0][1].form
    for kind in KINDS:
        counted = [
            (row.y0, found.value)
            for row, _ in known
            if (found := enumerator(row.text, kinds=(kind,), forms=(form,)))
        ]
        if not counted or any(two[1] != one[1] + 1 for one, two in itertools.pairwise(counted)):
            continue
        again = any(
            text.label and enumerator(row.text, kinds=(kind,), forms=(form,))
            for side in others
            for row, text in zip(side.rows, side.texts, strict=True)
        )
        return [] if again else counted
    return []


def _about_middles(sides: Sequence[Side]) -> list[float] | None:
    """Where rows begin, from the second, whose cells all stand about one middle: a column has one
    line in each, and each text beside it, of whatever lines, its middle level with one of these."""
    for side in sides:
        # of two rows no head is told from a row, but by the numbers that both begin with
        numbered = len(side.rows) > 1 and all(map(side.has_label, range(len(side.rows))))
        few = max(len(sides), len(side.rows)) < _MIDDLES and not numbered
        if few or side.wraps() > _LIKELY or (len(side.rows) == 1 and _are_level(sides)):
            # the lines of one text that runs on are no labels
            continue
        others = [other for other in sides if other is not side]
        groups = [_grouped(other, side.middles) for other in others]
        if not all(groups) or any(map(_runs_on, others, groups)):
            continue
        held = [(middle, middle) for middle in side.middles]
        shown: set[int] = set()
        uneven: set[int] = set()
        between = 0
        for other, group in zip(others, groups, strict=True):
            for level, first, end in group:
                above, below = held[level]
                held[level] = (
                    min(above, other.middles[first]), max(below, other.middles[end - 1])
                )  # fmt: skip
                between += end - first > 1 and _is_between(side, other, level, first, end)
            uneven |= {level for level, first, end in group if level and end - first > 1}
            shown |= _shown(side, other, group)
        # lines at even distances may be parted anywhere: white, or none at the height of what
        # stands beside them, shows that they stand about a middle; of many rows, as prose beside
        # prose has them, two do so by chance
        needed = max(_HALF_WAYS, _SHOWN_MIDDLES * len(held))
        # of numbered labels none is a head, and one between two lines is about the middle of both
        plain = between and all(
            side.has_label(n) or _LABEL_NUMBER.match(row.text) for n, row in enumerate(side.rows)
        )
        if not plain and min(len(uneven), len(shown)) < min(needed, len(held) - 1):
            continue
        if all(above[1] < below[0] for above, below in itertools.pairwise(held)):
            return [(above[1] + below[0]) / 2 for above, below in itertools.pairwise(held)]
    return None


def _at_last_lines(sides: Sequence[Side]) -> list[float] | None:
    """Where rows begin, from the second, whose cells are set to the bottom, as spreadsheets do:
    several columns have one line in each row, level with the last line of the texts beside them;
    None of others."""
    fewest = min(len(side.rows) for side in sides)
    if fewest < _MIDDLES:
        return None
    short = [s for s in sides if len(s.rows) == fewest and levelled(s, sides[:1]) == 1.0]
    short = short or [s for s in sides if len(s.rows) == fewest]
    levels = short[0].middles
    reach = _ACROSS * short[0].em
    if len(short) < _LAST_COLUMNS or any(
        _near(side.middles, levels, reach) < 1.0 or side.wraps() > 0 for side in short
    ):
        return None
    ended = going_on = 0
    titled = False
    for side in sides:
        if any(side is other for other in short):
            continue
        at = [n for level in levels if (n := _line_at(side, level, reach)) is not None]
        if len(at) < len(levels) or at[-1] != len(side.rows) - 1:
            return None
        # above the heads a title may stand
        titled = titled or at[0] > 0
        for before, line in itertools.pairwise(at):
            if not _may_end(side, before):
                return None
            if line - before > 1:
                going_on += side.starts[line] < _LIKELY
                ended += 1
    if ended < _HALF_WAYS or going_on < _LAST_LINES * ended:
        return None
    at_levels = [
        [side.rows[n] for side in sides if (n := _line_at(side, level, reach)) is not None]
        for level in levels
    ]
    top = [min(row.y0 for row in at_levels[0]) - 0.05 * short[0].em] if titled else []
    return top + [max(row.y1 for row in rows) for rows in at_levels[:-1]]


def _line_at(side: Side, level: float, reach: float) -> int | None:
    """The number of the line whose middle is within ``reach`` of ``level``; None if none is."""
    at = bisect_left(side.middles, level - reach)
    return at if at < len(side.rows) and side.middles[at] < level + reach else None


def _may_end(side: Side, at: int) -> bool:
    """Whether the text of a cell may end with line ``at``."""
    return side.texts[at].ends == "stop" or not side.is_full(at) or side.starts[at + 1] > _LIKELY


def _are_level(sides: Sequence[Side]) -> bool:
    """Whether several columns have as many lines each, on the same levels: rows close together."""
    several = [side for side in sides if len(side.rows) > 1]
    return len(several) >= _MIDDLES and all(
        len(side.rows) == len(several[0].rows) and levelled(side, several[:1]) == 1.0
        for side in several
    )


def _runs_on(other: Side, groups: Sequence[tuple[int, int, int]]) -> bool:
    """Whether half the groups of several lines begin within a paragraph: labels at the height of
    the first line of a text look as if set about the middle where some texts have two lines."""
    begun = [
        other.starts[first] < _LIKELY and other.is_full(first - 1)
        for _, first, end in groups
        if first and end - first > 1
    ]
    return any(begun) and 2 * sum(begun) >= len(begun)


def _all_between(sides: Sequence[Side]) -> bool:
    """Whether each line of the first column has a text in the last one that is set about it, some
    of them with no line at its height: no list stands so beside a table."""
    first, last = sides[0], sides[-1]
    groups = _grouped(last, first.middles)
    between = [end - at > 1 and _is_between(first, last, n, at, end) for n, at, end in groups]
    return len(groups) == len(first.rows) >= _MIDDLES and sum(between) >= _HALF_WAYS


def _is_between(side: Side, other: Side, level: int, first: int, end: int) -> bool:
    """Whether no line of ``other`` from ``first`` on is at the height of line ``level``."""
    off = min(abs(y - side.middles[level]) for y in other.middles[first:end])
    return off > _OFF_MIDDLE * side.em


def _shown(side: Side, other: Side, groups: Sequence[tuple[int, int, int]]) -> set[int]:
    """Which of the lines of ``side``, by its number, a group of ``other`` is plainly set about: one
    without a line at its height, or with white above."""
    shown: set[int] = set()
    for level, first, end in groups:
        if not level:
            continue
        apart = first > 0 and other.blank_above(other.rows[first].y0) > _WHITER
        if apart or _is_between(side, other, level, first, end):
            shown.add(level)
    return shown


def _grouped(side: Side, levels: Sequence[float]) -> list[tuple[int, int, int]]:
    """The lines of ``side`` in groups of which each has its middle on one of ``levels``, another:
    the number of the level, the first line, the one after the last; nothing if there is no such
    grouping. The first row may be of heads, which stand as they will."""
    found = _grouped_from(side, levels, 0, 0)
    if found or len(levels) < _MIDDLES:
        return found
    heads = bisect_left(side.middles, levels[1])
    for at in range(1, heads + 1):
        found = _grouped_from(side, levels, at, 1)
        if found:
            return [(0, 0, at), *found]
    return []


def _grouped_from(
    side: Side, levels: Sequence[float], at: int, place: int
) -> list[tuple[int, int, int]]:
    """The same of the lines from ``at`` on, and the levels from ``place`` on."""
    found: list[tuple[int, int, int]] = []
    while at < len(side.rows):
        if place == len(levels):
            return []
        # what stands below the next of the levels is not about this one
        below = levels[place + 1] if place + 1 < len(levels) else float("inf")
        last = min(at + _LONGEST_GROUP, len(side.rows), side.first_below(below))
        if last <= at:
            place += 1
            continue
        tops = itertools.accumulate((row.y0 for row in side.rows[at:last]), min)
        ends = itertools.accumulate((row.y1 for row in side.rows[at:last]), max)
        off = [abs((y0 + y1) / 2 - levels[place]) for y0, y1 in zip(tops, ends, strict=True)]
        best = min(off)
        if best <= _OFF_MIDDLE * side.em:
            end = at + off.index(best) + 1
            found.append((place, at, end))
            at = end
        place += 1
        if place == len(levels) > _MIDDLES and at < len(side.rows):
            # the last row may go on overleaf
            begins = found.pop()[1] if found and found[-1][0] == place - 1 else at
            # none of the others may be without its text
            all_others = bool(found) and len(found) >= place - 1 - found[0][0]
            few = len(side.rows) - begins <= _LONGEST_GROUP
            # its cells stand at their first lines then
            level = abs(side.middles[begins] - levels[-1]) <= _OFF_MIDDLE * side.em
            about = sum(end - first > 1 for _, first, end in found) >= _HALF_WAYS
            whole = few and all_others and level and about
            return [*found, (place - 1, begins, len(side.rows))] if whole else []
    return found


def levelled(one: Side, others: Sequence[Side]) -> float:
    """The share of lines of ``one`` that stand level with a line of another column."""
    levels = sorted(middle for other in others for middle in other.middles)
    return _near(one.middles, levels, _ACROSS * one.em)


def _near(places: Sequence[float], others: Sequence[float], reach: float) -> float:
    """The share of ``places`` within ``reach`` of one of ``others``, which ascend."""
    near = 0
    for place in places:
        at = bisect_left(others, place)
        near += (at < len(others) and abs(place - others[at]) < reach) or (
            at > 0 and abs(place - others[at - 1]) < reach
        )
    return near / len(places)


def _rows_nonetheless(
    sides: Sequence[Side], levels: Sequence[float], said: Sequence[float]
) -> list[float] | None:
    """Where rows begin, from the second, of columns that look as if they were read one after the
    other, but have labels half way or amounts beside their lines; None of others."""
    labelled = _labelled_half_way(sides, levels, said)
    if labelled is not None or not _is_priced(sides):
        return labelled
    return [y for y, chance in zip(levels, said, strict=True) if chance > _LIKELY] or None


def _is_priced(sides: Sequence[Side]) -> bool:
    """Whether the last column holds a few amounts with their units alone, fewer than another has
    lines, each level with a line: they are what stands on these lines costs."""
    *others, last = sides
    return (
        len(last.rows) < min(max(len(side.rows) for side in others), _FEW_PRICES)
        and all(_PRICE.fullmatch(row.text) for row in last.rows)
        and levelled(last, others) == 1.0
    )


def _settle_first_column(sides: Sequence[Side], levels: list[float], begins: list[bool]) -> None:
    """Where only the first column has lines, each paragraph is a row, as headings are; but a label
    belongs to the row that begins below it.

    ``begins`` says of each of ``levels`` whether a row begins there, and is set.
    """
    first, others = sides[0], sides[1:]
    chosen = [n for n, here in enumerate(begins) if here]
    for above, below in itertools.pairwise([-1, *chosen, len(levels)]):
        top = levels[above] if above >= 0 else -float("inf")
        bottom = levels[below] if below < len(levels) else float("inf")
        if any(side.first_below(top) != side.first_below(bottom) for side in others):
            for number in range(above + 1, below):
                y, at = levels[number], first.begins_at(levels[number])
                empty = all(side.first_below(y) == side.first_below(bottom) for side in others)
                if at and empty and first.both_labelled(at):
                    begins[number] = True
            continue
        for number in range(above + 1, below):
            at = first.begins_at(levels[number])
            if at and (first.starts[at] > _LIKELY or first.both_labelled(at)):
                begins[number] = True
    _settle_named(sides, levels, begins)
    last = -1
    for number, y in enumerate(levels):
        if not begins[number]:
            continue
        bound = levels[last] if last >= 0 else -float("inf")
        alone = all(side.first_below(bound) == side.first_below(y) for side in others)
        if alone and _only_label_above(first, y, bound):
            begins[number] = False
        else:
            last = number


def _settle_named(sides: Sequence[Side], levels: list[float], begins: list[bool]) -> None:
    """Where the first column says again what another row begins with, as the name of who speaks,
    and what stands beside it does not go on with the line above, a row begins.

    ``begins`` says of each of ``levels`` whether a row begins there, and is set.
    """
    first, others = sides[0], sides[1:]
    tops = [n for y, here in zip(levels, begins, strict=True)
            if here and (n := first.begins_at(y)) is not None]  # fmt: skip
    names = {first.rows[n].text for n in (0, *tops)}
    for number, y in enumerate(levels):
        at = first.begins_at(y)
        if begins[number] or not at or first.rows[at].text not in names:
            continue
        beside = [(side, n) for side in others if (n := side.begins_at(y)) is not None]
        if beside and all(n == 0 or ends_unit(side.rows[n - 1].text) for side, n in beside):
            begins[number] = True


def _settle_keyed(sides: Sequence[Side], levels: list[float], begins: list[bool]) -> None:
    """Where rows begin with one short entry in the first column and one in nearly all others, and
    lines without the former have few of the latter and no amounts, these go on with the row above.

    ``begins`` says of each of ``levels`` whether a row begins there, and is set.
    """
    first = sides[0]
    if len(sides) < _KEYED_COLUMNS or len(first.rows) < _KEYED_ROWS or first.wraps() > 0:
        return
    keyed: list[int] = []
    others: list[tuple[int, int]] = []
    for number, y in enumerate(levels):
        begun = [(side, n) for side in sides if (n := side.begins_at(y)) is not None]
        if begun and begun[0][0] is first:
            keyed.append(len(begun))
        elif any(_SUM.fullmatch(side.rows[n].text) for side, n in begun):
            return
        else:
            others.append((number, len(begun)))
    # the first row of all begins at no level
    if len(keyed) < _KEYED_ROWS - 1 or min(keyed) < _KEYED_FULL * len(sides):
        return
    if others and max(count for _, count in others) <= _KEYED_FEW * len(sides):
        for number, _ in others:
            begins[number] = False


def _settle_headings(sides: Sequence[Side], levels: list[float], begins: list[bool]) -> None:
    """A heading within a cell is in one row with what it heads, though all columns have white below
    its line; heads of all columns are a row by themselves.

    ``begins`` says of each of ``levels`` whether a row begins there, and is set.
    """
    first, others = sides[0], sides[1:]
    bound = -float("inf")
    for number, y in enumerate(levels):
        if not begins[number]:
            continue
        begun = first.begins_at(y)
        labelled = first.first_below(bound) < first.first_below(y)
        if labelled and not (begun is not None and first.texts[begun].label) and any(
            side.heading_above(y, bound) for side in others
        ):  # fmt: skip
            begins[number] = False
        else:
            bound = y


def _settle_remarks(sides: Sequence[Side], levels: list[float], begins: list[bool]) -> None:
    """No row begins with a remark in brackets on what stands above it: in the first column, or in
    all that have a line there.

    ``begins`` says of each of ``levels`` whether a row begins there, and is set.
    """
    first = sides[0]
    for number, y in enumerate(levels):
        if not begins[number]:
            continue
        at = first.begins_at(y)
        if at is not None:
            begins[number] = not first.is_remark(at)
        else:
            begun = [(side, n) for side in sides if (n := side.begins_at(y)) is not None]
            begins[number] = not all(side.is_remark(n) for side, n in begun)


def _only_label_above(side: Side, level: float, bound: float) -> bool:
    """Whether all there is between ``bound`` and ``level`` is the label of what begins there."""
    at = side.first_below(level)
    if not 0 < at < len(side.rows) or side.first_below(bound) != at - 1:
        return False
    near = side.rows[at].y0 - side.rows[at - 1].y0 < _LABEL_REACH * side.pitch
    return near and side.texts[at - 1].label and not side.texts[at].label


def _is_prose(sides: Sequence[Side]) -> bool:
    """Whether columns are alike, wide and long, as those of running text are."""
    widths = [side.width for side in sides]
    return (
        min(widths) > _ALIKE * max(widths)
        and min(side.width / side.em for side in sides) > _PROSE_WIDTH
        and min(len(side.rows) for side in sides) >= _PROSE_LINES
    )


def _runs_over(sides: Sequence[Side]) -> bool:
    """Whether running text goes on from each column to the next: none ends where it does, or all
    are long."""
    if not _is_prose(sides) or min(side.wraps() for side in sides) < _LIKELY:
        return False
    if min(len(side.rows) for side in sides) >= _LONG_PROSE:
        return True
    return all(
        one.texts[-1].ends not in ("stop", "bracket")
        and one.is_full(len(one.rows) - 1)
        and not other.texts[0].marked
        for one, other in itertools.pairwise(sides)
    )


def _met(one: Side, others: Sequence[Side], least: float) -> float:
    """The share of the paragraphs of ``one``, but the first, that begin level with a line of
    another column that begins a paragraph with at least the probability ``least``."""
    mine = [row.y0 for row, start in zip(one.rows, one.starts, strict=True) if start > _LIKELY][1:]
    if not mine:
        return -1.0
    tops = sorted(
        row.y0
        for other in others
        for row, start in zip(other.rows, other.starts, strict=True)
        if start >= least
    )
    return _near(mine, tops, _ACROSS * one.em)


def _gutter(sides: Sequence[Side]) -> float:
    """The narrowest white between two columns, in ems."""
    return min((max(b.left - a.right, 0.0) / max(a.em, 1.0)) for a, b in itertools.pairwise(sides))


def _white(sides: Sequence[Side], level: float) -> float:
    """The white that runs across all columns at ``level``, in ems; less than none where a line of
    one column reaches below the top of what begins in another."""
    above: list[float] = []
    below: list[float] = []
    for side in sides:
        at = side.first_below(level)
        if at:
            above.append(side.rows[at - 1].y1)
        if at < len(side.rows):
            below.append(side.rows[at].y0)
    if not above or not below:
        return _FAR
    return min(max((min(below) - max(above)) / max(sides[0].em, 1.0), -_FAR), _FAR)


def _kind(text: str) -> str:
    """The shape of what a line begins with: its brackets and scripts, figures as one."""
    shape = _KATAKANA.sub("ア", _FIGURES.sub("0", text[:6]))
    found = _LABEL_SHAPE.match(shape)
    return _KANJI.sub("一", found.group()) if found else ""


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0
