"""A roster: role | name spaced out | affiliation; also alone on its page, also side by side."""

from __future__ import annotations

from tools.office_pages.press import Cell, Col, Press, Row
from tools.office_pages.setting import Align
from tools.office_pages.words import Author, lists

HELD = False


def spaced(author: Author, way: str) -> Cell:
    """A name as rosters have it: with spaces, spread over its cell, or closed."""
    family, given = author.person()
    if way == "even":
        return Cell(f"{family}{given}", "even")
    if way == "half":
        return Cell(f"{family} {given}")
    if way == "closed":
        return Cell(family + given)
    if way == "filled":
        # as many spaces as bring the name to seven letters
        whole = f"{'　' if len(family) == 1 else ''}".join(family)
        lacking = max(1, 5 - len(family) - len(given))
        return Cell(
            f"{'　'.join(family) if len(family) == 2 else whole}{'　' * lacking}{'　'.join(given) if len(given) == 2 else given}"
        )
    return Cell(f"{family}　{given}")


def member(author: Author, way: str, number: int) -> tuple[Cell, Cell, Cell]:
    """Role, name and affiliation."""
    role = ("会長", "副会長")[number] if number < 2 else author.pick(lists.ROLES[3:])
    align: Align | None = "even" if way == "even" and len(role) > 1 else None
    return Cell(role, align), spaced(author, way), Cell(author.affiliation())


def compose(press: Press, author: Author) -> None:
    """One document."""
    chance = press.chance
    way = chance.choice(("even", "filled", "half", "wide", "wide", "filled", "closed"))
    alone = author.maybe(0.25)
    if not alone:
        press.document_title(
            f"{author.council()}{chance.choice(('委員名簿', '出席者名簿', '名簿', '構成員'))}"
        )
        if author.maybe(0.4):
            press.paragraph(f"（{author.date()}現在）", align="right")
            press.skip(0.5)
    if author.maybe(0.12):
        _signed(press, author)
        return
    if author.maybe(0.35):
        _beside(press, author, way)
        return
    form = chance.choice(
        ("role name", "role name affiliation", "name affiliation", "all", "role name affiliation")
    )
    many = chance.randint(4, 18)
    rows: list[Row] = []
    for number in range(many):
        role, name, place = member(author, way, number)
        cells: dict[str, tuple[Cell, ...]] = {
            "role name": (role, name),
            "role name affiliation": (role, name, place),
            "name affiliation": (name, place),
            "all": (
                Cell(author.number(number + 1), "right"),
                role,
                name,
                place,
                Cell(author.pick(("", "", "欠席", "再任", "新任"))),
            ),
        }
        rows.append(cells[form])
    cols = {
        "role name": [Col(0.3, whole=True), Col(0.4, whole=True)],
        "role name affiliation": [Col(0.2, whole=True), Col(0.27, whole=True), Col(0.53)],
        "name affiliation": [Col(0.3, whole=True), Col(0.7)],
        "all": [
            Col(0.07),
            Col(0.16, whole=True),
            Col(0.24, whole=True),
            Col(0.42),
            Col(0.11, "center"),
        ],
    }[form]
    names = {
        "role name": ("職名", "氏名"),
        "role name affiliation": ("区分", "氏名", "所属・役職"),
        "name affiliation": ("氏名", "現職"),
        "all": ("番号", "区分", "氏名", "所属団体等", "備考"),
    }[form]
    head = author.maybe(0.5) and not alone
    if head:
        rows.insert(0, names)
    short = form == "role name"
    press.table(
        cols, rows, heads=int(head),
        x=press.left + (press.room * chance.choice((0, 0.1, 0.2)) if short else 0),
        room=press.room * (0.5 if short else 1),
    )  # fmt: skip
    if not alone and author.maybe(0.5):
        press.skip()
        press.paragraph(
            chance.choice(
                (
                    "（敬称略、五十音順）",
                    "（敬称略）",
                    "※任期は委嘱の日から２年間とする。",
                    "（順不同・敬称略）",
                )
            ),
            align=chance.choice(("right", "left")),
            kind="note",
        )


def _beside(press: Press, author: Author, way: str) -> None:
    """Two to four rosters side by side, each with a heading or none."""
    chance = press.chance
    count = chance.randint(2, 3 if press.width < 700 else 4)
    gap = max(press.style.gutter, 8) + chance.choice((0, 6, 14))
    room = (press.room - gap * (count - 1)) / count
    top, low = press.y, press.y
    headed = author.maybe(0.6)
    many = chance.randint(3, 12)
    for number in range(count):
        press.y = top
        x = press.left + number * (room + gap)
        if headed:
            name = chance.choice(
                (
                    "出席委員",
                    "欠席委員",
                    "説明員",
                    "事務局",
                    "傍聴者",
                    f"{author.pick(lists.COMMITTEES)}委員会",
                )
            )
            press.y = press.at(
                "heading",
                f"【{name}】" if chance.random() < 0.5 else name,
                x,
                press.y,
                room,
                letters=press.letters(heavy=True),
            )
            press.skip(0.2)
        rows: list[Row] = []
        for at in range(many - chance.randint(0, 2)):
            role, person, _ = member(author, way, at if author.maybe(0.5) else at + 2)
            rows.append((role, person))
        press.table([Col(0.38, whole=True), Col(0.62, whole=True)], rows, x=x, room=room)
        low = max(low, press.y)
    press.y = low


def _signed(press: Press, author: Author) -> None:
    """The end of a report: its last words, the date, the council, and its members at the right."""
    chance = press.chance
    press.paragraph(
        author.prose(1, 2) + "よって、委員全員一致の意見で、主文のとおり答申する。", first="　"
    )
    press.skip(0.5)
    press.paragraph(author.date(), kind="date", indent=2)
    press.paragraph(author.council(), kind="sender", indent=chance.choice((3, 5)))
    press.skip(0.3)
    rows: list[Row] = []
    roles = ["会長", "会長代理委員", *["委員"] * chance.randint(2, 8)]
    for role in roles:
        rows.append((Cell(role, chance.choice(("right", "left"))), spaced(author, "even")))
    room = press.room * chance.choice((0.5, 0.6, 0.7))
    press.table(
        [Col(0.4, whole=True), Col(0.6)], rows, x=press.right - room, room=room, rules="none"
    )
