"""A question while it is read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from shiryokan.registers.answers.citations import Cited
from shiryokan.registers.answers.marks import Number
from shiryokan.registers.base import Unplaced
from shiryokan.registers.source_text import Traced


class Source(NamedTuple):
    """A question of another letter that is printed again, and the words that say so."""

    cited: Cited
    words: Traced


@dataclass(slots=True)
class Entry:
    """A question while it is read: its head, its paragraphs, and the headings over it."""

    at: int
    number: Number
    written: Traced
    question: list[Traced]
    answer: list[Traced] = field(default_factory=list)
    answered: bool = False
    margin: float = 0.0
    """Where the first mark of the answer stands. A mark further in is quoted."""
    shared: bool = False
    collection: Traced = field(default_factory=Traced)
    topic: Traced = field(default_factory=Traced)
    annex: Traced = field(default_factory=Traced)
    """The mark of the annex it stands in."""
    source: Source | None = None
    """The older question that it prints again, where what stands over it says so."""
    deleted: bool = False
    """Whether a word in the question's place says that it was deleted, or all of it is struck
    out."""
    in_row: bool = False
    """Whether it is a row of a table, with its answer in it."""
    tags: list[Traced] = field(default_factory=list)
    """What tags beside it say: that it is new, was corrected or deleted."""
    headed: bool = False
    """Whether headings stand between it and the question before."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a grammar found: the entries in order, and what it could not place."""

    entries: list[Entry]
    unplaced: list[Unplaced]
