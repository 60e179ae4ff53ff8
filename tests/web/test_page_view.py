"""What the page view makes of a page: pages built by hand, stored and shown."""

from __future__ import annotations

import csv
import io
import re
from html.parser import HTMLParser
from urllib.parse import unquote

import msgspec
import pytest
from django.test import Client

from shiryokan.documents.models import Document
from shiryokan.documents.pages import keep_furniture, page_from_row, row_from_page
from shiryokan.paper.model import (
    UNREADABLE,
    Block,
    Box,
    Direction,
    Line,
    Page,
    Reason,
    Ruby,
    Warning,
)
from tests.paper.pages import block, line, page, table, vertical

HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
REASONS: dict[Reason, str] = {
    "columns": "段組の読み順が確かでない",
    "unmapped": "読めない文字がある",
    "overlap": "文字が重なっている",
    "invisible": "画面に見えない文字",
    "covered": "図の下にある文字",
    "size": "極端な大きさの文字",
}


@pytest.fixture
def document(empty_instance: object) -> Document:
    return Document.objects.create(
        id="0123456789abcdef",
        sha256="0" * 64,
        size=1,
        file_name="a.pdf",
        title="施策: 一覧/表 2024",
        page_count=9,
        state=Document.State.INDEXED,
    )


def active_parts(html: str) -> list[str]:
    """What in the page could run that should not be there."""
    found: list[str] = []

    class Look(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            names = dict(attrs)
            if (tag == "script" and "src" not in names) or names.get("src") == "x":
                found.append(tag)
            found.extend(name for name in names if name.startswith("on") or name == "style")

    Look().feed(html)
    return found


def store(document: Document, *pages: Page) -> None:
    for each in pages:
        row_from_page(document.pk, each).save()


def shown(client: Client, document: Document, *blocks: Block, query: str = "") -> str:
    store(document, page(*blocks))
    answer = client.get(f"/documents/{document.pk}/pages/1", {"q": query} if query else {})
    assert answer.status_code == 200
    return bare_marks(answer.content.decode())


def bare_marks(html: str) -> str:
    """The same without the numbers of hits and the anchors in them."""
    return re.sub(r'<mark data-of="\d+">(?:<span id="[a-z-]+"></span>)*', "<mark>", html)


def text_of(html: str) -> str:
    """The part of the page that shows its text."""
    return html[html.index('<div class="lines"') : html.index('<p class="provenance"')]


def doubtful(text: str, *reasons: Reason, confidence: float = 0.7) -> Line:
    return msgspec.structs.replace(line(text, reasons=reasons), confidence=confidence)


def test_a_page_comes_back_from_the_instance_as_it_was_read(document: Document) -> None:
    whole = page(
        block(line("漢字", ruby=(Ruby(0, 2, "かんじ"),)), kind="heading", level=2),
        block(doubtful(f"読め{UNREADABLE}", "unmapped", "overlap"), vertical("縦書き")),
        table((0, 0, "甲\n乙\n\n丙", 2, 1), (0, 1, "丁"), (1, 1, "戊")),
        block("- 1 -", kind="furniture"),
    )
    whole = msgspec.structs.replace(whole, warnings=(Warning("glyphs_unmapped", "1"),))
    store(document, whole)
    assert page_from_row(document.pages.get()) == whole


def test_blocks_are_shown_by_what_they_are(client: Client, document: Document) -> None:
    html = text_of(
        shown(
            client,
            document,
            block("ページの左上", kind="furniture"),
            block("題", kind="heading", level=2),
            block("一つの段落が", "二行にわたる。"),
            block("小さな題", kind="heading", level=5),
            block("・甲", kind="list"),
            block("・乙", kind="list"),
            block("図1", kind="caption"),
            block("大きな題", kind="heading", level=1),
            block("注1", kind="footnote"),
        )
    )
    plain = re.sub(r"</?span[^>]*>", "", html)
    for element in (
        '<h3 class="block">題</h3>',
        '<p class="block text">一つの段落が二行にわたる。</p>',
        '<h4 class="block">小さな題</h4>',
        '<ul class="block" role="list"><li>・甲</li><li>・乙</li></ul>',
        '<p class="block caption">図1</p>',
        '<h3 class="block">大きな題</h3>',
        '<p class="block footnote">注1</p>',
    ):
        assert element in plain
    assert plain.index("柱・ノンブル") > plain.index("注1")
    assert plain.index("<p>ページの左上</p>") > plain.index("柱・ノンブル")


def test_each_line_is_found_by_its_number_in_text_and_picture(
    client: Client, document: Document
) -> None:
    html = shown(
        client, document, block("柱", kind="furniture"), block("a-", "b"), table((0, 0, "c\nd"))
    )
    assert re.findall(r'<span class="line" id="line-(\d)" data-line="(\d)">(\w)', html) == [
        ("1", "1", "a"), ("2", "2", "b"), ("3", "3", "c"), ("4", "4", "d"), ("0", "0", "柱"),
    ]  # fmt: skip
    assert re.findall(r'<text class="line" data-line="(\d)".*>(.+)</text>', html) == [
        ("0", "柱"), ("1", "a-"), ("2", "b"), ("3", "c"), ("4", "d"),
    ]  # fmt: skip


def test_headings_never_leave_out_a_level(client: Client, document: Document) -> None:
    levels = (3, 5, 4, 1, 2, 3, 4, 5, 6)
    html = shown(client, document, *(block("題", kind="heading", level=n) for n in levels))
    found = [int(n) for n in re.findall(r'<h(\d) class="block"', html)]
    assert found == [3, 4, 4, 3, 4, 5, 6, 6, 6]


def test_furniture_is_decided_once_and_kept_with_each_page(
    client: Client, document: Document
) -> None:
    for number in range(1, 8):
        head = Block("text", Box(72, 20, 172, 30), (line(f"年次報告 {number}", 72, 20),))
        store(document, page(head, block("本文"), number=number))
    keep_furniture(document, {})
    html = text_of(client.get(f"/documents/{document.pk}/pages/4").content.decode())
    assert html.index("本文") < html.index("柱・ノンブル") < html.index("年次報告 4")


def test_a_table_is_a_table_with_its_spans_and_can_be_taken_away(
    client: Client, document: Document
) -> None:
    html = shown(
        client,
        document,
        table((0, 0, "甲")),
        table((0, 0, "題\n目", 1, 2), (1, 0, "左\n\n二つ目", 2, 1), (1, 1, "=1+1"), (2, 1, "")),
    )
    own = html[html.index('aria-labelledby="table-2"') :]
    assert '<caption id="table-2" lang="ja">このページの2番目の表</caption>' in own
    plain = re.sub(r"</?span[^>]*>", "", own)
    assert '<tr><td colspan="2"><p>題目</p></td></tr>' in plain
    assert '<tr><td rowspan="2"><p>左</p><p>二つ目</p></td><td><p>=1+1</p></td></tr>' in plain
    assert 'tabindex="0" role="region" aria-labelledby="table-2"' in html
    address = f"/documents/{document.pk}/pages/1/tables/2.csv"
    assert f'<a href="{address}" download>CSVで保存' in html
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/csv; charset=utf-8")
    assert answer.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))
    assert rows == [["題目", ""], ["左\n二つ目", "'=1+1"], ["", ""]]
    kind, _, name = answer["Content-Disposition"].partition("; filename*=utf-8''")
    assert (kind, unquote(name)) == ("attachment", "施策 一覧 表 2024-p1-表2.csv")
    assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("number", [0, 2, 10**9])
def test_a_table_that_is_not_there(client: Client, document: Document, number: int) -> None:
    store(document, page(table((0, 0, "甲"))))
    answer = client.get(f"/documents/{document.pk}/pages/1/tables/{number}.csv")
    assert answer.status_code == 404
    assert f"表{number}はありません" in re.sub(r"(?<=\d),(?=\d)", "", answer.content.decode())
    assert f'href="/documents/{document.pk}/pages/1"' in answer.content.decode()
    assert client.get(f"/documents/{document.pk}/pages/2/tables/1.csv").status_code == 404
    assert client.get("/documents/fedcba9876543210/pages/1/tables/1.csv").status_code == 404


def test_a_table_without_cells_is_shown_as_text(client: Client, document: Document) -> None:
    html = shown(client, document, block("ばらばら", kind="table"))
    assert "<table" not in html
    assert '<p class="block text">' in html
    assert client.get(f"/documents/{document.pk}/pages/1/tables/1.csv").status_code == 404


@pytest.mark.parametrize(("reason", "why"), REASONS.items())
def test_a_line_in_doubt_says_why(
    client: Client, document: Document, reason: Reason, why: str
) -> None:
    html = shown(client, document, block("確かな行", doubtful("怪しい行", reason)))
    assert "このページには、誤りがあるかもしれない行が1行あります" in html
    assert re.search(rf'<li id="doubt-1" data-line="1"><a href="#line-1">.*</a> — {why}</li>', html)
    assert (
        '<span class="line" id="line-1" data-line="1"><mark class="doubt">怪しい行</mark>'
        f'<a class="doubt-sign" href="#doubt-1" title="誤りのおそれ1: {why}" lang="ja">' in html
    )
    assert f"（誤りのおそれ1: {why}）</span>" in html
    assert html.count('<rect class="doubt"') == 1


def test_lines_in_doubt_are_counted_in_reading_order(client: Client, document: Document) -> None:
    html = shown(
        client,
        document,
        block(doubtful("甲", "overlap", "size"), doubtful("乙", confidence=0.75)),
        table((0, 0, "丙"), (0, 1, "丁")),
        block(doubtful("戊", confidence=0.0), kind="furniture"),
    )
    assert "行が2行あります" in html
    assert re.findall(r'<li id="doubt-(\d)" data-line="(\d)">', html) == [("1", "0"), ("2", "4")]
    assert "文字が重なっている、極端な大きさの文字" in html
    assert "— 読み取りが確かでない</li>" in html


def test_nothing_is_said_where_nothing_is_in_doubt(client: Client, document: Document) -> None:
    html = shown(client, document, block(doubtful("甲", confidence=0.75), "乙"))
    for word in ("誤りがあるかもしれない", "doubt", "柱・ノンブル"):
        assert word not in html


def test_what_cannot_be_read_has_a_name(client: Client, document: Document) -> None:
    html = shown(client, document, block(f"甲{UNREADABLE}{UNREADABLE}乙"))
    sign = f'<span class="unreadable" role="img" aria-label="読めない文字" lang="ja">{UNREADABLE}</span>'
    assert f"甲{sign}{sign}乙" in html


def test_ruby_and_hits_share_a_line(client: Client, document: Document) -> None:
    text = "演繹型の仕組みと帰納型"
    reading = line(text, ruby=(Ruby(8, 10, "きのう"), Ruby(0, 2, "えんえき"), Ruby(1, 3, "重なる")))
    html = shown(client, document, block(reading), query="繹型の仕組み")
    assert (
        "<ruby>演<mark>繹</mark><rp>（</rp><rt>えんえき</rt><rp>）</rp></ruby>"
        "<mark>型の仕組み</mark>と<ruby>帰納<rp>（</rp><rt>きのう</rt><rp>）</rp></ruby>型" in html
    )
    assert "重なる" not in html


def test_a_hit_over_a_line_end_is_marked_in_both_lines(client: Client, document: Document) -> None:
    html = shown(client, document, block("夜間を想", "定した訓練"), query="想定した")
    plain = re.sub(r"</?span[^>]*>", "", text_of(html))
    assert "夜間を<mark>想</mark><mark>定した</mark>訓練" in plain


@pytest.mark.parametrize(
    ("direction", "attributes"),
    [
        ("ltr", 'x="100" y="144.0" font-size="50" textLength="200"'),
        ("ttb", 'x="200.0" y="100" font-size="200" textLength="50"'),
        (
            "rtl",
            'x="100" y="144.0" font-size="50" textLength="200" lengthAdjust="spacingAndGlyphs" transform="rotate(180 200.0 125.0)"',
        ),
        (
            "btt",
            'x="175.0" y="201.0" font-size="200" textLength="50" lengthAdjust="spacingAndGlyphs" transform="rotate(-90 200.0 125.0)"',
        ),
    ],
)
def test_turned_lines_lie_at_their_place(
    client: Client, document: Document, direction: Direction, attributes: str
) -> None:
    turned = Line("向き", Box(100, 100, 300, 150), direction=direction)
    html = shown(client, document, Block("text", turned.bbox, (turned,)))
    assert attributes.replace(".0", "") in html.replace(".0", "")
    assert ('class="line vertical"' in html) == (direction == "ttb")


def test_hits_on_lines_that_run_up_the_page_are_boxes_of_their_part(
    client: Client, document: Document
) -> None:
    rising = Line("縦軸の名", Box(10, 100, 20, 140), (140, 130, 120, 110, 100), direction="btt")
    html = shown(client, document, Block("text", rising.bbox, (rising,)), query="縦軸")
    assert '<rect class="hit" x="10.0" y="120.0" width="10.0" height="20.0"/>' in html


def test_text_of_pages_is_never_markup(client: Client, document: Document) -> None:
    hostile = line(HOSTILE, ruby=(Ruby(0, 3, HOSTILE),), reasons=("overlap",))
    Document.objects.update(title=HOSTILE)
    hostile = msgspec.structs.replace(hostile, confidence=0.1)
    cells = table((0, 0, HOSTILE), (0, 1, "\x00\x1b" + HOSTILE))
    html = shown(
        client,
        document,
        block(hostile),
        cells,
        *(block(hostile, kind=kind) for kind in ("heading", "list", "furniture", "table")),  # type: ignore[arg-type]
        query="alert",
    )
    assert "<script>alert" not in html
    assert "<img src=x" not in html
    assert active_parts(html) == []
    answer = client.get(f"/documents/{document.pk}/pages/1/tables/1.csv")
    assert "\n" not in answer["Content-Disposition"]
    assert answer.status_code == 200


def test_odd_pages_are_shown(client: Client, document: Document) -> None:
    flat = Line("平ら", Box(5, 5, 5, 5))
    store(
        document,
        Page(1, 0, 0, "", (block("大きさのないページ"),)),
        Page(2, 600, 800, "", (Block("text", Box(0, 0, 0, 0), ()),)),
        Page(3, 600, 800, "   ", (Block("text", flat.bbox, (line("   "), flat)),)),
        page(table((0, 0, "甲", 3, 3), (1, 1, "乙"), (0, 0, "丙")), number=4),
    )
    bodies = [
        client.get(f"/documents/{document.pk}/pages/{n}").content.decode() for n in range(1, 5)
    ]
    assert "大きさのないページ" in bodies[0]
    assert "<svg" not in bodies[0]
    assert "このページから取り出せる文字はありません" in bodies[1]
    assert "平ら" in bodies[2]
    assert all(word in bodies[3] for word in "甲乙丙")


def test_the_words_around_the_text_are_english_by_switch(
    client: Client, document: Document
) -> None:
    client.post("/language", {"language": "en", "next": "/"})
    html = shown(
        client,
        document,
        block(doubtful(f"甲{UNREADABLE}", "columns")),
        table((0, 0, "乙")),
        block("柱", kind="furniture"),
    )
    for word in (
        "1 line on this page may be wrong",
        'lang="en">Table no. 1 on this page',
        "Save as CSV",
        'aria-label="unreadable character" lang="en"',
        "may be wrong 1: the reading order of columns is not sure",
        "Running heads and page labels",
    ):
        assert word in html
