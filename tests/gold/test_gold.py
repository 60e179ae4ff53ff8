"""The gold is what it was, and the layout reads it."""

from __future__ import annotations

from pathlib import Path
from statistics import mean

import pytest
from rapidfuzz.distance import Levenshtein

from shiryokan.paper.reader import Reader
from tests.gold.regions import GoldFile, digest, gold_files, page_text, read_marks, squeezed

FAR = 0.04
"""Mean distance that the pages drawn by eye may be from the gold: it is to go down only."""


@pytest.mark.parametrize("gold", gold_files(), ids=lambda gold: Path(gold.file).stem)
def test_the_text_of_each_page_is_the_one_that_was_sealed(corpus: Path, gold: GoldFile) -> None:
    for page in gold.pages:
        text = page_text(read_marks(corpus / gold.file, page.page), page)
        assert text
        assert digest(text) == page.sha256, f"page {page.page}"


def test_the_layout_reads_the_gold_pages(corpus: Path) -> None:
    distances: dict[bool, list[float]] = {True: [], False: []}
    for gold in gold_files():
        with Reader(corpus / gold.file) as reader:
            for page in gold.pages:
                right = squeezed(page_text(read_marks(corpus / gold.file, page.page), page))
                read = squeezed(reader.page(page.page).text)
                by_eye = "proposed" not in page.note
                distances[by_eye].append(Levenshtein.normalized_distance(right, read))
    assert mean(distances[True]) < FAR
    assert mean(distances[False]) < FAR
