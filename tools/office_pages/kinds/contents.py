"""A table of contents: titles, leaders, page numbers."""

from __future__ import annotations

from tools.office_pages.press import Press
from tools.office_pages.setting import set_line
from tools.office_pages.words import Author
from tools.office_pages.words.author import kanji_number

HELD = False


def compose(press: Press, author: Author) -> None:
    """One document."""
    chance = press.chance
    press.document_title(
        chance.choice(("目次", "目　次", "目　　次", "CONTENTS")),
        align=chance.choice(("center", "left")),
    )
    leader = chance.choice(("…", "・", ".", "‥", " "))
    form = chance.choice(("第{}章", "{}", "第{}", "{}."))
    page = 1
    section = 0
    for chapter in range(1, chance.randint(3, 8)):
        number = kanji_number(chapter) if author.maybe(0.2) else author.number(chapter)
        _entry(press, f"{form.format(number)}　{author.theme()}", page, 0.0, leader)
        for _ in range(chance.randint(0, 5)):
            section += 1
            page += chance.randint(0, 4)
            _entry(
                press,
                f"{author.number(section)}　{author.theme()}"
                if author.maybe(0.7)
                else f"（{section}）{author.clause()[:24]}",
                page,
                press.style.size * 2,
                leader,
            )
        page += chance.randint(1, 6)
        press.skip(0.3)


def _entry(press: Press, text: str, page: int, indent: float, leader: str) -> None:
    """One line: what fills the space belongs to the entry, as its number does."""
    letters = press.body
    press.need(press.style.line)
    number = str(page)
    room = press.room - indent
    text = text[: int((room - 6 * letters.size) / letters.size)]
    free = room - letters.length(text) - letters.length(number) - letters.size * 1.2
    count = (
        max(int(free / max(letters.width(leader), 0.5)), 0)
        if leader.strip() or press.style.real_spaces
        else 0
    )
    base = press.y + 0.88 * letters.size
    title = set_line(text + leader * count, letters, press.left + indent, base, room, "left")
    end = set_line(number, letters, press.left + indent, base, room, "right")
    whole = text + leader * count + number
    line = title.joined(end)
    press.put("item", [line], whole)
    press.y += press.style.line
