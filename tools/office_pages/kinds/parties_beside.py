"""An agreement whose end has the parties' blocks side by side, two or three, each with its mark, address,
name and office; names of one look, seals at their ends."""

from __future__ import annotations

from tools.office_pages.press import Press
from tools.office_pages.words import Author, lists

HELD = True


def compose(press: Press, author: Author) -> None:
    """One document."""
    chance = press.chance
    press.document_title(
        chance.choice(("覚　書", "合意書", "変更契約書", "災害時応援協定書", "確認書"))
    )
    for _ in range(chance.randint(1, 3)):
        press.paragraph(author.prose(1, 3), first="　")
    for number in range(1, chance.randint(3, 6)):
        press.paragraph(author.prose(1, 2), hang=f"第{author.number(number)}条　", hang_width=1)
    press.skip(0.5)
    press.paragraph("この証として本書を作成し、各自その１通を保有する。", first="　")
    press.need(9 * press.style.line)
    press.skip(0.5)
    press.paragraph(author.date(), kind="date", indent=2)
    press.skip(0.5)
    _blocks(press, author)


def _blocks(press: Press, author: Author) -> None:
    chance, size = press.chance, press.style.size
    count = chance.choice((2, 2, 2, 3)) if press.width > 600 else 2
    gap = size * chance.choice((1.5, 2.5, 4.0))
    room = (press.room - gap * (count - 1)) / count
    beside = chance.choice((True, False))
    top = lowest = press.y
    labelled = author.maybe(0.4)
    for number, mark in enumerate("甲乙丙"[:count]):
        x = press.left + number * (room + gap)
        y = top
        shift = 0.0
        if beside:
            press.at("label", mark, x, y, 2 * size)
            shift = 2 * size
        else:
            y = press.at("label", f"（{mark}）", x, y, 4 * size)
        lines = [
            author.address(),
            f"{author.pick(lists.ORGANISATIONS)}",
            f"代表　{author.name('　')}　印",
        ]
        if labelled:
            lines = [f"住所　{lines[0]}", f"名称　{lines[1]}", f"氏名　{author.name('　')}　㊞"]
        for line in lines:
            y = press.at("sender", line, x + shift, y, room - shift)
        lowest = max(lowest, y)
    press.y = lowest
