"""Files that mean harm: each is read or refused within its limits. `bench/hostile.py` tries more."""

from __future__ import annotations

from pathlib import Path

import pytest

from shiryokan.paper.errors import PaperError
from shiryokan.paper.isolated import IsolatedReader
from shiryokan.paper.limits import Limits
from shiryokan.paper.picture import SIZES
from tests.conftest import SAMPLES
from tests.paper.bombs import BOMBS
from tests.paper.mutations import MUTATIONS, mutated

LIMITS = Limits(page_seconds=0.4, file_seconds=0.8)
"""What no limit of memory stops works until one of these, at each of its pages and pictures."""
LONGER = Limits(page_seconds=1.0, file_seconds=2.0)
SLOW_TO_MAKE = ("unfolding content", "nested unfolding", "giant image", "giant image of bits")
"""Each of these unfolds to gigabytes; the tests of reading have one of them."""


def read_and_draw(path: Path, limits: Limits = LIMITS) -> None:
    """No error but the reader's own."""
    try:
        with IsolatedReader(path, limits) as reader:
            pages = list(reader.pages(1, 3))
            assert len(pages) == min(3, reader.summary.pages)
            reader.picture(1, SIZES["thumbnail"])
    except PaperError:
        pass


@pytest.mark.thorough
@pytest.mark.guarding
@pytest.mark.parametrize("name", [name for name in BOMBS if name not in SLOW_TO_MAKE])
def test_a_bomb_does_no_harm(name: str, tmp_path: Path) -> None:
    path = tmp_path / "bomb.pdf"
    path.write_bytes(BOMBS[name]())
    read_and_draw(path)


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in BOMBS if name not in SLOW_TO_MAKE])
def test_a_bomb_that_works_for_longer_does_no_harm(name: str, tmp_path: Path) -> None:
    path = tmp_path / "bomb.pdf"
    path.write_bytes(BOMBS[name]())
    read_and_draw(path, LONGER)


@pytest.mark.thorough
@pytest.mark.guarding
def test_spoilt_files_do_no_harm(tmp_path: Path) -> None:
    sources = [path.read_bytes() for path in sorted(SAMPLES.glob("*.pdf"))]
    path = tmp_path / "spoilt.pdf"
    for number in range(4 * len(MUTATIONS)):
        path.write_bytes(mutated(number, sources)[1])
        read_and_draw(path)
