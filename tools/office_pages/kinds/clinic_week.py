"""Who sees patients when: departments, rooms and halves of the day by days of the week."""

from __future__ import annotations

from tools.office_pages.press import Cell, Col, Press, Row
from tools.office_pages.words import Author

HELD = False

_DEPARTMENTS = (
    "内科", "循環器内科", "消化器内科", "小児科", "外科", "整形外科", "脳神経外科", "皮膚科", "泌尿器科",
    "産婦人科", "眼科", "耳鼻咽喉科", "リハビリテーション科", "放射線科", "麻酔科",
)  # fmt: skip


def compose(press: Press, author: Author) -> None:
    """One document."""
    chance = press.chance
    press.document_title(
        f"{author.place_name}{chance.choice(('市立病院', '医療センター', '中央病院'))}　外来診療担当医表"
    )
    press.paragraph(f"{author.date()}現在", kind="date", align="right")
    press.skip(0.3)
    halves = author.maybe(0.6)
    days = "月火水木金土"[: chance.choice((5, 5, 6))]
    opening = ("診療科", "区分") if halves else ("診療科", "診察室")
    rows: list[Row] = [
        (*opening, *(f"{day}{chance.choice(('', '曜日')) if day == '月' else ''}" for day in days))
    ]
    if chance.random() < 0.5:
        rows = [(*opening, *(f"{day}曜" for day in days))]
    for department in author.some(_DEPARTMENTS, 4, 10):
        parts = (
            ("午前", "午後")
            if halves
            else tuple(author.number(n) for n in range(1, chance.choice((2, 3, 4))))
        )
        for at, part in enumerate(parts):
            cells = [Cell(_doctor(author), "center") for _ in days]
            first: tuple[Cell | None, ...] = (
                (Cell(department, "center", head=True, rowspan=len(parts)),) if not at else (None,)
            )
            rows.append((*first, Cell(part, "center", head=True), *cells))
    size = min(press.style.size, 9.5 if press.width < 700 else 11.0)
    cols = [Col(0.18), Col(0.09), *[Col(0.73 / len(days), "center")] * len(days)]
    rules = "full" if author.maybe(0.75) else press.style.rules
    press.table(cols, rows, heads=1, rules=rules, letters=press.letters(size=size))
    press.skip(0.6)
    for _ in range(chance.randint(1, 3)):
        if press.left_over > 3 * press.style.line:
            press.paragraph(author.sentence(), kind="note", hang="※")


def _doctor(author: Author) -> str:
    way = author.chance.random()
    if way < 0.2:
        return author.pick(("－", "休診", "―", ""))
    if way < 0.35:
        return f"{author.surname()}\n（{author.pick(('第1・3週', '予約制', '初診', '再診のみ'))}）"
    if way < 0.5:
        return f"{author.surname()}\n{author.surname()}"
    return author.surname() if author.maybe(0.6) else author.name("　")
