"""Backups: made while the instance is open, read through, restored; and cut off at any moment."""

from __future__ import annotations

import json
import random
import shutil
import signal
import subprocess
import threading
import time
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from shiryokan.backup import manifests
from tests import homes, pdfs, warm
from tests.conftest import ROOT
from tests.served import command, environment, program, run, served

KILLS = 3
AUDIT = "audit_entry"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> Path:
    home = tmp_path_factory.mktemp("kept") / "home"
    homes.copy_with_samples(home)
    run(home, "user", "hanako", "--password", "kirihama-no-tomoshibi")
    # an instance without an administrator makes a link for one each time that it is opened
    run(home, "user", "kanri", "--password", "kirihama-no-tomoshibi", "--role", "administrator")
    run(home, "token", "hanako", "--name", "試し")
    run(home, "collection", "役員会", "--visibility", "groups", "--group", "役員")
    warm.run("tests.backup.filled_rooms", "hanako", env=environment(home), cwd=ROOT, check=True)
    return home


@pytest.fixture(scope="module")
def dest(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of it with one snapshot."""
    dest = tmp_path_factory.mktemp("backup") / "dest"
    run(home, "backup", str(dest))
    return dest


def tables(home: Path, **settings: str) -> dict[str, tuple[int, str]]:
    done = warm.run(
        "tests.backup.kept_instance", env=environment(home, **settings), cwd=ROOT, check=True
    )
    found: dict[str, tuple[int, str]] = json.loads(done.stdout)
    # a backup is audited itself; that the others go with it is shown by their chain
    return {table: (count, digest) for table, (count, digest) in found.items() if table != AUDIT}


def entries(home: Path, **settings: str) -> list[dict[str, Any]]:
    """The audit log, the oldest first, whose chain holds."""
    run(home, "audit", "--verify", **settings)
    lines = run(home, "audit", "--json", "--most", "10000", **settings).splitlines()
    return [json.loads(line) for line in reversed(lines)]


def failed(home: Path, *arguments: str) -> str:
    done = command(home, *arguments)
    assert done.returncode == 1, done
    assert "Traceback" not in done.stderr
    return done.stderr


def hits(home: Path, words: str) -> list[tuple[str, int]]:
    lines = run(home, "search", words, "--json").splitlines()
    return sorted((hit["document"], hit["page"]) for hit in map(json.loads, lines))


def test_an_instance_is_restored_as_it_was(home: Path, dest: Path, tmp_path: Path) -> None:
    said = run(home, "restore", str(dest), "--home", str(tmp_path / "new"))
    assert "文書 5件" in said
    assert tables(tmp_path / "new") == tables(home)
    assert hits(tmp_path / "new", "図書館") == hits(home, "図書館") != []
    key = tmp_path / "new" / "secret-key"
    assert key.read_bytes() == (home / "secret-key").read_bytes()
    assert key.stat().st_mode & 0o077 == 0


def test_nothing_is_copied_twice(home: Path, dest: Path) -> None:
    assert "新しく写したもの 0件" in run(home, "backup", str(dest))
    assert "すべてそろっています" in run(home, "backup", str(dest), "--verify")
    assert len(run(home, "backup", str(dest), "--list").splitlines()) == 2


@pytest.mark.thorough
def test_a_backup_under_load_is_of_one_moment(home: Path, tmp_path: Path) -> None:
    open_home, dest = tmp_path / "open", tmp_path / "dest"
    shutil.copytree(home, open_home)
    pile = tmp_path / "pile"
    pile.mkdir()
    for n in range(12):
        (pile / f"{n}.pdf").write_bytes(pdfs.pdf(*(f"文書{n}の第{p}頁" for p in range(4))))
    stop, wrong = threading.Event(), []

    def read(address: str) -> None:
        while not stop.is_set():
            with urllib.request.urlopen(f"{address}/search?q=a", timeout=60) as answer:
                if answer.status != 200:
                    wrong.append(answer.status)

    with served(open_home) as address:
        reader = threading.Thread(target=read, args=[address])
        reader.start()
        run(open_home, "add", "--later", str(pile))
        said = [run(open_home, "backup", str(dest)) for _ in range(2)]
        stop.set()
        reader.join()
    assert len(said) == 2
    assert not wrong
    for snapshot in sorted((dest / "snapshots").iterdir()):
        again = tmp_path / snapshot.name
        assert "すべてそろっています" in run(
            open_home, "backup", str(dest), "--verify", "--snapshot", snapshot.name
        )
        run(open_home, "restore", str(dest), "--snapshot", snapshot.name, "--home", str(again))
        manifest = manifests.read(snapshot)
        # what was waiting or half done at that moment is finished by the restored instance
        run(again, "work")
        numbers = json.loads(run(again, "status", "--json"))
        assert numbers["documents"] >= manifest.counts["documents_document"]
        findings = json.loads(run(again, "doctor", "--json"))
        assert {f["name"] for f in findings if not f["good"] and not f["advice"]} == set()


def spoil(path: Path) -> None:
    path.chmod(0o644)
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0xFF
    path.write_bytes(data)


@pytest.mark.parametrize("what", ["objects/*/*", "snapshots/*/library.sqlite3"])
def test_what_is_damaged_is_found_and_never_restored(
    what: str, home: Path, dest: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(dest, copy)
    spoil(sorted(copy.glob(what))[-1])
    assert failed(home, "restore", str(copy), "--home", str(tmp_path / "new"))
    assert not (tmp_path / "new").exists()
    assert "壊れています" in failed(home, "backup", str(copy), "--verify")


def test_a_manifest_that_was_changed_is_refused(home: Path, dest: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(dest, copy)
    path = sorted(copy.glob("snapshots/*/manifest.json"))[-1]
    path.write_text(path.read_text("utf-8").replace('"documents_page": 18', '"documents_page": 17'))
    assert "目録" in failed(home, "backup", str(copy), "--verify")
    assert "目録" in failed(home, "restore", str(copy), "--home", str(tmp_path / "new"))


def test_a_backup_that_is_killed_leaves_nothing_that_looks_whole(
    home: Path, tmp_path: Path
) -> None:
    dest, dice = tmp_path / "dest", random.Random(6)
    began = time.monotonic()
    run(home, "backup", str(dest))
    whole = time.monotonic() - began
    for _ in range(KILLS):
        shutil.rmtree(dest / "objects")
        process = subprocess.Popen(
            program("backup", str(dest)), env=environment(home),
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        time.sleep(dice.uniform(whole * 0.5, whole))
        process.send_signal(signal.SIGKILL)
        process.wait()
        run(home, "backup", str(dest))
        assert "すべてそろっています" in run(home, "backup", str(dest), "--verify")
        names = [path.name for path in (dest / "snapshots").iterdir()]
        assert not [name for name in names if name.startswith(".")]


def test_a_restoring_that_is_killed_leaves_no_instance_or_a_whole_one(
    home: Path, dest: Path, tmp_path: Path
) -> None:
    dice, place = random.Random(7), tmp_path / "new"
    for _ in range(KILLS):
        process = subprocess.Popen(
            program("restore", str(dest), "--home", str(place)), env=environment(home),
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        time.sleep(dice.uniform(0.2, 1.5))
        process.send_signal(signal.SIGKILL)
        process.wait()
        if place.exists():
            assert tables(place)["documents_page"] == tables(home)["documents_page"]
            shutil.rmtree(place)
    run(home, "restore", str(dest), "--home", str(place))
    assert [path.name for path in tmp_path.iterdir()] == ["new"]


def test_old_snapshots_go_and_take_along_only_what_no_other_needs(
    home: Path, tmp_path: Path
) -> None:
    other, dest = tmp_path / "other", tmp_path / "dest"
    (tmp_path / "one.pdf").write_bytes(pdfs.pdf("もう一つ"))
    shutil.copytree(home, other)
    run(other, "add", str(tmp_path / "one.pdf"))
    run(other, "backup", str(dest))
    assert len(list(dest.glob("objects/*/*"))) == 6
    said = run(home, "backup", str(dest), "--keep", "1")
    assert "古い控え 1個" in said
    assert len(list(dest.glob("objects/*/*"))) == 5
    assert "すべてそろっています" in run(home, "backup", str(dest), "--verify")


def test_what_cannot_be_done_is_said_and_changes_nothing(
    home: Path, dest: Path, tmp_path: Path
) -> None:
    assert "資料館の中" in failed(home, "backup", str(home / "backup"))
    assert not (home / "backup").exists()
    assert "控えがありません" in failed(home, "backup", str(tmp_path), "--verify")
    assert "空ではありません" in failed(home, "restore", str(dest), "--home", str(home))
    before: Any = tables(home)
    with served(home):
        assert "動いています" in failed(
            home, "restore", str(dest), "--home", str(home), "--replace"
        )
    assert tables(home) == before


def test_an_instance_that_is_replaced_is_only_put_aside(
    home: Path, dest: Path, tmp_path: Path
) -> None:
    there = tmp_path / "there"
    shutil.copytree(home, there)
    (tmp_path / "one.pdf").write_bytes(pdfs.pdf("もう一つ"))
    run(there, "add", str(tmp_path / "one.pdf"))
    run(there, "restore", str(dest), "--home", str(there), "--replace")
    assert json.loads(run(there, "status", "--json"))["documents"] == 5
    (aside,) = tmp_path.glob("there.before-restore-*")
    assert json.loads(run(aside, "status", "--json"))["documents"] == 6
