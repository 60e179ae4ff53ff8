"""Invented forms in other looks, typeset and read back."""

from __future__ import annotations

from pathlib import Path

import pytest
from tools.checklist_forms.forms import Author
from tools.checklist_forms.score import measure
from tools.checklist_forms.strange.score import measure as measure_strange

from shiryokan.registers.checklists.forms import forms_of_grids
from shiryokan.registers.checklists.grid import Grid, GridCell, untraced
from shiryokan.registers.checklists.mapping import map_forms
from shiryokan.registers.checklists.messages import DOUBT_WORDS
from shiryokan.registers.checklists.model import Form, FormItem


@pytest.mark.thorough
@pytest.mark.guarding
@pytest.mark.parametrize("look", ["numbered", "yes no", "survey", "kana", "held three", "held who"])
def test_every_item_is_read_from_paper_and_workbook(look: str, tmp_path: Path) -> None:
    score = measure(look, range(1), tmp_path)
    assert score.counts["items"] > 50
    assert score.counts["right"] == score.counts["items"], score.wrong
    assert score.counts["heads"] == score.counts["forms"], score.wrong
    assert score.counts["made up"] == 0


@pytest.mark.thorough
@pytest.mark.guarding
@pytest.mark.parametrize(
    "look",
    [
        "rounds of answers", "two halves", "box lines", "choices below", "answer rows", "roles", "cards",
        "right choices", "school", "months", "parts left", "hidden book", "upright", "circles", "pairs",
        "columns of questions", "sheets go on", "controls", "disclosure", "counted up",
    ],
)  # fmt: skip
def test_forms_of_strange_makes_are_read(look: str, tmp_path: Path) -> None:
    score = measure_strange(look, range(1), tmp_path)
    items = sum(score.counts[f"{kind} items"] for kind in ("pdf", "xlsx"))
    assert items > 20
    assert sum(score.counts[f"{kind} right"] for kind in ("pdf", "xlsx")) == items, score.wrong
    assert score.counts["made up"] == 0


def _rows(*texts: str) -> list[Grid]:
    cells = [GridCell(row, 0, untraced(text)) for row, text in enumerate(texts)]
    return [Grid(cells, sheet="点検")]


_ASKED = (
    "桟橋の点検表",
    *(f"({n}) 綱の傷みを毎日確かめているか。（はい・いいえ）" for n in (1, 2, 4)),
)


def test_a_form_of_which_something_is_left_out_says_so() -> None:
    (form,) = forms_of_grids(_rows(*_ASKED))
    assert [item.number.text for item in form.items] == ["(1)", "(2)", "(4)"]
    assert form.doubts == ["numbers_missing"]
    (form,) = forms_of_grids(_rows(*_ASKED[:3], "浮き輪の数は足りているか。", *_ASKED[3:]))
    assert form.doubts == ["rows_left", "numbers_missing"]
    assert set(form.doubts) <= set(DOUBT_WORDS)


def test_boxes_without_the_name_of_a_checklist_ask_nothing() -> None:
    assert forms_of_grids(_rows("桟橋の便り", *(f"□ 綱の話 その{n}" for n in range(9)))) == []
    assert forms_of_grids(_rows(*_ASKED[1:])) == []


def test_years_of_many_forms_are_mapped() -> None:
    right = dict.fromkeys(("same", "reworded", "new", "gone"), 0)
    all_ = dict(right)
    for seed in range(3000, 3015):
        years = Author(seed).years()
        names: dict[str, int] = {}
        forms = []
        for year in (years.old, years.new):
            items = [
                FormItem(key=f"{n}", number=f"{n}", words=i.words, section=year.sections[i.section])
                for n, i in enumerate(year.items)
            ]
            names |= {item.words: i.id for item, i in zip(items, year.items, strict=True)}
            forms.append(Form(title="", items=tuple(items)))
        for kind in years.kinds.values():
            all_[kind] += 1
        for change in map_forms(*forms):
            ids = {names[item.words] for item in (change.old, change.new) if item}
            right[change.kind] += len(ids) == 1 and years.kinds[ids.pop()] == change.kind
    assert all_["reworded"] > 50
    assert right["same"] == all_["same"]
    assert right["reworded"] >= 0.98 * all_["reworded"]
    assert (right["new"], right["gone"]) == (all_["new"], all_["gone"])
