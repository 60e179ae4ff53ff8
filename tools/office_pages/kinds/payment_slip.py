"""A slip in three parts side by side, to be torn: the same words in each, sums, dates, a stamp."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from tools.office_pages.press import Cell, Col, Press, Row
from tools.office_pages.style import Style
from tools.office_pages.words import Author, lists

HELD = True


def adapted(style: Style, chance: Random) -> Style:
    """A wide page, small letters."""
    return replace(style, page="A4 landscape", margins=(44.0, 30.0, 44.0, 30.0), size=chance.choice((8.0, 9.0)),
                   header="none", footer="none", tracking=0.0, pitch=min(style.pitch, 1.5))  # fmt: skip


def compose(press: Press, author: Author) -> None:
    """One document."""
    chance = press.chance
    names = chance.choice(
        (
            ("納付書", "領収証書", "領収済通知書"),
            ("納入済通知書", "納付書（原符）", "納入通知書兼領収書"),
        )
    )
    count = chance.choice((2, 3, 3))
    gap = chance.choice((14.0, 22.0))
    room = (press.room - gap * (count - 1)) / count
    fee, who = author.pick(lists.FEES)[:10], author.name("　")
    number, total = author.number(chance.randint(10_000, 9_999_999)), author.amount(100, 90_000)
    due = author.date()
    top, low = press.y, press.y
    for n in range(count):
        x = press.left + n * (room + gap)
        y = press.at("heading", f"{author.fiscal(author.year)}　{names[n]}", x, top, room, "center",
                     letters=press.letters(heavy=True, size=press.style.size * 1.2))  # fmt: skip
        y = press.at("label", f"{author.leader}", x, y, room) + 4
        y = press.at("addressee", f"{who}　様", x + press.style.size, y, room) + 6
        rows: list[Row] = [
            (Cell("納入者番号", "center", head=True), number), (Cell("科目", "center", head=True), fee),
            (Cell("金額", "center", head=True), Cell(f"￥{total}", "right")), (Cell("納期限", "center", head=True), due),
        ]  # fmt: skip
        press.y = y
        press.table(
            [Col(0.4), Col(0.6, whole=True)], rows, x=x, room=room, rules="full", padding=3.0
        )
        y = press.y + 6
        y = press.at(
            "paragraph",
            author.pick(
                (
                    "上記の金額を領収しました。",
                    "上記の金額を納付してください。",
                    "上記のとおり通知します。",
                )
            ),
            x,
            y,
            room,
        )
        if author.maybe(0.6):
            press.canvas.outline(x + room - 60, y + 4, x + room, y + 64, 0.5)
            press.at(
                "label",
                "領収日付印",
                x + room - 58,
                y + 8,
                56,
                "center",
                letters=press.letters(size=7.0),
            )
            y += 66
        low = max(low, y)
    for n in range(1, count):
        x = press.left + n * (room + gap) - gap / 2
        press.canvas.rule(x, top - 6, x, low, 0.4, "dashed", False)
    press.y = low + 10
