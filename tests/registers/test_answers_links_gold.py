"""Links of 200 questions, read by eye before there was any code, and the goals of issue 14."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from shiryokan.registers.answers import Answers
from shiryokan.registers.answers.links import links_of
from tests.readings import pages_of

GOLD = Path(__file__).with_name("answers_links_gold.tsv")
RECALL, PRECISION = 0.95, 0.98


def test_the_gold_is_of_200_questions_of_five_letters() -> None:
    rows = _rows()
    assert len(rows) == 200
    assert len({row["letter"] for row in rows}) == 5
    assert sum(len(row["links"].split()) for row in rows) > 300


def test_links_are_found_and_true(corpus: Path) -> None:
    bench = pytest.importorskip("bench.registers_answer_links")
    names = bench.schedules()
    told = {}
    for letter, file in bench.FILES.items():
        for record in Answers().extract(pages_of(corpus / file), letter).records:
            key = (letter, record.collection, record.number)
            found = [link for link in links_of(record, names)[0] if link.kind != "mention"]
            told.setdefault(key, {bench.written(link) for link in found})
    count: Counter[str] = Counter()
    for row in _rows():
        true = set(row["links"].split())
        found = told[row["letter"], row["part"], row["number"]]
        count.update(true=len(true), told=len(found), right=len(true & found))
    assert count["right"] / count["true"] >= RECALL
    assert count["right"] / count["told"] >= PRECISION


def _rows() -> list[dict[str, str]]:
    with GOLD.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))
