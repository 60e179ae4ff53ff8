"""How each member voted: bills down, names of members upright at the heads of narrow columns."""

from __future__ import annotations

import itertools

from tools.office_pages.press import Press
from tools.office_pages.setting import BASELINE, Align, Letters, set_line
from tools.office_pages.truth import Column, Table, rounded
from tools.office_pages.words import Author, lists

HELD = True


def compose(press: Press, author: Author) -> None:
    """One document."""
    chance = press.chance
    press.document_title(f"{author.fiscal()}第{author.number(chance.randint(1, 4))}回定例会　議案等の賛否一覧")  # fmt: skip
    press.paragraph(
        chance.choice(("○：賛成　×：反対　欠：欠席　－：採決に加わらない", "（○賛成　●反対　議長は採決に加わりません）")),
        kind="note",
    )  # fmt: skip
    press.skip(0.5)
    size = min(press.style.size, 9.5)
    letters = press.letters(size=size)
    wide = size * chance.choice((1.6, 1.9))
    number = letters.length("議案第" + author.number(88) + "号") + 8
    result = letters.length("原案可決") + 10
    members = min(int((press.room - number - result - 10 * size) / wide), chance.randint(8, 24))
    title = press.room - number - result - wide * members
    edges = [press.left, press.left + number, press.left + number + title]
    edges += [edges[2] + wide * n for n in range(1, members + 1)]
    edges.append(press.right)
    _heads(press, author, edges, letters)
    top = press.y
    head = size * 6.4
    tops = [top, top + head]
    step = size * 1.3
    votes = ("○", "○", "○", "○", "×", "欠") if author.maybe(0.6) else ("○", "○", "●", "○")
    for at in range(1, chance.randint(5, 16)):
        text = author.bill()
        high = len(press.broken(text, title - 6, letters)) * step + size * 0.5
        y = tops[-1]
        if y + high > press.bottom:
            break
        middle = y + (high - step) / 2
        kind = author.pick(("議案", "議案", "陳情", "発議"))
        _cell(press, f"{kind}第{author.number(at)}号", at, 0, edges, middle, letters, "center")
        _cell(press, text, at, 1, edges, y + size * 0.25, letters, "left")
        for col in range(members):
            _cell(press, chance.choice(votes), at, col + 2, edges, middle, letters, "center")
        _cell(press, author.pick(lists.RESULTS), at, members + 2, edges, middle, letters, "center")
        tops.append(y + high)
    page = press.page
    page.tables.append(
        Table(0, rounded((press.left, top, press.right, tops[-1])), len(tops) - 1, len(edges) - 1,
              press.style.rules in ("full", "horizontal", "vertical"))
    )  # fmt: skip
    page.columns += [
        Column(round(a, 2), round(b, 2), round(top, 2), round(tops[-1], 2), 0)
        for a, b in itertools.pairwise(edges)
    ]
    style = press.style
    if style.rules in ("full", "horizontal", "box", "none"):
        for y in tops if style.rules != "none" else (tops[0], tops[1], tops[-1]):
            press.canvas.rule(
                press.left, y, press.right, y, style.rule_weight, style.rule_dash, False
            )
    if style.rules in ("full", "vertical", "box"):
        for x in edges:
            press.canvas.rule(x, top, x, tops[-1], style.rule_weight, style.rule_dash, False)
    press.y = tops[-1]


def _heads(press: Press, author: Author, edges: list[float], letters: Letters) -> None:
    size, top = letters.size, press.y
    middle = top + size * 2.6
    _cell(press, "番号", 0, 0, edges, middle, letters, "center")
    _cell(press, "件名", 0, 1, edges, middle, letters, "center")
    for col in range(2, len(edges) - 2):
        name = author.name()[:5]
        x = (edges[col] + edges[col + 1]) / 2
        press.upright("cell", [(name, x, top + size * 0.6)], name, letters, gap=size * 0.1, table=0, row=0,
                      col=col, head=True)  # fmt: skip
    _cell(press, "結果", 0, len(edges) - 2, edges, middle, letters, "center")


def _cell(
    press: Press, text: str, row: int, col: int, edges: list[float], y: float, letters: Letters,
    align: Align,
) -> None:  # fmt: skip
    room = edges[col + 1] - edges[col] - 6
    lines = []
    for piece in press.broken(text, room, letters):
        base = y + BASELINE * letters.size
        lines.append(set_line(piece, letters, edges[col] + 3, base, room, align))
        y += letters.size * 1.3
    press.put("cell", lines, text, table=0, row=row, col=col, head=not row)
