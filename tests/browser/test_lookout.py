"""An editor watches a page of a council; a PDF is replaced in silence; everybody sees which words."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import EDITOR, PASSWORD
from tests.browser.following import follow
from tests.browser.signing_in import sign_in
from tests.lookout.council_site import CouncilSite
from tests.lookout.test_whole_way import COUNCIL, FIRST, NEW, OLD, SECOND, Invented, page
from tests.pdfs import pdf
from tests.served import run, served

pytestmark = pytest.mark.browser
PICTURES = os.environ.get("TEST_PICTURES")
"""A folder for pictures of the pages, to be looked at."""


@pytest.mark.thorough
@pytest.mark.guarding
def test_a_page_is_watched_and_a_replacement_seen(
    browser: Browser, tmp_path: Path, axe: Callable[[Page], list[str]]
) -> None:
    site = Invented(tmp_path / "site", CouncilSite)
    site.day(
        {
            "/kaigi/index.html": page(FIRST),
            "/kaigi/1a.pdf": pdf("点検の結果"),
            "/kaigi/1b.pdf": pdf("議事録"),
        }
    )
    home = tmp_path / "home"
    settings = {
        "fetch_networks": "127.0.0.0/8",
        "fetch_ports": str(site.site.port),
        "lookout_pause_seconds": "0",
    }
    run(home, "user", EDITOR, "--password", PASSWORD, **settings)

    def visit() -> None:
        run(home, "lookout", "visit", "--now", **settings)

    with served(home, "--without-worker", **settings) as address:
        context = browser.new_context(base_url=address, locale="ja-JP")
        shown = context.new_page()

        def looked_at(name: str) -> None:
            for width in (390, 1366):
                shown.set_viewport_size({"width": width, "height": 844})
                assert shown.evaluate("document.documentElement.scrollWidth") <= width, name
                if PICTURES:
                    shown.screenshot(path=Path(PICTURES) / f"{name}-{width}.png", full_page=True)
            assert axe(shown) == [], name

        sign_in(shown, EDITOR, PASSWORD)
        shown.goto("/lookout/")
        follow(shown.get_by_role("link", name="ページを加える").first)
        looked_at("add")
        shown.get_by_label("URL").fill(site.url)
        shown.get_by_label("発行者").fill("みなと町")
        follow(shown.get_by_role("button", name="見張る", exact=True))
        expect(shown.get_by_role("heading", level=1)).to_contain_text("127.0.0.1")
        visit()
        site.day({"/kaigi/index.html": page(SECOND, FIRST), "/kaigi/2a.pdf": OLD})
        visit()
        site.day({"/kaigi/2a.pdf": NEW})
        visit()
        shown.goto("/lookout/")
        expect(shown.get_by_role("cell", name="変わりありません")).to_be_visible()
        looked_at("board")
        follow(shown.get_by_role("link", name="変わった言葉を見る").first)
        expect(shown.locator(".changes del")).to_contain_text("三分")
        expect(shown.locator(".changes ins")).to_contain_text("二分")
        for side in ("old", "new"):
            # the words are marked on a piece of their page's picture, which is wide enough to read
            place = shown.locator(f".change-place.{side}")
            expect(place.locator("rect")).to_have_count(1)
            for width in (390, 1366):
                shown.set_viewport_size({"width": width, "height": 844})
                box = place.locator("svg").bounding_box()
                assert box is not None and box["width"] > min(width, 1000) / 3
        looked_at("find")
        follow(shown.get_by_role("button", name="この差し替えを記事の下書きにする"))
        statement = shown.locator(".desk-text").last
        expect(statement).to_contain_text("三分")
        expect(statement.get_by_role("link")).to_have_text(["変更前 p.2", "変更後 p.2"])
        looked_at("draft")
        shown.go_back()
        follow(shown.get_by_role("link", name=COUNCIL))
        expect(shown.get_by_role("heading", level=2).first).to_contain_text("第2回")
        looked_at("council")
        shown.goto("/lookout/finds?kind=new")
        expect(shown.get_by_role("main").get_by_role("listitem")).to_have_count(1)
        looked_at("finds")
        shown.goto("/lookout/")
        follow(shown.get_by_role("table").get_by_role("link").first)
        looked_at("page")
        follow(shown.get_by_role("button", name="見張りを止める"))
        expect(shown.get_by_text("見張りを止めました")).to_be_visible()
        context.close()
    site.site.close()
