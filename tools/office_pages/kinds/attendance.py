"""The opening of minutes: when and where, who was there in columns by seat, the order of the day."""

from __future__ import annotations

from tools.office_pages.press import Cell, Col, Press, Row
from tools.office_pages.words import Author, lists

HELD = False


def compose(press: Press, author: Author) -> None:
    """One document."""
    chance = press.chance
    press.document_title(
        f"{author.era_year()}第{author.number(chance.randint(1, 4))}回{author.body}議会定例会会議録（第{author.number(chance.randint(1, 5))}号）",
        size=1.2,
    )
    press.paragraph(
        f"{author.date()}{author.weekday()}午前{author.number(10)}時開議", kind="date", indent=1
    )
    press.skip()
    for name in author.some(("議事日程", "本日の会議に付した事件"), 1, 2):
        press.heading(f"○{name}", coloured=False, size=1.0)
        for number in range(1, chance.randint(3, 8)):
            press.paragraph(
                author.bill(), kind="item", hang=f"日程第{author.number(number)}　", indent=1
            )
        press.skip(0.5)
    _members(press, author, "出席議員", chance.randint(8, 24))
    press.paragraph("欠席議員（なし）", kind="heading", indent=0)
    press.skip(0.5)
    _officers(press, author)


def _spaced(author: Author) -> str:
    family, given = author.person()
    return f"{'　'.join(family)}　{'　'.join(given)}" if author.maybe(0.3) else f"{family}　{given}"


def _members(press: Press, author: Author, name: str, count: int) -> None:
    """Seats and names, two or three pairs a row."""
    chance = press.chance
    press.heading(f"○{name}（{author.number(count)}名）", coloured=False, size=1.0)
    pairs = 3 if press.width > 700 else chance.choice((2, 2, 3))
    even = author.maybe(0.6)
    rows: list[Row] = []
    people = [(f"{author.number(n + 1)}番", _spaced(author).replace("　", "") if even else _spaced(author))
              for n in range(count)]  # fmt: skip
    for at in range(0, count, pairs):
        row: list[Cell | str | None] = []
        for seat, person in people[at : at + pairs]:
            row += [Cell(seat, "right"), Cell(person, "even" if even else None)]
        rows.append(row)
    share = [Col(0.09, "right"), Col(0.2)]
    room = press.room * (0.9 if pairs == 3 else 0.75)
    press.table([share[n % 2] for n in range(2 * pairs)], rows, rules="none", x=press.left + press.style.size * 2,
                room=room, padding=press.style.size * 0.5)  # fmt: skip
    press.skip(0.5)


def _officers(press: Press, author: Author) -> None:
    """Posts and names, the posts spread evenly."""
    press.heading("○説明のため出席した者", coloured=False, size=1.0)
    posts = author.some(lists.POSTS, 4, 10)
    double = author.maybe(0.5)
    rows: list[Row] = []
    cells = [(Cell(post, "even"), Cell(author.name("　"))) for post in posts]
    for at in range(0, len(cells), 2 if double else 1):
        row = [cell for pair in cells[at : at + (2 if double else 1)] for cell in pair]
        rows.append(row)
    cols = [Col(0.24), Col(0.26)] * (2 if double else 1)
    press.table(cols, rows, rules="none", x=press.left + press.style.size * 2,
                room=press.room * (0.9 if double else 0.5), padding=press.style.size * 0.8)  # fmt: skip
