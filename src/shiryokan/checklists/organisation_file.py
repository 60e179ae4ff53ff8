"""An organisation as a JSON file: its places, the forms it answers, and what it answered until now,
for who moves in with years of answers. Items are named by their keys."""

from __future__ import annotations

import datetime
from typing import TypeVar

import msgspec
from django.contrib.auth.models import User
from django.db import transaction

from shiryokan.checklists import actions, answering, assessing, evidence, making, membership, parts
from shiryokan.checklists.errors import ChecklistError
from shiryokan.checklists.models import (
    AnswerKind,
    Assessment,
    Checklist,
    Facility,
    Organisation,
    Result,
    System,
    Vendor,
)
from shiryokan.checklists.requirements import cite_references
from shiryokan.checklists.typed_form import typed_items


class SystemInFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A system, with the names of where it stands and who answers for it."""

    name: str
    facility: str = ""
    vendor: str = ""


class ChecklistInFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A form as it is typed (:mod:`shiryokan.checklists.typed_form`)."""

    title: str
    series: str
    year: int
    text: str
    answered_by: Checklist.For = Checklist.For.FACILITY
    rounds: int = 1


class AnswerInFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is said to an item."""

    answer: AnswerKind
    checked_on: datetime.date | None = None
    target_on: datetime.date | None = None
    remark: str = ""


class AssessmentInFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An assessment of a facility or a vendor, by name."""

    series: str
    year: int
    answers: dict[str, AnswerInFile]
    facility: str = ""
    vendor: str = ""
    system: str = ""
    due: datetime.date | None = None
    ended: bool = False


class ActionInFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An action for an item of the assessment of that place in the file; ``owner``: it is done by
    who puts it in."""

    title: str
    due: datetime.date
    assessment: int
    item: str
    owner: bool = False
    done: bool = False


class EvidenceInFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A link that shows the truth of items of an assessment."""

    title: str
    address: str
    speaks_of: datetime.date
    assessment: int
    items: tuple[str, ...]
    valid_until: datetime.date | None = None


class OrganisationInFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An organisation."""

    name: str
    facilities: tuple[str, ...] = ()
    vendors: tuple[str, ...] = ()
    systems: tuple[SystemInFile, ...] = ()
    checklists: tuple[ChecklistInFile, ...] = ()
    assessments: tuple[AssessmentInFile, ...] = ()
    actions: tuple[ActionInFile, ...] = ()
    evidence: tuple[EvidenceInFile, ...] = ()


def organisation_in(data: bytes) -> OrganisationInFile:
    """The organisation of a file; raises :class:`msgspec.DecodeError` for any other."""
    return msgspec.json.decode(data, type=OrganisationInFile)


@transaction.atomic
def put_in(written: OrganisationInFile, by: User) -> Organisation | None:
    """Put an organisation in, managed by whoever does so; None where there is one of its name.
    Forms that are here already are taken as they are. Raises :class:`ChecklistError`, and
    :class:`shiryokan.checklists.typed_form.NotAForm` for a form that cannot be read."""
    if membership.organisations_of(by).filter(name=written.name.strip()).exists():
        return None
    made = membership.new_organisation(written.name, by)
    for name in written.facilities:
        parts.put_part(made, Facility, name)
    for name in written.vendors:
        parts.put_part(made, Vendor, name)
    for system in written.systems:
        parts.put_part(
            made, System, system.name, facility=_facility(made, system.facility),
            vendor=_vendor(made, system.vendor),
        )  # fmt: skip
    for each in written.checklists:
        _checklist(each, by)
    begun = [_assessment(made, each, by) for each in written.assessments]
    for action in written.actions:
        _action(made, action, begun, by)
    for piece in written.evidence:
        kept = evidence.add_link(
            made, by, piece.address, title=piece.title, speaks_of=piece.speaks_of,
            valid_until=piece.valid_until,
        )  # fmt: skip
        evidence.serve(kept, [_result(begun, piece.assessment, item) for item in piece.items])
    for told, row in zip(written.assessments, begun, strict=True):
        if told.ended:
            assessing.end(row)
    return made


def _facility(made: Organisation, name: str) -> Facility | None:
    return _named(made.facilities.filter(name=name).first(), name)


def _vendor(made: Organisation, name: str) -> Vendor | None:
    return _named(made.vendors.filter(name=name).first(), name)


PartT = TypeVar("PartT", Facility, Vendor, System)


def _named(found: PartT | None, name: str) -> PartT | None:
    if found is None and name:
        raise ChecklistError("checklist_whose")
    return found


def _checklist(each: ChecklistInFile, by: User) -> None:
    if Checklist.objects.filter(series=each.series, year=each.year).exists():
        return
    made = making.make(
        by, typed_items(each.text), title=each.title, series=each.series, year=each.year,
        answered_by=each.answered_by, rounds=each.rounds,
    )  # fmt: skip
    cite_references(made)


def _assessment(made: Organisation, each: AssessmentInFile, by: User) -> Assessment:
    form = Checklist.objects.filter(series=each.series, year=each.year).first()
    if form is None:
        raise ChecklistError("checklist_no_items")
    begun = assessing.begin(
        made, form, by, facility=_facility(made, each.facility), vendor=_vendor(made, each.vendor),
        system=_named(made.systems.filter(name=each.system).first(), each.system), due=each.due,
    )  # fmt: skip
    for key, said in each.answers.items():
        row = _result([begun], 0, key)
        given = answering.Given(said.answer, said.checked_on, said.target_on, said.remark)
        answering.answer(row, given, row.version, user=by)
    return begun


def _result(begun: list[Assessment], at: int, key: str) -> Result:
    if not 0 <= at < len(begun):
        raise ChecklistError("checklist_whose")
    rows = begun[at].results.select_related("item", "assessment__checklist")
    found = rows.filter(item__key=key).first()
    if found is None:
        raise ChecklistError("checklist_no_form")
    return found


def _action(made: Organisation, action: ActionInFile, begun: list[Assessment], by: User) -> None:
    row = actions.add(
        made, by, action.title, action.due, owner=by if action.owner else None,
        result=_result(begun, action.assessment, action.item),
    )  # fmt: skip
    if action.done:
        actions.set_done(row, done=True)
