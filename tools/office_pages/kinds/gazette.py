"""A page of a gazette: upright text in three to five tiers, with rules between them."""

from __future__ import annotations

from tools.office_pages.press import Press
from tools.office_pages.upright import Tiers
from tools.office_pages.words import Author, lists

HELD = True


def compose(press: Press, author: Author) -> None:
    """One document."""
    chance = press.chance
    press.title = f"{author.body}公報"
    press.at(
        "header",
        f"{author.date()}　{author.weekday()}　{author.body}公報　第{author.number(chance.randint(100, 4000))}号",
        press.left,
        press.y,
        press.room,
        chance.choice(("left", "center", "right")),
    )
    press.y += 2.4 * press.style.line
    press.canvas.rule(
        press.left, press.y - 8, press.right, press.y - 8, press.style.rule_weight, "solid", False
    )
    count = chance.choice((3, 4, 4, 5)) if press.height > 650 else 3
    tiers = Tiers(
        press,
        press.letters(size=chance.choice((7.5, 8.0, 9.0))),
        count,
        gap=chance.choice((10.0, 14.0, 20.0)),
        ruled=author.maybe(0.75),
    )
    full = chance.choice((0.4, 0.9, 1.2, 1.9)) * count
    while tiers.used < full:
        tiers.paragraph(
            chance.choice(("告　示", "公　告", "人事異動", "監査公表", "議会告示")),
            kind="heading",
            indent=1,
            heavy=True,
        )
        for _ in range(chance.randint(1, 3)):
            tiers.paragraph(f"○{author.body}告示第{chance.randint(1, 900)}号", kind="label")
            tiers.paragraph(author.prose(1, 3), indent=1)
            if author.maybe(0.5):
                for number in range(1, chance.randint(3, 6)):
                    tiers.paragraph(f"{number}　{author.clause()}", kind="item", indent=1, hang=2)
            tiers.paragraph(author.date(), kind="date", indent=2)
            tiers.paragraph(f"{author.leader}　{author.name('　')}", kind="sender", low=True)
        if author.maybe(0.4):
            for _ in range(chance.randint(2, 5)):
                tiers.paragraph(
                    f"{chance.choice(lists.POSTS)}　{author.name('　')}", kind="item", indent=1
                )
