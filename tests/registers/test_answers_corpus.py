"""Questions and answers of published letters, against what stands on their pages."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from shiryokan.paper.model import Page
from shiryokan.registers.answers import Answer, Answers
from shiryokan.registers.answers.references import links
from shiryokan.registers.base import Extraction
from shiryokan.registers.errors import NoRecords
from tests.readings import pages_of

LETTER = "mhlw-r8-qa-91p.pdf"
COLLECTIONS = {
    "医科診療報酬点数表関係": 145,
    "看護職員処遇改善評価料及びベースアップ評価料関係": 10,
    "医科診療報酬点数表関係（ＤＰＣ）": 174,
    "歯科診療報酬点数表関係": 10,
    "調剤報酬点数表関係": 24,
    "訪問看護療養費関係": 6,
}
"""Taken from the pages by hand: the annexes and the numbers of their last questions; of the third
(問１－１ to 問15－13) the number of its questions."""
QUOTED = [(84, "４")]
"""A question of an older letter that an answer quotes, set further in."""
ASKED = re.compile(r"\s*問\s*([０-９\d]+(?:\s*[－-]\s*[０-９\d]+)*)")


@pytest.fixture(scope="module")
def letter(corpus: Path) -> list[Page]:
    return pages_of(corpus / "real" / LETTER)


@pytest.fixture(scope="module")
def found(letter: Sequence[Page]) -> Extraction[Answer]:
    return Answers().extract(letter, LETTER)


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_every_question_on_the_pages_is_there_once(
    letter: Sequence[Page], found: Extraction[Answer]
) -> None:
    printed = Counter(
        (page.page, squeezed(match[1]))
        for page in letter
        for line in page.text.splitlines()
        if (match := ASKED.match(line))
    )
    taken = Counter(
        (r.page, squeezed(r.provenance["number"][0].places[0].text)) for r in found.records
    )
    assert printed - taken == Counter(QUOTED)
    assert taken - printed == Counter()


def test_every_answer_mark_on_the_pages_is_taken(
    letter: Sequence[Page], found: Extraction[Answer]
) -> None:
    marks = sum(page.text.count("（答）") for page in letter)
    assert marks == len(found.records) + len(QUOTED)
    quoting = [r.key for r in found.records if "（答）" in r.question + r.answer]
    assert quoting == ["調剤報酬点数表関係/7"]


def test_the_numbers_run_without_gaps_in_each_collection(found: Extraction[Answer]) -> None:
    assert Counter(r.collection for r in found.records) == COLLECTIONS
    assert found.unplaced == []
    for name, count in COLLECTIONS.items():
        numbers = [r.number for r in found.records if r.collection == name]
        if "ＤＰＣ" not in name:
            assert numbers == [str(n) for n in range(1, count + 1)]
        assert len(set(numbers)) == count


def test_no_question_or_answer_is_empty_or_holds_another(found: Extraction[Answer]) -> None:
    for record in found.records:
        assert record.question and record.answer and record.topic, record.key
        assert not re.search(r"【[^】]*】$", record.answer), record.key


def test_nothing_of_the_annexes_is_lost(letter: Sequence[Page], found: Extraction[Answer]) -> None:
    """All characters of the pages with questions are in records, but for marks and page labels."""
    taken = Counter(
        squeezed("".join(r.number + r.question + r.answer for r in found.records)).translate(
            str.maketrans("0123456789-", "０１２３４５６７８９－")
        )
    )
    printed = Counter(squeezed("".join(page.text for page in letter[1:])))
    missing = printed - taken
    assert missing["。"] == 0 and missing["、"] <= 10


def test_the_letter_the_codes_and_the_links(found: Extraction[Answer]) -> None:
    by_key = {r.key: r for r in found.records}
    first = by_key["医科診療報酬点数表関係/11"]
    assert (first.date, first.issue, first.issue_number) == ("2026-04-01", "その２", 2)
    assert first.codes == ["A207-2"] and first.topic == "医師事務作業補助体制加算"
    assert by_key["医科診療報酬点数表関係/37"].notes == ["注8"]
    assert by_key["医科診療報酬点数表関係/29"].references == ["問28"]
    linked = links(found.records, {"A207-2"})["A207-2"]
    assert linked == [f"医科診療報酬点数表関係/{n}" for n in (11, 13, 34)]


def test_another_ministry_dresses_them_differently(corpus: Path) -> None:
    found = Answers().extract(pages_of(corpus / "real" / "mof-invoice-qa-kangxi-15p.pdf"))
    assert [r.number for r in found.records] == [str(n) for n in range(1, 22)]
    assert found.unplaced == []
    first, last = found.records[0], found.records[-1]
    assert first.page == 3 and first.question == "適用対象者を教えてください。"
    assert first.topic == "小規模事業者に係る税額控除に関する経過措置（２割特例）"
    assert last.topic == "登録制度の見直しと手続の柔軟化" and first.date == "2023-03-31"


@pytest.mark.thorough
@pytest.mark.guarding
@pytest.mark.parametrize(
    "name",
    [
        "mext-sti-wp-r6-ch1.pdf", "fsa-insurance-slides.pdf", "mhlw-r6-dispensing-notice.pdf",
        "meti-iot-guideline-19p.pdf", "mhlw-kokumin-kiso-22p.pdf", "osaka-covid-20210407.pdf",
        "fsa-policy-2023-30p.pdf", "mhlw-r6-dental-forms.pdf", "caa-mailorder-cid-27p.pdf",
    ],
)  # fmt: skip
def test_other_documents_have_none(corpus: Path, name: str) -> None:
    with pytest.raises(NoRecords):
        Answers().extract(pages_of(corpus / "real" / name))


@pytest.mark.parametrize("name", ["plain", "ruled"])
def test_opinions_and_what_is_thought_of_them_are_read(corpus: Path, name: str) -> None:
    path = corpus / "opinions" / f"{name}.pdf"
    rows = json.loads(path.with_suffix(".json").read_text())["rows"]
    records = {r.number: r for r in Answers().extract(pages_of(path)).records}
    assert len(records) == len(rows)
    for row in rows:
        found = records[row["no"]]
        assert plain(found.question) == plain(row["opinion"]), row["no"]
        assert plain(found.answer) == plain(row["answer"]), row["no"]


def plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())
