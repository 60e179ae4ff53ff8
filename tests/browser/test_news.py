"""The news desk: an article is written by keyboard and without script, quoted into from a search hit
and from selected words, changed by two at once, approved by another editor, and read."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import EDITOR, OTHER_EDITOR, PASSWORD
from tests.browser.following import follow
from tests.browser.signing_in import sign_in
from tests.browser.test_quotes import SENTENCE, open_hit, select
from tests.browser.test_reading import QUERY

pytestmark = pytest.mark.browser
Axe = Callable[[Page], list[str]]
PICTURES = os.environ.get("TEST_PICTURES")
"""A folder for pictures of the pages, to be looked at."""
WIDTHS = (1366, 390)
TITLE = '港の訓練 <img src=x onerror="document.title=1">'
WORD_HTML = '<p class="MsoNormal"><b>夜の訓練</b><o:p></o:p></p><script>alert(1)</script>'
HOSTILE = f"**太い** {WORD_HTML} [押す](javascript:alert(1))"


@pytest.fixture
def plain(browser: Browser, live_instance: str) -> Iterator[Page]:
    """A browser without scripts, with the other editor in it."""
    context = browser.new_context(
        base_url=live_instance, java_script_enabled=False, locale="ja-JP",
        viewport={"width": 1366, "height": 900},
    )  # fmt: skip
    page = context.new_page()
    sign_in(page, OTHER_EDITOR, PASSWORD)
    yield page
    context.close()


@pytest.fixture
def scripted(context: BrowserContext) -> Page:
    """A page with scripts, which is told 409 and says so in its console."""
    page = context.new_page()
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    page.on("dialog", lambda said: pytest.fail(said.message))
    return page


def looked_at(page: Page, axe: Axe, name: str) -> None:
    """A page at both widths: nothing is wrong with it, and nothing hangs over its side."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 844})
        page.wait_for_load_state("networkidle")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        if PICTURES:
            page.screenshot(path=Path(PICTURES) / f"{name}-{width}.png", full_page=True)
    assert axe(page) == [], name


def by_keyboard(page: Page, *keys: str) -> None:
    """Press keys one after the other; a text that is no key is typed."""
    for key in keys:
        if key in ("Tab", "Shift+Tab", "Enter", "Space"):
            page.keyboard.press(key)
        else:
            page.keyboard.type(key)


def test_an_article_is_written_without_script_quoted_into_and_changed_by_two(
    scripted: Page, plain: Page, axe: Axe
) -> None:
    page = scripted
    # by keyboard alone, and without script: a title, then a statement
    plain.goto("/news/desk/")
    plain.get_by_label("題名", exact=True).focus()
    with plain.expect_navigation():
        by_keyboard(plain, TITLE, "Enter")
    expect(plain.get_by_role("heading", level=1)).to_have_text(TITLE)
    desk = plain.url
    plain.get_by_label("終わりに足す段").focus()
    with plain.expect_navigation():
        by_keyboard(plain, "Tab", "Enter")
    plain.get_by_label("文", exact=True).focus()
    by_keyboard(plain, HOSTILE)
    plain.get_by_role("button", name="書き込む").focus()
    with plain.expect_navigation():
        by_keyboard(plain, "Enter")
    expect(plain.locator(".desk-blocks li")).to_have_count(1)

    # a search hit becomes a quotation
    plain.goto(f"/search?q={QUERY}&view=pages")
    quoting = plain.get_by_role("link", name="記事に引用する")
    expect(quoting.first).to_be_hidden()
    plain.get_by_label("記事に引用する箇所を選ぶ").focus()
    by_keyboard(plain, "Space")
    follow(quoting.first)
    expect(plain.get_by_label("どの記事に")).to_have_value(desk.rstrip("/").rpartition("/")[2])
    follow(plain.get_by_role("button", name="引用する", exact=True))
    expect(plain.locator(".desk-blocks q").first).to_contain_text(SENTENCE)

    # the other editor, with script: words that are selected become one, too
    sign_in(page, EDITOR, PASSWORD)
    open_hit(page)
    page.goto(page.url.split("?")[0])
    select(page.locator(".lines .line", has_text=SENTENCE).first, SENTENCE)
    page.get_by_role("button", name="選んだ文を記事に引用する").focus()
    with page.expect_navigation():
        by_keyboard(page, "Enter")
    expect(page.locator("blockquote")).to_have_text(SENTENCE)
    page.get_by_label("どの記事に").select_option(label=f"{TITLE}（下書き）")
    looked_at(page, axe, "quote")
    follow(page.get_by_role("button", name="引用する", exact=True))
    expect(page.locator(".desk-blocks q")).to_have_count(2)
    looked_at(page, axe, "edit")

    # two in one block: the second is told, and both texts are there
    follow(page.locator(".desk-buttons a", has_text="直す").first)
    looked_at(page, axe, "block")
    plain.goto(desk)
    follow(plain.locator(".desk-buttons a", has_text="直す").first)
    plain.get_by_label("文", exact=True).fill("はじめの人の文。")
    follow(plain.get_by_role("button", name="書き込む"))
    # as a word processor puts it into the clipboard
    page.evaluate(
        """(html) => navigator.clipboard.write([new ClipboardItem({
          "text/html": new Blob([html], {type: "text/html"}),
          "text/plain": new Blob(["夜の訓練"], {type: "text/plain"})})])""",
        WORD_HTML,
    )
    text = page.get_by_label("文", exact=True)
    text.press("Control+End")
    text.press("Control+V")
    expect(text).to_have_value(f"{HOSTILE}夜の訓練")
    with page.expect_navigation():
        page.get_by_role("button", name="書き込む").click()
    expect(page.get_by_role("region", name="今のもの")).to_contain_text("はじめの人の文。")
    expect(page.get_by_label("文", exact=True)).to_have_value(f"{HOSTILE}夜の訓練")
    follow(page.get_by_role("button", name="書き込む"))

    # who wrote in it does not approve it
    plain.goto(desk)
    follow(plain.get_by_role("button", name="確認に出す"))
    expect(plain.get_by_text("ほかの編集者の承認を待っています")).to_be_visible()
    page.goto("/news/desk/")
    looked_at(page, axe, "board")
    page.goto(desk)
    expect(page.get_by_text("ほかの編集者の承認を待っています")).to_be_visible()


def test_a_draft_of_a_comparison_is_cut_scheduled_approved_and_read(
    page: Page, plain: Page, browser: Browser, live_instance: str, axe: Axe
) -> None:
    plain.goto("/registers/measures/compare")
    follow(plain.get_by_role("button", name="くらべる"))
    follow(plain.get_by_role("button", name="この比較を記事の下書きにする"))
    expect(plain.locator("main")).to_contain_text("個の文を書きました")
    desk, title = plain.url, plain.get_by_role("heading", level=1).inner_text()
    follow(plain.get_by_role("button", name="の見出しの下をすべて消す").first)
    expect(plain.locator("main")).to_contain_text("個の段を消しました")
    follow(plain.get_by_role("button", name="確認に出す"))
    sign_in(page, EDITOR, PASSWORD)
    page.goto(desk)
    page.get_by_label("公開の日時").fill("2199-01-01T09:00")
    follow(page.get_by_role("button", name="承認して公開"))
    expect(page.locator(".badge.known")).to_have_text("公開予約")
    looked_at(page, axe, "scheduled")
    follow(page.get_by_role("button", name="下書きに戻す"))
    plain.goto(desk)
    follow(plain.get_by_role("button", name="確認に出す"))
    page.goto(desk)
    follow(page.get_by_role("button", name="承認して公開"))
    expect(page.locator(".badge.known")).to_have_text("公開")

    # whoever reads, without an account: every statement leads to its place
    context = browser.new_context(base_url=live_instance, locale="ja-JP")
    reader = context.new_page()
    reader.goto("/news/")
    looked_at(reader, axe, "news")
    follow(reader.get_by_role("link", name=title))
    looked_at(reader, axe, "article")
    reader.emulate_media(media="print")
    expect(reader.locator(".statement").first).to_be_visible()
    if PICTURES:
        reader.screenshot(path=Path(PICTURES) / "article-print.png", full_page=True)
    reader.emulate_media(media="screen")
    follow(reader.locator(".statement .cited a").first)
    expect(reader.locator(".lines mark").first).to_be_visible()
    context.close()
