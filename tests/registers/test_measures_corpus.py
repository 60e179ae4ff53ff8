"""Measures of the plans whose truth is known, of a real action plan, and of unseen layouts."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path

import pytest

from shiryokan.registers.errors import NoRecords
from shiryokan.registers.measures import Measures
from tests.conftest import ROOT
from tests.paper.plan_pages import made
from tests.paper.plan_style import AXES, Style, by_chance
from tests.readings import pages_of
from tests.registers.plan_survey import extracted, faults

sys.path.insert(0, str(ROOT / "bench"))

import registers_plans

pytestmark = pytest.mark.corpus


@pytest.mark.thorough
@pytest.mark.guarding
@pytest.mark.parametrize(
    "name",
    [
        "lined-2023", "lined-2024", "lined-2024-draft", "open-2023", "open-2024",
        "open-2024-draft", "rows-2024",
    ],
)  # fmt: skip
def test_every_measure_of_the_plan_is_exactly_right(corpus: Path, name: str) -> None:
    score = registers_plans.plan_score(name)
    assert (score.right, score.lost, score.invented) == (score.all, 0, 0)


@pytest.mark.thorough
@pytest.mark.guarding
@pytest.mark.parametrize(("old", "new"), registers_plans.COMPARED)
def test_the_comparison_says_what_the_truth_says(corpus: Path, old: str, new: str) -> None:
    assert registers_plans.found_changes(old, new) == registers_plans.true_changes(old, new)


def test_the_real_action_plan(corpus: Path) -> None:
    found = Measures().extract(pages_of(corpus / "real" / "mof-aml-action-plan-4p.pdf")).records
    assert len(found) == 27
    assert len({tuple(m.section) for m in found}) == 6
    assert all(m.title and m.next_plan and m.ministries and m.deadline for m in found)
    first = found[0]
    assert (first.label, first.title) == ("1", "国のリスク評価書の刷新")
    assert first.ministries[0] == "警察庁"
    assert first.deadline is not None
    assert first.deadline.until == datetime.date(2021, 12, 31)


@pytest.mark.parametrize(
    "name", ["mext-sti-wp-r6-ch1.pdf", "fsa-insurance-slides.pdf", "osaka-covid-20210407.pdf"]
)
def test_other_real_documents_have_no_measures(corpus: Path, name: str) -> None:
    pages = pages_of(corpus / "real" / name)
    with pytest.raises(NoRecords):
        Measures().extract(pages)


def ruled(seed: int) -> Style:
    """A generated look with rules around every row, and heads that tell the parts."""
    chance = by_chance(seed)
    values = {name: getattr(chance, name) for name in AXES}
    values |= {"rules": "full", "heads": ("＜成果＞", "＜次年度の計画＞"), "bullet": "・"}
    return Style(**values, seed=seed)


@pytest.mark.parametrize("name", ["kaiteikankei_r060501_1", "kaiteikankei_r061001_1"])
def test_letters_whose_cells_are_struck_out_have_no_measures(corpus: Path, name: str) -> None:
    with pytest.raises(NoRecords):
        Measures().extract(pages_of(corpus / "errata" / f"{name}.pdf"))


@pytest.mark.parametrize("seed", range(300, 312))
def test_unseen_ruled_layouts_come_out_whole(seed: int) -> None:
    style = ruled(seed)
    plan = made(style)
    found = extracted(plan.pdf)
    assert len(found) == len(plan.measures)
    wrong = [faults(m, t, style) for m, t in zip(found, plan.measures, strict=True)]
    assert not any(wrong), wrong


@pytest.mark.parametrize("name", ["lined-2024", "open-2023", "rows-2024"])
def test_what_stands_in_the_boxes_is_what_the_fields_say(corpus: Path, name: str) -> None:
    squeezed = registers_plans.squeezed
    for measure in registers_plans.measures_of(name):
        for field in ("ministries", "progress", "next_plan", "section"):
            values, traces = getattr(measure, field), measure.provenance.get(field, [])
            if field == "section":
                values = [heading.number + heading.title for heading in values]
            said = ["".join(squeezed(p.text) for p in trace.places) for trace in traces]
            assert said == squeezed(values)
        if measure.previous_plan:
            (trace,) = measure.provenance["previous_plan"]
            said = ["".join(squeezed(p.text) for p in trace.places)]
            assert said == [squeezed(measure.previous_plan)]
        for traces in measure.provenance.values():
            for place in (p for t in traces for p in t.places):
                assert len(place.boxes) == len(place.text.split("\n"))
                assert all(b.x0 < b.x1 and b.y0 < b.y1 for b in place.boxes)
