"""What is found in real documents and the samples: 120 traps, and that no page is ever missed."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from shiryokan.access.readers import reading_all_but_the_bin
from shiryokan.japanese.codepoints import fold_text
from shiryokan.search import hints, near_words
from shiryokan.search.analysis import ACROSS_ATOMS
from shiryokan.search.engines.tantivy.engine import TantivyEngine
from shiryokan.search.grams import words_of_folded
from shiryokan.search.question import Question
from tests.search.real_pages import LEFT_OUT, ReadPage, fill, found, identifier, read_all

pytestmark = pytest.mark.thorough
CASES = Path(__file__).parent / "retrieval_cases.tsv"
LOST = Path(__file__).parent / "lost_questions.tsv"
UNANSWERED: set[str] = set()
"""Lost questions that nothing helps on."""
PHRASES = {"line": 200, "block": 150, "page": 150}
Documents = dict[str, list[ReadPage]]


def cases() -> list[dict[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.fixture(scope="module")
def documents(corpus: Path, samples: Path) -> Documents:
    paths = [*sorted((corpus / "real").glob("*.pdf")), *sorted(samples.glob("*.pdf"))]
    return read_all([path for path in paths if path.stem not in LEFT_OUT])


@pytest.fixture(scope="module")
def index(documents: Documents, tmp_path_factory: pytest.TempPathFactory) -> TantivyEngine:
    engine = TantivyEngine(tmp_path_factory.mktemp("real"))
    fill(engine, documents)
    return engine


@pytest.fixture(scope="module")
def names(documents: Documents) -> dict[str, str]:
    return {identifier(name): name for name in documents}


def test_there_are_enough_cases_and_each_is_there_once() -> None:
    rows = cases()
    assert len(rows) >= 120
    assert len({row["query"] for row in rows}) == len(rows)
    assert all(row["must come"] for row in rows)


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case['trap']}: {case['query']}")
def test_a_trap(case: dict[str, str], index: TantivyEngine, names: dict[str, str]) -> None:
    pages = found(index, case["query"], names)
    first = pages[: int(case["within"])] if case["within"] else pages
    assert [page for page in case["must come"].split() if page not in first] == []
    assert [page for page in case["must not come"].split() if page in pages] == []


@pytest.mark.django_db
def test_lost_questions_lead_to_a_right_page(
    index: TantivyEngine, names: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """40 misspellings and questions that find nothing: one of the first ten pages of a query that
    is offered is right."""
    for module in (hints, near_words):
        monkeypatch.setattr(module, "engine", lambda: index)
    with LOST.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    assert len(rows) == 40
    lost = set()
    for row in rows:
        assert found(index, row["query"], names) == [], row["query"]
        with reading_all_but_the_bin():
            offered = hints.help_for(Question(text=row["query"])).hints
        first = [page for hint in offered for page in found(index, hint.query, names)[:10]]
        if not any(_is_right(page, row["right pages"]) for page in first):
            lost.add(row["query"])
    assert lost == UNANSWERED


def _is_right(page: str, right: str) -> bool:
    return page in right.split() or f"{page.split(':', maxsplit=1)[0]}:*" in right.split()


def test_no_page_that_holds_a_phrase_is_missed(
    documents: Documents, index: TantivyEngine, names: dict[str, str]
) -> None:
    """500 phrases that run over the end of a line, of a block or column, or of a page."""
    rows = dict(_rows(documents))
    crossings = dict(_crossings(documents))
    chance = random.Random(20_261_123)
    missed = []
    for kind, count in PHRASES.items():
        drawn = _phrases(kind, documents, chance)
        for phrase in (next(drawn) for _ in range(count)):
            wanted, parted = _row(phrase), _parted(phrase)
            truth = {page for page, row in rows.items() if wanted in row}
            truth |= {page for page, row in crossings.items() if any(p in row for p in parted)}
            assert truth, phrase
            missing = truth.difference(found(index, f'"{phrase}"', names))
            missed += [(kind, phrase, page) for page in missing]
    assert missed == []


def _row(text: str) -> str:
    return f" {' '.join(words_of_folded(fold_text(text)))} "


def _parted(phrase: str) -> list[str]:
    """The phrase with a bar at each place within it."""
    row = words_of_folded(fold_text(phrase))
    return [f" {' '.join([*row[:at], '|', *row[at:]])} " for at in range(1, len(row))]


def _rows(documents: Documents) -> Iterator[tuple[str, str]]:
    for name, pages in documents.items():
        for page in pages:
            yield f"{name}:{page.number}", _row(page.text)


def _crossings(documents: Documents) -> Iterator[tuple[str, str]]:
    """The end of each page's flow and the next page's beginning, with a bar between them."""
    for name, pages in documents.items():
        for page, following in pairwise(pages):
            last = words_of_folded(fold_text(page.flow[-160:]))[-ACROSS_ATOMS:]
            first = words_of_folded(fold_text(following.flow[:160]))[:ACROSS_ATOMS]
            yield f"{name}:{page.number}", f" {' '.join([*last, '|', *first])} "


def _phrases(kind: str, documents: Documents, chance: random.Random) -> Iterator[str]:
    everything = list(documents.values())
    while True:
        pages = chance.choice(everything)
        at = chance.randrange(len(pages))
        before, after = _two_sides(kind, pages, at, chance)
        ends, begins = words_of_folded(fold_text(before)), words_of_folded(fold_text(after))
        head, tail = chance.randint(2, 6), chance.randint(2, 6)
        if len(ends) >= head and len(begins) >= tail:
            row = [*ends[-head:], *begins[:tail]]
            plain = [word for word in row if word.isalnum()]
            if plain == row and not any(word.isascii() for word in row):
                yield "".join(row)


def _two_sides(kind: str, pages: list[ReadPage], at: int, chance: random.Random) -> tuple[str, str]:
    page = pages[at]
    if kind == "page":
        return (page.flow[-60:], pages[at + 1].flow[:60]) if at + 1 < len(pages) else ("", "")
    if kind == "block":
        if len(page.blocks) < 2:
            return "", ""
        number = chance.randrange(1, len(page.blocks))
        return page.blocks[number - 1], page.blocks[number]
    lines = page.text.split("\n")
    if len(lines) < 2:
        return "", ""
    number = chance.randrange(1, len(lines))
    return lines[number - 1], lines[number]
