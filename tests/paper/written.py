"""What the tests of written pages share: a page with everything on it, and readers."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from hypothesis import strategies as st

from shiryokan.paper.formats import (
    About,
)
from tests.paper.pages import block, line, page, table

ABOUT = About("計画 & 案.pdf", "計画<案>")
ALL_TEXT = st.text(max_size=12)
"""Any characters at all: controls and lone surrogates too."""


WHOLE = page(
    block(line("令和6年度　年次計画", y=20.0), kind="furniture"),
    block("1 目的", kind="heading", level=2),
    block("この計画は、", "市民の安全を守る。"),
    block("・避難所の開設", kind="list"),
    block("・訓練の実施", kind="list"),
    table((0, 0, "事業", 1, 2), (1, 0, "訓練の\n実施\n\n所管課"), (1, 1, "")),
    block("図1 推移", kind="caption"),
    block("※ 速報値", kind="footnote"),
    block(line("- 1 -", y=780.0), kind="furniture"),
)


class Reading(HTMLParser):
    """The texts of the elements that hold text, and the tags there are."""

    LEAVES = ("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "title", "rt")
    EMPTY = ("meta", "br")

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.tags: set[str] = set()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.elements.append((tag, dict(attrs)))
        if tag in self.EMPTY:
            return
        self.open.append(tag)
        if tag in self.LEAVES:
            self.texts.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if any(tag in self.LEAVES for tag in self.open):
            self.texts[-1] += data


def read_html(html: str) -> Reading:
    reader = Reading()
    reader.feed(html)
    reader.close()
    assert reader.open == []
    return reader


def without_controls(text: str) -> str:
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]", "", text)
