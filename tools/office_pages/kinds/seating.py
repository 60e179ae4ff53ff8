"""A plan of seats: names in boxes or free around a table, a door, the places of the office."""

from __future__ import annotations

from tools.office_pages.press import Press
from tools.office_pages.words import Author, lists

HELD = True


def compose(press: Press, author: Author) -> None:
    """One document."""
    chance = press.chance
    press.document_title(f"第{author.number(chance.randint(1, 30))}回{author.council()}　座席表")
    press.paragraph(
        f"日時　{author.date()}{author.weekday()}　{author.time()}", kind="label", align="center"
    )
    press.paragraph(
        f"場所　{author.body}役所　{author.number(chance.randint(2, 9))}階　{chance.choice(('大会議室', '第一委員会室'))}",
        kind="label",
        align="center",
    )
    press.skip(1.5)
    boxed = author.maybe(0.6)
    roles = author.maybe(0.6)
    size = min(press.style.size, 10.5)
    wide, high = size * (7.5 if roles else 6.5), size * (3.2 if roles else 2.0)
    across = max(2, min(6, int(press.room / (wide + size * 1.5))) - 2)
    gap = (press.room - (across + 2) * wide) / (across + 1)
    down = chance.randint(2, 5)
    step = high + size * chance.choice((0.6, 1.2))
    y = press.y
    # the chair's row, then both sides of the table level by level
    for n in range(across):
        role = "委員長" if n == across // 2 else "委員"
        _seat(
            press,
            author,
            press.left + wide + gap + n * (wide + gap),
            y,
            wide,
            high,
            size,
            role if roles else "",
            boxed,
        )
    y += step
    top = y
    for _ in range(down):
        if y + step > press.bottom - 6 * press.style.line:
            break
        _seat(press, author, press.left, y, wide, high, size, "委員" if roles else "", boxed)
        _seat(
            press, author, press.right - wide, y, wide, high, size, "委員" if roles else "", boxed
        )
        y += step
    press.canvas.outline(press.left + wide + 8, top, press.right - wide - 8, y - 4, 0.75)
    y += size
    names = author.some(("事務局", "速記", "傍聴席", "報道関係者席", "入口"), 2, 4)
    room = press.room / len(names)
    for n, name in enumerate(names):
        x = press.left + n * room
        if boxed:
            press.canvas.outline(x + 4, y, x + room - 4, y + size * 2, press.style.rule_weight)
        press.at(
            "label",
            name,
            x + 8,
            y + size * 0.5,
            room - 16,
            "center",
            letters=press.letters(size=size),
            free=True,
        )
    press.y = y + 3 * size


def _seat(
    press: Press, author: Author, x: float, y: float, wide: float, high: float, size: float,
    role: str, boxed: bool,
) -> None:  # fmt: skip
    if boxed:
        press.canvas.outline(x, y, x + wide, y + high, press.style.rule_weight)
    name = f"{author.name('　')}"
    letters = press.letters(size=size)
    if role:
        text = f"{name}\n{author.pick(lists.ROLES) if author.maybe(0.3) else role}"
    else:
        text = f"{author.surname()}委員"
    text = "\n".join(part[:7] for part in text.split("\n"))
    lines = text.count("\n") + 1
    press.at("label", text, x + 2, y + (high - lines * size * 1.25) / 2, wide - 4, "center",
             letters=letters, pitch=size * 1.25, free=True)  # fmt: skip
