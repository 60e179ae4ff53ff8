"""Plans held against each other: what is judged down, the plans across, points in the cells."""

from __future__ import annotations

from tools.office_pages.press import Cell, Col, Press, Row
from tools.office_pages.words import Author

HELD = True

_JUDGED = (
    "概要",
    "メリット",
    "デメリット",
    "概算費用",
    "整備期間",
    "維持管理",
    "住民への影響",
    "法令上の課題",
    "総合評価",
)


def compose(press: Press, author: Author) -> None:
    """One document."""
    chance = press.chance
    press.document_title(f"{author.theme()}に関する{chance.choice(('比較検討表', '整備手法の比較', '各案の比較'))}")  # fmt: skip
    if author.maybe(0.5):
        press.paragraph(author.prose(1, 2), first="　")
        press.skip(0.5)
    count = chance.choice((2, 3, 3)) if press.width < 700 else chance.choice((3, 4))
    plans = [
        f"{form.format(author.number(n + 1))}{author.theme()[:8]}"
        for form in [chance.choice(("案{}　", "第{}案\n", "【{}案】", "Ｐ{} "))]
        for n in range(count)
    ]
    rows: list[Row] = [(chance.choice(("", "項目", "比較項目")), *plans)]
    mark = chance.choice(("・", "○", "●", "－ ", "◆"))
    for name in author.some(_JUDGED, 4, 7):
        rows.append((Cell(name), *(_told(author, name, mark) for _ in range(count))))
    size = min(press.style.size, 10.0)
    gap = None if press.style.ruled else size * 0.6
    press.table([Col(0.16), *[Col(0.84 / count)] * count], rows, heads=1, head_cols=1, gap=gap,
                letters=press.letters(size=size))  # fmt: skip
    press.skip()
    if press.left_over > 4 * press.style.line:
        press.paragraph(author.sentence(), first="　")


def _told(author: Author, name: str, mark: str) -> str:
    if name == "概算費用":
        return f"約{author.amount(10, 900)}{author.pick(('百万円', '億円'))}"
    if name == "整備期間":
        return f"{author.number(author.chance.randint(1, 9))}年程度"
    if name == "総合評価":
        return author.pick(("◎推奨", "○適当", "△課題あり", "×不適"))
    if name == "概要":
        return author.sentence()
    return "\n".join(mark + author.clause() for _ in range(author.chance.randint(1, 3)))
