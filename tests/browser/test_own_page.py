"""One's own page by keyboard and eye: a remark, a binder, deadlines, the home, a shared terminal."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import OTHER_EDITOR, PASSWORD
from tests.browser.signing_in import sign_in
from tests.browser.test_quotes import SENTENCE, open_hit, select

pytestmark = pytest.mark.browser
Axe = Callable[[Page], list[str]]
PIN = "402817"


def looks_right(page: Page, axe: Axe) -> None:
    """No fault that axe knows, and nothing beside the screen, wide and narrow."""
    for width, height in ((1366, 768), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url
        assert axe(page) == [], page.url
    page.set_viewport_size({"width": 1366, "height": 768})


def test_words_are_remarked_on_and_bound_by_keyboard(page: Page, axe: Axe) -> None:
    sign_in(page, OTHER_EDITOR, PASSWORD)
    open_hit(page)
    select(page.locator(".lines .line", has_text=SENTENCE).first, SENTENCE)
    page.get_by_role("button", name="選んだ文にメモを書く").click()
    expect(page.locator(".quote-words")).to_have_text(SENTENCE)
    looks_right(page, axe)
    # the text has the focus; the form is sent by keyboard alone
    page.locator("#remark-text").focus()
    page.keyboard.type("秋の訓練で確かめる")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    beside = page.locator(".remarks-beside")
    expect(beside).to_contain_text("秋の訓練で確かめる")
    expect(page.locator(".lines mark").first).to_have_text(SENTENCE)
    looks_right(page, axe)
    page.get_by_role("button", name="この文をとじ込む").click()
    page.get_by_label("新しいとじ込みの名前").fill("訓練の資料")
    page.get_by_role("button", name="とじ込む", exact=True).click()
    page.locator("#piece-text").fill("はじめに読むこと。")
    page.get_by_role("button", name="文を加える").click()
    pieces = page.locator(".piece")
    expect(pieces).to_have_count(2)
    up = pieces.nth(1).get_by_role("button", name="上へ")
    up.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(pieces.nth(0)).to_contain_text("はじめに読むこと。")
    looks_right(page, axe)
    for name in ("PDF", "Word", "Markdown"):
        with page.expect_download() as taken:
            page.get_by_role("link", name=name, exact=True).click()
        assert taken.value.path().stat().st_size > 200
    for address in ("/remarks/", "/binders/", "/deadlines/?all=on", "/my/"):
        page.goto(address)
        looks_right(page, axe)
    expect(page.get_by_role("heading", name="続きを読む")).to_be_visible()


def test_without_scripts_a_person_is_switched_and_a_home_chosen(
    browser: Browser, live_instance: str, axe: Axe
) -> None:
    context = browser.new_context(base_url=live_instance, java_script_enabled=False, locale="ja-JP")
    page = context.new_page()
    sign_in(page, OTHER_EDITOR, PASSWORD)
    page.goto("/my/?choose=on#choose")
    page.get_by_label("仕事").select_option("billing")
    page.get_by_role("button", name="この仕事のページにする").click()
    expect(page.locator("h1")).to_contain_text("医事課")
    page.goto("/account/pin")
    page.locator("#pin").fill(PIN)
    page.locator("#again").fill(PIN)
    page.get_by_role("button", name="PINを決める").click()
    # the password is asked for once more
    page.locator("#id_password").fill(PASSWORD)
    page.locator("main button").first.click()
    page.goto("/account/pin")
    if not page.get_by_role("button", name="この端末でPINを使う").is_visible():
        page.locator("#pin").fill(PIN)
        page.locator("#again").fill(PIN)
        page.get_by_role("button", name="PINを決める").click()
    page.get_by_role("button", name="この端末でPINを使う").click()
    page.goto("/my/")
    page.get_by_role("button", name="席を離れる・人を替える").click()
    expect(page.locator("h1")).to_have_text("人を替える")
    # the back button shows nothing of whoever was here
    page.go_back()
    expect(page.locator("h1")).not_to_contain_text("マイページ")
    page.goto("/account/switch")
    page.locator("#pin").fill(PIN)
    page.get_by_role("button", name="入る", exact=True).click()
    expect(page.locator("h1")).to_contain_text("マイページ")
    context.close()
