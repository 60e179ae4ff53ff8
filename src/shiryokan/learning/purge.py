"""What courses keep of a document that is no more: that they quoted it, and none of its words."""

from __future__ import annotations

import msgspec
from django.db import transaction

from shiryokan.documents.models import Document
from shiryokan.learning import content, models
from shiryokan.learning.exercise import (
    Exercise,
    Number,
    OneChoice,
    Order,
    PointAt,
    QuotedPlace,
    SeveralChoices,
    TrueOrFalse,
)
from shiryokan.learning.judging import WATCHED
from shiryokan.learning.lesson_text import LessonBlock


def document_removed(document_id: str, **_signal: object) -> None:
    """Forget the words of a document that is purged, and judge what quotes it. One in the bin may
    come back."""
    if not Document.everything.filter(pk=document_id).exists():
        forget(document_id)
    WATCHED.document_changed(document_id)


@transaction.atomic
def forget(document_id: str) -> None:
    """Take out the words of a document: its quotes, and what was asked and written of it."""
    cited = models.Citation.objects.filter(document_id=document_id)
    for version in models.ExerciseVersion.objects.filter(pk__in=cited.values("version")):
        exercise = content.exercise_from(version)
        version.content = content.as_data(without_words(exercise))
        version.save(update_fields=["content"])
    for lesson in models.Lesson.objects.filter(pk__in=cited.values("lesson")):
        gone = set(cited.filter(lesson=lesson).values_list("block", flat=True))
        blocks = [
            LessonBlock(block.kind, "", tuple(_wordless(quote) for quote in block.quotes))
            if number in gone
            else block
            for number, block in enumerate(content.blocks_from(lesson))
        ]
        lesson.content = content.as_data(blocks)
        lesson.save(update_fields=["content"])
    models.Citation.objects.filter(cause_document=document_id).update(cause_words="")


def without_words(exercise: Exercise) -> Exercise:
    """An exercise with nothing that was taken from its document; its kind and places stay."""
    quotes = tuple(_wordless(quote) for quote in exercise.quotes)
    bare = msgspec.structs.replace(exercise, prompt="", explanation="", quotes=quotes)
    match bare:
        case OneChoice() | SeveralChoices():
            return msgspec.structs.replace(bare, choices=())
        case Order():
            return msgspec.structs.replace(bare, items=())
        case TrueOrFalse():
            return msgspec.structs.replace(bare, feedback_true="", feedback_false="")
        case Number() | PointAt():
            return bare


def _wordless(quote: QuotedPlace) -> QuotedPlace:
    return msgspec.structs.replace(quote, words="", before="", after="", label="")
