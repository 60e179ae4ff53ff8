"""Comparisons of old and new text as HTML tables printed by Chromium.

How a table is made is put together by chance: cells that span rows and columns, rules of several
kinds or none, marks as underlines of the text or as rules drawn below it. Looks of :data:`PRINTED`
draw from every second value, those of :data:`PRINTED_ASIDE` from all, and are only counted.
"""

from __future__ import annotations

import html
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from tools.amendment_tables.amendments import Node, Table, Words
from tools.amendment_tables.hands import Look, Paper, Side, Wording, look_named
from tools.hands import print_page

T = TypeVar("T")
PRINTED = tuple(f"printed {number}" for number in range(1, 31))
PRINTED_ASIDE = tuple(f"printed aside {number}" for number in range(1, 31))
_FONTS = ("IPAexMincho", "BIZ UDPMincho", "IPAGothic", "VL PGothic", "Ume Mincho", "BIZ UDGothic")
_BORDERS = (
    "td,th{border:0.5pt solid #000}",
    "table{border:1pt solid #000}th{border:0.5pt solid #000}td+td{border-left:0.5pt solid #000}",
    "td,th{border:1pt solid #000;border-top-style:dotted;border-bottom-style:dotted}",
    "table{border-top:1pt solid #000;border-bottom:1pt solid #000}th{border-bottom:.5pt solid #000}"
    "td+td{border-left:0.5pt solid #000}",
    "td,th{border:0.5pt solid #888}th{background:#ddd}",
    "td,th{border:2pt double #000}",
)
_MARKS = (
    "text-decoration:underline", "border-bottom:0.6pt solid #000",
    "text-decoration:underline;text-underline-offset:.15em", "border-bottom:1pt solid #000",
    "text-decoration:underline double", "border-bottom:0.6pt dashed #000",
)  # fmt: skip
_OVERS = ("", "title", "", "both", "law")
"""What stands in a cell over both sides above their heads."""


@dataclass(frozen=True)
class Sheet:
    """How the table of a look is made."""

    font: str
    borders: str
    mark: str
    over: str
    spanning: bool
    """A remark stands beside all the rows of its article."""
    chapters: bool
    """Chapters stand in a cell over both sides."""
    repeated: bool
    middle: bool
    narrow: bool
    unbroken: bool
    foot: str


def printed_look(name: str) -> Look:
    """What a look of a name says and how it counts."""
    base = look_named(f"hand aside of {name}" if "aside" in name else f"hand of {name}")
    chance = random.Random(f"says {name}")
    every = 1 if "aside" in name else 2
    scheme = base.scheme
    if base.upright:
        scheme = look_named("hand 3").scheme
    heads = (
        ("改正後", "改正前"), ("改　正　案", "現　　行"), ("改　正　後", "改　正　前"),
        ("改正案", "現行"), ("新", "旧"), ("改正後（案）", "現行"),
    )[::every]  # fmt: skip
    sheet = printed_sheet(name)
    return replace(
        base, name=name, upright=False, scheme=scheme, heads=chance.choice(heads),
        first=chance.choice(("new", "old", "new")), mark="line", typed=False, spread=False,
        merged=sheet.chapters, blank=False, several=False, page=(841.9, 595.3)
        if chance.random() < 0.5 else (595.3, 841.9),
    )  # fmt: skip


def printed_sheet(name: str) -> Sheet:
    """How the table of a look is made."""
    chance = random.Random(f"sheet {name}")
    every = 1 if "aside" in name else 2

    def one(values: Sequence[T]) -> T:
        return chance.choice(values[::every])

    return Sheet(
        one(_FONTS), one(_BORDERS), one(_MARKS), one(_OVERS), spanning=chance.random() < 0.5,
        chapters=chance.random() < 0.25, repeated=chance.random() < 0.6,
        middle=chance.random() < 0.15, narrow=chance.random() < 0.3,
        unbroken=chance.random() < 0.3, foot=one(("{}", "- {} -", "", "{}／{}", "（{}）")),
    )  # fmt: skip


def typeset_printed(paper: Paper, look: Look, path: Path) -> None:
    """Print a paper as a PDF. Raises as :func:`tools.hands.print_page`."""
    sheet = printed_sheet(look.name)
    print_page("".join(_document(paper, look, sheet)), path)


def _document(paper: Paper, look: Look, sheet: Sheet) -> Iterator[str]:
    yield '<!doctype html><html lang="ja"><head><meta charset="utf-8">'
    yield f"<style>{_style(look, sheet)}</style></head><body>"
    for table in paper.tables:
        title = look.title(table.title)
        if sheet.over != "title":
            yield f'<p class="title">{title}</p>'
        if look.note:
            yield f'<p class="note">{look.note}</p>'
        yield from _table(table, Wording(paper, look), look, sheet, title)
    yield "</body></html>"


def _table(table: Table, wording: Wording, look: Look, sheet: Sheet, title: str) -> Iterator[str]:
    sides: tuple[Side, Side] = ("new", "old") if look.first == "new" else ("old", "new")
    heads = dict(zip(("new", "old"), look.heads, strict=True))
    count = 3 if look.remark else 2
    yield "<table>"
    yield "<thead>" if sheet.repeated else "<tbody>"
    over = {"title": title, "both": "新旧対照表", "law": f"◎{table.title.split('の一部')[0]}"}
    if sheet.over:
        yield f'<tr><th colspan="{count}">{over[sheet.over]}</th></tr>'
    yield "<tr>" + "".join(f"<th>{heads[side]}</th>" for side in sides)
    yield (f'<th class="r">{look.remark}</th>' if look.remark else "") + "</tr>"
    yield "</thead><tbody>" if sheet.repeated else ""
    for chapter in table.nodes:
        yield from _chapter(chapter, wording, look, sheet, sides)
    yield "</tbody></table>"


def _chapter(
    chapter: Node, wording: Wording, look: Look, sheet: Sheet, sides: tuple[Side, Side]
) -> Iterator[str]:
    count = 3 if look.remark else 2
    groups: list[list[tuple[Node, int]]] = [
        [(node, node.level) for node in _below(article)] for article in chapter.children
    ]
    if sheet.chapters:
        words = "".join(text for text, _ in wording.text(chapter, "new"))
        yield f'<tr><td colspan="{count}">{words}</td></tr>'
    else:
        groups.insert(0, [(chapter, 0)])
    if look.rows in ("all", "chapter"):
        # one row of the table, with a cell for each article, would not be level
        groups = groups if look.aligned else [[each for group in groups for each in group]]
    for group in groups:
        remark = "<br>".join(node.remark for node, _ in group if node.remark)
        by_place = look.rows == "place"
        rows = [[each] for each in group] if by_place else [group]
        for at, row in enumerate(rows):
            cells = "".join(
                "<td>"
                + "".join(_paragraph(node, level, wording, side, look) for node, level in row)
                + "</td>"
                for side in sides
            )
            last = ""
            if look.remark and sheet.spanning and at == 0:
                last = f'<td rowspan="{len(rows)}">{remark}</td>'
            elif look.remark and not sheet.spanning:
                own = "<br>".join(node.remark for node, _ in row if node.remark)
                last = f"<td>{own}</td>"
            yield f"<tr>{cells}{last}</tr>"


def _below(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        yield from _below(child)


def _paragraph(node: Node, level: int, wording: Wording, side: Side, look: Look) -> str:
    words = wording.text(node, side)
    if not words:
        return ""
    at = max(level - 1, 0) * look.step
    style = f"padding-left:{at + look.hang}em;text-indent:{-look.hang}em"
    return f'<p style="{style}">{_ink(words)}</p>'


def _ink(words: Words) -> str:
    return "".join(
        f'<span class="m">{html.escape(text, quote=False)}</span>' if marked
        else html.escape(text, quote=False)
        for text, marked in words if text
    )  # fmt: skip


def _style(look: Look, sheet: Sheet) -> str:
    width, height = look.page
    said = sheet.foot.split("{}")
    foot = f'"{said[0]}" counter(page) "{said[1]}"' if len(said) > 1 else '""'
    if len(said) > 2:
        foot += " counter(pages)"
    return (
        f"@page{{size:{width}pt {height}pt;margin:{look.margin}pt;"
        f"@bottom-center{{content:{foot};font:8pt '{sheet.font}'}}"
        f"@top-right{{content:'{look.header}';font:8pt '{sheet.font}'}}}}"
        f"html{{font:{look.size}pt '{sheet.font}';line-height:{look.leading}}}body,p{{margin:0}}"
        f"table{{border-collapse:collapse;width:{'80' if sheet.narrow else '100'}%;"
        "table-layout:fixed}p{overflow-wrap:anywhere}"
        f"td,th{{padding:.2em .4em;font-weight:normal;vertical-align:"
        f"{'middle' if sheet.middle else 'top'}}}{sheet.borders}.m{{{sheet.mark}}}"
        f".r{{width:16%}}.title{{text-align:center;margin-bottom:.5em}}.note{{text-align:right}}"
        f"{'tr{break-inside:avoid}' if sheet.unbroken else ''}"
    )
