"""What stands in another language than its page is marked as that, and nothing else is touched."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shiryokan.site.languages import marked_languages


def page(body: str, language: str = "en") -> str:
    return f'<!doctype html>\n<html lang="{language}">\n<body>{body}</body></html>'


@pytest.mark.parametrize(
    ("body", "marked"),
    [
        ("<h1>A000　初診料</h1>", '<h1><span lang="ja">A000　初診料</span></h1>'),
        ("<p>Results for “調剤 報酬” here</p>",
         '<p><span>Results for <span lang="ja">“調剤 報酬”</span> here</span></p>'),
        ("<p> p.3 調剤\n</p>", '<p> <span lang="ja">p.3 調剤</span>\n</p>'),
        ("<p>R&amp;D 費用 of all</p>",
         '<p><span>R&amp;D <span lang="ja">費用</span> of all</span></p>'),
        ("<p>of &lt;b&gt;費用&lt;/b&gt; all</p>",
         '<p><span>of <span lang="ja">&lt;b&gt;費用&lt;/b&gt;</span> all</span></p>'),
        ("<option value=1>令和6年度</option>", '<option value=1 lang="ja">令和6年度</option>'),
        ("<option>FY2024: 水鏡市デジタル安全年次計画</option>",
         '<option lang="ja">FY2024: 水鏡市デジタル安全年次計画</option>'),
        ("<textarea>直した文</textarea>", '<textarea lang="ja">直した文</textarea>'),
        ("<textarea>Say 何 here</textarea>", "<textarea>Say 何 here</textarea>"),
        ("<svg><text x='1'>健康福祉部</text></svg>", "<svg><text x='1' lang=\"ja\">健康福祉部</text></svg>"),
        ('<p lang="ja">検索 <b>語</b></p>', '<p lang="ja">検索 <b>語</b></p>'),
        ('<p lang="ja">検索<br>語</p><p>語</p>', '<p lang="ja">検索<br>語</p><p><span lang="ja">語</span></p>'),
        ('<div lang="ja"><b lang="en">検索</b></div>',
         '<div lang="ja"><b lang="en"><span lang="ja">検索</span></b></div>'),
        ("<pre>検索</pre><script>'検索'</script>", "<pre>検索</pre><script>'検索'</script>"),
        ('<a title="検索 > a">Open</a>', '<a title="検索 > a">Open</a>'),
        ("<p>Plain words</p>", "<p>Plain words</p>"),
        ("<!-- 検索 --><p>Words</p>", "<!-- 検索 --><p>Words</p>"),
    ],
)  # fmt: skip
def test_japanese_in_an_english_page_is_marked(body: str, marked: str) -> None:
    assert marked_languages(page(body), "en") == page(marked)


@pytest.mark.parametrize(
    ("body", "marked"),
    [
        ("<p>The quick brown fox jumps</p>", '<p><span lang="en">The quick brown fox jumps</span></p>'),
        ("<p>JSON Lines と CSV</p>", "<p>JSON Lines と CSV</p>"),
        ("<p>「The quick brown fox jumps」と書く</p>", "<p>「The quick brown fox jumps」と書く</p>"),
        ("<td>Creative Commons</td>", "<td>Creative Commons</td>"),
    ],
)  # fmt: skip
def test_english_sentences_in_a_japanese_page_are_marked(body: str, marked: str) -> None:
    assert marked_languages(page(body, "ja"), "ja") == page(marked, "ja")


_TEXTS = st.text(st.sampled_from("aZ語カ 1&;“”\n"), max_size=12).map(
    lambda text: text.replace("&", "&amp;")
)


@given(st.lists(st.tuples(st.sampled_from(["p", "b", "li", "option"]), _TEXTS), max_size=6))
def test_only_marks_are_put_in(parts: list[tuple[str, str]]) -> None:
    html = page("".join(f"<{tag}>{text}</{tag}>" for tag, text in parts))
    marked = marked_languages(html, "en")
    assert re.sub(r'</?span(?: lang="ja")?>| lang="ja"', "", marked) == html
    assert marked_languages(marked, "en") == marked
