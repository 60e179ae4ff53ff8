"""Invented forms in other looks, typeset and read back."""

from __future__ import annotations

from pathlib import Path

import pytest
from tools.checklist_forms.forms import Author
from tools.checklist_forms.score import measure

from shiryokan.registers.checklists.mapping import map_forms
from shiryokan.registers.checklists.model import Form, FormItem


@pytest.mark.parametrize("look", ["numbered", "yes no", "survey", "kana", "held three", "held who"])
def test_every_item_is_read_from_paper_and_workbook(look: str, tmp_path: Path) -> None:
    score = measure(look, range(1), tmp_path)
    assert score.counts["items"] > 50
    assert score.counts["right"] == score.counts["items"], score.wrong
    assert score.counts["heads"] == score.counts["forms"], score.wrong
    assert score.counts["made up"] == 0


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
