"""From SQLite to PostgreSQL and back: every row, every value."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import psycopg
import pytest

from tests.backup.test_backup import entries, failed, hits, home, tables
from tests.postgresql import empty_database
from tests.search.conftest import postgresql
from tests.served import run

__all__ = ["home", "postgresql"]


@pytest.fixture
def database(postgresql: str) -> str:
    return empty_database(postgresql)


@pytest.mark.thorough
def test_there_and_back_again_is_the_same(home: Path, database: str, tmp_path: Path) -> None:
    moved = tmp_path / "moved"
    shutil.copytree(home, moved)
    before = tables(moved)
    assert before["documents_page"][0] == 18
    assert before["records_record"][0] > 20
    assert "すべて同じ" in run(moved, "transfer", database)
    assert tables(moved, database_url=database) == before
    (moved / "library.sqlite3").rename(tmp_path / "old.sqlite3")
    run(moved, "transfer", "sqlite", database_url=database)
    assert tables(moved) == before


@pytest.mark.thorough
@pytest.mark.guarding
def test_the_audit_log_goes_along_and_is_guarded_there(
    home: Path, database: str, tmp_path: Path
) -> None:
    moved = tmp_path / "moved"
    shutil.copytree(home, moved)
    before = entries(moved)
    assert {entry["kind"] for entry in before} >= {"added", "token", "collection"}
    run(moved, "transfer", database)
    there = entries(moved, database_url=database)
    assert there[: len(before)] == before
    assert [entry["kind"] for entry in there[len(before) :]] == ["moved"]
    with psycopg.connect(database) as connection, pytest.raises(psycopg.Error, match="only added"):
        connection.execute("delete from audit_entry")


def test_an_instance_goes_on_in_its_new_database(home: Path, database: str, tmp_path: Path) -> None:
    from tests import pdfs

    moved = tmp_path / "moved"
    shutil.copytree(home, moved)
    run(moved, "transfer", database)
    (moved / "library.sqlite3").unlink()
    (tmp_path / "one.pdf").write_bytes(pdfs.pdf("もう一つ"))
    run(moved, "add", str(tmp_path / "one.pdf"), database_url=database)
    numbers = json.loads(run(moved, "status", "--json", database_url=database))
    assert numbers["documents"] == numbers["searchable_documents"] == 6
    run(moved, "user", "taro", "--password", "kirihama-no-tomoshibi", database_url=database)


@pytest.mark.thorough
def test_a_backup_of_either_is_restored_into_either(
    home: Path, database: str, tmp_path: Path
) -> None:
    dest, new, back = tmp_path / "dest", tmp_path / "new", tmp_path / "back"
    run(home, "backup", str(dest))
    run(new, "restore", str(dest), database_url=database)
    expected = {t: v for t, v in tables(home).items() if t != "django_session"}
    there = tables(new, database_url=database)
    assert {t: v for t, v in there.items() if t in expected} == expected
    other = tmp_path / "other"
    run(new, "backup", str(other), database_url=database)
    run(back, "restore", str(other))
    assert {t: v for t, v in tables(back).items() if t in expected} == expected
    assert hits(back, "図書館") == hits(home, "図書館")


def test_what_is_there_is_not_written_over(home: Path, database: str, tmp_path: Path) -> None:
    moved = tmp_path / "moved"
    shutil.copytree(home, moved)
    run(moved, "transfer", database)
    assert "すでに文書かアカウントがあります" in failed(moved, "transfer", database)
    assert "同じ種類" in failed(moved, "transfer", "sqlite")
