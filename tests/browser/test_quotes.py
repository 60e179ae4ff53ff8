"""Words are selected, their address is shared, and whoever opens it sees them marked."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import EDITOR, PASSWORD
from tests.browser.signing_in import sign_in
from tests.browser.test_reading import QUERY

pytestmark = pytest.mark.browser
Axe = Callable[[Page], list[str]]
SENTENCE = "夜間を想定した訓練"


def open_hit(page: Page) -> None:
    page.goto(f"/search?q={QUERY}")
    page.get_by_role("link", name="年次計画2025").first.click()
    page.wait_for_load_state("load")


def select(part: Locator, words: str) -> None:
    """Select words within an element, as with a mouse or caret browsing."""
    part.evaluate(
        """(element, words) => {
          const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
          const nodes = []; let all = "";
          for (let node; (node = walker.nextNode());) { nodes.push([node, all.length]); all += node.data; }
          const at = all.indexOf(words), end = at + words.length;
          const find = (place) => nodes.findLast(([, begin]) => begin <= place);
          const [first, from] = find(at), [last, to] = find(end - 1);
          getSelection().setBaseAndExtent(first, at - from, last, end - to);
        }""",
        words,
    )


def test_selected_words_are_shared_and_marked_where_they_are_opened(page: Page, axe: Axe) -> None:
    open_hit(page)
    page.goto(page.url.split("?")[0])
    tool = page.locator(".quote-tool")
    expect(tool).to_be_hidden()
    select(page.locator(".lines .line", has_text=SENTENCE).first, SENTENCE)
    expect(tool).to_be_visible()
    assert axe(page) == []
    page.keyboard.press("q")
    expect(page.locator("#quote-says")).to_have_text("アドレスをコピーしました")
    address = page.evaluate("navigator.clipboard.readText()")
    assert re.search(r"\?at=[\d.,_-]+#quote:~:text=%E", address)
    for width, height in ((1366, 768), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        page.goto("/about")
        page.goto(address)
        page.wait_for_load_state("load")
        assert page.locator(".lines mark").all_inner_texts() == [SENTENCE]
        expect(page.locator(".lines mark").first).to_be_in_viewport()
        expect(page.locator("[data-hit] rect").first).to_be_in_viewport()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert axe(page) == []
    page.get_by_role("button", name="文と出典をコピー").click()
    expect(page.locator("#copied")).to_have_text("コピーしました")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f"「{SENTENCE}」（水鏡市")


def test_words_are_selected_over_the_picture_too(page: Page) -> None:
    open_hit(page)
    select(page.locator(".overlay .line", has_text=SENTENCE).first, SENTENCE)
    page.get_by_role("button", name="選んだ文のアドレスをコピー").click()
    link = page.get_by_role("link", name="この文のアドレスを開く")
    link.click()
    expect(page.locator(".lines mark").first).to_have_text(SENTENCE)


def test_words_of_a_record_lead_to_their_page(page: Page) -> None:
    open_hit(page)
    page.locator(".reach summary", has_text="台帳の項目").click()
    page.locator(".reach a[href^='/records/']").last.click()
    page.wait_for_load_state("load")
    field = page.locator(".record-field dd p").filter(has_text=re.compile(r"^\s*\S{6,}")).last
    words = (field.text_content() or "").strip()[:10]
    select(field, words)
    page.get_by_role("button", name="選んだ文のアドレスをコピー").click()
    page.get_by_role("link", name="この文のアドレスを開く").click()
    expect(page.locator(".lines mark").first).to_have_text(words)
    expect(page.locator("[data-hit] rect").first).to_be_in_viewport()


def test_without_scripts_words_are_written_and_marked(browser: Browser, live_instance: str) -> None:
    context = browser.new_context(
        base_url=live_instance, java_script_enabled=False, locale="ja-JP",
        viewport={"width": 1366, "height": 768},
    )  # fmt: skip
    page = context.new_page()
    page.goto(f"/search?q={QUERY}")
    page.get_by_role("link", name="年次計画2025").first.click()
    page.locator("#quoting > summary").click()
    page.get_by_label("このページの文のアドレスを作る").fill("ここにはない文")
    page.get_by_role("button", name="アドレスを作る").click()
    expect(page.get_by_role("alert")).to_contain_text("見つかりません")
    field = page.get_by_label("このページの文のアドレスを作る")
    expect(field).to_have_value("ここにはない文")
    field.fill(SENTENCE)
    page.get_by_role("button", name="アドレスを作る").click()
    expect(page.locator(".lines mark").first).to_have_text(SENTENCE)
    expect(page.locator(".lines mark").first).to_be_in_viewport()
    expect(page.locator("[data-hit] rect").first).to_be_in_viewport()
    context.close()


def test_selected_words_are_kept_and_seen_at_their_place(page: Page, axe: Axe) -> None:
    sign_in(page, EDITOR, PASSWORD)
    open_hit(page)
    select(page.locator(".lines .line", has_text=SENTENCE).first, SENTENCE)
    page.get_by_role("button", name="選んだ文を引用箇所に残す").click()
    expect(page.locator(".quote-words")).to_have_text(SENTENCE)
    page.wait_for_load_state("load")
    # the picture is drawn, and the words are marked in it
    box = page.locator(".quote-place rect").first.bounding_box()
    assert box is not None and box["width"] > 20
    for width, height in ((1366, 768), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert axe(page) == []
    page.get_by_role("button", name="アドレスで共有する").click()
    expect(page.get_by_role("button", name="共有をやめる")).to_be_visible()
    page.goto("/quotes/")
    expect(page.locator(".quotes blockquote")).to_have_text(SENTENCE)
    assert axe(page) == []
    page.locator(".quotes blockquote a").click()
    page.get_by_role("link", name="この引用箇所を消す").click()
    page.get_by_role("button", name="消す", exact=True).click()
    expect(page.get_by_text("引用箇所はまだありません。")).to_be_visible()
