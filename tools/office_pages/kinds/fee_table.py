"""A table of fees: what is done | unit | sum, groups over several rows, or open lines with sums."""

from __future__ import annotations

from tools.office_pages.press import Cell, Col, Press, Row
from tools.office_pages.words import Author, lists

HELD = False


def compose(press: Press, author: Author) -> None:
    """One document."""
    chance = press.chance
    press.document_title(
        chance.choice(
            (
                "別表（第２条関係）",
                "使用料一覧",
                "手数料一覧表",
                "施設使用料",
                "料金表",
                "処理手数料の内訳",
            )
        ),
        align=chance.choice(("left", "center")),
    )
    form = chance.choice(("groups", "times", "open", "open", "long"))
    if form == "groups":
        _groups(press, author)
    elif form == "times":
        rows: list[Row] = [("区分", "午前", "午後", "夜間", "全日")]
        rows += [
            (
                author.pick(lists.FEES[-12:]),
                *(f"{author.amount(300, 30_000, step=10)}円" for _ in range(4)),
            )
            for _ in range(chance.randint(4, 12))
        ]
        press.table([Col(0.32), *[Col(0.17, "right")] * 4], rows, heads=1)
    elif form == "open":
        total = [
            (
                author.pick(lists.FEES),
                f"{author.amount(100, 900_000)}{chance.choice(('円', '円', '千円'))}",
            )
            for _ in range(chance.randint(4, 14))
        ]
        rows = [*total, ("合計", f"{author.amount(900_000, 9_000_000)}円")]
        press.table(
            [Col(0.6), Col(0.4, "right")],
            rows,
            room=press.room * chance.choice((0.6, 0.8, 1.0)),
            rules=chance.choice(("none", press.style.rules)),
        )
    else:
        rows = [("番号", "事務の種類", "名称", "金額")]
        for number in range(1, chance.randint(5, 12)):
            act = author.law()
            rows.append(
                (
                    author.number(number),
                    f"{act}の規定に基づく{author.pick(lists.FEES)}に関する事務",
                    f"{author.pick(lists.FEES)}手数料",
                    f"１件につき　{author.amount(100, 50_000, step=50)}円",
                )
            )
        press.table([Col(0.07, "center"), Col(0.45), Col(0.24), Col(0.24)], rows, heads=1)
    press.skip()
    for number in range(chance.choice((0, 1, 3))):
        press.paragraph(
            author.sentence(),
            kind="note",
            hang=f"備考{number + 1}　" if author.maybe(0.5) else f"{number + 1}　",
        )


def _groups(press: Press, author: Author) -> None:
    chance = press.chance
    rows: list[Row] = [("区分", "種別", "単位", "金額（円）")]
    for _ in range(chance.randint(2, 5)):
        count = chance.randint(1, 5)
        group = author.pick(lists.FEES)
        for number in range(count):
            first = Cell(group, rowspan=count) if not number else None
            rows.append(
                (
                    first,
                    chance.choice(
                        (
                            "一般",
                            "市内の団体",
                            "市外の団体",
                            "営利を目的とする場合",
                            "高校生以下",
                            "附属設備",
                            "冷暖房",
                        )
                    ),
                    f"１{author.pick(lists.UNITS)}",
                    author.amount(50, 60_000, step=10),
                )
            )
    press.table([Col(0.3), Col(0.35), Col(0.15, "center"), Col(0.2, "right")], rows, heads=1)
