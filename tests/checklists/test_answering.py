"""Answers: two people at once, rounds, what cannot be, and who may."""

from __future__ import annotations

import datetime

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import override

from shiryokan.audit.models import AuditEntry
from shiryokan.checklists import actions, assessing, home, membership
from shiryokan.checklists.answering import Conflict, Given, answer
from shiryokan.checklists.due import due_dates
from shiryokan.checklists.errors import ChecklistError
from shiryokan.checklists.membership import Role
from shiryokan.checklists.models import AnswerKind, Assessment, Checklist
from shiryokan.checklists.progress import progress_of
from shiryokan.deadlines.sources import due_for
from tests.checklists.conftest import NEW, TODAY, House, result_of, say, sheet

YES, NO, NONE = AnswerKind.YES, AnswerKind.NO, AnswerKind.UNCHECKED


def test_of_two_who_answer_at_once_the_later_is_told_both_and_nothing_is_lost(
    assessments: list[Assessment], midori: House
) -> None:
    now = assessments[1]
    first, second = result_of(now, "1(1)"), result_of(now, "1(1)")
    kept = answer(first, Given(YES, remark="朝に確認"), first.version, user=midori.answerer)
    with pytest.raises(Conflict) as told:
        answer(second, Given(NO, target_on=TODAY), second.version, user=midori.manager)
    assert told.value.result.answer == YES and told.value.given.answer == NO
    # the same answer is no conflict
    assert answer(second, Given(YES, remark="朝に確認"), second.version).version == kept.version
    # and whoever has seen it may say otherwise: what was there stays
    row = answer(second, Given(NO), kept.version, user=midori.manager)
    (before,) = row.versions.all()
    assert (before.answer, before.remark, before.by) == (YES, "朝に確認", midori.answerer)
    entries = AuditEntry.objects.filter(kind="check_answered", about=f"assessment:{now.pk}")
    assert entries.count() == 2
    # the number of an item says little without its form
    assert {each.details["checklist"] for each in entries} == {now.checklist.title}
    assert {each.details["organisation"] for each in entries} == {now.organisation_id}


def test_days_are_kept_as_they_can_be(assessments: list[Assessment], midori: House) -> None:
    now = assessments[1]
    row = say(now, "1(1)", YES, midori.answerer, target_on=TODAY)
    assert (row.checked_on, row.target_on) == (TODAY, None)
    row = say(now, "1(1)", NONE, midori.answerer, checked_on=TODAY)
    assert row.checked_on is None
    for given in (
        Given(YES, TODAY + datetime.timedelta(days=1)), Given(NO, TODAY, datetime.date(1900, 1, 1)),
        Given(YES, remark="あ" * 2001),
    ):  # fmt: skip
        with pytest.raises(ChecklistError):
            answer(row, given, row.version, user=midori.answerer)


def test_progress_counts_what_is_lacking(assessments: list[Assessment], midori: House) -> None:
    now = assessments[1]
    say(now, "1(1)", YES, midori.answerer)
    say(now, "1(2)", NO, midori.answerer)
    say(now, "2(1)", NO, midori.answerer, target_on=TODAY - datetime.timedelta(days=1))
    say(now, "2(2)", AnswerKind.NOT_APPLICABLE, midori.answerer)
    found = progress_of([now])[now.pk]
    assert (found.total, found.answered, found.unchecked, found.percent) == (4, 4, 0, 100)
    assert (found.no, found.without_target, found.late, found.complete) == (2, 1, 1, False)
    for language, told in (
        ("ja", "4項目のうち4項目、目標日のない「いいえ」1"), ("en", "4 of 4 items; “No” without a target day: 1"),
    ):  # fmt: skip
        with override(language):
            assert told in {each.note for each in home.BLOCK.entries(midori.answerer)}
    say(now, "1(2)", NO, midori.answerer, target_on=TODAY)
    assert progress_of([now])[now.pk].complete


def test_an_ended_assessment_takes_no_answer_until_it_is_opened_again(
    assessments: list[Assessment], midori: House
) -> None:
    now = assessments[1]
    assessing.end(now)
    with pytest.raises(ChecklistError, match="checklist_ended"):
        say(now, "1(1)", YES, midori.answerer)
    assessing.reopen(now)
    say(now, "1(1)", YES, midori.answerer)
    with pytest.raises(ChecklistError, match="checklist_answered"):
        assessing.delete(now)


def test_a_second_round_keeps_the_first(midori: House) -> None:
    form = sheet(midori.manager, NEW, 2026, "2回の様式", rounds=2)
    now = assessing.begin(midori.organisation, form, midori.manager, facility=midori.facility)
    say(now, "1(1)", NO, midori.answerer, target_on=TODAY)
    assessing.next_round(now, midori.manager)
    row = result_of(now, "1(1)")
    assert row.earlier == [[NO, TODAY.isoformat()]]
    assert (row.answer, row.checked_on) == (NONE, None)
    with pytest.raises(ChecklistError, match="checklist_last_round"):
        assessing.next_round(now, midori.manager)


def test_an_assessment_is_of_one_place_of_its_organisation(
    sheets: list[Checklist], midori: House, kurenai: House, assessments: list[Assessment]
) -> None:
    def begin(**of: object) -> None:
        assessing.begin(midori.organisation, sheets[1], midori.manager, **of)  # type: ignore[arg-type]

    for of, code in (
        ({}, "checklist_whose"), ({"facility": kurenai.facility}, "checklist_whose"),
        ({"vendor": midori.vendor}, "checklist_not_for"), ({"facility": midori.facility}, "checklist_begun"),
        ({"facility": midori.facility, "system": kurenai.system}, "checklist_whose"),
    ):  # fmt: skip
        with pytest.raises(ChecklistError, match=code), transaction.atomic():
            begin(**of)
    begin(facility=midori.facility, system=midori.system)


def test_somebody_manages_an_organisation_as_long_as_there_is_one(midori: House) -> None:
    for change in (
        lambda: membership.remove_member(midori.organisation, midori.manager),
        lambda: membership.put_member(midori.organisation, midori.manager, Role.READER),
    ):
        with pytest.raises(ChecklistError, match="checklist_last_manager"):
            change()
    membership.put_member(midori.organisation, midori.answerer, Role.MANAGER)
    membership.remove_member(midori.organisation, midori.manager)
    assert membership.role_in(midori.organisation, midori.manager) is None


def test_who_left_is_in_no_organisation_and_what_they_did_stays(
    assessments: list[Assessment], midori: House
) -> None:
    row = say(assessments[1], "1(1)", YES, midori.answerer)
    action = actions.add(midori.organisation, midori.manager, "台帳", TODAY, owner=midori.answerer)
    midori.answerer.is_active = False
    midori.answerer.save()
    assert not membership.organisations_of(midori.answerer).exists()
    assert membership.role_in(midori.organisation, midori.answerer) is None
    row.refresh_from_db()
    assert row.by == midori.answerer
    with pytest.raises(ChecklistError, match="action_owner"):
        actions.hand_over(action, midori.answerer)
    actions.hand_over(action, midori.reader)


def test_what_is_due_is_told_to_who_is_in_the_organisation_alone(
    assessments: list[Assessment], midori: House, kurenai: House
) -> None:
    now = assessments[1]
    assessing.set_due(now, TODAY)
    say(now, "1(2)", NO, midori.answerer, target_on=TODAY)
    actions.add(midori.organisation, midori.manager, "掲示する", TODAY)
    found = due_dates(midori.reader)
    assert sorted(name for name, _each in found) == ["actions", "assessments", "targets"]
    assert all(each.path.startswith("/checklists/") for _name, each in found)
    assert {source.name for source, _each in due_for(midori.reader)} >= {
        name for name, _each in found
    }
    assert due_dates(kurenai.manager) == []
    assert due_dates(User.objects.create_user("hensha", is_staff=True)) == []
    assert due_dates(User.objects.create_superuser("kanri")) == []
    # what was promised last year is said anew this year
    say(assessments[0], "1(1)", NO, midori.answerer, target_on=TODAY)
    assert len(due_dates(midori.reader)) == 3
