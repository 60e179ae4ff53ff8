"""Restoring into a database that is not the home's own: what it holds is never lost."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import psycopg
import pytest

from tests import pdfs
from tests.backup.test_backup import failed, tables
from tests.postgresql import empty_database, new_database
from tests.search.conftest import postgresql
from tests.served import command, run

__all__ = ["postgresql"]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of an instance with one document and one account."""
    place = tmp_path_factory.mktemp("kept")
    (place / "one.pdf").write_bytes(pdfs.pdf("控えの文書"))
    run(place / "home", "add", str(place / "one.pdf"))
    run(place / "home", "user", "hanako", "--password", "kirihama-no-tomoshibi")
    run(place / "home", "backup", str(place / "dest"))
    return place / "dest"


@pytest.fixture
def database(postgresql: str) -> str:
    return new_database(postgresql)


@pytest.fixture
def living(database: str, tmp_path: Path) -> Path:
    """An instance whose rows are in the database, with two documents of its own."""
    home = tmp_path / "living"
    for name in ("a", "b"):
        (tmp_path / f"{name}.pdf").write_bytes(pdfs.pdf(f"生きている文書{name}"))
        run(home, "add", str(tmp_path / f"{name}.pdf"), database_url=database)
    return home


def restore(home: Path, kept: Path, *options: str, **settings: str) -> tuple[int, str]:
    done = command(home, "restore", str(kept), "--home", str(home), *options, **settings)
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, done.stdout + done.stderr


@pytest.mark.thorough
@pytest.mark.guarding
def test_a_drill_leaves_a_database_in_use_alone(
    kept: Path, living: Path, database: str, tmp_path: Path
) -> None:
    before = tables(living, database_url=database)
    status, said = restore(tmp_path / "drill", kept, database_url=database)
    assert status == 1
    assert "文書 2件" in said
    assert not (tmp_path / "drill").exists()
    assert tables(living, database_url=database) == before


def test_so_it_does_where_only_the_settings_in_the_backup_name_it(
    living: Path, database: str, tmp_path: Path
) -> None:
    (living / "config.toml").write_text(f'database_url = "{database}"\n')
    run(living, "backup", str(tmp_path / "dest"))
    before = tables(living)
    status, said = restore(tmp_path / "drill", tmp_path / "dest")
    assert status == 1
    assert "SHIRYOKAN_DATABASE_URL" in said
    assert not (tmp_path / "drill").exists()
    assert tables(living) == before


def test_accounts_alone_are_in_use(kept: Path, database: str, tmp_path: Path) -> None:
    run(tmp_path / "people", "user", "a", "--password", "kirihama-no-tomo", database_url=database)
    status, said = restore(tmp_path / "drill", kept, database_url=database)
    assert (status, "アカウント 1件" in said) == (1, True)


@pytest.mark.thorough
@pytest.mark.guarding
def test_rows_that_are_replaced_are_put_aside_first(
    kept: Path, living: Path, database: str, tmp_path: Path
) -> None:
    before = tables(living, database_url=database)
    status, said = restore(living, kept, "--replace", database_url=database)
    assert status == 0, said
    assert json.loads(run(living, "status", "--json", database_url=database))["documents"] == 1
    (rows,) = tmp_path.glob("living.database-before-restore-*.sqlite3")
    (home,) = tmp_path.glob("living.before-restore-*")
    assert str(rows) in said
    assert rows.stat().st_mode & 0o777 == 0o600
    shutil.copy(rows, home / "library.sqlite3")
    assert tables(home) == before
    assert json.loads(run(home, "check", "--json")) == []


def test_when_the_rows_cannot_be_replaced_all_is_as_it_was(
    kept: Path, living: Path, database: str, tmp_path: Path
) -> None:
    before = tables(living, database_url=database)
    with psycopg.connect(database) as connection:
        connection.execute("alter table auth_user add constraint none check (username <> 'hanako')")
    assert restore(living, kept, "--replace", database_url=database)[0] == 1
    assert tables(living, database_url=database) == before
    assert len(list(living.glob("originals/*/*.pdf"))) == 2
    assert not list(tmp_path.glob("living.before-restore-*"))


def test_a_database_of_something_else_is_never_written_into(
    kept: Path, postgresql: str, tmp_path: Path
) -> None:
    database = empty_database(postgresql)
    with psycopg.connect(database) as connection:
        connection.execute("create table auth_user (id int); insert into auth_user values (7)")
    for options in ((), ("--replace",)):
        status, said = restore(tmp_path / "new", kept, *options, database_url=database)
        assert (status, "資料館のものではない" in said) == (1, True)
    run(tmp_path / "other", "status")
    assert "資料館のものではない" in failed(tmp_path / "other", "transfer", database)
    with psycopg.connect(database) as connection:
        assert connection.execute("select id from auth_user").fetchall() == [(7,)]
        held = connection.execute("select count(*) from pg_tables where schemaname = 'public'")
        assert held.fetchone() == (1,)


def test_rows_are_not_moved_where_accounts_are(database: str, tmp_path: Path) -> None:
    run(tmp_path / "people", "user", "a", "--password", "kirihama-no-tomo", database_url=database)
    run(tmp_path / "other", "status")
    assert "アカウント" in failed(tmp_path / "other", "transfer", database)
