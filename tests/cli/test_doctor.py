"""``shiryokan doctor``: what is dangerous or amiss is said in plain words, with what to do."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from shiryokan.health.settings_findings import look_at_settings
from shiryokan.instance.config import Config
from tests import pdfs
from tests.alerts.conftest import Mailbox
from tests.served import command, free_port, run, served

FINE: dict[str, Any] = {
    "hosts": ("library.example.jp", "localhost"), "https": True,
    "base_url": "https://library.example.jp", "second_factor": "editors",
}  # fmt: skip
BAD, ADVICE = "bad", "advice"


def amiss(**settings: Any) -> dict[str, str]:
    """How bad what is by which setting."""
    found = [f for f in look_at_settings(Config(**settings)) if not f.good]
    assert all("SHIRYOKAN_" in f.says or f.says.endswith("ください。") for f in found)
    return {f.name.removeprefix("SHIRYOKAN_").lower(): BAD if f.bad else ADVICE for f in found}


def test_an_instance_of_ones_own_and_one_on_the_internet_can_be_fine() -> None:
    assert amiss() == {}
    assert amiss(uploads="anyone", signup="anyone", hosts=("localhost", "a.localhost")) == {}
    assert amiss(**FINE) == {}
    assert any("プロキシ" in f.says for f in look_at_settings(Config(**FINE)))


@pytest.mark.parametrize(
    ("settings", "found"),
    [
        ({"debug": True}, {"debug": BAD}),
        ({**FINE, "hosts": ("*",)}, {"hosts": BAD}),
        ({**FINE, "https": False}, {"https": BAD}),
        ({**FINE, "uploads": "anyone"}, {"uploads": BAD}),
        ({**FINE, "signup": "anyone"}, {"signup": ADVICE}),
        ({**FINE, "second_factor": "optional"}, {"second_factor": ADVICE}),
        ({**FINE, "base_url": ""}, {"base_url": ADVICE}),
        ({**FINE, "base_url": "https://other.example.jp"}, {"base_url": BAD}),
        ({**FINE, "base_url": "http://library.example.jp"}, {"base_url": BAD}),
        ({**FINE, "base_url": "library.example.jp"}, {"base_url": BAD}),
        ({**FINE, "hosts": (".example.jp",)}, {}),
        ({"base_url": "http://[::1]:8000"}, {}),
        ({"smtp_host": "mail.example.jp"}, {"mail_from": BAD}),
        ({"mail_from": "library@example.jp"}, {"mail_from": BAD}),
        (
            {"smtp_host": "a.jp", "mail_from": "a@a.jp", "smtp_password": "x", "smtp_tls": "none"},
            {"smtp_tls": BAD},
        ),
    ],
)
def test_each_dangerous_setting_is_named(settings: dict[str, Any], found: dict[str, str]) -> None:
    assert amiss(**settings) == found


def doctor(home: Path, **settings: str) -> tuple[int, dict[str, dict[str, Any]]]:
    done = command(home, "doctor", "--json", **settings)
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, {each["name"]: each for each in json.loads(done.stdout)}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "a.pdf").write_bytes(pdfs.pdf("灯台の点検"))
    run(tmp_path / "home", "add", str(tmp_path / "a.pdf"))
    return tmp_path / "home"


def test_when_the_last_backup_was_made(home: Path, tmp_path: Path) -> None:
    code, found = doctor(home)
    assert code == 0
    assert found["控え"]["advice"] and "一度も作っていません" in found["控え"]["says"]
    run(home, "backup", str(tmp_path / "dest"))
    assert "最後は0日前" in doctor(home)[1]["控え"]["says"]
    with sqlite3.connect(home / "library.sqlite3") as database:
        database.execute("drop trigger audit_entry_kept_update")
        database.execute(
            "update audit_entry set at = datetime('now', '-20 days') where kind = 'backed_up'"
        )
    old = doctor(home)[1]["控え"]
    assert not old["good"] and "20日前" in old["says"] and "shiryokan backup" in old["says"]


def test_a_job_that_nobody_does_is_told(home: Path, tmp_path: Path) -> None:
    assert doctor(home)[1]["作業"]["good"]
    with sqlite3.connect(home / "library.sqlite3") as database:
        database.execute(
            "update django_tasks_database_dbtaskresult set status = 'READY', started_at = null,"
            " finished_at = null, enqueued_at = datetime('now', '-31 minutes')"
            " where id in (select id from django_tasks_database_dbtaskresult limit 1)"
        )
    code, found = doctor(home)
    assert code == 1
    assert "31分" in found["作業"]["says"] and "shiryokan work" in found["作業"]["says"]


def test_whether_a_worker_lives(home: Path) -> None:
    assert "公開されていません" in doctor(home)[1]["作業係"]["says"]
    with served(home):
        for _each in range(50):
            says = doctor(home)[1]["作業係"]["says"]
            if "働いています" in says:
                break
            time.sleep(0.2)
        assert says == "1人が働いています。"


@pytest.fixture
def mail_server() -> Iterator[int]:
    controller = Controller(Mailbox(), hostname="127.0.0.1", port=free_port())
    controller.start()
    yield controller.port
    controller.stop()


def test_whether_mail_can_be_sent(home: Path, mail_server: int) -> None:
    assert "出さない" in doctor(home)[1]["メール"]["says"]
    settings = {"smtp_host": "127.0.0.1", "mail_from": "a@example.jp", "smtp_tls": "none"}
    code, found = doctor(home, **settings, smtp_port=str(mail_server))
    assert (code, found["メール"]["good"]) == (0, True), found["メール"]
    code, found = doctor(home, **settings, smtp_port=str(free_port()))
    assert code == 1 and "つながりません" in found["メール"]["says"]
    code, found = doctor(
        home, **settings, smtp_port=str(mail_server), smtp_user="a", smtp_password="b"
    )
    assert code == 1 and not found["メール"]["good"]
