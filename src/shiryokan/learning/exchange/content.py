"""What a course says, as it goes out of the house: its lessons, their text and their exercises."""

from __future__ import annotations

from typing import Literal

import msgspec

from shiryokan.learning.exercise import Exercise


class Passage(msgspec.Struct, frozen=True, omit_defaults=True):
    """A piece of a lesson's text. ``source`` says where a quotation stands."""

    text: str
    kind: Literal["heading", "statement", "quotation"] = "statement"
    source: str = ""


class Lesson(msgspec.Struct, frozen=True, omit_defaults=True):
    """A lesson: its text, and then its exercises."""

    title: str
    passages: tuple[Passage, ...] = ()
    exercises: tuple[Exercise, ...] = ()


class Course(msgspec.Struct, frozen=True, omit_defaults=True):
    """A course. ``pass_percent`` is the least share of the points with which it is passed."""

    id: str
    title: str
    lessons: tuple[Lesson, ...]
    description: str = ""
    pass_percent: int = 80
    language: str = "ja"

    @property
    def exercises(self) -> list[Exercise]:
        """Those of all lessons, in order."""
        return [exercise for lesson in self.lessons for exercise in lesson.exercises]


class PagePicture(msgspec.Struct, frozen=True):
    """A page as PNG, and its size in points."""

    png: bytes
    width: float
    height: float
