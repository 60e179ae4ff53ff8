"""An application form: labels and values in cells, digits in boxes, check boxes."""

from __future__ import annotations

from tools.office_pages.press import Cell, Col, Press, Row
from tools.office_pages.setting import SetLine
from tools.office_pages.words import Author, lists

HELD = True


def compose(press: Press, author: Author) -> None:
    """One document."""
    chance = press.chance
    press.at(
        "label",
        f"様式第{author.number(chance.randint(1, 20))}号（第{author.number(chance.randint(2, 20))}条関係）",
        press.left,
        press.y,
        press.room,
    )
    press.skip(1.5)
    press.document_title(f"{author.pick(lists.FEES)}申請書"[:22], size=1.3)
    _right(press, author.date(), "date")
    press.paragraph(f"{author.leader}　{chance.choice(('様', '殿', '宛て'))}", kind="addressee")
    press.skip(0.5)
    if author.maybe(0.7):
        _digits(
            press,
            author,
            chance.choice(("法人番号", "個人番号", "受給者番号", "整理番号", "口座番号")),
            chance.choice((7, 8, 10, 13)),
        )
    press.paragraph(f"{author.law()}の規定により、下記のとおり申請します。", first="　")
    press.skip(0.5)
    rows: list[Row] = []
    for label, value in (
        ("フリガナ", "ヤマ　ハル"), ("氏名", author.name("　")), ("住所", f"〒{author.digits('123-4567')}\n{author.address()}"), ("電話番号", author.phone()),
        ("生年月日", f"昭和・平成・令和　　{author.number(chance.randint(1, 30))}年　{author.number(chance.randint(1, 12))}月　{author.number(chance.randint(1, 28))}日"),
        ("申請の区分", _checks(author, ("新規", "更新", "変更", "廃止"))), ("添付書類", _checks(author, author.some(lists.OBJECTS[:14], 3, 5), "\n" if author.maybe(0.5) else "　")),
        ("申請の理由", author.prose(1, 2)), ("施設の名称", author.body + author.pick(("第一保育園", "総合福祉センター", "中央図書館"))), ("定員", f"{author.number(chance.randint(10, 200))}人"),
        ("振込先", f"{author.pick(lists.PLACES)}銀行　{author.pick(lists.PLACES)}支店\n普通　{author.number(chance.randint(1000000, 9999999))}"),
    ):  # fmt: skip
        if author.maybe(0.75):
            rows.append((Cell(label, chance.choice(("even", "center")), head=True), Cell(value)))
    rules = "full" if author.maybe(0.85) else press.style.rules
    press.table([Col(0.22), Col(0.78)], rows, rules=rules, padding=5.0)
    if author.maybe(0.5):
        press.skip(0.5)
        press.paragraph("※欄は記入しないでください。", kind="note")
    if author.maybe(0.5):
        press.skip(0.5)
        names = author.some(("受付", "審査", "決裁", "課長", "係長", "担当", "起案", "施行"), 3, 5)
        room = 44.0 * len(names)
        press.table(
            [Col(1, "center")] * len(names),
            [tuple(names), ("",) * len(names), ("",) * len(names)],
            rules="full",
            x=press.right - room,
            room=room,
            padding=1.0,
        )


def _checks(author: Author, names: object, between: str = "　") -> str:
    assert isinstance(names, list | tuple)
    return between.join(
        f"{'☑' if author.maybe(0.3) and author.chance else '□'}{name}" for name in names
    ).replace("☑", "■")


def _right(press: Press, text: str, kind: str) -> None:
    press.at(kind, text, press.left, press.y, press.room, "right")  # type: ignore[arg-type]
    press.skip(1.4)


def _digits(press: Press, author: Author, name: str, count: int) -> None:
    """A number, a digit a box; it is one text."""
    chance = press.chance
    letters = press.letters(size=press.style.size)
    side = chance.choice((1.5, 1.8, 2.2)) * letters.size
    side = min(side, (press.room - letters.length(name) - 10) / count)
    press.need(side + 4)
    top = press.y
    wide = letters.length(name) + 10
    left = min(press.left + wide, press.right - side * count)
    base = top + side / 2 + 0.36 * letters.size
    press.at("label", name, press.left, base - 0.88 * letters.size, wide)
    text = "".join(author.digits(str(chance.randint(0, 9))) for _ in range(count))
    starts = [
        left + number * side + (side - letters.width(digit)) / 2
        for number, digit in enumerate(text)
    ]
    press.put(
        "cell", [SetLine(text, letters, starts, starts[-1] + letters.width(text[-1]), base)], text
    )
    for number in range(count):
        press.canvas.outline(
            left + number * side,
            top,
            left + (number + 1) * side,
            top + side,
            press.style.rule_weight,
        )
    press.y = top + side + press.style.line * 0.8
