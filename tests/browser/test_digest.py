"""A council is followed, by an account and by an address without one; a PDF is replaced in silence;
one mail arrives in a real mailbox, with the words, and is ended by its link."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import pdfs
from tests.browser.conftest import PASSWORD
from tests.browser.following import follow
from tests.browser.signing_in import sign_in
from tests.browser.test_saved_searches import Mailbox, mailbox
from tests.lookout.council_site import CouncilSite
from tests.lookout.test_whole_way import COUNCIL, FIRST, NEW, OLD, SECOND, Invented, page
from tests.served import run, served

__all__ = ["mailbox"]
pytestmark = pytest.mark.browser
PICTURES = os.environ.get("TEST_PICTURES")
"""A folder for pictures of the pages, to be looked at."""
READER = "hanako@example.jp"


def text_of(box: Mailbox, number: int) -> str:
    return str(box.mails[number].get_body(("plain",)).get_content())  # type: ignore[attr-defined]


def path_in(text: str, what: str) -> str:
    found = re.findall(rf"http\S+/digest/{what}/\S+", text)
    return urlsplit(found[-1]).path


@pytest.mark.thorough
@pytest.mark.guarding
def test_a_council_is_followed_and_a_replacement_mailed(
    browser: Browser,
    tmp_path: Path,
    axe: Callable[[Page], list[str]],
    mailbox: tuple[Mailbox, int],
) -> None:
    box, port = mailbox
    site = Invented(tmp_path / "site", CouncilSite)
    site.day(
        {
            "/kaigi/index.html": page(SECOND, FIRST),
            "/kaigi/1a.pdf": pdfs.pdf("点検の結果"),
            "/kaigi/1b.pdf": pdfs.pdf("議事録"),
            "/kaigi/2a.pdf": OLD,
        }
    )
    home = tmp_path / "home"
    settings = {
        "fetch_networks": "127.0.0.0/8", "fetch_ports": str(site.site.port),
        "lookout_pause_seconds": "0", "smtp_host": "127.0.0.1", "smtp_port": str(port),
        "smtp_tls": "none", "mail_from": "library@example.jp",
    }  # fmt: skip
    run(home, "user", READER, "--password", PASSWORD, **settings)
    run(home, "lookout", "add", site.url, **settings)
    run(home, "lookout", "visit", "--now", **settings)

    with served(home, "--without-worker", **settings) as address:
        context = browser.new_context(base_url=address, locale="ja-JP")
        shown = context.new_page()

        def looked_at(name: str) -> None:
            for width in (390, 1366):
                shown.set_viewport_size({"width": width, "height": 844})
                assert shown.evaluate("document.documentElement.scrollWidth") <= width, name
                if PICTURES:
                    file = Path(PICTURES) / f"digest-{name}-{width}.png"
                    shown.screenshot(path=file, full_page=True)
            assert axe(shown) == [], name

        def open_council() -> None:
            shown.goto("/council/")
            follow(shown.get_by_role("main").get_by_role("link", name=COUNCIL))

        # whoever has no account follows by an address
        open_council()
        follow(shown.get_by_role("link", name="メールでフォローする"))
        looked_at("subscribe")
        shown.get_by_label("メールアドレス").fill("taro@example.jp")
        shown.keyboard.press("Enter")
        expect(shown.get_by_role("heading", level=1)).to_have_text("メールを確かめてください")
        looked_at("asked")
        run(home, "work", **settings)
        shown.goto(path_in(text_of(box, 0), "confirm"))
        looked_at("confirm")
        follow(shown.get_by_role("button", name="受け取る"))
        expect(shown.get_by_role("link", name=COUNCIL)).to_be_visible()
        looked_at("manage")

        # whoever has one by a button, with the keyboard
        sign_in(shown, READER, PASSWORD)
        shown.goto("/digest/")
        looked_at("empty")
        open_council()
        shown.get_by_role("button", name="フォローする").focus()
        with shown.expect_navigation():
            shown.keyboard.press("Enter")
        expect(shown.get_by_role("button", name="フォローをやめる")).to_be_visible()
        looked_at("council")
        site.day({"/kaigi/2a.pdf": NEW})
        run(home, "lookout", "visit", "--now", **settings)
        shown.goto("/digest/")
        follow(shown.get_by_role("link", name="次の便りを見る"))
        expect(shown.locator(".entry")).to_have_count(1)
        expect(shown.locator("del")).to_contain_text("三分")
        looked_at("preview")
        shown.goto("/digest/")
        follow(shown.get_by_role("button", name="いま送る"))
        run(home, "work", **settings)
        assert len(box.mails) == 2
        text = text_of(box, 1)
        assert "第2回" in text and "［−三分］［＋二分］" in text
        if PICTURES:
            Path(PICTURES, "mail.txt").write_text(text)
            whole = box.mails[1].get_body(("html",)).get_content()  # type: ignore[attr-defined]
            Path(PICTURES, "mail.html").write_text(whole)
        shown.goto("/digest/")
        looked_at("own")
        follow(shown.get_by_role("main").get_by_role("link", name=re.compile("1件")))
        looked_at("sent")
        context.clear_cookies()
        shown.goto(path_in(text, "unsubscribe"))
        looked_at("unsubscribe")
        follow(shown.get_by_role("button", name="便りを止める"))
        expect(shown.get_by_role("heading", level=1)).to_have_text("便りを止めました")
        context.close()
    site.site.close()
