"""Forms and answers as OSCAL, checked by the models of compliance-trestle."""

from __future__ import annotations

import datetime
import importlib
import json
from typing import Any

import pytest

from shiryokan.registers.checklists import oscal
from shiryokan.registers.checklists.model import Answer, Check, Form, FormItem, ItemResult
from tests.registers.checklist_forms import FORM

AT = datetime.datetime(2025, 6, 1, 9, 30, tzinfo=datetime.UTC)
HERE = oscal.Assessed(id="facility-7", name="みずうみ組合", year=2025, at=AT)
DAY = datetime.date(2025, 5, 8)
NO = ItemResult((Check(Answer.NO, DAY), Check()), datetime.date(2025, 9, 1), "業者に依頼\n二行目")
LATER = ItemResult((Check(Answer.NO, DAY), Check(Answer.YES, datetime.date(2026, 2, 1))))
RESULTS = {
    "1(1)": NO,
    "1(2)": LATER,
    "1(3)": ItemResult((Check(Answer.NOT_APPLICABLE), Check())),
    "2(1)": ItemResult((Check(), Check())),
}
ACTIONS = (
    oscal.PlannedAction(id="a1", key="1(1)", title="任命する", owner="館長", due=DAY),
    oscal.PlannedAction(id="a2", key="1(1)", title="掲示する", done=DAY),
    oscal.PlannedAction(id="a3", key="2(1)", title="別の項目"),
)


MODELS = {
    "catalog": ("catalog", "Catalog"),
    "profile": ("profile", "Profile"),
    "assessment-results": ("assessment_results", "AssessmentResults"),
    "plan-of-action-and-milestones": ("poam", "PlanOfActionAndMilestones"),
}
"""By the names of documents: the module of OSCAL's models, and the model."""


def _checked(document: dict[str, Any], name: str) -> Any:
    """The document as its model reads it from JSON; the model refuses what OSCAL does not know."""
    assert list(document) == [name]
    module, model_name = MODELS[name]
    model = getattr(importlib.import_module(f"trestle.oscal.{module}"), model_name)
    return model.model_validate(json.loads(json.dumps(document))[name])


def test_a_form_is_a_catalog_with_a_group_for_each_section() -> None:
    found = _checked(oscal.catalog(FORM, AT), "catalog")
    assert [group.title for group in found.groups] == list(FORM.sections)
    controls = [control for group in found.groups for control in group.controls]
    assert [control.parts[0].prose for control in controls] == [i.words for i in FORM.items]
    assert controls[1].id == "item-1.2"


def test_items_without_a_section_and_with_odd_numbers_are_controls_too() -> None:
    form = Form(
        title="", items=tuple(
            FormItem(key=key, number=key, words="　あ ", starred=True, hearing="見る", references=("",))
            for key in ("1(ア)", "#2", "ア", "3#2")
        ),
    )  # fmt: skip
    found = _checked(oscal.catalog(form, AT), "catalog")
    assert len({control.id for control in found.controls}) == 4


def test_a_profile_chooses_all_items_or_some() -> None:
    whole = _checked(oscal.profile(FORM, AT), "profile")
    assert whole.imports[0].include_all is not None
    some = _checked(oscal.profile(FORM, AT, {"1(2)", "3(1)"}), "profile")
    ids = some.imports[0].include_controls[0].with_ids
    assert [getattr(each, "root", each) for each in ids] == ["item-1.2", "item-3.1"]
    assert whole.uuid != some.uuid


def test_answers_are_findings_by_the_latest_of_their_rounds() -> None:
    document = oscal.assessment_results(FORM, RESULTS, HERE)
    found = _checked(document, "assessment-results")
    (result,) = found.results
    assert len(result.observations) == 4  # one for each round that was answered
    states = [finding.target.status.state for finding in result.findings]
    assert [getattr(state, "value", state) for state in states] == [
        "not-satisfied", "satisfied", "satisfied",
    ]  # fmt: skip
    assert result.findings[0].remarks == NO.remark
    assert _checked(oscal.assessment_results(FORM, {}, HERE), "assessment-results")


def test_what_is_still_no_is_planned_with_its_day_and_its_actions() -> None:
    document = oscal.plan_of_action(FORM, RESULTS, HERE, ACTIONS)
    assert document
    found = _checked(document, "plan-of-action-and-milestones")
    assert [item.description for item in found.poam_items] == [FORM.items[0].words]
    (risk,) = found.risks
    assert risk.deadline.date() == NO.target_on
    assert [each.title for each in risk.remediations] == ["任命する", "掲示する"]
    assert oscal.plan_of_action(FORM, {"1(2)": LATER}, HERE) is None


def test_the_same_answers_are_the_same_document_and_other_people_have_others() -> None:
    first = oscal.assessment_results(FORM, RESULTS, HERE)
    assert first == oscal.assessment_results(FORM, dict(reversed(RESULTS.items())), HERE)
    there = oscal.Assessed(id="facility-8", name="北岬灯台", year=2025, at=AT)
    other = oscal.assessment_results(FORM, RESULTS, there)
    ids = [
        {finding["uuid"] for finding in each["assessment-results"]["results"][0]["findings"]}
        for each in (first, other)
    ]
    assert not ids[0] & ids[1]


def test_the_models_refuse_what_oscal_does_not_know() -> None:
    document = oscal.catalog(FORM, AT)
    document["catalog"]["groups"][0]["controls"][0]["answer"] = "yes"
    with pytest.raises(ValueError, match="answer"):
        _checked(document, "catalog")
