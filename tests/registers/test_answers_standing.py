"""Several letters together: which questions are current, which withdrawn or corrected, and by which."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shiryokan.registers.answers import Answer, Answers
from shiryokan.registers.answers.citations import Cited
from shiryokan.registers.answers.standing import QuestionKey, standings
from shiryokan.registers.answers.statements import statements
from tests.readings import pages_of

LETTERS = (
    "answers/001678310.pdf", "answers/001694332.pdf", "answers/001703573.pdf",
    "answers/001707505.pdf", "real/mhlw-r8-qa-91p.pdf",
)  # fmt: skip
TITLE = "「疑義解釈資料の送付について"


def question(
    letter: int,
    number: int,
    answer: str = "よい。",
    annex: str = "別添1",
    reprint: Cited | None = None,
) -> Answer:
    date = f"2026-0{letter}-01"
    said = statements(answer, "answer")
    again = "r" if reprint else ""
    return Answer(
        document=f"letter {letter}", key=f"{annex}/{number}{again}", page=1, provenance={},
        number=str(number), question="よいか。", answer=answer, annex=annex, date=date,
        issue=f"その{chr(ord('０') + letter)}", issue_number=letter, reprint_of=reprint,
        withdraws=[each for each in said if each.act == "withdraws"],
        rereads=[each for each in said if each.act == "rereads"],
    )  # fmt: skip


def named(letter: int) -> str:
    return f"{TITLE}（その{letter}）」（令和８年{letter}月１日事務連絡）"


HOUSE = [
    [question(1, n) for n in range(1, 7)],
    [
        question(2, 1, f"これに伴い、{named(1)}別添１の問２から問４までは廃止する。"),
        question(2, 2, f"{named(1)}別添１の問５中「甲」とあるのは「乙」と読み替える。"),
    ],
    [
        question(3, 1, f"{named(2)}別添１の問１及び{named(7)}別添２の問３は廃止する。"),
        question(
            3, 6, annex="別添2",
            reprint=Cited(letter="その１", date="2026-01-01", annex="別添1", first="6"),
        ),
    ],
]  # fmt: skip


@given(st.permutations(HOUSE))
def test_the_order_in_which_letters_come_changes_nothing(letters: list[list[Answer]]) -> None:
    assert standings(letters) == standings(HOUSE)


def test_a_range_is_withdrawn_and_a_rereading_leaves_a_question_current() -> None:
    found = standings(HOUSE)
    states = {key: standing.state for key, standing in found.of.items()}
    of_first = [states[QuestionKey("letter 1", f"別添1/{n}")] for n in range(1, 7)]
    assert of_first == ["current", "withdrawn", "withdrawn", "withdrawn", "current", "current"]
    fifth = found.of[QuestionKey("letter 1", "別添1/5")]
    assert [event.act for event in fifth.events] == ["rereads"]
    by = found.of[QuestionKey("letter 1", "別添1/2")].by
    assert by is not None
    assert by.by == QuestionKey("letter 2", "別添1/1")
    assert by.words.startswith("これに伴い")


def test_a_reprint_without_corrections_is_told_and_changes_no_standing() -> None:
    sixth = standings(HOUSE).of[QuestionKey("letter 1", "別添1/6")]
    assert (sixth.state, [event.act for event in sixth.events]) == ("current", ["reprints"])


def test_what_is_withdrawn_and_not_at_hand_is_told_until_it_comes() -> None:
    absent = standings(HOUSE).absent
    assert [(e.cited.letter, e.cited.annex, e.cited.first) for e in absent] == [
        ("その７", "別添2", "3")
    ]
    without = standings(HOUSE[1:])
    assert [e.cited.letter for e in without.absent] == ["その１"] * 2 + ["その７", "その１"]


def test_a_letter_does_nothing_to_younger_ones() -> None:
    early = [question(1, 1, f"{named(2)}別添１の問１は廃止する。")]
    late = [question(2, 1)]
    found = standings([early, late])
    assert found.of[QuestionKey("letter 2", "別添1/1")].state == "current"
    assert len(found.absent) == 1


@pytest.fixture(scope="module")
def letters(corpus: Path) -> list[Sequence[Answer]]:
    return [Answers().extract(pages_of(corpus / name), name).records for name in LETTERS]


def test_the_letters_at_hand_stand_as_they_say(letters: list[Sequence[Answer]]) -> None:
    found = standings(letters)
    changed = {
        (key.document, key.key): (standing.state, standing.by.by.document)
        for key, standing in found.of.items()
        if standing.by is not None
    }
    assert changed == {
        ("real/mhlw-r8-qa-91p.pdf", "調剤報酬点数表関係/15"): (
            "withdrawn",
            "answers/001707505.pdf",
        ),
        ("answers/001694332.pdf", "医科診療報酬点数表関係/14"): (
            "corrected",
            "answers/001703573.pdf",
        ),
        ("answers/001703573.pdf", "調剤報酬点数表関係/1"): ("corrected", "answers/001707505.pdf"),
    }
    assert standings(letters[::-1]) == found
    assert {event.date for event in found.absent} == {
        "2026-03-23", "2026-04-01", "2026-05-22",
    }  # fmt: skip


def test_a_deleted_question_is_withdrawn_by_its_own_letter() -> None:
    gone = question(4, 5, "")
    gone.deleted = True
    found = standings([[question(4, 4), gone], *HOUSE]).of
    standing = found[QuestionKey("letter 4", "別添1/5")]
    assert standing.state == "withdrawn"
    assert standing.by is not None
    assert (standing.by.by, standing.by.letter) == (QuestionKey("letter 4", "別添1/5"), "その４")
    assert found[QuestionKey("letter 4", "別添1/4")].state == "current"


def test_a_reprint_that_is_deleted_withdraws_the_older_question() -> None:
    cited = Cited(letter="その１", date="2026-01-01", annex="別添1", first="6")
    gone = question(4, 6, "", reprint=cited)
    gone.deleted = True
    first = standings([HOUSE[0], [question(4, 1), gone]]).of[QuestionKey("letter 1", "別添1/6")]
    assert first.state == "withdrawn"
    assert first.by is not None and first.by.letter == "その４"
