"""Coming in by an OpenID Connect server, in a browser that keeps to the content policy."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.following import follow
from tests.browser.signing_in import sign_in
from tests.oidc_provider import CLIENT, SECRET, provider
from tests.served import run, served

pytestmark = pytest.mark.browser
PASSWORD = "kirihama-no-tomoshibi"


def test_who_is_invited_comes_in_by_the_instances_own_button(
    browser: Browser, tmp_path: Path, axe: Callable[[Page], list[str]]
) -> None:
    home = tmp_path / "home"
    run(home, "user", "kanri@example.jp", "--password", PASSWORD, "--role", "administrator")
    with provider() as other:
        other.person = {"sub": "7", "email": "hanako@example.jp", "email_verified": True}
        settings = {
            "oidc_server": other.address, "oidc_name": "県の入口", "oidc_client": CLIENT,
            "oidc_secret": SECRET,
        }  # fmt: skip
        with served(home, **settings) as base:
            page = browser.new_context(base_url=base, locale="ja-JP").new_page()

            def by_the_button() -> None:
                page.goto("/account/login/")
                follow(page.get_by_role("link", name="県の入口"))
                assert axe(page) == []
                page.get_by_role("button", name="続ける").click()
                expect(page).to_have_url(
                    re.compile(r"/login/callback/|127\.0\.0\.1:\d+/(account/)?$")
                )

            by_the_button()
            expect(page.get_by_role("button", name=re.compile("ログアウト"))).to_have_count(0)
            assert axe(page) == []
            sign_in(page, "kanri@example.jp", PASSWORD)
            page.goto("/people/")
            page.get_by_label("メールアドレス", exact=True).fill("hanako@example.jp")
            page.get_by_label("役割").select_option("editor")
            page.get_by_role("button", name="招待のリンクを作る").click()
            page.locator("#id_password").fill(PASSWORD)
            page.keyboard.press("Enter")
            expect(page.locator("#link")).to_be_visible()
            page.context.clear_cookies()
            by_the_button()
            page.goto("/account/")
            expect(page.get_by_text("編集者", exact=True)).to_be_visible()
            page.context.close()
