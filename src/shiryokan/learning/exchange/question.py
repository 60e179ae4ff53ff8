"""An exercise as it stands in a file of questions: with a title and a category."""

from __future__ import annotations

import msgspec

from shiryokan.learning.exercise import Exercise, QuotedPlace


class Question(msgspec.Struct, frozen=True, omit_defaults=True):
    """An exercise with what a file of questions says beside it. ``category`` is a path such as
    ``研修/個人情報``; empty where the file names none."""

    exercise: Exercise
    title: str = ""
    category: str = ""


class Remark(msgspec.Struct, frozen=True, omit_defaults=True):
    """What is to be told of one question: ``code`` names an explanation
    (:mod:`shiryokan.learning.exchange.messages`), ``details`` has what its words need.

    ``line`` counts from 1 in a file that was read, 0 where none was. ``left_out``: the question is
    not in what came of it; otherwise it is, but not all of it.
    """

    code: str
    line: int = 0
    left_out: bool = True
    details: dict[str, str | int] = {}


def place_label(quote: QuotedPlace) -> str:
    """What names a quote's place to a reader: its label, or the document and the page."""
    return quote.label or f"{quote.sha256[:16]} p.{quote.page}"
