"""A month: a box for each day with its number and what takes place, a line each."""

from __future__ import annotations

from tools.office_pages.press import Cell, Col, Press, Row
from tools.office_pages.words import Author, lists

HELD = True


def compose(press: Press, author: Author) -> None:
    """One document."""
    chance = press.chance
    press.document_title(
        f"{author.month()}の{chance.choice(('行事予定', '予定表', '会議日程', '開館カレンダー'))}"
    )
    first, days = chance.randrange(7), chance.choice((30, 31))
    rows: list[Row] = [tuple(Cell(day, "center") for day in "日月火水木金土")]
    cells = [""] * first + [_day(author, day) for day in range(1, days + 1)]
    cells += [""] * (-len(cells) % 7)
    rows += [tuple(cells[at : at + 7]) for at in range(0, len(cells), 7)]
    size = min(press.style.size, 9.0)
    rules = "full" if author.maybe(0.8) else press.style.rules
    press.table(
        [Col(1)] * 7,
        rows,
        heads=1,
        rules=rules,
        letters=press.letters(size=size),
        padding=3.0,
        pitch=size * 1.25,
    )
    if author.maybe(0.5):
        press.skip()
        press.paragraph("都合により変更する場合があります。", kind="note", hang="※　")


def _day(author: Author, day: int) -> str:
    events = [author.pick(lists.EVENTS)[:12] for _ in range(author.chance.choice((0, 0, 1, 1, 2)))]
    return "\n".join([author.number(day), *events])
