"""A scan is handed in, found by its words, put right by keyboard, read again and written out."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pypdf
import pytest
import yaml
from playwright.sync_api import Browser, Page, expect

from tests import ocr, served
from tests.browser.conftest import EDITOR, PASSWORD
from tests.browser.signing_in import sign_in
from tests.conftest import SAMPLES

pytestmark = pytest.mark.browser
TITLE = "灯台と霧笛の点検について（通知）"


def scanned(folder: Path) -> Path:
    """A page without text about an invented city, as a scanner makes it."""
    sys.path.insert(0, str(SAMPLES))
    try:
        import others
        from typesetting import register_fonts
    finally:
        sys.path.remove(str(SAMPLES))
    register_fonts()
    words = (SAMPLES / "sources" / "notice.yaml").read_text("utf-8")
    source = yaml.safe_load(words.replace("情報機器の点検について（通知）", TITLE))
    made: Path = others.scanned(source, folder)
    return made.rename(folder / "霧笛.pdf")


def doubtful_line(page: Page) -> str:
    return page.locator("#words").input_value()


@pytest.mark.thorough
@pytest.mark.guarding
def test_from_a_scan_to_a_searchable_pdf(
    page: Page, browser: Browser, live_home: Path, tmp_path: Path, live_instance: str,
    axe: Callable[[Page], list[str]],
) -> None:  # fmt: skip
    ocr.needed()
    sign_in(page, EDITOR, PASSWORD)
    page.goto("/uploads/")
    page.locator("#id_files").set_input_files(scanned(tmp_path))
    page.get_by_role("button", name="加える").click()
    expect(page.locator("#summary")).to_have_text("すべて終わりました。")
    page.locator("tbody a").first.click()
    address = page.url.removeprefix(live_instance)
    document = address.strip("/").rpartition("/")[2]
    # the pictures follow
    served.run(live_home, "scans", "read", document, scans="on", verification="off")
    page.goto("/search?q=霧笛の点検")
    hit = page.locator(".result", has_text="画像から読み取った文字")
    expect(hit.locator("mark").first).to_have_text("霧笛の点検")
    hit.get_by_role("link").filter(has_text="p.1").first.click()
    expect(page.locator("#known-lines")).to_contain_text("画像から読み取った文字です。")
    assert axe(page) == []

    page.goto(f"{address}lines")
    assert axe(page) == []
    page.get_by_role("link", name="要確認の行を順に確かめる").click()
    assert axe(page) == []
    before = doubtful_line(page)
    left = int(re.findall(r"\d+", page.locator(".meta[role=status]").inner_text())[0])
    if left > 1:
        page.keyboard.press("ArrowDown")
        expect(page.locator("#words")).not_to_have_value(before)
        page.keyboard.press("ArrowUp")
        expect(page.locator("#words")).to_have_value(before)
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    # one key confirms or puts right: the field has the focus
    after = f"{before}（検）"
    page.keyboard.press("End")
    page.keyboard.insert_text("（検）")
    page.keyboard.press("Enter")
    expect(page.locator(".notice.success")).to_contain_text("直しました。")
    page.set_viewport_size({"width": 1366, "height": 900})
    _one_more_without_scripts(page, browser, left - 1)

    page.goto(f"{address}registers")
    page.get_by_role("button", name="もう一度読む").click()
    expect(page.locator("#summary")).to_have_text("すべて終わりました。")
    page.goto(f"{address}pages/1")
    expect(page.locator(".text .lines")).to_contain_text(after)
    expect(page.locator("#known-lines")).to_contain_text("照合済")

    page.goto(address)
    _written_out(page, after, tmp_path)
    page.goto("/scans")
    expect(page.locator("main")).to_contain_text("この1時間に")
    assert axe(page) == []


def _one_more_without_scripts(page: Page, browser: Browser, left: int) -> None:
    """The next line is confirmed by the form alone."""
    if not left:
        return
    context = browser.new_context(
        java_script_enabled=False, locale="ja-JP", storage_state=page.context.storage_state()
    )
    plain = context.new_page()
    plain.goto(page.url)
    words = doubtful_line(plain)
    plain.locator("#words").press("Enter")
    expect(plain.locator(".notice.success")).to_contain_text("確かめました。")
    assert plain.url != page.url or words == ""
    context.close()


def _written_out(page: Page, words: str, folder: Path) -> None:
    files = {}
    for name in ("検索できるPDF", "ALTO"):
        with page.expect_download() as download:
            page.get_by_role("link", name=name).click()
        files[name] = folder / f"{name}.file"
        download.value.save_as(files[name])
    root = ElementTree.parse(files["ALTO"]).getroot()
    lines = [
        "".join(each.attrib["CONTENT"] for each in line if "CONTENT" in each.attrib)
        for line in root.iter()
        if line.tag.endswith("}TextLine")
    ]
    assert "".join(words.split()) in lines
    assert any(each.tag.endswith("}Glyph") for each in root.iter())
    squeezed = "".join(pypdf.PdfReader(files["検索できるPDF"]).pages[0].extract_text().split())
    assert "".join(words.split()) in squeezed and "霧笛の点検" in squeezed
    if shutil.which("pdftotext"):
        told = subprocess.run(
            ["pdftotext", files["検索できるPDF"], "-"], capture_output=True, text=True, check=True
        ).stdout
        assert "霧笛の点検" in "".join(told.split())
