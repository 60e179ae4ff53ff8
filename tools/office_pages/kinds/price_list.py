"""A list of prices over pages: code | name in one to three lines | size | maker | price, set small."""

from __future__ import annotations

from tools.office_pages.press import Cell, Col, Press, Row
from tools.office_pages.words import Author, lists

HELD = True

_SIZES = (
    "１錠",
    "１ｍＬ",
    "１ｇ",
    "１筒",
    "１個",
    "10mg1錠",
    "0.5％10mL1瓶",
    "２０ｍｇ１カプセル",
    "１枚",
)
_PARTS = ("アミノ", "ベンゾ", "クロル", "ジメチル", "エチル", "フェニル", "メト", "ニトロ", "オキシ", "プロ", "サル", "チア")  # fmt: skip
_ENDS = ("錠", "カプセル", "注射液", "軟膏", "散", "点眼液", "貼付剤", "シロップ", "顆粒")


def compose(press: Press, author: Author) -> None:
    """One document."""
    chance = press.chance
    press.document_title(
        chance.choice(("価格基準（別表）", "基準価格一覧表", "材料価格基準", "収載品目一覧")),
        align=chance.choice(("left", "center")),
    )
    letters = press.letters(size=chance.choice((7.0, 7.5, 8.0, 9.0)))
    form = chance.choice(("full", "full", "name size price", "grouped"))
    rows: list[Row] = [
        _picked(form, ("コード", "品名", "規格・単位", "製造販売業者名", "価格（円）"))
    ]
    group = 0
    for number in range(chance.randint(12, 60)):
        if form == "grouped" and (not number or author.maybe(0.12)):
            group += 1
            rows.append(
                (Cell(f"（{author.number(group)}）{author.pick(lists.THEMES)}", colspan=3),)
            )
        name = "".join(author.some(_PARTS, 2, 5)) + author.pick(_ENDS)
        if author.maybe(0.4):
            name += (
                f"{author.digits(str(chance.randint(1, 50)))}ｍｇ「{author.pick(lists.PLACES)}」"
            )
        price = f"{chance.randint(5, 90000) / 10:,.{chance.choice((1, 2))}f}"
        rows.append(
            _picked(
                form,
                (
                    f"{chance.randint(1000000, 9999999)}F{chance.randint(1000, 9999)}",
                    name,
                    author.pick(_SIZES),
                    author.pick(lists.PLACES)
                    + author.pick(("製薬", "薬品工業", "ファーマ", "メディカル")),
                    author.digits(price),
                ),
            )
        )
    cols = [Col(0.17), Col(0.36), Col(0.16), Col(0.19), Col(0.12, "right")]
    if form in ("name size price", "grouped"):
        cols = [Col(0.55), Col(0.25), Col(0.2, "right")]
    press.table(cols, rows, heads=1, letters=letters)


def _picked(form: str, row: tuple[str, ...]) -> tuple[str, ...]:
    return row if form == "full" else (row[1], row[2], row[4])
