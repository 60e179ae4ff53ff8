"""The contents of a large schedule, and what leads on from an item, in a browser: chapters that are
opened, notes at a glance, places on the page, versions of one title."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from tools.fee_schedules.editing import Author
from tools.fee_schedules.schedule import Schedule
from tools.fee_schedules.typeset import Look, typeset

from tests import homes
from tests.browser.crawling import wrong_with
from tests.browser.following import follow
from tests.served import run, served

pytestmark = pytest.mark.browser
Axe = Callable[[Page], list[str]]
WIDTHS = (390, 1366, 1920)
TITLE = "霧浜診療報酬点数表"
FILES = ("first.pdf", "second.pdf")


def large_schedule(seed: int) -> Schedule:
    """A schedule of many more items than are seen at once."""
    schedule, *others = (
        next(iter(Author(each).revisions(1))).schedule for each in range(seed, seed + 3)
    )
    for number, item in enumerate(item for other in others for item in other.items):
        item.code = f"X{number:03d}"
        schedule.items.append(item)
    return schedule


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a library with two large schedules of one title that tell no year."""
    home, folder = (tmp_path_factory.mktemp(name) for name in ("contents", "schedules"))
    homes.copy_empty(home)
    for seed, name in zip((11, 41), FILES, strict=True):
        typeset(large_schedule(seed), Look.of(4), folder / name)
        run(home, "add", "--title", TITLE, str(folder / name))
    with served(home) as address:
        yield address


@pytest.fixture
def page(browser: Browser, house: str) -> Iterator[Page]:
    context = browser.new_context(base_url=house, locale="ja-JP")
    yield context.new_page()
    context.close()


@pytest.mark.thorough
@pytest.mark.guarding
@pytest.mark.parametrize("width", WIDTHS)
def test_the_chapters_of_a_large_schedule_are_seen_at_a_glance(
    page: Page, axe: Axe, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("/fees/")
    assert page.locator(".items a").count() > 80
    expect(page.locator(".items a").first).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollHeight") < 2 * 900
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert axe(page) == []
    chapter = page.locator("details.chapter > summary").first
    expect(chapter).to_contain_text("項目")
    chapter.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".items a").first).to_be_visible()
    assert axe(page) == []


def test_a_chapter_is_opened_without_script(browser: Browser, house: str) -> None:
    context = browser.new_context(base_url=house, locale="ja-JP", java_script_enabled=False)
    page = context.new_page()
    page.goto("/fees/")
    page.locator("details.chapter > summary").last.click()
    expect(page.locator("details.chapter[open] .items a").first).to_be_visible()
    context.close()


def test_an_item_leads_back_to_its_chapter(page: Page) -> None:
    page.goto("/fees/")
    page.locator("details.chapter > summary").last.click()
    item = page.locator("details.chapter[open] .items a").first
    name = item.inner_text()
    follow(item)
    page.locator(".crumb a").last.click()
    expect(page.locator("details.chapter[open] .items a", has_text=name)).to_be_visible()


def test_versions_of_one_title_are_told_apart(page: Page) -> None:
    page.goto("/fees/")
    expect(page.get_by_text("いちばん新しい版")).to_contain_text("second.pdf")
    page.goto("/fees/medical/X000/")
    revised = page.locator("details.revision summary")
    expect(revised).to_contain_text("first.pdf")
    expect(revised).to_contain_text("second.pdf")
    expect(page.locator("#years th", has_text="second.pdf")).to_be_visible()
    versions = page.get_by_label("版", exact=True).locator("option").all_inner_texts()
    assert [
        name for each, name in zip(versions, FILES[::-1], strict=True) if name not in each
    ] == []


@pytest.mark.parametrize("path", ["/fees/", "/fees/medical/X000/"])
def test_a_schedule_without_a_year_is_fit_to_be_shown(
    browser: Browser, house: str, path: str
) -> None:
    page = browser.new_page(locale="ja-JP", bypass_csp=True)
    assert wrong_with(page, f"{house}{path}", browser_axe=True) == []
    page.close()


def test_notes_are_seen_at_a_glance_and_lead_to_their_place(page: Page, axe: Axe) -> None:
    page.set_viewport_size({"width": 1366, "height": 768})
    for number in range(60):
        page.goto(f"/fees/medical/X{number:03d}/")
        if page.locator(".item-notes li").count() >= 5:
            break
    labels = page.locator(".item-notes b").all_inner_texts()
    assert labels == [
        each
        for each in page.locator(".item-row").evaluate_all("rows => rows.map(row => row.id)")
        if each != "item"
    ]
    assert axe(page) == []
    page.locator(".item-notes a").last.click()
    row = page.locator(f"[id='{labels[-1]}']")
    expect(row).to_be_in_viewport()
    follow(row.locator("h2 a").first)
    expect(page.locator("rect.hit").first).to_be_in_viewport()
