"""An act, its decree and its rules beside each other: three columns, articles at their own heights."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from tools.office_pages.press import Cell, Col, Press, Row
from tools.office_pages.style import Style
from tools.office_pages.words import Author

HELD = False


def adapted(style: Style, chance: Random) -> Style:
    """Mostly wide pages."""
    return replace(style, page=chance.choice(("A4 landscape", "A4 landscape", "A3 landscape", "A4")),
                   size=min(style.size, 10.5))  # fmt: skip


def compose(press: Press, author: Author) -> None:
    """One document."""
    chance = press.chance
    press.document_title(
        f"{author.pick(('三段対照表', '法・政令・省令対照表', '条文対照表'))}", size=1.3
    )
    rows: list[Row] = [
        (author.pick(("法律", "○○法")).replace("○○", author.theme()[:4]), "政令", "省令")
    ]
    first = chance.randint(1, 60)
    for number in range(first, first + chance.randint(3, 6)):
        cells = [_article(author, number if not side else None) for side in range(3)]
        if author.maybe(0.3):
            cells[chance.choice((1, 2))] = ""
        rows.append([Cell(text) for text in cells])
    rules = chance.choice(("full", "vertical", "outline", press.style.rules))
    press.table([Col(1), Col(1), Col(1)], rows, heads=1, rules=rules, split=True)


def _article(author: Author, number: int | None) -> str:
    number = number or author.chance.randint(1, 40)
    text = f"（{author.theme()[:10]}）\n第{author.number(number)}条　{author.sentence()}"
    for paragraph in range(2, author.chance.choice((2, 3, 4))):
        text += f"\n{author.number(paragraph)}　{author.sentence()}"
    if author.maybe(0.3):
        text += "".join(
            f"\n{mark}　{author.clause()}" for mark in "一二三"[: author.chance.randint(2, 3)]
        )
    return text
