"""An act explained: each article in a box, then its aim and points in numbers and letters."""

from __future__ import annotations

from tools.office_pages.press import Press
from tools.office_pages.words import Author, lists

HELD = True


def compose(press: Press, author: Author) -> None:
    """One document."""
    chance = press.chance
    press.document_title(f"{author.body}{author.pick(lists.ORDINANCES)}逐条解説")
    framed = author.maybe(0.7)
    aim, points = chance.choice((("【趣旨】", "【解説】"), ("（趣旨）", "（解説）"), ("〔目的〕", "〔説明〕")))  # fmt: skip
    side = author.maybe(0.3)
    for number in range(1, chance.randint(3, 7)):
        if press.left_over < 12 * press.style.line:
            press.turn()
        _article(press, author, number, framed=framed)
        if side:
            _beside(press, author, aim.strip("【】（）〔〕"))
        else:
            press.paragraph(aim, kind="heading", letters=press.letters(heavy=True))
            press.paragraph(author.prose(1, 2), first="　")
        press.paragraph(points, kind="heading", letters=press.letters(heavy=True))
        for at in range(1, chance.randint(2, 4)):
            press.paragraph(
                f"「{author.pick(lists.OBJECTS)}」とは、{author.prose(1, 2)}", kind="item",
                hang=f"{author.number(at)}　", indent=1,
            )  # fmt: skip
            for sign in "アイウ"[: chance.choice((0, 0, 2, 3))]:
                press.paragraph(author.clause(), kind="item", hang=f"{sign}　", indent=3)
        press.skip()


def _article(press: Press, author: Author, number: int, *, framed: bool) -> None:
    size = press.style.size
    inset = size * 0.8 if framed else 2 * size
    press.y += inset / 2
    top, page = press.y - inset / 2, press.page
    room = press.room - 2 * inset
    texts = [f"第{author.number(number)}条　{author.sentence()}"]
    texts += [
        f"{author.number(n)}　{author.sentence()}" for n in range(2, press.chance.randint(2, 4))
    ]
    press.y = press.at("heading", f"（{author.pick(lists.OBJECTS)}）", press.left + inset + size, press.y, room - size)  # fmt: skip
    for text in texts:
        press.y = press.at("paragraph", text, press.left + inset, press.y, room, justify=press.style.justify)  # fmt: skip
    press.y += inset / 2
    if framed and page is press.page:
        press.canvas.outline(press.left, top, press.right, press.y, press.style.rule_weight)
    press.y += size * 0.6


def _beside(press: Press, author: Author, label: str) -> None:
    """A label at the left and what it says beside it."""
    letters = press.letters(heavy=True)
    wide = letters.length(label) + 2 * press.style.size
    press.at("label", label, press.left, press.y, wide, letters=letters)
    press.y = press.at("paragraph", author.prose(1, 2), press.left + wide, press.y, press.room - wide,
                       justify=press.style.justify)  # fmt: skip
    press.y += press.style.size * 0.4
