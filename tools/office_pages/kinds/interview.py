"""An interview: a box with who speaks at the side, questions in bold or after a dash, answers below
with a name, in one column or two, a short line that is quoted large between them."""

from __future__ import annotations

from tools.office_pages.press import Press
from tools.office_pages.words import Author, lists

HELD = True


def compose(press: Press, author: Author) -> None:
    """One document."""
    chance = press.chance
    press.document_title(
        f"{chance.choice(('インタビュー', '現場の声', '特集'))}　{author.theme()}", size=1.5
    )
    size = press.style.size
    one = author.name("　")
    family = one.split("　", maxsplit=1)[0]
    wide = size * chance.choice((12, 14))
    top = press.y
    boxed = author.maybe(0.7)
    x = press.right - wide
    y = top + size * 0.6
    inner = wide - size
    # the lead is read first, then who it is, then what is said
    lead = author.prose(1, 3)
    low = press.at(
        "paragraph",
        lead,
        press.left,
        top,
        press.room - wide - size * 2,
        justify=press.style.justify,
    )
    if boxed:
        y = press.at(
            "label", one + "氏", x + size / 2, y, inner, "center", letters=press.letters(heavy=True)
        )
        y = press.at("label", author.pick(lists.ORGANISATIONS), x + size / 2, y, inner)
        y = press.at("label", f"{author.era_year()}生まれ。{author.body}出身。{author.clause()}に携わる。", x + size / 2, y + size * 0.4,
                     inner, letters=press.letters(size=size * 0.85))  # fmt: skip
        press.canvas.outline(x, top, press.right, y + size * 0.4, press.style.rule_weight)
        low = max(low, y + size)
    press.y = low + press.style.line
    columns = chance.choice((1, 1, 2)) if press.width < 700 else 2
    frames = press.frames(columns) if columns > 1 else None
    dash = chance.choice(("――", "―― ", "Q　", "【問】"))
    heavy = press.letters(heavy=author.maybe(0.6))
    for number in range(chance.randint(3, 8)):
        if press.page.number > 1:
            break
        press.paragraph(
            author.question(), kind="heading", hang=dash, letters=heavy, frames=frames, keep=1
        )
        name = f"{family}　" if author.maybe(0.7) or not number else ""
        press.paragraph(author.answer(), hang=name, hang_width=1.0 if name else None, frames=frames)
        press.y += size * chance.choice((0.3, 0.8))
