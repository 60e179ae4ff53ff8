"""A table whose rows are parted by level rules alone, most of its cells of several lines, not all as high
as their row: measures with who carries them out and by when."""

from __future__ import annotations

from tools.office_pages.press import Cell, Col, Press, Row
from tools.office_pages.words import Author, lists

HELD = True


def compose(press: Press, author: Author) -> None:
    """One document."""
    chance = press.chance
    press.document_title(f"{author.theme()}に関する取組一覧", size=1.2)
    if author.maybe(0.5):
        press.paragraph(author.sentence(), first="　")
    grouped = author.maybe(0.4)
    middle: Row = ("区分", "取組の内容", "担当", "期限")
    rows: list[Row] = [middle]
    for number in range(1, chance.randint(5, 9)):
        label = author.pick(lists.THEMES) if not grouped else f"{author.number(number)}　{author.pick(lists.BUDGET_TITLES)}"  # fmt: skip
        rows.append((
            label if author.maybe(0.85) else Cell(""),
            author.prose(1, 2) if author.maybe(0.7) else "\n".join(f"・{author.clause()}" for _ in range(2)),
            f"{author.section()}、{author.section()}" if author.maybe(0.5) else author.section(),
            author.month(),
        ))  # fmt: skip
    cols = [Col(0.2), Col(0.44), Col(0.2), Col(0.16)]
    press.table(cols, rows, heads=1, rules="horizontal")
    if author.maybe(0.5):
        press.paragraph(f"（注）{author.clause()}", kind="note", letters=press.letters(size=press.style.size * 0.85))  # fmt: skip
