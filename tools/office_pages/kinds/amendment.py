"""A comparison of old and new wording (新旧対照表): two columns, changed words underlined."""

from __future__ import annotations

from tools.office_pages.press import Cell, Col, Press, Row
from tools.office_pages.truth import MarkKind
from tools.office_pages.words import Author, lists

HELD = True
Marks = tuple[tuple[MarkKind, int, int], ...]


def compose(press: Press, author: Author) -> None:
    """One document."""
    chance = press.chance
    press.document_title(
        f"{author.body}{chance.choice(lists.ORDINANCES)}{chance.choice((' 新旧対照表', '（新旧対照表）', 'の一部改正　新旧対照条文'))}"
    )
    if author.maybe(0.4):
        press.paragraph(
            chance.choice(("（傍線の部分は改正部分）", "（下線の部分は改正部分）")),
            kind="note",
            align="right",
        )
    rows: list[Row] = [
        chance.choice(
            (("改正後", "改正前"), ("新", "旧"), ("改正案", "現行"), ("改　正　後", "改　正　前"))
        )
    ]
    article = chance.randint(1, 30)
    struck = author.maybe(0.2)
    for _ in range(chance.randint(4, 9)):
        article += 1
        rows.append(_change(author, article, struck))
    press.table(
        [Col(1), Col(1)],
        rows,
        heads=1,
        rules=chance.choice(("full", "full", press.style.rules)),
        gap=press.style.size * 0.4,
    )


def _change(author: Author, article: int, struck: bool) -> tuple[Cell, Cell]:
    opening = f"第{author.number(article)}条　" if author.maybe(0.7) else f"({article})　"
    parts = [author.sentence() for _ in range(author.chance.randint(1, 3))]
    at = author.chance.randrange(len(parts))
    new, old = list(parts), list(parts)
    old[at] = author.sentence()
    if author.maybe(0.15):
        return Cell(opening + "".join(new), marks=_whole(opening + "".join(new))), Cell("（新設）")
    if author.maybe(0.15):
        return Cell("（略）"), Cell("（略）")
    if author.maybe(0.1):
        return Cell("（削る）"), Cell(opening + "".join(old), marks=_whole(opening + "".join(old)))
    kind: MarkKind = "struck" if struck else "underlined"
    return (
        Cell(opening + "".join(new), marks=_marks(opening, new, at, "underlined")),
        Cell(opening + "".join(old), marks=_marks(opening, old, at, kind)),
    )


def _whole(text: str) -> Marks:
    return (("underlined", 0, len(text)),)


def _marks(opening: str, parts: list[str], at: int, kind: MarkKind) -> Marks:
    start = len(opening) + sum(map(len, parts[:at]))
    return ((kind, start, start + len(parts[at]) - 1),)
