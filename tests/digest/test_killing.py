"""Workers that are killed at any moment: every document is mailed, by one digest each."""

from __future__ import annotations

import os
import random
import re
import sqlite3
import subprocess
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller

from tests import pdfs, served, warm
from tests.alerts.conftest import Mailbox, text_of
from tests.conftest import ROOT

pytestmark = [pytest.mark.any_database, pytest.mark.slow]
KILLS, PER_KILL = 6, 2
LONGEST = 6.0
"""Seconds until a worker surely has sent what is due."""
WHO, COUNCIL = "hanako@example.jp", "離島交通会議"


class SlowMailbox(Mailbox):
    """Takes its time to answer, so that workers die while they wait; says when a mail came."""

    def __init__(self) -> None:
        super().__init__()
        self.came = threading.Event()
        self.on_mail = self._answer_slowly

    def _answer_slowly(self) -> None:
        self.came.set()
        time.sleep(0.2)


@pytest.fixture
def slow_mailbox() -> Iterator[tuple[SlowMailbox, int]]:
    box = SlowMailbox()
    controller = Controller(box, hostname="127.0.0.1", port=served.free_port())
    controller.start()
    yield box, controller.port
    controller.stop()


def test_kills_lose_nothing_and_tell_nobody_twice(
    slow_mailbox: tuple[SlowMailbox, int], tmp_path: Path
) -> None:
    box, port = slow_mailbox
    home = tmp_path / "home"
    settings = {
        "database_url": "", "smtp_host": "127.0.0.1", "smtp_port": str(port), "smtp_tls": "none",
        "mail_from": "library@example.jp", "lookout": "off",
    }  # fmt: skip

    def add(*titles: str) -> None:
        for title in titles:
            path = tmp_path / f"{title}.pdf"
            path.write_bytes(pdfs.pdf(title))
            given = ("--title", title, "--council", COUNCIL)
            served.run(home, "add", str(path), *given, **settings)

    def due() -> None:
        with sqlite3.connect(home / "library.sqlite3", timeout=30) as database:
            database.execute("UPDATE digest_subscriber SET next_at = '2024-01-01 00:00:00'")
            database.execute(
                "UPDATE digest_digestdelivery SET next_at = '2024-01-01 00:00:00'"
                " WHERE next_at IS NOT NULL"
            )

    served.run(home, "user", WHO, "--password", "kirihama-no-tomoshibi", **settings)
    add("はじめの文書")
    environment = served.environment(home, **settings)
    warm.run("tests.digest.somebody", WHO, COUNCIL, env=environment, cwd=ROOT, check=True)
    chance, killed = random.Random(11), 0
    titles = []
    for number in range(KILLS):
        if number % PER_KILL == 0:
            titles.append(f"第{number}の文書")
            add(titles[-1])
        due()
        box.came.clear()
        with Path(os.devnull).open("wb") as nothing:
            worker = warm.Process(
                "shiryokan", "work", env=environment,
                stdout=nothing.fileno(), stderr=nothing.fileno(),
            )  # fmt: skip
        if number % PER_KILL:
            # about when the mail is taken, which is when a double is made or not
            box.came.wait(LONGEST)
        try:
            worker.wait(chance.uniform(0.0, 0.15 if number % PER_KILL else 1.6))
        except subprocess.TimeoutExpired:
            killed += 1
            worker.kill()
            worker.wait()
    assert killed >= KILLS // 3, "the test shows nothing if hardly any worker is killed"
    for _ in range(2):
        due()
        served.run(home, "work", **settings)
    doubled = len(box.mails) - len({str(mail["message-id"]) for mail in box.mails})
    print(f"killed {killed} times; {len(box.mails)} mails, {doubled} of them doubles")
    told = defaultdict(set)
    for mail in box.mails:
        for found in re.findall(r"■ ［新しい文書］(\S+)", text_of(mail)):
            told[found].add(str(mail["message-id"]))
    assert set(told) == set(titles)
    assert all(len(names) == 1 for names in told.values()), told
