"""The margins of pages: odd and even ones that are set in differently, and signs that stand in a
margin, as 改 or ○ beside what was changed, which are none of the text.
"""

from __future__ import annotations

import bisect
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from shiryokan.paper.model import Page
from shiryokan.registers.narrow_text import narrow
from shiryokan.registers.source_text import Traced
from shiryokan.registers.vertical_signs import part_of
from shiryokan.registers.writing_lines import Seen, seen_lines

_STEP = 2.0
"""Points in which beginnings and ends of rows are counted."""
_EDGES = 0.03
"""Share of the rows of a side that tell where its margins are, at least."""
_LEAST_OFF = 3.0
"""Points that the margins of odd and even pages are apart at least where both differ, and by which
the two margins may differ from each other."""
_FURTHEST = 40.0
"""Points by which they may be apart."""
_SIDE_ROWS = 12
"""Rows of odd and of even pages at least, to tell whether these are set in differently."""
_BETTER = 1.5
"""How many times more rows must begin at the same places when the pages of one side are moved."""
_NEARLY = 0.7
"""Share of the rows that begin at the same places at best, where the margins are believed."""
_LEAST_TITLE = 2
"""Signs of a title that stands again at the head of a page, at least."""
_MARGIN = 0.03
"""Share of the rows that begin where the text does, at least."""
_LEAST_ROWS = 30
"""Rows that tell where the text begins."""
_LONG = 5
"""Signs of a line that tells where the lines of a tier end, at least."""
_APART = 0.8
"""How far from the text a sign in the margin stands, in the size of its characters."""
_SIGN = re.compile(r"([^\w\s「『(【〔\[<〈《]|[改新追変訂修加])(?:\s+|$)")
"""A sign in the margin."""
_WORDS = "改新追変訂修加"
"""Signs that are words, as no list begins with."""
_FAR = 2.5
"""How far behind such a sign the text begins at least, in the size of its characters, whatever it
begins with."""
_ONE_SIGN = re.compile(r"(\S)(?:\s+|$)")
_BEGINS = re.compile(
    r"[【〔\[<〈《■□◆◇●◎]?\s?(?:区分|第\s?[0-9一二三四五六七八九十]|[A-Z][0-9〇一二三四五六七八九]"
    r"|[(]\s?[0-9一二三四五六七八九十ァ-ヶa-zⅰ-ⅿ]{1,3}\s?[)]|[①-⓿㈠-㈩⑴-⒇]"
    r"|(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3}|[ァ-ヶa-zⅰ-ⅿ])[).、\s])"
)
"""With what a row begins beside which something is marked: a number, or a code."""
_LABEL = re.compile("[0-9０-９〇一二三四五六七八九十ァ-ヶ①-⓿㈠-㈩a-zａ-ｚⅠ-ⅿ]")
"""What may as well be the number of a paragraph."""


def off_by_margins(
    even: Sequence[tuple[float, float]], odd: Sequence[tuple[float, float]]
) -> float:
    """By how many points odd pages are set in further than even ones, of each of whose rows are
    given where it begins and ends; 0 where the two margins do not say the same."""
    left, right = _margins(even)
    other_left, other_right = _margins(odd)
    off = other_left - left
    apart = _LEAST_OFF < abs(off) < _FURTHEST
    return off if apart and abs(other_right - right - off) <= _LEAST_OFF else 0.0


def set_in(even: Sequence[tuple[float, float]], odd: Sequence[tuple[float, float]]) -> float:
    """By how many points odd pages are set in further than even ones, of each of whose rows are
    given where it begins and ends: what both margins say, or what most rows have begin where those
    of the other side do. Indents of one place apart look alike, so the margins are asked first."""
    if min(len(even), len(odd)) < _SIDE_ROWS:
        return 0.0
    of_even, of_odd = (Counter(round(start) for start, _ in side) for side in (even, odd))

    def alike(shift: int) -> int:
        # a point to either side is the same place
        return sum(
            min(count, max(of_odd[at + shift + off] for off in (-1, 0, 1)))
            for at, count in of_even.items()
        )

    reach = int(_FURTHEST)
    best = max(range(-reach, reach + 1), key=lambda shift: (alike(shift), -abs(shift)))
    off = off_by_margins(even, odd)
    if off and alike(round(off)) >= _NEARLY * alike(best):
        return off
    return float(best) if alike(best) >= _BETTER * alike(0) else off


def _margins(rows: Sequence[tuple[float, float]]) -> tuple[float, float]:
    starts = Counter(round(start) for start, _ in rows)
    ends = Counter(round(end) for _, end in rows)
    least = _EDGES * len(rows)

    def near(counts: Counter[int], at: int) -> int:
        return counts[at - 1] + counts[at] + counts[at + 1]

    first = min((at for at in starts if near(starts, at) >= least), default=0)
    last = max((at for at in ends if near(ends, at) >= least), default=0)
    return float(first), float(last)


def is_running_title(words: str, titles: Iterable[str]) -> bool:
    """Whether words at the head of a page are the title of a section, which stands there again; it
    may be cut where it is too long."""
    return len(words) >= _LEAST_TITLE and any(each.startswith(words) for each in titles)


def text_begins(rows: Iterable[tuple[float, str]]) -> float | None:
    """Where the text begins along the writing, of rows with where each begins and what is in it;
    None where they are too few to tell."""
    known = [start for start, plain in rows if not _ONE_SIGN.match(plain)]
    starts = Counter(round(start / _STEP) for start in known)
    usual = [
        at for at in starts
        if starts[at - 1] + starts[at] + starts[at + 1] > _MARGIN * len(known)
    ]  # fmt: skip
    return min(usual) * _STEP if usual and len(known) >= _LEAST_ROWS else None


Parted = tuple[Traced, Traced, float]
"""A sign in the margin, the row behind it, and where that begins along the writing."""


def signs_before(
    rows: Sequence[tuple[Traced, float, float]], *, vertical: bool
) -> list[Parted | None]:
    """Of each row of one writing what :func:`parted_sign` tells; None of all where they are too few
    to tell where the text begins. Of each are given its text, where it begins and the size of its
    characters."""
    begins = text_begins((start, narrow(text.text)) for text, start, _ in rows)
    if begins is None:
        return [None] * len(rows)
    return [parted_sign(text, start, begins, size, vertical=vertical) for text, start, size in rows]


def parted_sign(
    text: Traced, start: float, begins: float, size: float, *, vertical: bool
) -> Parted | None:
    """The sign in the margin before a row, the row without it and where that begins; None where
    there is none. ``start`` is where the row begins, ``begins`` where the text does, ``size`` that
    of its characters. Before vertical lines it may be a sign of a head of the page that is set
    level."""
    if start > begins - _APART * size:
        return None
    plain = narrow(text.text)
    match = _SIGN.match(plain)
    if match is None and vertical and not _LABEL.match(plain):
        match = _ONE_SIGN.match(plain)
    if match is None:
        return None
    rest = text[match.end() :].strip()
    off = _begin(rest, vertical) - _begin(text, vertical) if rest else 0.0
    far = match[1] in _WORDS and off > _FAR * size
    if match.re is _SIGN and rest and not far and not _BEGINS.match(narrow(rest.text)):
        # a list of ○ may be set further out than all else
        return None
    return text[: match.end(1)], rest, start + off


def _begin(text: Traced, vertical: bool) -> float:
    piece = next(piece for piece in text.pieces if piece.line is not None)
    assert piece.line is not None
    box = piece.line.part_box(piece.start, piece.start + 1)
    return box.y0 if vertical else box.x0


def ends_of_tiers(
    pages: Sequence[Page], tiers: Sequence[Sequence[tuple[float, float]]]
) -> dict[int, float]:
    """Where the full lines of each tier of vertical pages end."""
    ends: dict[int, Counter[int]] = {}
    for page, own in zip(pages, tiers, strict=True):
        cuts = [top for top, _ in own[1:]]
        for line in (line for block in page.blocks for line in block.lines):
            if line.direction == "ttb" and len(line.text) >= _LONG:
                tier = bisect.bisect(cuts, line.bbox.y0)
                ends.setdefault(tier, Counter())[round(line.bbox.y1 / _STEP)] += 1
    usual = {
        tier: [at for at, count in found.items() if count >= _MARGIN * found.total()]
        for tier, found in ends.items()
    }
    # lines that all end elsewhere tell nothing
    return {tier: _STEP * max(places) for tier, places in usual.items() if places}


def margins_behind(
    pages: Sequence[tuple[Page, bool]], tiers: Sequence[Sequence[tuple[float, float]]]
) -> list[Mapping[int, float]]:
    """Of each page what :func:`signs_behind` tells of all, or of odd or even ones, which may be set
    in differently. ``pages`` are each with whether it is vertical."""
    known: dict[tuple[bool, int], dict[int, float]] = {}
    for vertical in {vertical for _, vertical in pages}:
        seen = [
            (page.page % 2, seen_lines(page, vertical=vertical), own)
            for (page, way), own in zip(pages, tiers, strict=True) if way == vertical
        ]  # fmt: skip
        whole = signs_behind([lines for _, lines, _ in seen], [own for _, _, own in seen])
        for side in (0, 1):
            alike = [each for each in seen if each[0] == side]
            of_side = signs_behind([lines for _, lines, _ in alike], [own for _, _, own in alike])
            known[vertical, side] = whole | of_side
    return [known[vertical, page.page % 2] for page, vertical in pages]


def signs_behind(
    pages: Sequence[Sequence[Seen]], tiers: Sequence[Sequence[tuple[float, float]]]
) -> dict[int, float]:
    """Where signs stand in the margin behind the lines of a tier, or of a column, which were read
    as the ends of these lines: all at one place, where no line has anything else. ``pages`` are the
    lines of each page."""
    found: dict[int, Counter[int]] = {}
    ends: dict[int, list[tuple[float, float, bool]]] = {}
    for lines, own in zip(pages, tiers, strict=True):
        cuts = [top for top, _ in own[1:]]
        for seen in lines:
            text, edges = seen.line.text, seen.edges()
            tier = bisect.bisect(cuts, seen.a0)
            sign = _IN_MARGIN.search(text) is not None
            last = edges[-2] if len(text) > 1 else seen.a0
            # what ends a sentence may hang right behind a full line
            usual = (last - edges[0]) / max(len(text) - 1, 1)
            close = len(text) > 2 and last - edges[-3] < _CLOSE * usual
            if not (close and text.endswith(_HANGING)):
                ends.setdefault(tier, []).append((seen.a0, last, sign))
            if sign:
                found.setdefault(tier, Counter())[round(last)] += 1
    places = {}
    for tier, counts in found.items():
        others = [(start, last) for start, last, sign in ends.get(tier, ()) if not sign]
        for place in sorted(counts, key=lambda at: (-counts[at], -at)):
            signs = sum(counts[place + k] for k in (-1, 0, 1))
            # what begins there is of the next tier, with a sign before it
            beyond = sum(start >= place - 1 for start, _ in others)
            over = sum(start < place - 1 < last for start, last in others)
            behind = beyond <= _BEYOND * len(others) and over <= _OTHERS * signs
            if signs >= _SIGNS and behind:
                places[tier] = float(place) - 1
                break
    return places


_IN_MARGIN = re.compile(r"[改新追変訂修加○◎●△▲☆★※□■◇◆]\s*$")
_CLOSE = 1.3
"""Place of a character, in that of the others of its line, behind which another stands close."""
_HANGING = ("、", "。", "）", ")", "」", "』")
_SIGNS, _OTHERS = 3, 0.1
"""Signs behind the lines of a tier at least, and the share of other characters that stand as far
out at most."""
_BEYOND = 0.1
"""Share of the lines of a tier that begin as far out, with a sign before them, at most."""


def begins_of_columns(
    pages: Sequence[tuple[Page, bool]], tiers: Sequence[Sequence[tuple[float, float]]]
) -> list[Mapping[int, float]]:
    """Of each page where the lines of its columns behind the first begin, of horizontal writing:
    before that, between two columns, signs stand behind the lines of the one before."""
    found: dict[tuple[int, int], Counter[int]] = {}
    for (page, vertical), own in zip(pages, tiers, strict=True):
        cuts = [top for top, _ in own[1:]]
        for seen in seen_lines(page, vertical=False) if cuts and not vertical else ():
            tier = bisect.bisect(cuts, seen.a0)
            if tier and len(seen.line.text) >= _LONG and not _FIRST_SIGN.match(seen.line.text):
                side = found.setdefault((page.page % 2, tier), Counter())
                side[round(seen.a0 / _STEP)] += 1
    known: dict[tuple[int, int], float] = {}
    for key, counts in found.items():
        usual = [at for at, count in counts.items() if count >= _MARGIN * counts.total()]
        if usual and counts.total() >= _LEAST_ROWS:
            known[key] = (min(usual) - 0.5) * _STEP
    return [
        {tier: at for (side, tier), at in known.items() if side == page.page % 2}
        for page, _ in pages
    ]


_FIRST_SIGN = re.compile(r"\s*(?:[^\w\s「『(（【〔\[<＜〈《・]|[改新追変訂修加](?=\s|$))")
"""A sign with which a line begins, that may be one of the margin."""


def sign_between(text: str, edges: Sequence[float], begins: float) -> int:
    """Behind how many characters of a line a sign ends that stands before the place where the lines
    of its column begin; 0 if there is none. ``edges`` are where its characters stand."""
    match = _FIRST_SIGN.match(text)
    if match is None or len(edges) != len(text) + 1:
        return 0
    return match.end() if edges[match.end()] <= begins + _STEP else 0


def without_sign_behind(seen: Seen, place: float) -> Seen:
    """A line without the sign in the margin behind it, which stands at ``place`` or further on."""
    end = end_before_sign(seen.line.text, seen.edges(), place)
    return part_of(seen, 0, end) if end < len(seen.line.text) else seen


def end_before_sign(text: str, edges: Sequence[float], place: float) -> int:
    """Where a text ends without the sign in the margin behind it, which stands at ``place`` or
    further on; where it ends itself if there is none. ``edges`` are where its characters stand."""
    if not 1 < len(text) < len(edges) or not _IN_MARGIN.search(text) or edges[-2] < place:
        return len(text)
    return len(text.rstrip()) - 1


def is_sign_beyond(text: str, start: float, size: float, end: float) -> bool:
    """Whether a part of a line is a sign in the margin below the ``end`` of a tier, which may be
    that above the next one."""
    sign = text.strip()
    return (
        len(sign) == 1
        and _SIGN.fullmatch(narrow(sign)) is not None
        and start > end - size * _APART / 2
    )
