"""The forms in which pages and flows are written out; ``docs/formats.md`` describes them."""

from shiryokan.paper.formats.about import REASON_MESSAGES, About
from shiryokan.paper.formats.alto import as_alto
from shiryokan.paper.formats.data import as_data, as_json, flow_as_data, flow_as_json
from shiryokan.paper.formats.hocr import as_hocr
from shiryokan.paper.formats.html import as_html, flow_as_html
from shiryokan.paper.formats.markdown import as_markdown, flow_as_markdown
from shiryokan.paper.formats.plain import PAGE_BREAK, as_text, flow_as_text
from shiryokan.paper.formats.written import FLOW_FORMS, PAGE_FORMS, PageForm

__all__ = [
    "FLOW_FORMS",
    "PAGE_BREAK",
    "PAGE_FORMS",
    "REASON_MESSAGES",
    "About",
    "PageForm",
    "as_alto",
    "as_data",
    "as_hocr",
    "as_html",
    "as_json",
    "as_markdown",
    "as_text",
    "flow_as_data",
    "flow_as_html",
    "flow_as_json",
    "flow_as_markdown",
    "flow_as_text",
]
