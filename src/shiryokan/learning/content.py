"""Rows as the pure values of exercises and lessons, and back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from shiryokan.documents.models import Document
from shiryokan.japanese.codepoints import without_nul
from shiryokan.learning import models
from shiryokan.learning.errors import LearningError
from shiryokan.learning.exercise import Exercise, QuotedPlace
from shiryokan.learning.lesson_text import LessonBlock


def exercise_from(row: models.ExerciseVersion) -> Exercise:
    """The exercise of a version, with the id and the number that its row has."""
    made: Exercise = msgspec.convert(row.content, Exercise)
    return msgspec.structs.replace(made, id=str(row.exercise_id), version=row.number)


def blocks_from(row: models.Lesson) -> list[LessonBlock]:
    """The blocks of a lesson."""
    return msgspec.convert(row.content, list[LessonBlock])


def as_data(value: Exercise | Sequence[LessonBlock]) -> Any:
    """As a row keeps it: without U+0000, which PostgreSQL does not take."""
    return msgspec.json.decode(
        without_nul(msgspec.json.encode(value).decode().replace("\\u0000", ""))
    )


def place_of(row: models.Citation) -> QuotedPlace | None:
    """The quote of a citation whose version or lesson is fetched; None where it is no more."""
    quotes: Sequence[QuotedPlace] = ()
    if row.version is not None:
        quotes = exercise_from(row.version).quotes
    elif row.lesson is not None:
        blocks = blocks_from(row.lesson)
        quotes = blocks[row.block].quotes if row.block < len(blocks) else ()
    return quotes[row.place] if row.place < len(quotes) else None


def cite(
    quotes: Iterable[tuple[int, int, QuotedPlace, bool]],
    *,
    version: models.ExerciseVersion | None = None,
    lesson: models.Lesson | None = None,
) -> None:
    """Write which documents are quoted: block and place, the quote, and whether it is judged.
    Raises :class:`LearningError` for a document that the writer may not see."""
    quotes = list(quotes)
    documents = dict(
        Document.objects.filter(sha256__in={quote.sha256 for _, _, quote, _ in quotes}).values_list(
            "sha256", "pk"
        )
    )
    rows = []
    for block, place, quote, judged in quotes:
        if quote.sha256 not in documents:
            raise LearningError("learning_place")
        rows.append(
            models.Citation(
                version=version, lesson=lesson, block=block, place=place,
                document_id=documents[quote.sha256], register=quote.register, judged=judged,
            )
        )  # fmt: skip
    models.Citation.objects.bulk_create(rows, 500)
