"""A page of a budget book: sections with items, each item a line within its cell, and sums."""

from __future__ import annotations

from tools.office_pages.press import Cell, Col, Press, Row
from tools.office_pages.words import Author, lists

HELD = False


def compose(press: Press, author: Author) -> None:
    """One document."""
    chance = press.chance
    title = chance.choice(
        (
            "歳出予算事項別明細書",
            "一般会計予算説明書",
            "補正予算に関する説明書",
            "予算の概要",
            "決算附属書類",
        )
    )
    press.document_title(f"{author.fiscal()}　{title}")
    unit = chance.choice(("（単位：千円）", "（単位　円）", "単位：百万円"))
    for part in range(chance.randint(1, 2)):
        press.need(10 * press.style.line)
        chapter = author.number(chance.randint(1, 14))
        press.heading(
            f"（款）{chapter}　{author.pick(lists.BUDGET_TITLES)}　（項）{author.number(part + 1)}　{author.pick(lists.BUDGET_TITLES)}"
        )
        press.paragraph(unit, align="right", kind="note")
        chance.choice((_in_cells, _in_cells, _by_line, _by_section))(press, author)
        press.skip()


def _items(author: Author, section: str) -> list[str]:
    return author.some(lists.BUDGET_ITEMS[section], 1, 5)


def _in_cells(press: Press, author: Author) -> None:
    """目 | 本年度 | 前年度 | 比較 | 節 | 金額 | 説明, with the items of a section a line each."""
    chance = press.chance
    names = ("目", "本年度", "前年度", "比較", "節", "金額", "説明", "")
    rows: list[Row] = [(*names[:6], Cell(names[6], colspan=2))]
    for number in range(chance.randint(2, 6)):
        section = author.pick(list(lists.BUDGET_ITEMS))
        items = _items(author, section)
        this, last = chance.randint(50, 90_000), chance.randint(50, 90_000)
        gap = this - last
        sums = [author.amount(1, 9_000) for _ in items]
        rows.append((
            f"{author.number(number + 1)}\u3000{author.pick(lists.BUDGET_TITLES)}" if author.maybe(0.5) else author.pick(lists.BUDGET_TITLES),
            author.digits(f"{this:,}"), author.digits(f"{last:,}"),
            ("△" if gap < 0 else "") + author.digits(f"{abs(gap):,}"),
            section, author.amount(1, 60_000), "\n".join(items), "\n".join(sums),
        ))  # fmt: skip
    cols = [
        Col(0.15),
        Col(0.11, "right"),
        Col(0.11, "right"),
        Col(0.11, "right"),
        Col(0.14),
        Col(0.1, "right"),
        Col(0.18, whole=True),
        Col(0.1, "right", whole=True),
    ]
    size = min(press.style.size, 9.0 if press.width < 700 else 10.5)
    press.table(cols, rows, heads=1, letters=press.letters(size=size))


def _by_line(press: Press, author: Author) -> None:
    """Item | sum | difference, a row each, with totals."""
    chance = press.chance
    rows: list[Row] = [("区分", "予算額", "前年度", "増減", "増減率")]
    for _ in range(chance.randint(5, 20)):
        rows.append(
            (
                author.pick(lists.BUDGET_SECTIONS),
                author.amount(1, 900_000),
                author.amount(1, 900_000),
                author.amount(1, 90_000, minus=0.4),
                ("△" if author.maybe(0.4) else "") + author.percent(),
            )
        )
    rows.append(
        (
            Cell("合計", "center"),
            author.amount(100_000, 9_000_000),
            author.amount(100_000, 9_000_000),
            author.amount(1, 90_000, minus=0.4),
            author.percent(),
        )
    )
    press.table(
        [Col(0.36), Col(0.18, "right"), Col(0.18, "right"), Col(0.16, "right"), Col(0.12, "right")],
        rows,
        heads=1,
    )


def _by_section(press: Press, author: Author) -> None:
    """節 | 金額 | 説明: a section and its items in one cell, what it is spent on beside it."""
    chance = press.chance
    rows: list[Row] = [("区分", "金額", "説明")]
    for _ in range(chance.randint(3, 8)):
        section = author.pick(list(lists.BUDGET_ITEMS))
        items = _items(author, section)
        number = author.number(chance.randint(1, 28))
        sums = [author.amount(10, 9_000) for _ in range(len(items) + 1)]
        told = []
        for at in range(chance.randint(1, 4)):
            told.append(f"{author.digits(f'{at + 1:03}')}　{author.clause()}")
            told += [f"　　{author.goods()}" for _ in range(chance.choice((0, 0, 1, 3)))]
        rows.append(
            (
                f"{number} {section}\n" + "\n".join(f"　{item}" for item in items),
                "\n".join(sums),
                "\n".join(told),
            )
        )
    cols = [Col(0.28, whole=True), Col(0.14, "right", whole=True), Col(0.58)]
    press.table(cols, rows, heads=1, rules=chance.choice(("vertical", press.style.rules, "full")))
