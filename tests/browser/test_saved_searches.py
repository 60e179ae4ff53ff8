"""A search is saved; a matching document comes in; one mail arrives in a real mailbox."""

from __future__ import annotations

import email
import email.policy
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from playwright.sync_api import Browser, Page, expect

from tests import pdfs
from tests.browser.conftest import EDITOR, PASSWORD
from tests.browser.signing_in import sign_in
from tests.served import HAPPENING_SECONDS, free_port, run, served

pytestmark = pytest.mark.browser
Axe = Callable[[Page], list[str]]


class Mailbox:
    """Keeps the mails that a real SMTP server takes."""

    def __init__(self) -> None:
        self.mails: list[email.message.Message] = []

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        content = envelope.content
        assert isinstance(content, bytes)
        self.mails.append(email.message_from_bytes(content, policy=email.policy.default))
        return "250 OK"

    def wait(self, count: int, seconds: float = HAPPENING_SECONDS) -> None:
        until = time.monotonic() + seconds
        while len(self.mails) < count and time.monotonic() < until:
            time.sleep(0.1)


@pytest.fixture
def mailbox() -> Iterator[tuple[Mailbox, int]]:
    box = Mailbox()
    port = free_port()
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    yield box, port
    controller.stop()


def add(home: Path, folder: Path, name: str, *pages: str) -> None:
    path = folder / f"{name}.pdf"
    path.write_bytes(pdfs.pdf(*pages))
    run(home, "add", str(path))


@pytest.mark.thorough
@pytest.mark.guarding
def test_a_saved_search_sends_one_mail_for_a_new_document(
    browser: Browser, mailbox: tuple[Mailbox, int], tmp_path: Path, axe: Axe
) -> None:
    box, port = mailbox
    home = tmp_path / "home"
    home.mkdir()
    # in the library's own file, so that every process that works for it knows
    (home / "config.toml").write_text(
        f'smtp_host = "127.0.0.1"\nsmtp_port = {port}\nsmtp_tls = "none"\n'
        'mail_from = "library@example.jp"\n'
    )
    add(home, tmp_path, "old", "防火設備の点検についての古い文書")
    run(home, "user", EDITOR, "--password", PASSWORD)
    with served(home) as address:
        context = browser.new_context(base_url=address, locale="ja-JP")
        page = context.new_page()
        sign_in(page, EDITOR, PASSWORD)
        expect(page.get_by_role("link", name="お知らせ")).to_be_visible()
        page.goto("/search?q=防火設備")
        page.get_by_role("link", name="検索を保存").click()
        page.get_by_label("メールで知らせる").check()
        page.get_by_label("宛先のメールアドレス").fill("hanako@example.jp")
        assert axe(page) == []
        page.get_by_role("button", name="保存する").click()
        expect(page.get_by_role("status").first).to_contain_text("検索を保存しました")

        add(home, tmp_path, "other", "庁舎の清掃についての文書")
        add(home, tmp_path, "new", "前書き", "防火設備の新しい基準")
        box.wait(1)
        run(home, "reindex")
        add(home, tmp_path, "again", "防災の文書")
        box.wait(2, seconds=4)
        assert len(box.mails) == 1
        text = str(box.mails[0].get_body(("plain",)).get_content())  # type: ignore[attr-defined]
        assert "防火設備" in text
        found = re.search(r"/documents/[0-9a-f]{16}/pages/2", text)
        page.goto("/alerts/")
        expect(page.get_by_role("link", name=re.compile("お知らせ"))).to_contain_text("1")
        assert axe(page) == []
        page.locator("main").get_by_role("link", name=re.compile("防火設備")).first.click()
        expect(page.locator(".result")).to_have_count(1)
        page.locator(".result h3 a").click()
        expect(page).to_have_url(re.compile(r"/documents/[0-9a-f]{16}/pages/2"))
        expect(page.locator("rect.hit").first).to_be_attached()
        assert found and found.group() in page.url
        context.close()
