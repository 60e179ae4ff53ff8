"""An item whose notice was corrected, and its links, in a browser: whole at every width, without a
fault of access, and printed."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator

import pypdfium2 as pdfium
import pytest
from playwright.sync_api import Browser, Page, expect
from tools.errata_letters.letter import Change, Letter, Paper, Run
from tools.errata_letters.typeset import LOOKS
from tools.errata_letters.typeset import typeset as typeset_letter
from tools.fee_notices.typeset import wide
from tools.fee_schedules.editing import Author
from tools.fee_schedules.schedule import Amount, Note
from tools.fee_schedules.typeset import Look, typeset

from shiryokan.registers.fields import Branch
from shiryokan.web.registers.templatetags.shown_values import shown_tree
from tests import homes, pdfs
from tests.conftest import ROOT
from tests.served import run, served

pytestmark = pytest.mark.browser
Axe = Callable[[Page], list[str]]
NOTICE = """（別添１）
医科診療報酬点数表に関する事項
第１章　基本診療料
{code}　{name}
(１)　霧の日に計画書を患者に交付した場合に限り算定する。
(２)　風の日は、{name}を所定点数の100分の50により算定する。
"""
PAPER = "診療報酬の算定方法の一部改正に伴う実施上の留意事項について"
STYLES = ROOT / "src" / "shiryokan" / "site" / "static" / "site"
MANY = 60
"""Notes of the schedule's second item."""
DAY = datetime.date(2024, 5, 7)


@pytest.fixture(scope="module")
def item_house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A library with an item, a notice on it and a letter that corrects the notice: the address of
    the item."""
    home, folder = (tmp_path_factory.mktemp(name) for name in ("items", "papers"))
    homes.copy_empty(home)
    schedule = next(iter(Author(11).revisions(1))).schedule
    item = schedule.items[0]
    schedule.items[1].notes.extend(
        Note(
            10_000 + n,
            where=f"霧の日の{n}時に",
            done="診察を行った場合",
            amounts=[Amount(20_000 + n, "", n)],
        )
        for n in range(1, MANY + 1)
    )
    typeset(schedule, Look.of(1), folder / "schedule.pdf")
    notice = NOTICE.format(code=wide(item.code), name=item.name)
    (folder / "notice.pdf").write_bytes(pdfs.pdf(notice))
    runs = [Run("kept", "霧の日に"), Run("struck", "計画書"), Run("inserted", "同意書")]
    runs.append(Run("kept", "を患者に交付した場合に限り算定する。"))
    change = Change(item.code, item.name, 1, runs)
    paper = Paper(PAPER, "保医発0305第4号", datetime.date(2024, 3, 5), "医科", [change])
    typeset_letter(Letter(DAY, [paper]), LOOKS["plain"], folder / "letter.pdf")
    titles = {
        "schedule": "霧浜診療報酬点数表（令和６年度）", "notice": "留意事項（令和６年度）",
        "letter": "一部訂正について",
    }  # fmt: skip
    for name, title in titles.items():
        run(home, "add", "--title", title, str(folder / f"{name}.pdf"))
    with served(home) as address:
        yield f"{address}/fees/medical/{item.code}/"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="ja-JP")
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    yield page
    context.close()
    assert wrong == []


@pytest.mark.parametrize("width", [390, 1366, 1920])
def test_a_corrected_notice_is_read_at_every_width(
    page: Page, axe: Axe, item_house: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(item_house)
    text = page.locator(".said", has=page.locator(".letters"))
    expect(text.locator("del")).to_contain_text("計画書")
    expect(text.locator("ins")).to_contain_text("同意書")
    expect(text.get_by_text("一部訂正について")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert axe(page) == []
    page.goto(item_house + "?on=2024-05-06")
    expect(page.locator(".said del")).to_have_count(0)


def test_the_old_words_are_opened_and_printed(page: Page, item_house: str) -> None:
    page.goto(item_house)
    old = page.get_by_text("霧の日に計画書を患者に交付した場合に限り算定する。")
    expect(old).not_to_be_visible()
    page.get_by_text("訂正前の文").click()
    expect(old).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator(".said ins").first).to_be_visible()


def test_the_links_of_a_record_are_whole_on_a_phone(page: Page, axe: Axe, item_house: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(item_house)
    page.locator(".said h4 a").first.click()
    page.get_by_role("link", name="項目とのつながり").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("項目とのつながり")
    expect(page.get_by_text("区分番号による").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert axe(page) == []


def test_on_a_phone_the_notice_stands_on_the_first_screen(page: Page, item_house: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(item_house)
    expect(page.locator(".stated .branch").first).to_be_in_viewport()
    record = page.get_by_role("link", name="項目の記録")
    expect(record).to_be_hidden()
    page.locator(".tools > summary").press("Enter")
    expect(record).to_be_visible()
    page.locator(".item-versions > summary").press("Enter")
    expect(page.get_by_label("この日の時点で")).to_be_visible()


def test_a_wide_window_has_open_what_a_phone_folds_away(page: Page, item_house: str) -> None:
    page.set_viewport_size({"width": 1366, "height": 768})
    page.goto(item_house)
    expect(page.get_by_role("link", name="項目の記録")).to_be_visible()
    expect(page.get_by_label("この日の時点で")).to_be_visible()
    expect(page.locator(".folded-on-phone > summary").first).to_be_hidden()
    page.get_by_role("link", name="項目の記録").focus()
    expect(page.get_by_role("link", name="項目の記録")).to_be_focused()


@pytest.mark.parametrize("width", [390, 1366, 1920])
def test_many_notes_leave_the_first_screen_to_the_item(
    page: Page, axe: Axe, item_house: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 768})
    page.goto(item_house)
    with page.expect_navigation():
        page.get_by_role("link", name="次の項目").click()
    assert page.locator(".note-lines li").count() >= MANY
    expect(page.locator(".stated .branch").first).to_be_in_viewport()
    past = page.get_by_role("link", name="注の一覧を飛ばす")
    past.focus()
    assert (past.bounding_box() or {"width": 0})["width"] > 20
    assert axe(page) == []
    past.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("Boolean(document.activeElement.closest('.item-rows'))")
    if width > 390:
        last = page.locator(".note-lines a").last
        last.focus()
        # the list has moved, and not the page
        expect(last).to_be_in_viewport()
        expect(page.get_by_role("heading", level=1)).to_be_in_viewport()


def styled(page: Page, body: str) -> None:
    """Show a part of an item's page with the style that it has there."""
    names = ("base", "components", "registers", "items")
    style = "".join((STYLES / f"{name}.css").read_text("utf-8") for name in names)
    page.set_content(f"<style>{style}</style><main lang=ja>{body}</main>")


@pytest.mark.parametrize("width", [320, 390, 700, 1366])
def test_what_is_paid_in_words_keeps_its_figures_whole(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    worth = "所定単位数の1000分の232に相当する単位数"
    tree = shown_tree(
        [Branch("(1)", "特定地域加算（Ⅰ）", worth), Branch("(2)", "見守り", "45単位")]
    )
    styled(page, f"<section class=item-row><div class=stated>{tree}</div></section>")
    share = page.locator(".in-words .whole")
    expect(share).to_have_text("1000分の232")
    assert share.evaluate("e => e.getClientRects().length") == 1
    # in a line of its own or two, and no narrow column beside the name
    height = page.locator(".in-words").evaluate(
        "e => e.getBoundingClientRect().height / parseFloat(getComputedStyle(e).lineHeight)"
    )
    assert height < 2.5
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_paper_tells_how_many_are_folded_away(page: Page) -> None:
    many = "<article class=said><h4>(5)</h4><p>霧の日。</p></article>" * 20
    folded = f"<details class='more-said many'><summary>ほかの20件を開く</summary>{many}</details>"
    told = "<p class='on-paper meta'>ほかの20件は、画面のページにあります。</p>"
    first = "<article class=said><h4>(1)</h4><p>霧の日。</p></article>"
    styled(
        page,
        "<div class=item-rows><section class=item-row><div class=saying>"
        f"<section class=said-group>{first}{folded}{told}</section></div></section></div>",
    )
    expect(page.locator(".said-group > .on-paper")).to_be_hidden()
    page.emulate_media(media="print")
    expect(page.locator(".said-group > .on-paper")).to_be_visible()
    expect(page.locator(".more-said")).to_be_hidden()
    # a heading of two lines does not end a column and begin the next
    head = page.locator(".said > h4").first
    assert head.evaluate("e => getComputedStyle(e).breakInside") == "avoid"


def test_a_printed_table_has_open_what_answers_and_leaves_the_rest(page: Page) -> None:
    rows = "".join(
        f"<tbody><tr><th>問{n}</th></tr><tr class=more><td><details class='{name}'>"
        "<summary>回答</summary><dl><dt>回答</dt><dd>霧の日は算定できる。</dd></dl>"
        "</details></td></tr></tbody>"
        for n, name in enumerate(("answer", ""))
    )
    styled(page, f"<table class=records>{rows}</table>")
    said = page.get_by_text("霧の日は算定できる。")
    expect(said.first).to_be_hidden()
    page.emulate_media(media="print")
    expect(said.first).to_be_visible()
    expect(said.last).to_be_hidden()


def test_a_note_is_not_parted_from_its_list_by_the_end_of_a_sheet(page: Page) -> None:
    entries = tuple(Branch(label, "霧の加算", "27点") for label in "イロハ")
    note = shown_tree([Branch("", "霧の日に次に掲げる点数を加算する。", "", entries)])
    filling = "<div style='height: 2cm'>霧</div>" * 12
    for above in range(0, 90, 6):
        styled(
            page,
            f"{filling}<div style='height: {above}px'></div>"
            f"<section class=item-row><div class=stated>{note}</div></section>",
        )
        printed = pdfium.PdfDocument(page.pdf(format="A4"))
        sheets = [each.get_textpage().get_text_bounded() for each in printed]
        assert sum("次に掲げる" in each and "27" in each for each in sheets) == 1
