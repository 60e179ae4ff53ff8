"""A slide: a title with a bar, boxes with headings and bullets, two columns of text, arrows."""

from __future__ import annotations

import random
from dataclasses import replace

from tools.office_pages.press import Press
from tools.office_pages.style import Style
from tools.office_pages.words import Author, lists

HELD = True


def adapted(style: Style, chance: random.Random) -> Style:
    """A wide page with large letters."""
    page = chance.choice(("16:9", "16:9", "4:3", "A4 landscape"))
    return replace(
        style,
        page=page,
        margins=(34.0, 34.0, 34.0, 34.0),
        size=chance.choice((10.0, 11.0, 12.0, 14.0)),
        pitch=min(style.pitch, 1.4),
        header="none",
        justify=False,
    )


def compose(press: Press, author: Author) -> None:
    """One document."""
    chance = press.chance
    for number in range(chance.randint(1, 3)):
        if number:
            press.turn()
        _slide(press, author)


def _slide(press: Press, author: Author) -> None:
    chance = press.chance
    size = press.style.size * 1.6
    if author.maybe(0.6):
        press.canvas.fill(
            0, press.y + size * 1.35, press.width, press.y + size * 1.35 + 3, press.ink
        )
    press.y = press.at(
        "title",
        author.theme() + chance.choice(("について", "（概要）", "の全体像", "")),
        press.left,
        press.y,
        press.room,
        letters=press.letters(heavy=True, size=size),
        pitch=size * 1.3,
    )
    press.title = press.title or author.theme()
    press.y += 10
    if author.maybe(0.6):
        top = press.y
        end = press.at("paragraph", author.sentence(), press.left + 8, press.y + 5, press.room - 16)
        press.canvas.outline(press.left, top, press.right, end + 4, 0.75)
        press.y = end + 14
    count = chance.choice((1, 2, 2, 2, 3))
    gap = chance.choice((8.0, 14.0, 24.0))
    room = (press.room - gap * (count - 1)) / count
    framed = author.maybe(0.6)
    top = press.y
    for number in range(count):
        _block(press, author, press.left + number * (room + gap), top, room, framed)
    if count == 2 and author.maybe(0.3):
        x, y = press.left + room + gap / 2, (top + press.bottom) / 2
        press.canvas.path(
            [(x - gap / 2 + 1, y - 12), (x + gap / 2 - 1, y), (x - gap / 2 + 1, y + 12)],
            colour=press.ink,
        )


def _block(press: Press, author: Author, x: float, top: float, room: float, framed: bool) -> None:
    chance = press.chance
    size = press.style.size
    inset = 6.0 if framed else 0.0
    y = top + inset
    heading = press.letters(heavy=True, size=size * 1.1)
    colour = None
    if author.maybe(0.5):
        press.canvas.fill(x, top, x + room, top + size * 1.9, press.ink)
        colour = (1.0, 1.0, 1.0)
        y = top + size * 0.35
    y = (
        press.at(
            "heading",
            author.theme(),
            x + inset,
            y,
            room - 2 * inset,
            chance.choice(("left", "center")) if colour else "left",
            letters=replace(heading, size=min(size * 1.1, (room - 2 * inset) / 14)),
            colour=colour,
        )
        + 6
    )
    mark = chance.choice(lists.BULLETS)
    floor = press.bottom - 10
    for _ in range(chance.randint(3, 14)):
        text = f"{mark}{author.clause() if author.maybe(0.6) else author.sentence()}"
        lines = press.body.length(text) / (room - 2 * inset) + 1
        if y + lines * press.style.line > floor:
            break
        y = press.at("item", text, x + inset, y, room - 2 * inset) + size * 0.25
    if framed:
        press.canvas.outline(x, top, x + room, min(y + 4, press.bottom), 0.75)
