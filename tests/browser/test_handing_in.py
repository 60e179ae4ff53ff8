"""An editor hands files in and watches them become documents."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests import pdfs

pytestmark = pytest.mark.browser


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    good, bad = tmp_path / "新しい通知.pdf", tmp_path / "壊れた.pdf"
    good.write_bytes(pdfs.pdf(*[f"新しい通知の第{n}頁、点検の対象" for n in range(120)]))
    bad.write_bytes(b"not a pdf")
    return [good, bad]


def test_upload_with_progress(
    page: Page, files: list[Path], axe: Callable[[Page], list[str]]
) -> None:
    page.goto("/")
    page.get_by_role("link", name="くわえる").click()
    page.locator("#id_files").set_input_files(files)
    page.get_by_label("発行者").fill("水鏡市（架空）")
    page.get_by_role("button", name="加える").click()
    expect(page).to_have_url(re.compile(r"/uploads/batches/"))
    assert axe(page) == []
    expect(page.locator("#summary")).to_have_text("すべて終わりました。")
    expect(page.locator("tbody")).to_contain_text("120/120")
    expect(page.locator("tbody")).to_contain_text("PDFではないか、壊れていて開けません。")
    page.get_by_role("link", name="新しい通知").click()
    # what the first page says, not the name of the file
    expect(page.get_by_role("heading", level=1)).to_have_text("新しい通知の第0頁、点検の対象")
    page.goto("/search?q=新しい通知の第117頁")
    expect(page.locator(".found [role=status]")).to_have_text("1ページ見つかりました")


def test_many_with_a_title_each(
    page: Page, tmp_path: Path, axe: Callable[[Page], list[str]]
) -> None:
    paths = [tmp_path / f"{name}.pdf" for name in ("0407", "0408")]
    for path in paths:
        path.write_bytes(pdfs.pdf(f"霧笛の整備について {path.stem}"))
    page.goto("/uploads/")
    expect(page.locator("#titles")).to_be_hidden()
    page.locator("#id_files").set_input_files(paths)
    page.get_by_label("0408.pdf").fill("霧笛の整備の費用")
    assert axe(page) == []
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_role("button", name="加える").click()
    expect(page.locator("#summary")).to_have_text("すべて終わりました。")
    expect(page.locator("tbody")).to_contain_text("霧笛の整備の費用")
    expect(page.locator("tbody")).to_contain_text("霧笛の整備について")


def test_a_form_without_files_is_explained_in_place(context: BrowserContext) -> None:
    # a page of its own: the browser logs the wanted answer (422) as an error
    page = context.new_page()
    page.goto("/uploads/")
    with page.expect_response("**/uploads/") as answer:
        page.evaluate("document.getElementById('hand-in').requestSubmit()")
    assert answer.value.status == 422
    expect(page.locator("#errors")).to_contain_text("PDFファイルを選ぶか")


def test_upload_works_without_scripts(
    browser: Browser, live_instance: str, files: list[Path]
) -> None:
    context = browser.new_context(base_url=live_instance, java_script_enabled=False, locale="ja-JP")
    page = context.new_page()
    page.goto("/uploads/")
    page.locator("#id_files").set_input_files(files[1])
    page.get_by_role("button", name="加える").click()
    expect(page).to_have_url(re.compile(r"/uploads/batches/"))
    expect(page.locator("#summary")).to_have_text("すべて終わりました。")
    context.close()


def test_a_file_that_is_too_long_is_told_before_it_is_sent(page: Page, files: list[Path]) -> None:
    page.goto("/uploads/")
    form = page.locator("#hand-in")
    assert form.get_attribute("data-most-bytes") == str(512 << 20)
    form.evaluate("form => { form.dataset.mostBytes = '100'; }")
    page.locator("#id_files").set_input_files(files)
    page.get_by_role("button", name="加える").click()
    expect(page.locator("#errors li")).to_have_text(
        ["新しい通知.pdf: 大きすぎます。1件512 MiBまでです。"]
    )
    expect(page).to_have_url(re.compile(r"/uploads/$"))
