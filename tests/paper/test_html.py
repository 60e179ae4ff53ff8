"""HTML: structure for those who read it, and nothing of a text taken for markup."""

from __future__ import annotations

from xml.etree import ElementTree

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shiryokan.japanese.joining import join_lines
from shiryokan.paper.document import Document
from shiryokan.paper.errors import TooSlow
from shiryokan.paper.formats import (
    REASON_MESSAGES,
    About,
    as_alto,
    as_html,
    flow_as_html,
)
from shiryokan.paper.formats.joined_lines import shown_parts
from shiryokan.paper.isolated import unreadable_page
from shiryokan.paper.model import Reason, Ruby, Warning
from tests.paper.pages import block, line, page, table
from tests.paper.written import ABOUT, ALL_TEXT, WHOLE, read_html, without_controls

LINES = st.lists(st.text(max_size=8).filter(lambda t: "\n" not in t), max_size=4)


def test_html_has_structure() -> None:
    html = as_html([WHOLE, page(block("次"), number=2)], ABOUT)
    body = html.partition("<body>\n")[2]
    assert html.startswith('<!DOCTYPE html>\n<html lang="ja">\n<head>\n<meta charset="utf-8">')
    assert "<title>計画&lt;案&gt;</title>" in html
    assert body == (
        '<section class="page" id="p1">\n'
        '<header class="furniture"><p>令和6年度　年次計画</p></header>\n'
        "<h2>1 目的</h2>\n<p>この計画は、市民の安全を守る。</p>\n"
        "<ul>\n<li>・避難所の開設</li>\n<li>・訓練の実施</li>\n</ul>\n"
        '<table>\n<tr><td colspan="2"><p>事業</p></td></tr>\n'
        "<tr><td><p>訓練の実施</p><p>所管課</p></td><td></td></tr>\n</table>\n"
        '<p class="caption">図1 推移</p>\n<p class="footnote">※ 速報値</p>\n'
        '<footer class="furniture"><p>- 1 -</p></footer>\n'
        '</section>\n<section class="page" id="p2">\n<p>次</p>\n</section>\n</body>\n</html>\n'
    )


def test_html_without_a_title_is_called_by_its_file() -> None:
    assert "<title>a.pdf</title>" in as_html([], About("a.pdf"))


def test_html_shows_ruby_and_what_is_in_doubt() -> None:
    sure = line("避難所を", ruby=(Ruby(0, 2, "ひなん"), Ruby(2, 3, "じょ")))
    doubtful = line("開く", ruby=(Ruby(0, 1, "ひら"),), reasons=("columns",))
    words = {**REASON_MESSAGES, "columns": 'order "unsure"'}
    html = as_html([page(block(sure, doubtful))], About("a.pdf", reason_messages=words))
    assert (
        "<p><ruby>避難<rt>ひなん</rt></ruby><ruby>所<rt>じょ</rt></ruby>を"
        '<mark title="order &quot;unsure&quot;" data-confidence="0.60">'
        "<ruby>開<rt>ひら</rt></ruby>く</mark></p>"
    ) in html


def test_html_marks_lines_of_cells_too() -> None:
    grid = table((0, 0, "甲"))
    doubt = msgspec.structs.replace(grid.lines[0], confidence=0.4, reasons=("size",))
    html = as_html([page(msgspec.structs.replace(grid, lines=(doubt,)))], ABOUT)
    assert f'<td><p><mark title="{REASON_MESSAGES["size"]}"' in html


def test_every_reason_has_its_word() -> None:
    assert set(REASON_MESSAGES) == set(Reason.__args__)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "ruby", [Ruby(0, 9, "外"), Ruby(2, 1, "逆"), Ruby(-1, 1, "前"), Ruby(1, 1, "無")]
)
def test_ruby_that_fits_nowhere_does_no_harm(ruby: Ruby) -> None:
    assert "<p>本文</p>" in as_html([page(block(line("本文", ruby=(ruby,))))], ABOUT)


def test_html_says_which_pages_were_not_read() -> None:
    html = as_html([unreadable_page(1, TooSlow())], ABOUT)
    assert '<section class="page" id="p1" data-warnings="too_slow">\n</section>' in html


def test_a_flow_as_html() -> None:
    document = Document.of([WHOLE, page(block("次"), number=2)])
    body = flow_as_html(document.flow, ABOUT).partition("<main>")[2]
    assert "furniture" not in body
    assert (
        '<h2 data-page="1">1 目的</h2>\n<p data-page="1">この計画は、市民の安全を守る。</p>' in body
    )
    assert '<table data-page="1">\n<tr><td colspan="2"><p>事業</p></td></tr>' in body
    assert '<p class="caption" data-page="1">図1 推移</p>' in body
    assert '<p data-page="2">次</p>' in body


HOSTILE = "</title></p></td></mark><script>alert(1)</script>\"'&amp;<!--"


def test_hostile_text_is_text_everywhere() -> None:
    ruby = line("ab", ruby=(Ruby(0, 1, HOSTILE),), reasons=("columns",))
    hostile = page(
        block(HOSTILE), block(HOSTILE, kind="heading"), table((0, 0, HOSTILE)), block(ruby)
    )
    hostile = msgspec.structs.replace(hostile, warnings=(Warning(HOSTILE),))
    about = About(HOSTILE, HOSTILE, {"columns": HOSTILE})
    for html in (as_html([hostile], about), flow_as_html(Document.of([hostile]).flow, about)):
        read = read_html(html)
        assert "script" not in read.tags
        assert read.texts.count(HOSTILE) >= 4
    root = ElementTree.fromstring(as_alto([hostile], about))
    assert not any(each.tag.endswith("script") for each in root.iter())


@given(ALL_TEXT)
def test_any_text_survives_in_html(text: str) -> None:
    read = read_html(as_html([page(block(text))], About(text)))
    wanted = without_controls(text.strip(" "))
    assert read.tags <= {"html", "head", "meta", "title", "style", "body", "section", "p"}
    assert read.texts[1:] in ([wanted], [wanted, ""])
    flow_as_html(Document.of([page(block(text))]).flow, About(text)).encode()


@given(LINES)
def test_the_parts_shown_are_the_joined_lines(texts: list[str]) -> None:
    parts = shown_parts([line(text) for text in texts])
    assert "".join(p.before + p.line.text[p.start : p.end] for p in parts) == join_lines(texts)


@pytest.mark.parametrize(
    "texts", [["cyber-", "security"], ["ab", "-", "cd"], ["of", "the"], ["-", "a"], [" 甲 ", "乙"]]
)
def test_hyphens_and_spaces_between_lines(texts: list[str]) -> None:
    test_the_parts_shown_are_the_joined_lines.hypothesis.inner_test(texts)  # type: ignore[attr-defined]
