"""What is due in the organisations that somebody is in, for the table of deadlines.

An administrator is told of those that they are in themselves, and of no others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from shiryokan.checklists.models import Action, AnswerKind, Assessment, Result
from shiryokan.checklists.progress import progress_of
from shiryokan.deadlines.sources import DueDate
from shiryokan.i18n import message as _

ASSESSMENTS = _("点検の期限")
TARGETS = _("目標日")
ACTIONS = _("対応")
_LATER = Assessment.objects.filter(
    Q(facility=OuterRef("assessment__facility")) | Q(vendor=OuterRef("assessment__vendor")),
    checklist__series=OuterRef("assessment__checklist__series"),
    year__gt=OuterRef("assessment__year"),
)
"""The same place's assessments of a later year with the same form."""


def assessments_due(user: User) -> Iterator[DueDate]:
    """The days by which assessments are to be answered: of those that are not."""
    rows = Assessment.objects.filter(
        organisation__memberships__user=user, due__isnull=False, ended_at=None
    )
    found = list(rows.select_related("checklist", "facility", "vendor"))
    progress = progress_of(found)
    for row in found:
        if row.due is None or progress[row.pk].complete:
            continue
        yield DueDate(
            key=str(row.pk), day=row.due, title=f"{row.of.name} {row.checklist.title}",
            path=reverse("checklists:assessment", args=[row.pk]),
        )  # fmt: skip


def targets_due(user: User) -> Iterator[DueDate]:
    """The days by which an item that says いいえ is to say はい.

    What was promised in a year is said anew, or not, in the next. A title has no words of the
    form, which may be closed."""
    rows = Result.objects.filter(
        assessment__organisation__memberships__user=user, answer=AnswerKind.NO,
        target_on__isnull=False,
    ).exclude(Exists(_LATER))  # fmt: skip
    for row in rows.select_related(
        "item", "assessment__checklist", "assessment__facility", "assessment__vendor"
    ):
        assert row.target_on is not None
        address = reverse("checklists:assessment", args=[row.assessment_id])
        yield DueDate(
            key=str(row.pk), day=row.target_on,
            title=f"{row.assessment.of.name} {row.assessment.checklist.title} {row.item.number}",
            path=f"{address}#item-{row.item_id}",
        )  # fmt: skip


def actions_due(user: User) -> Iterator[DueDate]:
    """The days by which something is to be done, by whomever in the organisation."""
    rows = Action.objects.filter(organisation__memberships__user=user, done_on=None)
    for row in rows:
        yield DueDate(
            key=str(row.pk), day=row.due, title=row.title,
            path=reverse("checklists:actions", args=[row.organisation_id]),
        )  # fmt: skip


SOURCES: dict[str, tuple[str, Callable[[User], Iterator[DueDate]]]] = {
    "assessments": (ASSESSMENTS, assessments_due),
    "targets": (TARGETS, targets_due),
    "actions": (ACTIONS, actions_due),
}
"""By their names for programs: a title, and what it asks."""


def due_dates(user: User) -> list[tuple[str, DueDate]]:
    """All that is due, each with the name of its source, the earliest first."""
    found = [(name, each) for name, (_title, asked) in SOURCES.items() for each in asked(user)]
    return sorted(found, key=lambda pair: (pair[1].day, pair[1].title))
