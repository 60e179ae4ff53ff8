"""An instance as an assistant asks it, wherever it stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

Data = Mapping[str, Any]


class InstanceError(Exception):
    """The instance cannot answer: ``what`` is wrong and what to ``do``, for people and
    assistants."""

    def __init__(self, what: str, do: str, *, missing: bool = False) -> None:
        super().__init__(f"{what} {do}")
        self.missing = missing
        """Whether what was asked for is not there, rather than anything being wrong."""


class Instance(Protocol):
    """What an assistant needs of an instance: the answers of its REST interface, as plain values.

    Every method raises :class:`InstanceError`.
    """

    def search(self, parameters: Data) -> Data:
        """What a search finds."""

    def finds(self, parameters: Data) -> Data:
        """What was found on watched pages, the newest first."""

    def page(self, document: str, number: int) -> Data:
        """A page."""

    def record(self, record: str) -> Data:
        """A record."""

    def quotes(self, parameters: Data) -> Data:
        """Quotes: the person's own, or on this machine those that are shared."""

    def quote(self, quote: str) -> Data:
        """A quote with its standing."""

    def digest(self) -> Data:
        """What is new of what the person follows; on this machine nobody does."""

    def subject(self, subject: str) -> Data:
        """A subject with its versions."""

    def articles(self, parameters: Data) -> Data:
        """Articles of the news, the newest first."""

    def article(self, article: int, *, working: bool) -> Data:
        """An article with its blocks."""

    def courses(self, parameters: Data) -> Data:
        """Courses that are open, by title."""

    def course(self, course: int) -> Data:
        """A course with its lessons and exercises, without their answers."""

    def assessments(self, parameters: Data) -> Data:
        """The person's organisations' assessments; on this machine nobody has any."""

    def assessment(self, assessment: int) -> Data:
        """An assessment with its answers."""

    def remarks(self, parameters: Data) -> Data:
        """The person's own remarks; on this machine nobody has any."""

    def deadlines(self, parameters: Data) -> Data:
        """Days that documents set as limits."""

    def binders(self, parameters: Data) -> Data:
        """The person's own binders; on this machine nobody has any."""

    def binder(self, binder: str) -> Data:
        """A binder with its pieces."""

    def citation(self, document: str, number: int | None) -> Data:
        """The citation of a page, or of the whole document."""
