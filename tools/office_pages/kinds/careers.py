"""Careers of candidates: a name with its reading, a post, then years and what was done, a line each."""

from __future__ import annotations

from tools.office_pages.press import Col, Press, Row
from tools.office_pages.words import Author, lists

HELD = False

_KANA = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモ"


def compose(press: Press, author: Author) -> None:
    """One document."""
    chance = press.chance
    press.document_title(
        chance.choice(("委員略歴", "候補者の略歴", "登壇者プロフィール", "略歴書"))
    )
    size = min(press.style.size, 10.0)
    count = chance.choice((1, 1, 2))
    gap = chance.choice((14.0, 24.0))
    room = (press.room - gap * (count - 1)) / count
    photo = author.maybe(0.5)
    framed = author.maybe(0.4)
    spoken = author.maybe(0.3)
    for _ in range(chance.randint(2, 5)):
        if press.left_over < 13 * press.style.line:
            break
        top = low = press.y
        for number in range(count):
            press.y = top
            _person(press, author, press.left + number * (room + gap), room, size, photo=photo, spoken=spoken)  # fmt: skip
            low = max(low, press.y)
        if framed:
            for number in range(count):
                x = press.left + number * (room + gap)
                press.canvas.outline(x - 4, top - 4, x + room + 4, low + 4, press.style.rule_weight)
        press.y = low + press.style.line * 1.2


def _person(
    press: Press, author: Author, x: float, room: float, size: float, *, photo: bool, spoken: bool
) -> None:
    chance = press.chance
    if photo:
        wide = min(6.5 * size, room * 0.25)
        press.canvas.outline(x, press.y, x + wide, press.y + wide * 1.3, 0.5)
        x, room = x + wide + size, room - wide - size
    letters = press.letters(size=size)
    step = size * min(press.style.pitch, 1.5)
    kana = (
        "".join(chance.choice(_KANA) for _ in range(3)),
        "".join(chance.choice(_KANA) for _ in range(3)),
    )
    name = f"{author.name('　')}（{kana[0]}　{kana[1]}）"
    bold = press.letters(heavy=True, size=size * 1.2)
    press.y = press.at("heading", name, x, press.y, room, letters=bold)
    press.y = press.at("label", author.affiliation(), x, press.y, room, letters=letters, pitch=step)
    if spoken:
        press.y = press.at("paragraph", author.prose(1, 2), x, press.y, room, letters=letters, pitch=step,
                           justify=press.style.justify)  # fmt: skip
        return
    year = chance.randint(1990, 2002)
    rows: list[Row] = []
    for _ in range(chance.randint(2, 6)):
        year = min(year + chance.randint(1, 7), 2024)
        end = author.pick(("入庁", "採用", "就任", "退任", "卒業", ""))
        what = author.pick((author.section(), author.affiliation(), author.office()))[:22] + end
        rows.append((author.month(year) if year < 2025 else author.month(2024), what))
    rows.append((author.pick(("現在", "現　職")), author.pick(lists.POSTS)))
    press.table([Col(0.3, whole=True), Col(0.7)], rows, x=x, room=room, rules="none", gap=1.0,
                letters=letters, pitch=step)  # fmt: skip
