"""Whether a document is a care fee schedule.

Its branches count in 単位 at the end of their rows, below numbered services, and its labels are in
order. Fee schedules of medicine count in 点; notices, answers and explanations of care fees speak
of 単位 in prose, or in ruled tables with old and new side by side.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from shiryokan.paper.model import Page
from shiryokan.registers.care.grammar import Grammar
from shiryokan.registers.care.model import NAME
from shiryokan.registers.care.rows import Row
from shiryokan.registers.care.values import ends_in_worth, worth
from shiryokan.registers.errors import NoRecords

LEAST_WORTHS = 3
"""Fewer branches with points or a rate than this make no schedule."""
_PLACED = 0.6
"""Share of the rows that must be in services at least."""
_REFUSED = 0.25
"""Share of the rows that may begin with labels out of any order, for each that is placed."""
_IN_PROSE = 12
"""For each branch with points there may be so many rows: notes are long, explanations longer."""
_AT_A_GLANCE = 60
"""Lines there may be for each that ends in 単位, before anything is read: five times ``_IN_PROSE``,
for what is found here is a part of the points only."""
_AT_END = re.compile(r"単位数?[ 　]*(?:[(（].*)?$", re.MULTILINE)
_HEAD = re.compile(r"(?:^|[\s　|分称目容])単位数$", re.MULTILINE)
_BARE = re.compile(r"[\s　|][0-9０-９,，]+$", re.MULTILINE)
_OLD_AND_NEW = re.compile(r"(?:改[ 　]*正[ 　]*[前後](?:[ 　]*欄)?|[新旧])")


def glance(pages: Sequence[Page]) -> bool:
    """Whether so many of the lines end in 単位 that a schedule may be there."""
    found = lines = 0
    for page in pages:
        # 単位 may have been set apart from its number
        if "単位" in page.text:
            found += len(_AT_END.findall(page.text))
            # numbers below the head of a column
            found += len(_BARE.findall(page.text)) if _HEAD.search(page.text) else 0
        lines += page.text.count("\n") + 1
    return found >= LEAST_WORTHS and found * _AT_A_GLANCE >= lines


def check_rows(rows: Sequence[Row]) -> None:
    """Leave, with :class:`NoRecords`, what has no points at the ends of rows, or compares old and
    new."""
    if sum(ends_in_worth(row.text.text) for row in rows) < LEAST_WORTHS:
        raise NoRecords(NAME, "hardly any row ends in points (単位)")
    heads = {"".join(m[0].split()) for row in rows for m in _heads(row)}
    if {"改正後", "改正前"} <= {head[:3] for head in heads} or {"新", "旧"} <= heads:
        raise NoRecords(NAME, "old and new stand side by side")


def _heads(row: Row) -> list[re.Match[str]]:
    words = re.split("[ 　]{1,}(?![正前後欄])", row.text.text)
    return [match for word in words if (match := _OLD_AND_NEW.fullmatch(word))]


def check(grammar: Grammar, rows: Sequence[Row]) -> None:
    """Leave, with :class:`NoRecords`, what holds no tree of services with points."""
    if not grammar.services:
        raise NoRecords(NAME, "no service with a number, or none with イ below it")
    leaves = worths = 0
    rest = list(grammar.services)
    while rest:
        entry = rest.pop()
        rest += entry.children
        worths += bool(worth(entry.rows, entry.skip).value)
        leaves += not entry.children
    worths += sum(
        bool(worth(part.rows, part.skip).value)
        for run in grammar.runs
        for note in run.notes
        for part, block in note.blocks
        if part is not None and block is part.rows
    )
    if worths < LEAST_WORTHS:
        raise NoRecords(NAME, "hardly any branch has points (単位)")
    if grammar.placed < _PLACED * len(rows) or grammar.refused > _REFUSED * grammar.placed:
        raise NoRecords(NAME, "most of its rows are in no service")
    if len(rows) > _IN_PROSE * worths + 40:
        raise NoRecords(NAME, "it is mostly prose")
