"""Whole documents written out piece by piece, so that the first page need not wait for the last."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import msgspec

from shiryokan.paper.flow import Passage
from shiryokan.paper.formats.about import About
from shiryokan.paper.formats.alto import ALTO_FOOT, alto_head, alto_page
from shiryokan.paper.formats.data import as_json, flow_as_json
from shiryokan.paper.formats.hocr import HOCR_FOOT, hocr_head, hocr_page
from shiryokan.paper.formats.html import HTML_FOOT, flow_as_html, html_head, html_section
from shiryokan.paper.formats.markdown import as_markdown, flow_as_markdown
from shiryokan.paper.formats.plain import PAGE_BREAK, as_text, flow_as_text
from shiryokan.paper.model import Page


class PageForm(msgspec.Struct, frozen=True):
    """How pages become a document: its head, the pages with ``divider`` between, its foot."""

    page: Callable[[Page, About], str]
    head: Callable[[About], str] = lambda _: ""
    divider: str = ""
    foot: str = ""
    shows_furniture: bool = True
    """Whether what is written depends on which blocks are furniture."""

    def written(self, pages: Iterable[Page], about: About) -> Iterator[str]:
        """The pieces of the document; each page is asked for when the one before is written."""
        yield self.head(about)
        for number, page in enumerate(pages):
            yield (self.divider if number else "") + self.page(page, about)
        yield self.foot


PAGE_FORMS: dict[str, PageForm] = {
    "text": PageForm(lambda p, _: as_text(p) + "\n", divider=PAGE_BREAK, shows_furniture=False),
    "json": PageForm(lambda p, _: as_json(p) + "\n"),
    "markdown": PageForm(lambda p, _: as_markdown(p), divider="\n"),
    "html": PageForm(html_section, html_head, foot=HTML_FOOT),
    "alto": PageForm(lambda p, _: alto_page(p), alto_head, foot=ALTO_FOOT),
    "hocr": PageForm(hocr_page, hocr_head, foot=HOCR_FOOT),
}
"""The forms of pages. JSON is one page a line."""

FLOW_FORMS: dict[str, Callable[[Iterable[Passage], About], str]] = {
    "text": lambda passages, _: flow_as_text(passages) + "\n",
    "json": lambda passages, _: flow_as_json(passages) + "\n",
    "markdown": lambda passages, _: flow_as_markdown(passages),
    "html": flow_as_html,
}
"""The forms of a flow. ALTO is a form of pages alone."""
