"""The programme of a day: times at the left, what takes place, speakers below it indented with
where they come from at the right; or rooms side by side with what runs at the same time."""

from __future__ import annotations

from tools.office_pages.press import Cell, Col, Press, Row
from tools.office_pages.words import Author, lists

HELD = True

_PARTS = (
    "開会あいさつ",
    "基調講演",
    "特別講演",
    "事例報告",
    "パネルディスカッション",
    "質疑応答",
    "休憩",
    "閉会あいさつ",
    "表彰式",
)


def compose(press: Press, author: Author) -> None:
    """One document."""
    chance = press.chance
    press.document_title(
        f"{author.plan()}{chance.choice(('シンポジウム', '推進大会', '研修会'))}　プログラム"
    )
    press.paragraph(f"日時：{author.date()}{author.weekday()}　{author.time()}", kind="date")
    press.paragraph(f"会場：{author.place_name}文化会館　大ホール", kind="label")
    press.skip()
    if author.maybe(0.35):
        _rooms(press, author)
        return
    size = press.style.size
    wide = press.body.length(author.digits("10:00～10:00")) + size * chance.choice((1.0, 2.0))
    x, room = press.left + wide, press.room - wide
    right = author.maybe(0.6)
    minute = 9 * 60 + 30
    for _ in range(chance.randint(4, 9)):
        if press.left_over < 6 * press.style.line:
            break
        long = chance.choice((10, 15, 30, 60, 90))
        begin, minute = minute, minute + long
        time = f"{begin // 60}:{begin % 60:02}" + (
            f"～{minute // 60}:{minute % 60:02}" if author.maybe(0.9) else ""
        )
        y = press.y
        press.at("label", author.digits(time), press.left, y, wide)
        part = author.pick(_PARTS)
        y = press.at("heading", part, x, y, room, letters=press.letters(heavy=author.maybe(0.5)))
        if "講演" in part or "報告" in part:
            y = press.at(
                "item",
                f"「{author.theme()}～{author.pick(lists.PLACES)}の取組から～」",
                x + size,
                y,
                room - size,
            )
        if part != "休憩":
            for _ in range(chance.randint(1, 3) if "パネル" in part or "報告" in part else 1):
                if right:
                    where = author.pick(lists.ORGANISATIONS)
                    press.at("item", where, x + size, y, room * 0.6)
                    y = press.at("item", author.name("　") + "氏", x + room * 0.68, y, room * 0.32)
                else:
                    y = press.at("item", f"講師　{author.name('　')}氏（{author.pick(lists.ORGANISATIONS)}）",
                                 x + size, y, room - size)  # fmt: skip
        press.y = y + press.style.line * chance.choice((0.3, 0.6))
    if press.left_over > 3 * press.style.line:
        press.paragraph(author.sentence(), kind="note", hang="※　")


def _rooms(press: Press, author: Author) -> None:
    """What runs at the same time in two or three rooms."""
    chance = press.chance
    count = chance.choice((2, 3))
    rows: list[Row] = [("時間", *(f"{name}会場" for name in ("第１", "第２", "第３")[:count]))]
    for hour in range(10, 10 + chance.randint(4, 6)):
        if author.maybe(0.2):
            rows.append(
                (
                    author.digits(f"{hour}:00"),
                    Cell(author.pick(("休憩", "昼食・移動")), "center", colspan=count),
                )
            )
            continue
        row: list[Cell | str | None] = [author.digits(f"{hour}:00～{hour}:45")]
        for _ in range(count):
            row.append(f"{author.theme()}\n{author.name('　')}")
        rows.append(row)
    rules = press.style.rules if author.maybe(0.5) else "full"
    press.table([Col(0.2), *[Col(0.8 / count)] * count], rows, heads=1, rules=rules)
