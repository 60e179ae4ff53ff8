"""Pages walked by keyboard alone: the way past the masthead, the order of stops, what is seen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import EDITOR, PASSWORD
from tests.browser.signing_in import signed_in
from tests.browser.walking import MOST_STOPS, STOP, expect_seen, stops_of, walk_to

pytestmark = pytest.mark.browser
SEARCH = "/search?q=訓練"
FURTHER_UP = 300
"""CSS pixels by which a stop may lie above the one before it in one column: the next of a row, or
what is set a little higher in it."""


@pytest.fixture
def reader(browser: Browser, live_instance: str) -> Iterator[Page]:
    context = browser.new_context(base_url=live_instance, locale="ja-JP")
    yield context.new_page()
    context.close()


def open_page(page: Page, address: str) -> None:
    if address == "a record":
        page.goto("/registers/measures/")
        address = page.locator("table.records tbody th a").first.get_attribute("href") or ""
    elif address == "a page":
        page.goto(SEARCH)
        # as one comes to it, not at its hit
        address = (page.locator(".best a").first.get_attribute("href") or "").split("?")[0]
    page.goto(address)


@pytest.mark.parametrize("width", [390, 1366])
@pytest.mark.parametrize(
    "address", ["/registers/measures/", "a record", SEARCH, "a page", "/registers/measures/compare"]
)
def test_every_stop_is_seen_and_none_is_a_trap(reader: Page, address: str, width: int) -> None:
    reader.set_viewport_size({"width": width, "height": 800})
    open_page(reader, address)
    stops = stops_of(reader)
    expect_seen(stops)
    if width == 390:
        column = [stop for stop in stops if stop["in_main"]]
        for before, stop in pairwise(column):
            assert stop["top"] > before["top"] - FURTHER_UP, (before, stop)


def test_the_link_past_the_masthead_leads_into_the_page(reader: Page) -> None:
    for address in ("/registers/", SEARCH):
        reader.goto(address)
        reader.keyboard.press("Tab")
        skip = reader.get_by_role("link", name="本文へ移る")
        expect(skip).to_be_focused()
        expect(skip).to_be_in_viewport()
        reader.keyboard.press("Enter")
        reader.keyboard.press("Tab")
        assert reader.evaluate(STOP)["in_main"]


def test_a_link_leads_past_what_narrows_a_register(reader: Page) -> None:
    reader.set_viewport_size({"width": 1366, "height": 800})
    reader.goto("/registers/measures/#main")
    past = reader.get_by_role("link", name="一覧へ移る")
    for _ in range(MOST_STOPS):
        reader.keyboard.press("Tab")
        if past.evaluate("link => link === document.activeElement"):
            break
    assert (past.bounding_box() or {"width": 0})["width"] > 20
    reader.keyboard.press("Enter")
    reader.keyboard.press("Tab")
    assert reader.evaluate("() => Boolean(document.activeElement.closest('.table-side'))")


def test_a_register_is_sorted_by_keyboard_on_a_phone(reader: Page) -> None:
    reader.set_viewport_size({"width": 390, "height": 800})
    reader.goto("/registers/measures/")
    head = reader.locator("table.records thead a").first
    head.focus()
    assert reader.evaluate(STOP)["met"]
    reader.keyboard.press("Enter")
    expect(reader).to_have_url(re.compile("sort="))


@pytest.fixture
def manager(browser: Browser, staffed_instance: str) -> Iterator[Page]:
    """The page of who answers the checklists of an organisation."""
    with signed_in(browser, staffed_instance, EDITOR, PASSWORD) as page:
        yield page


def open_assessment(page: Page) -> None:
    page.goto("/checklists/")
    with page.expect_navigation():
        page.get_by_role("link", name="水鏡市病院事業（見本）").first.click()
    with page.expect_navigation():
        page.locator("main a[href*='/assessments/']").first.click()


@pytest.mark.parametrize("width", [390, 1366])
def test_a_checklist_is_walked_without_a_trap(manager: Page, width: int) -> None:
    manager.set_viewport_size({"width": width, "height": 800})
    open_assessment(manager)
    stops = stops_of(manager)
    expect_seen(stops)
    items = manager.locator(".check-item").count()
    answers = [stop for stop in stops if stop["is"] == "INPUTradio"]
    # one stop for the answers of an item: the arrows choose among them
    assert len(answers) == items


def test_an_answer_is_chosen_and_written_by_the_keys_of_every_form(manager: Page) -> None:
    open_assessment(manager)
    item = manager.locator(".check-item").last
    chosen = item.locator("input[name=answer]:checked")
    before = chosen.get_attribute("value")
    walk_to(chosen)
    manager.keyboard.press("ArrowRight")
    expect(chosen).to_be_focused()
    now = chosen.get_attribute("value")
    assert now != before
    # where one is stays within the item, so that its day and remark come next
    manager.keyboard.press("Tab")
    assert item.evaluate("item => item.contains(document.activeElement)")
    manager.reload()
    assert chosen.get_attribute("value") == now
