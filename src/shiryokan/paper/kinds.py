"""What kind a block is, by the evidence of the whole document: heading, item, text, or note.

A page tells it by how a block looks: its size, whether it is bold, how it begins. Whether ``(2)``
begins a section or an item, one block alone does not say; its siblings do. Blocks that begin alike
are a *series*, those of it that count on are a *run*: do its members stand alone as short lines of
nouns with a body below each, or do they follow each other? All of that is weighed
(:class:`Evidence`, :data:`WEIGHTS`). A line without a number is a heading where it looks like one,
comes back all over the document, or stands apart above what it names.

Nothing but the kinds and the levels of blocks is decided here; their text and lines stay.
"""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from operator import mul
from typing import NamedTuple

import msgspec

from shiryokan.paper.beginnings import FOOT_NOTE, STRONG_BULLETS, is_caption
from shiryokan.paper.block_signs import DECIDED, PARAMS, Sign, ends_clause, signs_of
from shiryokan.paper.heading_levels import Heading, levels_of
from shiryokan.paper.layout.lines import LEADERS, ends_sentence
from shiryokan.paper.model import BlockKind, Page

__all__ = ["Change", "kinds_of", "notes_of", "signs_of", "with_kinds"]

_LONG = 80
"""Characters from which on a length says no more."""
_FAR = 3.0
"""Ems from which on a white says no more."""
_COLUMNS = 12
"""Extents of blocks that are looked at for the columns of a page: the widest are enough."""
_CLOSED = tuple("）)】］]〕＞>》〉")


class Evidence(NamedTuple):
    """What speaks for a block with a number to be a heading: shares and truths, from 0 to 1. As
    :data:`WEIGHTS`, how much each does: their sum is the logarithm of the odds."""

    always: float
    clause: float
    """It ends like a clause or an amount."""
    several_lines: float
    length: float
    full: float
    """It takes up all its column, as a line does that goes on."""
    look: float
    """It is large or bold."""
    underlined: float
    told: float
    """The page takes it for a heading."""
    body: float
    """What follows is its body."""
    chained: float
    """One of its series stands right before it."""
    run_titles: float
    run_bodies: float
    run_both: float
    run_told: float
    """The shares of its run that are lines of nouns, that have a body, both, and that the page
    takes for headings."""
    series_titles: float
    series_bodies: float
    series_both: float
    series_told: float
    """The same of its series in the document."""
    single: float
    """It is alone in its run."""
    white: float
    """The white above it."""
    dotted: float
    enclosed: float
    bullet: float
    """What it begins with: 3.2, 【 or a bullet."""


WEIGHTS = Evidence(
    always=-2.76,
    clause=-0.62,
    several_lines=-0.27,
    length=-0.09,
    full=-0.14,
    look=0.33,
    underlined=0.49,
    told=0.91,
    body=0.70,
    chained=-0.74,
    run_titles=0.77,
    run_bodies=0.41,
    run_both=0.63,
    run_told=0.95,
    series_titles=0.94,
    series_bodies=0.24,
    series_both=0.46,
    series_told=0.43,
    single=-1.32,
    white=1.22,
    dotted=0.61,
    enclosed=1.37,
    bullet=-1.09,
)
"""Fitted by ``tools/block_kinds/fit.py`` on those labelled documents of ``tests/gold/kinds.tsv``
that are for it; those that are kept aside had no part in it."""


class Change(NamedTuple):
    """Block ``block`` (from 0) of a page is of another kind or level than the page says."""

    block: int
    kind: BlockKind
    level: int


class Weighing:
    """The blocks of a document, and what speaks for each to be a heading."""

    def __init__(self, pages: Sequence[Sequence[Sign]]) -> None:
        self.signs = [sign for signs in pages for sign in signs]
        self.page = [at for at, signs in enumerate(pages) for _ in signs]
        usual = _usual_size(self.signs)
        self.usual = [_usual_size(signs, usual) for signs in pages]
        self.columns = [_columns(signs) for signs in pages]
        self.below = self._next()
        self.body = [self._body_below(at) for at in range(len(self.signs))]
        self.title = [sign.is_title for sign in self.signs]
        self.run, self.runs = self._runs()
        self.of_run = list(map(self._shares, self.runs))
        self.known = self._series()
        self.often = Counter(sign.text for sign in self.signs if sign.kind in DECIDED)

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
        if after.kind not in DECIDED:
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
            if sign.number is None or sign.kind not in DECIDED:
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
        near = self.page[at] - self.page[before] <= PARAMS.near_pages
        if a.number.value == 0:
            return near and abs(a.start - b.start) <= PARAMS.step * a.size
        return a.number.value < b.number.value <= a.number.value + PARAMS.skipped + 1

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

    def evidence(self, at: int) -> Evidence:
        """What speaks for block ``at``, which has a number, to be a heading."""
        sign = self.signs[at]
        assert sign.number is not None
        form = sign.number.series.partition(" ")[0]
        return Evidence(
            1.0,
            ends_clause(sign.last),
            sign.lines > 1,
            min(sign.length, _LONG) / _LONG,
            self._fill(at) > PARAMS.full,
            sign.is_told_by_look,
            sign.underlined,
            sign.kind == "heading",
            self.body[at],
            self._follows_sibling(at),
            *self.of_run[self.run[at]],
            *self.known[sign.number.series],
            len(self.runs[self.run[at]]) == 1,
            self._whites(at)[0] / _FAR,
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
            self._kind(at) if sign.kind in DECIDED else sign.kind
            for at, sign in enumerate(self.signs)
        ]
        self._with_siblings(found)
        self._without_contents(found)
        self._with_notes(found)
        return found

    def _kind(self, at: int) -> BlockKind:
        """Whether a block is a heading, an item or text."""
        sign = self.signs[at]
        if LEADERS.search(sign.last):
            return "text" if sign.number is None else "list"
        if sign.number is not None:
            if sign.is_value:
                return "text"
            if sign.kind != "heading" and not self.may_be_heading(at):
                return sign.kind
            weight = sum(map(mul, WEIGHTS, self.evidence(at)))
            dot = sign.number.series.startswith("bullet") and sign.text[0] not in STRONG_BULLETS
            if weight > 0 and not dot:
                return "heading"
            return "list" if sign.kind == "heading" else sign.kind
        if sign.kind == "heading":
            return "text" if self._is_no_heading(at) else "heading"
        if sign.kind == "text" and self._is_plain_heading(at):
            return "heading"
        return sign.kind

    def _with_siblings(self, kinds: list[BlockKind]) -> None:
        """Mark in ``kinds`` what is but the first of items that follow each other as one of them,
        unless it looks like a heading."""
        for at in range(len(kinds) - 1, -1, -1):
            sign, below = self.signs[at], self.below[at]
            if kinds[at] != "heading" or sign.number is None or below is None:
                continue
            after = self.signs[below].number
            alike = after is not None and after.series == sign.number.series
            if alike and kinds[below] == "list" and not sign.is_told_by_look:
                kinds[at] = "list"

    def _is_no_heading(self, at: int) -> bool:
        """Whether what looks like a heading, and has no number, is the label of a drawing, one of
        several beside each other, or a line of the head of a letter."""
        sign = self.signs[at]
        if sign.is_value:
            return True
        if sign.size >= PARAMS.title * self.usual[self.page[at]]:
            return False
        if sum(map(str.isalpha, sign.text)) < PARAMS.shortest:
            return True
        if sign.is_of_letter or sign.is_cut:
            return True
        return self._alike_around(at) >= PARAMS.labels

    def _alike_around(self, at: int) -> int:
        """How many short lines of one look follow each other here, with nothing between."""
        count = 1
        for step in (-1, 1):
            here = at
            while self._look_alike(here, here + step):
                here += step
                count += 1
        return count

    def _look_alike(self, one: int, other: int) -> bool:
        if not 0 <= other < len(self.signs) or self.page[one] != self.page[other]:
            return False
        a, b = self.signs[one], self.signs[other]
        return (
            a.kind == b.kind == "heading"
            and a.number is None
            and b.number is None
            and abs(a.size - b.size) < PARAMS.same * a.size
        )

    def _is_plain_heading(self, at: int) -> bool:
        """Whether a line without a number, in the letters of the text, is a heading: it stands
        alone above what it names, and is underlined, comes back all over the document, or has
        white above it."""
        sign = self.signs[at]
        if sign.subject:
            return self.page[at] == 0 and self.body[at] == 1.0 and not ends_sentence(sign.last)
        if not self.title[at] or sign.is_remark:
            return False
        if sign.over_slide and self._is_first(at):
            return True
        above, below = self._whites(at)
        apart = above >= PARAMS.white and above - below > PARAMS.whiter
        return (
            sign.length <= PARAMS.longest_plain
            and self._fill(at) < PARAMS.widest
            and abs(sign.size / self.usual[self.page[at]] - 1) < PARAMS.sized
            and self._is_above_text(at)
            and (sign.underlined or self.often[sign.text] >= PARAMS.often or apart)
        )

    def _is_first(self, at: int) -> bool:
        """Whether it is the first block of its page, and others stand below it."""
        first = at == 0 or self.page[at - 1] != self.page[at]
        return first and at + 1 < len(self.page) and self.page[at + 1] == self.page[at]

    def _is_above_text(self, at: int) -> bool:
        """Whether what follows is text or a list, at its left edge or a little deeper, near by."""
        sign, number = self.signs[at], self.below[at]
        if number is None or self.page[number] != self.page[at]:
            return False
        after = self.signs[number]
        long = after.lines > 1 or ends_sentence(after.last) or after.length >= PARAMS.long_text
        deeper = (after.start - sign.start) / sign.size
        centre = (sign.start + sign.end - after.start - after.end) / 2
        centred = abs(centre) < PARAMS.step * sign.size
        near = after.top - sign.bottom < PARAMS.near * sign.size
        begins = after.number is not None and after.number.value <= 1
        return (
            after.kind in ("text", "list")
            and (long or begins or after.kind == "list")
            and (-PARAMS.step < deeper < PARAMS.deeper or centred)
            and near
        )

    def may_be_heading(self, at: int) -> bool:
        """Whether a block with a number is short enough, and whole."""
        sign = self.signs[at]
        if not sign.is_short or sign.number is None:
            return False
        if sign.number.series.startswith(("dotted", "ordinal")) or sign.text.endswith(_CLOSED):
            return True
        return sign.lines > 1 or self._fill(at) <= PARAMS.full

    def _without_contents(self, kinds: list[BlockKind]) -> None:
        """Mark in ``kinds`` what would be headings of a page that has hardly anything else as the
        items of a table of contents, and the labels of a drawing as text."""
        for _, group in itertools.groupby(range(len(kinds)), key=self.page.__getitem__):
            page = list(group)
            if (
                sum([LEADERS.search(self.signs[at].last) is not None for at in page])
                >= PARAMS.leading
            ):
                for at in page:
                    if kinds[at] == "heading" and self.signs[at].last[-1].isdecimal():
                        kinds[at] = "list"
            own = [at for at in page if kinds[at] in DECIDED or self.signs[at].lines > 2]
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

    def _fill(self, at: int) -> float:
        """Which share of its column the block's lines take up."""
        sign = self.signs[at]
        extents = self.columns[self.page[at]]
        right = max([e for s, e in extents if s < sign.end and sign.start < e], default=0.0)
        return min((sign.end - sign.start) / max(right - sign.start, 1.0), 1.0)

    def _whites(self, at: int) -> tuple[float, float]:
        """The white above and below, in ems, at most 3; half of that where nothing stands there."""
        sign = self.signs[at]
        above = below = _FAR / 2
        if at and self.page[at - 1] == self.page[at]:
            above = (sign.top - self.signs[at - 1].bottom) / sign.size
        if at + 1 < len(self.signs) and self.page[at + 1] == self.page[at]:
            below = (self.signs[at + 1].top - sign.bottom) / sign.size
        return min(max(above, 0.0), _FAR), min(max(below, 0.0), _FAR)


def _usual_size(signs: Iterable[Sign], otherwise: float = 10.0) -> float:
    """The size that most characters have, in points."""
    sizes: Counter[float] = Counter()
    for sign in signs:
        if sign.kind in ("text", "list"):
            sizes[round(2 * sign.size) / 2] += sign.length
    return sizes.most_common(1)[0][0] if sizes else otherwise


def _columns(signs: Sequence[Sign]) -> list[tuple[int, int]]:
    """The extents, along the lines, of the blocks of several lines: they show the columns."""
    columns = {(round(s.start), round(s.end)) for s in signs if s.lines > 1}
    if not columns and signs:
        columns = {(0, round(max(s.end for s in signs)))}
    return sorted(columns, key=lambda extent: extent[0] - extent[1])[:_COLUMNS]


def _begins_note(text: str) -> bool:
    return (
        FOOT_NOTE.match(text) is not None
        and not is_caption(text)
        and sum(map(str.isalpha, text)) > 2
    )


def kinds_of(pages: Sequence[Sequence[Sign]]) -> list[tuple[Change, ...]]:
    """For each page of a document, given :func:`signs_of` of all of them, the blocks that are of
    another kind or level than the page alone says."""
    weighing = Weighing(pages)
    kinds = weighing.kinds()
    heads = [at for at, kind in enumerate(kinds) if kind == "heading"]
    headings = [Heading(weighing.signs[at], weighing.page[at], weighing.run[at]) for at in heads]
    levels = dict(zip(heads, levels_of(headings), strict=True))
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
        # a page that was read anew in the meantime may have fewer
        if at < len(blocks):
            blocks[at] = msgspec.structs.replace(blocks[at], kind=kind, level=level)
    return msgspec.structs.replace(page, blocks=tuple(blocks))
