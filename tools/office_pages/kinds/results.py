"""The result of a public consultation: number | opinion | how many | how it was taken up."""

from __future__ import annotations

from tools.office_pages.press import Cell, Col, Press, Row
from tools.office_pages.words import Author

HELD = True


def compose(press: Press, author: Author) -> None:
    """One document."""
    chance = press.chance
    press.document_title(
        f"「{author.plan()}（案）」に対する{chance.choice(('意見募集の結果', 'パブリックコメントの結果', '御意見と考え方'))}について"
    )
    if author.maybe(0.7):
        count = chance.randint(1, 200)
        pairs = [
            ("募集期間", f"{author.date()}から{author.date()}まで"),
            ("提出者数", f"{author.number(count)}人"),
            ("意見数", f"{author.number(count * 2)}件"),
            ("提出方法", "電子メール、郵送、ファクシミリ"),
        ]
        for number, (name, value) in enumerate(pairs, 1):
            press.paragraph(value, kind="item", hang=f"{author.number(number)}　{name}　")
        press.skip()
    form = chance.choice(
        ("number opinion answer", "opinion answer", "number place opinion answer mark")
    )
    rows: list[Row] = []
    for number in range(1, chance.randint(4, 9)):
        opinion, answer = (
            author.prose(1, 3) + "べきである。"[: chance.choice((0, 6))],
            author.answer(),
        )
        place = f"第{author.number(chance.randint(1, 6))}章\n{author.number(chance.randint(1, 80))}ページ"
        rows.append({
            "number opinion answer": (author.number(number), opinion, answer),
            "opinion answer": (opinion, answer),
            "number place opinion answer mark": (author.number(number), place, opinion, answer, chance.choice(("Ａ", "Ｂ", "Ｃ", "反映", "原案どおり", "参考"))),
        }[form])  # fmt: skip
    names = {
        "number opinion answer": ("No.", "意見の概要", "市の考え方"),
        "opinion answer": ("御意見の内容", "御意見に対する考え方"),
        "number place opinion answer mark": ("番号", "該当箇所", "意見等の概要", "考え方", "対応"),
    }[form]
    cols = {
        "number opinion answer": [Col(0.07, "center"), Col(0.46), Col(0.47)],
        "opinion answer": [Col(0.5), Col(0.5)],
        "number place opinion answer mark": [
            Col(0.06, "center"),
            Col(0.13),
            Col(0.36),
            Col(0.34),
            Col(0.11, "center"),
        ],
    }[form]
    rows.insert(0, tuple(Cell(name) for name in names))
    press.table(cols, rows, heads=1, gap=press.style.size * 0.5)
