"""Assessments as workbooks and as OSCAL, and filled workbooks taken in: what would change is made
first, and written only as it was seen."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Sequence
from typing import Any

import msgspec
from django.contrib.auth.models import User
from django.core import signing
from django.db import transaction

from shiryokan.audit.record import record
from shiryokan.checklists import audit_kinds
from shiryokan.checklists.answering import Given, checked, open_assessment, said, write
from shiryokan.checklists.carrying import last_assessment
from shiryokan.checklists.earlier_file import EarlierFile, earlier_file
from shiryokan.checklists.errors import ChecklistError
from shiryokan.checklists.making import form_of
from shiryokan.checklists.models import AnswerKind, Assessment, Checklist, Result
from shiryokan.checklists.words import items_of, whole
from shiryokan.registers.checklists import oscal
from shiryokan.registers.checklists.model import (
    Answer,
    Check,
    FilledForm,
    FilledRow,
    Form,
    FormItem,
    ItemResult,
    Problem,
    Stamp,
)
from shiryokan.registers.checklists.workbook.given import GivenFilled, fill_given
from shiryokan.registers.checklists.workbook.read import read_filled
from shiryokan.registers.checklists.workbook.write import workbook_of

MOST_BYTES = 10 * 1024 * 1024
"""Of a workbook: the ministry's have some 200 kB."""
_SALT = "shiryokan.checklists.exchange"
_FOR = datetime.timedelta(hours=2)
"""How long somebody may look at what would change."""


def stamp_of(assessment: Assessment) -> Stamp:
    """Whose workbook it is."""
    return Stamp(
        organisation=str(assessment.organisation_id), assessment=str(assessment.pk),
        form=str(assessment.checklist_id),
    )  # fmt: skip


def results_of(assessment: Assessment) -> dict[str, ItemResult]:
    """What is answered, by the keys of items."""
    rows = assessment.results.select_related("item")
    return {row.item.key: _item_result(row) for row in rows}


def _item_result(row: Result) -> ItemResult:
    earlier = [
        Check(Answer(answer), datetime.date.fromisoformat(day) if day else None)
        for answer, day in row.earlier
    ]
    now = Check(Answer(row.answer), row.checked_on)
    return ItemResult((*earlier, now), row.target_on, row.remark)


def workbook(assessment: Assessment) -> bytes:
    """An assessment as a workbook of our own."""
    return workbook_of(
        form_of(assessment.checklist), results_of(assessment), stamp_of(assessment),
        facility=assessment.of.name,
    )  # fmt: skip


def filled_workbook(assessment: Assessment) -> GivenFilled | None:
    """The workbook that the form came from, filled in; None where it came from none. Raises
    :class:`shiryokan.workbooks.errors.WorkbookError`."""
    given = getattr(assessment.checklist, "workbook", None)
    if given is None:
        return None
    return fill_given(
        bytes(given.data), form_of(assessment.checklist), results_of(assessment),
        facility=assessment.of.name,
    )  # fmt: skip


class ItemChange(msgspec.Struct, frozen=True):
    """What a workbook says of an item otherwise than we do. ``blank``: it says nothing where we
    have an answer; ``over``: it is of an earlier form, and this year's is answered already. ``row``
    is its place in the workbook."""

    result: int
    version: int
    number: str
    words: str
    old: Given
    new: Given
    blank: bool
    row: str
    over: bool = False


class Import(msgspec.Struct, frozen=True):
    """What a workbook would change, and what is to be looked at: nothing is dropped in silence.
    ``earlier`` says of a file for an earlier form what became of each item. ``refused`` is the code
    of why nothing of it can be taken."""

    changes: tuple[ItemChange, ...] = ()
    same: int = 0
    unmatched: tuple[FilledRow, ...] = ()
    unusable: tuple[tuple[FilledRow, str], ...] = ()
    missing: tuple[FormItem, ...] = ()
    problems: tuple[Problem, ...] = ()
    earlier: EarlierFile | None = None
    refused: str = ""


def read_in(assessment: Assessment, data: bytes, others: Sequence[Checklist] = ()) -> Import:
    """What a filled workbook would change. ``others`` are earlier forms that it may be of: of these
    an answer is taken over where :func:`.earlier_file.earlier_file` finds that it holds.

    Raises :class:`shiryokan.workbooks.errors.WorkbookError`, and
    :class:`ChecklistError` for a file that is too long.
    """
    if len(data) > MOST_BYTES:
        raise ChecklistError("checklist_workbook_long", most=MOST_BYTES // 1024 // 1024)
    form, stamp = form_of(assessment.checklist), stamp_of(assessment)
    seen = [other for other in others if whole(other) == "seen"]
    filled = read_filled(data, [form, *map(form_of, seen)], stamp)
    of_this_form = _is(filled.form, form)
    ours = filled.stamp in (None, stamp)
    if not ours and (of_this_form or not _is_earlier(assessment, filled.stamp)):
        return Import(refused="checklist_foreign")
    if of_this_form:
        return _compared(assessment, filled)
    before = next((other for other in seen if _is(filled.form, form_of(other))), None)
    if before is None or whole(assessment.checklist) != "seen":
        return Import(refused="checklist_other_year", problems=filled.problems)
    return _carried(assessment, filled, form, before)


def _is_earlier(assessment: Assessment, stamp: Stamp | None) -> bool:
    """Whether it is the file of what the same facility or vendor answered the last time."""
    last = last_assessment(assessment)
    return last is not None and stamp == stamp_of(last)


def _is(found: Form, form: Form) -> bool:
    return (found.variant, found.year) == (form.variant, form.year)


def _compared(assessment: Assessment, filled: FilledForm) -> Import:
    rows = {row.item.key: row for row in assessment.results.select_related("item")}
    changes, unusable, same = [], [], 0
    problems = list(filled.problems)
    for line in filled.rows:
        problems += line.problems
        own = rows.get(line.item.key) if line.item is not None else None
        if own is None:
            unusable.append((line, "checklist_no_form"))
            continue
        try:
            new = checked(_given(line.result, assessment.round))
        except ChecklistError as error:
            unusable.append((line, error.code))
            continue
        if new == said(own):
            same += 1
            continue
        blank = own.answer != AnswerKind.UNCHECKED and new.answer == AnswerKind.UNCHECKED
        changes.append(
            ItemChange(
                own.pk, own.version, own.item.number, own.item.words, said(own), new, blank,
                f"{line.sheet} {line.row}",
            )
        )  # fmt: skip
    return Import(
        tuple(changes), same, filled.unmatched, tuple(unusable), filled.missing, tuple(problems)
    )


def _carried(assessment: Assessment, filled: FilledForm, form: Form, before: Checklist) -> Import:
    upset = {each.item.key for each in items_of(assessment.checklist) if not each.holds}
    earlier = earlier_file(filled, before.title, form, upset)
    rows = {row.item.key: row for row in assessment.results.select_related("item")}
    lines = {f"{line.sheet} {line.row}": line for line in filled.rows}
    changes, unusable, same = [], [], 0
    for item in earlier.items:
        own = rows.get(item.key)
        if item.why or item.given is None or own is None:
            continue
        try:
            new = checked(Given(item.given.answer, None, None, item.given.remark))
        except ChecklistError as error:
            unusable.append((lines[item.row], error.code))
            continue
        if (new.answer, new.remark) == (own.answer, own.remark):
            same += 1
            continue
        over = own.answer != AnswerKind.UNCHECKED
        changes.append(
            ItemChange(
                own.pk, own.version, item.number, item.words, said(own), new, False, item.row, over
            )
        )
    problems = [*filled.problems, *(each for line in filled.rows for each in line.problems)]
    told = [each for each in problems if each.code != "other_form"]
    return Import(tuple(changes), same, filled.unmatched, problems=tuple(told), earlier=earlier)


def _given(result: ItemResult, number: int) -> Given:
    check = result.checks[number - 1] if len(result.checks) >= number else Check()
    return Given(AnswerKind(check.answer.value), check.checked_on, result.target_on, result.remark)


def sealed(assessment: Assessment, user: User, found: Import) -> str:
    """What somebody was shown, to be sent back by them and by nobody else."""
    value = [assessment.pk, user.pk, msgspec.to_builtins(found.changes)]
    return signing.dumps(value, salt=_SALT, compress=True)


def unsealed(assessment: Assessment, user: User, text: str) -> tuple[ItemChange, ...]:
    """What they were shown. Raises :class:`ChecklistError` for what is not theirs or too old."""
    try:
        value: Any = signing.loads(text, salt=_SALT, max_age=_FOR)
    except signing.BadSignature:
        raise ChecklistError("checklist_stale_import") from None
    if value[:2] != [assessment.pk, user.pk]:
        raise ChecklistError("checklist_foreign")
    return msgspec.convert(value[2], tuple[ItemChange, ...])


@transaction.atomic
def take_in(
    assessment: Assessment, user: User, changes: Sequence[ItemChange], chosen: Collection[int]
) -> int:
    """Write those of ``changes`` whose results are ``chosen``: all, or, where somebody answered one
    meanwhile, nothing (:class:`ChecklistError`). Returns how many."""
    row = open_assessment(assessment.pk)
    wanted = [change for change in changes if change.result in chosen]
    held = row.results.select_for_update().in_bulk([change.result for change in wanted])
    for change in wanted:
        own = held.get(change.result)
        if own is None or own.version != change.version:
            raise ChecklistError("checklist_stale_import")
        write(own, change.new, user=user)
    if wanted:
        record(
            audit_kinds.TAKEN_IN, f"assessment:{row.pk}", row.checklist.title, items=len(wanted),
            organisation=row.organisation_id,
        )  # fmt: skip
    return len(wanted)


PARTS = ("catalog", "profile", "results", "plan")
"""What of OSCAL an assessment is written as."""


def oscal_of(assessment: Assessment, part: str) -> dict[str, Any] | None:
    """An assessment as OSCAL; None for a plan where nothing is to be done."""
    checklist = assessment.checklist
    form = form_of(checklist)
    if part == "catalog":
        return oscal.catalog(form, checklist.made_at)
    if part == "profile":
        return oscal.profile(form, checklist.made_at)
    rows = list(assessment.results.select_related("item"))
    at = max((row.at for row in rows if row.at is not None), default=assessment.made_at)
    assessed = oscal.Assessed(
        id=f"assessment:{assessment.pk}", name=assessment.of.name, year=assessment.year, at=at
    )
    results = results_of(assessment)
    if part == "results":
        return oscal.assessment_results(form, results, assessed)
    return oscal.plan_of_action(form, results, assessed, _actions(assessment))


def _actions(assessment: Assessment) -> list[oscal.PlannedAction]:
    found = []
    for result in assessment.results.select_related("item").prefetch_related("actions__owner"):
        for action in result.actions.all():
            owner = action.owner
            name = (owner.get_full_name() or owner.get_username()) if owner is not None else ""
            found.append(
                oscal.PlannedAction(
                    id=f"action:{action.pk}", key=result.item.key, title=action.title,
                    owner=name, due=action.due, done=action.done_on,
                )
            )  # fmt: skip
    return found
