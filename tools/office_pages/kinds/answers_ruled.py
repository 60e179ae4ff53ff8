"""Questions and answers in ruled boxes: 問 and 答 in a narrow column, or number, question, answer."""

from __future__ import annotations

from tools.office_pages.press import Cell, Col, Press, Row
from tools.office_pages.words import Author

HELD = True


def compose(press: Press, author: Author) -> None:
    """One document."""
    chance = press.chance
    press.document_title(
        f"{author.theme()}に関する{chance.choice(('Ｑ＆Ａ', '質疑応答集', '疑義解釈'))}"
    )
    press.paragraph(f"（{author.date()}）", kind="date", align="right")
    if author.maybe(0.5):
        press.paragraph(author.sentence(), first="　")
    press.skip(0.5)
    rules = "full" if author.maybe(0.7) else press.style.rules
    if author.maybe(0.5):
        for number in range(1, chance.randint(3, 6)):
            rows: list[Row] = [
                (Cell(f"問{author.number(number)}", "center", head=True), author.question()),
                (Cell(author.pick(("答", "（答）", "回答")), "center", head=True), author.answer()),
            ]
            press.table([Col(0.1), Col(0.9)], rows, rules=rules, padding=4.0)
            press.skip(chance.choice((0.5, 1.0)))
        return
    section = author.maybe(0.5)
    rows = [("番号", *(("区分",) if section else ()), "質問", "回答")]
    for number in range(1, chance.randint(4, 9)):
        rows.append(
            (
                author.number(number),
                *((author.theme()[:8],) if section else ()),
                author.question(),
                author.answer(),
            )
        )
    cols = [Col(0.07, "center"), *([Col(0.14)] if section else []), Col(0.36), Col(0.43)]
    press.table(cols, rows, heads=1, rules=rules, split=True)
