"""A list of figures and tables or of what is attached: label, title, white, a page at the right."""

from __future__ import annotations

from tools.office_pages.press import Press
from tools.office_pages.setting import BASELINE, set_line
from tools.office_pages.words import Author, lists

HELD = False


def compose(press: Press, author: Author) -> None:
    """One document."""
    chance = press.chance
    press.document_title(
        chance.choice(("図表一覧", "図　表　目　次", "資料目次", "会議資料一覧", "掲載ページ一覧"))
    )
    label = chance.choice(("図{}-{}", "表{}－{}", "資料{}-{}", "図表{}.{}", "{}-{}"))
    end = chance.choice(("{}", "{}", "p.{}", "P{}", "（{}）", "{}頁"))
    two = press.width > 700 or author.maybe(0.25)
    gap = 26.0
    room = (press.room - gap) / 2 if two else press.room
    top = low = press.y
    at, page = 0, 1
    chapters = chance.randint(2, 6)
    for chapter in range(1, chapters + 1):
        if (two and press.y + 6 * press.style.line > press.bottom) or press.left_over < 60:
            at += 1
            low, press.y = max(low, press.y), top
            if at == (2 if two else 1):
                break
        x = press.left + at * (room + gap)
        if author.maybe(0.6):
            press.y = press.at("heading", f"第{author.number(chapter)}章　{author.theme()}"[: int(room / press.style.size) - 2],
                               x, press.y, room, letters=press.letters(heavy=True))  # fmt: skip
        for number in range(1, chance.randint(3, 9)):
            if press.y + 3 * press.style.line > press.bottom:
                break
            page += chance.randint(0, 3)
            name = label.format(author.number(chapter), author.number(number))
            title = author.pick(
                (f"{author.theme()}の{author.pick(('推移', '内訳', '状況'))}", author.pick(lists.OBJECTS),
                 author.clause())
            )  # fmt: skip
            _entry(press, name, title, end.format(author.number(page)), x, room)
        press.skip(0.4)
    press.y = max(low, press.y)


def _entry(press: Press, name: str, title: str, page: str, x: float, room: float) -> None:
    letters = press.body
    hang = letters.length(name) + letters.size
    most = room - hang - letters.length(page) - 2 * letters.size
    space = "　" if press.style.real_spaces else ""
    pieces = press.broken(title, most)
    lines = []
    for number, piece in enumerate(pieces):
        base = press.y + BASELINE * letters.size
        line = set_line(piece, letters, x + hang, base, most, "left")
        if not number:
            line = set_line(name + space, letters, x, base, most, "left").joined(line)
        if number == len(pieces) - 1:
            line = line.joined(set_line(page, letters, x, base, room, "right"))
        lines.append(line)
        press.y += press.style.line
    press.put("item", lines, name + space + title + page)
