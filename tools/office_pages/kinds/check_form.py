"""A check list to be filled in: number | what is asked | yes or no with dates, once or twice, remarks."""

from __future__ import annotations

from tools.office_pages.press import Cell, Col, Press, Row
from tools.office_pages.words import Author, lists

HELD = True


def compose(press: Press, author: Author) -> None:
    """One document."""
    chance = press.chance
    press.document_title(
        f"{author.fiscal()}　{author.pick(lists.THEMES)}チェックリスト（{author.pick(('施設用', '事業者用', '担当者用'))}）",
        size=1.25,
    )
    if author.maybe(0.6):
        press.paragraph(author.sentence(), hang="＊　")
    press.skip(0.5)
    twice = author.maybe(0.6)
    yes = chance.choice(("はい・いいえ", "□ はい　□ いいえ", "はい・いいえ\n（　/　）", "適・否"))
    heads = (
        "番号",
        "確認項目",
        *(("１回目", "目標日", "２回目") if twice else ("確認結果", "備考")),
    )
    rows: list[Row] = [heads]
    groups = author.maybe(0.5)
    for section in range(1, chance.randint(2, 5)):
        count = chance.randint(2, 6)
        if groups:
            rows.append(
                (
                    Cell(
                        f"{author.number(section)}　{author.theme()}", colspan=len(heads), head=True
                    ),
                )
            )
        for number in range(1, count + 1):
            text = f"{author.clause()}{chance.choice(('している。', 'ているか。', 'か。'))}"
            if author.maybe(0.25):
                text = f"{author.sentence()}（{author.pick(lists.TERMS)}）"
            mark = (
                f"{author.number(section)}－{author.number(number)}"
                if author.maybe(0.9)
                else f"（{author.number(number)}）"
            )
            tail = (yes, "（　／　）", yes) if twice else (yes, "")
            rows.append((mark, text, *tail))
    cols = (
        [
            Col(0.09, "center"),
            Col(0.49),
            Col(0.15, "center"),
            Col(0.12, "center"),
            Col(0.15, "center"),
        ]
        if twice
        else [Col(0.09, "center"), Col(0.57), Col(0.19, "center"), Col(0.15)]
    )
    press.table(cols, rows, heads=1, rules="full" if author.maybe(0.75) else press.style.rules)
