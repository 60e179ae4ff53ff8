"""A budget book's sections with their sums and what they are spent on: the unit stands small above the
first sum within its cell, items have a line each, and sums are stepped in by their level."""

from __future__ import annotations

from tools.office_pages.press import Cell, Col, Press, Row
from tools.office_pages.words import Author, lists

HELD = True


def compose(press: Press, author: Author) -> None:
    """One document."""
    chance = press.chance
    unit = chance.choice(("千円", "千円", "円"))
    parts = chance.choice((True, False))
    rows: list[Row] = [
        (Cell("節", colspan=2), Cell("説　　明", rowspan=2)),
        (Cell("区　　分"), Cell("金　　額"), None),
    ]
    for number in range(chance.randint(5, 8)):
        section = author.pick(list(lists.BUDGET_ITEMS))
        items = author.some(lists.BUDGET_ITEMS[section], 1, 4)
        sums = [author.amount(10, 9_000) for _ in items]
        name = f"{author.number(chance.randint(1, 28))}　{section}\n" if number or parts else ""
        total = f"{author.amount(10, 60_000)}\n" if name else ""
        first = f"{unit}\n" if not number else ""
        lead = "\n" if first else ""
        told = f"{author.digits(f'{number + 1:03}')}　{author.clause()}\n　{author.goods()}"
        rows.append((
            Cell(name + "\n".join(f"　{item}" for item in items) if not lead else (name + "\n".join(items))),
            first + total + "\n".join(sums),
            told,
        ))  # fmt: skip
    heading = f"（款）{author.number(chance.randint(1, 14))}　{author.pick(lists.BUDGET_TITLES)}"
    if author.maybe(0.5):
        press.heading(heading)
    cols = [Col(0.28, whole=True), Col(0.16, "right", whole=True), Col(0.56)]
    press.table(cols, rows, heads=2, rules=chance.choice(("full", "full", press.style.rules)))
