"""A level newsletter: articles in three or four narrow columns under headings that span them."""

from __future__ import annotations

from tools.office_pages.press import Press
from tools.office_pages.truth import Column
from tools.office_pages.words import Author, lists

HELD = True


def compose(press: Press, author: Author) -> None:
    """One document."""
    chance = press.chance
    press.document_title(
        f"{author.body}広報　第{author.number(chance.randint(10, 900))}号", align="left", size=1.8
    )
    gap = chance.choice((9.0, 12.0, 18.0))
    ruled = author.maybe(0.4)
    while press.left_over > 12 * press.style.line:
        count = chance.choice((2, 3, 3, 4))
        room = (press.room - gap * (count - 1)) / count
        if room < 9 * press.style.size:
            count, room = 2, (press.room - gap) / 2
        press.heading(author.theme(), size=1.3)
        texts = [author.prose(2, 4) for _ in range(chance.randint(1, 3))]
        lines = [[f"　{text}", *()] for text in texts]
        pieces = [piece for [text] in lines for piece in press.broken(text, room)]
        deep = -(-len(pieces) // count)
        most = int((press.left_over - press.style.line) / press.style.line)
        if deep > most:
            return
        top = press.y
        for number in range(count):
            x = press.left + number * (room + gap)
            mine = pieces[number * deep : (number + 1) * deep]
            if not mine:
                continue
            end = _column(press, mine, texts, x, top, room)
            press.page.columns.append(
                Column(round(x, 2), round(x + room, 2), round(top, 2), round(end, 2))
            )
            if ruled and number:
                press.canvas.fill(
                    x - gap / 2 - 0.2,
                    top,
                    x - gap / 2 + 0.2,
                    top + deep * press.style.line,
                    (0.0, 0.0, 0.0),
                )
            press.y = max(press.y, end)
        press.skip()
        if author.maybe(0.4) and press.left_over > 8 * press.style.line:
            _box(press, author)


def _column(
    press: Press, pieces: list[str], texts: list[str], x: float, y: float, room: float
) -> float:
    """A column of an article, a field for each paragraph's part."""
    part: list[str] = []
    for piece in [*pieces, "　"]:
        if piece.startswith("　") and part:
            y = press.at("paragraph", "\n".join(part), x, y, room)
            made = press.page.fields[-1]
            made.text = made.text.replace("\n", "")
            part = []
        part.append(piece)
    return y


def _box(press: Press, author: Author) -> None:
    top, inset = press.y, 6.0
    press.y = press.at(
        "heading",
        author.theme(),
        press.left + inset,
        press.y + inset,
        press.room - 2 * inset,
        letters=press.letters(heavy=True),
    )
    for _ in range(press.chance.randint(2, 4)):
        press.y = press.at(
            "item",
            f"{press.chance.choice(lists.BULLETS)}{author.clause()}",
            press.left + inset,
            press.y,
            press.room - 2 * inset,
        )
    press.canvas.outline(press.left, top, press.right, press.y + inset, 0.75)
    press.y += inset
    press.skip()
