"""What a repair finds again is shown to nobody who might not have seen it before."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

from tests import pdfs
from tests.faults.test_checking import check, lose_the_database
from tests.served import page_of, run

OPEN, SECRET, THROWN = "公開の灯台", "会員だけの灯台", "捨てた灯台"
STRAY = "行のない灯台"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """An instance with a document for everyone, one for members and one in the bin."""
    home = tmp_path / "home"
    ids = {}
    for name in (OPEN, SECRET, THROWN):
        (tmp_path / f"{name}.pdf").write_bytes(pdfs.pdf(name))
        before = set(ids.values())
        run(home, "add", str(tmp_path / f"{name}.pdf"))
        hits = [json.loads(line) for line in run(home, "search", name, "--json").splitlines()]
        (ids[name],) = {hit["document"] for hit in hits} - before
    run(home, "collection", "会員", "--visibility", "members", "--put", ids[SECRET])
    run(home, "delete", ids[THROWN])
    return home


def seen(home: Path) -> set[str]:
    """What somebody finds who has not signed in."""
    said = re.sub("<[^>]+>", "", page_of(home, "/search?q=灯台"))
    return {name for name in (OPEN, SECRET, THROWN, STRAY) if name in said}


@pytest.mark.thorough
@pytest.mark.guarding
def test_after_a_lost_database_only_administrators_see_what_is_found_again(home: Path) -> None:
    assert seen(home) == {OPEN}
    lose_the_database(home)
    status, said = check(home, "--repair")
    assert status == 0
    assert "管理者だけが見るコレクション「戻した原本」" in said
    assert seen(home) == set()
    assert json.loads(run(home, "status", "--json"))["searchable_documents"] == 3
    kinds = {json.loads(line)["kind"] for line in run(home, "audit", "--json").splitlines()}
    assert "collection" in kinds
    run(home, "collection", "戻した原本", "--visibility", "public")
    run(home, "work")
    assert seen(home) == {OPEN, SECRET, THROWN}


@pytest.mark.thorough
@pytest.mark.guarding
def test_so_it_is_with_an_original_whose_row_is_gone(home: Path) -> None:
    run(home, "collection", "戻した原本", "--visibility", "public")
    stray = home / "originals" / "00" / f"{'0' * 64}.pdf"
    stray.parent.mkdir(exist_ok=True)
    stray.write_bytes(pdfs.pdf(STRAY))
    os.utime(stray, (0, 0))
    assert check(home, "--repair")[0] == 0
    assert "戻した原本 2" in run(home, "collection")
    assert seen(home) == {OPEN}
    run(home, "collection", "戻した原本 2", "--visibility", "public")
    run(home, "work")
    assert seen(home) == {OPEN, STRAY}
