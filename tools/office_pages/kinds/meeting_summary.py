"""A summary of a meeting: labels at the left, at the right short values, lists and long text in cells."""

from __future__ import annotations

from tools.office_pages.press import Cell, Col, Press, Row
from tools.office_pages.words import Author, lists
from tools.office_pages.words.author import CIRCLED

HELD = False


def compose(press: Press, author: Author) -> None:
    """One document."""
    chance = press.chance
    council = author.council()
    press.document_title(
        f"第{author.number(chance.randint(1, 9))}回{council}　{chance.choice(('会議概要', '議事要旨', '開催概要', '会議録（要点筆記）'))}"
    )
    values = {
        "会議の名称": council,
        "開催日時": f"{author.date()}{author.weekday()}　{author.time()}",
        "開催場所": f"{author.pick(lists.PLACES)}庁舎　{author.number(chance.randint(2, 9))}階　第{author.number(chance.randint(1, 4))}会議室",
        "出席者": _members(author),
        "欠席者": chance.choice(("なし", author.name("　") + "委員")),
        "事務局": f"{author.section()}　{author.surname()}課長、{author.surname()}係長、{author.surname()}主任",
        "傍聴人": f"{author.number(chance.randint(0, 20))}名",
        "議題": "\n".join(f"（{number}）{author.clause()}" for number in range(1, chance.randint(3, 6))),
        "配付資料": "\n".join(f"資料{author.number(number)}　{author.plan()}" for number in range(1, chance.randint(2, 6))),
        "会議の内容": _talk(author),
        "決定事項": "\n".join(f"{CIRCLED[n]}　{author.sentence()}" for n in range(chance.randint(1, 3))),
        "次回の予定": f"{author.date()}{author.weekday()}",
        "公開の可否": chance.choice(("■公開　□一部非公開　□非公開", "公開", "可")),
        "問合せ先": f"{author.section()}\n電話　{author.phone()}\nファクス　{author.phone()}",
    }  # fmt: skip
    rows: list[Row] = [
        (Cell(name, "even" if press.style.head_align == "even" else "left", head=True), Cell(value))
        for name, value in values.items()
        if author.maybe(0.75)
    ]
    share = chance.choice((0.16, 0.2, 0.25))
    press.table(
        [Col(share, whole=True), Col(1 - share)],
        rows,
        head_cols=1,
        split=True,
        gap=press.style.row_gap * press.style.size,
    )


def _members(author: Author) -> str:
    names = [
        f"{author.name('　' if author.full else '')}{author.pick(('委員', '', '会長'))}"
        for _ in range(author.chance.randint(3, 9))
    ]
    return "、".join(names) if author.maybe(0.5) else "\n".join(names)


def _talk(author: Author) -> str:
    chance = author.chance
    parts = []
    for _ in range(chance.randint(3, 8)):
        who = author.pick(("委員", "会長", "事務局", "部会長", "専門委員"))
        parts.append(
            f"{chance.choice(('○', '・', ''))}{who}：{author.prose(1, 2)}"
            if author.maybe(0.7)
            else author.prose(1, 2)
        )
    return "\n".join(parts)
