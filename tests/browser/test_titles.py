"""An editor looks over titles, edits one where it stands, and merges two publishers; on a phone too."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests import pdfs
from tests.browser.conftest import EDITOR, PASSWORD
from tests.browser.following import follow
from tests.browser.signing_in import sign_in

pytestmark = pytest.mark.browser
LETTER = "令和６年３月５日\n国土交通省港湾局\n灯火の%sについて\n灯火について知らせるので、よろしくお願いします。"
WIDTHS = (390, 1366)


def is_no_wider(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def test_titles_are_looked_over_after_an_upload(
    page: Page, tmp_path: Path, axe: Callable[[Page], list[str]]
) -> None:
    sign_in(page, EDITOR, PASSWORD)
    paths = [tmp_path / f"04{n}.pdf" for n in range(2)]
    for path, about in zip(paths, ("見回り", "塗り替え"), strict=True):
        path.write_bytes(pdfs.pdf(LETTER % about))
    page.goto("/uploads/")
    page.locator("#id_files").set_input_files(paths)
    page.get_by_role("button", name="加える").click()
    expect(page.locator("#summary")).to_have_text("すべて終わりました。")
    follow(page.get_by_role("link", name="題名と出典を確かめる"))
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        assert is_no_wider(page)
        assert axe(page) == []
    expect(page.locator(".reviewed")).to_have_count(2)
    reviewed = page.locator(".reviewed", has_text="灯火の見回りについて")
    expect(reviewed.get_by_label("発行者")).to_have_value("国土交通省")
    expect(reviewed.get_by_label("日付")).to_have_value("2024-03-05")
    reviewed.get_by_label("題名").fill("灯火の見回り")
    reviewed.get_by_role("checkbox").check()
    page.get_by_role("button", name="印を付けたものを保存する").click()
    expect(page.locator("main")).to_contain_text("1件を保存しました。")
    assert axe(page) == []

    page.goto("/titles?all=yes&q=灯火の見回り")
    page.locator(".looked-at a").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("灯火の見回り")
    expect(page.locator(".origin-list")).to_contain_text("国土交通省")
    page.get_by_text("題名と出典を直す").click()
    page.get_by_label("題名").fill("灯火の見回りの手引き")
    page.get_by_label("日付").fill("令和6年4月")
    page.get_by_role("button", name="保存する").click()
    expect(page.locator("main")).to_contain_text("題名と出典を保存しました")
    assert axe(page) == []
    page.locator(".crumb a").click()
    expect(page.locator(".origin-list")).to_contain_text("2024年4月")


def test_two_publishers_become_one_and_two_again(
    page: Page, tmp_path: Path, axe: Callable[[Page], list[str]]
) -> None:
    sign_in(page, EDITOR, PASSWORD)
    for number, publisher in enumerate(("灯台守協会", "一般社団法人灯台守協会")):
        path = tmp_path / f"{number}.pdf"
        path.write_bytes(pdfs.pdf(LETTER % f"名前{number}"))
        page.goto("/uploads/")
        page.locator("#id_files").set_input_files(path)
        page.get_by_label("発行者").fill(publisher)
        page.get_by_role("button", name="加える").click()
        expect(page.locator("#summary")).to_have_text("すべて終わりました。")
    page.goto("/publishers")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        assert is_no_wider(page)
        assert axe(page) == []
    suggested = page.locator("section", has_text="同じものかもしれない名前").get_by_role("listitem")
    suggested.filter(has_text="灯台守協会").get_by_role("button").click()
    merged = page.locator("section", has_text="まとめたもの").get_by_role("listitem")
    expect(merged).to_contain_text("一般社団法人灯台守協会")
    assert axe(page) == []
    merged.filter(has_text="灯台守協会").get_by_role("button").click()
    expect(page.locator("main")).to_contain_text("元の2つに分けました。")
