"""A schedule or a history: date | event, one line a row, some with a place or a note."""

from __future__ import annotations

from tools.office_pages.press import Col, Press, Row
from tools.office_pages.words import Author, lists

HELD = False


def compose(press: Press, author: Author) -> None:
    """One document."""
    chance = press.chance
    press.document_title(
        f"{author.plan()}{chance.choice(('の経緯', '策定スケジュール', 'に係る日程', 'の主な取組', '年表'))}",
        align=chance.choice(("center", "left")),
    )
    if author.maybe(0.4):
        press.paragraph(author.prose(1, 3), first="　")
        press.skip()
    for part in range(chance.randint(1, 2)):
        if part or author.maybe(0.4):
            press.heading(
                f"{author.number(part + 1)}　{chance.choice(('これまでの経過', '今後の予定', '会議の開催状況', '説明会の日程', '主な出来事'))}"
            )
        _list(press, author)
        press.skip()


def _event(author: Author) -> str:
    text = (
        author.pick(lists.EVENTS)
        if author.maybe(0.6)
        else f"{author.plan()}の{author.pick(('策定', '改定', '公表', '決定', '見直し'))}"
    )
    return text + (f"（{author.clause()}）" if author.maybe(0.15) else "")


def _list(press: Press, author: Author) -> None:
    chance = press.chance
    form = chance.choice(
        ("date event", "date event", "date time event place", "year month event", "event date")
    )
    years = sorted(
        chance.randint(author.year - 4, author.year + 1) for _ in range(chance.randint(4, 16))
    )
    rows: list[Row] = []
    month = chance.choice((author.month, author.date))
    for year in years:
        when = month(year)
        if form == "date event":
            rows.append((when, _event(author)))
        elif form == "event date":
            rows.append((_event(author), when))
        elif form == "year month event":
            rows.append(
                (author.era_year(year), author.digits(f"{chance.randint(1, 12)}月"), _event(author))
            )
        else:
            rows.append(
                (
                    f"{when}{author.weekday()}",
                    author.time(),
                    _event(author),
                    f"{author.pick(lists.PLACES)}{author.pick(('公民館', '会館', '小学校体育館', '庁舎第１会議室'))}",
                )
            )
    wide = (
        max(press.body.length(str(row[0])) for row in rows) + 2 * press.style.gutter + 12
    ) / press.room
    wide = min(wide, 0.4)
    cols = {
        "date event": [Col(wide, whole=True), Col(1 - wide)],
        "event date": [Col(0.68), Col(0.32, "right", whole=True)],
        "year month event": [Col(0.18, whole=True), Col(0.1, "right", whole=True), Col(0.72)],
        "date time event place": [
            Col(0.28, whole=True),
            Col(0.17, whole=True),
            Col(0.32),
            Col(0.23),
        ],
    }[form]
    heads = author.maybe(0.4)
    if heads:
        rows.insert(0, {
            "date event": ("年月", "内容"), "event date": ("項目", "期日"),
            "year month event": ("年", "月", "主な出来事"),
            "date time event place": ("期日", "時間", "内容", "場所"),
        }[form])  # fmt: skip
    press.table(cols, rows, heads=int(heads))
