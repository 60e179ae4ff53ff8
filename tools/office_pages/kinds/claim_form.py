"""A monthly claim: boxes with labels at the head, then what was done with points and how often, in a
narrow column of codes, a wide one of words and one of figures; sums at the foot."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from tools.office_pages.press import Cell, Col, Press, Row
from tools.office_pages.style import Style
from tools.office_pages.words import Author

HELD = True

_PARTS = (("11", "初診"), ("12", "再診"), ("13", "医学管理"), ("14", "在宅"), ("21", "投薬　内服"), ("31", "注射"),
          ("40", "処置"), ("50", "手術・麻酔"), ("60", "検査・病理"), ("70", "画像診断"), ("80", "その他"))  # fmt: skip
_ILLS = (
    "高血圧症",
    "２型糖尿病",
    "脂質異常症",
    "急性上気道炎",
    "慢性胃炎",
    "気管支喘息の疑い",
    "変形性膝関節症（右）",
    "不眠症",
)
_DONE = ("外来管理加算", "明細書発行体制等加算", "特定疾患療養管理料（診療所）", "処方料（その他）", "血液化学検査（10項目以上）",
         "ＨｂＡ１ｃ", "単純撮影（デジタル撮影）　胸部　１回", "創傷処置（100cm2未満）", "薬剤情報提供料", "静脈内注射")  # fmt: skip


def adapted(style: Style, chance: Random) -> Style:
    """Small letters, narrow margins."""
    return replace(style, page="A4", size=chance.choice((7.5, 8.5, 9.5)), margins=(50.0, 42.0, 50.0, 42.0),
                   pitch=min(style.pitch, 1.5))  # fmt: skip


def compose(press: Press, author: Author) -> None:
    """One document."""
    chance = press.chance
    press.document_title(
        f"診療報酬明細書（医科入院外）　{author.month()}分", size=1.3, align="left"
    )
    rules = "full" if author.maybe(0.7) else press.style.rules
    head: list[Row] = [
        (Cell("氏名", "center", head=True), author.name("　"), Cell("保険者番号", "center", head=True), author.number(chance.randint(10**7, 10**8 - 1))),
        (Cell("生年月日", "center", head=True), author.date(1970), Cell("記号・番号", "center", head=True), f"{author.number(chance.randint(10, 99))}・{author.number(chance.randint(1000, 9999))}"),
    ]  # fmt: skip
    press.table([Col(0.13), Col(0.37), Col(0.17), Col(0.33)], head, rules=rules)
    press.skip(0.5)
    ills = "\n".join(
        f"（{author.number(n)}）{ill}" for n, ill in enumerate(author.some(_ILLS, 2, 6), 1)
    )
    days = "\n".join(
        f"（{author.number(n)}）{author.date()}" for n in range(1, ills.count("\n") + 2)
    )
    told: list[Row] = [
        (Cell("傷病名", "center", head=True), ills, Cell("診療開始日", "center", head=True), days)
    ]
    press.table([Col(0.1), Col(0.42), Col(0.14), Col(0.34)], told, rules=rules)
    press.skip(0.5)
    codes = author.maybe(0.7)
    rows: list[Row] = (
        [("区分", "点数の算定（診療行為）", "点数", "回数")] if author.maybe(0.7) else []
    )
    heads = len(rows)
    for code, name in author.some(_PARTS, 4, 9):
        for at in range(chance.randint(1, 3)):
            label = (author.digits(code) if codes else name) if not at else ""
            rows.append((label, ("＊" if author.maybe(0.5) else "") + author.pick(_DONE),
                         author.number(chance.randint(8, 980)), author.number(chance.randint(1, 9))))  # fmt: skip
    rows.append(("合計", "", author.amount(300, 9000), ""))
    press.table(
        [Col(0.16), Col(0.58), Col(0.14, "right"), Col(0.12, "right")],
        rows,
        heads=heads,
        rules=rules,
    )
    if author.maybe(0.5):
        press.skip(0.4)
        press.paragraph(author.sentence(), kind="note", hang="摘要　")
