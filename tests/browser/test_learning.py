"""A course is written, assigned and mailed, done on a phone without script, and its certificate
verified by a stranger; the document is revised, the exercise stops, a short course goes to who quotes
it; a parcel brings that course into another house, and none that was changed by a byte."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from shiryokan.documents.models import DOCUMENT_ID_LENGTH
from tests.browser.conftest import PASSWORD
from tests.browser.following import follow
from tests.browser.signing_in import sign_in
from tests.browser.test_saved_searches import Mailbox, mailbox
from tests.learning import revised_notice
from tests.served import run, served

__all__ = ["mailbox"]
pytestmark = pytest.mark.browser
Axe = Callable[[Page], list[str]]
DUE = "2099-03-31"
TRAINER, STAFF, HOUSE = "kanri", "taro@example.jp", "霧浜市立病院"
PICTURES = os.environ.get("TEST_PICTURES")
"""A folder for pictures of the pages, to be looked at."""


def add_notice(home: Path, folder: Path, year: int, *, revised: bool, **settings: str) -> str:
    """Add an edition of the notice; its id."""
    path = folder / f"notice-r{year}.pdf"
    data = revised_notice.notice(revised=revised)
    path.write_bytes(data)
    run(home, "add", str(path), "--title", f"{revised_notice.TITLE}（令和{year}年）", **settings)
    return hashlib.sha256(data).hexdigest()[:DOCUMENT_ID_LENGTH]


def text_of(box: Mailbox, number: int) -> str:
    return str(box.mails[number].get_body(("plain",)).get_content())  # type: ignore[attr-defined]


def answer_rightly(page: Page) -> None:
    """Answer an exercise, and where it was wrong once more, as its answer said."""
    address = page.url
    page.locator("input[name=chosen]").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    right = page.locator(".result-of dd").last.inner_text()
    if page.get_by_role("heading", level=1).inner_text().startswith("×"):
        page.goto(address)
        page.locator("label.answer", has_text=right).first.locator("input").check()
        page.get_by_role("button", name="答える").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("正解です")


PHONE = 390
_MOVED_SIDEWAYS = """() => [...document.querySelectorAll(".scroll:has(table)")]
  .filter((part) => part.scrollWidth > part.clientWidth).map((part) => part.textContent.slice(0, 40))"""


class Looking:
    """Looks at pages as people see them, at both widths."""

    def __init__(self, page: Page, axe: Axe) -> None:
        self._page, self._axe = page, axe

    def at(self, name: str, address: str = "") -> None:
        if address:
            self._page.goto(address)
        for width in (1366, PHONE):
            self._page.set_viewport_size({"width": width, "height": 844})
            assert self._page.evaluate("document.documentElement.scrollWidth") <= width, name
            if width == PHONE:
                # tables are cards there, and none is moved sideways to be read
                assert self._page.evaluate(_MOVED_SIDEWAYS) == [], name
            if PICTURES:
                file = Path(PICTURES) / f"learning-{name}-{width}.png"
                self._page.screenshot(path=file, full_page=True)
        assert self._axe(self._page) == [], name


def write_course(page: Page, looking: Looking, document: str) -> None:
    """From the empty desk to an open course that somebody has to do."""
    page.goto("/learning/desk/")
    page.get_by_label("題名").fill("記録の講座")
    page.get_by_role("button", name="作る", exact=True).click()
    follow(page.get_by_role("link", name="設問を書く"))
    follow(page.get_by_role("link", name="正誤"))
    page.get_by_label("問いの文", exact=True).fill("診療の記録は三年間保存する。")
    page.get_by_label("正しい").check()
    page.get_by_label("答えのある場所").fill(f"/documents/{document}/pages/1?at=50,148,400,164")
    follow(page.get_by_role("button", name="書き込む"))
    follow(page.get_by_role("button", name="ページと合っているので通す"))
    looking.at("editor")
    page.get_by_role("button", name="公開する").click()
    page.get_by_role("link", name="受講の状況・指定").click()
    page.get_by_label("一人").check()
    page.locator("#user").fill(STAFF)
    page.get_by_label("期限").fill(DUE)
    page.get_by_role("button", name="指定する").click()
    expect(page.locator("table.rates")).to_contain_text("0%")
    looking.at("people")


@pytest.mark.thorough
def test_a_course_its_revision_and_its_way_into_another_house(
    browser: Browser, tmp_path: Path, axe: Axe, mailbox: tuple[Mailbox, int]
) -> None:
    box, port = mailbox
    home = tmp_path / "home"
    settings = {
        "smtp_host": "127.0.0.1", "smtp_port": str(port), "smtp_tls": "none",
        "mail_from": "library@example.jp", "base_url": "http://library.example.jp",
    }  # fmt: skip
    document = add_notice(home, tmp_path, 6, revised=False, **settings)
    run(home, "user", TRAINER, "--administrator", "--password", PASSWORD, **settings)
    run(home, "user", STAFF, "--role", "reader", "--password", PASSWORD, **settings)
    with served(home, "--without-worker", **settings) as address:
        page = browser.new_context(base_url=address, locale="ja-JP").new_page()
        looking = Looking(page, axe)
        sign_in(page, TRAINER, PASSWORD)
        write_course(page, looking, document)
        run(home, "work", **settings)
        assert str(box.mails[0]["To"]) == STAFF
        (link,) = re.findall(r"http\S+/learning/courses/\S+", text_of(box, 0))

        phone = browser.new_context(
            base_url=address, locale="ja-JP", viewport={"width": 390, "height": 844},
            java_script_enabled=False,
        )  # fmt: skip
        small = phone.new_page()
        sign_in(small, STAFF, PASSWORD)
        small.goto(urlsplit(link).path)
        small.get_by_role("link", name="設問に答える").click()
        question = small.url
        answer_rightly(small)
        looking.at("question", question)
        small.goto("/learning/")
        small.get_by_role("link", name=re.compile(r"^\d{4}-")).first.click()
        stranger = browser.new_context(base_url=address, locale="ja-JP").new_page()
        stranger.goto(small.url)
        expect(stranger.locator("main")).to_contain_text("今も有効です")
        assert axe(stranger) == []
        stranger.context.close()

        # the document is revised
        add_notice(home, tmp_path, 8, revised=True, **settings)
        run(home, "work", **settings)
        page.goto("/learning/desk/")
        expect(page.locator("#stopped")).to_be_visible()
        for words in (revised_notice.QUOTED, revised_notice.NOW):
            expect(page.get_by_text(words)).to_be_visible()
        small.goto(urlsplit(link).path)
        assert not small.get_by_role("link", name="問1").count()
        expect(page.get_by_text("引用している人：2人")).to_be_visible()
        looking.at("desk")
        follow(page.get_by_role("button", name="1番の改定の短い講座を作る"))
        expect(page.get_by_text("改定で変わったことを問う3問を作りました")).to_be_visible()
        looking.at("short-course")
        for _ in range(3):
            follow(page.get_by_role("button", name="番の設問を通す").first)
        follow(page.get_by_role("button", name="公開する"))
        page.goto("/learning/desk/")
        follow(page.get_by_role("button", name="引用している全員に指定する"))
        expect(page.get_by_text("2人に指定しました。", exact=True)).to_be_visible()
        looking.at("desk-assigned")
        run(home, "work", **settings)
        assert "改定で変わったこと" in str(box.mails[-1]["Subject"])
        small.goto("/learning/")
        follow(small.get_by_role("link", name=re.compile("改定で変わったこと")).first)
        follow(small.get_by_role("link", name="設問に答える"))
        answer_rightly(small)
        phone.close()

        looking.at("parcels", "/parcels/")
        page.get_by_label("題名").fill("改定の荷物")
        page.get_by_label("この資料館の名前").fill(HOUSE)
        page.get_by_label(re.compile("改定で変わったこと")).check()
        with page.expect_download() as downloading:
            page.get_by_role("button", name="作って保存する").click()
        parcel = tmp_path / "june.parcel"
        downloading.value.save_as(parcel)
        page.context.close()
    take_elsewhere(browser, tmp_path / "elsewhere", parcel, axe)


def take_elsewhere(browser: Browser, home: Path, parcel: Path, axe: Axe) -> None:
    """A house that knows nothing of the other takes its parcel."""
    run(home, "user", TRAINER, "--administrator", "--password", PASSWORD)
    with served(home, "--without-worker") as address:
        context: BrowserContext = browser.new_context(base_url=address, locale="ja-JP")
        page = context.new_page()
        looking = Looking(page, axe)
        sign_in(page, TRAINER, PASSWORD)

        def send(path: Path) -> None:
            page.goto("/parcels/")
            page.get_by_label("荷物のファイル").set_input_files(path)
            follow(page.get_by_role("button", name="中を見る"))

        send(parcel)
        looking.at("parcel-unknown")
        page.get_by_label("だれの鍵か").fill(HOUSE)
        follow(page.get_by_role("button", name="同じなので受け入れる"))
        looking.at("parcel-inside")
        expect(page.locator("tbody tr")).to_have_count(3)
        expect(page.locator("tbody")).not_to_contain_text("もうあります")
        follow(page.get_by_role("button", name="受け取る", exact=True))
        run(home, "work")
        page.reload()
        expect(page.get_by_text("講座1件が入りました")).to_be_visible()
        looking.at("parcel-taken")
        page.goto("/learning/")
        follow(page.get_by_role("link", name=re.compile("改定で変わったこと")).first)
        expect(page.get_by_text(f"{HOUSE} の荷物「改定の荷物」")).to_be_visible()
        whole = parcel.read_bytes()
        parcel.write_bytes(whole[:5000] + bytes([whole[5000] ^ 1]) + whole[5001:])
        send(parcel)
        expect(page.get_by_role("alert")).to_contain_text("封をしたあとで変わっています")
        assert not page.get_by_role("button", name="受け取る", exact=True).count()
        context.close()
