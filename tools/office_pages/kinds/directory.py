"""A directory: offices | telephone | place, in one table or in blocks side by side under bureaus."""

from __future__ import annotations

from tools.office_pages.press import Col, Press, Row
from tools.office_pages.words import Author, lists

HELD = True


def compose(press: Press, author: Author) -> None:
    """One document."""
    chance = press.chance
    press.document_title(
        chance.choice(
            (
                f"{author.body}　主な電話番号",
                "相談窓口一覧",
                "関係機関連絡先",
                "庁内電話番号表",
                "指定避難所一覧",
            )
        )
    )
    if author.maybe(0.5):
        _list(press, author)
    else:
        _blocks(press, author)
    if author.maybe(0.4):
        press.skip(0.5)
        press.paragraph(f"受付時間　{author.time()}（土日祝日を除く。）", kind="note")


def _list(press: Press, author: Author) -> None:
    """One table."""
    chance = press.chance
    rows: list[Row] = []
    places = chance.random() < 0.5
    for _ in range(chance.randint(6, 20)):
        name = (
            author.pick(lists.SECTIONS)
            if not places
            else f"{author.pick(lists.PLACES)}{author.pick(('小学校', '中学校', '公民館', '体育館', '支所'))}"
        )
        rows.append(
            (name, author.address(), author.phone())
            if author.maybe(0.95)
            else (name, "", author.phone())
        )
    heads = author.maybe(0.5)
    if heads:
        rows.insert(0, ("名称", "所在地", "電話番号"))
    press.table([Col(0.28, whole=True), Col(0.46), Col(0.26, whole=True)], rows, heads=int(heads))


def _blocks(press: Press, author: Author) -> None:
    """Blocks side by side, each a bureau with its sections and their numbers."""
    chance = press.chance
    count = chance.choice((2, 2, 3)) if press.width > 700 else 2
    gap = chance.choice((12.0, 20.0, 30.0))
    room = (press.room - gap * (count - 1)) / count
    bureaus = iter(author.some(lists.BUREAUS, 6, 12))
    top, lowest = press.y, press.y
    for number in range(count):
        press.y = top
        x = press.left + number * (room + gap)
        for bureau in [next(bureaus) for _ in range(chance.randint(1, 2))]:
            press.y = press.at(
                "heading",
                f"{chance.choice(('◆', '■', ''))}{bureau}",
                x,
                press.y,
                room,
                letters=press.letters(heavy=True),
            )
            rows: list[Row] = [
                (section, author.phone()) for section in author.some(lists.SECTIONS, 3, 7)
            ]
            press.table(
                [Col(0.58, whole=True), Col(0.42, "right", whole=True)], rows, x=x, room=room
            )
            press.skip(0.5)
        lowest = max(lowest, press.y)
    press.y = lowest
