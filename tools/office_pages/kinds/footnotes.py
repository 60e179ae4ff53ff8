"""A paper with notes at the foot of each page below a short rule, in one column or two."""

from __future__ import annotations

from tools.office_pages.press import Press
from tools.office_pages.words import Author, lists

HELD = True


def compose(press: Press, author: Author) -> None:
    """One document."""
    chance = press.chance
    press.document_title(
        f"{author.theme()}に関する{chance.choice(('考察', '調査研究', '論点', '分析'))}"
    )
    press.paragraph(f"{author.name('　')}（{author.affiliation()}）", kind="sender", align="right")
    if author.maybe(0.6):
        press.skip(0.5)
        press.paragraph(
            author.prose(2, 3), kind="paragraph", hang="要旨　" if author.maybe(0.5) else ""
        )
    press.skip()
    columns = chance.choice((1, 2, 2))
    small = press.letters(size=round(press.style.size * 0.78, 1))
    pitch = small.size * 1.35
    mark = chance.choice(("{}）", "注{}）", "＊{}", "{}"))
    for page in range(chance.randint(1, 2)):
        if page:
            press.turn()
        room = (press.room - (columns - 1) * 18.0) / columns
        notes = [
            f"{mark.format(author.number(n + 1 + 3 * page))}　{author.sentence()}"
            for n in range(chance.randint(1, 3))
        ]
        lines = sum(
            len(press.broken(note, room if columns > 1 else press.room, small)) for note in notes
        )
        floor = press.bottom - lines * pitch - 10
        frames = press.frames(columns, floor=floor, gap=18.0)
        while True:
            text = author.prose(2, 5)
            wanted = (len(press.broken(text, frames.room)) + 3) * press.style.line
            last = frames.at == columns - 1
            if press.y + wanted > floor and last:
                break
            if author.maybe(0.3):
                press.paragraph(
                    f"{author.number(chance.randint(1, 6))}．{author.pick(lists.THEMES)}",
                    kind="heading", letters=press.letters(heavy=True), frames=frames, keep=2,
                )  # fmt: skip
            press.paragraph(text, first="　", frames=frames)
        left = press.left if columns == 1 or author.maybe(0.5) else press.right - room
        press.canvas.fill(left, floor + 3, left + room * 0.35, floor + 3.5, (0.0, 0.0, 0.0))
        y = floor + 7
        for note in notes:
            y = press.at(
                "note", note, left, y, room if columns > 1 else press.room, letters=small, pitch=pitch, free=True
            )  # fmt: skip
        press.y = press.bottom
