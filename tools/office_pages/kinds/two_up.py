"""Two pages on one wide sheet: the left one is read to its end, then the right one."""

from __future__ import annotations

import random
from dataclasses import replace

from tools.office_pages.press import Frames, Press
from tools.office_pages.style import Style
from tools.office_pages.words import Author, lists

HELD = True


def adapted(style: Style, chance: random.Random) -> Style:
    """A sheet on its side, without columns of its own."""
    return replace(
        style,
        page="A4 landscape",
        size=min(style.size, chance.choice((8.0, 9.0, 10.0))),
        header="none",
    )


def compose(press: Press, author: Author) -> None:
    """One document."""
    chance = press.chance
    press.title = author.plan()
    gap = chance.choice((30.0, 44.0, 60.0))
    bullet = chance.choice(lists.BULLETS)
    for sheet in range(chance.randint(1, 2)):
        if sheet:
            press.turn()
        frames = press.frames(2, gap=gap, floor=press.bottom - 16)
        top = press.y
        for half in range(2):
            frames.at, press.y = half, top
            if not sheet and not half:
                press.paragraph(
                    press.title,
                    kind="title",
                    letters=press.letters(heavy=True, size=press.style.size * 1.3),
                    frames=frames,
                )
                press.skip(0.5)
            _half(press, author, frames.bottom, half, bullet, frames)
            number = str(2 * sheet + half + 1)
            press.at(
                "page_number", f"－{number}－", frames.lefts[half], press.bottom - press.style.size, frames.room, "center", free=True,
            )  # fmt: skip


def _half(
    press: Press, author: Author, bottom: float, half: int, bullet: str, frames: Frames
) -> None:
    chance = press.chance
    number = 0
    while True:
        text = author.prose(1, 4)
        lines = len(press.broken(text, frames.room))
        if press.y + (lines + 5) * press.style.line > bottom or (half and author.maybe(0.04)):
            return
        if author.maybe(0.4):
            number += 1
            press.paragraph(
                f"（{author.number(number)}）{author.theme()}",
                kind="heading",
                letters=press.letters(heavy=True),
                frames=frames,
            )
        if author.maybe(0.3):
            for _ in range(chance.randint(2, 3)):
                press.paragraph(
                    author.clause(), kind="item", hang=f"{bullet} ", indent=1, frames=frames
                )
        else:
            press.paragraph(text, first="　", frames=frames)
