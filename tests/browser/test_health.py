"""An administrator looks at the house's health, by keyboard, on a desk and on a phone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import homes
from tests.browser.conftest import PASSWORD
from tests.browser.following import follow
from tests.browser.signing_in import sign_in
from tests.served import run, served

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
