"""A logic model: columns from means to ends, boxes in each, arrows between; each column read down."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from tools.office_pages.press import Press
from tools.office_pages.style import Style
from tools.office_pages.words import Author, lists

HELD = True

_HEADS = (
    "インプット",
    "アクティビティ",
    "アウトプット",
    "短期アウトカム",
    "長期アウトカム",
    "インパクト",
)
_HEADS_JA = ("投入資源", "活動内容", "活動目標", "初期成果", "最終成果", "社会的効果")


def adapted(style: Style, chance: Random) -> Style:
    """Mostly a wide page."""
    page = chance.choice(("A4 landscape", "A4 landscape", "16:9", "A4"))
    return replace(style, page=page, size=min(style.size, 10.0), pitch=min(style.pitch, 1.35))


def compose(press: Press, author: Author) -> None:
    """One document."""
    chance = press.chance
    press.document_title(
        f"{author.theme()}{chance.choice(('のロジックモデル', '　施策の体系', 'に係る事業の流れ'))}",
        size=1.3,
    )
    count = chance.choice((3, 4, 4, 5))
    names = chance.choice((_HEADS, _HEADS_JA))[:count]
    gap = press.style.size * chance.choice((1.2, 2.0, 2.6))
    room = (press.room - gap * (count - 1)) / count
    size = min(press.style.size, room / 9)
    letters = press.letters(size=size)
    inset = size * 0.5
    top = low = press.y
    floor = press.bottom - 2 * press.style.line
    aligned = author.maybe(0.4)
    joints: list[list[float]] = []
    for number, name in enumerate(names):
        x = press.left + number * (room + gap)
        if press.style.coloured:
            press.canvas.fill(x, top, x + room, top + size * 1.8, press.shade)
        press.at("heading", name, x, top + size * 0.35, room, "center",
                 letters=press.letters(heavy=True, size=size))  # fmt: skip
        y = top + size * (2.4 if aligned else chance.choice((2.4, 3.0, 4.5)))
        ends: list[float] = []
        for _ in range(chance.randint(1, 5) if number else chance.randint(2, 4)):
            text = author.pick(
                (author.clause(), author.theme(), f"{author.pick(lists.OBJECTS)}の{author.pick(('件数', '整備', '増加', '配布'))}")
            )  # fmt: skip
            high = len(press.broken(text, room - 2 * inset, letters)) * size * 1.3 + 2 * inset
            if y + high > floor and ends:
                break
            press.canvas.outline(x, y, x + room, y + high, press.style.rule_weight)
            press.at("item", text, x + inset, y + inset, room - 2 * inset, letters=letters, pitch=size * 1.3)  # fmt: skip
            ends.append(y + high / 2)
            y += high + size * chance.choice((0.6, 1.0, 1.6))
        joints.append(ends)
        low = max(low, y)
    for number in range(1, count):
        x = press.left + number * (room + gap)
        for end in joints[number]:
            begin = min(joints[number - 1], key=lambda y, end=end: abs(y - end))  # type: ignore[misc]
            press.canvas.path([(x - gap, begin), (x - gap / 2, begin), (x - gap / 2, end), (x, end)], weight=0.5)  # fmt: skip
    press.y = low
    if press.left_over > 3 * press.style.line:
        press.paragraph(author.sentence(), kind="note", hang="※　")
