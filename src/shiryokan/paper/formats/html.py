"""HTML: a document that stands by itself, without scripts and without anything from elsewhere."""

from __future__ import annotations

from collections.abc import Iterable

from shiryokan.paper.flow import Passage
from shiryokan.paper.formats.about import About
from shiryokan.paper.formats.joined_lines import is_drawn_on
from shiryokan.paper.formats.marked_lines import drawn_flow_lines, marked_lines
from shiryokan.paper.model import Block, BlockKind, Page
from shiryokan.paper.tables import as_html as table_as_html
from shiryokan.paper.tables import html_table, paragraph_lines
from shiryokan.paper.xml_text import xml_attribute, xml_text

_DEEPEST = 6
_STYLE = """\
body { margin: 2rem auto; max-width: 46rem; padding: 0 1rem; line-height: 1.8;
  font-family: "Hiragino Sans", "Noto Sans JP", "Yu Gothic", sans-serif; }
.page + .page { border-top: 1px solid #999; margin-top: 2rem; padding-top: 2rem; }
.furniture, .footnote { color: #555; font-size: .875rem; }
.caption { font-weight: bold; }
ul { list-style: none; padding-left: 1em; }
table { border-collapse: collapse; margin: 1rem 0; }
td { border: 1px solid #999; padding: .25rem .5rem; vertical-align: top; }
td p { margin: 0; }
del { color: #b00020; }
mark { background: #fff3b0; color: inherit; }
"""


def html_head(about: About) -> str:
    """The document's beginning."""
    return (
        '<!DOCTYPE html>\n<html lang="ja">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{xml_text(about.title or about.file_name)}</title>\n"
        f"<style>\n{_STYLE}</style>\n</head>\n<body>\n"
    )


HTML_FOOT = "</body>\n</html>\n"


def html_section(page: Page, about: About) -> str:
    """A page, as ``<section id="p3">`` for page 3; it names the codes of its warnings."""
    codes = xml_attribute(" ".join(warning.code for warning in page.warnings))
    warned = f' data-warnings="{codes}"' if codes else ""
    pieces = ((block.kind, _block(block, page, about)) for block in page.blocks if block.lines)
    inner = "".join(f"{piece}\n" for piece in _listed(pieces))
    return f'<section class="page" id="p{page.page}"{warned}>\n{inner}</section>\n'


def as_html(pages: Iterable[Page], about: About) -> str:
    """The whole document, page by page."""
    return html_head(about) + "".join(html_section(p, about) for p in pages) + HTML_FOOT


def flow_as_html(passages: Iterable[Passage], about: About) -> str:
    """The whole document as one text; ``data-page`` is the page where a passage begins."""
    pieces = ((passage.kind, _passage(passage)) for passage in passages)
    inner = "".join(f"{piece}\n" for piece in _listed(pieces))
    return f"{html_head(about)}<main>\n{inner}</main>\n{HTML_FOOT}"


def _block(block: Block, page: Page, about: About) -> str:
    if block.cells:
        return html_table(
            block.cells,
            lambda cell: [
                marked_lines(lines, about.reason_messages)
                for lines in paragraph_lines(block, cell)
                if lines
            ],
        )
    inner = marked_lines(block.lines, about.reason_messages)
    if block.kind == "furniture":
        upper = block.bbox.y0 + block.bbox.y1 < page.height
        name = "header" if upper else "footer"
        return f'<{name} class="furniture"><p>{inner}</p></{name}>'
    return _element(block.kind, block.level, inner)


def _passage(passage: Passage) -> str:
    page = f' data-page="{passage.page}"' if passage.parts else ""
    drawn_on = is_drawn_on(each.line for each in passage.lines)
    if passage.cells:
        table = (
            html_table(
                passage.cells,
                lambda cell: [
                    text
                    for own in paragraph_lines(passage, cell)
                    if (text := drawn_flow_lines(own))
                ],
            )
            if drawn_on
            else table_as_html(passage)
        )
        return table.replace("<table>", f"<table{page}>", 1)
    text = drawn_flow_lines(passage.lines) if drawn_on else xml_text(passage.text)
    return _element(passage.kind, passage.level, text, page)


def _element(kind: BlockKind, level: int, inner: str, attributes: str = "") -> str:
    """The element of a paragraph; ``inner`` is HTML, ``attributes`` begin with a space."""
    if kind == "heading":
        name = f"h{min(max(level, 1), _DEEPEST)}"
        return f"<{name}{attributes}>{inner}</{name}>"
    if kind == "list":
        return f"<li{attributes}>{inner}</li>"
    if kind in ("caption", "footnote", "figure"):
        attributes = f' class="{kind}"{attributes}'
    return f"<p{attributes}>{inner}</p>"


def _listed(pieces: Iterable[tuple[BlockKind, str]]) -> list[str]:
    """The pieces, with ``<ul>`` around items that follow each other."""
    listed: list[str] = []
    inside = False
    for kind, piece in pieces:
        if (kind == "list") != inside:
            listed.append("</ul>" if inside else "<ul>")
            inside = not inside
        listed.append(piece)
    return [*listed, "</ul>"] if inside else listed
