"""A disk that is full, or cannot be written: nothing is lost, and the instance says so."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests import pdfs
from tests.disks import fill
from tests.served import command, get, run, served

SIZE = "24m"


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small disk of its own."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "shiryokan-test", str(place)]
    if os.geteuid() != 0 or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("this machine does not let the tests mount a small disk")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


def upload(address: str, data: bytes, name: str = "a.pdf") -> httpx.Response:
    with httpx.Client(base_url=address, timeout=60) as client:
        client.get("/uploads/")
        return client.post(
            "/uploads/",
            data={"csrfmiddlewaretoken": client.cookies["csrftoken"]},
            files={"files": (name, data, "application/pdf")},
            headers={"Accept": "application/json"},
        )


def settled(home: Path) -> dict[str, int]:
    for _ in range(200):
        numbers: dict[str, int] = json.loads(run(home, "status", "--json"))
        if not numbers["waiting_jobs"]:
            return numbers
        time.sleep(0.2)
    raise AssertionError(numbers)


def test_on_a_full_disk_reading_goes_on_and_handing_in_says_so(disk: Path) -> None:
    home = disk / "home"
    (disk / "one.pdf").write_bytes(pdfs.pdf("灯台の点検"))
    run(home, "add", str(disk / "one.pdf"))
    with served(home, uploads="anyone") as address:
        assert upload(address, pdfs.pdf("二つめ")).status_code == 201
        assert settled(home)["documents"] == 2
        filling = fill(disk)
        assert "灯台" in get(f"{address}/search?q=灯台").text
        assert get(f"{address}/").status_code == 200
        answer = upload(address, pdfs.pdf("三つめ") + b"%" * 3_000_000)
        assert answer.status_code == 507
        assert "空き" in answer.json()["errors"]["all"][0]["message"]
        filling.unlink()
        # and back again, without anybody's doing
        assert upload(address, pdfs.pdf("四つめ")).status_code == 201
        assert settled(home)["documents"] == 3
    assert json.loads(run(home, "check", "--json")) == []


@pytest.mark.thorough
def test_an_upload_that_was_acknowledged_outlives_a_full_disk(disk: Path) -> None:
    home = disk / "home"
    run(home, "status")
    with served(home, uploads="anyone") as address:
        acknowledged = 0
        for number in range(60):
            page = " ".join(f"語{number}x{n}" for n in range(200))
            answer = upload(address, pdfs.pdf(page) + b"%" * 900_000, f"{number}.pdf")
            assert answer.status_code in (201, 507), answer.text
            acknowledged += answer.status_code == 201
            if answer.status_code == 507:
                break
        assert acknowledged
    shutil.move(home, disk.parent / "more")
    run(disk.parent / "more", "work")
    found = json.loads(run(disk.parent / "more", "status", "--json"))
    assert found["documents"] + found["refused"] == acknowledged
    assert json.loads(run(disk.parent / "more", "check", "--json")) == []


def test_a_home_that_cannot_be_written_is_told(disk: Path) -> None:
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    done = command(disk / "home", "serve")
    assert done.returncode == 1
    assert "書けません" in done.stderr
    assert "Traceback" not in done.stderr
