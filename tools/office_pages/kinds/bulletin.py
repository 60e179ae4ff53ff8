"""A bulletin of a town or a school set upright: articles that run on over two to five tiers."""

from __future__ import annotations

from tools.office_pages.press import Press
from tools.office_pages.upright import Tiers
from tools.office_pages.words import Author, lists

HELD = False


def compose(press: Press, author: Author) -> None:
    """One document."""
    chance = press.chance
    press.title = f"{author.body}だより"
    count = chance.choice((2, 3, 3, 4, 5))
    tiers = Tiers(
        press,
        press.letters(size=chance.choice((8.5, 9.0, 10.0, 11.0))),
        count,
        gap=chance.choice((8.0, 12.0, 18.0, 26.0)),
        ruled=author.maybe(0.4),
    )
    full = chance.choice((0.5, 0.8, 1.0, 1.7)) * count
    while tiers.used < full:
        tiers.paragraph(author.theme(), kind="heading", indent=chance.choice((0, 2)), heavy=True)
        for _ in range(chance.randint(1, 4)):
            tiers.paragraph(author.prose(2, 5), indent=1)
        if author.maybe(0.4):
            tiers.paragraph("主な内容", kind="label", indent=1)
            for _ in range(chance.randint(2, 6)):
                tiers.paragraph(f"・{author.clause()}", kind="item", indent=1, hang=2)
        if author.maybe(0.3):
            for _ in range(chance.randint(2, 4)):
                tiers.paragraph(
                    f"{chance.choice(lists.POSTS)}　{author.name('　')}", kind="item", indent=2
                )
        if author.maybe(0.5):
            tiers.skip()
