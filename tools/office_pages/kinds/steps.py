"""Steps of a procedure: a badge at the left, a heading and what to do, a box of papers at the right."""

from __future__ import annotations

from tools.office_pages.press import Press
from tools.office_pages.words import Author, lists

HELD = True


def compose(press: Press, author: Author) -> None:
    """One document."""
    chance = press.chance
    press.document_title(
        f"{author.pick(lists.FEES)}の{chance.choice(('手続', '申請の流れ', 'ご案内'))}"
    )
    if author.maybe(0.6):
        press.paragraph(author.prose(1, 2), first="　")
        press.skip(0.6)
    size = press.style.size
    form = chance.choice(("STEP{}", "ステップ{}", "{}", "手順{}", "その{}"))
    badge = press.letters(heavy=True, size=size * 1.1)
    left = badge.length(form.format(8)) + 2 * size
    aside = author.maybe(0.5)
    inset = size * 0.6
    wide = press.room * (0.3 if aside else 0.0)
    room = press.room - left - wide - (size if aside else 0.0)
    framed = author.maybe(0.6)
    for number in range(1, chance.randint(4, 8)):
        if press.left_over < 9 * press.style.line:
            break
        top = press.y
        y = top + inset
        press.at("label", form.format(author.number(number)), press.left + size, y, left, letters=badge)  # fmt: skip
        x = press.left + left
        y = press.at("heading", author.clause()[:18], x + inset, y, room - 2 * inset,
                     letters=press.letters(heavy=True))  # fmt: skip
        if author.maybe(0.5):
            y = press.at("paragraph", author.prose(1, 2), x + inset, y, room - 2 * inset,
                         justify=press.style.justify)  # fmt: skip
        else:
            for _ in range(chance.randint(1, 3)):
                y = press.at("item", "・" + author.clause(), x + inset, y, room - 2 * inset)
        low = y
        if aside and author.maybe(0.7):
            y = top + inset
            at = press.right - wide
            y = press.at("heading", author.pick(("必要なもの", "提出書類", "留意点")), at + inset, y,
                         wide - 2 * inset, letters=press.letters(heavy=True, size=size * 0.9))  # fmt: skip
            for _ in range(chance.randint(1, 3)):
                y = press.at("item", f"□{author.pick(lists.OBJECTS)}", at + inset, y, wide - 2 * inset,
                             letters=press.letters(size=size * 0.9))  # fmt: skip
            press.canvas.outline(at, top, press.right, max(y + inset, low + inset), 0.5)
            low = max(low, y)
        low += inset
        if framed:
            press.canvas.outline(press.left, top, press.left + left + room, low, press.style.rule_weight)  # fmt: skip
        press.y = low + size * 1.6
        middle = press.left + left / 2
        if number < 4:
            press.canvas.path([(middle - 6, low + 2), (middle + 6, low + 2), (middle, low + size)],
                              colour=press.shade)  # fmt: skip
