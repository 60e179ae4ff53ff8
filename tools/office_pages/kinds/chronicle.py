"""A chronicle: years at the left, what happened here and elsewhere beside each other, a line each."""

from __future__ import annotations

from tools.office_pages.press import Cell, Col, Press, Row
from tools.office_pages.words import Author, lists

HELD = False


def compose(press: Press, author: Author) -> None:
    """One document."""
    chance = press.chance
    press.document_title(
        f"{author.theme()[:10]}{chance.choice(('のあゆみ', '関係年表', 'の経緯', '　沿革'))}"
    )
    first = chance.randint(1990, 2012)
    both = author.maybe(0.5)
    months = author.maybe(0.6)
    heads = ("年", "できごと", chance.choice(("国・県の動き", "社会のできごと", "関係法令")))
    western = author.maybe(0.4)
    rows: list[Row] = []
    if author.maybe(0.8):
        rows.append(heads if both else (*heads[:2], "備考"))
    headed = len(rows)
    for year in range(first, first + chance.randint(8, 24)):
        if author.maybe(0.25):
            continue
        name = author.era_year(year)
        if western:
            name += f"\n（{author.digits(str(year))}）"
        here = _events(author, months, 1, 4)
        there = _events(author, months, 0, 3) if both else author.pick(("", "", author.section()))
        rows.append((Cell(name), here, there))
    size = min(press.style.size, 10.5)
    cols = [
        Col(0.14, whole=True),
        Col(0.46, whole=both),
        Col(0.4 if both else 0.2, whole=both),
    ]
    press.table(cols, rows, heads=headed, letters=press.letters(size=size))


def _events(author: Author, months: bool, least: int, most: int) -> str:
    told = []
    month = 1
    for _ in range(author.chance.randint(least, most)):
        what = author.pick(
            (author.pick(lists.EVENTS)[:14], author.theme()[:14], author.pick(lists.ACTS) + "改正")
        )
        if months:
            month = min(month + author.chance.randint(0, 3), 12)
            what = f"{author.number(month)}月　{what}"
        elif author.maybe(0.2):
            what = "・" + what
        told.append(what)
    return "\n".join(told)
