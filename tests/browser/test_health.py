"""An administrator looks at the house's health, on a desk and on a phone, and has what failed tried
again by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import homes, warm
from tests.browser.conftest import PASSWORD
from tests.browser.following import follow
from tests.browser.signing_in import sign_in
from tests.browser.walking import expect_seen, stops_of, walk_to
from tests.conftest import ROOT
from tests.served import environment, run, served

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [390, 1366])
def test_the_health_fits_and_is_for_everyone(
    browser: Browser, tmp_path: Path, axe: Callable[[Page], list[str]], width: int
) -> None:
    home = tmp_path / "home"
    homes.copy_with_samples(home)
    run(home, "user", "kanri", "--administrator", "--password", PASSWORD)
    with served(home) as address:
        context = browser.new_context(
            base_url=address, locale="ja-JP", viewport={"width": width, "height": 844}
        )
        page = context.new_page()
        sign_in(page, "kanri", PASSWORD)
        menu = page.locator(".menu > summary")
        if menu.is_visible():
            menu.click()
        follow(page.get_by_role("link", name="管理", exact=True))
        expect(page.get_by_role("heading", level=1)).to_have_text("管理")
        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        follow(page.get_by_role("link", name="館の具合"))
        expect(page.get_by_role("heading", level=1)).to_have_text("館の具合")
        expect(page.get_by_role("heading", name="うまくいかなかった作業")).to_be_visible()
        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        context.close()


def test_what_failed_is_tried_again_by_keyboard(
    browser: Browser, tmp_path: Path, axe: Callable[[Page], list[str]]
) -> None:
    home = tmp_path / "home"
    homes.copy_with_samples(home)
    run(home, "user", "kanri", "--administrator", "--password", PASSWORD)
    warm.run("tests.browser.failing", env=environment(home), cwd=ROOT, check=True)
    with served(home) as address:
        context = browser.new_context(base_url=address, locale="ja-JP")
        page = context.new_page()
        sign_in(page, "kanri", PASSWORD)
        page.goto("/health")
        failed = page.locator("section", has=page.locator("#failed"))
        expect(failed.locator("tbody tr")).to_have_count(2)
        expect_seen(stops_of(page))
        assert axe(page) == []
        # the words of the machine are opened, and one of both is tried again
        opened = failed.locator("summary")
        walk_to(opened)
        page.keyboard.press("Enter")
        expect(failed.get_by_text("MemoryError", exact=True)).to_be_visible()
        walk_to(failed.locator("tbody").get_by_role("button").first)
        with page.expect_navigation():
            page.keyboard.press("Enter")
        expect(page.get_by_text("もう一度させます: 1件")).to_be_in_viewport()
        expect(failed.locator("tbody tr")).to_have_count(1)
        walk_to(failed.get_by_role("button", name="すべてもう一度させる"))
        with page.expect_navigation():
            page.keyboard.press("Space")
        expect(page.get_by_text("もう一度させます: 1件")).to_be_in_viewport()
        run(home, "work")
        page.reload()
        expect(failed).to_contain_text("ありません。")
        assert axe(page) == []
        context.close()
