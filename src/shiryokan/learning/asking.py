"""Which exercises are asked, and of whom: those that an editor passed, whose quotes all hold, and
whose documents the person may see, for the answer shows their pages."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from shiryokan.documents.models import Document
from shiryokan.learning import models

_ASKED = ("", "holds")
"""Standings with which an exercise is asked; it is judged within a moment of being passed."""


def holding() -> QuerySet[models.ExerciseItem]:
    """The exercises that are passed and still stand on what holds."""
    stale = models.Citation.objects.filter(version=OuterRef("current"), judged=True).exclude(
        state__in=_ASKED
    )
    return models.ExerciseItem.objects.exclude(current=None).filter(~Exists(stale))


def asked() -> QuerySet[models.ExerciseItem]:
    """Of these, those whose documents whoever reads now may see."""
    hidden = models.Citation.objects.filter(version=OuterRef("current")).exclude(
        document_id__in=Document.objects.values("pk")
    )
    return holding().filter(~Exists(hidden)).select_related("current")


def stopped() -> QuerySet[models.ExerciseItem]:
    """The exercises that were passed and no longer hold."""
    stale = models.Citation.objects.filter(version=OuterRef("current"), judged=True).exclude(
        state__in=_ASKED
    )
    return models.ExerciseItem.objects.exclude(current=None).filter(Exists(stale))


def last_attempts(
    user: User, exercises: Iterable[models.ExerciseItem]
) -> dict[int, models.Attempt]:
    """The last attempt of a person at the current version of each exercise, by the version."""
    versions = [each.current_id for each in exercises]
    found: dict[int, models.Attempt] = {}
    rows = models.Attempt.objects.filter(user=user, version__in=versions).defer("answer")
    for attempt in rows.order_by("at"):
        found[attempt.version_id] = attempt
    return found


def due_cards(user: User) -> QuerySet[models.ExerciseItem]:
    """The exercises that are due to be reviewed by a person now, those of open courses."""
    due = models.Card.objects.filter(user=user, due__lte=timezone.now())
    open_ = models.Course.State.OPEN
    return asked().filter(pk__in=due.values("exercise"), course__state=open_).order_by("pk")
