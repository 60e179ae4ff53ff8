"""No page of any register shows what only a program reads, is too wide, or shuts anybody out."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import EDITOR, PASSWORD
from tests.browser.crawling import (
    Asked,
    crawl,
    messages_of_ours,
    not_english,
    unmarked_japanese,
    wrong_with,
)
from tests.browser.signing_in import sign_in

pytestmark = pytest.mark.browser
_FILE = re.compile(r"\.[a-z]+$|/original$|^/api/|^/account/(?!$)")
"""Addresses of files, of programs, and of the account of somebody."""


@pytest.mark.thorough
def test_every_page_of_every_register_is_fit_to_be_shown(
    browser: Browser, live_instance: str
) -> None:
    page = browser.new_page(base_url=live_instance, locale="ja-JP", bypass_csp=True)
    seen = crawl(page, live_instance, Asked(of_kind=4, axe_every=3))
    page.close()
    kinds = Counter(kind.split()[0].split("/")[-1] for kind in seen.looked.elements())
    assert kinds["record"] > 3
    assert kinds["compare"] > 0
    assert sum(kind.startswith("/registers/") for kind in seen.looked) >= 5
    assert seen.faults == []


def test_a_crawl_goes_on_where_it_was_ended(
    browser: Browser, live_instance: str, tmp_path: Path
) -> None:
    page = browser.new_page(base_url=live_instance, locale="ja-JP", bypass_csp=True)
    asked: list[str] = []

    def look(page: Page, at: str, with_axe: bool) -> list[str]:
        page.goto(at)
        asked.append(at)
        return ["a fault"]

    state = tmp_path / "state.json"
    begun = crawl(page, live_instance, Asked(most=5), look, state)
    assert begun.looked.total() == 5
    ended = crawl(page, live_instance, Asked(most=12), look, state)
    page.close()
    assert ended.looked.total() == 12
    assert len(ended.faults) == 12
    # none twice, and no kind before the others had their turn
    assert len(set(asked)) == 12
    assert max(ended.looked.values()) <= 3


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("<p>{'label': ['イ'], 'text': ''}</p>", "Python"),
        ("<p>期限: None</p>", "Python"),
        ("<p>next_plan</p>", "key"),
        ("<p>期限 2024-03-05</p>", "day"),
        ("<p style='width: 3000px'>広い</p>", "px wide"),
        ("<p style='position: absolute; top: 3000px'>下</p></main><footer>足</footer>", "below"),
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


@pytest.mark.thorough
def test_english_pages_hold_no_japanese_of_ours(browser: Browser, live_instance: str) -> None:
    messages = messages_of_ours()
    assert "絞り込む" in messages
    page = browser.new_page(base_url=live_instance, locale="en-US")
    sign_in(page, EDITOR, PASSWORD, button="Sign in")
    begun = [
        "/",
        "/manage",
        "/uploads/",
        "/about",
        "/registers/",
        "/search?q=訓練",
        "/search?q=zzzz",
    ]
    waiting, seen = [(address, 0) for address in begun], set(begun)
    looked: Counter[str] = Counter()
    wrong: list[str] = []
    while waiting:
        address, depth = waiting.pop(0)
        kind = re.sub(r"[0-9a-f-]{16,}|\d+", "N", address.split("?")[0])
        looked[kind] += 1
        answer = page.goto(address)
        if looked[kind] > 2 or answer is None or "html" not in answer.headers["content-type"]:
            continue
        wrong += [f"{address}: {text}" for text in not_english(page, messages)]
        wrong += [f"{address}: not marked: {text}" for text in unmarked_japanese(page)]
        links = page.locator("a[href^='/']:not([download])").evaluate_all(
            "links => links.map(link => link.getAttribute('href').split('#')[0])"
        )
        for to in links:
            if depth < 2 and to not in seen and not _FILE.search(to.split("?")[0]):
                seen.add(to)
                again = re.sub(r"[0-9a-f-]{16,}|\d+", "N", to.split("?")[0])
                if looked[again] < 2 and sum(again in each for each, _ in waiting) < 2:
                    waiting.append((to, depth + 1))
    page.close()
    assert len(looked) > 20
    assert wrong == []


def test_the_look_at_english_sees_what_it_looks_for(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content(
        "<p>絞り込む</p><p lang=ja>検索</p><p>45points</p><p title='検索'>45 points</p>"
    )
    assert not_english(page, {"絞り込む", "検索"}) == ["絞り込む", "45points", "検索"]
    page.set_content("<html lang=en><p>絞り込む <b lang=ja>検索</b></p><code>語</code>")
    assert unmarked_japanese(page) == ["絞り込む"]
    page.close()
