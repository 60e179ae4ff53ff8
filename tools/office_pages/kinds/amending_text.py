"""An ordinance that amends another: the amending text with indented clauses of what becomes what, and a
comparison of two columns in which whole provisions are new or gone: （新設）, （削る）."""

from __future__ import annotations

from tools.office_pages.press import Cell, Col, Press, Row
from tools.office_pages.words import Author, lists

HELD = True


def compose(press: Press, author: Author) -> None:
    """One document."""
    chance = press.chance
    name = f"{author.body}{chance.choice(lists.ORDINANCES)}"
    if author.maybe(0.5):
        press.paragraph(f"{name}の一部を改正する条例", kind="title", indent=3)
        article = chance.randint(2, 9)
        press.paragraph(f"{name}（{author.era_year()}条例第{author.number(chance.randint(1, 60))}号）の一部を次のように改正する。", first="　")  # fmt: skip
        for _ in range(chance.randint(1, 3)):
            article += 1
            press.paragraph(f"第{author.number(article)}条中「{author.goods()}」を「{author.goods()}」に改める。", first="　")  # fmt: skip
        press.paragraph("附　則", kind="heading", indent=3)
        press.paragraph(f"この条例は、{author.date()}から施行する。", first="　")
        press.skip()
    heads = chance.choice((("改正後", "改正前"), ("改　正　案", "現　　行"), ("新", "旧")))
    rows: list[Row] = [heads]
    article = chance.randint(1, 30)
    for _ in range(chance.randint(5, 9)):
        article += 1
        rows.append(_provision(author, article))
    press.table([Col(1), Col(1)], rows, heads=1, gap=press.style.size * chance.choice((0.3, 0.8)))


def _provision(author: Author, article: int) -> tuple[Cell, Cell]:
    chance = author.chance
    label = f"第{author.number(article)}条　"
    same = author.prose(1, 2)
    way = chance.choice(("new", "gone", "both", "left out", "items", "both"))
    gone = chance.choice(("（削る）", "（削除）", "［削る］"))
    fresh = chance.choice(("（新設）", "［新設］"))
    if way == "new":
        return Cell(label + same), Cell(fresh)
    if way == "gone":
        return Cell(gone), Cell(label + same)
    if way == "left out":
        return Cell(f"{label}（略）"), Cell(f"{label}（略）")
    if way == "items":
        kept = [f"({n})　{author.clause()}" for n in range(1, 4)]
        other = [*kept]
        other[1] = fresh
        return Cell(label + same + "\n" + "\n".join(kept)), Cell(label + same + "\n" + "\n".join(other))  # fmt: skip
    return Cell(label + same), Cell(label + author.prose(1, 2))
