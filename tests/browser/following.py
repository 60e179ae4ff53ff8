"""Following a link, as a person does it: nothing is looked at before the new page is there."""

from __future__ import annotations

from playwright.sync_api import Locator


def follow(link: Locator) -> None:
    """Click ``link``, and wait until the page it leads to is loaded.

    A click alone returns at once; what is measured right after it is the page before, or one that has
    no root yet.
    """
    with link.page.expect_navigation():
        link.click()
