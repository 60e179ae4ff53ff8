"""A salary scale: steps down, grades across, a dense grid of numbers with few rules or none."""

from __future__ import annotations

from tools.office_pages.press import Cell, Col, Press, Row
from tools.office_pages.words import Author

HELD = True


def compose(press: Press, author: Author) -> None:
    """One document."""
    chance = press.chance
    press.document_title(
        f"{chance.choice(('別表第１', '別表', '別表第２（第４条関係）', ''))}　{chance.choice(('行政職給料表', '医療職給料表（二）', '教育職給料表', '公安職俸給表（一）', '技能労務職給料表'))}".strip(
            "　"
        ),
        align=chance.choice(("left", "center")),
    )
    if author.maybe(0.5):
        press.paragraph(chance.choice(("（単位：円）", "(単位　円)")), kind="note", align="right")
    grades = chance.randint(4, 9)
    rows: list[Row] = []
    names = tuple(Cell(f"{author.number(grade)}級", "center") for grade in range(1, grades + 1))
    if author.maybe(0.7):
        rows.append((Cell("号給" if author.maybe(0.5) else "職務の級", "center"), *names))
        if author.maybe(0.5):
            rows.append(("", *[Cell(chance.choice(("給料月額", "俸給月額")), "center")] * grades))
    heads = len(rows)
    pays = [150_000 + 100 * chance.randint(0, 300) + 30_000 * grade for grade in range(grades)]
    ends = [chance.randint(25, 45) for _ in range(grades)]
    steps = chance.randint(16, 24 if press.height < 600 else 44)
    four = author.maybe(0.5)
    for step in range(1, steps + 1):
        row: list[Cell | str] = [author.number(step)]
        for grade in range(grades):
            pays[grade] += 100 * chance.randint(6, 32)
            row.append(author.digits(f"{pays[grade]:,}") if step <= ends[grade] else "")
        rows.append(tuple(row))
    size = min(press.style.size, 9.0)
    wide = author.maybe(0.4)
    if wide:
        word = chance.choice(("職員の\n区分", "区分"))
        body = Cell(
            chance.choice(("定年前再任用短時間勤務職員以外の職員", "再任用職員以外の職員")),
            rowspan=steps,
        )
        heads_at_left = [Cell(word, "center"), *[Cell("")] * heads][:heads]
        first = [*heads_at_left, body, *[None] * (steps - 1)]
        rows = [(opening, *row) for opening, row in zip(first, rows, strict=True)]
    rules = chance.choice(("none", "none", "box", "vertical", press.style.rules))
    after = {heads + n: size * 0.8 for n in range(3, steps, 4)} if four else {}
    cols = [*([Col(0.8)] if wide else []), Col(0.7, "right"), *[Col(1, "right")] * grades]
    pitch = size * chance.choice((1.15, 1.3, 1.5))
    press.table(
        cols,
        rows,
        heads=heads,
        rules=rules,
        letters=press.letters(size=size),
        pitch=pitch,
        gap=0.0,
        after=after,
    )
    if author.maybe(0.4):
        press.skip()
        press.paragraph(
            "この表は、他の給料表の適用を受けない全ての職員に適用する。",
            kind="note",
            first="備考　",
        )
