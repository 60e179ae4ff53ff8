"""Fees in a browser: a table that fits, what it opens, a record as a tree, changes, versions."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from tools.fee_schedules.editing import Author
from tools.fee_schedules.schedule import Item
from tools.fee_schedules.typeset import Look, typeset

from tests import homes
from tests.browser.following import follow
from tests.served import run, served

pytestmark = pytest.mark.browser
Axe = Callable[[Page], list[str]]
TITLE = "霧浜診療報酬点数表（令和{}年度）"
YEARS = (4, 6, 8)
WIDTHS = (390, 1366, 1920)


@pytest.fixture(scope="module")
def schedules() -> list[list[Item]]:
    """The items of three revisions of one schedule."""
    return [revision.schedule.items for revision in Author(11).revisions(len(YEARS))]


@pytest.fixture(scope="module")
def fee_house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a library with the three revisions."""
    home, folder = (tmp_path_factory.mktemp(name) for name in ("fees", "schedules"))
    homes.copy_empty(home)
    for year, revision in zip(YEARS, Author(11).revisions(len(YEARS)), strict=True):
        path = folder / f"{TITLE.format(year)}.pdf"
        typeset(revision.schedule, Look.of(year), path)
        run(home, "add", "--title", TITLE.format(year), str(path))
    with served(home) as address:
        yield address


@pytest.fixture
def page(browser: Browser, fee_house: str) -> Iterator[Page]:
    context = browser.new_context(base_url=fee_house, locale="ja-JP")
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    yield page
    context.close()
    assert wrong == []


def open_record(page: Page, name: str) -> None:
    """The record of a name in the newest schedule."""
    page.goto("/registers/fees/")
    page.get_by_label("この中を検索").fill(name)
    page.get_by_role("button", name="絞り込む").click()
    page.locator("table.records tbody th a", has_text=name).first.click()
    page.wait_for_url("**/records/*/")


def named_note(items: list[Item]) -> tuple[Item, str, int]:
    """An item of which a note pays one addition: its name and its points."""
    return next(
        (item, note.amounts[0].name, note.amounts[0].points)
        for item in items
        for note in item.notes
        if len(note.amounts) == 1 and note.amounts[0].name
    )


@pytest.mark.thorough
@pytest.mark.guarding
def test_no_page_of_fees_is_wider_than_the_screen(
    page: Page, axe: Axe, schedules: list[list[Item]]
) -> None:
    open_record(page, schedules[-1][0].name)
    record = page.url
    for address in (
        record,
        "/registers/fees/",
        "/registers/fees/points",
        "/registers/fees/versions",
    ):
        page.goto(address)
        # before its style is there, nothing has its width
        page.wait_for_load_state()
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, address
        assert axe(page) == [], address


def test_the_newest_schedule_comes_first_and_older_ones_are_marked(
    page: Page, schedules: list[list[Item]]
) -> None:
    page.goto("/registers/fees/")
    first = page.locator("table.records tbody").first
    expect(first).to_contain_text("2026")
    expect(first.get_by_text("旧版")).to_have_count(0)
    gone = sum(item.deleted for items in schedules for item in items)
    expect(page.get_by_text(f"「削除」だけの{gone}件は畳んであります。")).to_be_visible()
    page.goto("/registers/fees/?page=9999")
    expect(page.locator("table.records tbody").last).to_contain_text("旧版")


def test_long_fields_are_opened_in_place(page: Page, schedules: list[list[Item]]) -> None:
    item = next(each for each in schedules[-1] if each.variants and not each.deleted)
    page.goto("/registers/fees/")
    row = page.locator("table.records tbody", has_text=item.name).first
    variant = row.locator(".branch", has_text=item.variants[0].name).first
    expect(variant).not_to_be_visible()
    row.locator("summary").first.click()
    expect(variant).to_be_visible()


def test_an_addition_is_found_by_name_and_leads_to_its_item(
    page: Page, schedules: list[list[Item]]
) -> None:
    item, name, points = named_note(schedules[-1])
    page.goto("/registers/fees/")
    page.get_by_role("checkbox", name="加算など").check()
    page.get_by_label("この中を検索").fill(f"{name}")
    page.get_by_role("button", name="絞り込む").click()
    link = page.locator("table.records tbody th a", has_text=f"{item.code} 注").filter(
        has_text=name
    )
    link.first.click()
    expect(page.locator("#field-range dd")).to_have_text(f"{points:,}点")
    page.locator(".near a", has_text=item.name).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"{item.code}　{item.name}")


def test_points_stand_at_the_right_of_a_record(page: Page, schedules: list[list[Item]]) -> None:
    page.set_viewport_size({"width": 1366, "height": 900})
    item = next(
        each for each in schedules[-1] if not each.deleted and any(v.points for v in each.variants)
    )
    paid = next(v for v in item.variants if v.points)
    open_record(page, item.name)
    branch = page.locator("#field-variants .branch", has_text=paid.name).first
    expect(branch.locator(".branch-worth")).to_contain_text("点")
    text, worth = (
        branch.locator(part).bounding_box() for part in (".branch-text", ".branch-worth")
    )
    assert text
    assert worth
    assert worth["x"] > text["x"]
    assert "{" not in page.locator(".fields").inner_text()


def test_versions_stand_side_by_side(page: Page) -> None:
    page.goto("/registers/fees/versions")
    heads = page.locator("table.records thead th")
    for year in YEARS:
        # the title is chosen above: in the table the year is enough
        expect(heads.filter(has_text=f"{2018 + year}年度")).to_have_count(1)
        expect(page.get_by_role("option", name=TITLE.format(year)).first).to_be_attached()
    expect(page.locator("table.records strong").first).to_contain_text("点")
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV", exact=True).click()
    head = download.value.path().read_text("utf-8-sig").splitlines()[0]
    assert TITLE.format(8) in head


@pytest.mark.parametrize("width", WIDTHS)
def test_an_items_page_is_whole_at_every_width(page: Page, axe: Axe, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("/fees/")
    assert axe(page) == []
    follow(page.locator(".items a").first)
    expect(page.get_by_role("heading", name="点数と内訳")).to_be_visible()
    expect(page.get_by_role("heading", name="点数の移り変わり")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert axe(page) == []


def test_items_are_walked_through_and_their_notes_found_on_paper(page: Page) -> None:
    page.goto("/fees/")
    follow(page.locator(".items a").first)
    first = page.get_by_role("heading", level=1).inner_text()
    follow(page.get_by_role("link", name="次の項目"))
    assert page.get_by_role("heading", level=1).inner_text() != first
    follow(page.get_by_role("link", name="前の項目"))
    assert page.get_by_role("heading", level=1).inner_text() == first
    follow(page.locator(".item-row h2 a").first)
    assert page.locator("rect.hit").count() > 0


def test_an_items_page_prints_what_is_said_and_not_what_is_for_the_screen(page: Page) -> None:
    page.goto("/fees/")
    follow(page.locator(".items a").first)
    page.emulate_media(media="print")
    expect(page.locator(".stated").first).to_be_visible()
    expect(page.locator(".item-version").first).to_be_hidden()
    # what changed is long and is on the screen, which the sheet says
    expect(page.locator(".revision").first).to_be_hidden()
    expect(page.locator(".on-paper")).to_be_visible()
    page.emulate_media(media="screen")
    expect(page.locator(".on-paper")).to_be_hidden()


def test_cards_of_one_item_name_it_once(page: Page) -> None:
    shown = "rows => rows.map(row => [...row.children].filter(cell => cell.offsetHeight).length)"
    names = "row => row.querySelector('th').textContent + row.querySelector('[data-label=名称]').textContent"
    for address in ("/registers/fees/points", "/registers/fees/versions?kind="):
        page.set_viewport_size({"width": 390, "height": 844})
        page.goto(address)
        rows = page.locator("table.report tbody tr")
        said = rows.evaluate_all(f"rows => rows.map({names})")
        again = [number for number, name in enumerate(said) if number and name == said[number - 1]]
        assert again, address
        for number, row in enumerate(rows.all()[:40]):
            heading, named = row.locator("th"), row.locator("[data-label=名称]")
            expect(heading).to_be_visible(visible=number not in again)
            expect(named).to_be_visible(visible=number not in again and bool(named.inner_text()))
        # a table has all of its cells
        page.set_viewport_size({"width": 1366, "height": 844})
        assert len(set(rows.evaluate_all(shown))) == 1
