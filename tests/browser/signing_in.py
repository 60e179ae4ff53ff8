"""Signing in, as a person does it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page


def sign_in(page: Page, login: str, password: str, button: str = "ログイン") -> None:
    """Sign in at the door; the browser is led on from there."""
    page.goto("/account/login/")
    page.locator("#id_login").fill(login)
    page.locator("#id_password").fill(password)
    with page.expect_navigation():
        page.locator("main").get_by_role("button", name=button, exact=True).click()


@contextmanager
def signed_in(browser: Browser, address: str, login: str, password: str) -> Iterator[Page]:
    """A page of a library, in Japanese, before somebody who has signed in."""
    context = browser.new_context(base_url=address, locale="ja-JP")
    page = context.new_page()
    sign_in(page, login, password)
    yield page
    context.close()
