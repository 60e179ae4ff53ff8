"""The cheap look at a document never refuses one that the grammar finds records in."""

from __future__ import annotations

from pathlib import Path

import pytest

from shiryokan.paper.isolated import IsolatedReader
from shiryokan.paper.model import Page
from shiryokan.registers.catalogue import REGISTERS
from shiryokan.registers.errors import NoRecords

SAMPLES = Path(__file__).parents[2] / "samples"
CORPUS_FOLDERS = ("answers", "care", "fees", "plan", "plan-looks")


def _pages(path: Path) -> list[Page]:
    with IsolatedReader(path) as reader:
        return list(reader.pages())


def _refused(pages: list[Page]) -> list[str]:
    """The registers whose glance refuses the document; asserts that the grammar does so too."""
    refused = [name for name, register in REGISTERS.items() if not register.glance(pages)]
    for name in refused:
        with pytest.raises(NoRecords):
            REGISTERS[name].extract(pages)
    return refused


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.pdf")), ids=lambda path: path.stem)
def test_a_glance_refuses_no_sample_that_has_records(path: Path) -> None:
    _refused(_pages(path))


@pytest.mark.corpus
@pytest.mark.parametrize("folder", CORPUS_FOLDERS)
def test_a_glance_refuses_no_document_of_the_corpora_that_has_records(
    folder: str, corpus: Path
) -> None:
    refused = [_refused(_pages(path)) for path in sorted((corpus / folder).glob("*.pdf"))]
    assert any(refused), "a glance that refuses nothing saves nothing"


def test_nothing_is_refused_or_found_in_no_pages() -> None:
    assert set(_refused([])) == set(REGISTERS)
