"""Lists of old and new: codes, words and points in columns of their own, a row each.

Their heads name what is old and what is new (旧区分番号, 新区分番号; 改正前, 改正後); columns that
are neither tell what the row is of, or remark on it.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from shiryokan.registers.amendments.heads import characters, least_crossed
from shiryokan.registers.narrow_text import narrow, parted
from shiryokan.registers.source_text import Traced
from shiryokan.registers.writing_lines import Seen

_SIDE = re.compile(r"(?P<old>旧|改正前|現行)|(?P<new>新|改正後|改正案)")
_REMARK = re.compile("備考|理由|摘要")
_WORD = re.compile(r"[^\s]+")
_MOST = 12
"""Characters of a head at most."""
_TALL = 2.2
"""Characters' heights within which the rows of a head stand."""
_SPAN = 2
"""Rows of a head at most that stand above each other."""


@dataclass(frozen=True, slots=True)
class ListHead:
    """Columns by their role and where they begin; the number of rows that the head takes up."""

    names: tuple[str, ...]
    columns: tuple[tuple[str, float], ...]
    rows: int


def list_head_of(rows: Sequence[list[Seen]], at: int) -> ListHead | None:
    """The head of a list that begins with row ``at``."""
    em = rows[at][0].em
    span = 1
    while (
        at + span < len(rows) and span < 1 + _SPAN
        and rows[at + span][0].c0 - rows[at][0].c0 < _TALL * em
        and any(_SIDE.match(word) for word, _, _ in _words([rows[at + span]]))
    ):  # fmt: skip
        span += 1
    own = any(_SIDE.match(word) for word, _, _ in _words([rows[at]]))
    if not own and (span == 1 or rows[at][0].c1 < rows[at + 1][0].c0):
        # a title above the head
        return None
    whole = "".join(s.line.text for row in rows[at : at + span] for s in row)
    if not (("旧" in whole and "新" in whole) or ("改" in whole and "前" in whole)):
        return None
    words = _words(rows[at : at + span])
    if any(len(word) > _MOST for word, _, _ in words) or not 4 <= len(words) <= 9:
        return None
    roles = _roles([word for word, _, _ in words])
    if roles is None:
        return None
    found = sorted(
        (a, b, role, word) for (word, a, b), role in zip(words, roles, strict=True) if role
    )
    names = tuple(word for _, _, _, word in found)
    return ListHead(names, _columns(found, rows), span)


def _words(rows: Sequence[Sequence[Seen]]) -> list[tuple[str, float, float]]:
    """The words of rows, and where they begin and end."""
    return [
        (match[0], edges[match.start()], edges[match.end()])
        for row in rows for seen in row for edges in [seen.edges()]
        for match in _WORD.finditer(narrow(seen.line.text))
    ]  # fmt: skip


def _roles(words: Sequence[str]) -> list[str] | None:
    """old, new, name or remark of each head; nothing for one that heads others (点数). None where
    no two are the old and the new of one thing."""
    olds = {word[len(m[0]) :] for word in words if (m := _SIDE.match(word)) and m["old"]}
    news = {word[len(m[0]) :] for word in words if (m := _SIDE.match(word)) and m["new"]}
    both = olds & news
    if not both or not (both - {""} or len(words) > 3):
        return None
    if both == {""}:
        return None
    found = []
    for word in words:
        side = _SIDE.match(word)
        if side and word[len(side[0]) :] in both:
            found.append(f"{'old' if side['old'] else 'new'} {word[len(side[0]) :]}".strip())
        elif _REMARK.search(word):
            found.append("remark")
        elif word == "点数" and "" in both:
            found.append("")
        else:
            found.append("name")
    return found


def _columns(
    found: Sequence[tuple[float, float, str, str]], rows: Sequence[Sequence[Seen]]
) -> tuple[tuple[str, float], ...]:
    """Where the columns begin: between two heads, where the fewest characters of the page stand."""
    starts = [(found[0][2], 0.0)]
    for before, (a, _, role, _) in itertools.pairwise(found):
        steps = [before[1] + k for k in range(max(int(a - before[1]) + 2, 1))]
        starts.append((role, least_crossed(rows, steps)))
    return tuple(starts)


@dataclass(frozen=True)
class Listed:
    """A row of a list: its cells by role, in order."""

    cells: tuple[tuple[str, Traced], ...]
    height: float

    def texts(self, role: str) -> list[Traced]:
        """The cells of a role, one of each column; those of new in the order of those of old."""
        names = [name for name, _ in self.cells if name.split(" ")[0] == role]
        if role == "new":
            order = [f"new{name[3:]}" for name, _ in self.cells if name.split(" ")[0] == "old"]
            names.sort(key=lambda name: order.index(name) if name in order else len(order))
        cells = dict(self.cells)
        return [cells[name] for name in names]


def listed_row(head: ListHead, row: Sequence[Seen]) -> Listed:
    """The cells of a row."""
    parts: list[list[Traced]] = [[] for _ in head.columns]
    if len(row) == 1 and _runs_over(head, row[0]):
        # a head over the rows below it
        return Listed((("name", row[0].traced().strip("　 ")),), row[0].c0)
    for seen in row:
        edges, text = seen.edges(), seen.line.text
        start = 0
        for k, (_, _edge) in enumerate(head.columns):
            end_at = head.columns[k + 1][1] if k + 1 < len(head.columns) else float("inf")
            end = next(
                (i for i in range(start, len(text)) if (edges[i] + edges[i + 1]) / 2 >= end_at),
                len(text),
            )
            part = seen.traced(start, end).strip("　 →⇒")
            if part:
                parts[k].append(part)
            start = end
    cells = tuple((role, _spaced(own)) for (role, _), own in zip(head.columns, parts, strict=True))
    return Listed(cells, row[0].c0)


def _runs_over(head: ListHead, seen: Seen) -> bool:
    """Whether a line of words alone runs over the beginning of a column."""
    signs = characters([seen])
    return (
        any(
            a[1] < start < b[2] and b[1] - a[2] < seen.em
            for _, start in head.columns[1:]
            for a, b in itertools.pairwise(signs)
        )
        and "→" not in seen.line.text
    )


def _spaced(parts: Sequence[Traced]) -> Traced:
    return parted(parts, "　")
