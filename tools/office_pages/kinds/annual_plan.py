"""An annual plan in columns: what was planned | what was done | what comes next, open or ruled."""

from __future__ import annotations

from tools.office_pages.press import Cell, Col, Press, Row
from tools.office_pages.words import Author, lists

HELD = False
HEADS = {
    2: (
        ("前年度の計画", "実施状況と今後の方向"),
        ("取組内容", "成果"),
        ("現状と課題", "次年度の計画"),
    ),
    3: (("事業名", "実施状況", "次年度の予定"), ("計画", "実績", "評価・課題")),
    4: (
        ("番号", "施策", "実施状況", "今後の予定"),
        ("施策", "令和６年度計画", "成果", "令和７年度計画"),
    ),
}

OPENINGS = (("＜成果＞", "＜次年度の計画＞"), ("【実績】", "【課題】"), ("［取組］", "［評価］"))


def compose(press: Press, author: Author) -> None:
    """One document."""
    chance = press.chance
    press.document_title(
        author.plan() + chance.choice(("実施状況", "進捗状況報告書", "（案）", "年次計画"))
    )
    count = chance.choice((2, 2, 2, 3, 4, 4))
    heads = chance.choice(HEADS[count])
    share = press.style.shares
    shares = {2: (share, 1 - share), 3: (0.25, 0.4, 0.35), 4: (0.12, 0.24, 0.34, 0.3)}[count]
    if count == 4 and heads[0] != "番号":
        shares = (0.16, 0.28, 0.28, 0.28)
    if count == 3 and author.maybe(0.5):
        shares = (0.34, 0.33, 0.33)
    form = chance.choice(("prose", "bullets", "labels", "heads"))
    above = author.maybe(0.35)
    opening = author.pick(OPENINGS)
    for section in range(chance.randint(1, 3)):
        press.need(8 * press.style.line)
        press.heading(f"{author.number(section + 1)}　{author.theme()}")
        rows: list[Row] = [tuple(Cell(head) for head in heads)] if author.maybe(0.7) else []
        first = len(rows)
        for number in range(chance.randint(2, 5)):
            row = []
            for col, head in enumerate(heads):
                if head == "番号":
                    row.append(Cell(f"{section + 1}-{number + 1}", "center"))
                elif col == 0 and count > 2:
                    row.append(Cell(author.theme()))
                else:
                    row.append(Cell(_text(author, form, number, opening)))
            if above:
                label = f"（{'アイウエオカキク'[number]}）　{author.pick(lists.BUREAUS)}、{author.pick(lists.SECTIONS)}"
                rows.append((Cell(label, "left", kind="label", colspan=count),))
            rows.append(tuple(row))
        gap = None
        if press.style.rules in ("none", "vertical", "box"):
            gap = max(press.style.row_gap, 0.6) * press.style.size
        press.table([Col(s) for s in shares], rows, heads=first, gap=gap, split=True)
        press.skip()


def _text(author: Author, form: str, number: int, opening: tuple[str, str]) -> str:
    if form == "heads":
        return "\n".join(f"{head}\n・{author.sentence()}" for head in opening)
    if form == "bullets":
        mark = author.pick(lists.BULLETS[:4])
        return "\n".join(mark + author.sentence() for _ in range(author.chance.randint(1, 3)))
    label = f"（{'アイウエオカキク'[number]}）" if form == "labels" else ""
    return label + author.prose(1, 3)
