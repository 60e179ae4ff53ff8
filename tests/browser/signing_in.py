"""Signing in, as a person does it."""

from __future__ import annotations

from playwright.sync_api import Page


def sign_in(page: Page, login: str, password: str, button: str = "ログイン") -> None:
    """Sign in at the door; the browser is led on from there."""
    page.goto("/account/login/")
    page.locator("#id_login").fill(login)
    page.locator("#id_password").fill(password)
    with page.expect_navigation():
        page.locator("main").get_by_role("button", name=button, exact=True).click()
