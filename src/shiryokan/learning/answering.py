"""Taking an answer: once a form, whatever is sent how often; bound to the version that was seen."""

from __future__ import annotations

import secrets
import uuid

import msgspec
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils.crypto import constant_time_compare, salted_hmac

from shiryokan.learning import content, models
from shiryokan.learning.errors import LearningError
from shiryokan.learning.exercise import Answer, grade
from shiryokan.learning.reviewing import remember

_HALF = 8
"""Bytes of a token by chance, and as many by which its person is known."""


def form_token(user: User) -> uuid.UUID:
    """A token for a form that a person is shown: by chance, and of nobody else."""
    chance = secrets.token_bytes(_HALF)
    return uuid.UUID(bytes=chance + _mark(user, chance))


def is_own(user: User, token: uuid.UUID) -> bool:
    """Whether a form was shown to this person. On a terminal that people share, the form of who was
    there before stays on the screen."""
    return constant_time_compare(_mark(user, token.bytes[:_HALF]), token.bytes[_HALF:])


def _mark(user: User, chance: bytes) -> bytes:
    said = f"{user.pk}:{chance.hex()}"
    return salted_hmac("shiryokan.learning.form", said, algorithm="sha256").digest()[:_HALF]


def answer_exercise(
    user: User,
    token: uuid.UUID,
    version: models.ExerciseVersion,
    answer: Answer,
    *,
    review: bool = False,
) -> models.Attempt:
    """The attempt of a form. Sent again, it is the first one that stands, whatever was sent then.

    An answer to a version that is no longer asked is graded and kept as well, and counts for
    nothing else. Raises :class:`~shiryokan.learning.exercise.NotGradable` for no answer, and
    :class:`LearningError` for a token that is another person's.
    """
    known = _known(user, token, version)
    if known is not None:
        return known
    made = grade(content.exercise_from(version), answer)
    try:
        with transaction.atomic():
            attempt = models.Attempt.objects.create(
                token=token, user=user, version=version, answer=msgspec.to_builtins(answer),
                right=made.right, score=made.score, review=review,
            )  # fmt: skip
            item = models.ExerciseItem.objects.get(pk=version.exercise_id)
            if item.current_id == version.pk:
                remember(user, item, made.right)
    except IntegrityError:
        # it came twice at once, and the other was the first
        known = _known(user, token, version)
        if known is None:
            raise
        return known
    return attempt


def _known(user: User, token: uuid.UUID, version: models.ExerciseVersion) -> models.Attempt | None:
    known = models.Attempt.objects.filter(pk=token).first()
    if known is not None and (known.user_id != user.pk or known.version_id != version.pk):
        raise LearningError("learning_token")
    return known


def answer_of(attempt: models.Attempt) -> Answer:
    """What was answered."""
    return msgspec.convert(attempt.answer, Answer)
