"""Subjects, as things that can be followed: new versions, and papers that end or correct them."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from functools import partial

from django.urls import reverse
from django.utils.translation import gettext

from shiryokan.access.policies import AnyUser
from shiryokan.documents.models import Document
from shiryokan.following import arrivals
from shiryokan.following.documents import came
from shiryokan.following.followable import Excerpt, Followable, Happening, Mark, Named, Op
from shiryokan.i18n import message as _
from shiryokan.records.headings import heading
from shiryokan.registers.catalogue import REGISTERS
from shiryokan.subjects.events import KIND_TITLES, Event, events_of
from shiryokan.subjects.history import Step, steps_of
from shiryokan.subjects.standing import standing_of
from shiryokan.subjects.subject import pin, subject_at

_AROUND = 24
"""Characters around a change that are told."""
MOST_WORDS = 400
"""Characters of a text that are told."""


class Subjects(Followable):
    """A subject (主題); ``ref`` is one of its addresses."""

    kind = "subject"
    title = _("主題")

    def named(self, ref: str, user: AnyUser) -> Named | None:
        """The heading of its newest record that is seen, and its page."""
        steps = _steps(ref)
        if not steps:
            return None
        return Named(heading(steps[-1].record), reverse("subjects:subject", args=[ref]))

    def mark(self, ref: str) -> Mark:
        """The last document. The address that is followed is kept."""
        address = _address(ref)
        subject = subject_at(address) if address else None
        if subject is not None and subject.id == address:
            pin(subject)
        return {"arrival": arrivals.newest()}

    def since(self, ref: str, mark: Mark, user: AnyUser) -> Iterator[Happening]:
        """A happening a new document that goes on with it, ends it or corrects it."""
        new = set(arrivals.came_after(mark.get("arrival", 0)))
        steps = _steps(ref) if new else []
        if not steps:
            return
        name = heading(steps[-1].record)
        for event in events_of(steps, standing_of(steps)):
            document = Document.objects.filter(pk__in=new & {event.document}).first()
            if document is not None:
                what = KIND_TITLES[event.kind]
                excerpts = partial(_excerpts, event, name)
                yield came(document, f"{event.key}:{document.pk}", what, excerpts)


def _address(ref: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(ref)
    except ValueError:
        return None


def _steps(ref: str) -> list[Step]:
    address = _address(ref)
    subject = subject_at(address) if address else None
    return steps_of(subject) if subject and subject.register in REGISTERS else []


def _excerpts(event: Event, name: str) -> Sequence[Excerpt]:
    row = event.record
    path = reverse("registers:record", args=[row.pk]) if row else ""
    label = f"{name} p.{row.page}" if row else name
    step = event.step
    if step is None:
        words = event.words or gettext(KIND_TITLES[event.kind])
        return [Excerpt(label, path, [(words[:MOST_WORDS], "same")])]
    if not step.pieces:
        return [Excerpt(label, path, [(step.words[:MOST_WORDS], "same")])]
    told: list[tuple[str, Op]] = []
    left = MOST_WORDS
    for piece in step.pieces:
        if piece.op == "same":
            told.append((_short(piece.new), "same"))
        else:
            changed: list[tuple[str, Op]] = [(piece.old, "old"), (piece.new, "new")]
            told += [(text[:left], op) for text, op in changed if text]
        left = MOST_WORDS - sum(len(text) for text, _op in told)
        if left <= 0:
            break
    return [Excerpt(label, path, told)]


def _short(text: str) -> str:
    return text if len(text) <= 2 * _AROUND else f"{text[:_AROUND]}…{text[-_AROUND:]}"
