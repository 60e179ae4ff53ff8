"""Forms and their answers as OSCAL 1.1 (NIST): catalog, profile, assessment results, plan of action
and milestones. Plain data for JSON; the same input gives the same UUIDs."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Sequence
from typing import Any

import msgspec

from shiryokan.registers.checklists.model import Form, Results

Json = dict[str, Any]


class Assessed(msgspec.Struct, frozen=True, kw_only=True):
    """Whose answers they are: an identifier that stays and a name; ``at`` is when they were last
    changed, ``year`` the fiscal year that is assessed."""

    id: str
    name: str
    year: int
    at: datetime.datetime


class PlannedAction(msgspec.Struct, frozen=True, kw_only=True):
    """What is going to be done about an item: an identifier that stays, the item's key, a title,
    who does it, the day it is due, and the day it was done."""

    id: str
    key: str
    title: str
    owner: str = ""
    due: datetime.date | None = None
    done: datetime.date | None = None


def catalog(form: Form, at: datetime.datetime) -> Json:
    """A form as a catalog: a group for each section, a control for each item."""
    raise NotImplementedError


def profile(form: Form, at: datetime.datetime, keys: Collection[str] | None = None) -> Json:
    """The items of a form that are to be answered, all or those of ``keys``, as a profile."""
    raise NotImplementedError


def assessment_results(form: Form, results: Results, assessed: Assessed) -> Json:
    """The answers as assessment results: an observation and a finding for each item answered."""
    raise NotImplementedError


def plan_of_action(
    form: Form, results: Results, assessed: Assessed, actions: Sequence[PlannedAction] = ()
) -> Json:
    """A POA&M: an entry for each item whose latest answer is いいえ, with its target day and the
    actions for it."""
    raise NotImplementedError
