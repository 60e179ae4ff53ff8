"""An outline whose labels and values are a list, with a small table without rules at its right side: what
is told, beside what it costs or who does it."""

from __future__ import annotations

from tools.office_pages.press import Col, Press, Row
from tools.office_pages.words import Author, lists

HELD = True


def compose(press: Press, author: Author) -> None:
    """One document."""
    chance = press.chance
    press.document_title(f"{author.pick(lists.EVENTS)}の概要", size=1.2)
    for _ in range(chance.randint(1, 3)):
        press.need(12 * press.style.line)
        press.heading(f"{author.number(chance.randint(1, 9))}　{author.theme()}")
        if author.maybe(0.7):
            press.paragraph(author.prose(1, 2), first="　")
            press.skip(0.4)
        _beside(press, author)
        press.skip()


def _beside(press: Press, author: Author) -> None:
    chance, size = press.chance, press.style.size
    gap = size * chance.choice((2.0, 3.0, 4.0))
    wide = press.room * chance.uniform(0.42, 0.52)
    top = y = press.y
    mark = chance.choice(("・", "○", "①"))
    for number in range(chance.randint(4, 7)):
        sign = "①②③④⑤⑥⑦"[number] if mark == "①" else mark
        y = press.at("item", f"{sign}{author.clause()}", press.left, y, wide) + 0.15 * size
    rows: list[Row] = [chance.choice((("区分", "金額", "備考"), ("担当", "人数", "場所")))]
    for _ in range(chance.randint(4, 6)):
        rows.append((author.pick(lists.SECTIONS), author.amount(1, 900), author.pick(("要予約", "無料", "随時", "庁舎"))))  # fmt: skip
    x = press.left + wide + gap
    press.y = top
    press.table([Col(0.45, whole=True), Col(0.25, "right"), Col(0.3, whole=True)], rows, heads=1, x=x, room=press.right - x, rules=chance.choice(("none", "none", "full")), letters=press.letters(size=round(size * 0.9, 1)))  # fmt: skip
    press.y = max(press.y, y)
