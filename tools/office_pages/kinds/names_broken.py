"""Narrow columns in which names of people and bodies are broken over lines: who said what with the office
and name at the left, or committees with their members in one cell."""

from __future__ import annotations

from tools.office_pages.press import Cell, Col, Press, Row
from tools.office_pages.words import Author, lists

HELD = True


def compose(press: Press, author: Author) -> None:
    """One document."""
    chance = press.chance
    press.document_title(chance.choice(("委員からの主な意見", "部会の構成", "担当者一覧", "審査の結果")), size=1.2)  # fmt: skip
    if author.maybe(0.5):
        press.paragraph(author.sentence(), first="　")
    if author.maybe(0.5):
        rows: list[Row] = [("発言者", "発言の内容", "対応")]
        for _ in range(chance.randint(5, 8)):
            who = f"{author.affiliation()}{author.name('　' if author.maybe(0.5) else '')}委員"
            rows.append((who, author.prose(1, 2), author.clause()))
        cols = [Col(0.17), Col(0.5), Col(0.33)]
    else:
        rows = [("部会名", "所属・氏名", "所掌")]
        for _ in range(chance.randint(4, 7)):
            who = "、".join(f"{author.affiliation()}　{author.name()}" for _ in range(chance.randint(1, 3)))  # fmt: skip
            rows.append((Cell(f"{author.pick(lists.THEMES)}部会"), who, author.sentence()))
        cols = [Col(0.2), Col(0.42), Col(0.38)]
    press.table(cols, rows, heads=1)
