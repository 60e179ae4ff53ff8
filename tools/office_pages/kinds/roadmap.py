"""A road map: measures down, years across, arrows over several years with a word in each."""

from __future__ import annotations

from tools.office_pages.press import Cell, Col, Press, Row
from tools.office_pages.words import Author, lists

HELD = True

_STEPS = (
    "検討",
    "調査・設計",
    "実施",
    "試行",
    "本格運用",
    "評価",
    "見直し",
    "順次拡大",
    "公募・選定",
    "制度化",
    "周知・広報",
)


def compose(press: Press, author: Author) -> None:
    """One document."""
    chance = press.chance
    press.document_title(
        f"{author.plan()}　{chance.choice(('工程表', 'ロードマップ', '取組スケジュール'))}"
    )
    years = chance.randint(3, 6)
    first = chance.randint(2022, 2026)
    names = [author.fiscal(first + n) if author.maybe(1.0) else "" for n in range(years)]
    with_body = author.maybe(0.4)
    rows: list[Row] = [("取組", *(("担当",) if with_body else ()), *names)]
    for number in range(1, chance.randint(5, 12)):
        row: list[Cell | str | None] = [f"{author.number(number)}　{author.pick(lists.MEASURES)}"]
        if with_body:
            row.append(author.section())
        at = 0
        while at < years:
            span = min(chance.choice((1, 1, 2, 3)), years - at)
            text = "" if author.maybe(0.15) else author.pick(_STEPS)
            arrow = chance.choice(("", "", "　→")) if text else ""
            row.append(Cell(text + arrow, chance.choice(("left", "center")), colspan=span))
            at += span
        rows.append(row)
    cols = [
        Col(0.34),
        *([Col(0.14)] if with_body else []),
        *[Col((0.52 if with_body else 0.66) / years)] * years,
    ]
    rules = "full" if author.maybe(0.8) else press.style.rules
    press.table(cols, rows, heads=1, rules=rules)
    press.skip()
    press.paragraph(author.sentence(), kind="note", hang="※　")
