"""Links, withdrawals and reprints on a record's page and in files: in words, of both languages."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import msgspec
import pytest

from shiryokan.i18n import catalogue
from shiryokan.registers.answers import Answer, Answers
from shiryokan.registers.export import FORMS, table_of
from tests.readings import pages_of

CORRECTED, FIRST = "answers/001707505.pdf", "answers/001678310.pdf"
REGISTER = Answers()


def record(corpus: Path, name: str, annex: str, number: str) -> Answer:
    found = REGISTER.extract(pages_of(corpus / name), name).records
    return next(each for each in found if (each.annex, each.number) == (annex, number))


def shown(answer: Answer, name: str, language: str) -> str:
    field = REGISTER.field(name)
    assert field is not None
    value = msgspec.to_builtins(getattr(answer, name))
    made = field.kind.shown(value, catalogue(language).gettext)
    return "\n".join([*made.lines, *("|".join(row) for row in made.rows)])


@pytest.mark.parametrize(
    ("language", "words"),
    [("ja", "疑義解釈（その6） 2026年5月22日 別添3 問1"), ("en", "clarification letter 6 May 22, 2026 annex 3 question 1")],
)  # fmt: skip
def test_a_reprint_says_of_which_question(corpus: Path, language: str, words: str) -> None:
    answer = record(corpus, CORRECTED, "別添5", "1")
    assert shown(answer, "reprint_of", language) == words
    assert "発行|受け付けることが" in shown(answer, "corrections", language)


@pytest.mark.parametrize(
    ("language", "withdrawn", "whole"),
    [("ja", "問の廃止|疑義解釈（その1） 2024年3月28日 別添1 問6|", "別添5 問15"),
     ("en", "withdrawn|clarification letter 1 March 28, 2024 annex 1 question 6|", "annex 5 question 15")],
)  # fmt: skip
def test_withdrawals_are_told_in_words(
    corpus: Path, language: str, withdrawn: str, whole: str
) -> None:
    assert shown(record(corpus, FIRST, "", "1"), "withdraws", language).startswith(withdrawn)
    assert whole in shown(record(corpus, CORRECTED, "別添1", "1"), "letter_says", language)


@pytest.mark.parametrize(
    ("language", "rows"),
    [("ja", ("区分番号による|医科|A000|注14", "見出しによる|医科|")),
     ("en", ("by code|Medical|A000|note 14", "by heading|Medical|"))],
)  # fmt: skip
def test_links_are_told_in_words(corpus: Path, language: str, rows: tuple[str, ...]) -> None:
    answer = record(corpus, FIRST, "", "1")
    text = shown(answer, "links", language)
    assert rows[1] in text
    assert rows[0].rpartition("|")[0] in text
    assert "100%" in text
    assert not any(sign in text for sign in ("{", "None"))


def test_files_hold_links_and_withdrawals(corpus: Path) -> None:
    answer = record(corpus, FIRST, "", "1")
    answer.links_left_out = 3
    made = table_of(
        "answers", "疑義解釈", [answer], REGISTER.fields, lambda _: "https://library.example/"
    )
    rows = list(csv.DictReader(io.StringIO(FORMS["csv"].write(made).decode("utf-8-sig"))))
    assert "疑義解釈（その1） 2024年3月28日 別添1 問6" in rows[0]["この問が廃止する問"]
    assert "区分番号による" in rows[0]["つながる項目と問"]
    assert rows[0]["ここに載せていないつながり"] == "3"
    assert FORMS["xlsx"].write(made)
    line = json.loads(FORMS["jsonl"].write(made))
    fields = line.get("fields", line)
    assert fields["withdraws"][0]["cited"]["first"] == "6"
    assert fields["links"][0]["kind"] == "code"
    assert line["schema"] == 4
