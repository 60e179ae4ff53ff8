"""An index at the end of a book: terms with leaders and page numbers, in two to four columns."""

from __future__ import annotations

from tools.office_pages.press import Press
from tools.office_pages.words import Author, lists

HELD = False

_ROWS = ("あ行", "か行", "さ行", "た行", "な行", "は行", "ま行", "や行", "ら行", "わ行")
_LETTERS = ("ア", "カ", "サ", "タ", "ナ", "ハ", "マ", "ヤ", "ラ", "ワ")


def compose(press: Press, author: Author) -> None:
    """One document."""
    chance = press.chance
    press.document_title(chance.choice(("索　引", "索引", "用語索引", "事項索引")))
    count = chance.choice((2, 2, 3)) if press.width < 650 else chance.choice((3, 4))
    letters = press.letters(size=chance.choice((8.0, 8.5, 9.0, 10.0)))
    frames = press.frames(count, gap=chance.choice((10.0, 16.0, 24.0)))
    heads = chance.choice((_ROWS, _LETTERS))
    leader = chance.choice(("…", "・", ".", " "))
    step = letters.size * press.style.pitch
    for head in heads[: chance.randint(4, 10)]:
        press.paragraph(
            head, kind="heading", letters=press.letters(heavy=True), frames=frames, keep=2
        )
        for _ in range(chance.randint(2, 9)):
            term = author.pick(
                (author.theme(), author.pick(lists.TERMS), author.pick(lists.MEASURES))
            )
            term = term[: int(frames.room / letters.size) - 7]
            pages = "，".join(
                author.digits(str(page))
                for page in sorted(chance.sample(range(1, 400), chance.choice((1, 1, 2))))
            )
            white = frames.room - letters.length(term) - letters.length(pages)
            between = leader * max(int(white / letters.length(leader)), 1)
            press.paragraph(f"{term}{between}{pages}", kind="item", letters=letters, frames=frames)
        press.y += step * 0.5
