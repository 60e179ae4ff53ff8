"""The letters at hand: every question counted by eye, what they print again and what they withdraw."""

from __future__ import annotations

from pathlib import Path

import pytest

from shiryokan.registers.answers import Answer, Answers
from shiryokan.registers.base import Extraction
from tests.readings import pages_of

LETTERS = {
    "answers/001678310.pdf": {"": 51, "別添3": 8, "別添4": 2, "別添5": 5},
    "answers/001694332.pdf": {"別添1": 35, "別添2": 5},
    "answers/001703573.pdf": {"別添1": 22, "別添2": 1, "別添3": 1, "別添4": 3, "別添5": 1},
    "answers/001707505.pdf": {"別添1": 26, "別添2": 7, "別添3": 7, "別添4": 3, "別添5": 1},
    "real/mhlw-r8-qa-91p.pdf": {"": 145, "別添2": 10, "別添3": 174, "別添4": 10, "別添5": 24, "別添6": 6},
}  # fmt: skip
"""Questions of each annex, counted on the pages; the first annexes of two letters have no mark."""

WITHDRAWN = {
    "answers/001678310.pdf": [
        ("", "1", "その１", "2024-03-28", "別添1", "6"),
        ("", "2", "その３", "2024-04-26", "別添1", "2"),
        ("", "45", "その18", "2022-07-13", "別添1", "1"),
        ("", "2", "その１", "2024-03-28", "別添2", "12"),
        ("", "2", "その３", "2024-04-26", "別添2", "7"),
        ("別添5", "3", "その１", "2018-03-30", "別添5", "1"),
    ],
    "real/mhlw-r8-qa-91p.pdf": [
        ("", "68", "その１", "2024-03-28", "別添1", "112"),
        ("", "73", "その１", "2022-03-31", "別添1", "201"),
        ("", "73", "その１", "2020-03-31", "別添1", "121"),
        ("", "83", "その13", "2013-03-28", "別添", "3"),
        ("", "93", "その１", "2010-03-29", "別添1", "54"),
        ("別添2", "2", "その１", "2024-03-28", "別添2", "12"),
        ("別添2", "2", "その３", "2024-04-26", "別添2", "7"),
        ("別添2", "3", "その３", "2024-04-26", "別添2", "1"),
        ("別添2", "5", "その14", "2024-11-05", "別添2", "4"),
        ("別添4", "3", "その７", "2009-01-28", "別添", "2"),
        ("別添4", "4", "その５", "2018-07-10", "別添2", "8"),
        ("別添4", "7", "その２", "2024-04-12", "別添3", "12"),
    ],
}
"""Annex and number of the question that withdraws; letter, day, annex and number withdrawn."""

REREAD = {"real/mhlw-r8-qa-91p.pdf": [("別添6", "1", "その１", "2018-03-30", "別添5", "24")]}

SAID = {
    "answers/001703573.pdf": [
        ("corrects", "その４", "2026-04-21", "別添1", "14"),
        ("withdraws", "その６", "2026-05-21", "", ""),
    ],
    "answers/001707505.pdf": [
        ("corrects", "その６", "2026-05-22", "別添3", "1"),
        ("withdraws", "その２", "2026-04-01", "別添5", "15"),
    ],
    "real/mhlw-r8-qa-91p.pdf": [("withdraws", "その２", "2026-03-31", "", "")],
}
"""What the heads of the letters do; a letter as a whole has no number."""

REPRINTED = {
    "answers/001703573.pdf": [
        ("14", "その４", "2026-04-21", "別添1", "14", [("", "に係るいずれかの取組")])
    ],
    "answers/001707505.pdf": [
        ("1", "その６", "2026-05-22", "別添3", "1", [("発行", "受け付けることが")])
    ],
}


@pytest.fixture(scope="module", params=sorted(LETTERS))
def letter(request: pytest.FixtureRequest, corpus: Path) -> tuple[str, Extraction[Answer]]:
    name: str = request.param
    return name, Answers().extract(pages_of(corpus / name), name)


def test_every_question_is_found(letter: tuple[str, Extraction[Answer]]) -> None:
    name, found = letter
    counts: dict[str, int] = {}
    for record in found.records:
        counts[record.annex] = counts.get(record.annex, 0) + 1
    assert counts == LETTERS[name]
    assert found.unplaced == []


def test_every_withdrawal_and_rereading_is_found_and_no_other(
    letter: tuple[str, Extraction[Answer]],
) -> None:
    name, found = letter
    for field, true in (("withdraws", WITHDRAWN), ("rereads", REREAD)):
        told = [
            (r.annex, r.number, s.cited.letter, s.cited.date, s.cited.annex, s.cited.first)
            for r in found.records
            for s in getattr(r, field)
        ]
        assert told == true.get(name, [])
    said = [
        (s.act, s.cited.letter, s.cited.date, s.cited.annex, s.cited.first)
        for s in found.records[0].letter_says
    ]
    assert said == SAID.get(name, [])


def test_a_withdrawal_stands_where_it_says(letter: tuple[str, Extraction[Answer]]) -> None:
    _, found = letter
    for record in found.records:
        traces = record.provenance.get("withdraws", [])
        assert len(traces) == len(record.withdraws)
        for said, trace in zip(record.withdraws, traces, strict=True):
            written = getattr(record, said.field)[said.start : said.end]
            assert "".join(written.split()) == "".join(said.words.split())
            squeezed = "".join("".join(place.text.split()) for place in trace.places)
            assert squeezed == "".join(written.split())


def test_reprinted_questions_say_of_which_and_what_was_corrected(
    letter: tuple[str, Extraction[Answer]],
) -> None:
    name, found = letter
    told = [
        (
            r.number, r.reprint_of.letter, r.reprint_of.date, r.reprint_of.annex,
            r.reprint_of.first, [(c.struck, c.inserted) for c in r.corrections],
        )
        for r in found.records
        if r.reprint_of is not None
    ]  # fmt: skip
    assert told == REPRINTED.get(name, [])


def test_the_mark_of_an_annex_on_its_second_page_ends_no_answer(corpus: Path) -> None:
    name = "answers/001678310.pdf"
    found = Answers().extract(pages_of(corpus / name), name)
    third = next(r for r in found.records if r.annex == "別添5" and r.number == "3")
    assert "主たる事業所又は従たる事業所の双方が" in third.answer
