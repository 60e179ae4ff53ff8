"""A table of figures between rules: heads with rules below, all rows between two rules without any
between them, groups parted by white, indented labels, notes and the source below."""

from __future__ import annotations

import itertools

from tools.office_pages.press import Cell, Col, Press, Row
from tools.office_pages.words import Author, lists

HELD = True


def compose(press: Press, author: Author) -> None:
    """One document."""
    chance = press.chance
    press.document_title(f"第{author.number(chance.randint(1, 40))}表　{author.theme()}の状況", size=1.2)  # fmt: skip
    for number in range(chance.choice((1, 1, 2))):
        if number and press.left_over < 14 * press.style.line:
            break
        press.paragraph(
            f"（単位：{author.pick(('人', '千円', '世帯', '件'))}）", kind="note", align="right"
        )
        _table(press, author)
        press.skip(0.5)
        for _ in range(chance.choice((0, 1, 2))):
            press.paragraph(author.sentence(), kind="note", hang=chance.choice(("注　", "※　")))
        if author.maybe(0.5):
            press.paragraph(f"資料：{author.section()}", kind="note")
        press.skip()


def _table(press: Press, author: Author) -> None:
    chance = press.chance
    count = chance.randint(3, 6)
    heads = [author.era_year(author.year - n) for n in range(count)]
    labels = ["総数", *author.some(lists.OBJECTS, 3, 8)]
    upright = author.maybe(0.5)
    names = "\n".join(labels)
    sums: list[list[str]] = [[author.amount(10, 900_000) for _ in labels] for _ in range(count)]
    missing = chance.choice(("－", "…", "-"))
    for column in sums:
        if author.maybe(0.3):
            column[chance.randint(1, len(column) - 1)] = missing
    size = press.letters(size=min(press.style.size, 9.5))
    if upright and press.style.rules == "full":
        # one ruled row holds all, a rule between the columns alone
        cols = [Col(0.28, whole=True), *[Col(0.72 / count, "right", whole=True)] * count]
        body: list[Row] = [
            (name, *values) for name, *values in zip(names.split("\n"), *sums, strict=True)
        ]
        _framed(press, ["区分", *heads], body, cols, size.size)
        return
    rows: list[Row] = [("区分", *heads)]
    rows += [(Cell(name, head=True), *values) for name, *values in zip(labels, *sums, strict=True)]
    press.table([Col(0.28, whole=True), *[Col(0.72 / count, "right", whole=True)] * count], rows, heads=1, letters=size, rules=chance.choice(("horizontal", "none", press.style.rules)))  # fmt: skip


def _framed(press: Press, heads: list[str], body: list[Row], cols: list[Col], size: float) -> None:
    """Rows without rules between, in a frame with upright rules, heads above a rule."""
    top = press.y
    letters = press.letters(size=size)
    rows: list[Row] = [tuple(heads), *body]
    press.table(cols, rows, heads=1, letters=letters, rules="none", gap=0.0, padding=4.0)
    low = press.y
    columns = [c for c in press.page.columns if c.table is not None][-len(heads) :]
    weight = press.style.rule_weight
    step = size * press.style.pitch
    for y in (top - 1, top + step - 1, low + 1):
        press.canvas.rule(press.left, y, press.right, y, weight, "solid", True)
    edges = [press.left, *((a.x1 + b.x0) / 2 for a, b in itertools.pairwise(columns)), press.right]  # fmt: skip
    for x in edges:
        press.canvas.rule(x, top - 1, x, low + 1, weight, "solid", False)
