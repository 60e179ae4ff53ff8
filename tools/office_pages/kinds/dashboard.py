"""Small charts in a grid, each with a heading above and a word below, all over one page."""

from __future__ import annotations

from tools.office_pages.press import Press
from tools.office_pages.setting import Align
from tools.office_pages.words import Author, lists

HELD = False
_COLOURS = ((0.27, 0.45, 0.77), (0.93, 0.49, 0.19), (0.65, 0.65, 0.65))


def compose(press: Press, author: Author) -> None:
    """One document."""
    chance = press.chance
    press.document_title(
        f"{author.theme()}に関する{chance.choice(('主な指標', '調査結果の概要', '統計'))}", size=1.3
    )
    if author.maybe(0.5):
        press.paragraph(author.prose(1, 2), first="　")
        press.skip(0.5)
    across = chance.choice((2, 2, 3)) if press.width > 700 else 2
    gap = chance.choice((10.0, 18.0, 30.0))
    room = (press.room - gap * (across - 1)) / across
    high = chance.uniform(130, 190)
    numbered = author.maybe(0.7)
    count = 0
    while press.y + high + 4 * press.style.line < press.bottom and count < 6:
        y = press.y
        low = y
        for n in range(across):
            count += 1
            head = f"図{author.number(count)}　" if numbered else "■"
            end = _panel(press, author, press.left + n * (room + gap), y, room, high, head)
            low = max(low, end)
        press.y = low + press.style.line * 0.8


def _panel(
    press: Press, author: Author, x: float, y: float, room: float, high: float, head: str
) -> float:
    chance = press.chance
    size = chance.choice((6.5, 7.0, 8.0))
    y = press.at("caption", head + author.clause()[: int(room / press.style.size) - 5], x, y, room)
    y += 3
    _bars(press, author, x, y, room, high, size)
    y += high + 3
    if chance.random() < 0.5:
        y = press.at("note", f"資料：{author.pick(lists.MINISTRIES)}調べ", x, y, room, "right",
                     letters=press.letters(size=size))  # fmt: skip
    return y


def _label(
    press: Press, text: str, x: float, y: float, room: float, align: Align, size: float
) -> None:
    press.at("chart_label", text, x, y, room, align, letters=press.letters(size=size), free=True,
             pitch=size * 1.15)  # fmt: skip


def _bars(
    press: Press, author: Author, x: float, y: float, wide: float, high: float, size: float
) -> None:
    """Upright bars or bars along the page, values at their ends or in them."""
    chance = press.chance
    low = y + high - 2.4 * size
    top = y + 2.2 * size
    most = chance.choice((60, 400, 9000))
    if chance.random() < 0.55:
        scale = [author.digits(f"{most * n // 4:,}") for n in range(5)]
        margin = max(map(press.letters(size=size).length, scale)) + 3
        for n, value in enumerate(scale):
            at = low - (low - top) * n / 4
            _label(press, value, x, at - size * 0.6, margin - 2, "right", size)
            press.canvas.path([(x + margin, at), (x + wide, at)], weight=0.25)
        left = x + margin
        count = chance.randint(3, 6)
        step = (wide - margin) / count
        inside = chance.random() < 0.4
        for n in range(count):
            name = f"R{n + 1}" if chance.random() < 2 else ""
            _label(press, author.digits(name), left + n * step, low + 2, step, "center", size)
            part = chance.uniform(0.25, 0.9)
            at = low - (low - top) * part
            press.canvas.fill(left + n * step + step * 0.15, at, left + (n + 1) * step - step * 0.15, low,
                              _COLOURS[n % 2 if inside else 0])  # fmt: skip
            value = author.digits(f"{int(part * most):,}")
            if press.letters(size=size).length(value) < step:
                _label(press, value, left + n * step, at + 2 if inside else at - size * 1.3, step,
                       "center", size)  # fmt: skip
        _label(
            press,
            chance.choice(("（件）", "(人)", "（％）", "（千円）")),
            x,
            y,
            6 * size,
            "left",
            size,
        )
        return
    count = chance.randint(3, 6)
    step = (high - size) / count
    left = x + wide * 0.36
    for n in range(count):
        at = y + n * step
        name = author.pick(lists.SECTIONS)[: int(wide * 0.34 / size)]
        _label(press, name, x, at + step / 2 - size * 0.6, wide * 0.34, "right", size)
        end = left + wide * 0.5 * chance.uniform(0.2, 1)
        press.canvas.fill(left, at + step * 0.2, end, at + step * 0.8, _COLOURS[0])
        _label(press, author.digits(f"{chance.randint(10, most)}"), end + 2, at + step / 2 - size * 0.6,
               wide * 0.14, "left", size)  # fmt: skip
