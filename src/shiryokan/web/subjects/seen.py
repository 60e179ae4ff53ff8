"""A subject as whoever reads sees it, by its address."""

from __future__ import annotations

import uuid

import msgspec
from django.http import Http404
from django.urls import reverse

from shiryokan.records import models
from shiryokan.registers.catalogue import REGISTERS
from shiryokan.subjects.history import Step, steps_of
from shiryokan.subjects.subject import Subject, subject_at


class Seen(msgspec.Struct, frozen=True):
    """A subject and its records that are seen, the oldest first."""

    subject: Subject
    steps: list[Step]

    @property
    def id(self) -> uuid.UUID:
        """Its address for whoever reads: not the id of a record that they do not see."""
        seen = [step.record.pk for step in self.steps]
        own = self.subject.id
        return seen[0] if own in self.subject.records and own not in seen else own

    @property
    def newest(self) -> models.Record:
        """The record of the newest version that is seen."""
        return self.steps[-1].record


def seen_or_404(address: uuid.UUID) -> Seen:
    """The subject at an address; not found where nothing of it is seen."""
    subject = subject_at(address)
    if subject is None or subject.register not in REGISTERS:
        raise Http404
    steps = steps_of(subject)
    if not steps:
        raise Http404
    return Seen(subject, steps)


def item_path(record: models.Record) -> str:
    """The page of the fee item that a record states, which is the page of its subject; empty where
    it states none."""
    item = record.item_references.filter(role="states", note="").first()
    return reverse("items:item", args=[item.schedule, item.code]) if item else ""
