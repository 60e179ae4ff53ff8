"""What can be asked of records: drafts of exercises, each with the places that answer it.

A register that can ask something says so in :meth:`~shiryokan.registers.base.Register.exercises`,
from a module ``exercises.py`` in its own folder. It says nothing where anything is unsure; what
holds for all of them is checked where exercises are made of the drafts
(:mod:`shiryokan.learning.making`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from shiryokan.registers.base import Record, Trace
from shiryokan.registers.narrow_text import narrow
from shiryokan.registers.statements.draft import Cited, cited_at, places_on

SURE = 0.9
"""Confidence (0 to 1) of a place that an exercise is made from: below it a line may be read wrongly
or out of its order."""
LONGEST_PROMPT = 320
"""Characters of a prompt: more is a page to read and no exercise."""
WRONG = 3
"""Wrong choices that are offered, at most."""


class PaperName(msgspec.Struct, frozen=True):
    """What a paper is called in a prompt: its title, and of when it is (令和6年); either may be
    empty, and then nothing is asked that needs it."""

    title: str = ""
    when: str = ""


class Edition(msgspec.Struct, frozen=True):
    """The records of one paper, in its order, and what it is called."""

    records: Sequence[Any]
    name: PaperName


class ExerciseDraft(msgspec.Struct, frozen=True, kw_only=True):
    """One exercise as a register would ask it.

    ``right`` are the right choices and ``wrong`` the wrong ones, the nearest first; of a statement
    that is true or false both are empty and ``truth`` says which. ``sort`` is a key
    of the register's :attr:`~shiryokan.registers.base.Register.asks`. ``said`` is what must stand
    printed in the places ``cited``, of the answer; ``about`` names the record.
    """

    sort: str
    about: str
    prompt: str
    right: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()
    truth: bool | None = None
    said: tuple[str, ...]
    cited: tuple[Cited, ...]
    explanation: str = ""


def bare(text: str) -> str:
    """A text as it is compared: narrow and without white space."""
    return "".join(narrow(text).split())


def cited_of(record: Record, field: str, traces: Iterable[Trace]) -> Cited | None:
    """The citation of values of a field that stand together on one page and were read surely."""
    found = [trace for trace in traces if trace.places]
    pages = {place.page for trace in found for place in trace.places}
    if len(pages) != 1 or min(trace.confidence for trace in found) < SURE:
        return None
    (page,) = pages
    return cited_at("new", record.document, record.key, field, places_on(found, page))


def is_whole(text: str) -> bool:
    """Whether a name was read whole, as far as its brackets tell."""
    return bool(text) and all(
        text.count(a) == text.count(b) for a, b in ("（）", "()", "「」", "『』")
    )


def nearest(right: str, candidates: Iterable[str], most: int = WRONG) -> tuple[str, ...]:
    """The first candidates that differ from ``right`` and from each other."""
    taken = {bare(right)}
    found: list[str] = []
    for each in candidates:
        if len(found) == most:
            break
        if each and bare(each) not in taken:
            taken.add(bare(each))
            found.append(each)
    return tuple(found)
