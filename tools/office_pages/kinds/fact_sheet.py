"""A fact sheet: labels and values in two blocks side by side, below them bullets beside a table, a
row of large numbers with what they count below each."""

from __future__ import annotations

from tools.office_pages.press import Cell, Col, Press, Row
from tools.office_pages.words import Author, lists

HELD = True

_LABELS = (
    ("所在地", "address"), ("代表者", "name"), ("設立", "date"), ("電話", "phone"), ("職員数", "count"), ("面積", "area"),
    ("所管", "section"), ("予算額", "sum"), ("根拠法令", "law"), ("対象者", "thing"), ("開始年度", "year"), ("実施主体", "body"),
)  # fmt: skip


def compose(press: Press, author: Author) -> None:
    """One document."""
    chance = press.chance
    press.document_title(
        f"{author.theme()}{chance.choice(('　事業概要', 'ファクトシート', '　基本データ'))}"
    )
    gap = press.style.size * chance.choice((2.0, 3.0))
    room = (press.room - gap) / 2
    chosen = author.some(_LABELS, 6, 10)
    half = (len(chosen) + 1) // 2
    top, low = press.y, press.y
    headed = author.maybe(0.6)
    rules = chance.choice((press.style.rules, "full", "none"))
    for number, part in enumerate((chosen[:half], chosen[half:])):
        press.y = top
        x = press.left + number * (room + gap)
        if headed:
            press.y = press.at(
                "heading",
                ("■ 基本情報", "■ 運営情報")[number],
                x,
                press.y,
                room,
                letters=press.letters(heavy=True),
            )
        rows: list[Row] = [(Cell(name, head=True), _value(author, kind)) for name, kind in part]
        press.table([Col(0.3, whole=True), Col(0.7)], rows, rules=rules, x=x, room=room)
        low = max(low, press.y)
    press.y = low + press.style.line
    _numbers(press, author)
    if press.left_over > 12 * press.style.line:
        _points(press, author, room, gap)


def _value(author: Author, kind: str) -> str:
    chance = author.chance
    match kind:
        case "address":
            return author.address()
        case "name":
            return author.name("　")
        case "date":
            return author.date()
        case "phone":
            return author.phone()
        case "count":
            return author.amount(3, 900) + "人"
        case "area":
            return author.amount(10, 90_000) + "㎡"
        case "section":
            return author.section()
        case "sum":
            return author.amount(100, 900_000) + "千円"
        case "law":
            return author.law()
        case "year":
            return author.fiscal()
        case "body":
            return author.body
    return chance.choice(lists.OBJECTS) + "を有する者"


def _numbers(press: Press, author: Author) -> None:
    """Large numbers in a row, what each counts below it."""
    chance = press.chance
    count = chance.choice((3, 4))
    room = press.room / count
    size = press.style.size
    high = size * 5
    low = press.y + high
    for number in range(count):
        x = press.left + number * room
        if press.style.shaded:
            press.canvas.fill(x + 4, press.y, x + room - 4, press.y + high, press.shade)
        below = press.at("label", author.amount(10, 99_000) + chance.choice(("人", "件", "％", "か所")), x + 6, press.y + size * 0.6, room - 12,
                 "center", letters=press.letters(heavy=True, size=size * 1.8))  # fmt: skip
        # a number that is broken over two lines reaches further down
        y = max(below, press.y + size * 3.2)
        counted = f"{author.pick(lists.OBJECTS)}の{author.pick(('利用者数', '交付件数', '設置数'))}"
        letters = press.letters(size=size * 0.85)
        low = max(low, press.at("label", counted, x + 6, y, room - 12, "center", letters=letters))
    press.y = low + press.style.line


def _points(press: Press, author: Author, room: float, gap: float) -> None:
    """Bullets at the left, a small table at the right."""
    chance = press.chance
    top = press.y
    mark = chance.choice(lists.BULLETS)
    y = press.at(
        "heading", "■ これまでの取組", press.left, top, room, letters=press.letters(heavy=True)
    )
    for _ in range(chance.randint(3, 5)):
        y = press.at("item", mark + author.clause(), press.left, y, room)
    press.y = top
    x = press.left + room + gap
    press.y = press.at(
        "heading", "■ 実績の推移", x, press.y, room, letters=press.letters(heavy=True)
    )
    rows: list[Row] = [("区分", *(author.era_year(author.year - n) for n in (2, 1, 0)))]
    for thing in author.some(lists.OBJECTS, 3, 5):
        rows.append((thing, *(author.amount(10, 9000) for _ in range(3))))
    press.table([Col(0.34), *[Col(0.22, "right")] * 3], rows, heads=1, x=x, room=room)
    press.y = max(press.y, y)
