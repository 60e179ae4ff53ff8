"""Which records of two versions are surely about the same: on made-up series with their truth."""

from __future__ import annotations

import msgspec
import pytest
from tools.record_series import HELD_OUT
from tools.record_series.score import measure
from tools.record_series.series import KINDS

from shiryokan.registers.base import Heading
from shiryokan.registers.catalogue import REGISTERS
from shiryokan.registers.comparison import compare
from shiryokan.registers.comparison.joining import joined
from shiryokan.registers.requirements.model import Requirement
from tests.registers.test_answers_standing import HOUSE

LEAST = {"requirements": 0.85, "notices": 0.75, "measures": 0.85, "criteria": 0.85, "plans": 0.95}
"""Share of what continues that is joined; the rest looks like something else."""


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_joined_wrongly_and_most_rightly(kind: str) -> None:
    for seeds in (range(5), range(HELD_OUT, HELD_OUT + 5)):
        score = measure(kind, seeds)
        assert not score.wrong
        assert score.right > LEAST[kind] * score.true


def requirement(key: str, title: str, text: str, section: str = "総則") -> Requirement:
    return Requirement(
        document="d", key=key, page=1, provenance={}, number=key, title=title, text=text,
        section=[Heading("1", section)], kind="control", strength="must",
    )  # fmt: skip


def told(old: list[Requirement], new: list[Requirement], **said: list[tuple[str, str]]) -> object:
    return joined("requirements", old, new, compare("requirements", old, new, **said), **said)


SAME = "記録は、作成の日から三年間、改ざんを防ぐ措置を講じて保存しなければならない。"


def test_words_that_others_share_are_told_apart_by_their_headings_or_not_at_all() -> None:
    old = [requirement("1.1", "記録", SAME), requirement("2.1", "記録", SAME, "通信")]
    assert told(old, old) == {"1.1": "1.1", "2.1": "2.1"}
    # a third one comes between them under the first heading: which of the two is the old one?
    new = [old[0], requirement("1.2", "記録", SAME), old[1]]
    assert told(old, new) == {"2.1": "2.1"}


def test_another_noun_in_the_same_sentences_is_another_matter() -> None:
    text = "{}は、定められた手順により、毎月一回点検し、その結果を責任者に報告しなければならない。"
    old = [requirement("1.1", "予備電源の点検", text.format("予備電源"))]
    new = [requirement("1.1", "消火設備の点検", text.format("消火設備"))]
    assert told(old, new) == {}
    assert told(old, new, same=[("1.1", "1.1")]) == {"1.1": "1.1"}


def test_words_that_come_to_a_text_leave_it_the_same() -> None:
    old = [requirement("1.1", "記録", SAME), requirement("1.2", "時刻", "時計を合わせること。")]
    longer = requirement("1.3", "記録", SAME + "ただし、試験の記録はこの限りでない。")
    assert told(old, [old[1], longer]) == {"1.1": "1.3", "1.2": "1.2"}


def test_a_question_goes_on_where_a_letter_prints_it_again() -> None:
    answers = REGISTERS["answers"]
    first, second = HOUSE[0][5], HOUSE[2][1]
    assert answers.reprints(HOUSE) == {(first.document, first.key): (second.document, second.key)}
    # two older letters of one name: nobody knows which is meant
    other = [msgspec.structs.replace(each, document="letter of another year") for each in HOUSE[0]]
    assert answers.reprints([*HOUSE, other]) == {}
