"""Comparisons whose sides are not level: heights that agree by chance tell nothing, numbers do."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

from shiryokan.paper.document import Document
from shiryokan.paper.model import Block, Box, Line, Page
from shiryokan.registers.amendments import Amendment, Amendments
from shiryokan.registers.amendments.tables import _Reader

LEFT, RIGHT, PITCH = 40.0, 320.0, 14.0
HEADS = [(LEFT, "改　正　後"), (RIGHT, "改　正　前")]


def _line(x: float, y: float, text: str) -> Line:
    edges = tuple(x + 10 * at for at in range(len(text) + 1))
    return Line(text, Box(x, y, edges[-1], y + 10), edges)


def _page(new: list[str], old: list[str], number: int = 1, over: str = "", off: float = 0) -> Page:
    """Columns of lines one below the other, each side by itself."""
    lines = [_line(180, 15, over)] if over else []
    lines += [_line(x + 60, 40, text) for x, text in HEADS]
    for x, side in ((LEFT, new), (RIGHT, old)):
        top = 60 + off * (x == RIGHT)
        lines += [_line(x, top + PITCH * at, text) for at, text in enumerate(side) if text]
    blocks = tuple(Block("text", each.bbox, (each,)) for each in lines)
    return Page(number, 620, 800, "\n".join(each.text for each in lines), blocks)


def _read(*pages: Page) -> list[Amendment]:
    return Amendments().extract(pages).records


def _told(records: list[Amendment]) -> list[tuple[str, str, str, str]]:
    return [
        ("/".join(h.number for h in each.place), each.kind, each.old, each.new) for each in records
    ]


BEFORE = ["第１条　（略）", "第２条　（略）", "第３条　（略）", "第４条　（略）", "第５条　（略）"]
BEHIND = ["第９条　（略）", "第10条　（略）", "第11条　（略）", "第12条　（略）"]


def test_a_place_that_begins_beside_a_further_line_is_told_by_its_number() -> None:
    new = ["第８条　灯火を借り受けようとする者は、町の長に", "届け出なければならない。",
    "２　（略）",
           "３　灯火は三十日以内に返す。", "４　灯火は磨いて返す。"]  # fmt: skip
    old = [
        "第８条　灯火を借り受けようとする者は、届け出る。",
        "２　（同左）",
        "（新設）",
        "４　灯火は拭いて返す。",
        "",
    ]
    found = _told(_read(_page([*BEFORE, *new, *BEHIND], [*BEFORE, *old, *BEHIND])))
    assert [(place, kind) for place, kind, _, _ in found] == [
        ("第8条", "changed"),
        ("第8条/3", "added"),
        ("第8条/4", "changed"),
    ]
    assert found[1][2:] == ("（新設）", "３　灯火は三十日以内に返す。")


LONGER = ["第６条　町の長は、灯火を借り受けようとする者から", "の申請を受けたときは、審査する。"]
"""An article that has a line more than its old text has, so that no place behind it is level."""
SHORTER = ["第６条　町の長は、申請を受けたときは、審査する。"]


def test_a_number_tells_more_than_words_where_numbers_are_kept() -> None:
    new = ["第８条　（略）", "２　（略）", "３　灯火の点検は一月に一回行い、記録する。",
           "４　灯火の点検は一年に二回行い、記録する。"]  # fmt: skip
    old = ["第８条　（略）", "２　（略）", "４　灯火の点検は一月に一回行い、記録する。"]
    found = _told(_read(_page([*BEFORE, *LONGER, *new], [*BEFORE, *SHORTER, *old], off=7)))
    assert [(place, kind) for place, kind, _, _ in found] == [
        ("第6条", "changed"),
        ("第8条/3", "added"),
        ("第8条/4", "changed"),
    ]


def test_an_article_is_no_item_however_its_words_begin() -> None:
    new = ["第８条　（略）", "２　（略）", "３　灯火の点検は全額に一回行い、記録する。",
           "第９条　灯火の点検は全額に一回行い、保存する。"]  # fmt: skip
    old = ["第８条　（略）", "２　（略）", "第９条　灯火の点検は全額に一回行い、記録する。"]
    found = _told(_read(_page([*BEFORE, *LONGER, *new], [*BEFORE, *SHORTER, *old], off=7)))
    assert [(place, kind) for place, kind, _, _ in found] == [
        ("第6条", "changed"),
        ("第8条/3", "added"),
        ("第9条", "changed"),
    ]


def test_a_title_over_the_heads_of_each_page_begins_no_table_of_its_own() -> None:
    title = "○灯火規程の新旧対照表"
    pages = [
        _page([*BEFORE, "第６条　灯火を貸す。"], [*BEFORE, "第６条　灯火を借りる。"], over=title),
        _page(BEHIND, BEHIND, 2, title),
    ]
    pages = [
        Page(each.page, 620, 800, f"別紙２\n{each.text}", (_header(), *each.blocks))
        for each in pages
    ]
    # not as a document, which takes what comes back on few pages for furniture
    tables, _ = _Reader().read(cast("Document", SimpleNamespace(pages=pages)))
    assert [table.title.text for table in tables] == [title]


def _header() -> Block:
    line = _line(540, 2, "別紙２")
    return Block("text", line.bbox, (line,))
