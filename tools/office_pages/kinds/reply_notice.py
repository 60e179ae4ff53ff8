"""A notice of a meeting with a slip for the reply at its foot: day, place and agenda with spaced
labels, a dashed line, boxes to tick, labels and lines to fill in, who to send it to beside."""

from __future__ import annotations

from tools.office_pages.press import Cell, Col, Press, Row
from tools.office_pages.words import Author

HELD = True


def compose(press: Press, author: Author) -> None:
    """One document."""
    chance = press.chance
    press.paragraph(author.date(), kind="date", align="right")
    press.paragraph(f"{author.council()}　委員　各位", kind="addressee")
    press.paragraph(f"{author.body}{author.section()}長", kind="sender", align="right")
    press.skip()
    press.document_title(f"{author.council()}の開催について（通知）", size=1.2)
    press.paragraph(author.prose(1, 2), first="　")
    press.paragraph("記", align="center", kind="label")
    between = chance.choice(("　", "　　", "："))
    for name, value in (
        ("日　時", f"{author.date()}{author.weekday()}　{author.time()}"),
        ("場　所", f"{author.place_name}庁舎　第{author.number(chance.randint(1, 9))}会議室"),
        ("議　題", author.clause()),
        ("持ち物", author.pick(("筆記用具", "資料一式", "委員証"))),
    ):
        press.paragraph(value, kind="item", hang=f"{name}{between}", indent=1)  # fmt: skip
    press.skip(1.5)
    press.canvas.rule(press.left, press.y, press.right, press.y, 0.4, "dashed", True)
    press.skip(0.8)
    _slip(press, author)


def _slip(press: Press, author: Author) -> None:
    """The reply at the left, where it goes at the right."""
    chance = press.chance
    gap = press.style.size * chance.choice((2.0, 3.0))
    wide = press.room * 0.6 - gap
    top = press.y
    y = press.at("heading", chance.choice(("出欠回答票", "返信票", "参加申込書")), press.left, top, wide, letters=press.letters(heavy=True))  # fmt: skip
    rows: list[Row] = [
        (Cell("出欠", head=True), "□出席　□欠席"),
        (Cell("所属", head=True), author.pick(("", author.section()))),
        (Cell("氏名", head=True), author.name("　")),
        (Cell("電話", head=True), author.phone()),
        (Cell("備考", head=True), author.pick(("", "駐車場を利用する。", author.clause()))),
    ]
    press.y = y
    press.table([Col(0.25, whole=True), Col(0.75)], rows, x=press.left, room=wide)
    low = press.y
    x, room = press.left + wide + gap, press.room - wide - gap
    y = press.at("heading", chance.choice(("【送付先】", "■ 提出先")), x, top, room, letters=press.letters(heavy=True))  # fmt: skip
    for kind, text in (
        ("item", f"{author.body}{author.section()}"), ("item", f"担当　{author.name('　')}"),
        ("item", f"電話　{author.phone()}"), ("item", f"期限　{author.date()}"),
    ):  # fmt: skip
        y = press.at(kind, text, x, y, room)  # type: ignore[arg-type]
    press.y = max(low, y)
