"""Backups of an instance that keeps its files in a bucket: they hold the bytes, whatever becomes of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests import object_store, pdfs
from tests.object_store import Service
from tests.served import command, run

pytestmark = pytest.mark.any_database


@pytest.fixture(autouse=True)
def credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in object_store.CREDENTIALS.items():
        monkeypatch.setenv(name, value)


@pytest.mark.thorough
def test_a_backup_outlives_its_bucket_and_is_restored_into_another_and_into_a_folder(
    s3: Service, tmp_path: Path
) -> None:
    home, dest = tmp_path / "home", tmp_path / "dest"
    first, second = s3.bucket(), s3.bucket()
    kept, moved = s3.settings(first), s3.settings(second)
    for number in range(2):
        (tmp_path / f"{number}.pdf").write_bytes(pdfs.pdf(f"控えの文書{number}。"))
    run(home, "add", str(tmp_path / "0.pdf"), **kept)
    # one waits to be stored
    run(home, "add", str(tmp_path / "1.pdf"), "--later", **kept)
    assert len(s3.keys(first, "incoming/")) == len(s3.keys(first, "originals/")) == 1
    run(home, "backup", str(dest), **kept)
    run(home, "backup", str(dest), "--verify", **kept)
    assert len(list(dest.glob("objects/*/*"))) == 2
    originals = s3.keys(first, "originals/")
    for key in s3.keys(first):
        s3.client.delete_object(Bucket=first, Key=key)
    # what is found rotten cannot be mended from an empty bucket, and what is whole is left alone
    run(home, "backup", str(dest), "--verify", **kept)
    for new, settings in ((tmp_path / "bucket", moved), (tmp_path / "folder", {})):
        run(new, "restore", str(dest), "--home", str(new), **settings)
        run(new, "work", **settings)
        assert json.loads(run(new, "check", "--json", **settings)) == []
        assert json.loads(run(new, "status", "--json", **settings))["documents"] == 2
    assert set(originals) < set(s3.keys(second, "originals/"))
    assert not list((tmp_path / "bucket" / "originals").glob("*/*"))
    assert len(list((tmp_path / "folder" / "originals").glob("*/*.pdf"))) == 2


@pytest.mark.thorough
@pytest.mark.guarding
def test_a_bucket_that_is_away_is_told_in_words_and_nothing_is_made(
    s3: Service, tmp_path: Path
) -> None:
    home, dest = tmp_path / "home", tmp_path / "dest"
    kept = s3.settings(s3.bucket())
    (tmp_path / "a.pdf").write_bytes(pdfs.pdf("控えの文書。"))
    run(home, "add", str(tmp_path / "a.pdf"), **kept)
    away = {**kept, "s3_endpoint": "http://127.0.0.1:9", "s3_seconds": "1"}
    for arguments in (("backup", str(dest)), ("check",), ("add", str(tmp_path / "a.pdf"))):
        said = command(home, *arguments, **away)
        assert said.returncode == 1 and "S3" in said.stderr and "Traceback" not in said.stderr
        english = command(home, *arguments, **away, language="en")
        assert "does not answer" in english.stderr
    assert not list(dest.glob("snapshots/*"))
    assert "S3" in command(home, "doctor", **away).stdout
