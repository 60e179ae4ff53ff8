"""A card of a town's accounts: small ruled tables set against each other, two or three in a row."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from tools.office_pages.press import Cell, Col, Press, Row
from tools.office_pages.style import Style
from tools.office_pages.words import Author, lists

HELD = False

_MEASURES = (
    "実質収支", "単年度収支", "積立金", "繰上償還金", "積立金取崩し額", "実質単年度収支",
    "基準財政収入額", "基準財政需要額", "標準財政規模", "財政力指数", "実質公債費比率", "将来負担比率",
    "経常収支比率", "地方債現在高", "債務負担行為額", "財政調整基金", "減債基金", "歳入総額", "歳出総額",
    "歳入歳出差引", "翌年度に繰越すべき財源",
)  # fmt: skip


def adapted(style: Style, chance: Random) -> Style:
    """Small letters, narrow margins."""
    return replace(style, size=chance.choice((6.0, 7.0, 8.0)), margins=(48.0, 36.0, 48.0, 36.0),
                   page=chance.choice(("A4", "A4 landscape")), tracking=0.0, pitch=min(style.pitch, 1.35))  # fmt: skip


def compose(press: Press, author: Author) -> None:
    """One document."""
    chance = press.chance
    press.document_title(f"{author.fiscal()}　決算カード", size=1.6)
    rules = "full" if author.maybe(0.8) else press.style.rules
    room = press.room
    _beside(press, rules, [(0.38, _people(author)), (0.62, _sorts(author))],
            chance.choice((0.0, 6.0)))  # fmt: skip
    press.skip(chance.choice((0.3, 1.0)))
    count = chance.choice((2, 2, 3)) if room > 600 else 2
    parts = [
        (1 / count, _spending(author, name))
        for name in author.some(
            ("歳入の状況", "性質別歳出の状況", "目的別歳出の状況", "指数等"), count, count
        )
    ]
    _beside(press, rules, parts, chance.choice((0.0, 8.0, 14.0)))
    press.skip(0.5)
    if press.left_over > 3 * press.style.line:
        press.paragraph(author.sentence(), hang="（注）")


def _beside(
    press: Press, rules: str, parts: list[tuple[float, tuple[list[Col], list[Row], int]]],
    gap: float,
) -> None:  # fmt: skip
    """Tables side by side from the place at hand, each read to its end."""
    top, x, low = press.y, press.left, press.y
    room = press.room - gap * (len(parts) - 1)
    for share, (cols, rows, heads) in parts:
        press.y = top
        most = max(3, int((press.bottom - top) / (press.style.line + 1.2 * press.style.padding)))
        press.table(
            cols, rows[:most], heads=heads, x=x, room=room * share, rules=rules, split=False
        )
        low = max(low, press.y)
        x += room * share + gap
    press.y = low


def _people(author: Author) -> tuple[list[Col], list[Row], int]:
    chance = author.chance
    rows: list[Row] = []
    for name in ("国勢調査人口", "住民基本台帳人口", "面積", "人口密度", "世帯数"):
        if author.maybe(0.8):
            unit = {"面積": "k㎡", "世帯数": "世帯"}.get(name, "人")
            rows.append((Cell(name, "even", head=True), f"{author.amount(100, 90000)}{unit}",
                         ("△" if author.maybe(0.4) else "") + author.percent()))  # fmt: skip
    names = ("区分", chance.choice(("令和２年", "前回")), "増減率")
    rows = [names, *rows] if author.maybe(0.6) else rows or [names]
    return (
        [Col(0.45), Col(0.32, "right", whole=True), Col(0.23, "right")],
        rows,
        int(rows[0] is names),
    )


def _sorts(author: Author) -> tuple[list[Col], list[Row], int]:
    rows: list[Row] = [("区分", f"{author.fiscal()}", "前年度", "増減率")]
    for name in author.some(_MEASURES, 4, 9):
        rows.append((name, author.amount(10, 9_000_000), author.amount(10, 9_000_000, minus=0.2),
                     author.percent()))  # fmt: skip
    return [Col(0.37), Col(0.23, "right"), Col(0.23, "right"), Col(0.17, "right")], rows, 1


def _spending(author: Author, name: str) -> tuple[list[Col], list[Row], int]:
    rows: list[Row] = [
        (Cell(f"{name}（単位：千円・％）", colspan=3),),
        ("区分", "決算額", "構成比"),
    ]
    for item in author.some((*lists.BUDGET_TITLES, *lists.BUDGET_SECTIONS), 8, 22):
        rows.append(
            (item, author.amount(10, 900_000), author.digits(f"{author.chance.uniform(0, 40):.1f}"))
        )
    rows.append((Cell("合計", "center"), author.amount(100_000, 9_000_000), author.digits("100.0")))
    return [Col(0.5), Col(0.3, "right"), Col(0.2, "right")], rows, 2
