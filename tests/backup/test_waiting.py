"""Uploads that were acknowledged and wait: they are in a backup, and of one instance only."""

from __future__ import annotations

import io
import json
import shutil
from pathlib import Path

import pytest

from shiryokan.backup import manifests
from shiryokan.backup.manifests import Manifest, Original, Waiting
from shiryokan.backup.pending_uploads import keep_waiting
from shiryokan.backup.snapshots import object_path
from shiryokan.documents.description import Description
from shiryokan.documents.models import Intake
from shiryokan.documents.receive import hand_in as hand_in_here
from shiryokan.documents.receive import receive_upload
from shiryokan.instance import current
from shiryokan.jobs.worker import JobWorker, unfinished_jobs
from tests import pdfs, warm
from tests.backup.test_backup import failed
from tests.conftest import ROOT
from tests.documents.conftest import empty_instance
from tests.served import environment, run

__all__ = ["empty_instance"]
OLD_SEAL = "799d468b61f13841c56d8a85a4f90db43569c959613a420eea4d7a0190d16672"
"""Of the manifest below, as sealed before manifests named what waits."""


def hand_in(home: Path, text: str, *how: str) -> Path:
    """An upload that waits; where its file lies."""
    file = home.parent / f"{text}.pdf"
    file.write_bytes(pdfs.pdf(text))
    done = warm.run(
        "tests.backup.handed_upload", str(file), *how, env=environment(home), cwd=ROOT, check=True
    )
    file.unlink()
    return Path(done.stdout.strip())


def documents(home: Path) -> dict[str, int]:
    run(home, "work")
    numbers = json.loads(run(home, "status", "--json"))
    return {name: numbers[name] for name in ("documents", "refused")}


@pytest.mark.thorough
@pytest.mark.parametrize("how", [(), ("absolute",)], ids=["new row", "row of before"])
def test_a_waiting_upload_is_restored_and_the_other_instance_keeps_its_own(
    how: tuple[str, ...], tmp_path: Path
) -> None:
    home, dest, new = tmp_path / "home", tmp_path / "dest", tmp_path / "new"
    waits = hand_in(home, "待つ文書", *how)
    run(home, "backup", str(dest))
    assert "すべてそろっています" in run(home, "backup", str(dest), "--verify")
    run(home, "restore", str(dest), "--home", str(new))
    assert documents(new) == {"documents": 1, "refused": 0}
    assert waits.is_file()
    assert json.loads(run(home, "check", "--json")) == []
    assert documents(home) == {"documents": 1, "refused": 0}
    assert not list(new.glob("incoming/*"))


def test_a_restored_instance_needs_nothing_of_the_one_before(tmp_path: Path) -> None:
    home, dest, new = tmp_path / "home", tmp_path / "dest", tmp_path / "new"
    hand_in(home, "待つ文書")
    run(home, "backup", str(dest))
    shutil.rmtree(home)
    run(new, "restore", str(dest), "--home", str(new))
    assert documents(new) == {"documents": 1, "refused": 0}
    assert json.loads(run(new, "check", "--json")) == []


def test_what_waits_is_looked_at_and_forgotten_as_originals_are(tmp_path: Path) -> None:
    home, dest = tmp_path / "home", tmp_path / "dest"
    hand_in(home, "待つ文書")
    run(home, "backup", str(dest))
    (kept,) = dest.glob("objects/*/*")
    copy = tmp_path / "copy"
    shutil.copytree(dest, copy)
    (copy / kept.relative_to(dest)).unlink()
    assert "objects/" in failed(tmp_path / "other", "restore", str(copy), "--home", str(copy / "x"))
    run(home, "work")
    run(home, "backup", str(dest), "--keep", "1")
    # stored meanwhile, it is the same bytes
    assert list(dest.glob("objects/*/*")) == [kept]
    assert "すべてそろっています" in run(home, "backup", str(dest), "--verify")


@pytest.mark.django_db(transaction=True)
def test_one_that_is_stored_while_the_backup_is_made_is_kept_all_the_same(
    empty_instance: Path, tmp_path: Path
) -> None:
    data = pdfs.pdf("すぐ読まれた文書")
    handed = receive_upload(io.BytesIO(data), "a.pdf", Description())
    intake = Intake.objects.get(batch=hand_in_here([handed]))
    found = [(str(intake.pk), handed.source)]
    JobWorker(stop_when=lambda: not unfinished_jobs(), interval=0.05).run()
    assert not (current.home().incoming / handed.source).exists()
    (kept,) = keep_waiting(current.home(), tmp_path, found)
    assert object_path(tmp_path, kept.sha256).read_bytes() == data


def test_a_manifest_of_before_is_still_sealed(tmp_path: Path) -> None:
    old = Manifest(
        program="1.0.0", made_at="2026-11-24T00:00:00+00:00",
        files={"library.sqlite3": "a" * 64}, counts={"library_page": 18},
        originals=(Original("b" * 64, 7),), sha256=OLD_SEAL,
    )  # fmt: skip
    assert old.own_hash() == OLD_SEAL
    manifests.write(tmp_path, old)
    assert manifests.read(tmp_path).sha256 == OLD_SEAL
    new = Manifest(
        program="1.0.0", made_at=old.made_at, files=old.files, counts=old.counts,
        originals=old.originals, waiting=(Waiting("c" * 32, "d" * 64, 9),),
    )  # fmt: skip
    assert new.own_hash() != OLD_SEAL
