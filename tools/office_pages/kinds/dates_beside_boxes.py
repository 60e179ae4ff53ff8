"""A slide of what was planned when: days beside what took place, some of it on several lines, terms
told below them, and far to the right filled boxes, each with a remark."""

from __future__ import annotations

from tools.office_pages.press import Press
from tools.office_pages.words import Author

HELD = True


def compose(press: Press, author: Author) -> None:
    """One document."""
    chance = press.chance
    press.document_title(f"{author.theme()}～国の動向～", align="left", size=1.3)
    if author.maybe(0.6):
        press.paragraph(author.sentence(), align="right")
    press.skip(0.5)
    top = press.y
    size = press.style.size
    wide = press.room * chance.uniform(0.5, 0.6)
    dated = (
        max(press.body.length(f"{author.month()}00"), 6.5 * size) + chance.choice((0.6, 1.2)) * size
    )
    y = press.at("heading", chance.choice(("関連する計画等の経過", "これまでの取組", "国の動き")), press.left, press.y, wide, letters=press.letters(heavy=True)) + 0.3 * size  # fmt: skip
    for _ in range(chance.randint(5, 8)):
        press.at("date", author.month(), press.left, y, dated)
        names = author.plan() if author.maybe(0.6) else f"{author.plan()}・\n{author.plan()}の策定"
        y = press.at("item", names, press.left + dated, y, wide - dated) + chance.choice((0.2, 0.5)) * size  # fmt: skip
    y = press.at("heading", "【参考】用語", press.left, y + size, wide, letters=press.letters(heavy=True)) + 0.2 * size  # fmt: skip
    for _ in range(chance.randint(2, 3)):
        if y + 3 * press.style.line > press.bottom:
            break
        y = press.at("item", f"・{author.sentence()}", press.left, y, wide, justify=press.style.justify) + 0.3 * size  # fmt: skip
    _remarks(press, author, press.left + wide + chance.choice((2.0, 4.0)) * size, top + 4 * size, y)
    press.y = max(press.y, y)


def _remarks(press: Press, author: Author, x: float, y: float, floor: float) -> None:
    chance, size = press.chance, press.style.size
    letters = press.letters(size=round(size * 0.85, 1))
    room = press.right - x
    for _ in range(chance.randint(2, 4)):
        text = f"{author.clause()}（{author.fiscal()}）"
        lines = len(press.broken(text, room - size, letters))
        high = lines * letters.size * 1.2 + 0.6 * size
        if y + high > min(floor, press.bottom):
            break
        press.canvas.fill(x, y, press.right, y + high, (1.0, 0.8, 0.75))
        press.at("note", text, x + 0.5 * size, y + 0.3 * size, room - size, letters=letters, pitch=letters.size * 1.2, free=True)  # fmt: skip
        y += high + chance.choice((0.3, 1.5, 3.0)) * size
