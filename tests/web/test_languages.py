"""What stands in another language than its page is marked as that, and nothing else is touched."""

from __future__ import annotations

import re
from html.parser import HTMLParser

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


class _Read(HTMLParser):
    """What a browser reads, without what tells languages: plain spans, and ``lang``."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.read: list[tuple[object, ...]] = []
        self._plain: list[bool] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kept = tuple(each for each in attrs if each[0] != "lang")
        if tag == "span":
            self._plain.append(not kept)
        if kept or tag != "span":
            self.read.append(("begins", tag, kept))

    def handle_endtag(self, tag: str) -> None:
        if tag != "span" or not (self._plain and self._plain.pop()):
            self.read.append(("ends", tag))

    def handle_data(self, data: str) -> None:
        if self.read and self.read[-1][0] == "text":
            data = f"{self.read.pop()[1]}{data}"
        self.read.append(("text", data))

    def handle_comment(self, data: str) -> None:
        self.read.append(("comment", data))


def _read(html: str) -> list[tuple[object, ...]]:
    reading = _Read()
    reading.feed(html)
    reading.close()
    return reading.read


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize(
    "body",
    [
        "<p>日本 & 語 &amp; &#26085; x < y の式 of four plain words</p>",
        "<textarea><b>日本</b>語 the quick brown fox</textarea><p>後</p>",
        '<script>var a = "<p>日本</p><div>"; if (a < b) {}</script><p>後 here</p>',
        """<a title='日本 > here' data-x="a'b>日">語</a>""",
        "<pre>日本 <b>語</b></pre><code>日</code><style>a::before { content: '日' }</style>",
        "<!-- 日本 <p> --><p>日</p>",
        "<svg><title>日本</title><text>日本</text></svg><p>後</p>",
        "<p>日本<p>語<ul><li>一<li>二</ul>",
        '<input value="日本"><img alt="日本" src=x>日本',
        "<select><option>日本 one<option>two of three more words</select>",
        "<p lang=ja>日本<b lang=en>the quick brown fox</b></p>",
        "<template><p>日本</p></template><noscript><p>日本</p></noscript>",
        "<p>&lt;script&gt;日本&lt;/script&gt; and so on it goes</p>",
        '<p>日本<', '<p title="日本>語',
    ],
)  # fmt: skip
def test_a_marked_page_reads_as_it_did(body: str, language: str) -> None:
    html = page(body, language)
    marked = marked_languages(html, language)
    assert _read(marked) == _read(html)
    assert marked_languages(marked, language) == marked
