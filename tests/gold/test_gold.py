"""The gold is what it was, and the layout reads it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from statistics import mean

import pytest
from rapidfuzz.distance import Levenshtein

from tests.gold.regions import (
    GoldFile,
    GoldPage,
    digest,
    gold_files,
    page_text,
    read_marks,
    squeezed,
)
from tests.readings import some_pages_of

FAR = 0.04
"""Mean distance that the pages drawn by eye may be from the gold: it is to go down only."""


marks_of = cache(read_marks)


def sealed_text(corpus: Path, file: str, page: GoldPage) -> str:
    """The text of the page's regions."""
    return page_text(marks_of(corpus / file, page.page), page)


@pytest.mark.parametrize("gold", gold_files(), ids=lambda gold: Path(gold.file).stem)
def test_the_text_of_each_page_is_the_one_that_was_sealed(corpus: Path, gold: GoldFile) -> None:
    for page in gold.pages:
        text = sealed_text(corpus, gold.file, page)
        assert text
        assert digest(text) == page.sha256, f"page {page.page}"


def test_the_layout_reads_the_gold_pages(corpus: Path) -> None:
    distances: dict[bool, list[float]] = {True: [], False: []}
    for gold in gold_files():
        pages = some_pages_of(corpus / gold.file, [page.page for page in gold.pages])
        for page, found in zip(gold.pages, pages, strict=True):
            right, read = squeezed(sealed_text(corpus, gold.file, page)), squeezed(found.text)
            by_eye = "proposed" not in page.note
            distances[by_eye].append(Levenshtein.normalized_distance(right, read))
    assert mean(distances[True]) < FAR
    assert mean(distances[False]) < FAR
