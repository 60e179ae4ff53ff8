"""A table of statistics: regions down, years or measures across under heads of two levels."""

from __future__ import annotations

from tools.office_pages.press import Cell, Col, Press, Row
from tools.office_pages.setting import Align
from tools.office_pages.words import Author, lists

HELD = False


def compose(press: Press, author: Author) -> None:
    """One document."""
    chance = press.chance
    number = f"{chance.choice(('表', '第', '参考'))}{author.number(chance.randint(1, 30))}"
    press.document_title(
        f"{number}　{author.theme()}の{chance.choice(('状況', '推移', '実績'))}（{chance.choice(('都道府県別', '地区別', '部局別'))}）",
        align="left",
        size=1.15,
    )
    if author.maybe(0.25):
        _grouped(press, author)
        return
    press.paragraph(
        chance.choice(("（単位：人、％）", "（単位：件）", "(令和７年４月１日現在)")),
        kind="note",
        align="right",
    )
    groups = chance.randint(2, 3)
    parts = chance.choice(
        (("件数", "割合"), ("計", "男", "女"), ("実数", "構成比"), ("当初", "補正後"))
    )
    names = [author.fiscal(author.year - groups + n) for n in range(groups)]
    two_levels = author.maybe(0.75)
    rows: list[Row] = []
    if two_levels:
        rows.append(
            (
                Cell("区分", "center", rowspan=2),
                *(Cell(name, "center", colspan=len(parts)) for name in names),
            )
        )
        rows.append((None, *(Cell(part, "center") for _ in names for part in parts)))
    else:
        rows.append(
            (
                Cell("区分", "center"),
                *(Cell(f"{name}\n{part}", "center") for name in names for part in parts),
            )
        )
    heads = len(rows)
    places = author.some(
        chance.choice((lists.REGIONS, [f"{place}地区" for place in lists.PLACES], lists.BUREAUS)),
        6,
        28 if press.height > 700 else 14,
    )
    if author.maybe(0.6):
        rows.append(
            (
                Cell("総数" if author.maybe(0.5) else "合　計", "center"),
                *_values(author, groups, parts),
            )
        )
    for place in places:
        spread: Align = "even" if press.style.head_align == "even" else "left"
        rows.append((Cell(place, spread), *_values(author, groups, parts)))
    count = groups * len(parts)
    size = min(press.style.size, 10.0)
    press.table(
        [Col(1.6, whole=True), *[Col(1, "right")] * count],
        rows,
        heads=heads,
        head_cols=1,
        letters=press.letters(size=size),
        gap=0.0,
    )
    for note in range(1, chance.choice((1, 2, 3))):
        press.skip(0.3)
        press.paragraph(
            author.sentence(),
            kind="note",
            hang=f"注{note}　",
            letters=press.letters(size=press.style.size * 0.85),
        )


def _values(author: Author, groups: int, parts: tuple[str, ...]) -> list[str]:
    out = []
    for _ in range(groups):
        for part in parts:
            share = part in ("割合", "構成比")
            value = (
                author.digits(f"{author.chance.uniform(0, 100):.1f}")
                if share
                else author.amount(1, 90_000, minus=0.03)
            )
            out.append("－" if author.maybe(0.03) else value)
    return out


def _grouped(press: Press, author: Author) -> None:
    """Groups within groups at the left, each a cell over its rows; one or two sums at the right."""
    chance = press.chance
    years = [author.fiscal(author.year - n) for n in range(chance.randint(1, 3), 0, -1)]
    rows: list[Row] = [(Cell("区分", "center", colspan=3), *years)]
    for outer in chance.sample(
        ("売上高", "経常利益", "設備投資", "雇用者数", "申請件数", "歳入", "歳出"),
        chance.randint(1, 2),
    ):
        inner = [
            (name, chance.randint(1, 4))
            for name in chance.sample(
                ("製造業", "非製造業", "増収", "減収", "一般", "特別"), chance.randint(2, 3)
            )
        ]
        count = sum(size for _, size in inner)
        first = True
        for name, size in inner:
            for number in range(size):
                values = [
                    author.digits(f"{chance.choice(('', '', '▲ '))}{chance.uniform(0, 40):.1f}")
                    for _ in years
                ]
                rows.append((
                    Cell(outer, "center", rowspan=count, head=True) if first else None,
                    Cell(name, "center", rowspan=size, head=True) if not number else None,
                    Cell(author.pick(("化学工業", "食料品", "卸売業", "小売業", "建設業", "運輸業、郵便業", "金融業、保険業", "その他の製造業", "情報通信業")), head=True),
                    *values,
                ))  # fmt: skip
                first = False
    press.table(
        [Col(0.8), Col(0.8), Col(1.4, whole=True), *[Col(0.8, "right")] * len(years)],
        rows,
        heads=1,
        rules=chance.choice(("full", "full", "horizontal")),
        gap=0.0,
    )
    press.skip(0.3)
    press.paragraph(author.sentence(), kind="note", hang="※　")
