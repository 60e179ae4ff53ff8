"""What kind a block is, by the evidence of the whole document: heading, item, text, note, caption.

A page tells it by how a block looks: its size, whether it is bold, how it begins. Whether ``(2)``
begins a section or an item, one block alone does not say; its siblings do. Blocks that begin alike
are a *series*, those of it that count on are a *run*: do its members stand alone as short lines of
nouns with a body below each, or do they follow each other? What speaks for a heading is weighed
(:class:`Weights`, fitted on labelled pages of one half of the labelled documents). What contains
what shows in the order: the series that goes on counting over another one contains it.

Nothing but the kinds and the levels of blocks is decided here; their text and lines stay.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from operator import mul
from statistics import fmean, median
from typing import NamedTuple

import msgspec

from shiryokan.japanese.enumeration import DIGIT
from shiryokan.paper.beginnings import (
    FOOT_NOTE,
    STRONG_BULLETS,
    Number,
    is_caption,
    is_source,
    level_of,
    number_of,
)
from shiryokan.paper.layout.lines import LEADERS, PAIRS, ends_sentence, is_left_open
from shiryokan.paper.model import Block, BlockKind, Line, Page


class KindParams(msgspec.Struct, frozen=True):
    """The numbers of this step. Lengths are in ems: the height of the block's first line."""

    longest: int = 64
    """Characters of a heading, at most: a longer one is a sentence."""
    most_lines: int = 3
    """Lines of a heading, at most."""
    step: float = 1.2
    """Ems by which the left edges of one series differ, at most: deeper ones are another."""
    title: float = 1.3
    """The size of a title, in sizes of the text, at least: a large line is no label."""
    labels: int = 3
    """So many short lines of one look after each other are labels of a drawing."""
    shortest: int = 2
    longest_plain: int = 36
    """Characters of a heading without a number in the letters of the text, at least and at most."""
    sized: float = 0.12
    """The share by which its size differs from that of the text, at most."""
    long_text: int = 25
    """Characters of a line that is text and no label, at least."""
    near: float = 1.6
    """Ems between it and what it names, at most."""
    deeper: float = 4.0
    """Ems by which that begins farther in, at most."""
    full: float = 0.95
    """The share of its column that a line takes up which may go on in the next one."""
    widest: float = 0.8
    """The share of its column that it takes up, at most."""
    often: int = 4
    """So often a heading comes back in a document that is told by that alone."""
    white: float = 0.5
    """Ems of white above it, at least,"""
    whiter: float = 0.4
    """and by how many that is more than below it."""
    greater: float = 1.08
    """A heading is larger than another one by this factor, at least:"""
    by_size: int = 1
    """so much it counts, where a number that goes on counting over another one is 1."""
    least: int = 2
    agreed: float = 0.4
    """How many more speak for it than against it that one style contains another, at least: so
    many, and this share of all."""
    entries: int = 5
    """Lines of a table of contents, at least,"""
    mostly: float = 0.75
    """and the share of the blocks of a page that are headings on no other page."""
    small: float = 0.9
    """The size of notes below the text, in sizes of the text, at most."""


PARAMS = KindParams()

_DECIDED: frozenset[BlockKind] = frozenset(("heading", "list", "text"))
_CLAUSE = re.compile(
    rf"(?:こと|[るいたの]者|とき|場合|もの|ため|よう|[るたすくぐうつぬぶむのをにがはで、，]|[^扱違願問狙らあ]い|"
    rf"[{DIGIT}][点円％%]?)$|…|・・"
)
_NOTE_MARK = re.compile(rf"(?<=[^\d{DIGIT}.．,，－-])[{DIGIT}]{{1,3}}$")
"""The mark of a note, set small behind a title, and the number of a rule: 加算１."""
_LETTER = re.compile(
    r"(?:令和|平成|昭和|西暦|20\d\d年)[ 　0-9０-９元]*年|[0-9０-９]+[ 　]*月[0-9０-９ 　]*日|"
    r"〒|https?:|www\.|(?:TEL|Tel|FAX|Fax|E-?mail|電話|ＴＥＬ|ＦＡＸ|住所|氏名|所在地|名称|担当|内線)"
    r"[ 　:：（(]|.{0,20}(?:殿|様|御中|宛)$|[（(].{0,8}(?:宛先|あて先)"
)
"""A line of the head of a letter: a date, an address, a name to be filled in."""
_AMOUNT = re.compile(rf"[¥￥約]?[{DIGIT}][{DIGIT},，.．]*[ 　]?(?:[円%％件人名枚]|万|億|千)[^の]{{0,8}}$")
"""An amount alone is what is said, not what it is said of."""
_DATE = re.compile(
    rf"(?:(?:令和|平成|昭和)[ 　]*[{DIGIT}元 　]+|20[{DIGIT}]{{2}})年(?:[（(].{{1,8}}[）)])?"
    rf"(?:[{DIGIT} 　]+月(?:[{DIGIT} 　]+日)?)?"
)


WEIGHTS = (-2.76, -0.62, -0.27, -0.09, -0.14, 0.33, 0.49, 0.91, 0.70, -0.74, 0.77, 0.41, 0.63, 0.95, 0.94, 0.24, 0.46, 0.43, -1.32, 1.22, 0.61, 1.37, -1.09)


class Sign(NamedTuple):
    """What is known of a block. ``start`` and ``end`` are where its lines begin and end along the
    direction of writing, ``top`` and ``bottom`` across it, in points; ``size`` is the height of
    its first line. ``body`` is false for tables, figures, and what stands outside the text."""

    block: int
    kind: BlockKind
    level: int
    text: str
    last: str
    lines: int
    length: int
    size: float
    start: float
    end: float
    top: float
    bottom: float
    underlined: bool
    number: Number | None


class Change(NamedTuple):
    """Block ``block`` (from 0) of a page is of another kind or level than the page says."""

    block: int
    kind: BlockKind
    level: int


def signs_of(page: Page) -> tuple[Sign, ...]:
    """What is known of the blocks of ``page``, whose furniture is marked, in reading order."""
    return tuple(
        _sign(at, block, page.width)
        for at, block in enumerate(page.blocks)
        if block.lines and block.kind != "furniture"
    )


def _sign(at: int, block: Block, width: float) -> Sign:
    first: Line = block.lines[0]
    text = first.text
    x0, y0, x1, y1 = block.bbox
    size = first.bbox.y1 - first.bbox.y0
    start, end, top, bottom = x0, x1, y0, y1
    if first.direction == "ttb":
        size = first.bbox.x1 - first.bbox.x0
        start, end, top, bottom = y0, y1, width - x1, width - x0
    plain = block.kind in _DECIDED
    return Sign(
        at, block.kind, block.level, text, block.lines[-1].text, len(block.lines),
        sum(len(line.text) for line in block.lines) if plain else 0, size or 1.0,
        start, end, top, bottom,
        plain and sum(b - a for a, b in first.underlined) * 2 > len(text),
        number_of(text) if plain else None,
    )  # fmt: skip


class _Weighing:
    """The blocks of a document, and what speaks for each to be a heading."""

    def __init__(self, pages: Sequence[Sequence[Sign]]) -> None:
        self.signs = [sign for signs in pages for sign in signs]
        self.page = [at for at, signs in enumerate(pages) for _ in signs]
        usual = _usual_size(self.signs)
        self.usual = [_usual_size(signs, usual) for signs in pages]
        self.right = [_right_edge(signs) for signs in pages]
        self.below = self._next()
        self.body = [self._body_below(at) for at in range(len(self.signs))]
        self.title = [_is_title(sign) for sign in self.signs]
        self.run, self.runs = self._runs()
        self.look = list(map(_by_look, self.signs))
        self.of_run = list(map(self._shares, self.runs))
        self.known = self._series()
        self.often = Counter(sign.text for sign in self.signs if sign.kind in _DECIDED)

    def _next(self) -> list[int | None]:
        """For each block the one that is read after it, notes left out."""
        found: list[int | None] = []
        after: int | None = None
        for at in range(len(self.signs) - 1, -1, -1):
            found.append(after)
            if self.signs[at].kind != "footnote":
                after = at
        return found[::-1]

    def _body_below(self, at: int) -> float:
        """How sure it is, from 0 to 1, that what follows is the body of this block."""
        sign, number = self.signs[at], self.below[at]
        if number is None:
            return 0.3
        after = self.signs[number]
        if after.kind not in _DECIDED:
            return 1.0
        same_page = self.page[at] == self.page[number]
        if sign.number is not None and after.number is not None:
            if after.number.series == sign.number.series:
                return 0.0
            return 1.0 if after.number.value <= 1 else 0.0
        if after.number is not None:
            return 1.0 if after.number.value <= 1 else 0.3
        if same_page and sign.number is not None and after.start < sign.start - sign.size:
            return 0.0
        if after.lines > 1 or ends_sentence(after.last):
            return 1.0
        return 0.5

    def _runs(self) -> tuple[list[int], list[list[int]]]:
        """The run of each block, -1 where it has no number, and the blocks of each."""
        own = [-1] * len(self.signs)
        runs: list[list[int]] = []
        last: dict[str, int] = {}
        for at, sign in enumerate(self.signs):
            if sign.number is None or sign.kind not in _DECIDED:
                continue
            before = last.get(sign.number.series)
            if before is not None and self._goes_on(before, at):
                own[at] = own[before]
                runs[own[at]].append(at)
            else:
                own[at] = len(runs)
                runs.append([at])
            last[sign.number.series] = at
        return own, runs

    def _goes_on(self, before: int, at: int) -> bool:
        a, b = self.signs[before], self.signs[at]
        assert a.number is not None and b.number is not None
        near = self.page[at] - self.page[before] <= _NEAR_PAGES
        if a.number.value == 0:
            return near and abs(a.start - b.start) <= PARAMS.step * a.size
        return a.number.value < b.number.value <= a.number.value + _SKIP

    def _shares(self, blocks: Sequence[int]) -> tuple[float, float, float, float]:
        """Of blocks, the shares that are titles, that have a body below, that are both, and that
        look like headings."""
        count = len(blocks)
        return (
            sum([self.title[at] for at in blocks]) / count,
            sum([self.body[at] for at in blocks]) / count,
            sum([self.title[at] * self.body[at] for at in blocks]) / count,
            sum([self.signs[at].kind == "heading" for at in blocks]) / count,
        )

    def _series(self) -> dict[str, tuple[float, float, float, float]]:
        """:meth:`_shares` of each series in the document."""
        members: defaultdict[str, list[int]] = defaultdict(list)
        for at, sign in enumerate(self.signs):
            if self.run[at] >= 0 and sign.number is not None:
                members[sign.number.series].append(at)
        return {series: self._shares(own) for series, own in members.items()}

    def numbered(self, at: int) -> tuple[float, ...]:
        """What speaks for a block with a number to be a heading, as :data:`WEIGHTS` weighs it."""
        sign = self.signs[at]
        assert sign.number is not None
        form = sign.number.series.partition(" ")[0]
        return (
            1.0,
            bool(_CLAUSE.search(_bare(sign.last))),
            sign.lines > 1,
            min(sign.length, _LONG) / _LONG,
            self._fill(at) > PARAMS.full,
            self.look[at],
            sign.underlined,
            sign.kind == "heading",
            self.body[at],
            self._follows_sibling(at),
            *self.of_run[self.run[at]],
            *self.known[sign.number.series],
            len(self.runs[self.run[at]]) == 1,
            self._whites(at)[0],
            form == "dotted",
            form == "enclosed",
            form == "bullet",
        )

    def _follows_sibling(self, at: int) -> bool:
        """Whether one of its series stands right before it."""
        before = self.signs[at - 1].number if at else None
        own = self.signs[at].number
        return before is not None and own is not None and before.series == own.series

    def kinds(self) -> list[BlockKind]:
        """The kind of each block."""
        found = [
            self._kind(at) if sign.kind in _DECIDED else sign.kind
            for at, sign in enumerate(self.signs)
        ]
        self._without_contents(found)
        self._with_notes(found)
        return found

    def _kind(self, at: int) -> BlockKind:
        """Whether a block is a heading, an item or text."""
        sign = self.signs[at]
        if LEADERS.search(sign.last):
            return "text" if sign.number is None else "list"
        if sign.number is not None:
            if sign.kind != "heading" and not self._may_be_heading(at):
                return sign.kind
            weight = sum(map(mul, WEIGHTS, self.numbered(at)))
            dot = sign.number.series.startswith("bullet") and sign.text[0] not in STRONG_BULLETS
            if weight > 0 and not dot:
                return "heading"
            return "list" if sign.kind == "heading" else sign.kind
        if sign.kind == "heading":
            return "text" if self._is_no_heading(at) else "heading"
        if sign.kind == "text" and self._is_plain_heading(at):
            return "heading"
        return sign.kind

    def _is_no_heading(self, at: int) -> bool:
        """Whether what looks like a heading, and has no number, is the label of a drawing, one of
        several beside each other, or a line of the head of a letter."""
        sign = self.signs[at]
        if sign.lines == 1 and (_DATE.fullmatch(sign.text) or _AMOUNT.match(sign.text)):
            return True
        if sign.size >= PARAMS.title * self.usual[self.page[at]]:
            return False
        if sum(map(str.isalpha, sign.text)) < PARAMS.shortest:
            return True
        if _LETTER.match(sign.text) or is_source(sign.text) or _is_cut(sign):
            return True
        return self._alike_around(at) >= PARAMS.labels

    def _alike_around(self, at: int) -> int:
        """How many short lines of one look follow each other here, with nothing between."""
        first = last = at
        while first and _look_alike(self.signs[first - 1], self.signs[first]) and (
            self.page[first - 1] == self.page[at]
        ):
            first -= 1
        while last + 1 < len(self.signs) and _look_alike(self.signs[last], self.signs[last + 1]) and (
            self.page[last + 1] == self.page[at]
        ):
            last += 1
        return last - first + 1

    def _is_plain_heading(self, at: int) -> bool:
        """Whether a line without a number, in the letters of the text, is a heading: it stands
        alone above what it names, and is underlined, comes back all over the document, or has
        white above it."""
        sign = self.signs[at]
        if not (
            self.title[at]
            and PARAMS.shortest <= sign.length <= PARAMS.longest_plain
            and self._fill(at) < PARAMS.widest
            and abs(sign.size / self.usual[self.page[at]] - 1) < PARAMS.sized
            and self._is_above_text(at)
        ) or _is_no_title(sign):
            return False
        above, below = self._whites(at)
        apart = 3 * above >= PARAMS.white and 3 * (above - below) > PARAMS.whiter
        return sign.underlined or self.often[sign.text] >= PARAMS.often or apart

    def _is_above_text(self, at: int) -> bool:
        """Whether what follows is text or a list, at its left edge or a little deeper, near by."""
        sign, number = self.signs[at], self.below[at]
        if number is None or self.page[number] != self.page[at]:
            return False
        after = self.signs[number]
        long = after.lines > 1 or ends_sentence(after.last) or after.length >= PARAMS.long_text
        deeper = (after.start - sign.start) / sign.size
        near = after.top - sign.bottom < PARAMS.near * sign.size
        begins = after.number is not None and after.number.value <= 1
        return (
            after.kind in ("text", "list")
            and (long or begins or after.kind == "list")
            and -PARAMS.step < deeper < PARAMS.deeper
            and near
        )

    def _may_be_heading(self, at: int) -> bool:
        """Whether a block with a number is short enough, and whole."""
        sign = self.signs[at]
        if not _may_be_heading(sign):
            return False
        assert sign.number is not None
        if sign.number.series.startswith(("dotted", "ordinal")) or sign.text.endswith(_CLOSED):
            return True
        return sign.lines > 1 or self._fill(at) <= PARAMS.full

    def _without_contents(self, kinds: list[BlockKind]) -> None:
        """Mark in ``kinds`` what would be headings of a page that has hardly anything else as the
        items of a table of contents, and the labels of a drawing as text."""
        for _, group in itertools.groupby(range(len(kinds)), key=self.page.__getitem__):
            page = list(group)
            if sum([LEADERS.search(self.signs[at].last) is not None for at in page]) >= _LEADING:
                for at in page:
                    if kinds[at] == "heading" and self.signs[at].last[-1].isdecimal():
                        kinds[at] = "list"
            own = [at for at in page if kinds[at] in _DECIDED or self.signs[at].lines > 2]
            heads = [at for at in own if kinds[at] == "heading"]
            if len(heads) < PARAMS.entries or len(heads) < PARAMS.mostly * len(own):
                continue
            for at in heads:
                sign = self.signs[at]
                if sign.size < PARAMS.title * self.usual[self.page[at]]:
                    kinds[at] = "text" if sign.number is None else "list"

    def _with_notes(self, kinds: list[BlockKind]) -> None:
        """Mark in ``kinds`` the small print below the text of each page as notes, from the first
        that begins like one."""
        for page, group in itertools.groupby(range(len(kinds)), key=self.page.__getitem__):
            own, usual = list(group), self.usual[page]
            first = len(own)
            while first and self._is_small(own[first - 1], usual):
                first -= 1
            low = max((self.signs[k].bottom for k in own[:first]), default=None)
            under = False
            for k in own[first:]:
                sign = self.signs[k]
                if low is None or sign.top < low - sign.size / 2:
                    continue
                under = under or _begins_note(sign.text)
                if under:
                    kinds[k] = "footnote"

    def _is_small(self, at: int, usual: float) -> bool:
        sign = self.signs[at]
        return sign.kind in ("text", "list", "footnote") and sign.size < PARAMS.small * usual

    def levels(self, heads: Sequence[int]) -> dict[int, int]:
        """The level of each of the headings ``heads``.

        Headings of one series, or of one look, are of one level: that which their form has by
        custom, or deeper, as far as the document shows that others contain them.
        """
        styles = [self._style(at) for at in heads]
        customs: defaultdict[str, Counter[int]] = defaultdict(Counter)
        for at, style in zip(heads, styles, strict=True):
            sign = self.signs[at]
            custom = (sign.level if sign.kind == "heading" else 0) or level_of(sign.text)
            customs[style][custom or _UNTOLD] += 1
        own = {style: levels.most_common(1)[0][0] for style, levels in customs.items()}
        _nested(own, _without_rings(self._contains(heads, styles)))
        return {at: own[style] for at, style in zip(heads, styles, strict=True)}

    def _style(self, at: int) -> str:
        """What the headings of one level have in common: their series, or their size."""
        sign = self.signs[at]
        if sign.number is not None:
            return sign.number.series
        if sign.kind == "heading":
            return f"look {sign.level} {sign.size:.0f}"
        return "underlined" if sign.underlined else "plain"

    def _contains(self, heads: Sequence[int], styles: Sequence[str]) -> list[tuple[str, str]]:
        """The pairs of styles of which the first contains the second, the surest first.

        A series that goes on counting has those between its numbers within it, and one that begins
        anew is within what stands before it; a larger heading is above a smaller one.
        """
        votes: Counter[tuple[str, str]] = Counter()
        places: defaultdict[str, list[int]] = defaultdict(list)
        sizes: defaultdict[str, list[float]] = defaultdict(list)
        for place, (at, style) in enumerate(zip(heads, styles, strict=True)):
            places[style].append(place)
            sizes[style].append(self.signs[at].size)
        for style, own in places.items():
            for a, b in itertools.pairwise(own):
                number = self.signs[heads[a]].number
                if number is None or not number.value or not self._counts_on(heads[a], heads[b]):
                    continue
                for other, theirs in places.items():
                    if other != style and bisect_left(theirs, b) > bisect_left(theirs, a):
                        votes[style, other] += 1
        for place, at in enumerate(heads[1:], 1):
            number = self.signs[at].number
            if number is not None and number.value == 1 and styles[place - 1] != styles[place]:
                votes[styles[place - 1], styles[place]] += 1
        usual = {style: median(found) for style, found in sizes.items() if _is_free(style)}
        for a, b in itertools.permutations(usual, 2):
            if usual[a] > PARAMS.greater * usual[b]:
                votes[a, b] += PARAMS.by_size
        found = [
            (count - votes[b, a], a, b)
            for (a, b), count in votes.items()
            if count - votes[b, a] >= PARAMS.agreed * (count + votes[b, a])
            and (count - votes[b, a] >= PARAMS.least or _is_free(a) or _is_free(b))
        ]
        return [(a, b) for _, a, b in sorted(found, key=lambda each: (-each[0], each[1:]))]

    def _counts_on(self, one: int, two: int) -> bool:
        """Whether the second of two headings of a series is the next one, or, on a slide, the same
        one once more."""
        return self.run[one] == self.run[two] or self.signs[one].text == self.signs[two].text

    def _fill(self, at: int) -> float:
        """Which share of its column the block's lines take up."""
        sign = self.signs[at]
        extents = self.right[self.page[at]]
        right = max([e for s, e in extents if s < sign.end and sign.start < e], default=0.0)
        return min((sign.end - sign.start) / max(right - sign.start, 1.0), 1.0)

    def _whites(self, at: int) -> tuple[float, float]:
        """The white above and below, in ems, from 0 to 3; 1.5 where nothing stands there."""
        sign = self.signs[at]
        above = below = 1.5
        if at and self.page[at - 1] == self.page[at]:
            above = (sign.top - self.signs[at - 1].bottom) / sign.size
        if at + 1 < len(self.signs) and self.page[at + 1] == self.page[at]:
            below = (self.signs[at + 1].top - sign.bottom) / sign.size
        return min(max(above, 0.0), 3.0) / 3, min(max(below, 0.0), 3.0) / 3


_NEAR_PAGES = 3
_SKIP = 3
_LONG = 80
_UNTOLD = 4
_LEADING = 3
_DEEPEST = 6
_WIDEST = 12
_CLOSED = tuple("）)】］]〕＞>》〉")


def _usual_size(signs: Iterable[Sign], otherwise: float = 10.0) -> float:
    """The size that most characters have, in points."""
    sizes: Counter[float] = Counter()
    for sign in signs:
        if sign.kind in ("text", "list"):
            sizes[round(2 * sign.size) / 2] += sign.length
    return sizes.most_common(1)[0][0] if sizes else otherwise


def _right_edge(signs: Sequence[Sign]) -> list[tuple[int, int]]:
    """The extents, along the lines, of the blocks of several lines: they show the columns."""
    columns = {(round(s.start), round(s.end)) for s in signs if s.lines > 1}
    if not columns and signs:
        columns = {(0, round(max(s.end for s in signs)))}
    return sorted(columns, key=lambda extent: extent[0] - extent[1])[:_WIDEST]


_REMARK = re.compile(r"[（(「『]|[\d'’]|以上$|記$|.*[↓→↑←]|(?!コラム|事例|参考|テーマ).*[：:]")


def _is_no_title(sign: Sign) -> bool:
    """Whether it is a remark, a line of a letter, a label with its value, or a piece of a text."""
    text = sign.text
    return bool(
        _LETTER.match(text) or is_source(text) or _is_cut(sign) or _REMARK.match(text)
        or LEADERS.search(text) or sum(map(str.isalpha, text)) < PARAMS.shortest
    )  # fmt: skip


def _is_cut(sign: Sign) -> bool:
    """Whether it begins or ends within brackets: a piece of something longer."""
    if is_left_open(sign.last):
        return True
    return any(sign.text.count(close) > sign.text.count(open_) for open_, close in PAIRS.items() if open_ not in "（(") or (
        sum(map(sign.text.count, "）)")) > sum(map(sign.text.count, "（("))
    )


def _begins_note(text: str) -> bool:
    return (
        FOOT_NOTE.match(text) is not None
        and not is_caption(text)
        and sum(map(str.isalpha, text)) > 2
    )


def _look_alike(one: Sign, other: Sign) -> bool:
    return (
        one.kind == other.kind == "heading"
        and one.number is None
        and other.number is None
        and abs(one.size - other.size) < 0.05 * one.size
    )


def _may_be_heading(sign: Sign) -> bool:
    return (
        sign.lines <= PARAMS.most_lines
        and sign.length <= PARAMS.longest
        and not ends_sentence(sign.last)
        and not _is_cut(sign)
        and any(map(str.isalpha, sign.text))
    )


def _is_free(style: str) -> bool:
    """Whether nothing but the document itself says how deep headings of a style are."""
    return style.startswith(("enclosed", "bullet", "word", "plain", "underlined", "look"))


def _nested(own: dict[str, int], pairs: Sequence[tuple[str, str]]) -> None:
    """Change the levels ``own`` of styles so that each is below those that contain it, ``pairs``.

    Numbered ones move down only. The others, whose depth no custom tells, find their place between
    what contains them and what they contain.
    """
    fixed = [(a, b) for a, b in pairs if not _is_free(a) and not _is_free(b)]
    for _ in own:
        for a, b in fixed:
            own[b] = max(own[b], min(own[a] + 1, _DEEPEST))
    most: dict[str, int] = {}
    for style in filter(_is_free, own):
        least = max((own[a] + 1 for a, b in pairs if b == style and not _is_free(a)), default=1)
        most[style] = min(
            (own[b] - 1 for a, b in pairs if a == style and not _is_free(b)), default=_DEEPEST
        )
        own[style] = min(max(min(own[style], most[style]), least), _DEEPEST)
    free = [(a, b) for a, b in pairs if a in most and b in most]
    for _ in most:
        for a, b in free:
            own[b] = max(own[b], min(own[a] + 1, most[b], _DEEPEST))


def _without_rings(pairs: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """``pairs``, of which the first contains the second, without those that others contradict that
    stand before them."""
    kept: list[tuple[str, str]] = []
    within: defaultdict[str, set[str]] = defaultdict(set)
    for above, below in pairs:
        if above in within[below]:
            continue
        kept.append((above, below))
        inner = {below, *within[below]}
        for each in [above, *(outer for outer in list(within) if above in within[outer])]:
            within[each] |= inner
    return kept


def _bare(text: str) -> str:
    return _NOTE_MARK.sub("", text)


def _is_title(sign: Sign) -> bool:
    return (
        sign.lines == 1
        and sign.length <= PARAMS.longest
        and not ends_sentence(sign.text)
        and not _CLAUSE.search(_bare(sign.text))
    )


def _by_look(sign: Sign) -> bool:
    """Whether the page took the block for a heading by how it looks and not by its number."""
    return sign.kind == "heading" and (
        not level_of(sign.text) or not _is_title(sign) or sign.number is None
    )


def kinds_of(pages: Sequence[Sequence[Sign]]) -> list[tuple[Change, ...]]:
    """For each page of a document, given :func:`signs_of` of all of them, the blocks that are of
    another kind or level than the page alone says."""
    weighing = _Weighing(pages)
    kinds = weighing.kinds()
    levels = weighing.levels([at for at, kind in enumerate(kinds) if kind == "heading"])
    found: list[list[Change]] = [[] for _ in pages]
    for at, (sign, kind) in enumerate(zip(weighing.signs, kinds, strict=True)):
        level = levels.get(at, 0)
        if (kind, level) != (sign.kind, sign.level):
            found[weighing.page[at]].append(Change(sign.block, kind, level))
    return [tuple(changes) for changes in found]


def notes_of(changes: Sequence[Change]) -> tuple[Change, ...]:
    """Those of ``changes`` that make a block a note."""
    return tuple(change for change in changes if change.kind == "footnote")


def with_kinds(page: Page, changes: Sequence[Change]) -> Page:
    """``page``, whose furniture is marked, with the kinds and levels of ``changes``."""
    if not changes:
        return page
    blocks = list(page.blocks)
    for at, kind, level in changes:
        blocks[at] = msgspec.structs.replace(blocks[at], kind=kind, level=level)
    return msgspec.structs.replace(page, blocks=tuple(blocks))
