"""A notice set upright: number, date and sender, title, text, articles."""

from __future__ import annotations

from tools.office_pages.press import Press
from tools.office_pages.upright import Tiers
from tools.office_pages.words import Author, lists

HELD = False


def compose(press: Press, author: Author) -> None:
    """One document."""
    chance = press.chance
    tiers = Tiers(
        press, press.letters(size=max(press.style.size, 10)), chance.choice((1, 1, 2)), gap=24.0
    )
    press.title = f"{author.body}告示"
    tiers.paragraph(
        f"{author.body}{chance.choice(('告示', '公告', '訓令', '規則'))}第{chance.randint(1, 300)}号",
        kind="label",
    )
    tiers.paragraph(
        f"{author.theme()}に関する{chance.choice(('要綱を次のように定める。', '規則の一部を改正する規則を次のように定める。', '件を公布する。'))}",
        kind="title",
        indent=1,
        hang=0,
    )
    tiers.paragraph(author.date(), kind="date", indent=2)
    tiers.paragraph(f"{author.leader}　{author.name('　')}", kind="sender", low=True)
    tiers.skip()
    for number in range(1, chance.randint(4, 12)):
        if author.maybe(0.6):
            tiers.paragraph(
                f"（{chance.choice(('目的', '定義', '対象', '申請', '決定', '報告', '委任', '様式'))}）",
                kind="label",
                indent=1,
            )
        tiers.paragraph(f"第{number}条　{author.prose(1, 2)}", hang=1)
        for at in range(1, chance.choice((1, 1, 3, 4))):
            tiers.paragraph(f"{at}　{author.clause()}", kind="item", indent=1, hang=2)
    tiers.paragraph("附　則", kind="heading", indent=3)
    tiers.paragraph(
        f"この{chance.choice(('要綱', '規則', '告示'))}は、{author.date()}から施行する。", indent=1
    )
    if author.maybe(0.3):
        tiers.skip()
        for name in author.some(lists.OBJECTS, 2, 4):
            tiers.paragraph(f"{name}　{author.name('　')}", kind="item", indent=2)
