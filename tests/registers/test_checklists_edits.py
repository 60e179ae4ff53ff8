"""Whatever is answered goes out to a workbook and comes back, and so does what people type there."""

from __future__ import annotations

import datetime
import os

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from shiryokan.registers.checklists.model import Answer, Check, ItemResult, Results, Stamp
from shiryokan.registers.checklists.workbook.read import read_filled
from shiryokan.registers.checklists.workbook.write import workbook_of
from tests.registers.checklist_forms import FORM, RESULTS, STRANGERS, TYPED, Typed, opened

EMPTY = ItemResult((Check(), Check()))
STAMP = Stamp(organisation="here", assessment="one", form="f")
_QUICK = settings(
    deadline=None,
    max_examples=10,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)
_MANY = settings(_QUICK, max_examples=int(os.environ.get("SHIRYOKAN_EXAMPLES", "60")))
"""A thousand take minutes: ``SHIRYOKAN_EXAMPLES=1000 pytest -m slow`` with this file."""


def _goes_out_and_comes_back(results: Results) -> None:
    data = workbook_of(FORM, results, STAMP, facility="みずうみ組合")
    filled = read_filled(data, [FORM], STAMP)
    assert filled.results == {item.key: results.get(item.key, EMPTY) for item in FORM.items}
    assert (filled.facility, filled.stamp) == ("みずうみ組合", STAMP)
    assert not (filled.problems or filled.unmatched or filled.missing)
    assert not [problem for row in filled.rows for problem in row.problems]


def _what_is_typed_comes_back(
    results: Results, typed: list[Typed], order: list[int], strangers: list[tuple[int, str]],
    ids: bool,
) -> None:  # fmt: skip
    book = opened(workbook_of(FORM, results, STAMP))
    expected = {item.key: results.get(item.key, EMPTY) for item in FORM.items}
    for each in typed:
        book.put(each)
        key = FORM.items[each.item].key
        day: datetime.date | None = each.day
        first = Check(each.answer[1], day)
        expected[key] = ItemResult(
            (first, expected[key].checks[1]), expected[key].target_on, each.remark
        )
    book.order(order, strangers, ids=ids)
    filled = read_filled(book.data(), [FORM], STAMP)
    assert filled.results == expected
    assert not filled.missing
    own = [row.raw["words"] for row in filled.unmatched if "words" in row.raw]
    assert sorted(own) == sorted(text for _, text in strangers if text)
    assert all(row.problems for row in filled.unmatched)


_EDITS = (
    RESULTS, st.lists(TYPED, max_size=6), st.permutations(range(len(FORM.items))), STRANGERS,
    st.booleans(),
)  # fmt: skip


@_QUICK
@given(RESULTS)
def test_answers_go_out_and_come_back(results: Results) -> None:
    _goes_out_and_comes_back(results)


@_QUICK
@given(*_EDITS)
def test_what_people_type_comes_back_from_rows_in_any_order(
    results: Results, typed: list[Typed], order: list[int], strangers: list[tuple[int, str]],
    ids: bool,
) -> None:  # fmt: skip
    _what_is_typed_comes_back(results, typed, order, strangers, ids)


@pytest.mark.slow
@_MANY
@given(RESULTS)
def test_many_answers_go_out_and_come_back(results: Results) -> None:
    _goes_out_and_comes_back(results)


@pytest.mark.slow
@_MANY
@given(*_EDITS)
def test_many_edits_come_back(
    results: Results, typed: list[Typed], order: list[int], strangers: list[tuple[int, str]],
    ids: bool,
) -> None:  # fmt: skip
    _what_is_typed_comes_back(results, typed, order, strangers, ids)


def test_an_answer_without_a_check_is_none() -> None:
    assert ItemResult((Check(Answer.NO), Check())).latest == Check(Answer.NO)
    assert ItemResult((Check(), Check())).latest == Check()
