"""An overview on one wide page: boxes with headings, arrows between them, small tables, a foot of
three boxes."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from tools.office_pages.press import Col, Press, Row
from tools.office_pages.style import Style
from tools.office_pages.words import Author

HELD = False


def adapted(style: Style, chance: Random) -> Style:
    """A wide page."""
    return replace(style, page=chance.choice(("A4 landscape", "16:9", "4:3")), margins=(34.0, 30.0, 34.0, 30.0),
                   size=chance.choice((8.0, 9.0, 10.0)), pitch=min(style.pitch, 1.35), header="none",
                   justify=False, tracking=0.0)  # fmt: skip


def compose(press: Press, author: Author) -> None:
    """One document."""
    chance = press.chance
    press.canvas.fill(0, 0, press.width, press.top + press.style.size * 1.1, press.ink)
    letters = press.letters(heavy=True, size=press.style.size * 1.6)
    press.at("title", f"{author.clause()[:24]}の概要", press.left, press.top - press.style.size * 0.9, press.room,
             letters=letters, colour=(1.0, 1.0, 1.0))  # fmt: skip
    press.y = press.top + press.style.size * 1.8
    if author.maybe(0.7):
        told = [author.prose(1, 2)]
        press.y = _box(press, author, press.left, press.y, press.room, None, told)
        press.y += press.style.size * 0.8
    top = press.y
    gap = press.style.size * chance.choice((1.0, 2.5, 3.5))
    share = chance.choice((0.4, 0.5, 0.58))
    left_room = (press.room - gap) * share
    right = press.left + left_room + gap
    floor = press.bottom - press.style.size * (9 if author.maybe(0.6) else 1)
    low = _stack(press, author, press.left, top, left_room, floor, chance.choice((1, 1, 2)))
    if gap > 2 * press.style.size:
        middle = (top + low) / 2
        x = press.left + left_room + gap * 0.25
        press.canvas.path([(x, middle - 10), (x + gap * 0.5, middle), (x, middle + 10)],
                          colour=press.shade)  # fmt: skip
    other = _stack(press, author, right, top, press.room - left_room - gap, floor,
                   chance.choice((1, 2, 3)))  # fmt: skip
    press.y = max(low, other) + press.style.size
    if press.left_over > 7 * press.style.line:
        room = (press.room - 2 * 8.0) / 3
        y = press.y
        for number in range(3):
            texts = [f"・{author.theme()}" for _ in range(chance.randint(1, 2))]
            _box(
                press,
                author,
                press.left + number * (room + 8.0),
                y,
                room,
                author.theme()[:10],
                texts,
            )


def _stack(
    press: Press, author: Author, x: float, y: float, room: float, floor: float, count: int
) -> float:
    """Boxes below each other; gives where they end."""
    for number in range(count):
        mark = press.chance.choice(("・", "○", "●", "✓ ", "➢"))
        texts = [mark + author.clause() for _ in range(press.chance.randint(2, 4))]
        if author.maybe(0.25):
            texts = [author.prose(1, 2)]
        if y + _height(press, texts, room) > floor and number:
            break
        y = _box(press, author, x, y, room, author.theme()[:14], texts) + press.style.size * 0.8
        if author.maybe(0.25) and y + 6 * press.style.line < floor:
            y = _small_table(press, author, x, y, room)
        elif author.maybe(0.4) and number + 1 < count:
            middle = x + room / 2
            press.canvas.path(
                [(middle - 12, y), (middle + 12, y), (middle, y + 9)], colour=press.shade
            )
            y += 12
    return y


def _height(press: Press, texts: list[str], room: float) -> float:
    inner = room - 1.4 * press.style.size
    return (
        sum(len(press.broken(text, inner)) for text in texts) * press.style.line
        + 3.2 * press.style.size
    )


def _box(
    press: Press, author: Author, x: float, y: float, room: float, heading: str | None,
    texts: list[str],
) -> float:  # fmt: skip
    """A box with a heading or without; gives where it ends."""
    size = press.style.size
    inset = size * 0.7
    top = y
    if heading:
        letters = press.letters(heavy=True)
        if press.style.coloured:
            press.canvas.fill(x, y, x + room, y + size * 1.6, press.shade)
        press.at("heading", heading, x + inset, y + size * 0.3, room - 2 * inset,
                 press.chance.choice(("left", "center")), letters=letters)  # fmt: skip
        y += size * 1.7
    y += inset * 0.6
    for text in texts:
        y = press.at("paragraph" if not heading else "item", text, x + inset, y, room - 2 * inset)
    y += inset * 0.6
    press.canvas.outline(x, top, x + room, y, press.style.rule_weight)
    return y


def _small_table(press: Press, author: Author, x: float, y: float, room: float) -> float:
    rows: list[Row] = [("区分", "対象", "補助率")]
    for _ in range(press.chance.randint(1, 3)):
        rows.append(
            (author.theme()[:6], author.theme()[:8], author.pick(("1/2", "2/3", "定額", "10/10")))
        )
    press.y = y
    press.table([Col(0.35), Col(0.4), Col(0.25)], rows, heads=1, x=x, room=room, rules="full",
                letters=press.letters(size=press.style.size * 0.9), padding=2.0)  # fmt: skip
    return press.y + press.style.size * 0.8
