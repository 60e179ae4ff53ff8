"""An editor deletes a document, everyone is told that it is gone, and it is brought back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests import pdfs
from tests.browser.conftest import EDITOR, PASSWORD
from tests.browser.following import follow
from tests.browser.signing_in import sign_in

pytestmark = pytest.mark.browser
TITLE = "灯台の塗り替えの控え"


def test_a_document_goes_and_comes_back(
    page: Page, context: BrowserContext, tmp_path: Path, axe: Callable[[Page], list[str]]
) -> None:
    path = tmp_path / f"{TITLE}.pdf"
    path.write_bytes(pdfs.pdf(TITLE))
    sign_in(page, EDITOR, PASSWORD)
    page.goto("/uploads/")
    page.locator("#id_files").set_input_files(path)
    page.get_by_role("button", name="加える").click()
    expect(page.locator("#summary")).to_have_text("すべて終わりました。")
    page.get_by_role("link", name=TITLE).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    address = page.url

    follow(page.get_by_role("link", name="消す", exact=True))
    assert axe(page) == []
    page.get_by_label("理由").fill("公開元が取り下げたため")
    page.get_by_role("button", name="ごみ箱に入れる").click()
    expect(page.get_by_role("row").filter(has_text=TITLE)).to_contain_text("公開元が取り下げたため")
    assert axe(page) == []

    # a page of its own: the browser logs the wanted answer (410) as an error
    gone = context.new_page()
    answer = gone.goto(address)
    assert answer is not None and answer.status == 410
    expect(gone.locator("main")).not_to_contain_text(TITLE)
    assert axe(gone) == []

    page.get_by_role("row").filter(has_text=TITLE).get_by_role("button", name="戻す").click()
    expect(page.locator("main")).not_to_contain_text("公開元が取り下げたため")
    assert axe(page) == []
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    page.get_by_role("link", name="履歴").click()
    rows = page.get_by_role("row")
    expect(rows.nth(1)).to_contain_text("ごみ箱から戻した")
    expect(rows.nth(2)).to_contain_text("公開元が取り下げたため")
    expect(rows.nth(2)).to_contain_text(EDITOR)
    assert axe(page) == []
