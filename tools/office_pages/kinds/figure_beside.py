"""An outline of points with a figure beside it: a flow of steps, boxes of an organisation, or
pictures with captions, whose labels keep no distance that the outline keeps."""

from __future__ import annotations

import random
from dataclasses import replace

from tools.office_pages.press import Press
from tools.office_pages.style import Style
from tools.office_pages.words import Author, lists

HELD = False

_ANSWERS = ("はい", "いいえ", "Yes", "No", "有", "無")
_COUNTS = ("有効回答数", "対象者", "件数", "回収数", "応募", "審査中")
_SHARES = (0.5, 0.58, 0.66)
"""Of the room, what the outline takes."""


def adapted(style: Style, chance: random.Random) -> Style:
    """As often a wide page with large letters as the look's own."""
    if chance.random() < 0.5:
        return style
    return replace(
        style, page=chance.choice(("16:9", "4:3", "A4 landscape")),
        margins=(36.0, 36.0, 36.0, 36.0), size=chance.choice((11.0, 12.0, 14.0, 16.0)),
        justify=False,
    )  # fmt: skip


def compose(press: Press, author: Author) -> None:
    """One document."""
    for number in range(press.chance.randint(1, 3)):
        if number:
            press.turn()
        _page(press, author)


def _page(press: Press, author: Author) -> None:
    chance = press.chance
    press.document_title(
        f"{author.theme()}{chance.choice(('の流れ', 'の概要', 'について', 'の進め方'))}",
        align=chance.choice(("left", "center")),
    )
    if author.maybe(0.3):
        press.paragraph(author.sentence())
        press.skip(0.5)
    gap = chance.choice((16.0, 26.0, 40.0))
    first = chance.choice(_SHARES)
    outline_first = author.maybe(0.75)
    wide = (press.room - gap) * (first if outline_first else 1 - first)
    top = press.y
    parts = (_outline, _figure) if outline_first else (_figure, _outline)
    ends = [
        parts[0](press, author, press.left, top, wide),
        parts[1](press, author, press.left + wide + gap, top, press.room - gap - wide),
    ]
    press.y = max(ends)
    press.skip()
    if author.maybe(0.4) and press.left_over > 3 * press.style.line:
        press.paragraph(author.sentence())


def _outline(press: Press, author: Author, x: float, y: float, room: float) -> float:
    """Points and their sub-points from ``y`` on; gives where they end."""
    chance = press.chance
    marks = chance.sample(lists.BULLETS, 2)
    size = press.style.size
    between = size * chance.choice((0.0, 0.2, 0.5))
    floor = press.bottom - 2 * press.style.line
    smaller = press.letters(size=size * chance.choice((0.85, 1.0)))
    for _ in range(chance.randint(2, 5)):
        if y + 2 * press.style.line > floor:
            break
        heavy = press.letters(heavy=author.maybe(0.4))
        y = press.at("item", marks[0] + author.theme(), x, y, room, letters=heavy) + between
        for _ in range(chance.randint(0, 5)):
            text = marks[1] + (author.clause() if author.maybe(0.7) else author.sentence())
            shift = size * 1.5
            lines = len(press.broken(text, room - shift, smaller))
            if y + (lines + 1) * press.style.line > floor:
                break
            y = press.at("item", text, x + shift, y, room - shift, letters=smaller) + between
    return y


def _figure(press: Press, author: Author, x: float, y: float, room: float) -> float:
    """Shapes below each other with their labels, and what is written beside the arrows between
    them."""
    chance = press.chance
    letters = press.letters(size=press.style.size * chance.choice((0.6, 0.75, 0.9)))
    size = letters.size
    y += chance.uniform(0.0, 3.0) * press.style.line
    floor = press.bottom - 2 * press.style.line
    shape = chance.choice(("box", "box", "diamond", "picture"))
    inset = room * chance.choice((0.0, 0.1, 0.2))
    for number in range(chance.randint(2, 6)):
        text = author.clause() if author.maybe(0.6) else author.theme()
        inner = room - 2 * inset - 2 * size
        lines = len(press.broken(text, inner, letters))
        if lines * size > inner:
            break
        high = lines * size * 1.3 + size * chance.uniform(0.8, 3.0)
        picture = size * chance.uniform(2.0, 6.0) if shape == "picture" else 0.0
        if y + high + picture + 3 * size > floor:
            break
        if number:
            y = _arrow(press, author, x + room / 2, y, size, room / 2)
        left, right = x + inset, x + room - inset
        if shape == "picture":
            press.canvas.fill(left, y, right, y + picture, press.shade)
            y += picture + size * 0.3
            high = lines * size * 1.3
        elif shape == "diamond":
            middle = (left + right) / 2
            press.canvas.path(
                [(middle, y - size), (right, y + high / 2), (middle, y + high + size),
                 (left, y + high / 2), (middle, y - size)],
                weight=0.75,
            )  # fmt: skip
        else:
            press.canvas.outline(left, y, right, y + high, 0.75)
        at = y + (high - lines * size * 1.3) / 2
        press.at(
            "chart_label", text, left + size, at, inner, chance.choice(("center", "left")),
            letters=letters, pitch=size * 1.3,
        )  # fmt: skip
        y += high + size
    return y


def _arrow(press: Press, author: Author, x: float, y: float, size: float, room: float) -> float:
    """An arrow down from ``y``, and what is written beside it."""
    chance = press.chance
    long = size * chance.uniform(1.2, 4.0)
    press.canvas.path([(x, y), (x, y + long)], weight=1.0)
    if author.maybe(0.6):
        said = chance.choice(_ANSWERS)
        if author.maybe(0.4) and long > 3 * size:
            said = f"{chance.choice(_COUNTS)}\n{author.amount(100, 9000)}"
        lines = said.count("\n") + 1
        press.at(
            "chart_label", said, x + size * 0.5, y + (long - lines * size * 1.2) / 2,
            room - size, letters=press.letters(size=size), pitch=size * 1.2,
        )  # fmt: skip
    return y + long + size * 0.4
