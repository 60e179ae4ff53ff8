"""A reader types, takes a suggestion, narrows, sees the hits on the picture and goes on by key."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.following import follow

pytestmark = pytest.mark.browser
Axe = Callable[[Page], list[str]]


def type_and_take(page: Page, typed: str, wanted: str) -> None:
    """Type into the search field and take the suggestion by the arrow keys."""
    field = page.get_by_role("combobox")
    field.click()
    page.keyboard.type(typed)
    # names of records begin like the word, and find less
    option = page.get_by_role("option").filter(has=page.get_by_text(wanted, exact=True)).first
    expect(option).to_be_visible()
    for _ in range(8):
        page.keyboard.press("ArrowDown")
        if option.get_attribute("aria-selected") == "true":
            break
    expect(field).to_have_attribute("aria-activedescendant", re.compile("q-list-"))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/search"))


def test_from_typing_to_the_next_hit_on_the_picture(page: Page, axe: Axe) -> None:
    page.goto("/")
    type_and_take(page, "訓", "訓練")
    expect(page.get_by_role("combobox")).to_have_value(re.compile("訓練"))
    status = page.locator(".found [role=status]")
    before = int(re.sub(r"\D", "", status.inner_text()))
    page.locator("#narrowing").get_by_role("link", name="2025").click()
    expect(page).to_have_url(re.compile("year=2025"))
    assert 0 < int(re.sub(r"\D", "", status.inner_text())) < before
    expect(page.locator("#narrowing .chosen")).to_contain_text("2025")
    assert axe(page) == []
    found = page.locator(".result").filter(has_text="年次計画2025").locator(".best .page-number")
    min(found.all(), key=Locator.inner_text).click()
    expect(page).to_have_url(re.compile(r"/pages/\d+\?q="))
    page.wait_for_load_state("load")
    assert axe(page) == []
    hits = page.locator("g[data-hit]")
    expect(page.locator("g.current rect.hit").first).to_be_in_viewport()
    expect(page.locator("#hit-says")).to_contain_text(f"1か所目（{hits.count()}か所中）")
    here = page.url
    for _ in range(hits.count()):
        page.keyboard.press("n")
    expect(page).not_to_have_url(here)
    page.wait_for_load_state("load")
    expect(page.locator("g.current")).to_have_count(1)
    page.keyboard.press("p")
    expect(page).to_have_url(re.compile("#last-hit"))
    expect(page.locator("g.current")).to_have_count(1)


def test_suggestions_are_left_by_escape_and_taken_by_the_mouse(page: Page, axe: Axe) -> None:
    page.goto("/search")
    field = page.get_by_role("combobox")
    field.click()
    page.keyboard.type("年次")
    expect(page.get_by_role("option").first).to_be_visible()
    assert axe(page) == []
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(field).to_have_value("年次")
    expect(field).to_have_attribute("aria-expanded", "false")
    page.keyboard.type("計")
    page.get_by_role("option").first.click()
    expect(page).to_have_url(re.compile(r"/search\?q="))


def test_records_are_searched_in_the_same_place(page: Page, axe: Axe) -> None:
    page.goto("/search?q=訓練")
    page.get_by_role("navigation", name="探すもの").get_by_role("link", name="施策").click()
    expect(
        page.get_by_role("navigation", name="探すもの").locator("[aria-current]")
    ).to_contain_text("施策")
    assert axe(page) == []
    page.locator(".result h3 a").first.click()
    expect(page).to_have_url(re.compile("/records/"))


def test_other_spellings_are_told_and_can_be_left_out(page: Page) -> None:
    page.goto("/search?q=とりくみ OR 取り組み")
    total = page.locator(".found [role=status]").inner_text()
    page.get_by_role("link", name="書いたとおりだけを探す").click()
    expect(page.get_by_role("link", name="ほかの書き方も探す")).to_be_visible()
    assert page.locator(".found [role=status]").inner_text() != total


def test_a_misspelt_word_is_put_right(page: Page, axe: Axe) -> None:
    page.goto("/search?q=年次計書")
    assert axe(page) == []
    page.locator(".hints").get_by_role("link", name="年次計画", exact=True).click()
    expect(page.locator(".result").first).to_be_visible()


def test_of_several_words_the_missing_one_is_named(page: Page, axe: Axe) -> None:
    page.goto("/search?q=公民館 相談員 宇宙旅行")
    expect(page.locator(".nothing-found strong")).to_have_text("宇宙旅行")
    assert axe(page) == []
    page.locator(".hints").get_by_role("link", name="公民館 相談員", exact=True).click()
    expect(page.locator(".result").first).to_be_visible()


def test_results_are_taken_along(page: Page) -> None:
    page.goto("/search?q=訓練")
    with page.expect_download() as saved:
        page.get_by_role("link", name="CSV", exact=True).click()
    text = saved.value.path().read_text("utf-8-sig")
    assert "訓練" in text and "/documents/" in text


def test_searching_works_without_scripts(browser: Browser, live_instance: str) -> None:
    context = browser.new_context(base_url=live_instance, locale="ja-JP", java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    page.get_by_role("searchbox").fill("訓練")
    page.get_by_role("button", name="検索").click()
    page.get_by_text("絞り込み").click()
    page.get_by_role("link", name="2025").first.click()
    follow(page.locator(".best .page-number").first)
    assert page.locator("rect.hit").count() > 0
    context.close()


@pytest.mark.parametrize(
    "address", ["/search?q=訓練", "/search?q=訓練&kind=all", "/search?q=(訓練"]
)
def test_on_a_phone_nothing_runs_out_of_the_page(page: Page, axe: Axe, address: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert axe(page) == []
