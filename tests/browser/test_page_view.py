"""The text over the picture and the text beside it, as a reader handles them."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, FloatRect, Locator, Page, expect

from tests.browser.conftest import LEFT, RIGHT
from tests.browser.odd_pages import DOUBTFUL, ODD_TITLE

pytestmark = pytest.mark.browser
Axe = Callable[[Page], list[str]]


def open_document(page: Page, title: str) -> None:
    page.goto("/documents/")
    page.locator(".card h3 a", has_text=title).click()
    page.get_by_role("link", name="はじめから読む").click()
    page.wait_for_load_state("load")


def box_of(locator: Locator) -> FloatRect:
    box = locator.bounding_box()
    assert box
    return box


def tab_to(page: Page, selector: str) -> None:
    for _ in range(60):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press("Tab")
        assert not page.evaluate("document.activeElement.matches('.overlay *')")
    pytest.fail(f"{selector} is not reached by Tab")


def test_what_is_selected_over_the_picture_is_in_reading_order(page: Page) -> None:
    open_document(page, "two-columns")
    lines = page.locator(".overlay .line")
    assert [*LEFT, *RIGHT] == lines.all_text_contents()
    first, last = box_of(lines.first), box_of(lines.last)
    assert last["x"] > first["x"] + first["width"]
    page.mouse.move(first["x"] + 1, first["y"] + first["height"] / 2)
    page.mouse.down()
    page.mouse.move(last["x"] + last["width"] - 1, last["y"] + last["height"] / 2, steps=10)
    page.mouse.up()
    assert page.evaluate("getSelection().toString()").split("\n") == [*LEFT, *RIGHT]
    page.keyboard.press("Control+c")
    assert page.evaluate("navigator.clipboard.readText()").split() == [*LEFT, *RIGHT]


def test_a_selection_within_one_column_leaves_the_other_out(page: Page) -> None:
    open_document(page, "two-columns")
    lines = page.locator(".overlay .line")
    first, last = box_of(lines.nth(2)), box_of(lines.nth(5))
    page.mouse.move(first["x"] + 1, first["y"] + first["height"] / 2)
    page.mouse.down()
    page.mouse.move(last["x"] + last["width"] - 1, last["y"] + last["height"] / 2, steps=8)
    page.mouse.up()
    assert page.evaluate("getSelection().toString()").split("\n") == LEFT[2:6]


def test_a_vertical_line_lies_at_its_place(page: Page) -> None:
    open_document(page, ODD_TITLE)
    line, sheet = page.locator(".overlay .vertical"), box_of(page.locator("#paper"))
    box, scale = box_of(line), sheet["width"] / 600
    assert box["x"] - sheet["x"] == pytest.approx(560 * scale, abs=3)
    assert box["y"] - sheet["y"] == pytest.approx(200 * scale, abs=3)
    assert box["height"] == pytest.approx(60 * scale, abs=3)
    assert box["width"] < box["height"] / 2


def test_from_the_sentence_to_the_line_and_back(page: Page) -> None:
    open_document(page, ODD_TITLE)
    notice = page.locator(".doubts")
    expect(notice.locator("summary")).to_have_text(
        "このページには、誤りがあるかもしれない行が2行あります"
    )
    tab_to(page, ".doubts summary")
    page.keyboard.press("Enter")
    tab_to(page, ".doubts li a")
    spot = page.locator("#spot-3")
    expect(spot).to_have_class("spot on")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#line-3$"))
    expect(page.locator(".line:target")).to_contain_text(DOUBTFUL)
    notice.locator("summary").click()
    expect(page.locator("#doubt-1")).to_be_hidden()
    sign = page.get_by_role("link", name="誤りのおそれ1: 段組の読み順が確かでない")
    sign.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#doubt-1")).to_be_visible()


def test_signs_are_not_part_of_what_is_copied(page: Page) -> None:
    open_document(page, ODD_TITLE)
    page.locator(".lines").evaluate("element => getSelection().selectAllChildren(element)")
    page.keyboard.press("Control+c")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert f"{DOUBTFUL}読め\ufffd字の行" in copied
    assert "？1" not in copied
    assert "誤りのおそれ" not in copied


def test_a_table_is_saved_by_keyboard(page: Page) -> None:
    open_document(page, ODD_TITLE)
    tab_to(page, ".table .scroll")
    table = page.get_by_role("region", name="このページの1番目の表")
    assert table.evaluate("element => element.scrollLeft") == 0
    page.keyboard.press("ArrowRight")
    table.evaluate(
        "e => new Promise(done => e.scrollLeft ? done() : e.addEventListener('scroll', done))"
    )
    expect(page.get_by_role("heading", level=1)).to_contain_text("1ページ")
    tab_to(page, ".table .downloads a")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename == f"{ODD_TITLE}-p1-表1.csv"
    text = Path(download.value.path()).read_text("utf-8-sig")
    assert text.splitlines()[2].startswith("合わせた欄,,")


def test_a_table_and_its_doubts_without_scripts(browser: Browser, live_instance: str) -> None:
    context = browser.new_context(base_url=live_instance, java_script_enabled=False, locale="ja-JP")
    page = context.new_page()
    open_document(page, ODD_TITLE)
    page.locator(".doubt-sign").first.click()
    expect(page.locator("#doubt-1")).to_be_visible()
    page.locator("#doubt-2 a").click()
    expect(page.locator(".line:target")).to_contain_text("字の行")
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_on_a_page_with_everything(
    page: Page, axe: Axe, width: int, scheme: str
) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    open_document(page, ODD_TITLE)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert axe(page) == []
    page.locator(".doubts summary").click()
    assert axe(page) == []


def test_axe_finds_nothing_where_there_is_no_such_table(context: BrowserContext, axe: Axe) -> None:
    page = context.new_page()
    open_document(page, ODD_TITLE)
    page.goto(page.url + "/tables/7.csv")
    expect(page.locator("main")).to_contain_text("表7はありません")
    assert axe(page) == []
