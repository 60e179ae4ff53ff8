"""A curriculum vitae: name with its reading, boxes for a picture and an address, then dates and
what was done, a line each, in a ruled or an open table."""

from __future__ import annotations

from tools.office_pages.press import Cell, Col, Press, Row
from tools.office_pages.words import Author, lists

HELD = True


def compose(press: Press, author: Author) -> None:
    """One document."""
    chance = press.chance
    press.document_title(chance.choice(("履　歴　書", "略　歴　書", "経歴書（候補者）")))
    press.paragraph(f"{author.date()}現在", kind="date", align="right")
    press.skip(0.3)
    size = press.style.size
    picture = author.maybe(0.6)
    side = size * 8
    top = press.y
    room = press.room - (side + size if picture else 0)
    rules = "full" if author.maybe(0.75) else press.style.rules
    rows: list[Row] = [
        (Cell("ふりがな", "center", head=True), chance.choice(("みどりかわ　たろう", "あおば　さくら", "きりはま　じろう"))),
        (Cell("氏　名", "center", head=True), Cell(author.name("　"))),
        (Cell("生年月日", "center", head=True), f"{author.date(1990 + chance.randint(-25, 8))}生（満{author.number(chance.randint(24, 60))}歳）"),
        (Cell("現住所", "center", head=True), author.address()),
        (Cell("連絡先", "center", head=True), f"電話　{author.phone()}"),
    ]  # fmt: skip
    press.table([Col(0.22), Col(0.78)], rows, rules=rules, room=room)
    low = press.y
    if picture:
        x = press.right - side
        press.canvas.outline(x, top, press.right, top + side * 1.2, 0.5)
        press.at("label", "写真を貼る位置\n縦40mm\n横30mm", x, top + size * 3, side, "center",
                 letters=press.letters(size=size * 0.75), free=True)  # fmt: skip
        low = max(low, top + side * 1.2)
    press.y = low + size
    apart = author.maybe(0.6)
    for name in author.some(("学歴", "職歴", "社会における活動等", "免許・資格"), 2, 4):
        if press.left_over < 8 * press.style.line:
            break
        _dated(press, author, name, rules, apart)
    if press.left_over > 4 * press.style.line:
        press.paragraph("上記のとおり相違ありません。", indent=1)
        press.paragraph(author.name("　"), kind="sender", align="right")


def _dated(press: Press, author: Author, name: str, rules: str, apart: bool) -> None:
    """Dates and what was done; year and month each in a column of its own where ``apart``."""
    chance = press.chance
    rows: list[Row] = []
    first = chance.randint(1995, 2012)
    heads: Row = ("年", "月", Cell(name, "center")) if apart else ("年月", Cell(name, "center"))
    for year in range(first, first + chance.randint(2, 7)):
        what = author.pick(
            (
                f"{author.body}立{author.pick(lists.PLACES)}高等学校　卒業",
                f"{author.body}{author.section()}　{author.pick(lists.POSTS)}",
                f"{author.council()}　{author.pick(lists.ROLES)}（現在に至る）",
                f"{author.pick(lists.PLACES)}大学　法学部　入学",
                author.pick(lists.ORGANISATIONS),
            )
        )
        named = author.era_year(year)
        month = author.number(chance.randint(1, 12))
        rows.append((named, Cell(month, "center"), what) if apart else (f"{named}{month}月", what))
    cols = [Col(0.2), Col(0.08), Col(0.72)] if apart else [Col(0.24), Col(0.76)]
    press.table(cols, [heads, *rows], heads=1, rules=rules)
    press.skip(0.6)
