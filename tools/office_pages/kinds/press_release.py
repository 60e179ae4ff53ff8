"""A release: date and box of who answers at the right, points, a schedule, what is attached."""

from __future__ import annotations

from tools.office_pages.press import Cell, Col, Press, Row
from tools.office_pages.words import Author, lists

HELD = True


def compose(press: Press, author: Author) -> None:
    """One document."""
    chance = press.chance
    top = press.y
    press.at("label", chance.choice(("報道関係者各位", "Press Release", "報道発表資料", "記者発表")), press.left, top, press.room * 0.4,
             letters=press.letters(heavy=True, size=press.style.size * 1.2))  # fmt: skip
    room = min(press.room * 0.55, 19 * press.style.size)
    x = press.right - room
    inset = 4.0
    y = press.at(
        "date", f"{author.date()}{author.weekday()}", x + inset, top + inset, room - 2 * inset
    )
    lines = [
        f"{author.body}{author.section()}",
        f"課長　{author.name('　')}",
        f"担当　{author.name('　')}",
        f"電話　{author.phone()}",
    ]
    if author.maybe(0.5):
        lines.insert(0, "【照会先】")
    for line in lines:
        y = press.at("label", line, x + inset, y, room - 2 * inset)
    if author.maybe(0.7):
        press.canvas.outline(x, top, press.right, y + inset, press.style.rule_weight)
    press.y = y + press.style.line
    press.document_title(
        author.clause() + chance.choice(("について", "を実施します", "を公表します")), size=1.4
    )
    press.paragraph(author.prose(1, 3), first="　")
    press.skip(0.6)
    for number in range(1, chance.randint(3, 6)):
        heading = author.pick(
            ("概要", "日時", "場所", "対象", "主な内容", "今後の予定", "申込方法", "経緯")
        )
        press.paragraph(f"{author.number(number)}　{heading}", kind="heading", keep=2)
        way = chance.random()
        if way < 0.35:
            rows: list[Row] = []
            for _ in range(chance.randint(2, 5)):
                rows.append((Cell(author.date()), author.clause()))
            press.table([Col(0.3, whole=True), Col(0.7)], rows, rules=chance.choice(("none", press.style.rules)),
                        x=press.left + 2 * press.style.size, room=press.room - 2 * press.style.size)  # fmt: skip
        elif way < 0.7:
            for _ in range(chance.randint(1, 4)):
                press.paragraph(
                    author.clause(), kind="item", hang=chance.choice(("・", "○")), indent=2
                )
        else:
            press.paragraph(author.prose(1, 2), first="　", indent=1)
        press.skip(0.5)
    if press.left_over > 5 * press.style.line:
        for number in range(1, chance.randint(2, 4)):
            press.paragraph(
                f"別紙{author.number(number)}　{author.plan()}（{author.pick(lists.OBJECTS)}）",
                kind="item",
                indent=1,
            )
