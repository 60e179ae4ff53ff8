"""What all tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

from shiryokan.audit import guard
from tests import pdfs

ROOT = Path(__file__).parent.parent
CORPUS = ROOT.parent / "shared" / "corpus"
SAMPLES = ROOT / "samples"


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The corpora; where they are absent the test is skipped, but never in CI."""
    if not CORPUS.is_dir():
        word = f"the corpora are not at {CORPUS}"
        if os.environ.get("CI"):
            pytest.fail(word)
        pytest.skip(word)
    return CORPUS


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """A test's database is emptied after it, which the guard of the deeds would refuse."""
    with django_db_blocker.unblock():
        guard.take_down(connection)


@pytest.fixture(scope="session")
def samples() -> Path:
    return SAMPLES


@pytest.fixture(scope="session")
def bad_pdfs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of files that are wrong in one way each."""
    folder = tmp_path_factory.mktemp("bad")
    pdfs.write_bad_files(folder)
    return folder


@pytest.fixture(scope="session")
def bomb(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two megabytes that unfold to two gigabytes."""
    path = tmp_path_factory.mktemp("bomb") / "bomb.pdf"
    pdfs.write_bomb(path, 2 * 1024**3)
    return path
