"""What is due in checklists, for the table of deadlines."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Literal

import msgspec
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from shiryokan.access.policies import AnyUser
from shiryokan.checklists.membership import seen
from shiryokan.checklists.models import Action, AnswerKind, Assessment, Citation, Result

Kind = Literal["assessment", "target", "action"]


class DueDate(msgspec.Struct, frozen=True):
    """A day by which something is to be done: an assessment answered, a いいえ become はい,
    an action done. ``title`` has no words of a form. ``citation`` is the place of the item in its
    form, where that is a document: whoever shows it asks whether it may be seen."""

    kind: Kind
    day: datetime.date
    title: str
    address: str
    citation: Citation | None = None


_LATER = Assessment.objects.filter(
    Q(facility=OuterRef("assessment__facility")) | Q(vendor=OuterRef("assessment__vendor")),
    checklist__series=OuterRef("assessment__checklist__series"),
    year__gt=OuterRef("assessment__year"),
)
"""The same place's assessments of a later year with the same form."""


def due_dates(user: AnyUser) -> list[DueDate]:
    """What is due in the organisations of somebody, the earliest first."""
    found = [*_assessments(user), *_targets(user), *_actions(user)]
    return sorted(found, key=lambda each: (each.day, each.title))


def _assessments(user: AnyUser) -> Iterator[DueDate]:
    rows = Assessment.objects.filter(due__isnull=False, ended_at=None)
    for row in seen(rows, user).select_related("checklist", "facility", "vendor"):
        assert row.due is not None
        yield DueDate(
            "assessment", row.due, f"{row.checklist.title}　{row.of.name}",
            reverse("checklists:assessment", args=[row.pk]),
        )  # fmt: skip


def _targets(user: AnyUser) -> Iterator[DueDate]:
    rows = Result.objects.filter(answer=AnswerKind.NO, target_on__isnull=False)
    # what was promised in a year is said anew, or not, in the next
    rows = rows.exclude(Exists(_LATER))
    chosen = seen(rows, user, "assessment__organisation").select_related(
        "item", "assessment__checklist", "assessment__facility", "assessment__vendor"
    )
    for row in chosen.prefetch_related("item__citations"):
        assert row.target_on is not None
        own = next((each for each in row.item.citations.all() if each.own), None)
        address = reverse("checklists:assessment", args=[row.assessment_id])
        yield DueDate(
            "target", row.target_on,
            f"{row.assessment.checklist.title} {row.item.number}　{row.assessment.of.name}",
            f"{address}#item-{row.item_id}", own,
        )  # fmt: skip


def _actions(user: AnyUser) -> Iterator[DueDate]:
    rows = Action.objects.filter(done_on=None)
    for row in seen(rows, user):
        yield DueDate(
            "action", row.due, row.title, reverse("checklists:actions", args=[row.organisation_id])
        )
