"""A subject as whoever reads sees it, by its address."""

from __future__ import annotations

import uuid

import msgspec

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

    @property
    def item(self) -> models.ItemReference | None:
        """The fee item that it is, whose page is its own; None for all else."""
        return self.newest.item_references.filter(role="states", note="").first()


def seen_at(address: uuid.UUID) -> Seen | None:
    """The subject at an address; None where nothing of it is seen."""
    subject = subject_at(address)
    if subject is None or subject.register not in REGISTERS:
        return None
    steps = steps_of(subject)
    return Seen(subject, steps) if steps else None
