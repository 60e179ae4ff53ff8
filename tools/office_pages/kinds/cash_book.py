"""A cash book: month and day in narrow columns of their own, what for, in, out, what is left; brought
and carried forward, ruled or open."""

from __future__ import annotations

from tools.office_pages.press import Cell, Col, Press, Row
from tools.office_pages.words import Author, lists

HELD = True


def compose(press: Press, author: Author) -> None:
    """One document."""
    chance = press.chance
    press.document_title(
        f"{author.fiscal()}　{chance.choice(('現金出納簿', '預金出納帳', '補助事業に係る出納簿', '前渡資金経理簿'))}"
    )
    if author.maybe(0.5):
        press.paragraph(f"所属：{author.section()}", kind="label")
        press.paragraph("（単位：円）", kind="note", align="right")
    size = press.letters(size=min(press.style.size, 10.0))
    apart = author.maybe(0.6)
    payee = author.maybe(0.4)
    heads: list[Cell | str | None] = ["月", "日"] if apart else ["月日"]
    heads += ["摘要", *(["相手方"] if payee else []), "収入金額", "支出金額", "差引残高"]
    left = chance.randint(100_000, 3_000_000)
    rows: list[Row] = [heads]

    def add(day: list[Cell | str | None], what: str, into: int, out: int) -> None:
        to = [author.pick(lists.ORGANISATIONS)[:10]] if payee else []
        sums = [author.digits(f"{value:,}") if value else "" for value in (into, out, left)]
        rows.append([*day, what, *to, *sums])

    empty: list[Cell | str | None] = ["", ""] if apart else [""]
    add(empty, chance.choice(("前頁繰越", "前月より繰越", "前年度繰越金")), left, 0)
    month, day = 4, 1
    for at in range(chance.randint(10, 32)):
        day += chance.randint(0, 9)
        fresh = day > 28
        if fresh:
            month, day = month % 12 + 1, day - 28
        into = chance.randint(1, 900) * 1000 if author.maybe(0.25) else 0
        out = 0 if into else chance.randint(1, 90_000)
        left += into - out
        months = author.number(month) if fresh or not at else ""
        when: list[Cell | str | None] = (
            [Cell(months, "right"), Cell(author.number(day), "right")]
            if apart
            else [f"{author.number(month)}/{author.number(day)}"]
        )
        what = (
            author.goods()
            if not into
            else author.pick(("補助金概算払", "利子", "会費収入", "雑入"))
        )
        add(when, what, into, out)
    add(empty, chance.choice(("次頁へ繰越", "月計", "合計")), 0, 0)
    dates = [Col(0.05), Col(0.05)] if apart else [Col(0.1)]
    cols = [*dates, Col(0.36), *([Col(0.2)] if payee else []),
            Col(0.16, "right"), Col(0.16, "right"), Col(0.18, "right")]  # fmt: skip
    press.table(cols, rows, heads=1, letters=size)
