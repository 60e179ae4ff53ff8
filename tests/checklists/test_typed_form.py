"""Forms as people type them."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shiryokan.checklists.typed_form import NotAForm, typed, typed_items
from shiryokan.registers.checklists.model import FormItem
from tests.checklists.conftest import NEW


def test_a_typed_form_is_read() -> None:
    items = typed_items(NEW)
    assert [item.number for item in items] == ["1(1)", "1(2)", "2(1)", "2(2)"]
    assert items[0] == FormItem(
        key="1(1)", number="1(1)", words="院長が責任者を書面で任命しているか。", section="体制構築",
        references=("企画管理編 2.1",),
    )  # fmt: skip
    assert items[2].starred and (items[2].section, items[2].sub_section) == ("管理・運用", "サーバ")


def test_one_way_of_writing_a_number_is_its_key_and_none_comes_twice() -> None:
    items = typed_items("１－２ あ\n1(2) い\n問い う")
    assert [item.key for item in items] == ["1(2)", "1(2)#2", "問い"]


def test_a_line_that_is_none_is_told() -> None:
    for text, line in (("1(1) あ\n任命しているか", 2), ("1(1) ▶編 2.1", 1)):
        with pytest.raises(NotAForm) as error:
            typed_items(text)
        assert error.value.line == line


WORDS = st.text("あいうえお任命編12", min_size=1, max_size=9)
ITEMS = st.lists(
    st.tuples(WORDS, WORDS, st.booleans(), WORDS, st.lists(WORDS, max_size=2)), max_size=8
)


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ITEMS)
def test_what_was_typed_is_typed_again(rows: list[tuple[str, str, bool, str, list[str]]]) -> None:
    items = tuple(
        FormItem(
            key=f"{at}", number=f"{at}", words=words, section=section,
            sub_section=sub_section if starred else "", starred=starred,
            references=tuple(references),
        )
        for at, (section, sub_section, starred, words, references) in enumerate(rows, start=1)
    )  # fmt: skip
    again = typed_items(typed(items))
    assert [(i.number, i.words, i.references, i.starred, i.section) for i in again] == [
        (i.number, i.words, i.references, i.starred, i.section) for i in items
    ]
