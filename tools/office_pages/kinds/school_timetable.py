"""A school's timetable of a week: hours down with their times, days across, some lessons over two
hours, lunch over all days, notes below and beside a list of who teaches what."""

from __future__ import annotations

from tools.office_pages.press import Cell, Col, Press, Row
from tools.office_pages.words import Author, lists

HELD = True

_SUBJECTS = (
    "国語", "数学", "社会", "理科", "英語", "音楽", "美術", "保健体育", "技術・家庭", "道徳", "学級活動", "総合", "書写",
)  # fmt: skip


def compose(press: Press, author: Author) -> None:
    """One document."""
    chance = press.chance
    press.document_title(f"{author.fiscal()}　{author.number(chance.randint(1, 3))}年{author.number(chance.randint(1, 6))}組　{chance.choice(('時間割', '週時程表', '時間割表'))}")  # fmt: skip
    if author.maybe(0.6):
        press.paragraph(
            f"{author.place_name}立{author.pick(lists.PLACES)}中学校", kind="label", align="right"
        )
    if author.maybe(0.4):
        press.paragraph(f"担任　{author.name('　')}", kind="label", align="right")
    times = author.maybe(0.7)
    rooms = author.maybe(0.4)
    rows: list[Row] = [("校時", *(["時刻"] if times else []), *"月火水木金")]
    minute = 8 * 60 + 45
    for hour in range(1, 7):
        if hour == 5:
            rows.append(
                (Cell(chance.choice(("昼休み", "給食・昼休み")), "center", colspan=6 + times),)
            )
            minute += 55
        clock = f"{minute // 60}:{minute % 60:02d}～{(minute + 50) // 60}:{(minute + 50) % 60:02d}"
        minute += 60
        lessons = [
            author.pick(_SUBJECTS) if hour < 6 or author.maybe(0.7) else "" for _ in range(5)
        ]
        if rooms:
            lessons = [
                f"{each}\n（{author.pick(('教室', '理科室', '音楽室', '体育館'))}）" if each else ""
                for each in lessons
            ]
        rows.append(
            (
                Cell(author.number(hour), "center", head=True),
                *([author.digits(clock)] if times else []),
                *lessons,
            )
        )
    press.table([Col(0.09, "center"), *([Col(0.2, "center", whole=True)] if times else []), *[Col(0.14, "center")] * 5], rows, heads=1)  # fmt: skip
    press.skip()
    if author.maybe(0.6) and press.left_over > 10 * press.style.line:
        _teachers(press, author)
    if author.maybe(0.7):
        press.paragraph("【備考】", kind="heading", letters=press.letters(heavy=True))
    mark = chance.choice(("・", "※　", "＊", "（注）"))
    for _ in range(chance.randint(2, 5)):
        press.paragraph(author.sentence(), kind="note", hang=mark)


def _teachers(press: Press, author: Author) -> None:
    """Subject and teacher, in two or three pairs of columns, read across."""
    chance = press.chance
    press.paragraph("教科担任", kind="heading", letters=press.letters(heavy=True))
    pairs = chance.choice((2, 3))
    chosen = author.some(_SUBJECTS, 6, 9)
    chosen = chosen[: len(chosen) - len(chosen) % pairs]
    rows: list[Row] = []
    for at in range(0, len(chosen), pairs):
        rows.append(
            [
                each
                for name in chosen[at : at + pairs]
                for each in (Cell(name, head=True), author.name("　"))
            ]
        )
    press.table([Col(0.4), Col(0.6)] * pairs, rows)
    press.skip()
