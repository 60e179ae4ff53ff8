"""Whoever opens a result sees at once what was looked for, in the picture and in the text."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser
Axe = Callable[[Page], list[str]]

SIZES = ((1366, 768), (390, 844), (1920, 1080))
WORDS = ("夜間を想定した訓練", "市立図書館", "水鏡市", "多要素認証", "案内板は市の図書館", "計画")
"""Of first and last paragraphs, of tables, of titles, of slides, of two columns."""
WRONG = """() => {
  // without scripts the window is where the address leads: to the first hit that is of the text
  const of = document.querySelector("#hit")?.parentElement.dataset.of ?? 0;
  const PLACE = `[data-hit]:nth-child(${Number(SCRIPT ? 0 : of) + 1}) rect`;
  const WORD = `.lines mark[data-of="${SCRIPT ? 0 : of}"]`;
  const wrong = (element, within) => {
    if (!element) return "is not there";
    const box = element.getClientRects()[0];
    const x = box.left + box.width / 2, y = box.top + box.height / 2;
    if (x < 0 || y < 0 || x >= innerWidth || y >= innerHeight) return "is outside the window";
    if (!document.elementFromPoint(x, y)?.closest(within)) return "is covered";
    return "";
  };
  return [
    wrong(document.querySelector(PLACE), "#paper"),
    wrong(document.querySelector(WORD), ".lines"),
  ];
}"""


def results(page: Page, words: str) -> list[str]:
    page.goto(f"/search?q={quote(words)}&kind=page")
    links = page.locator(".results a[href*='/pages/']:visible")
    found = links.evaluate_all("links => links.map(link => link.getAttribute('href'))")
    return list(dict.fromkeys(found))[:3]


def shown_at_last(page: Page, script: bool) -> list[str]:
    """What is wrong with where the page stands, once it does not get better any more."""
    asked = WRONG.replace("SCRIPT", "true" if script else "false")
    for _ in range(40):
        page.wait_for_timeout(50)
        said: list[str] = page.evaluate(asked)
        if not any(said):
            break
    return said


def at_rest(page: Page) -> float:
    """How far down the page stands, once it moves no more."""
    before = -1.0
    while (now := float(page.evaluate("scrollY"))) != before:
        before = now
        page.wait_for_timeout(300)
    return now


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_every_result_opens_with_its_hit_in_view(
    browser: Browser, live_instance: str, width: int, height: int, script: bool
) -> None:
    context = browser.new_context(
        base_url=live_instance, locale="ja-JP", java_script_enabled=script,
        viewport={"width": width, "height": height},
    )  # fmt: skip
    page = context.new_page()
    landings, wrong = 0, []
    for words in WORDS:
        for address in results(page, words):
            page.goto(address)
            page.wait_for_load_state("load")
            landings += 1
            if any(said := shown_at_last(page, script)):
                wrong.append((words, address, said))
    context.close()
    assert landings >= 10
    assert wrong == []


def test_a_page_that_is_gone_back_to_is_as_it_was_left(page: Page) -> None:
    page.set_viewport_size({"width": 1366, "height": 500})
    (address, *_) = results(page, "夜間を想定した訓練")
    page.goto(address)
    page.wait_for_load_state("load")
    page.mouse.move(1300, 300)
    page.mouse.wheel(0, 2000)
    page.wait_for_timeout(300)
    left = at_rest(page)
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("heading", level=1)).to_contain_text("4ページ")
    page.go_back()
    page.wait_for_load_state("load")
    expect(page.locator("[data-hit]").first).to_be_attached()
    assert abs(at_rest(page) - left) < 60


def test_the_whole_page_is_shown_and_remembered(page: Page) -> None:
    (address, *_) = results(page, "夜間を想定した訓練")
    page.goto(address)
    page.get_by_role("button", name="ページ全体").click()
    frame = page.locator(".frame")
    expect(page.get_by_role("button", name="ページ全体")).to_have_attribute("aria-pressed", "true")
    fits = "frame => frame.scrollHeight <= frame.clientHeight + 1"
    assert frame.evaluate(fits)
    page.get_by_role("link", name="次のページ").click()
    expect(page.get_by_role("button", name="ページ全体")).to_have_attribute("aria-pressed", "true")
    page.locator("#paper img").evaluate("image => image.decode()")
    assert frame.evaluate(fits)
    overlay, picture = (
        page.locator(".overlay").bounding_box(),
        page.locator("#paper img").bounding_box(),
    )
    assert overlay and picture
    assert (
        abs(overlay["width"] - picture["width"]) < 1
        and abs(overlay["height"] - picture["height"]) < 1
    )
    page.keyboard.press("+")
    larger = page.locator("#paper").bounding_box()
    assert larger and larger["width"] > picture["width"] + 10
    page.keyboard.press("f")
    assert frame.evaluate(fits)
    page.keyboard.press("0")
    page.reload()
    expect(page.get_by_role("button", name="幅に合わせる")).to_have_attribute(
        "aria-pressed", "true"
    )
    assert not frame.evaluate(fits)


def test_the_whole_page_without_scripts(browser: Browser, live_instance: str) -> None:
    context = browser.new_context(base_url=live_instance, java_script_enabled=False, locale="ja-JP")
    page = context.new_page()
    (address, *_) = results(page, "夜間を想定した訓練")
    page.goto(address.split("?")[0])
    page.get_by_role("button", name="ページ全体").click()
    expect(page).to_have_url(re.compile(re.escape(address.split("?")[0]) + "$"))
    expect(page.get_by_role("button", name="ページ全体")).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".sheet")).to_have_class("sheet whole")
    context.close()


@pytest.mark.parametrize("width", [1366, 390])
def test_origin_citation_and_records_are_within_reach(page: Page, axe: Axe, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    (address, *_) = results(page, "夜間を想定した訓練")
    page.goto(address.split("?")[0])
    reach = page.locator(".reach")
    box = reach.bounding_box()
    assert box and box["y"] + box["height"] < 844
    reach.get_by_text("出典", exact=True).focus()
    page.keyboard.press("Enter")
    expect(reach.locator(".origin-list")).to_be_visible()
    expect(reach.locator("code")).to_be_hidden()
    reach.get_by_text("原本の識別").click()
    expect(reach.locator("code")).to_be_visible()
    assert axe(page) == []
    reach.locator("summary").get_by_text("引用", exact=True).click()
    expect(page.locator("#cite-ja")).to_be_visible()
    assert axe(page) == []
    reach.locator("summary", has_text="台帳の項目").click()
    expect(reach.locator("a[href^='/records/']").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
