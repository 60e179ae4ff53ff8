"""What keeps somebody from doing something in the wing of learning."""

from __future__ import annotations


class LearningError(Exception):
    """``code`` names an explanation (:mod:`shiryokan.learning.messages`)."""

    def __init__(self, code: str, **details: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.details = details


class Stale(LearningError):  # noqa: N818
    """Somebody else changed the course meanwhile: nothing was written."""
