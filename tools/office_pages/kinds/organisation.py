"""An organisation chart: boxes with names, joined by lines; the leaves may be upright."""

from __future__ import annotations

from tools.office_pages.press import Press
from tools.office_pages.words import Author, lists

HELD = True


def compose(press: Press, author: Author) -> None:
    """One document."""
    press.document_title(
        f"{author.body}{press.chance.choice(('組織図', '行政組織図', '機構図', '防災体制図'))}"
    )
    press.paragraph(f"（{author.date()}現在）", kind="date", align="right")
    press.skip()
    (_across if author.maybe(0.6) else _down)(press, author)


def _box(
    press: Press, text: str, x: float, y: float, wide: float, high: float, size: float
) -> None:
    press.canvas.outline(x, y, x + wide, y + high, press.style.rule_weight)
    letters = press.letters(size=size)
    inner = wide - 4
    if letters.length(text) > inner:
        letters = press.letters(size=max(4.0, int(size * inner / letters.length(text) * 10) / 10))
    press.at(
        "label",
        text,
        x + 2,
        y + (high - letters.size) / 2,
        inner,
        "even" if press.style.head_align == "even" else "center",
        letters=letters,
        free=True,
    )


def _across(press: Press, author: Author) -> None:
    """From left to right: head, bureaus, sections with their sum of people."""
    size = min(press.style.size, 9.0)
    high = size * 1.7
    bureaus = author.some(lists.BUREAUS, 3, 8)
    x1, x2 = press.left + press.room * 0.28, press.left + press.room * 0.62
    y = press.y
    first = y
    middles = []
    for bureau in bureaus:
        sections = author.some(lists.SECTIONS, 1, 4)
        if y + len(sections) * high * 1.3 > press.bottom:
            break
        middle = y + (len(sections) - 1) * high * 0.65
        _box(press, bureau, x1, middle, press.room * 0.24, high, size)
        middles.append(middle + high / 2)
        for section in sections:
            _box(press, section, x2, y, press.room * 0.32, high, size)
            mid = y + high / 2
            joint = x2 - press.room * 0.04
            press.canvas.path([(joint, mid), (x2, mid)], weight=0.5)
            press.canvas.path([(joint, middle + high / 2), (joint, mid)], weight=0.5)
            y += high * 1.3
        press.canvas.path(
            [
                (x1 + press.room * 0.24, middle + high / 2),
                (x2 - press.room * 0.04, middle + high / 2),
            ],
            weight=0.5,
        )
        y += high * 0.4
    top = (first + y) / 2
    _box(press, author.chief, press.left, top, press.room * 0.18, high, size * 1.1)
    joint = x1 - press.room * 0.05
    press.canvas.path(
        [(press.left + press.room * 0.18, top + high / 2), (joint, top + high / 2)], weight=0.5
    )
    for mid in middles:
        press.canvas.path([(joint, top + high / 2), (joint, mid), (x1, mid)], weight=0.5)
    press.y = y


def _down(press: Press, author: Author) -> None:
    """From above: head, bureaus, sections upright."""
    size = min(press.style.size, 10.0)
    high = size * 1.8
    head = press.room * 0.24
    _box(press, author.chief, press.left + (press.room - head) / 2, press.y, head, high, size)
    bureaus = author.some(lists.BUREAUS, 2, 5)
    wide = press.room / len(bureaus)
    y = press.y + high * 2.2
    bar = press.y + high * 1.6
    middle = press.left + press.room / 2
    press.canvas.path([(middle, press.y + high), (middle, bar)], weight=0.5)
    press.canvas.path([(press.left + wide / 2, bar), (press.right - wide / 2, bar)], weight=0.5)
    for number, bureau in enumerate(bureaus):
        x = press.left + number * wide
        press.canvas.path([(x + wide / 2, bar), (x + wide / 2, y)], weight=0.5)
        _box(press, bureau, x + 4, y, wide - 8, high, size)
        names = author.some(lists.SECTIONS, 2, max(2, min(5, int(wide / (size * 2.2)))))
        step = (wide - 8) / len(names)
        below = y + high * 1.8
        for at, name in enumerate(names):
            left = x + 4 + at * step + (step - size * 1.8) / 2
            press.canvas.outline(
                left, below, left + size * 1.8, below + size * 11, press.style.rule_weight
            )
            press.canvas.path(
                [(left + size * 0.9, y + high), (left + size * 0.9, below)], weight=0.5
            )
            press.upright(
                "label",
                [(name[:9], left + size * 0.9, below + size * 0.8)],
                name[:9],
                press.letters(size=size),
                gap=size * 0.1,
                free=True,
            )
    press.y = y + high * 2 + size * 11
