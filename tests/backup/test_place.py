"""The place of a backup: who may read it, what lies there besides, what rots there."""

from __future__ import annotations

import fcntl
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests import pdfs
from tests.backup.test_backup import failed, spoil
from tests.disks import fill
from tests.faults.test_disk import disk
from tests.served import command, run

__all__ = ["disk"]


@pytest.fixture(scope="module")
def instance(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An instance with one document."""
    place = tmp_path_factory.mktemp("instance")
    (place / "one.pdf").write_bytes(pdfs.pdf(*(f"文書の第{n}頁 " + "語" * 400 for n in range(40))))
    run(place / "home", "add", str(place / "one.pdf"))
    return place / "home"


@pytest.fixture
def dest(instance: Path, tmp_path: Path) -> Path:
    run(instance, "backup", str(tmp_path / "dest"))
    return tmp_path / "dest"


def snapshots(dest: Path) -> list[str]:
    return sorted(path.name for path in (dest / "snapshots").glob("2*Z"))


@contextmanager
def changing(dest: Path) -> Iterator[None]:
    """Another process changes this backup meanwhile."""
    with (dest / "lock").open("wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def test_nobody_but_its_owner_can_read_a_backup(instance: Path, tmp_path: Path) -> None:
    dest = tmp_path / "dest"
    (instance / "config.toml").write_text('smtp_password = "geheim"\n')
    (instance / "config.toml").chmod(0o644)
    (dest / "snapshots").mkdir(parents=True, mode=0o755)
    run(instance, "backup", str(dest))
    (instance / "config.toml").unlink()
    rights = {path: path.stat().st_mode & 0o777 for path in dest.rglob("*")}
    assert {path.name for path, right in rights.items() if right != 0o600} == {
        path.name for path in rights if path.is_dir()
    }
    assert {right for path, right in rights.items() if path.is_dir()} == {0o700}


def test_other_things_in_the_folder_are_no_snapshots(instance: Path, dest: Path) -> None:
    for name in ("old", "99991231-notes", "99999999T999999.999999Z", "@eaDir"):
        (dest / "snapshots" / name).mkdir()
    (dest / "snapshots" / "99991231T000000.000000Z").write_text("a file")
    assert len(run(instance, "backup", str(dest), "--list").splitlines()) == 1
    run(instance, "backup", str(dest), "--keep", "1")
    assert len(snapshots(dest)) == 1
    assert (dest / "snapshots" / "old").is_dir()
    assert "すべてそろっています" in run(instance, "backup", str(dest), "--verify")


def test_the_newest_stays_though_the_clock_was_set_back(instance: Path, dest: Path) -> None:
    (first,) = snapshots(dest)
    (dest / "snapshots" / first).rename(dest / "snapshots" / "20991231T235959.999999Z")
    said = run(instance, "backup", str(dest), "--keep", "1")
    assert snapshots(dest) == ["21000101T000000.000000Z"]
    assert "21000101T000000.000000Z" in said


def test_only_one_changes_a_backup_at_a_time(instance: Path, dest: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    run(other, "status")
    with changing(dest):
        before = snapshots(dest)
        assert "最中" in failed(instance, "backup", str(dest), "--keep", "1")
        assert "最中" in failed(other, "backup", str(dest))
        assert snapshots(dest) == before
        assert "すべてそろっています" in run(instance, "backup", str(dest), "--verify")
    run(other, "backup", str(dest))


def test_an_original_that_rotted_in_the_backup_is_copied_again(instance: Path, dest: Path) -> None:
    (kept,) = dest.glob("objects/*/*")
    spoil(kept)
    said = failed(instance, "backup", str(dest), "--verify")
    assert "壊れています" in said
    assert "写し直しました" in said
    assert "すべてそろっています" in run(instance, "backup", str(dest), "--verify")


def test_one_that_is_cut_off_is_copied_again_by_the_next_backup(instance: Path, dest: Path) -> None:
    (kept,) = dest.glob("objects/*/*")
    kept.write_bytes(kept.read_bytes()[:100])
    assert "新しく写したもの 1件" in run(instance, "backup", str(dest))
    assert "すべてそろっています" in run(instance, "backup", str(dest), "--verify")


def test_what_the_instance_has_not_either_is_not_called_whole(dest: Path, tmp_path: Path) -> None:
    (kept,) = dest.glob("objects/*/*")
    spoil(kept)
    run(tmp_path / "empty", "status")
    said = failed(tmp_path / "empty", "backup", str(dest), "--verify")
    assert "写し直しました" not in said
    assert "使えません" in said


def test_a_damaged_database_is_not_sealed_and_pushes_no_snapshot_out(
    instance: Path, dest: Path, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    shutil.copytree(instance, home)
    before = snapshots(dest)
    with closing(sqlite3.connect(home / "library.sqlite3")) as database:
        root, size = database.execute(
            "select rootpage, (select page_size from pragma_page_size) from sqlite_master"
            " where name = 'documents_page'"
        ).fetchone()
    with (home / "library.sqlite3").open("r+b") as file:
        file.seek((root - 1) * size)
        file.write(b"\x5a" * size)
    said = failed(home, "backup", str(dest), "--keep", "1")
    assert "データベースが壊れている" in said
    assert snapshots(dest) == before
    assert not list((dest / "snapshots").glob(".part-*"))


def test_a_full_disk_is_told_in_the_same_words_whoever_finds_out(
    instance: Path, disk: Path
) -> None:
    dest = disk / "dest"
    (dest / "snapshots").mkdir(parents=True)
    filling = fill(disk)
    # so that it is SQLite that finds no room
    os.truncate(filling, filling.stat().st_size - (128 << 10))
    done = command(instance, "backup", str(dest))
    assert done.returncode == 1
    assert f"{dest} に書けないか" in done.stderr
    assert "Traceback" not in done.stderr
    assert list((dest / "snapshots").iterdir()) == []
