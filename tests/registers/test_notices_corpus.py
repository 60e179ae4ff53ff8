"""Published notices, against their text as it was set by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.registers.notices_truth import measure

LEAST = 0.99
"""The share of heads and of paragraphs that is there, and of the text either way."""


@pytest.mark.corpus
@pytest.mark.parametrize("name", ["dispensing-r6", "dental-r6"])
def test_items_and_paragraphs_of_a_notice_are_there_and_their_text_is_whole(
    corpus: Path, name: str
) -> None:
    folder = corpus / "notices"
    if not (folder / f"{name}.pdf").exists():
        pytest.skip("the notices are not here")
    found = measure(folder / f"{name}.pdf", folder / f"{name}.edited.txt")
    for there, printed in (found.heads, found.paragraphs):
        assert there >= LEAST * printed > 0, found.missing
    there, printed = found.characters
    assert LEAST * printed <= there <= printed / LEAST
