"""A course is written, assigned, done on a phone without script, and its certificate verified."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import EDITOR, PASSWORD
from tests.browser.signing_in import sign_in

pytestmark = pytest.mark.browser
Axe = Callable[[Page], list[str]]
DUE = "2099-03-31"


def write_course(page: Page, axe: Axe) -> None:
    """From the empty desk to an open course that everybody has to do."""
    page.goto("/learning/desk/")
    assert axe(page) == []
    page.get_by_label("題名").fill("年次計画の講座")
    page.get_by_role("button", name="作る", exact=True).click()
    page.locator("#from").select_option(index=0)
    page.locator("#count").fill("2")
    page.get_by_role("button", name="作る", exact=True).click()
    expect(page.locator(".quote-place").first).to_be_visible()
    assert axe(page) == []
    for _ in range(2):
        page.get_by_role("button", name="番の設問を通す").first.click()
    page.get_by_role("button", name="公開する").click()
    page.get_by_role("link", name="受講の状況・指定").click()
    page.get_by_label("全員").check()
    page.get_by_label("期限").fill(DUE)
    page.get_by_role("button", name="指定する").click()
    expect(page.locator("table.rates")).to_contain_text("0%")
    assert axe(page) == []


def test_a_course_from_the_desk_to_the_certificate(
    page: Page, browser: Browser, live_instance: str, axe: Axe
) -> None:
    sign_in(page, EDITOR, PASSWORD)
    write_course(page, axe)
    phone = browser.new_context(
        base_url=live_instance, locale="ja-JP", viewport={"width": 390, "height": 844},
        java_script_enabled=False,
    )  # fmt: skip
    small = phone.new_page()
    sign_in(small, EDITOR, PASSWORD)
    small.goto("/learning/")
    small.get_by_role("link", name="年次計画の講座").click()
    small.get_by_role("link", name="設問に答える").click()
    first = small.url
    # by keyboard: the first choice, and the button
    small.locator("input[name=chosen]").first.focus()
    small.keyboard.press("Space")
    small.keyboard.press("Enter")
    expect(small.get_by_role("heading", level=1)).to_contain_text("正解です")
    for address in (small.url, first, "/learning/"):
        page.set_viewport_size({"width": 390, "height": 844})
        page.goto(address)
        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
    while True:
        small.goto("/learning/")
        small.get_by_role("link", name="年次計画の講座").first.click()
        todo = small.get_by_role("link", name="設問")
        if small.get_by_text("に修了しました").count():
            break
        todo.first.click()
        answer_rightly(small)
    small.get_by_role("link", name="修了証").first.click()
    address = small.url
    phone.close()
    stranger = browser.new_context(base_url=live_instance, locale="ja-JP").new_page()
    stranger.goto(address)
    expect(stranger.locator("main")).to_contain_text("今も有効です")
    assert axe(stranger) == []
    stranger.context.close()


def answer_rightly(page: Page) -> None:
    """Answer an exercise, and where it was wrong once more, as its answer said."""
    address = page.url
    page.locator("input[name=chosen]").first.check()
    page.get_by_role("button", name="答える").click()
    right = page.locator(".result-of dd").last.inner_text().split("、")
    if page.get_by_role("heading", level=1).inner_text().startswith("×"):
        page.goto(address)
        for text in right:
            page.locator("label.answer", has_text=text).first.locator("input").check()
        page.get_by_role("button", name="答える").click()
