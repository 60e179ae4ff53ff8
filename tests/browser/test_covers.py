"""The small pictures beside results: each comes, and none leaves an empty box."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route

pytestmark = pytest.mark.browser
_SAYS = "e => getComputedStyle(e, '::before').content"


def test_every_picture_comes_when_it_is_scrolled_to(page: Page) -> None:
    for address in ("/documents", "/search?q=訓練", "/search?q=訓練&view=pages"):
        page.goto(address)
        covers = page.locator(".cover img")
        assert covers.count()
        for cover in covers.all():
            cover.scroll_into_view_if_needed()
            page.wait_for_function(
                "e => e.complete && e.naturalWidth > 0", arg=cover.element_handle()
            )


def test_where_no_picture_comes_the_page_is_named_and_its_room_kept(page: Page) -> None:
    def refuse(route: Route) -> None:
        # an answer without a picture in it, which is no error that a console would tell of
        route.fulfill(status=200, content_type="image/webp", body=b"")

    page.route("**/*thumbnail*", refuse)
    page.goto("/search?q=訓練")
    cover = page.locator(".cover").first
    box = cover.bounding_box()
    assert box
    assert box["height"] > 100
    number = page.locator(".best .page-number").first.inner_text()
    assert cover.evaluate(_SAYS) == f'"{number}"'
