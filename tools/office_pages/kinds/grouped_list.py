"""A long list in groups of a few rows, white between the groups: prices, codes, grades, addresses."""

from __future__ import annotations

from tools.office_pages.press import Cell, Col, Press, Row
from tools.office_pages.words import Author, lists

HELD = False


def compose(press: Press, author: Author) -> None:
    """One document."""
    chance = press.chance
    press.document_title(f"{author.theme()}{chance.choice(('一覧', '単価表', '換算表', '別表'))}")
    kind = chance.choice(("numbers", "numbers", "names", "codes"))
    count = chance.randint(2, 7)
    size = chance.choice((2, 3, 4, 5, 5, 10))
    groups = chance.randint(3, 9)
    white = chance.choice((0.2, 0.5, 0.8, 1.2)) * press.style.line
    cols = _columns(kind, count)
    if author.maybe(0.6):
        heads = {"numbers": "番号", "names": "名称", "codes": "コード"}[kind]
        row = (
            heads,
            *(
                f"{author.number(n)}{chance.choice(('級', '区分', '号'))}"
                for n in range(1, len(cols))
            ),
        )
        press.table(cols, [tuple(Cell(name, "center") for name in row)], heads=1)
    number = 0
    for _ in range(groups):
        rows: list[Row] = []
        for _ in range(size):
            number += 1
            rows.append(_row(author, kind, number, len(cols)))
        press.table(cols, rows, heads=0)
        press.y += white


def _columns(kind: str, count: int) -> list[Col]:
    if kind == "numbers":
        return [Col(0.12, "right"), *(Col(0.88 / count, "right") for _ in range(count))]
    if kind == "names":
        return [Col(0.4), Col(0.35), Col(0.25, "right")]
    return [Col(0.15), Col(0.6), Col(0.25, "right")]


def _row(author: Author, kind: str, number: int, columns: int) -> Row:
    chance = author.chance
    if kind == "numbers":
        values = (f"{chance.randint(90, 900)},{chance.randint(0, 9)}00" for _ in range(columns - 1))
        return (str(number), *values)
    if kind == "names":
        return (
            f"{chance.choice(lists.PLACES)}{chance.choice(('支所', '公民館', '小学校'))}",
            chance.choice(lists.OBJECTS),
            f"{chance.randint(1, 999)}",
        )
    return (
        f"{chance.randint(1000, 9999)}",
        chance.choice(lists.OBJECTS),
        f"{chance.randint(1, 99)},{chance.randint(100, 999)}円",
    )
