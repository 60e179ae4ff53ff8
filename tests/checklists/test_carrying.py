"""Last year beside this year."""

from __future__ import annotations

import pytest
from django.utils import timezone

from shiryokan.checklists.carrying import requirement_changed, take_last, years_of
from shiryokan.checklists.errors import ChecklistError
from shiryokan.checklists.models import AnswerKind, Assessment, Citation
from shiryokan.checklists.words import items_of
from tests.checklists.conftest import House, result_of, say


def cite(assessment: Assessment, key: str, state: str) -> Citation:
    item = assessment.checklist.items.get(key=key)
    return Citation.objects.create(
        item=item, reference=item.references[0], document_id="0" * 16, page=1, words="定める。",
        state=state, since=timezone.now(),
    )  # fmt: skip


def test_each_item_says_what_became_of_it(assessments: list[Assessment], midori: House) -> None:
    last, now = assessments
    for key in ("1(1)", "1(2)", "2(2)"):
        say(last, key, AnswerKind.YES, midori.answerer, remark=f"{key}のとおり")
    years = years_of(now)
    found = {
        result_of(now, key).item.key: years.items[result_of(now, key).item_id]
        for key in ("1(1)", "1(2)", "2(1)", "2(2)")
    }
    assert [found[key].kind for key in found] == ["same", "reworded", "same", "new"]
    assert [found[key].why for key in found] == ["", "reworded", "unanswered", "first"]
    assert "".join(piece.new for piece in found["1(2)"].pieces) == result_of(now, "1(2)").item.words
    (gone,) = years.gone
    assert gone.number == "2(2)" and gone.result is not None
    assert years.counts == {"same": 2, "reworded": 1, "new": 1, "gone": 1}


def test_last_years_answer_is_taken_only_where_it_holds(
    assessments: list[Assessment], midori: House
) -> None:
    last, now = assessments
    for key in ("1(1)", "1(2)", "2(1)"):
        say(last, key, AnswerKind.YES, midori.answerer, remark="去年")
    row = take_last(result_of(now, "1(1)"), 0, midori.answerer)
    assert (row.answer, row.remark, row.checked_on) == ("yes", "去年", timezone.localdate())
    cite(now, "2(1)", "changed")
    for key in ("1(2)", "2(1)", "2(2)"):
        with pytest.raises(ChecklistError, match="checklist_not_offered"):
            take_last(result_of(now, key), 0, midori.answerer)
    assert years_of(now).items[result_of(now, "2(1)").item_id].why == "requirement"


def test_an_answer_knows_when_the_requirement_behind_it_changed(
    assessments: list[Assessment], midori: House
) -> None:
    now = assessments[1]
    row = say(now, "1(1)", AnswerKind.YES, midori.answerer)

    def changed() -> bool:
        item = next(each for each in items_of(now.checklist) if each.item.key == "1(1)")
        return requirement_changed(item, row)

    citation = cite(now, "1(1)", "holds")
    assert not changed()
    Citation.objects.filter(pk=citation.pk).update(state="withdrawn", since=timezone.now())
    assert changed()
    # whoever answers it again has seen it
    row = say(now, "1(1)", AnswerKind.NO, midori.answerer)
    assert not changed()
