"""Questions with choices to be circled: a choice a line, in columns, or in a grid of answers."""

from __future__ import annotations

from tools.office_pages.press import Cell, Col, Press, Row
from tools.office_pages.words import Author, lists

HELD = True


def compose(press: Press, author: Author) -> None:
    """One document."""
    chance = press.chance
    press.document_title(
        f"{author.theme()}に関する{chance.choice(('アンケート調査', '意識調査　調査票', '実態調査票'))}"
    )
    press.paragraph(author.prose(1, 2), first="　")
    press.skip(0.6)
    for number in range(1, chance.randint(4, 9)):
        if press.left_over < 9 * press.style.line:
            press.turn()
        one = author.pick(("（○は１つ）", "（あてはまるものすべてに○）", "（３つまで）", ""))
        press.paragraph(
            f"{author.question()[:60]}{one}", kind="heading", hang=f"問{author.number(number)}　"
        )
        chance.choice((_down, _across, _across, _grid))(press, author)
        press.skip(0.8)


def _choice(author: Author, number: int, dot: str) -> str:
    return f"{author.number(number)}{dot}{author.pick((author.theme()[:12], author.pick(lists.OBJECTS), author.pick(lists.SECTIONS)))}"


def _down(press: Press, author: Author) -> None:
    dot = author.pick(("．", "　", "."))
    for number in range(1, press.chance.randint(3, 7)):
        press.paragraph(_choice(author, number, dot), kind="item", indent=3)
    press.paragraph(
        f"{author.number(number + 1)}{dot}その他（　　　　　　　　　　　　　　）",
        kind="item",
        indent=3,
    )


def _across(press: Press, author: Author) -> None:
    """Choices in two or three columns, counted across."""
    dot = author.pick(("．", "　", "."))
    count = press.chance.choice((4, 6, 6, 8))
    cols = 3 if press.width > 700 else 2
    choices = [Cell(_choice(author, n + 1, dot), kind="item") for n in range(count)]
    rows: list[Row] = [choices[at : at + cols] for at in range(0, count, cols)]
    top = press.y
    framed = author.maybe(0.4)
    press.table([Col(1)] * cols, rows, rules="none", x=press.left + 3 * press.style.size,
                room=press.room - 4 * press.style.size, gap=2.0)  # fmt: skip
    if framed and press.y > top:
        press.canvas.outline(
            press.left + 2 * press.style.size, top - 2, press.right, press.y + 2, 0.5
        )


def _grid(press: Press, author: Author) -> None:
    heads = ("そう思う", "どちらかといえばそう思う", "どちらともいえない", "そう思わない")
    rows: list[Row] = [("", *heads)]
    for number in range(1, press.chance.randint(3, 6)):
        rows.append(
            (
                f"（{author.number(number)}）{author.clause()}",
                *(Cell(author.number(n), "center") for n in range(1, 5)),
            )
        )
    press.table([Col(0.4), *[Col(0.15, "center")] * 4], rows, heads=1, rules=author.pick(("full", "horizontal")),
                letters=press.letters(size=min(press.style.size, 10.0)))  # fmt: skip
