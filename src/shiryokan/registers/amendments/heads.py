"""The head row of a comparison of old and new text, and the columns below it.

Everything is seen along the writing: ``along`` runs with the characters of a line (x of horizontal
writing, y of vertical), ``across`` from line to line (y; or from the right edge to the left).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from shiryokan.paper.model import Cell, Page
from shiryokan.registers.narrow_text import narrow
from shiryokan.registers.writing_lines import Seen

_NOTE = r"(?:\([^()]{1,14}\))?"
_ACT = "(?:改正|改定|改訂|変更|修正|訂正|見直し)"
_PAPER = (
    r"規約|規程|規則|基準|要綱|要領|条例|定款|約款|法令?|令|制度"
    r"|通知|告示|方針|計画|取扱い?|運用|案|版"
)
_KEPT = rf"(?:の?(?:規定|条文|本文|内容|全文|欄|{_PAPER})|の[々〆ヶ一-龥ー]{{1,6}})?"
"""What a head may say that its column holds."""
_NEW = rf"\(?(?:新|{_ACT}(?:後|案)){_KEPT}\)?{_NOTE}"
_BESIDE = rf"\(?(?:新|{_ACT}(?:後|案)?){_KEPT}\)?{_NOTE}"
"""The head of the new text beside that of an old one, which tells what is meant: 改定, 改正条文."""
_OLD = rf"\(?(?:旧|{_ACT}前|現行|原案){_KEPT}\)?{_NOTE}"
_WHY = rf"備考|摘要|説明|考え方|(?:{_ACT}の?)?(?:理由|趣旨|概要|内容|要点|ポイント|考え方|該当箇所)"
"""Columns that tell of the change, before or behind both texts."""
_PAGES = r"(?:該当|掲載)?(?:頁|ページ)(?:番号)?|行|No\.?|項番|連番"
"""Columns of numbers that name no place."""
_ASIDE = r"[^新旧改変修訂現原。、()]{1,6}"
"""What any other column beside both texts is called."""
_LEAD = (
    rf"(?:(?P<count>{_PAGES})|(?P<lead>項目|区分|条項|条文|事項|箇所|該当箇所|名称|条|番号|{_WHY}"
    rf"|{_ASIDE}))?"
)
_TAIL = rf"(?P<tail>{_WHY}|{_ASIDE})?"
HEAD = re.compile(
    rf"{_LEAD}(?:(?P<n1>{_BESIDE})(?P<o1>{_OLD})|(?P<o2>{_OLD})(?P<n2>{_BESIDE})){_TAIL}"
)
LONE = re.compile(rf"{_LEAD}(?:{_NEW})")
"""A head with no old side: what follows is no comparison."""
WORDS = re.compile(rf"{_OLD}|{_NEW}")
_LONGEST = 40
"""Characters of a head row at most."""
COUNT = "count"
"""The name of a column of numbers that name no place: of pages, or from 1 on."""
_BETWEEN = 1.0
"""Characters' widths that any two heads stand apart at least."""
_APART = 6.0
"""Characters' widths that the heads of old and new stand apart at least."""
_WHITE = 0.6
"""White between two runs of characters, in characters."""
_INK = 0.5
"""Points by which a character may stand over the edge of its column."""


@dataclass(frozen=True, slots=True)
class Head:
    """A head row: the middles of its columns along the writing, by name, in order; where it
    stands across; and whether the writing is vertical."""

    page: int
    vertical: bool
    c0: float
    c1: float
    columns: tuple[tuple[str, float], ...]
    bounds: tuple[tuple[str, float, float], ...]
    """Of columns that rules bound: their ends."""


def characters(row: Sequence[Seen]) -> list[tuple[str, float, float]]:
    """The characters of a row with their ends along the writing, without white space."""
    found = []
    for seen in row:
        edges = seen.edges()
        found += [
            (c, min(edges[i], edges[i + 1]), max(edges[i], edges[i + 1]))
            for i, c in enumerate(narrow(seen.line.text))
            if not c.isspace()
        ]
    return found


def runs(row: Sequence[Seen]) -> list[tuple[float, float]]:
    """The ends of the runs of characters in a row that white parts."""
    found: list[tuple[float, float]] = []
    for seen in row:
        last: float | None = None
        for _, a, b in characters([seen]):
            if last is not None and a - last < _WHITE * seen.em:
                found[-1] = (found[-1][0], b)
            else:
                found.append((a, b))
            last = b
    return found


def least_crossed(rows: Sequence[Sequence[Seen]], places: Sequence[float]) -> float:
    """The place along the writing, the first of several, over which the fewest runs of characters
    stand."""
    ends = np.array([each for row in rows for each in runs(row)]).reshape(-1, 2)
    at = np.array(places)[:, None]
    crossed = ((ends[None, :, 0] < at - _INK) & (ends[None, :, 1] > at + _INK)).sum(axis=1)
    return float(places[int(crossed.argmin())])


def head_of(page: Page, row: Sequence[Seen], *, vertical: bool) -> Head | None:
    """The head that a row is, if it is one."""
    if sum(len(seen.line.text) for seen in row) > 3 * _LONGEST:
        return None
    signs = characters(row)
    return _head(page, row, signs, vertical=vertical) if len(signs) <= _LONGEST else None


def head_at(
    page: Page, rows: Sequence[Sequence[Seen]], at: int, *, vertical: bool
) -> tuple[Head, int] | None:
    """The head that begins with row ``at``, and how many rows it takes: its words may stand in
    several lines, each in its column."""
    for count in range(_LINES, 1, -1):
        lines = rows[at : at + count]
        if len(lines) < count or any(
            min(s.c0 for s in b) - max(s.c1 for s in a) > _TIGHT * b[0].em
            for a, b in itertools.pairwise(lines)
        ):
            continue
        signs = _by_column(lines)
        every = [seen for row in lines for seen in row]
        if len(signs) > 2 * _LONGEST or not _are_one_cell(page, lines, vertical=vertical):
            continue
        head = _head(page, every, signs, vertical=vertical)
        if head is not None:
            return head, count
    head = head_of(page, rows[at], vertical=vertical)
    return (head, 1) if head is not None else None


def _by_column(rows: Sequence[Sequence[Seen]]) -> list[tuple[str, float, float]]:
    """The characters of rows, those that stand above each other line by line."""
    runs_of: list[tuple[float, float, list[tuple[str, float, float]]]] = []
    for row in rows:
        last: float | None = None
        em = max(seen.em for seen in row)
        for sign in characters(row):
            if last is not None and sign[1] - last < _BETWEEN * em:
                begin, _, own = runs_of[-1]
                runs_of[-1] = (begin, sign[2], [*own, sign])
            else:
                runs_of.append((sign[1], sign[2], [sign]))
            last = sign[2]
    found: list[tuple[float, float, list[tuple[str, float, float]]]] = []
    for begin, end, own in sorted(runs_of, key=lambda run: run[0]):
        if found and begin < found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end), [*found[-1][2], *own])
        else:
            found.append((begin, end, own))
    order = {id(sign): at for at, run in enumerate(runs_of) for sign in run[2]}
    return [s for _, _, own in found for s in sorted(own, key=lambda sign: order[id(sign)])]


def _are_one_cell(page: Page, rows: Sequence[Sequence[Seen]], *, vertical: bool) -> bool:
    """Whether no rule parts rows; where there are none, whether the later ones tell of a text as
    heads do: （令和六年四月から）."""
    first, last = rows[0][0], rows[-1][0]
    for _, a0, a1, c0, c1 in ruled_cells(page, vertical=vertical):
        if a0 < last.a0 < a1 and c0 < (last.c0 + last.c1) / 2 < c1:
            return c0 < (first.c0 + first.c1) / 2
    later = ["".join(c for c, _, _ in characters(row)) for row in rows[1:]]
    return all(_TELLS.search(text) is not None for text in later)


_TELLS = re.compile("[年月日新旧改現案版]|施行|適用")
_LINES = 3
"""Lines of the words of a head at most."""
_TIGHT = 1.2
"""Characters' heights between the lines of a head at most."""


def _head(
    page: Page, row: Sequence[Seen], signs: Sequence[tuple[str, float, float]], *, vertical: bool
) -> Head | None:
    match = HEAD.fullmatch("".join(c for c, _, _ in signs))
    if match is None:
        return None
    columns = []
    for group, start, end in sorted(
        ((g, *match.span(g)) for g in match.groupdict() if match[g]), key=lambda s: s[1]
    ):
        name = {"n": "new", "o": "old", "l": "lead", "t": "tail", "c": COUNT}[group[0]]
        own = signs[start:end]
        columns.append((name, min(a for _, a, _ in own), max(b for _, _, b in own)))
    em = max(seen.em for seen in row)
    if any(b[1] - a[2] < _BETWEEN * em for a, b in itertools.pairwise(columns)):
        return None
    sides = [each for each in columns if each[0] in ("old", "new")]
    if sides[1][1] - sides[0][2] < _APART * em and not _bounds(
        page, columns, *_ends(row), vertical
    ):
        return None
    middles = tuple((name, (a + b) / 2) for name, a, b in columns)
    c0, c1 = _ends(row)
    return Head(page.page, vertical, c0, c1, middles, _bounds(page, columns, c0, c1, vertical))


def ruled_cells(page: Page, *, vertical: bool) -> Iterator[tuple[Cell, float, float, float, float]]:
    """The cells of ruled tables, each with where it begins and ends along the writing and across
    it."""
    for block in page.blocks:
        for cell in block.cells if block.ruled else ():
            x0, y0, x1, y1 = cell.bbox
            if vertical:
                yield cell, y0, y1, page.width - x1, page.width - x0
            else:
                yield cell, x0, x1, y0, y1


def _ends(row: Sequence[Seen]) -> tuple[float, float]:
    return min(s.c0 for s in row), max(s.c1 for s in row)


def _bounds(
    page: Page, heads: Sequence[tuple[str, float, float]], c0: float, c1: float, vertical: bool
) -> tuple[tuple[str, float, float], ...]:
    """The cells of a ruled table in which the heads stand whole: lines beside words make cells of
    a few characters."""
    found = {}
    for _, a0, a1, b0, b1 in ruled_cells(page, vertical=vertical):
        if b0 - 2 < (c0 + c1) / 2 < b1 + 2:
            for name, begin, end in heads:
                if a0 - _INK < begin and end < a1 + _INK:
                    found[name] = (name, a0, a1)
    apart = len({start for _, start, _ in found.values()})
    bounds = sorted(found.values(), key=lambda bound: bound[1])
    return tuple(bounds) if apart == len(found) == len(heads) else ()
