"""A measure as a record."""

from __future__ import annotations

import datetime
from typing import Literal

import msgspec

from shiryokan.registers.base import Heading, Record
from shiryokan.registers.values import Value

FollowUp = Literal["new", "unchanged", "extended", "changed", "ended"]
"""What became of last year's plan in the next one: ``new`` there was none; ``unchanged`` each of
its sentences goes on and nothing was added; ``extended`` all of them go on and something was added;
``changed`` some or all were replaced; ``ended`` nothing is planned any more."""

Season = Literal["spring", "summer", "autumn", "winter"]


class Deadline(msgspec.Struct, frozen=True, omit_defaults=True):
    """By when a measure is to be done, as written and as a typed time.

    ``until`` is the last day it may mean; a season is the three months of the Japan Meteorological
    Agency (spring is March to May). ``ongoing``: 実施中, 継続, 順次 and the like.
    """

    text: str
    until: datetime.date | None = None
    year: int | None = None
    season: Season | None = None
    ongoing: bool = False


class Measure(Record, kw_only=True):
    """One measure of a plan.

    ``section`` are the headings over it, the outer one first; ``previous_plan`` is empty for a new
    measure. ``reported``: anything is said of what was done. ``values`` are the numbers and times
    in ``progress`` and the plans. ``reprint``: it, or an item of it, is marked 再掲.
    """

    section: list[Heading]
    label: str
    title: str = ""
    ministries: list[str] = msgspec.field(default_factory=list)
    previous_plan: str = ""
    progress: list[str] = msgspec.field(default_factory=list)
    next_plan: list[str] = msgspec.field(default_factory=list)
    deadline: Deadline | None = None
    year: int | None = None
    new: bool = False
    reprint: bool = False
    reported: bool = False
    follow_up: FollowUp | None = None
    values: list[Value] = msgspec.field(default_factory=list)
