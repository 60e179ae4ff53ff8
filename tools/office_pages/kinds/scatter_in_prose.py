"""Prose in two columns with a scatter chart or pies in one of them: names at points, a scale at the left and
below, shares around a pie; its caption and source."""

from __future__ import annotations

import math

from tools.office_pages.kinds.charts import COLOURS
from tools.office_pages.press import Frames, Press
from tools.office_pages.words import Author, lists

HELD = True


def compose(press: Press, author: Author) -> None:
    """One document."""
    chance = press.chance
    press.document_title(f"第{author.number(chance.randint(1, 8))}節　{author.theme()}", align="left", size=1.2)  # fmt: skip
    frames = press.frames(2)
    figures = chance.randint(1, 2)
    for number in range(chance.randint(4, 6)):
        press.paragraph(author.prose(2, 4), first="　", frames=frames)
        if number < figures and press.y + 190 < frames.bottom:
            _figure(press, author, frames, number + 1)


def _figure(press: Press, author: Author, frames: Frames, number: int) -> None:
    chance = press.chance
    caption = (
        f"図{author.number(number)}　{author.theme()}の{chance.choice(('関係', '内訳', '分布'))}"
    )
    above = author.maybe(0.5)
    if above:
        press.paragraph(caption, kind="caption", frames=frames, align="center")
    top = press.y + 6
    high = chance.uniform(110, 140)
    (_scatter if author.maybe(0.6) else _pies)(press, author, frames.left, top, frames.room, high)
    press.y = top + high + 22
    if not above:
        press.paragraph(caption, kind="caption", frames=frames, align="center")
    press.paragraph(f"資料：{author.pick(lists.MINISTRIES)}「{author.theme()[:10]}調査」", kind="note", frames=frames, letters=press.letters(size=round(press.style.size * 0.85, 1)))  # fmt: skip
    press.skip(0.5)


def _label(press: Press, text: str, x: float, y: float, room: float, align: str, size: float) -> None:  # fmt: skip
    press.at("chart_label", text, x, y, room, align, letters=press.letters(size=size), free=True, pitch=size * 1.1)  # type: ignore[arg-type]  # fmt: skip


def _scatter(press: Press, author: Author, x: float, y: float, wide: float, high: float) -> None:
    chance, size = press.chance, press.chance.choice((6.0, 7.0))
    left, right, bottom = x + 26, x + wide - 8, y + high
    press.canvas.rule(left, y, left, bottom, 0.5, "solid", False)
    press.canvas.rule(left, bottom, right, bottom, 0.5, "solid", False)
    for step in range(5):
        at = bottom - step * high / 4
        _label(press, f"{step * 25}", x, at - size / 2, 22, "right", size)
        if step and author.maybe(0.7):
            press.canvas.rule(left, at, right, at, 0.2, "solid", False)
        across = left + step * (right - left) / 4
        _label(press, f"{step * 10}", across - 12, bottom + 3, 24, "center", size)
    _label(press, f"（{chance.choice(('人', '%', '件'))}）", right - 30, bottom + 3 + size * 1.3, 30, "right", size)  # fmt: skip
    taken: list[tuple[float, float]] = []
    for place in author.some(lists.PLACES, 6, 10):
        px, py = chance.uniform(left + 6, right - 40), chance.uniform(y + 8, bottom - 12)
        if any(abs(px - a) < 44 and abs(py - b) < size * 1.5 for a, b in taken):
            continue
        taken.append((px, py))
        press.canvas.path([(px + 2 * math.cos(t * math.pi / 4), py + 2 * math.sin(t * math.pi / 4)) for t in range(8)], colour=COLOURS[0])  # fmt: skip
        _label(press, place, px + 4, py - size / 2, 40, "left", size)


def _pies(press: Press, author: Author, x: float, y: float, wide: float, high: float) -> None:
    chance, size = press.chance, 7.0
    count = chance.choice((1, 2))
    for number in range(count):
        room = wide / count
        middle = (x + room * (number + 0.5), y + high / 2)
        radius = min(room * 0.22, high * 0.28)
        shares = [chance.uniform(0.15, 1) for _ in range(chance.randint(3, 5))]
        angle = -math.pi / 2
        for at, share in enumerate(shares):
            turn = 2 * math.pi * share / sum(shares)
            steps = max(3, int(turn * 8))
            arc = [(middle[0] + radius * math.cos(angle + turn * n / steps), middle[1] + radius * math.sin(angle + turn * n / steps)) for n in range(steps + 1)]  # fmt: skip
            press.canvas.path([middle, *arc], colour=COLOURS[at % len(COLOURS)], weight=0.5)
            half = angle + turn / 2
            cos, sin = math.cos(half), math.sin(half)
            px, py = middle[0] + (radius + 6) * cos, middle[1] + (radius + 10) * sin
            text = f"{chance.choice(('男性', '女性', '市内', '県外', '国', '大学', '企業', 'その他'))}\n{author.digits(f'{100 * share / sum(shares):.1f}')}%"  # fmt: skip
            _label(press, text, px if cos > 0 else px - 34, py - size, 34, "left" if cos > 0 else "right", size)  # fmt: skip
            angle += turn
