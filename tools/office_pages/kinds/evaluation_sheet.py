"""A sheet on which a project is judged: boxes with labels, sentences, a table of figures, marks."""

from __future__ import annotations

from tools.office_pages.press import Cell, Col, Press, Row
from tools.office_pages.words import Author, lists

HELD = False


def compose(press: Press, author: Author) -> None:
    """One document."""
    chance = press.chance
    press.document_title(
        f"{author.fiscal()}　{chance.choice(('事務事業評価シート', '施策評価調書', '行政事業レビューシート'))}",
        size=1.3,
    )
    size = press.letters(size=min(press.style.size, 10.0))
    rules = "full" if author.maybe(0.85) else press.style.rules
    number = author.number(chance.randint(1, 400))
    head: list[Row] = [
        (Cell("事業番号", "center", head=True), number, Cell("所管課", "center", head=True), author.section()),
        (Cell("事業名", "center", head=True), Cell(author.clause(), colspan=3)),
        (Cell("根拠法令", "center", head=True), author.law(), Cell("開始年度", "center", head=True), author.fiscal()),
    ]  # fmt: skip
    press.table([Col(0.15), Col(0.4), Col(0.15), Col(0.3)], head, rules=rules, letters=size)
    press.skip(chance.choice((0.0, 0.6)))
    rows: list[Row] = []
    for name in ("目的", "対象", "手段・内容", "現状と課題", "前年度の改善状況", "今後の方向性"):
        if author.maybe(0.75):
            told = author.prose(1, 2)
            if author.maybe(0.4):
                told = "\n".join(f"・{author.clause()}" for _ in range(chance.randint(2, 4)))
            rows.append((Cell(name, "center", head=True), told))
    if rows:
        press.table([Col(0.18), Col(0.82)], rows, rules=rules, letters=size)
    press.skip(chance.choice((0.3, 1.0)))
    _figures(press, author, rules)
    press.skip(chance.choice((0.3, 1.0)))
    marks: list[Row] = [("視点", "評価", "説明")]
    for name in ("必要性", "有効性", "効率性", "公平性")[: chance.randint(2, 4)]:
        marks.append((name, Cell(chance.choice("ABC") if author.maybe(0.6) else "□ 高い\n■ 普通\n□ 低い", "center"),
                      author.sentence()))  # fmt: skip
    press.table([Col(0.15), Col(0.15), Col(0.7)], marks, heads=1, rules=rules, letters=size)


def _figures(press: Press, author: Author, rules: str) -> None:
    years = [author.digits(f"{author.year - n}年度") for n in (2, 1, 0)]
    rows: list[Row] = [("区分", Cell("指標名・単位", None), *years)]
    for group, names in (
        ("事業費", ("直接事業費（千円）", "人件費（千円）", "総事業費（千円）")),
        ("活動指標", tuple(f"{thing}の件数（件）" for thing in author.some(lists.OBJECTS, 1, 2))),
        ("成果指標", tuple(f"{thing}の割合（％）" for thing in author.some(lists.OBJECTS, 1, 2))),
    ):
        for at, name in enumerate(names):
            cells = [author.amount(1, 90_000) for _ in years]
            first: tuple[Cell | None, ...] = (Cell(group, "center", head=True, rowspan=len(names)),)
            rows.append((*(first if not at else (None,)), name, *cells))
    cols = [Col(0.14), Col(0.38), *[Col(0.16, "right")] * 3]
    press.table(
        cols, rows, heads=1, rules=rules, letters=press.letters(size=min(press.style.size, 10.0))
    )
