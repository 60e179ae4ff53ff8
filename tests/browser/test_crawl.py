"""No page of any register shows what only a program reads, is too wide, or shuts anybody out."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.crawling import crawl, wrong_with

pytestmark = pytest.mark.browser


def test_every_page_of_every_register_is_fit_to_be_shown(
    browser: Browser, live_instance: str
) -> None:
    seen, faults = crawl(browser, live_instance, records=4, axe_every=3)
    assert seen["record"] > 3
    assert seen["table"] >= 5
    assert seen["compare"] > 0
    assert faults == []


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("<p>{'label': ['イ'], 'text': ''}</p>", "Python"),
        ("<p>期限: None</p>", "Python"),
        ("<p>next_plan</p>", "key"),
        ("<p style='width: 3000px'>広い</p>", "px wide"),
        ("<p lang='ja'>見本の文</p>", ""),
    ],
)
def test_the_crawl_sees_what_it_looks_for(
    browser: Browser, live_instance: str, body: str, told: str
) -> None:
    page: Page = browser.new_page(bypass_csp=True)
    html = f"<!doctype html><html lang=ja><title>x</title><main><h1>見本</h1>{body}</main></html>"
    page.route(
        "**/made", lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8")
    )
    wrong = wrong_with(page, f"{live_instance}/made", browser_axe=False)
    page.close()
    assert bool(wrong) == bool(told)
    assert all(told in each for each in wrong)
