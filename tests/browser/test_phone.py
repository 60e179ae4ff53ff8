"""What a phone is shown, and what only a keyboard needs."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.browser.conftest import OTHER_EDITOR, PASSWORD
from tests.browser.signing_in import signed_in

pytestmark = pytest.mark.browser


@pytest.fixture
def phone(browser: Browser, live_instance: str) -> Iterator[Page]:
    context = browser.new_context(
        base_url=live_instance,
        locale="ja-JP",
        viewport={"width": 390, "height": 844},
        has_touch=True,
        is_mobile=True,
    )
    yield context.new_page()
    context.close()


def first_record(page: Page) -> None:
    page.goto("/registers/measures/")
    page.goto(page.locator("table.records tbody th a").first.get_attribute("href") or "")


def test_keys_are_told_to_those_who_have_some(phone: Page, page: Page) -> None:
    for each, has_keys in ((phone, False), (page, True)):
        each.goto("/search?q=訓練")
        each.goto(each.locator(".best a").first.get_attribute("href") or "")
        expect(each.locator(".key-help")).to_be_visible(visible=has_keys)
        first_record(each)
        expect(each.get_by_text("項目を指すかTabキーで選ぶと")).to_be_visible(visible=has_keys)
        expect(each.get_by_text("項目にふれると")).to_be_visible(visible=not has_keys)


def test_on_a_phone_the_number_of_hits_is_said_once(phone: Page, page: Page) -> None:
    for each, seen in ((phone, False), (page, True)):
        each.goto("/search?q=訓練")
        status = each.get_by_role("status").filter(has_text="ページ見つかりました")
        box = status.bounding_box()
        assert box
        assert (box["width"] > 1) is seen
        assert each.locator(".kinds [aria-current] .count").inner_text() in status.inner_text()


_BROKEN = r"""() => {
  const broken = [], text = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  while (text.nextNode()) for (const found of text.currentNode.data.matchAll(/[0-9０-９]+(?:点|件)/g)) {
    const range = document.createRange();
    range.setStart(text.currentNode, found.index);
    range.setEnd(text.currentNode, found.index + found[0].length);
    const lines = [...range.getClientRects()].filter((box) => box.width && box.height > 2);
    if (new Set(lines.map((box) => Math.round(box.top))).size > 1) broken.push(found[0]);
  }
  return broken;
}"""


def test_a_figure_and_its_unit_never_part(phone: Page) -> None:
    for width in range(300, 400, 7):
        phone.set_viewport_size({"width": width, "height": 844})
        for address in ("/registers/", "/search?q=件&kind=measures"):
            phone.goto(address)
            assert phone.evaluate(_BROKEN) == [], (address, width)


@pytest.mark.parametrize("script", [True, False])
def test_the_head_of_a_page_takes_two_lines_and_its_menu_opens_by_keyboard(
    browser: Browser, live_instance: str, script: bool
) -> None:
    size: ViewportSize = {"width": 390, "height": 844}
    with signed_in(browser, live_instance, OTHER_EDITOR, PASSWORD) as page:
        kept = page.context.storage_state()
    context = browser.new_context(
        base_url=live_instance, locale="ja-JP", storage_state=kept, viewport=size,
        java_script_enabled=script,
    )  # fmt: skip
    phone = context.new_page()
    phone.goto("/registers/")
    head, search = (phone.locator(part).bounding_box() for part in (".masthead", "#header-q"))
    assert head
    assert search
    # a line of the search field and one of links, with what is around them
    assert head["height"] < 2 * search["height"] + 40
    out = phone.get_by_role("button", name=re.compile("ログアウト"))
    expect(out).to_be_hidden()
    phone.locator(".menu > summary").focus()
    phone.keyboard.press("Enter")
    for name in ("くわえる", "マイページ", "お知らせ", "アカウント"):
        expect(phone.locator(".menu").get_by_role("link", name=name)).to_be_visible()
        phone.keyboard.press("Tab")
    expect(out).to_be_visible()
    context.close()
