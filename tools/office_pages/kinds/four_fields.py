"""Four fields around a cross: strengths and weaknesses, urgent and important; each read whole."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from tools.office_pages.press import Press
from tools.office_pages.style import Style
from tools.office_pages.words import Author, lists

HELD = True

_FIELDS = (
    ("強み（Strength）", "弱み（Weakness）", "機会（Opportunity）", "脅威（Threat）"),
    ("効果大・費用小", "効果大・費用大", "効果小・費用小", "効果小・費用大"),
    ("よかったこと", "困ったこと", "続けること", "試すこと"),
)
_ABOVE = (("内部環境", "外部環境"), ("よい影響", "悪い影響"), ("費用が小さい", "費用が大きい"))


def adapted(style: Style, chance: Random) -> Style:
    """Often a wide page."""
    page = chance.choice(("A4", "A4 landscape", "16:9", "4:3"))
    return replace(style, page=page, size=min(style.size, 11.0), pitch=min(style.pitch, 1.5))


def compose(press: Press, author: Author) -> None:
    """One document."""
    chance = press.chance
    press.document_title(
        f"{author.theme()}{chance.choice(('に係る現状分析', '　課題の整理', 'の優先度'))}"
    )
    if author.maybe(0.4):
        press.paragraph(author.sentence())
        press.skip(0.5)
    size = press.style.size
    names = chance.choice(_FIELDS)
    above = chance.choice(_ABOVE) if author.maybe(0.4) else None
    gap = chance.choice((0.0, 8.0, 16.0))
    framed = author.maybe(0.7) or gap == 0
    inset = size * chance.choice((0.4, 0.8))
    room = (press.room - gap) / 2
    mark = chance.choice((*lists.BULLETS, ""))
    if above:
        for number, name in enumerate(above):
            press.at("heading", name, press.left + number * (room + gap), press.y, room, "center")
        press.skip(1.2)
    for row in range(2):
        texts = [[mark + author.clause() for _ in range(chance.randint(2, 6))] for _ in range(2)]
        step = press.style.line
        heights = [
            sum(len(press.broken(text, room - 2 * inset)) for text in each) * step for each in texts
        ]
        high = max(heights) + size * 2.2 + 2 * inset
        if press.y + high > press.bottom:
            break
        for col in range(2):
            x, y = press.left + col * (room + gap), press.y
            if framed:
                press.canvas.outline(x, y, x + room, y + high, press.style.rule_weight)
            if press.style.shaded:
                press.canvas.fill(x, y, x + room, y + size * 1.8, press.shade)
            press.at("heading", names[2 * row + col], x + inset, y + size * 0.35, room - 2 * inset,
                     chance.choice(("left", "center")), letters=press.letters(heavy=True))  # fmt: skip
            y += size * 2.1 + inset
            for text in texts[col]:
                y = press.at("item", text, x + inset, y, room - 2 * inset)
        press.y += high + gap
