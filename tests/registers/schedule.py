"""Small fee schedules set by hand: rows by their indentation, points at the right edge."""

from __future__ import annotations

from dataclasses import dataclass

from shiryokan.paper.model import Block, Page
from shiryokan.registers.base import Extraction
from shiryokan.registers.fees import FeeItem, Fees
from tests.paper.pages import STEP, block, line, page

LEFT, TOP, RIGHT, PITCH = 60.0, 60.0, 560.0, 15.0
CODE, BODY = 0, 6
"""Columns of codes, and of variants and notes, in characters."""


@dataclass
class Row:
    """A row: its indentation in characters, its text, and what stands at the right edge."""

    indent: float
    text: str
    worth: str = ""


def row(indent: float, text: str, worth: str = "") -> Row:
    return Row(indent, text, worth)


def code(text: str, worth: str = "") -> Row:
    return Row(CODE, text, worth)


def body(text: str, worth: str = "", further: float = 0) -> Row:
    return Row(BODY + further, text, worth)


def prose(indent: float, text: str) -> list[Row]:
    """A text that runs over rows, as far as the right edge, first row included."""
    width = int((RIGHT - LEFT) / STEP - indent) - 2
    first, rest = text[: width + 2], text[width + 2 :]
    rows = [Row(indent - 2, first)]
    while rest:
        rows.append(Row(indent, rest[:width]))
        rest = rest[width:]
    return rows


def schedule(*pages_of_rows: list[Row], left: float = LEFT) -> list[Page]:
    """Pages of a schedule."""
    return [
        page(*_blocks(rows, left), number=number) for number, rows in enumerate(pages_of_rows, 1)
    ]


def _blocks(rows: list[Row], left: float) -> list[Block]:
    blocks = []
    for i, each in enumerate(rows):
        y = TOP + PITCH * i
        if each.text:
            blocks.append(block(line(each.text, left + STEP * each.indent, y)))
        if each.worth:
            blocks.append(block(line(each.worth, left + RIGHT - LEFT - STEP * len(each.worth), y)))
    return blocks


FILLER = [
    code("Ｚ００１　その他の管理料", "10点"),
    *prose(BODY + 2, "注　" + "当該保険医療機関において必要な管理を行った場合に算定する。" * 3),
    code("Ｚ００２　その他の加算", "20点"),
    *prose(BODY + 2, "注　" + "当該保険医療機関において必要な管理を行った場合に加算する。" * 3),
    code("Ｚ００３　その他の検査", "30点"),
]
"""Items that make a small schedule one that is taken for a schedule."""


def extract(*rows: Row) -> Extraction[FeeItem]:
    """What is taken out of these rows, which stand at the beginning of a schedule."""
    found = Fees().extract(schedule([*rows, *FILLER]), "doc")
    assert [item.code for item in found.records[-3:]] == ["Z001", "Z002", "Z003"]
    return Extraction(found.records[:-3], found.unplaced)


def one(*rows: Row) -> FeeItem:
    """The only item of these rows, without the additions in its notes."""
    (item,) = (each for each in extract(*rows).records if each.kind == "item")
    return item
