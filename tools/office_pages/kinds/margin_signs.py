"""Running text and items with signs in the margin: what is new, what matters, numbers of paragraphs, or
lines numbered by fives; each stands level with the line it marks, left or right of all text."""

from __future__ import annotations

from tools.office_pages.press import Press
from tools.office_pages.words import Author

HELD = True


def compose(press: Press, author: Author) -> None:
    """One document."""
    chance, size = press.chance, press.style.size
    press.document_title(f"{author.theme()}について", size=1.2, align="left")
    at_right = author.maybe(0.4)
    way = chance.choice(("signs", "signs", "paragraphs", "notes"))
    signs = chance.choice(
        (("★", "☆"), ("新", "拡"), ("※",), ("▶", "◆"), ("重要", "新規"), ("○", "◎"))
    )
    x = press.right + 0.6 * size if at_right else press.left - chance.choice((1.5, 2.0)) * size * len(signs[0])  # fmt: skip
    small = press.letters(size=round(size * chance.choice((0.8, 1.0)), 1))
    count = 0
    for section in range(1, chance.randint(3, 5)):
        press.need(6 * press.style.line)
        press.paragraph(f"{author.number(section)}　{author.theme()}", kind="heading", letters=press.letters(heavy=True))  # fmt: skip
        for _ in range(chance.randint(1, 4)):
            press.need(5 * press.style.line)
            count += 1
            if way == "paragraphs" or author.maybe(0.5):
                sign = author.digits(str(count)) if way == "paragraphs" else f"*{count}" if way == "notes" else chance.choice(signs)  # fmt: skip
                press.at("label", sign, x, press.y, 3 * size, letters=small, free=True)
            if author.maybe(0.5):
                press.paragraph(author.prose(1, 3), first="　")
            else:
                press.paragraph(author.sentence(), kind="item", hang="・")
        press.skip(0.5)
