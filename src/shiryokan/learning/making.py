"""Exercises out of the drafts that registers write: checked, with their quotes.

Pure. What does not pass is not made; there is no exercise of which anything is unsure.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import msgspec

from shiryokan.learning.exercise import (
    Choice,
    Exercise,
    OneChoice,
    QuotedPlace,
    SeveralChoices,
    TrueOrFalse,
    faults,
)
from shiryokan.paper.model import Box
from shiryokan.registers.base import Register
from shiryokan.registers.exercises import (
    LONGEST_PROMPT,
    Edition,
    ExerciseDraft,
    bare,
)
from shiryokan.registers.statements.draft import Cited

_FEWEST_WRONG = 2
"""Wrong choices without which there is nothing to choose between."""


class Made(msgspec.Struct, frozen=True):
    """An exercise that was made, what it asks for, and the record it is about."""

    exercise: Exercise
    sort: str
    about: str


def page_label(cited: Cited) -> str:
    """A place by its page alone."""
    return f"p.{cited.page}"


def make(
    register: Register[Any],
    new: Edition,
    old: Edition | None = None,
    label: Callable[[Cited], str] = page_label,
) -> Iterator[Made]:
    """The exercises that a register makes of a paper, and of what became of an older one. ``label``
    names a cited place to a reader."""
    return made_of(register.exercises(new, old), register.name, label)


def made_of(
    drafts: Iterable[ExerciseDraft], register: str, label: Callable[[Cited], str] = page_label
) -> Iterator[Made]:
    """The exercises of those drafts that pass."""
    known: set[str] = set()
    for draft in drafts:
        made = exercise_of(draft, register, label)
        # two things of which the same is asked are not told apart by it
        if made is not None and (prompt := bare(made.prompt)) not in known:
            known.add(prompt)
            yield Made(made, draft.sort, draft.about)


def exercise_of(
    draft: ExerciseDraft, register: str, label: Callable[[Cited], str]
) -> Exercise | None:
    """The exercise of a draft; None where it does not pass."""
    if len(draft.prompt) > 2 * LONGEST_PROMPT or not draft.cited or not _key_is_printed(draft):
        return None
    quotes = tuple(_quoted(cited, register, label(cited)) for cited in draft.cited)
    name = hashlib.sha256(bare(draft.prompt).encode()).hexdigest()[:16]
    made: Exercise
    if draft.truth is not None:
        made = TrueOrFalse(
            id=name, prompt=draft.prompt, right=draft.truth, explanation=draft.explanation,
            quotes=quotes,
        )  # fmt: skip
    else:
        if not _wrong_are_wrong(draft):
            return None
        choices = (
            *(Choice(text, right=True) for text in draft.right),
            *(Choice(text) for text in draft.wrong),
        )
        kind = OneChoice if len(draft.right) == 1 else SeveralChoices
        made = kind(
            id=name, prompt=draft.prompt, choices=choices, explanation=draft.explanation,
            quotes=quotes,
        )  # fmt: skip
    return None if faults(made) else made


def _key_is_printed(draft: ExerciseDraft) -> bool:
    """Whether what answers it stands in the boxes that are quoted first."""
    words = bare(draft.cited[0].words).replace(",", "")
    return bool(draft.said) and all(bare(said).replace(",", "") in words for said in draft.said)


def _wrong_are_wrong(draft: ExerciseDraft) -> bool:
    """Whether enough is wrong, and nothing of it is right as well, or printed where the answer
    is."""
    right = {bare(text) for text in draft.right}
    wrong = {bare(text) for text in draft.wrong}
    words = bare(draft.cited[0].words).replace(",", "")
    return (
        len(wrong) == len(draft.wrong) >= _FEWEST_WRONG
        and not right & wrong
        and not any(text.replace(",", "") in words for text in wrong if _is_apart(text, right))
    )


def _is_apart(text: str, right: set[str]) -> bool:
    """Whether a wrong choice is no piece of a right one (5点 of 75点), where it would be found."""
    return not any(text in each for each in right)


def _quoted(cited: Cited, register: str, label: str) -> QuotedPlace:
    return QuotedPlace(
        sha256=cited.document, page=cited.page, boxes=tuple(Box(*box) for box in cited.boxes),
        words=cited.words, label=label, register=register, key=cited.key, field=cited.field,
    )  # fmt: skip
