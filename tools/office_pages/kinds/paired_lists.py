"""Lists side by side, each read to its end: chapters of two guides, what was and what is new."""

from __future__ import annotations

from tools.office_pages.press import Press
from tools.office_pages.words import Author
from tools.office_pages.words.author import kanji_number

HELD = False

_LABELS = (
    "第{}章　",
    "第{}章 ",
    "第{}条　",
    "{}．",
    "（{}）",
    "{} ",
    "{})",
    "・",
    "○ ",
    "別紙{}　",
)
_HEADS = ("（{}）", "【{}】", "＜{}＞", "{}", "■{}")


def compose(press: Press, author: Author) -> None:
    """One document."""
    chance = press.chance
    press.document_title(
        f"{author.theme()}{chance.choice(('の構成の比較', 'の一覧', 'について', 'の概要'))}",
        size=1.4,
    )
    if author.maybe(0.5):
        press.paragraph(author.sentence())
        press.skip(0.5)
    count = 3 if press.width > 550 and author.maybe(0.2) else 2
    gap = chance.choice((press.style.gutter, 14.0, 24.0, 40.0))
    room = (press.room - gap * (count - 1)) / count
    label, head = chance.choice(_LABELS), chance.choice(_HEADS)
    kanji, bare = author.maybe(0.15), chance.randint(0, 2)
    # of two lists of one shape many entries are the same
    shared = [_entry(author, room, press) for _ in range(16)]
    length = chance.randint(4, 14)
    pitch = press.style.line * chance.choice((1.0, 1.0, 1.2, 1.5))
    top, end = press.y, press.y
    framed = author.maybe(0.3)
    for number in range(count):
        x = press.left + number * (room + gap)
        y = top
        if author.maybe(0.9):
            y = press.at(
                "heading", head.format(author.theme()[:12]), x, y, room,
                letters=press.letters(heavy=author.maybe(0.6)),
            ) + (pitch - press.style.line)  # fmt: skip
        mine = shared[:] if author.maybe(0.5) else [_entry(author, room, press) for _ in shared]
        own = length if author.maybe(0.6) else chance.randint(3, 14)
        for at, text in enumerate(mine[:own]):
            mark = ""
            if at >= bare:
                place = at - bare + 1
                mark = label.format(kanji_number(place) if kanji else author.number(place))
            lines = len(press.broken(mark + text, room))
            if y + lines * press.style.line > press.bottom - press.style.line:
                break
            y = press.at("item", mark + text, x, y, room) + (pitch - press.style.line)
        end = max(end, y)
    if framed:
        press.canvas.outline(press.left - 6, top - 5, press.right + 6, end + 5, 0.75)
    press.y = end
    press.skip()
    if author.maybe(0.5) and press.y + 3 * press.style.line < press.bottom:
        press.paragraph(author.sentence())


def _entry(author: Author, room: float, press: Press) -> str:
    most = max(int(room / press.style.size) - 6, 4)
    if author.maybe(0.2):
        return author.clause()
    return author.theme()[:most] if author.maybe(0.7) else author.goods()
