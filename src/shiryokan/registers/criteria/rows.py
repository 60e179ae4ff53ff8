"""The rows of a document in reading order, horizontal or vertical, without what stands at the edges
of its pages; numbers that are set level in vertical writing are put at their places.
"""

from __future__ import annotations

import itertools
import re
import statistics
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from shiryokan.paper.document import Document
from shiryokan.paper.model import Page
from shiryokan.registers.criteria.numbers import numbers_of
from shiryokan.registers.label_white import places_taken, restored
from shiryokan.registers.line_order import in_order
from shiryokan.registers.middle_cells import Ink, cut_at, seams, set_level
from shiryokan.registers.page_margins import (
    Parted,
    ends_of_tiers,
    is_running_title,
    is_sign_beyond,
    margins_behind,
    set_in,
    signs_before,
    without_sign_behind,
)
from shiryokan.registers.page_tiers import TAB, tiers_of
from shiryokan.registers.source_text import Piece, Traced
from shiryokan.registers.upright_pages import as_written
from shiryokan.registers.vertical_signs import (
    is_label,
    label_pieces,
    middle_of,
    part_of,
    place_of,
    signs_across,
    without_label,
)
from shiryokan.registers.writing_lines import (
    Seen,
    is_ruby,
    is_vertical,
    seen_lines,
    visual_rows,
)

_WHITE = 0.2
"""White between two pieces of a row, in characters, from which on they are parted."""
_SMALL = re.compile("[()（）0-9０-９]{1,2}")
_NEAR, _NEAR_BRACKET = 0.6, 1.5
"""White between the signs of one number, as a share of their height, at most: between digits, and
within brackets."""
_NARROW = 0.7
"""Signs narrower than so much of their height are set beside each other in one place."""
_INK = 0.5
"""Points that a sign takes up along the writing at least, if it has a place of its own."""
_LEVEL = 2.0
"""Points by which the beginnings of such signs may differ."""
_PAGE = "[-－(（]?[0-9０-９〇一二三四五六七八九十]{1,4}[-－)）]?"
_LEADERS = re.compile(rf"[…‥・.．]{{4,}}[\s　]*{_PAGE}$")
"""With what a row of a table of contents ends."""
_LISTED = re.compile(rf"(?P<words>\S.*?)[\s　]+{_PAGE}$")
"""The same without leaders."""
_CONTENTS = re.compile(r"[\[［【〔（(]?目\s*次[\]］】〕）)]?")
"""The title of such a table."""
_LOOSE = re.compile(r"(?P<first>[(（])\s*(?P<number>[^\s()（）]{1,3}?)\s*(?P<last>[)）])")
_TITLED = re.compile(
    r"[【〔\[]?第\s?[0-9０-９一二三四五六七八九十]+(?:の[0-9０-９一二三四五六七八九十]+)*"
    r"[\s　】〕\]]*(?P<title>\S.*?)\s*$"
)
"""The number and the title of a section."""
_SIDE = re.compile(r"[^\s0-9０-９()（）一二三四五六七八九十。、]{2,8}")
"""The words at the side of a page: no number, and no sentence's end."""


@dataclass(frozen=True)
class Row:
    """A row: where it begins and ends along the writing, in points, and how large its characters
    are. ``right`` is where the longest rows of its writing end."""

    text: Traced
    vertical: bool
    page: int
    a0: float
    a1: float
    em: float
    right: float = 0.0


def rows_of(document: Document) -> list[Row]:
    """The rows of a document; those of a table of contents are left out."""
    written = [in_order(as_written(page)) for page in document.pages]
    pages = [(page, is_vertical(page)) for page in written]
    tiers = tiers_of(pages)
    taken = places_taken(
        seen for page, vertical in pages for seen in seen_lines(page, vertical=vertical)
    )
    aside = _aside([page for page, vertical in pages if vertical])
    written_down = [(page, own) for (page, vertical), own in zip(pages, tiers, strict=True)
                    if vertical]  # fmt: skip
    ends = ends_of_tiers([page for page, _ in written_down], [own for _, own in written_down])
    parts = [
        part
        for (page, vertical), own, behind in zip(
            pages, tiers, margins_behind(pages, tiers), strict=True
        )
        for part in _tiers(page, vertical, own, aside, _Margins(ends, behind))
    ]
    rows = [row for part in _set_level(parts) for row in _rows(part, taken)]
    return _with_ends(_without_titles(_without_signs(_aligned(_without_contents(rows)))))


def _without_contents(rows: list[Row]) -> list[Row]:
    """Rows but for those of a table of contents: they end with leaders and a number, or with a
    number behind the title of a section that stands without one elsewhere."""
    known = {_bare(row.text.text) for row in rows}
    found: list[Row] = []
    listed = False
    for row in rows:
        text = row.text.text
        match = _LISTED.fullmatch(text)
        if _CONTENTS.fullmatch(text.strip()):
            listed = True
        elif _LEADERS.search(text):
            continue
        elif match and _bare(match["words"]) in known:
            listed = True
        elif not (match and listed and not text.endswith("。")):
            listed = False
            found.append(row)
    return found


def _bare(text: str) -> str:
    return "".join(text.split())


def _without_titles(rows: list[Row]) -> list[Row]:
    """Rows but for the titles of sections that stand again at the head of pages, each on those of
    its own section, without its number."""
    titles = {match["title"] for row in rows if (match := _TITLED.match(row.text.text))}
    found: list[Row] = []
    page = 0
    for row in rows:
        begins, page = row.page != page, row.page
        words = row.text.text.strip()
        if not (begins and not row.vertical and is_running_title(words, titles)):
            found.append(row)
    return found


def _without_signs(rows: list[Row]) -> list[Row]:
    """Rows without the single signs that stand in the margin before them."""
    parted: dict[int, Parted | None] = {}
    for vertical in (False, True):
        at = [k for k, row in enumerate(rows) if row.vertical == vertical]
        known = signs_before(
            [(rows[k].text, rows[k].a0, rows[k].em) for k in at], vertical=vertical
        )
        parted |= dict(zip(at, known, strict=True))
    found: list[Row] = []
    for k, row in enumerate(rows):
        parts = parted[k]
        if parts is None:
            found.append(row)
        elif parts[1]:
            found.append(replace(row, text=_closed(parts[1]), a0=parts[2]))
    return found


def _aside(pages: Sequence[Page]) -> set[tuple[str, int]]:
    """What stands at the sides of vertical pages, as 官報: short lines that come back on most of
    them before the first row or behind the last, each with where it begins."""
    found: Counter[tuple[str, int]] = Counter()
    known: set[tuple[str, int]] = set()
    for page in pages:
        lines = seen_lines(page, vertical=True)
        first, last = (pick((e.c0 for e in lines), default=0.0) for pick in (min, max))
        found.update(
            {
                (e.traced().strip().text, round(e.a0))
                for e in lines
                if e.c0 in (first, last) and len(e.line.text.strip()) <= TAB
            }
        )
        # what the layout knows for furniture on some pages is it on the others too
        known |= {
            (line.text.strip(), round(line.bbox[1]))
            for block in page.blocks
            for line in block.lines
            if block.kind == "furniture" and line.direction == "ttb"
            and not first < page.width - line.bbox[2] < last
            and _SIDE.fullmatch(line.text.strip())
        }  # fmt: skip
    return known | {each for each, count in found.items() if count > max(1, 0.5 * len(pages))}


def _with_ends(rows: list[Row]) -> list[Row]:
    ends = {}
    for vertical in {row.vertical for row in rows}:
        found = [row.a1 for row in rows if row.vertical == vertical]
        ends[vertical] = statistics.quantiles(found, n=20)[-1] if len(found) > 1 else found[0]
    return [replace(row, right=ends[row.vertical]) for row in rows]


def _aligned(rows: list[Row]) -> list[Row]:
    """Rows of odd and even pages with the same margin, where these are set in differently."""
    even, odd = (
        [(row.a0, row.a1) for row in rows if row.page % 2 == side and not row.vertical]
        for side in (0, 1)
    )
    off = set_in(even, odd)
    return [
        row if row.page % 2 or row.vertical else replace(row, a0=row.a0 + off, a1=row.a1 + off)
        for row in rows
    ]


@dataclass(frozen=True)
class _Margins:
    """Where the full lines of each tier of vertical pages end, and where signs stand in the margin
    behind the lines of a tier or column."""

    bottoms: Mapping[int, float]
    behind: Mapping[int, float]


@dataclass(frozen=True)
class _Tier:
    """The lines of a tier of a page, where it begins and ends along the writing, and how far behind
    that of the first its rows begin."""

    page: Page
    vertical: bool
    lines: list[Seen]
    shift: float
    within: tuple[float, float]


def _set_level(tiers: Sequence[_Tier]) -> Iterator[_Tier]:
    """The tiers with what is set about the middle of a cell level with the cell's text."""
    parts = [[_cells(line, begins) for line, begins in _with_seams(tier)] for tier in tiers]
    inked = [[_ink(each) for mine in tier for each in mine] for tier in parts]
    for tier, mine, places in zip(tiers, parts, set_level(inked), strict=True):
        place = iter(places)
        lines: list[Seen] = []
        for whole, pieces in zip(tier.lines, mine, strict=True):
            offs = [next(place) - _ink(each).across for each in pieces]
            if any(offs):
                lines += [
                    replace(each, c0=each.c0 + off, c1=each.c1 + off)
                    for each, off in zip(pieces, offs, strict=True)
                ]
            else:
                lines.append(whole)
        lines.sort(key=lambda each: (each.c0 + each.c1, each.a0))
        yield replace(tier, lines=lines)


def _with_seams(tier: _Tier) -> Iterator[tuple[Seen, Sequence[float]]]:
    yield from zip(tier.lines, seams([_ink(each) for each in tier.lines]), strict=True)


def _cells(seen: Seen, beginnings: Sequence[float]) -> list[Seen]:
    """A line in the pieces that may stand in different cells."""
    text = seen.line.text
    cuts = [0, *cut_at(text, seen.edges(), _ink(seen), beginnings), len(text)]
    if len(cuts) == 2:
        return [seen]
    return [part_of(seen, start, end) for start, end in itertools.pairwise(cuts)]


def _ink(seen: Seen) -> Ink:
    return Ink(seen.a0, seen.a1, (seen.c0 + seen.c1) / 2, seen.em)


def _tiers(
    page: Page, vertical: bool, tiers: Sequence[tuple[float, float]],
    aside: set[tuple[str, int]], margins: _Margins,
) -> Iterator[_Tier]:  # fmt: skip
    lines = seen_lines(page, vertical=vertical, sentences=vertical)
    usual = statistics.median([each.em for each in lines]) if lines else 0.0
    lines = [each for each in lines if not is_ruby(each.line.text, each.em, usual)]
    if vertical:
        pieces = label_pieces(page)
        lines = [
            each
            for each in lines
            if each.line not in pieces
            and not is_label(each.line, page)
            and (each.traced().strip().text, round(each.a0)) not in aside
        ]
    ends = [*(top for top, _ in tiers[1:]), float("inf")]
    lines = [part for each in lines for part in _parted(each, ends[:-1])]
    for tier, ((top, shift), bottom) in enumerate(zip(tiers, ends, strict=True)):
        own = [each for each in lines if top <= each.a0 < bottom]
        place = margins.behind.get(tier, float("inf"))
        end = min(place, margins.bottoms.get(tier, place) if vertical else place)
        own = [
            without_sign_behind(each, place) for each in own
            if not is_sign_beyond(each.line.text, each.a0, each.em, end)
        ]  # fmt: skip
        yield _Tier(page, vertical, own, shift, (top, bottom))


def _rows(tier: _Tier, taken: Mapping[str, float]) -> Iterator[Row]:
    shift = tier.shift
    for row in _of_tier(tier.page, tier.lines, taken, vertical=tier.vertical, within=tier.within):
        yield replace(row, a0=row.a0 - shift, a1=row.a1 - shift) if shift else row


def _parted(seen: Seen, cuts: Sequence[float]) -> Iterator[Seen]:
    """A line that runs over the white between two tiers, as its parts."""
    edges, text = seen.edges(), seen.line.text
    at = [next((i for i, edge in enumerate(edges) if edge >= cut), len(edges) - 1) for cut in cuts]
    if seen.line.direction != "ttb":
        # a title runs over the columns below it
        at = [i for i in at if i and (text[i - 1].isspace() or edges[i] - edges[i - 1] > seen.em)]
    bounds = sorted({0, *at, len(edges) - 1})
    for start, end in itertools.pairwise(bounds):
        if text[start:end].strip():
            yield part_of(seen, start, end)


def _of_tier(
    page: Page,
    lines: Sequence[Seen],
    taken: Mapping[str, float],
    *,
    vertical: bool,
    within: tuple[float, float] = (float("-inf"), float("inf")),
) -> Iterator[Row]:
    known = lines
    lines = [without_label(each, page) for each in known] if vertical else known
    small = [each for each in lines if vertical and _is_small(each)]
    rows = [list(row) for row in visual_rows([e for e in lines if e not in small])]
    groups = _groups(small)
    if vertical:
        signs = signs_across(page, rows, known)
        groups += [[e] for e in signs if within[0] <= e.a0 < within[1]]
    em = statistics.median([row[0].em for row in rows]) if rows else 0.0
    beside: list[list[list[Seen]]] = [[] for _ in rows]
    alone: list[list[Seen]] = []
    for group in groups:
        middle = (min(e.c0 for e in group) + max(e.c1 for e in group)) / 2
        near = min(range(len(rows)), key=lambda i: abs(middle - middle_of(rows[i])), default=None)
        reach = max(em, rows[near][0].em) if near is not None else 0.0
        if near is not None and abs(middle - middle_of(rows[near])) < reach:
            beside[near].append(group)
        elif group[0].line.direction == "ltr":
            alone.append(group)
    found = [*zip(rows, beside, strict=True), *((group, []) for group in alone)]
    for row, own in sorted(found, key=lambda each: middle_of(each[0])):
        made = _row_of(row, own, page, taken, vertical=vertical)
        if made.text:
            yield made


def _is_small(seen: Seen) -> bool:
    """Whether a line is one sign of a number that is set level in vertical writing, or two in one
    place."""
    tallest = max(b - a for a, b in itertools.pairwise(seen.edges()))
    return bool(_SMALL.fullmatch(seen.line.text.strip())) and seen.em < _NARROW * tallest


def _is_bare(first: Seen, sign: Seen) -> bool:
    """Whether a number has no bracket before it, nor is a sign that follows one."""
    return not any(c in "()（）" for c in first.line.text + sign.line.text)


def _groups(small: Sequence[Seen]) -> list[list[Seen]]:
    """The signs of each number: they stand beside each other, from left to right."""
    found: list[list[Seen]] = []
    for each in sorted(small, key=lambda e: -e.c0):
        height = each.a1 - each.a0
        group = next(
            (
                g for g in found
                if abs(each.a0 - g[-1].a0) < _LEVEL
                and g[-1].c0 - each.c1 < height * (_NEAR if _is_bare(g[0], each) else _NEAR_BRACKET)
            ),
            None,
        )  # fmt: skip
        if group is None:
            found.append([each])
        else:
            group.append(each)
    return found


def _with_numbers(seen: Seen, left: list[Sequence[Seen]]) -> Traced:
    """A line with those of the numbers ``left`` that stand beside a character of it, which are
    taken away from them."""
    text, edges, start = seen.traced(), seen.edges(), 0
    centre = (seen.c0 + seen.c1) / 2
    pieces: list[Piece] = []
    used: list[int] = []
    astray = [at for at in range(1, len(text)) if edges[at] < max(edges[:at]) - _INK]
    for at in range(len(text)):
        if edges[at + 1] - edges[at] < _INK or at in astray:
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
        # or stand at the end of the line
        here = [k for k in astray if group[0].a0 < (edges[k] + edges[k + 1]) / 2 < group[0].a1]
        level += [text[k : k + 1] for k in reversed(here)]
        astray = [k for k in astray if k not in here]
        used += here
        level += [text[digit : digit + 1] for digit in range(at, first - 1, -1)]
        level += [e.traced().strip() for e in group if (e.c0 + e.c1) / 2 <= centre]
        pieces += [piece for sign in level for piece in sign.pieces]
        start = at + 1
    for at in [*sorted(used), len(text)]:
        pieces += text[start:at].pieces
        start = at + 1
    return Traced(pieces)


def _closed(text: Traced) -> Traced:
    """A text whose first number has no white within its brackets."""
    match = _LOOSE.match(text.text)
    if match is None:
        return text
    inner = [*text.cut(match, "first").pieces, *text.cut(match, "number").pieces]
    return Traced([*inner, *text[match.start("last") :].pieces])


def _number_end(text: str) -> int:
    """Where the number ends with which a text begins, if white stands behind it; 0 if it begins
    with none."""
    numbers = numbers_of(f"{text}　")
    return len(text) if any(number.end == len(text) for number in numbers) else 0


def _opened(seen: Seen, signs: Sequence[Seen]) -> Iterator[tuple[float, float, Traced]]:
    """A line parted where signs stand within it, and these; without the white of their places."""
    start, a0 = 0, seen.a0
    for sign in sorted(signs, key=lambda e: e.a0):
        at = place_of(seen, sign)
        before = seen.traced(start, at).strip()
        if before:
            yield a0, sign.a0, before
        yield sign.a0, sign.a1, sign.traced().strip()
        start, a0 = at, sign.a1
    if rest := seen.traced(start).strip():
        yield a0, seen.a1, rest


def _row_of(
    row: Sequence[Seen], groups: Sequence[Sequence[Seen]], page: Page, taken: Mapping[str, float],
    *, vertical: bool,
) -> Row:  # fmt: skip
    """A row with the numbers set level in it at their places."""
    parts: list[tuple[float, float, Traced]] = []
    left: list[Sequence[Seen]] = list(groups)
    apart = [group for group in left if len(group) == 1 and group[0].line.direction == "ltr"]
    for seen in row:
        within = [g for g in apart if seen.a0 < (g[0].a0 + g[0].a1) / 2 < seen.a1]
        if within:
            left = [group for group in left if group not in within]
            parts += _opened(seen, [group[0] for group in within])
        elif left:
            parts.append((seen.a0, seen.a1, _with_numbers(seen, left)))
        else:
            parts.append((seen.a0, seen.a1, restored(seen, _number_end, taken)))
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
    text, end = _closed(Traced(whole).strip()), max(p[1] for p in parts)
    return Row(text, vertical, page.page, parts[0][0], end, em)
