"""What is guessed of real documents, against gold made by eye; a third is held back."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from functools import cache
from pathlib import Path

import pytest

from shiryokan.paper.document import Document
from shiryokan.paper.reader import Reader
from shiryokan.titlepage.guess import PAGES, PROPOSED, DateGuess, Guess, Guesses, guess
from tests.readings import some_pages_of

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
GOLD = json.loads((Path(__file__).parent / "gold.json").read_text("utf-8"))
REAL = sorted(
    (name for name in GOLD if name.startswith("real/")),
    key=lambda name: hashlib.sha256(name.rsplit("/", 1)[1].encode()).hexdigest(),
)
HELD = REAL[:20]
GROUPS = {
    "held back": HELD,
    "built with": REAL[20:],
    "others": [name for name in GOLD if not name.startswith("real/")],
}
LEAST = {
    "held back": {"title": 0.9, "publisher": 0.85, "date": 0.9},
    "built with": {"title": 0.9, "publisher": 0.9, "date": 0.9},
    "others": {"title": 0.95, "publisher": 0.95, "date": 0.95},
}
"""Shares below which something has become worse."""


@pytest.mark.thorough
@pytest.mark.guarding
@pytest.mark.parametrize("group", GROUPS)
def test_titles_publishers_and_dates_of_real_documents(group: str) -> None:
    if not CORPUS.is_dir():
        pytest.skip("the corpus is not here")
    names = GROUPS[group]
    shares = {
        field: sum(is_right(name, field) for name in names) / len(names) for field in LEAST[group]
    }
    print(group, shares)
    if group != "held back":
        print([(n, f, said(n)[f]) for n in names for f in LEAST[group] if not is_right(n, f)])
    short = {field: share for field, share in shares.items() if share < LEAST[group][field]}
    assert not short, [(n, f) for n in names for f in short if not is_right(n, f)]


@pytest.mark.thorough
@pytest.mark.guarding
def test_no_title_is_a_file_name_or_a_programs() -> None:
    if not CORPUS.is_dir():
        pytest.skip("the corpus is not here")
    titles = {name: said(name)["title"] for name in GOLD}
    assert [t for t in titles.values() if re.search(r"Taro|Microsoft|フル ?ページ|\.pdf", t)] == []


def is_right(name: str, field: str) -> bool:
    return plain(said(name)[field]) in [plain(value) for value in GOLD[name][field]]


@cache
def said(name: str) -> dict[str, str]:
    found = guesses(name)
    return {
        "title": value(found.title),
        "publisher": value(found.publisher),
        "date": date(found.date),
    }


def guesses(name: str) -> Guesses:
    with Reader(CORPUS / name) as reader:
        summary = reader.summary()
    numbers = [*range(1, min(PAGES, summary.pages) + 1)]
    if summary.pages > PAGES:
        numbers.append(summary.pages)
    read = some_pages_of(CORPUS / name, numbers)
    pages, last = read[:PAGES], read[PAGES] if summary.pages > PAGES else None
    first = Document.of(pages).pages
    return guess(first, summary.title, summary.author, name.rsplit("/", 1)[1], last)


def value(found: Guess | None) -> str:
    return found.value if found and found.confidence >= PROPOSED else ""


def date(found: DateGuess | None) -> str:
    if not found or found.confidence < PROPOSED:
        return ""
    forms = {"day": "%Y-%m-%d", "month": "%Y-%m", "year": "%Y"}
    return found.day.strftime(forms[found.precision])


def plain(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).lower()
    return re.sub(r"[\s・]", "", re.sub(r"[〜～∼]", "~", folded))
