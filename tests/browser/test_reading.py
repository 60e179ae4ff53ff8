"""A reader finds a page, reads on by keyboard and takes a citation away."""

from __future__ import annotations

import re
from collections.abc import Callable

import pypdfium2 as pdfium
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.following import follow

pytestmark = pytest.mark.browser
Axe = Callable[[Page], list[str]]

QUERY = "夜間を想定した訓練"


def open_hit(page: Page) -> None:
    page.goto("/")
    page.locator("#q").fill(QUERY)
    page.keyboard.press("Enter")
    expect(page.locator(".found [role=status]")).to_have_text("1ページ見つかりました")
    page.get_by_role("link", name="年次計画2025").first.click()
    expect(page).to_have_url(re.compile(r"/documents/[0-9a-f]{16}/pages/3\?q="))
    page.wait_for_load_state("load")  # the keys answer only once the script has run


def test_home_search_page_next_page_and_citation(page: Page) -> None:
    open_hit(page)
    expect(page.locator("mark").first).to_have_text(QUERY)
    hit, picture = page.locator("rect.hit").first, page.locator("#paper img")
    inside, around = hit.bounding_box(), picture.bounding_box()
    assert inside and around
    assert around["x"] < inside["x"] < inside["x"] + inside["width"] < around["x"] + around["width"]
    page.wait_for_function("document.querySelector('#paper img').naturalWidth > 800")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("heading", level=1)).to_contain_text("4ページ")
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_role("heading", level=1)).to_contain_text("3ページ")
    page.keyboard.press("c")
    expect(page.locator("#copied")).to_have_text("コピーしました")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(
        "水鏡市（架空）「水鏡市デジタル安全年次計画2025（見本）」、水鏡市デジタル推進会議 第3回"
    )
    assert page.url.split("?")[0] in copied


def test_keys_can_be_turned_off_and_do_nothing_in_fields(page: Page) -> None:
    open_hit(page)
    page.locator("#find-q").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.type("gc")
    expect(page.get_by_role("heading", level=1)).to_contain_text("3ページ")
    page.get_by_role("button", name="キー操作を使わない").click()
    page.keyboard.press("ArrowRight")
    page.reload()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("heading", level=1)).to_contain_text("3ページ")
    page.get_by_role("button", name="キー操作を使う").click()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("heading", level=1)).to_contain_text("4ページ")


def test_hits_are_followed_over_pages(page: Page) -> None:
    open_hit(page)
    page.locator("#find-q").fill("引き続き")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="2ページ").first.click()
    expect(page.locator(".hit-bar")).to_contain_text("3ページ中1番目")
    page.wait_for_load_state("load")
    for _ in range(page.locator("g[data-hit]").count()):
        page.keyboard.press("n")
    expect(page.get_by_role("heading", level=1)).to_contain_text("3ページ")
    page.wait_for_load_state("load")
    page.keyboard.press("p")
    expect(page.get_by_role("heading", level=1)).to_contain_text("2ページ")


def test_text_over_the_picture_can_be_selected_at_its_place(page: Page) -> None:
    open_hit(page)
    line = page.locator("svg text", has_text=QUERY).first
    box = line.bounding_box()
    assert box
    page.mouse.move(box["x"] + 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] - 1, box["y"] + box["height"] / 2, steps=5)
    page.mouse.up()
    selected = page.evaluate("getSelection().toString()")
    assert QUERY[:5] in selected


def test_a_line_and_its_place_point_at_each_other(page: Page) -> None:
    open_hit(page)
    line = page.locator(".line", has_text=QUERY).first
    number = line.get_attribute("data-line")
    line.hover()
    expect(page.locator(f"#spot-{number}")).to_have_class("spot on")


def test_zoom(page: Page) -> None:
    open_hit(page)
    before = page.locator("#paper").bounding_box()
    page.keyboard.press("+")
    after = page.locator("#paper").bounding_box()
    assert before and after and after["width"] > before["width"] * 1.2
    expect(page.locator("#zoom-level")).to_have_text("125%")


def test_jump_by_keyboard(page: Page) -> None:
    open_hit(page)
    page.keyboard.press("g")
    page.keyboard.type("1\n")
    expect(page.get_by_role("heading", level=1)).to_contain_text("1ページ")


def test_reading_works_without_scripts(browser: Browser, live_instance: str) -> None:
    context = browser.new_context(base_url=live_instance, java_script_enabled=False, locale="ja-JP")
    page = context.new_page()
    page.goto(f"/search?q={QUERY}")
    page.get_by_role("link", name="年次計画2025").first.click()
    expect(page.locator("mark").first).to_have_text(QUERY)
    page.get_by_role("link", name="次のページ").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("4ページ")
    assert page.locator("button.copy:visible").count() == 0
    context.close()


PAGES = {
    "home": "/",
    "documents": "/documents/",
    "search": "/search?q=訓練",
    "search-nothing": "/search?q=存在しない語句",
    "search-bad": '/search?q="',
    "upload": "/uploads/",
    "about": "/about",
    "login": "/login",
    "404": "/nowhere",
}


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES.keys())
def test_axe_finds_nothing(context: object, axe: Axe, address: str, width: int) -> None:
    page = context.new_page()  # type: ignore[attr-defined]
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(address)
    assert axe(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_on_documents_and_pages(
    page: Page, axe: Axe, width: int, scheme: str
) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    open_hit(page)
    assert axe(page) == []
    page.locator(".crumb a").first.click()
    expect(page.locator(".thumbnails li")).to_have_count(4)
    assert axe(page) == []
    page.goto(page.url + "find?q=訓練")
    assert axe(page) == []


def test_nothing_is_wider_than_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    open_hit(page)
    for address in (page.url, "/", "/search?q=訓練", "/uploads/", "/documents/"):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, address


def test_all_that_can_be_done_can_be_done_by_keyboard(page: Page) -> None:
    """From the entrance to a page of a document with Tab and Enter alone."""
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("本文へ移る")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_attribute("name", "q")
    page.keyboard.type("訓練\n")
    expect(page).to_have_url(re.compile(r"/search"))
    expect(page.locator(".result")).not_to_have_count(0)
    for _ in range(80):
        if page.evaluate("document.activeElement.matches('.result h3 a')"):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/pages/\d+\?q="))


def sheets_of(page: Page, **paper: bool) -> tuple[int, str]:
    """How many sheets are printed, and their text."""
    printed = pdfium.PdfDocument(page.pdf(format="A4", prefer_css_page_size=True, **paper))
    texts = [sheet.get_textpage().get_text_bounded() for sheet in printed]
    return len(texts), "".join(texts)


@pytest.mark.parametrize("size", [(1280, 900), (390, 844)])
def test_printing_shows_the_picture_and_its_origin_on_one_sheet(
    page: Page, size: tuple[int, int]
) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    open_hit(page)
    page.locator("#paper img").evaluate("image => image.decode()")
    for landscape in (False, True):
        count, text = sheets_of(page, landscape=landscape)
        assert count == 1
        assert page.url.split("?")[0] in text.replace("\r\n", "")
    page.emulate_media(media="print")
    expect(page.locator("#paper img")).to_be_visible()
    expect(page.locator(".provenance")).to_be_visible()
    expect(page.locator(".masthead")).to_be_hidden()
    expect(page.locator(".spread > .text")).to_be_hidden()


def with_a_table(page: Page, rows: int) -> None:
    """A page of text with a table of so many rows, each of two lines on paper, chosen for print."""
    page.goto("/search?q=訓練 手順")
    follow(page.locator(".best a").first)
    page.locator("#print-text").evaluate("radio => { radio.checked = true; }")
    page.locator(".lines").evaluate(
        """(lines, rows) => {
          const table = document.createElement("table");
          for (let n = 1; n <= rows; n++) {
            const row = table.insertRow();
            for (const text of [`第${n}行`, "夜間の照明と案内板の置き場所を決める。".repeat(4)]) {
              row.insertCell().append(text);
            }
          }
          lines.append(table);
        }""",
        rows,
    )


def test_a_long_table_is_printed_on_one_sheet_as_long_as_one_can_read_it(page: Page) -> None:
    with_a_table(page, 60)
    count, text = sheets_of(page)
    assert (count, "第60行" in text) == (1, True)
    assert page.locator(".lines").evaluate("lines => lines.style.zoom") == ""
    with_a_table(page, 400)
    count, text = sheets_of(page)
    assert count > 1
    assert "第400行" in text


def test_every_page_of_the_samples_prints_on_one_sheet_each_way(page: Page) -> None:
    page.goto("/documents/")
    documents = page.locator(".card h3 a").evaluate_all("links => links.map(link => link.href)")
    for document in documents:
        page.goto(document)
        follow(page.locator(".thumbnails a").last)
        page.locator("#paper img").evaluate("image => image.decode()")
        assert sheets_of(page)[0] == 1, document
        choice = page.locator("#print-text")
        choice.evaluate("radio => { radio.checked = true; }")
        assert sheets_of(page)[0] == 1, document
        page.emulate_media(media="print")
        expect(page.locator(".spread > .text .lines p").first).to_be_visible()
        expect(page.locator("#paper img")).to_be_hidden()
        page.emulate_media(media="null")
