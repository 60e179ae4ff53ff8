"""A purchase order: to whom and from whom, what is ordered, and at the foot two blocks of labels and
values side by side: where it is delivered and how it is paid."""

from __future__ import annotations

from tools.office_pages.press import Cell, Col, Press, Row
from tools.office_pages.words import Author, lists

HELD = True


def compose(press: Press, author: Author) -> None:
    """One document."""
    chance = press.chance
    press.document_title(chance.choice(("注文書", "注　文　書", "物品発注書", "発注書兼請書")))
    _heads(press, author)
    press.paragraph(
        author.pick(
            ("下記のとおり注文いたします。", "次のとおり発注しますので、期日までに納品願います。")
        )
    )
    press.skip(0.5)
    rows: list[Row] = [("No.", "品名・規格", "数量", "単位", "単価", "金額", "納期")]
    total = 0
    for number in range(chance.randint(3, 10)):
        count, price = chance.choice((1, 2, 5, 10, 30)), chance.randint(3, 900) * 100
        total += count * price
        rows.append((
            author.number(number + 1), author.goods(), author.number(count), author.pick(lists.UNITS),
            author.digits(f"{price:,}"), author.digits(f"{count * price:,}"),
            author.pick((author.date(), "", "別途指示")),
        ))  # fmt: skip
    rows.append((Cell("合計（税込）", "center", colspan=5, head=True), author.digits(f"{total:,}"), ""))  # fmt: skip
    press.table(
        [Col(0.06, "right"), Col(0.34), Col(0.08, "right"), Col(0.08, "center"), Col(0.13, "right"), Col(0.15, "right"), Col(0.16)],
        rows, heads=1, letters=press.letters(size=min(press.style.size, 10.0)),
    )  # fmt: skip
    press.skip()
    if press.left_over > 9 * press.style.line:
        _foot(press, author)
    for _ in range(chance.choice((0, 2, 3))):
        press.paragraph(author.sentence(), kind="note", hang="※　")


def _heads(press: Press, author: Author) -> None:
    """The supplier at the left; number, day and who orders at the right."""
    chance = press.chance
    top = press.y
    name = f"株式会社{author.pick(lists.PLACES)}{author.pick(('商会', '事務機', '文具', '電機'))}"
    low = press.at("addressee", f"{name}　御中", press.left, top, press.room * 0.5)
    if author.maybe(0.5):
        low = press.at(
            "addressee", f"ご担当　{author.surname()}　様", press.left, low, press.room * 0.5
        )
    half, y = press.left + press.room * 0.58, top
    y = press.at(
        "label",
        f"注文番号　{author.number(chance.randint(1000, 99999))}",
        half,
        y,
        press.room * 0.42,
    )
    y = press.at("date", f"注文日　{author.date()}", half, y, press.room * 0.42)
    y = press.at("sender", f"{author.body}{author.section()}", half, y + 4, press.room * 0.42)
    if author.maybe(0.7):
        y = press.at("sender", f"担当　{author.name('　')}", half, y, press.room * 0.42)
    y = press.at("sender", f"電話　{author.phone()}", half, y, press.room * 0.42)
    press.y = max(low, y)
    press.skip()


def _foot(press: Press, author: Author) -> None:
    """Where it goes at the left, the bank's details at the right; each block with a heading."""
    chance = press.chance
    gap = press.style.size * chance.choice((1.5, 2.5, 4.0))
    room = (press.room - gap) / 2
    place = (("納入場所", author.address()), ("納入期限", author.date()), ("検収", author.section()), ("支払条件", author.pick(("検収後30日以内", "月末締め翌月末払い"))))  # fmt: skip
    bank = (
        ("金融機関", f"{author.pick(lists.PLACES)}銀行"), ("支店名", f"{author.pick(lists.PLACES)}支店"),
        ("預金種別", author.pick(("普通", "当座"))), ("口座番号", author.number(chance.randint(1_000_000, 9_999_999))),
        ("口座名義", author.name("　")),
    )  # fmt: skip
    way = chance.choice(("table", "lines", "lines"))
    rules = chance.choice(("full", press.style.rules))
    top, low = press.y, press.y
    for number, (name, block) in enumerate((("納入について", place), ("振込先", bank))):
        x = press.left + number * (room + gap)
        head = chance.choice(("【{}】", "■ {}", "{}")).format(name)
        y = press.at("heading", head, x, top, room, letters=press.letters(heavy=True))
        if way == "table":
            press.y = y
            rows: list[Row] = [(Cell(label, head=True), value) for label, value in block]
            press.table([Col(0.3, whole=True), Col(0.7)], rows, rules=rules, x=x, room=room)
            y = press.y
        else:
            for label, value in block:
                y = press.at("item", f"{label}：{value}", x, y, room)
        low = max(low, y)
    press.y = low + press.style.line
