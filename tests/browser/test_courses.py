"""Courses as the people do them who give and take them: a class entered from its attendance sheet, the
certificate that is printed, and a course done by keyboard alone."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import EDITOR, HOUSE, LEARNER, PASSWORD
from tests.browser.following import follow
from tests.browser.signing_in import signed_in
from tests.browser.walking import expect_seen, stops_of, walk_to

pytestmark = pytest.mark.browser
Axe = Callable[[Page], list[str]]
CLASS = "経営層のための情報セキュリティ（見本）"
READ = "職員のための情報セキュリティ（見本）"
A4 = (595, 842)
"""Width and height in points."""


@pytest.fixture
def desk(browser: Browser, staffed_instance: str) -> Iterator[Page]:
    """The page of who gives a course."""
    with signed_in(browser, staffed_instance, EDITOR, PASSWORD) as page:
        yield page


@pytest.fixture
def learner(browser: Browser, staffed_instance: str) -> Iterator[Page]:
    """The page of who takes one."""
    with signed_in(browser, staffed_instance, LEARNER, PASSWORD) as page:
        yield page


def open_people(page: Page) -> None:
    page.goto("/learning/")
    follow(page.get_by_role("link", name=CLASS))
    follow(page.get_by_role("link", name="受講の状況"))


def enter(page: Page, sheet: Path) -> None:
    """Put a class in that was held today, as a person does it."""
    page.get_by_label("研修の日").fill(page.evaluate("new Date().toLocaleDateString('sv')"))
    page.get_by_label("出席簿（CSV か Excel）").set_input_files(sheet)
    page.get_by_label("覚え書き（講師・場所など）").fill("大会議室")
    with page.expect_navigation():
        page.locator("section", has=page.locator("#class")).get_by_role(
            "button", name="入れる"
        ).click()


def workbook(*rows: tuple[str, ...]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


@pytest.mark.parametrize("width", [390, 1366])
def test_a_class_is_entered_from_its_sheet(
    desk: Page, axe: Axe, tmp_path: Path, width: int
) -> None:
    desk.set_viewport_size({"width": width, "height": 844})
    open_people(desk)
    sheet = tmp_path / "出席簿.csv"
    rows = f"ユーザー名,氏名,出席\r\n{LEARNER},太郎,○\r\n{EDITOR},花子,×\r\nsabu,三郎,○\r\n"
    sheet.write_bytes(rows.encode("cp932"))
    enter(desk, sheet)
    came = desk.get_by_role("status")
    expect(came).to_contain_text("1人")
    expect(came).to_contain_text(f"欠席：{EDITOR}")
    expect(came.locator("strong").locator("..")).to_contain_text("sabu")
    # whoever put a file in sees what came of it without looking for it
    expect(came).to_be_in_viewport()
    record = desk.locator("table", has_text="修了証").get_by_role("row", name=LEARNER)
    expect(record).to_contain_text("大会議室")
    assert desk.evaluate("document.documentElement.scrollWidth") <= width
    assert axe(desk) == []


def test_a_workbook_is_entered_and_what_is_no_sheet_is_told(desk: Page, tmp_path: Path) -> None:
    open_people(desk)
    good, bad = tmp_path / "出席簿.xlsx", tmp_path / "写真.csv"
    good.write_bytes(workbook(("メールアドレス", "出席"), (LEARNER, "○"), ("x@example.jp", "○")))
    bad.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    enter(desk, good)
    expect(desk.get_by_role("status")).to_contain_text("x@example.jp")
    open_people(desk)
    enter(desk, bad)
    alert = desk.get_by_text(re.compile("出席簿を読めません"))
    expect(alert).to_be_in_viewport()
    # the form stands there again, to try another file
    enter(desk, good)
    expect(desk.get_by_role("status")).to_be_visible()


def fonts_of(page: pypdfium2.PdfPage) -> set[tuple[str, bool]]:
    """The fonts of a page's text, each with whether it is in the file."""
    found = set()
    for each in page.get_objects([pdfium.FPDF_PAGEOBJ_TEXT]):
        font = pdfium.FPDFTextObj_GetFont(each.raw)
        length = pdfium.FPDFFont_GetBaseFontName(font, None, 0)
        name = (pdfium.c_char * length)()
        pdfium.FPDFFont_GetBaseFontName(font, name, length)
        found.add((name.value.decode(), bool(pdfium.FPDFFont_GetIsEmbedded(font))))
    return found


def test_the_certificate_is_one_page_with_its_font_and_its_words(
    desk: Page, tmp_path: Path
) -> None:
    open_people(desk)
    sheet = tmp_path / "sheet.csv"
    sheet.write_text(f"username\n{LEARNER}\n", "utf-8")
    enter(desk, sheet)
    certificate = desk.locator("table", has_text="修了証").get_by_role("link").first
    number = certificate.inner_text()
    follow(certificate)
    with desk.expect_download() as downloading:
        desk.get_by_role("link", name="PDFで保存").click()
    assert downloading.value.suggested_filename == f"certificate-{number}.pdf"
    file = tmp_path / "certificate.pdf"
    downloading.value.save_as(file)
    with pypdfium2.PdfDocument(file) as document:
        assert len(document) == 1
        page = document[0]
        assert tuple(round(side) for side in page.get_size()) == A4
        text = page.get_textpage().get_text_bounded()
        flat = re.sub(r"\s", "", text)
        for words in (
            "修了証",
            f"第{number}号",
            LEARNER,
            CLASS,
            HOUSE,
            "あなたが次の課程を修了したことを証します。",
        ):
            assert words in flat
        # who has the paper finds the page that verifies it
        assert desk.url.split("://")[1] in flat
        fonts = fonts_of(page)
        assert fonts and all(within for _name, within in fonts), fonts
        # nothing stands on the frame or beyond it
        for each in page.get_objects([pdfium.FPDF_PAGEOBJ_TEXT]):
            left, bottom, right, top = each.get_bounds()
            assert left > 40 and bottom > 40 and right < A4[0] - 40 and top < A4[1] - 40


def answer_by_keyboard(page: Page) -> None:
    """Answer an exercise with the keys, whatever its kind."""
    expect_seen(stops_of(page))
    number = page.locator("input[name=typed]")
    chosen = page.locator("input[name=chosen]").first
    if number.count():
        walk_to(number)
        page.keyboard.type("3")
    else:
        walk_to(chosen)
        page.keyboard.press("Space")
        expect(chosen).to_be_checked()
    walk_to(page.get_by_role("button", name="答える"))
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("正解です"))


def test_a_course_is_done_by_keyboard(learner: Page) -> None:
    learner.goto("/learning/")
    walk_to(learner.get_by_role("link", name=READ))
    with learner.expect_navigation():
        learner.keyboard.press("Enter")
    expect_seen(stops_of(learner))
    start = learner.get_by_role("link", name="設問に答える")
    for _ in range(4):
        walk_to(start)
        with learner.expect_navigation():
            learner.keyboard.press("Enter")
        answer_by_keyboard(learner)
        expect_seen(stops_of(learner))
        start = learner.get_by_role("link", name="次の設問へ")
        if not start.count():
            break
    walk_to(learner.get_by_role("link", name="講座へ戻る"))
    with learner.expect_navigation():
        learner.keyboard.press("Enter")
    expect(learner.locator(".marks .meta")).to_have_count(0)
