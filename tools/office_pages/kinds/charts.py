"""A report's page with charts drawn as paths: pie, bars or lines, each with labels and a caption."""

from __future__ import annotations

import itertools
import math

from tools.office_pages.press import Press
from tools.office_pages.setting import Align, broken
from tools.office_pages.words import Author, lists

HELD = False
Area = tuple[float, float, float, float]
# a label stands beside a pie where its direction is more across than this
BESIDE = 0.25
COLOURS = (
    (0.27, 0.45, 0.77),
    (0.93, 0.49, 0.19),
    (0.65, 0.65, 0.65),
    (1.0, 0.75, 0.0),
    (0.36, 0.61, 0.84),
    (0.44, 0.68, 0.28),
    (0.15, 0.27, 0.47),
)


def compose(press: Press, author: Author) -> None:
    """One document."""
    chance = press.chance
    press.document_title(
        f"{author.theme()}の{chance.choice(('状況', '推移', '現状と課題', '調査結果'))}",
        align="left",
        size=1.2,
    )
    for number in range(1, chance.randint(2, 4)):
        if author.maybe(0.7):
            press.paragraph(author.prose(1, 2), first="　")
            press.skip(0.5)
        height = chance.uniform(150, 230)
        press.need(height + 3 * press.style.line)
        caption = f"図{author.number(number)}　{author.theme()}の{chance.choice(('推移', '内訳', '割合', '構成比'))}"
        above = author.maybe(0.5)
        if above:
            press.paragraph(caption, kind="caption", align="center")
            press.y += 8
        top = press.y
        if author.maybe(0.35):
            half = press.room / 2
            _chart(press, author, press.left, top, half - 8, height)
            _chart(press, author, press.left + half + 8, top, half - 8, height)
        else:
            inset = chance.choice((0.0, 40.0))
            _chart(press, author, press.left + inset, top, press.room - 2 * inset, height)
        press.y = top + height + 8
        if not above:
            press.paragraph(caption, kind="caption", align="center")
        if author.maybe(0.5):
            press.paragraph(
                f"{chance.choice(('資料：', '（出典）', '出所：'))}{author.pick(lists.MINISTRIES)}「{author.theme()[:12]}調査」",
                kind="note",
                letters=press.letters(size=press.style.size * 0.85),
            )
        press.skip()


def _label(
    press: Press, text: str, x: float, y: float, room: float, align: Align, size: float
) -> None:
    press.at(
        "chart_label",
        text,
        x,
        y,
        room,
        align,
        letters=press.letters(size=size),
        free=True,
        pitch=size * 1.15,
    )


def _chart(press: Press, author: Author, x: float, y: float, wide: float, high: float) -> None:
    size = press.chance.choice((7.0, 8.0, 9.0))
    form = press.chance.choice(("pie", "pie", "bars", "lines", "across"))
    {"pie": _pie, "bars": _bars, "lines": _bars, "across": _across}[form](
        press, author, (x, y, wide, high), size, form
    )


def _pie(press: Press, author: Author, box: Area, size: float, form: str) -> None:
    """A pie with labels around it, a line each or two; or two rings with labels within."""
    x, y, wide, high = box
    chance = press.chance
    middle = (x + wide / 2, y + high / 2)
    unit = chance.choice(("億円", "%", "件", "人", "百万円"))
    taken: list[Area] = []
    if author.maybe(0.3):
        radius = min(wide, high) * 0.47
        _slices(press, author, middle, (radius, radius * 0.76), size, unit, box, taken)
        _slices(
            press, author, middle, (radius * 0.58, radius * 0.4), size, unit, box, taken, least=0.3
        )
        return
    radius = min(wide * 0.24, high * 0.36)
    if author.maybe(0.3):
        taken.append((middle[0] - radius * 0.5, middle[1] - size * 1.2, radius, size * 2.4))
    _slices(press, author, middle, (radius, radius * 1.18 + size), size, unit, box, taken[1:])
    if taken:
        _disc(press, middle, radius * 0.5)
        total = f"総額\n{author.amount(100, 9000)}{unit if unit != '%' else '件'}"
        _label(
            press, total, middle[0] - radius * 0.5, middle[1] - size * 1.1, radius, "center", size
        )


def _slices(
    press: Press, author: Author, middle: tuple[float, float], radii: tuple[float, float],
    size: float, unit: str, box: Area, taken: list[Area], least: float = 0.06,
) -> None:  # fmt: skip
    """A ring of slices of radius ``radii[0]``, their labels at ``radii[1]``; none over another."""
    chance = press.chance
    radius, reach = radii
    shares = [chance.uniform(least, 1) for _ in range(chance.randint(3, 7))]
    angle = -math.pi / 2
    names = chance.choice((lists.BUDGET_SECTIONS, lists.BUDGET_TITLES, lists.SECTIONS))
    for number, share in enumerate(shares):
        part = share / sum(shares)
        turn = 2 * math.pi * part
        steps = max(3, int(turn * 8))
        turns = [angle + turn * n / steps for n in range(steps + 1)]
        arc = [(middle[0] + radius * math.cos(a), middle[1] + radius * math.sin(a)) for a in turns]
        press.canvas.path([middle, *arc], colour=COLOURS[number % len(COLOURS)], weight=0.5)
        value = author.digits(f"{100 * part:.1f}") + unit
        label = f"{chance.choice(names)}{chance.choice((chr(10), chr(10), ' '))}{value}"
        half = angle + turn / 2
        _around(
            press,
            label,
            (middle[0] + reach * math.cos(half), middle[1] + reach * math.sin(half)),
            math.cos(half) if reach > radius else 0.0,
            size,
            box,
            taken,
        )
        angle += turn


def _around(
    press: Press,
    label: str,
    at: tuple[float, float],
    side: float,
    size: float,
    box: Area,
    taken: list[Area],
) -> None:
    """A label at a point, right or left of it as the point lies beside the pie, or on it."""
    x, y, wide, high = box
    lines = label.split("\n")
    room = max(map(press.letters(size=size).length, lines)) + 0.5
    left = at[0] - room / 2
    if abs(side) > BESIDE:
        left = at[0] if side > 0 else at[0] - room
    left = min(max(left, x), x + wide - room)
    tall = size * 1.15 * len(lines)
    top = min(max(at[1] - tall / 2, y), y + high - tall)
    if any(
        left < a + w and a < left + room and top < b + h and b < top + tall for a, b, w, h in taken
    ):
        return
    taken.append((left, top, room, tall))
    _label(press, label, left, top, room, "center" if abs(side) <= BESIDE else "left", size)


def _disc(press: Press, middle: tuple[float, float], radius: float) -> None:
    points = [
        (
            middle[0] + radius * math.cos(n * math.pi / 16),
            middle[1] + radius * math.sin(n * math.pi / 16),
        )
        for n in range(33)
    ]
    press.canvas.path(points, colour=(1, 1, 1), weight=0.5)


def _bars(press: Press, author: Author, box: Area, size: float, form: str) -> None:
    """Bars or lines over years; values above them, a scale at the left, a legend."""
    x, y, wide, high = box
    chance = press.chance
    years = chance.randint(4, 9)
    series = chance.randint(1, 3)
    top, low = y + 2.4 * size, y + high - 3 * size
    most = chance.choice((100, 500, 1000, 12000))
    scale = [author.digits(f"{most * n // 5:,}") for n in range(6)]
    wide_most = max(map(press.letters(size=size).length, scale)) + 0.5
    left = x + wide_most + size * 0.6
    for n, value in enumerate(scale):
        at = low - (low - top) * n / 5
        _label(press, value, x, at - size * 0.6, wide_most, "right", size)
        press.canvas.path([(left, at), (x + wide, at)], weight=0.3)
    step = (x + wide - left) / years
    values = [[chance.uniform(0.15, 0.9) for _ in range(years)] for _ in range(series)]
    short = author.maybe(0.5)
    for n in range(years):
        year = author.year - years + n
        name = author.digits(
            f"R{year - 2018}"
            if short and year > 2018
            else f"H{year - 1988}"
            if short
            else str(year)
        )
        if press.letters(size=size).length(name) < step:
            _label(press, name, left + n * step, low + 3, step, "center", size)
    for s, row in enumerate(values):
        points = [(left + (n + 0.5) * step, low - (low - top) * v) for n, v in enumerate(row)]
        if form == "lines":
            press.canvas.path(points, weight=1.4)
        for (px, py), v in zip(points, row, strict=True):
            if form == "bars":
                bar = step * 0.7 / series
                bx = px - step * 0.35 + s * bar
                press.canvas.fill(bx, py, bx + bar, low, COLOURS[s])
            value = author.digits(f"{int(v * most):,}")
            if not s and step > press.letters(size=size).length(value) + 2:
                _label(
                    press,
                    value,
                    px - step / 2,
                    py - size * 1.4,
                    step,
                    "center",
                    size,
                )
    if author.maybe(0.6):
        for s in range(series):
            lx = left + s * 11 * size
            if lx + 11 * size > x + wide:
                break
            press.canvas.fill(lx, y + 1, lx + size, y + 1 + size * 0.8, COLOURS[s])
            _label(
                press,
                lists.BUDGET_TITLES[(s * 7 + years) % len(lists.BUDGET_TITLES)][:7],
                lx + size * 1.4,
                y,
                9 * size,
                "left",
                size,
            )
    if author.maybe(0.5):
        _label(
            press,
            chance.choice(("（件）", "(人)", "（億円）", "（％）")),
            x,
            y,
            5 * size,
            "left",
            size,
        )


def _across(press: Press, author: Author, box: Area, size: float, form: str) -> None:
    """Bars across in shares of a hundred, names at the left, values within."""
    x, y, wide, high = box
    chance = press.chance
    count = chance.randint(3, 6)
    left = x + wide * 0.3
    step = (high - 2 * size) / count
    parts = chance.randint(1, 4)
    for n in range(count):
        at = y + n * step
        room = wide * 0.3 - 6
        name = author.clause()[: max(4, 2 * int(room / (press.letters(size=size).width("国"))) - 1)]
        lines = len(broken(name, press.letters(size=size).width, room))
        _label(press, name, x, at + step / 2 - size * 0.6 * lines, room, "right", size)
        cuts = sorted(chance.uniform(0.12, 0.95) for _ in range(parts - 1))
        edges = [0.0, *cuts, 1.0] if parts > 1 else [0.0, chance.uniform(0.3, 0.9)]
        for s, (a, b) in enumerate(itertools.pairwise(edges)):
            x0, x1 = left + (wide * 0.68) * a, left + (wide * 0.68) * b
            press.canvas.fill(x0, at + step * 0.15, x1, at + step * 0.85, COLOURS[(s + 2) % 7])
            value = author.digits(f"{100 * (b - a):.1f}")
            if x1 - x0 > press.letters(size=size).length(value) + 2:
                _label(
                    press,
                    value,
                    x0,
                    at + step / 2 - size * 0.6,
                    x1 - x0,
                    "center",
                    size,
                )
