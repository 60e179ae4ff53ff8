"""An answer that is given twice, at the same place of two pages, is text; titles are furniture."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from shiryokan.paper.document import Document
from shiryokan.paper.reader import Reader
from tests.paper.answer_pages import made


def _squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("seed", [1, 2, 3, 4, 21])
def test_answers_are_text_and_titles_are_furniture(tmp_path: Path, seed: int) -> None:
    told = made(seed)
    path = tmp_path / "answers.pdf"
    path.write_bytes(told.pdf)
    with Reader(path) as reader:
        document = Document.of([reader.page(n) for n in range(1, reader.pages + 1)])
    for page, titles in zip(document.pages, told.furniture, strict=True):
        aside = [line for block in page.blocks if block.kind == "furniture" for line in block.lines]
        assert sorted(_squeezed(line.text) for line in aside) == sorted(map(_squeezed, titles))
