"""How many lines of a page are known how well, and what its picture waits for."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from django.utils.translation import gettext

from shiryokan.documents.models import Document
from shiryokan.i18n.explanations import TranslatedExplanation, explain
from shiryokan.paper.legible import is_readable
from shiryokan.paper.line_states import LineState
from shiryokan.paper.model import Page
from shiryokan.paper.ocr.model import State
from shiryokan.scans import availability
from shiryokan.scans.line_rows import beside, states_of
from shiryokan.scans.models import PagePicture


class KnownLines(NamedTuple):
    """What is known of the lines of a page: ``states`` in reading order, and their numbers."""

    states: list[LineState]
    """Empty where the picture was not looked at."""
    verified: int = 0
    read: int = 0
    doubtful: int = 0
    unchecked: int = 0
    waiting: bool = False
    beside: tuple[LineState, ...] = ()
    """What the picture shows where the page has no text."""
    problem: TranslatedExplanation | None = None
    """Why the page has no text, and what to do."""

    @property
    def lines(self) -> int:
        """Lines that have any text."""
        return self.verified + self.read + self.doubtful + self.unchecked


def known_of(document: Document, read: Page) -> KnownLines:
    """What is known of the lines of a page."""
    row = PagePicture.objects.filter(document=document, number=read.page).first()
    if row is None:
        bare = not is_readable(read.text) and not availability.installed()
        return KnownLines([], problem=explain("ocr_missing", {}, gettext) if bare else None)
    if row.state == PagePicture.State.FAILED:
        return KnownLines([], problem=explain(row.error, {}, gettext))
    if not row.lines:
        return KnownLines([], waiting=row.state == PagePicture.State.WAITING)
    states = states_of(row, read)
    numbers = Counter(state.state for state in states if state.text.strip())
    return KnownLines(
        states, numbers[State.VERIFIED], numbers[State.READ], numbers[State.DOUBTFUL],
        numbers[State.UNCHECKED], row.state == PagePicture.State.WAITING, tuple(beside(row)),
    )  # fmt: skip
