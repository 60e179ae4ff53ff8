"""An agenda of a meeting or a list of bills: number | title, one line a row, some wrapped."""

from __future__ import annotations

from tools.office_pages.press import Cell, Col, Press, Row
from tools.office_pages.words import Author, lists

HELD = False


def compose(press: Press, author: Author) -> None:
    """One document."""
    chance = press.chance
    session = f"{author.era_year()}第{author.number(chance.randint(1, 4))}回{author.body}議会{chance.choice(('定例会', '臨時会'))}"
    press.document_title(
        f"{session}{chance.choice(('議事日程', '議案一覧', '付議事件一覧', '提出議案', '審議結果'))}"
    )
    if author.maybe(0.6):
        press.paragraph(
            f"{author.date()}{author.weekday()}　午前{author.digits('10')}時開議",
            align=chance.choice(("right", "left")),
        )
        press.skip()
    for part in range(chance.randint(1, 3)):
        if part or author.maybe(0.3):
            press.heading(
                chance.choice(
                    (
                        "市長提出議案",
                        "議員提出議案",
                        "報告",
                        "請願・陳情",
                        "追加議案",
                        "委員会提出議案",
                    )
                )
            )
        _list(press, author, part * 30 + 1)
        press.skip()


def _list(press: Press, author: Author, first: int) -> None:
    chance = press.chance
    way = chance.choice(("number", "number", "order", "result", "committee"))
    word = chance.choice(
        ("議案第{}号", "議第{}号", "第{}号議案", "報告第{}号", "日程第{}", "認定第{}号")
    )
    padded = author.maybe(0.35)
    rows: list[Row] = []
    start = first + chance.randint(0, 40)
    for number in range(start, start + chance.randint(3, 16)):
        label = word.format(
            author.number(number).rjust(2, "　") if padded else author.number(number)
        )
        title = author.bill()
        if way == "order":
            rows.append((author.number(number - start + 1), label, title))
        elif way == "result":
            rows.append((label, title, author.pick(lists.RESULTS)))
        elif way == "committee":
            rows.append((label, title, f"{author.pick(lists.COMMITTEES)}委員会"))
        else:
            rows.append((label, title))
    wide = max(press.body.length(str(row[0])) for row in rows) + 2 * press.style.gutter + 12
    share = wide / press.room
    cols = {
        "number": [Col(share, whole=True), Col(1 - share)],
        "order": [Col(0.07, "right"), Col(0.2, whole=True), Col(0.73)],
        "result": [Col(share), Col(0.82 - share), Col(0.18, "center", whole=True)],
        "committee": [Col(share), Col(0.75 - share), Col(0.25)],
    }[way]
    names = {
        "number": ("番号", "件名"),
        "order": ("日程", "番号", "件名"),
        "result": ("議案番号", "件名", "議決結果"),
        "committee": ("番号", "件名", "付託委員会"),
    }[way]
    head = author.maybe(0.5)
    if head:
        rows.insert(0, tuple(Cell(name) for name in names))
    press.table(cols, rows, heads=int(head))
