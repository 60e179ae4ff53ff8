"""Which schedule an item stands in: that of the head before it, else what its code tells."""

from __future__ import annotations

import bisect
from collections.abc import Sequence

import msgspec

from shiryokan.registers.fees.model import FeeItem
from shiryokan.registers.fees.rows import Row
from shiryokan.registers.schedules import schedule_headed

_OF_TWO_ROWS = 2
"""Rows over which a head may run: 別表第二, and 歯科診療報酬点数表 below it."""
_DENTAL = ("歯冠修復", "歯科矯正", "欠損補綴")
"""In the names of parts that no other schedule has."""


class Head(msgspec.Struct, frozen=True, order=True):
    """A head of a schedule and its page."""

    page: int
    schedule: str


def schedule_heads(rows: Sequence[Row]) -> list[Head]:
    """The heads of schedules in a document, in order of their pages."""
    found = []
    for at, row in enumerate(rows):
        text = row.text.text
        whole = text + "".join(each.text.text for each in rows[at + 1 : at + _OF_TWO_ROWS])
        if schedule := schedule_headed(text) or schedule_headed(whole):
            found.append(Head(row.page, schedule))
    return found


def schedule_of(item: FeeItem, heads: Sequence[Head]) -> str:
    """The schedule of an item: each begins on a page of its own."""
    at = bisect.bisect_right(heads, item.page, key=lambda head: head.page)
    if at:
        return heads[at - 1].schedule
    if not item.code[:1].isalpha():
        return "dispensing"
    dental = any(part in heading.title for heading in item.path for part in _DENTAL)
    return "dental" if dental else "medical"
