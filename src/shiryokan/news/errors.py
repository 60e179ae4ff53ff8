"""What keeps somebody from changing an article."""

from __future__ import annotations


class NewsError(Exception):
    """``code`` names an explanation (:mod:`shiryokan.news.messages`)."""

    def __init__(self, code: str, **details: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.details = details


class NotAllowed(NewsError):  # noqa: N818
    """The step may not be taken now, or not by this person."""


class Stale(NewsError):  # noqa: N818
    """Somebody else changed the article meanwhile: nothing was written."""
