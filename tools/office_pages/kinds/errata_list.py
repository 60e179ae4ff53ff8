"""A list of errors in a report: page, place, wrong, right; in a table or a block for each."""

from __future__ import annotations

from tools.office_pages.press import Col, Press, Row
from tools.office_pages.words import Author

HELD = True


def compose(press: Press, author: Author) -> None:
    """One document."""
    chance = press.chance
    press.document_title(
        f"「{author.plan()}」{chance.choice(('正誤表', 'の訂正について', '　正誤表'))}"
    )
    press.paragraph(author.date(), kind="date", align="right")
    if author.maybe(0.6):
        press.paragraph(
            f"{author.plan()}に次のとおり誤りがありましたので、お詫びして訂正いたします。",
            first="　",
        )
    press.skip()
    if author.maybe(0.7):
        _table(press, author)
    else:
        _blocks(press, author)


def _pair(author: Author) -> tuple[str, str]:
    if author.maybe(0.5):
        return author.amount(10, 90_000), author.amount(10, 90_000)
    text = author.clause() if author.maybe(0.5) else author.sentence()
    return text, text[: len(text) // 2] + author.pick(("等の", "及び", "に係る")) + text[
        len(text) // 2 :
    ]


def _table(press: Press, author: Author) -> None:
    chance = press.chance
    line = author.maybe(0.5)
    rows: list[Row] = [("頁", *(("行",) if line else ()), "箇所", "誤", "正")]
    page = chance.randint(1, 20)
    for _ in range(chance.randint(4, 12)):
        where = author.pick(
            (
                f"図表{author.number(chance.randint(1, 30))}",
                f"{author.theme()[:8]}",
                "本文",
                "脚注",
                "表頭",
            )
        )
        side = author.pick(("上から", "下から"))
        rows.append((author.number(page), *((f"{side}{author.number(chance.randint(1, 20))}行目",) if line else ()),
                     where, *_pair(author)))  # fmt: skip
        page += chance.randint(0, 12)
    cols = [Col(0.07, "center"), *([Col(0.15)] if line else []), Col(0.15), Col(0.32), Col(0.32)]
    press.table(cols, rows, heads=1)


def _blocks(press: Press, author: Author) -> None:
    chance = press.chance
    for number in range(1, chance.randint(3, 7)):
        wrong, right = _pair(author)
        press.paragraph(
            f"{author.number(number)}　{author.number(chance.randint(2, 90))}ページ　{author.theme()}",
            kind="heading",
            keep=3,
        )
        press.paragraph(wrong, hang="（誤）", indent=1)
        press.paragraph(right, hang="（正）", indent=1)
        press.skip(0.5)
