"""A form of 40 items is filled by keyboard alone, by two at once, and by a vendor's link."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import EDITOR, OTHER_EDITOR, PASSWORD
from tests.browser.signing_in import sign_in

pytestmark = pytest.mark.browser
Axe = Callable[[Page], list[str]]
ITEMS = 40
FORM = "\n".join(
    [
        *(
            f"{n // 10 + 1}({n % 10 + 1}) 点検する事柄の{n + 1}番目を行っているか。"
            for n in range(ITEMS)
        )
    ]
)
NAME = "霧浜会"


def begin(page: Page, axe: Axe) -> tuple[str, str]:
    """An organisation with a hospital and a vendor, and an assessment of each: their addresses."""
    page.goto("/checklists/")
    page.get_by_label("組織の名前").fill(NAME)
    page.get_by_role("button", name="作る", exact=True).click()
    organisation = page.url
    for label, name in (("施設の名前", "霧浜病院"), ("事業者の名前", "霧浜システム")):
        page.get_by_label(label, exact=True).fill(name)
        page.get_by_label(label, exact=True).press("Enter")
    page.get_by_label("ユーザー名", exact=True).fill(OTHER_EDITOR)
    page.get_by_role("button", name="入れる・変える").click()
    assert axe(page) == []
    for kind in ("施設", "事業者"):
        page.goto("/checklists/sheets/")
        page.locator("#title").fill(f"霧浜の点検表（{kind}）")
        page.locator("#year").fill("2026")
        page.locator("#answered_by").select_option(label=kind)
        page.locator("#text").fill(FORM)
        page.get_by_role("button", name="作る", exact=True).click()
        expect(page.locator(".sheet-items > li")).to_have_count(ITEMS)
    found = []
    for kind, name in (("施設", "霧浜病院"), ("事業者", "霧浜システム")):
        page.goto(organisation)
        page.locator("#checklist").select_option(label=f"2026 霧浜の点検表（{kind}）（{kind}）")
        page.locator("#of").select_option(label=name)
        page.get_by_role("button", name="始める").click()
        found.append(page.url)
    return found[0], found[1]


def fill(page: Page) -> None:
    """All items, from the first, by keys alone: はい, いいえ with its day, 対象外, and a remark."""
    page.locator(".check-item input[name=answer]:checked").first.focus()
    for number in range(ITEMS):
        if number == 3:
            page.keyboard.press("n")
            page.keyboard.type("03312027")
            page.keyboard.press("Enter")
        elif number == 7:
            page.keyboard.press("r")
            page.keyboard.type("委託先に頼んでいる")
            page.keyboard.press("Escape")
            page.keyboard.press("3")
        else:
            page.keyboard.press("1")
    expect(page.locator("#check-progress .count")).to_have_text(f"{ITEMS}/{ITEMS}")


def test_a_form_is_filled_by_keyboard_by_two_at_once_and_by_a_vendors_link(
    page: Page, browser: Browser, live_instance: str, axe: Axe
) -> None:
    sign_in(page, EDITOR, PASSWORD)
    hospital, vendor = begin(page, axe)

    # somebody else opens the form while it is empty
    others = browser.new_context(
        base_url=live_instance, locale="ja-JP", viewport={"width": 390, "height": 844}
    )
    other = others.new_page()
    sign_in(other, OTHER_EDITOR, PASSWORD)
    other.goto(hospital)

    page.goto(hospital)
    fill(page)
    page.reload()
    said = page.locator(".check-item input[name=answer]:checked")
    values = [each.get_attribute("value") for each in said.all()]
    assert values == [
        "no" if n == 3 else "not_applicable" if n == 7 else "yes" for n in range(ITEMS)
    ]
    assert page.locator("[name=target_on]").nth(3).input_value() == "2027-03-31"
    assert page.locator("[name=remark]").nth(7).input_value() == "委託先に頼んでいる"
    assert axe(page) == []

    # the later one sees both answers, and chooses
    other.locator(".check-item input[name=answer]:checked").first.focus()
    other.keyboard.press("2")
    conflict = other.locator(".conflict")
    expect(conflict).to_contain_text("はい")
    expect(conflict).to_contain_text("いいえ")
    expect(conflict).to_contain_text(EDITOR)
    assert axe(other) == []
    assert other.evaluate("document.documentElement.scrollWidth") <= 390
    conflict.get_by_role("button", name="自分の答えにする").press("Enter")
    expect(conflict).to_have_count(0)
    expect(other.locator(".check-state").first).to_contain_text("目標日がありません")
    others.close()
    page.reload()
    assert said.first.get_attribute("value") == "no"

    # every item with its answer stands on the print
    page.goto(f"{hospital}print")
    expect(page.locator("table.sheet tbody tr")).to_have_count(ITEMS)
    assert axe(page) == []

    page.goto(vendor)
    page.locator("#until").fill(page.evaluate("new Date().toLocaleDateString('sv')"))
    page.get_by_role("button", name="リンクを作る").click()
    link = page.locator("#address").input_value()
    stranger = browser.new_context(
        base_url=live_instance, locale="ja-JP", java_script_enabled=False
    )
    form = stranger.new_page()
    form.goto(link)
    # without script each item has its own button
    form.locator(".check-item input[value=yes]").first.check()
    form.locator(".check-save").first.click()
    expect(form.locator("#check-progress .count")).to_have_text(f"1/{ITEMS}")
    assert form.url.startswith(link)
    assert axe_of(browser, live_instance, link, axe) == []
    stranger.close()
    page.goto(vendor)
    page.get_by_role("button", name="取り消す").click()
    answer = page.request.get(link)
    assert answer.status == 404


def axe_of(browser: Browser, base: str, address: str, axe: Axe) -> list[str]:
    """What axe finds on a page that nobody is signed in to, on a phone."""
    context = browser.new_context(base_url=base, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(address)
    found = axe(page)
    context.close()
    return found
