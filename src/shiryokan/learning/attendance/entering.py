"""Who was at a class: a sheet's rows as training records. Who is not known here is named, and
nothing is entered for them."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

import msgspec
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from shiryokan.audit.record import record
from shiryokan.learning import audit_kinds, models
from shiryokan.learning.attendance.sheet import NotASheet
from shiryokan.learning.certifying import certify
from shiryokan.learning.completing import department_of, name_of, papers_of
from shiryokan.learning.errors import LearningError

_BY_NAME = ("ユーザー名", "ログイン名", "職員番号", "username", "user")
_BY_MAIL = ("メールアドレス", "メール", "e-mail", "email", "mail")
_ATTENDED = ("出席", "出欠", "attended")
_ABSENT = ("欠", "欠席", "×", "✕", "x", "no", "false", "0", "-")


class Entered(msgspec.Struct, frozen=True):
    """What came of a sheet. ``unknown`` are people that no account is of, as the sheet names them,
    ``absent`` those whom it says were not there, ``known`` those who were entered before."""

    entered: int
    known: int
    absent: tuple[str, ...]
    unknown: tuple[str, ...]


def enter(
    course: models.Course, rows: Sequence[Sequence[str]], day: datetime.date, by: User, note: str
) -> Entered:
    """Enter a class that was held on ``day``; raises :class:`NotASheet` for rows without a heading
    that names people, and :class:`LearningError` for a day to come."""
    if day > timezone.localdate():
        raise LearningError("learning_date")
    head = [cell.strip().lower() for cell in rows[0]] if rows else []
    named = next((n for n, cell in enumerate(head) if cell in _BY_NAME), None)
    mailed = next((n for n, cell in enumerate(head) if cell in _BY_MAIL), None)
    ticked = next((n for n, cell in enumerate(head) if cell in _ATTENDED), None)
    if named is None and mailed is None:
        raise NotASheet
    absent, unknown, people = [], [], []
    for row in rows[1:]:
        said = [row[at] if at is not None and at < len(row) else "" for at in (named, mailed)]
        if not any(said):
            continue
        if ticked is not None and _is_absent(row[ticked] if ticked < len(row) else ""):
            absent.append(said[0] or said[1])
            continue
        user = _person(*said)
        if user is None:
            unknown.append(said[0] or said[1])
        elif user not in people:
            people.append(user)
    entered = _write(course, people, day, by, note)
    return Entered(entered, len(people) - entered, tuple(absent), tuple(unknown))


def _is_absent(cell: str) -> bool:
    return not cell.strip() or cell.strip().lower() in _ABSENT


def _person(name: str, mail: str) -> User | None:
    found = list(User.objects.filter(username=name, is_active=True)) if name else []
    if not found and mail:
        found = list(User.objects.filter(email__iexact=mail, is_active=True)[:2])
    return found[0] if len(found) == 1 else None


@transaction.atomic
def _write(
    course: models.Course, people: Sequence[User], day: datetime.date, by: User, note: str
) -> int:
    models.Course.objects.select_for_update().get(pk=course.pk)
    there = set(
        models.TrainingRecord.objects.filter(
            course=course, completed_on=day, user__in=people
        ).values_list("user_id", flat=True)
    )
    papers = papers_of(course)
    fresh = [user for user in people if user.pk not in there]
    for user in fresh:
        row = models.TrainingRecord.objects.create(
            user=user, name=name_of(user), department=department_of(user), course=course,
            title=course.title, completed_on=day, how=models.TrainingRecord.How.CLASS,
            papers=papers, note=note.strip()[: models.REASON_LENGTH], by=by,
        )  # fmt: skip
        certify(row, course)
    if fresh:
        record(
            audit_kinds.ATTENDED, f"course:{course.pk}", course.title, day=day.isoformat(),
            people=len(fresh),
        )  # fmt: skip
    return len(fresh)
