"""What has happened to a subject, as far as whoever reads may see it."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Literal

import msgspec

from shiryokan.i18n import message as _
from shiryokan.quotes.standing import STATE_TITLES
from shiryokan.records import models
from shiryokan.subjects.history import Step
from shiryokan.subjects.standing import Standing

Kind = Literal["first", "same", "changed", "corrected", "withdrawn", "gone", "unsure"]

KIND_TITLES: dict[Kind, str] = {
    "first": _("初出"),
    "same": _("変わらない"),
    "changed": _("変わった"),
    "corrected": STATE_TITLES["corrected"],
    "withdrawn": STATE_TITLES["withdrawn"],
    "gone": STATE_TITLES["gone"],
    "unsure": STATE_TITLES["unsure"],
}
"""What happened, messages."""


class Event(msgspec.Struct, frozen=True):
    """One thing that happened. ``key`` names it for good; ``record`` is where it is told, None
    where it ended; ``document`` the id of the document that did it."""

    key: str
    kind: Kind
    at: datetime.datetime
    record: models.Record | None
    document: str
    title: str
    step: Step | None = None
    words: str = ""


def events_of(steps: Sequence[Step], standing: Standing) -> list[Event]:
    """What happened, the newest first."""
    found = [
        Event(
            f"subject:{step.record.pk}", step.kind, step.came_at, step.record,
            step.record.document_id, step.document.title, step,
        )
        for step in steps
    ]  # fmt: skip
    newest = steps[-1].record
    by, extraction = standing.record, standing.extraction
    if standing.state != "holds" and standing.cause != "correction":
        document = extraction.document if extraction else by.document if by else None
        if document is not None:
            found.append(
                Event(
                    f"subject:{newest.pk}:{standing.state}:{document.pk}",
                    standing.state,
                    document.added_at, by, document.pk, document.title, words=standing.words,
                )
            )  # fmt: skip
    return sorted(found, key=lambda each: each.at, reverse=True)
