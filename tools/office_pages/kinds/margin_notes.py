"""A textbook or a guide: prose in a wide column, notes and small figures in the margin beside it."""

from __future__ import annotations

from tools.office_pages.press import Press
from tools.office_pages.setting import Letters
from tools.office_pages.truth import Column
from tools.office_pages.words import Author, lists

HELD = False


def compose(press: Press, author: Author) -> None:
    """One document."""
    chance = press.chance
    left_side = author.maybe(0.2)
    gap = chance.choice((10.0, 14.0, 20.0, 28.0))
    side = press.room * chance.choice((0.22, 0.26, 0.3))
    x = press.left if left_side else press.right - side
    main = press.room - side - gap
    lefts = (press.left + side + gap) if left_side else press.left
    small = press.letters(size=round(press.style.size * chance.choice((0.75, 0.8, 0.85)), 1))
    press.heading(
        f"{author.number(chance.randint(1, 9))}　{author.theme()}", kind="title", size=1.3
    )
    top = press.y
    frames = press.frames(1)
    frames.lefts, frames.room = [lefts], main
    press.page.columns[-1] = Column(
        round(lefts, 2), round(lefts + main, 2), round(top, 2), round(press.bottom, 2)
    )
    below: float = top
    number = 0
    for _ in range(chance.randint(4, 9)):
        page = press.page
        begun = press.y
        if author.maybe(0.35):
            press.paragraph(
                author.theme(),
                kind="heading",
                letters=press.letters(heavy=True),
                frames=frames,
                keep=2,
            )
        if author.maybe(0.25):
            for item in range(1, chance.randint(3, 6)):
                press.paragraph(author.sentence(), kind="item", hang=f"({item})　", frames=frames)
        else:
            press.paragraph(author.prose(2, 5), first="　", frames=frames)
        if press.page is not page:
            below = press.top
            begun = press.top
        if author.maybe(0.6):
            at = max(begun, below)
            number += 1
            below = _aside(press, author, number, (x, at, side), small)


def _aside(
    press: Press, author: Author, number: int, place: tuple[float, float, float], small: Letters
) -> float:
    """A note or a figure with its caption in the margin; where it ends."""
    chance = press.chance
    x, y, room = place
    pitch = small.size * 1.35
    if author.maybe(0.35):
        high = chance.uniform(30, 70)
        caption = f"図{number}　{author.theme()}"
        if y + high + 4 * pitch > press.bottom:
            return y
        press.canvas.outline(x + room * 0.1, y, x + room * 0.9, y + high, 0.5)
        press.canvas.path(
            [
                (x + room * 0.2, y + high * 0.8),
                (x + room * 0.5, y + high * 0.3),
                (x + room * 0.8, y + high * 0.6),
            ],
            weight=1.0,
        )
        return (
            press.at(
                "caption",
                caption,
                x,
                y + high + 3,
                room,
                "center",
                letters=small,
                pitch=pitch,
                free=True,
            )
            + 8
        )
    text = (
        author.sentence()
        if author.maybe(0.6)
        else f"{author.pick(lists.TERMS)}　{author.sentence()}"
    )
    mark = chance.choice((f"＊{number}　", f"注{number}）", ""))
    if y + (small.length(mark + text) / room + 2) * pitch > press.bottom:
        return y
    return (
        press.at(
            "note",
            mark + text,
            x,
            y,
            room,
            letters=small,
            pitch=pitch,
            free=True,
            justify=press.style.justify,
        )
        + 8
    )
