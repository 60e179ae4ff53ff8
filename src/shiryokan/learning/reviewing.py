"""Spaced review: when an exercise is asked again, by FSRS (the library ``fsrs``).

A right answer is *good* and a wrong one *again*; nobody is asked how hard it was. Nothing is left
to chance, so that the same answers give the same days.
"""

from __future__ import annotations

import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.utils import timezone
from fsrs import Card as FsrsCard
from fsrs import Rating, Scheduler

from shiryokan.learning import models

SCHEDULER = Scheduler(enable_fuzzing=False)


def reviewed(data: dict[str, Any] | None, right: bool, now: datetime.datetime) -> FsrsCard:
    """The card after an answer; ``data`` is the card before, None of a first answer."""
    card = FsrsCard.from_dict(data) if data else FsrsCard(due=now)  # type: ignore[arg-type]
    rating = Rating.Good if right else Rating.Again
    # a clock that was set back does not make what was learned unlearned
    moment = max(now, card.last_review) if card.last_review else now
    return SCHEDULER.review_card(card, rating, moment.astimezone(datetime.UTC))[0]


def remember(user: User, exercise: models.ExerciseItem, right: bool) -> None:
    """Take an answer into account."""
    now = timezone.now()
    row = models.Card.objects.select_for_update().filter(user=user, exercise=exercise).first()
    card = reviewed(row.fsrs if row else None, right, now)
    models.Card.objects.update_or_create(
        user=user, exercise=exercise, defaults={"fsrs": card.to_dict(), "due": card.due}
    )


def start_anew(exercises: QuerySet[models.ExerciseItem]) -> None:
    """Let the cards of exercises be as if they had never been asked."""
    now = timezone.now()
    fresh = FsrsCard(card_id=0, due=now).to_dict()
    models.Card.objects.filter(exercise__in=exercises).update(fsrs=fresh, due=now)
