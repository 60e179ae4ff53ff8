"""A report's page: headings, prose, lists and tables with captions, one below the other."""

from __future__ import annotations

from tools.office_pages.press import Col, Press, Row
from tools.office_pages.words import Author, lists
from tools.office_pages.words.author import CIRCLED

HELD = False


def compose(press: Press, author: Author) -> None:
    """One document."""
    chance = press.chance
    press.document_title(
        f"{author.plan()}{chance.choice(('の評価', '中間報告', '（案）', 'に係る調査結果'))}"
    )
    tables = 0
    for section in range(1, chance.randint(3, 6)):
        press.need(4 * press.style.line)
        press.heading(f"{author.number(section)}　{author.theme()}", size=1.2)
        for part in range(1, chance.randint(2, 4)):
            if author.maybe(0.6):
                press.paragraph(
                    f"({author.number(part)})　{author.theme()}",
                    kind="heading",
                    letters=press.letters(heavy=True),
                    keep=2,
                )
            press.paragraph(author.prose(1, 4), first="　")
            way = chance.random()
            if way < 0.3:
                _list(press, author)
            elif way < 0.6:
                tables += 1
                _table(press, author, tables)


def _list(press: Press, author: Author) -> None:
    chance = press.chance
    marks = chance.choice((CIRCLED, ["・"] * 20, ["○"] * 20, [f"{n})" for n in range(1, 21)]))
    for number in range(chance.randint(2, 5)):
        text = author.clause() if author.maybe(0.5) else author.sentence()
        press.paragraph(text, kind="item", hang=f"{marks[number]}　", indent=1)
    press.skip(0.3)


def _table(press: Press, author: Author, number: int) -> None:
    chance = press.chance
    count = chance.randint(2, 4)
    press.skip(0.3)
    press.need(7 * press.style.line)
    press.paragraph(
        f"表{author.number(number)}　{author.theme()}の{chance.choice(('概要', '推移', '比較'))}",
        kind="caption",
        align="center",
    )
    words = author.maybe(0.5)
    if words:
        names = chance.sample(("項目", "内容", "担当課", "目標", "実績", "評価"), count)
        rows: list[Row] = [tuple(names)]
        for _ in range(chance.randint(2, 5)):
            rows.append(
                tuple(
                    author.pick(lists.SECTIONS) if name == "担当課" else author.clause()
                    for name in names
                )
            )
        press.table([Col(1)] * count, rows, heads=1)
    else:
        rows = [("区分", *(author.fiscal(author.year - count + n) for n in range(count)))]
        for _ in range(chance.randint(3, 7)):
            rows.append(
                (
                    author.pick(lists.BUDGET_TITLES),
                    *(author.amount(1, 90_000, minus=0.05) for _ in range(count)),
                )
            )
        press.table([Col(1.6), *[Col(1, "right")] * count], rows, heads=1)
    press.skip(0.6)
