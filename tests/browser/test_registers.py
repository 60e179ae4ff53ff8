"""From a facet to a record, its boxes on the page, its life, and the versions side by side."""

from __future__ import annotations

import re
from collections.abc import Callable

import pypdfium2 as pdfium
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import EDITOR, PASSWORD
from tests.browser.following import follow
from tests.browser.signing_in import sign_in

pytestmark = pytest.mark.browser
Axe = Callable[[Page], list[str]]
PLAN = "水鏡市デジタル安全年次計画2025"


def open_register(page: Page) -> None:
    page.goto("/")
    page.get_by_role("navigation", name="主な案内").get_by_role("link", name="台帳").click()
    page.get_by_role("link", name="施策", exact=True).click()


def choose_plan(page: Page) -> None:
    """The plan of 2025 in the chooser, where its date stands before its title."""
    chooser = page.get_by_label("文書", exact=True)
    chooser.select_option(value=chooser.locator("option", has_text=PLAN).get_attribute("value"))


def open_record(page: Page) -> None:
    """The library's measure of the plan of 2025, by its facets."""
    open_register(page)
    choose_plan(page)
    page.get_by_role("checkbox", name="市立図書館").check()
    page.get_by_role("button", name="絞り込む").click()
    page.locator("table.records tbody th a").click()
    page.wait_for_url(re.compile(r"/records/[0-9a-f-]{36}/$"))


def test_from_a_facet_to_the_box_the_timeline_and_both_versions(page: Page, axe: Axe) -> None:
    open_register(page)
    assert axe(page) == []
    page.get_by_role("checkbox", name="市立図書館").check()
    page.get_by_role("button", name="絞り込む").click()
    expect(page.get_by_role("status").first).to_have_text("2件")
    choose_plan(page)
    page.get_by_role("button", name="絞り込む").click()
    expect(page.get_by_role("status").first).to_have_text("1件")
    page.locator("table.records tbody th a").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("市立図書館")
    assert axe(page) == []
    field = page.locator("#field-next_plan")
    field.hover()
    spot = page.locator('[data-spot="next_plan"]').first
    expect(spot).to_have_class(re.compile(r"\bon\b"))
    expect(page.locator('[data-spot="label"]').first).not_to_have_class(re.compile(r"\bon\b"))
    box, sheet = spot.bounding_box(), page.locator(".record-sheet .paper").first.bounding_box()
    assert box
    assert sheet
    assert sheet["x"] < box["x"] < sheet["x"] + sheet["width"]
    assert box["height"] > 3

    life = page.locator("#life .stage")
    expect(life).to_have_count(2)
    expect(life.first).to_contain_text("2024年度")
    expect(life.last).to_contain_text("変わった")
    expect(life.last.locator("ins").first).to_be_visible()
    page.get_by_role("link", name="この2つの版をくらべる").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("施策: 2つの版をくらべる")
    assert axe(page) == []
    page.get_by_role("navigation", name="変化の種類").get_by_role("link", name="変わった").click()
    change = page.locator(".change", has_text="市立図書館")
    expect(change.locator("del").first).to_be_visible()
    expect(change.locator("ins").first).to_be_visible()


def test_fields_are_reached_and_lit_by_the_keyboard(page: Page) -> None:
    open_record(page)
    page.locator("#field-ministries dt a").first.focus()
    expect(page.locator('[data-spot="ministries"]').first).to_have_class(re.compile(r"\bon\b"))
    page.keyboard.press("Tab")
    expect(page.locator('[data-spot="ministries"]').first).not_to_have_class(re.compile(r"\bon\b"))


def test_the_overview_is_readable_without_colour(page: Page, axe: Axe) -> None:
    open_register(page)
    follow(page.get_by_role("link", name="府省庁ごとに見る"))
    assert axe(page) == []
    expect(page.locator("table.numbers tbody tr").first).to_be_visible()
    fills = page.evaluate(
        "[...document.querySelectorAll('.legend rect')].map(e => getComputedStyle(e).fill)"
    )
    assert len(set(fills)) == len(fills)


def test_a_correction_outlives_extracting_anew(page: Page, axe: Axe) -> None:
    sign_in(page, EDITOR, PASSWORD)
    open_record(page)
    address = page.url
    title = page.locator("#field-title")
    title.get_by_text("「施策名」を訂正する").click()
    title.get_by_label("正しい値").fill("電子化した資料の読み上げ")
    title.get_by_label("理由").fill("名前がないため")
    assert axe(page) == []
    title.get_by_role("button", name="訂正を保存").click()
    expect(page.locator("#field-title dd").first).to_have_text("電子化した資料の読み上げ")

    page.locator(".crumb a", has_text=PLAN).click()
    follow(page.get_by_role("link", name="抽出の記録"))
    assert axe(page) == []
    page.get_by_role("button", name="もう一度読む").click()
    expect(page.get_by_role("heading", name="読み直しの進み")).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("訂正は残ります")
    assert axe(page) == []
    expect(page.get_by_role("status").first).to_have_text("すべて終わりました。")

    page.goto(address)
    field = page.locator("#field-title")
    expect(field.locator("dd").first).to_have_text("電子化した資料の読み上げ")
    expect(field).to_contain_text(f"{EDITOR} さんが")
    expect(field).to_contain_text("名前がないため")
    field.get_by_role("button", name="訂正を取り消す").click()
    expect(page.locator("#field-title dd").first).to_have_text("記載なし")
    expect(page.locator(".history")).to_contain_text("取り消し")


def test_on_a_phone_nothing_runs_out_of_the_page(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    for open_it in (open_register, open_record):
        open_it(page)
        # before its style is there, nothing has its width
        page.wait_for_load_state()
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= 360


def test_a_register_is_taken_along(page: Page) -> None:
    open_register(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV", exact=True).click()
    text = download.value.path().read_text("utf-8-sig")
    assert text.startswith("項目,")
    assert "/pages/" in text


def test_a_record_is_printed_with_what_it_says(page: Page) -> None:
    open_record(page)
    page.locator(".record-sheet img").first.evaluate("image => image.decode()")
    printed = pdfium.PdfDocument(page.pdf(format="A4", prefer_css_page_size=True))
    first = printed[0].get_textpage().get_text_bounded()
    fields = page.locator(".record-field dt").all_inner_texts()
    assert len(fields) > 3
    for field in fields[:3]:
        assert field.split()[0] in first
    page.emulate_media(media="print")
    heading, picture = page.locator("#fields-heading"), page.locator(".record-sheet img").first
    expect(picture).to_be_visible()
    assert (heading.bounding_box() or {})["y"] < (picture.bounding_box() or {})["y"]
    for hidden in (
        page.locator(".page-bar"),
        page.locator(".for-keys"),
        page.locator(".for-touch"),
    ):
        expect(hidden).to_be_hidden()
    # what it is called is larger than what it says
    size = "e => parseFloat(getComputedStyle(e).fontSize)"
    named = page.get_by_role("heading", level=1).evaluate(size)
    assert named > page.locator(".record-field dd").first.evaluate(size)


def test_on_a_phone_both_sides_of_a_change_are_named(page: Page, axe: Axe) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    open_register(page)
    follow(page.get_by_role("link", name="2つの版をくらべる").first)
    with page.expect_navigation():
        page.get_by_role("button", name="くらべる", exact=True).click()
    change = page.locator(".change").first
    expect(page.locator(".side-heads")).to_be_hidden()
    expect(change.get_by_text("前の版", exact=True).first).to_be_visible()
    expect(change.get_by_text("後の版", exact=True).first).to_be_visible()
    assert axe(page) == []
    page.set_viewport_size({"width": 1366, "height": 900})
    expect(page.locator(".side-heads")).to_be_visible()
    box = change.locator(".side-name").first.bounding_box()
    assert box and box["width"] <= 1
