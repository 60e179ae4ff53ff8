"""An agenda of a day's sitting with titles and headings whose characters stand one ideographic space
apart (議　事　日　程), a line of the day, numbered business and who was there."""

from __future__ import annotations

from tools.office_pages.press import Press
from tools.office_pages.words import Author

HELD = True


def _apart(text: str) -> str:
    return "　".join(text)


def compose(press: Press, author: Author) -> None:
    """One document."""
    chance = press.chance
    if author.maybe(0.6):
        press.paragraph(f"{author.era_year()}第{author.number(chance.randint(1, 4))}回{author.body}議会定例会", kind="heading")  # fmt: skip
    press.document_title(_apart(chance.choice(("議事日程", "会議次第", "式次第", "出席者", "日程表"))), size=chance.choice((1.0, 1.3)))  # fmt: skip
    press.paragraph(f"{author.date()}{author.weekday()}　{author.time()}開議", kind="date", align=chance.choice(("right", "left")))  # fmt: skip
    press.skip(0.5)
    for number in range(1, chance.randint(4, 9)):
        press.paragraph(author.clause(), kind="item", hang=f"日程第{author.number(number)}　")
    press.skip()
    press.paragraph(_apart(chance.choice(("出席委員", "配付資料", "議題", "報告"))), kind="heading", align=chance.choice(("center", "left")))  # fmt: skip
    for _ in range(chance.randint(3, 6)):
        press.paragraph(author.name("　"), kind="item", hang=f"{chance.choice(('委員', '議長', '委員'))}　　", indent=2)  # fmt: skip
    press.skip()
    press.paragraph(_apart(chance.choice(("付議事件", "会議の経過", "目的"))), kind="heading", align="center")  # fmt: skip
    for _ in range(chance.randint(1, 3)):
        press.paragraph(author.prose(1, 3), first="　")
