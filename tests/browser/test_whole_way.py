"""From a PDF that is replaced in silence to a reader's mail: every step in a browser, and between two
steps whoever works for the instance is killed at random moments. Nobody is told twice, nothing is lost."""

from __future__ import annotations

import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from functools import cached_property
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser, Page, expect

from tests import pdfs, served
from tests.browser.conftest import EDITOR, OTHER_EDITOR, PASSWORD
from tests.browser.following import follow
from tests.browser.signing_in import sign_in
from tests.browser.test_saved_searches import Mailbox, mailbox
from tests.conftest import SAMPLES
from tests.lookout.council_site import CouncilSite
from tests.lookout.test_whole_way import FIRST, Invented, page

__all__ = ["mailbox"]
pytestmark = [pytest.mark.browser, pytest.mark.slow]
READER = "taro@example.jp"
KILLS = 2
"""How often each work is killed before it may end."""
SOONEST, LATEST = 0.5, 1.4
"""When, in times of what a command takes that does nothing."""
SECOND = (2, "令和7年7月1日", [("2a.pdf", "資料1　年次計画（PDF）")])
NEXT = "画面の言葉を見直す"
LATER = ("画面の言葉と色を見直す", "画面の言葉と音声を見直す")
"""What is planned next of a measure, and what each replacement says in its place."""


def plans(folder: Path) -> list[bytes]:
    """The plan of the samples, and twice the same with other words in one measure."""
    sys.path.insert(0, str(SAMPLES))
    try:
        import plan
        from typesetting import register_fonts
    finally:
        sys.path.remove(str(SAMPLES))
    register_fonts()
    words = (SAMPLES / "sources" / "plan-2025.yaml").read_text("utf-8")
    assert words.count(NEXT) == 1
    folder.mkdir()
    return [
        plan.build(yaml.safe_load(words.replace(NEXT, each)), folder).read_bytes()
        for each in (NEXT, *LATER)
    ]


class House:
    """An instance whose workers are killed."""

    def __init__(self, home: Path, **settings: str) -> None:
        self.home, self.settings = home, settings
        self.chance = random.Random(20)
        self.killed = 0

    @cached_property
    def nothing(self) -> float:
        """Seconds of a command that does nothing, in an instance that is there."""
        began = time.perf_counter()
        subprocess.run(
            served.program("status"), env=served.environment(self.home, **self.settings),
            check=True, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        return time.perf_counter() - began

    def run(self, *arguments: str) -> None:
        """A command that is killed at random moments, and then left to end."""
        seconds = self.nothing
        for _ in range(KILLS):
            working = subprocess.Popen(
                served.program(*arguments),
                env=served.environment(self.home, **self.settings),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            time.sleep(seconds * self.chance.uniform(SOONEST, LATEST))
            self.killed += working.poll() is None
            working.send_signal(signal.SIGKILL)
            working.wait()
            with sqlite3.connect(self.home / "library.sqlite3", timeout=30) as database:
                # the turn of a host that was taken by the dead is free after two minutes
                database.execute("UPDATE lookout_host SET next_at = '2024-01-01 00:00:00'")
        served.run(self.home, *arguments, **self.settings)

    def visit(self) -> None:
        self.run("lookout", "visit", "--now")

    def work(self) -> None:
        self.run("work")


def text_of(mail: object) -> str:
    return str(mail.get_body(("plain",)).get_content())  # type: ignore[attr-defined]


def test_from_a_replaced_pdf_to_one_mail_whatever_is_killed(
    browser: Browser,
    tmp_path: Path,
    mailbox: tuple[Mailbox, int],
    axe: Callable[[Page], list[str]],
) -> None:
    box, port = mailbox
    old, new, newest = plans(tmp_path / "plans")
    site = Invented(tmp_path / "site", CouncilSite)
    site.day(
        {
            "/kaigi/index.html": page(SECOND, FIRST),
            "/kaigi/1a.pdf": pdfs.pdf("点検の結果"),
            "/kaigi/1b.pdf": pdfs.pdf("議事録"),
            "/kaigi/2a.pdf": old,
        }
    )
    home = tmp_path / "home"
    house = House(
        home, database_url="", fetch_networks="127.0.0.0/8", fetch_ports=str(site.site.port),
        lookout_pause_seconds="0", smtp_host="127.0.0.1", smtp_port=str(port), smtp_tls="none",
        mail_from="library@example.jp",
    )  # fmt: skip
    for name in (EDITOR, OTHER_EDITOR, READER):
        served.run(home, "user", name, "--password", PASSWORD, **house.settings)

    with served.served(home, "--without-worker", **house.settings) as address:

        def opened(login: str) -> Page:
            shown = browser.new_context(base_url=address, locale="ja-JP").new_page()
            sign_in(shown, login, PASSWORD)
            return shown

        writer, approver, reader = opened(EDITOR), opened(OTHER_EDITOR), opened(READER)

        # a page is watched, and a PDF of it replaced
        writer.goto("/lookout/")
        follow(writer.get_by_role("link", name="ページを加える").first)
        writer.get_by_label("URL").fill(site.url)
        follow(writer.get_by_role("button", name="見張る", exact=True))
        house.visit()
        site.day({"/kaigi/2a.pdf": new})
        house.visit()

        # the find shows its words, and becomes a draft
        writer.goto("/lookout/finds?kind=replaced")
        expect(writer.get_by_role("main").get_by_role("listitem")).to_have_count(1)
        follow(writer.get_by_role("link", name="変わった言葉を見る"))
        expect(writer.locator(".changes ins")).to_contain_text(["と色"])
        follow(writer.get_by_role("button", name="この差し替えを記事の下書きにする"))
        desk, title = writer.url, writer.get_by_role("heading", level=1).inner_text()
        house.work()

        # another editor approves, and it is published
        writer.goto(desk)
        follow(writer.get_by_role("button", name="確認に出す"))
        approver.goto(desk)
        follow(approver.get_by_role("button", name="承認して公開"))
        house.work()
        reader.goto("/news/")
        expect(reader.get_by_role("link", name=title)).to_have_count(1)
        follow(reader.get_by_role("link", name=title))
        article = reader.url
        expect(reader.locator(".statement").first).to_contain_text("と色")
        expect(reader.get_by_text("公開のあとで変わった出典")).to_have_count(0)

        # a reader follows the subject
        reader.goto(f"/search?q={LATER[0]}&kind=measures")
        follow(reader.locator('main a[href*="/records/"]').first)
        follow(reader.get_by_role("link", name="主題", exact=True))
        expect(reader.locator(".stage")).to_have_count(2)
        follow(reader.get_by_role("button", name="フォローする"))
        assert axe(reader) == []

        # what was quoted changes: the article says so, and one mail tells it
        site.day({"/kaigi/2a.pdf": newest})
        house.visit()
        house.work()
        reader.goto(article)
        expect(reader.get_by_text("公開のあとで変わった出典")).to_be_visible()
        expect(reader.locator(".statement .notice, .statement .warning").first).to_be_visible()
        reader.goto("/digest/")
        follow(reader.get_by_role("button", name="いま送る"))
        house.work()
        house.work()
        texts = [text_of(mail) for mail in box.mails]
        assert len(texts) == 1, texts
        assert "音声" in texts[0]
        reader.goto("/lookout/finds?kind=replaced")
        expect(reader.get_by_role("main").get_by_role("listitem")).to_have_count(2)
        for shown in (writer, approver, reader):
            shown.context.close()
    assert house.killed >= 4, "the test shows nothing if hardly any work is killed"
    site.site.close()
