"""A leaflet: boxes in rows, each with a heading, and bullets or a few lines of text."""

from __future__ import annotations

from tools.office_pages.press import Press
from tools.office_pages.truth import FieldKind
from tools.office_pages.words import Author, lists

HELD = False


def compose(press: Press, author: Author) -> None:
    """One document."""
    chance = press.chance
    press.document_title(
        f"{author.theme()}{chance.choice(('のお知らせ', 'の取組', '～みんなで進める～', '概要版'))}",
        size=1.5,
    )
    if author.maybe(0.6):
        press.paragraph(author.sentence())
        press.skip(0.5)
    gap = chance.choice((8.0, 14.0, 20.0))
    framed, headed = author.maybe(0.65), author.maybe(0.85)
    over_rule = headed and not framed and author.maybe(0.5)
    mark = chance.choice((*lists.BULLETS, ""))
    for _ in range(chance.randint(1, 4)):
        count = chance.choice((1, 2, 2, 3)) if press.width > 550 else chance.choice((1, 2))
        room = (press.room - gap * (count - 1)) / count
        texts = [_texts(author, mark) for _ in range(count)]
        inset = 7.0 if framed else 0.0
        heights = [_height(press, each, room - 2 * inset) for each in texts]
        high = max(heights) + press.style.size * (4.4 if over_rule else 2.4) + 2 * inset
        if press.y + high > press.bottom:
            break
        for number, each in enumerate(texts):
            _panel(
                press,
                author,
                each,
                (press.left + number * (room + gap), press.y, room, high),
                inset,
                headed,
                over_rule=over_rule,
            )
            if framed:
                x = press.left + number * (room + gap)
                press.canvas.outline(x, press.y, x + room, press.y + high, press.style.rule_weight)
        press.y += high + gap


def _texts(author: Author, mark: str) -> list[str]:
    if author.maybe(0.3):
        return [author.prose(1, 3)]
    return [mark + author.clause() for _ in range(author.chance.randint(2, 6))]


def _height(press: Press, texts: list[str], room: float) -> float:
    lines = sum(len(press.broken(text, room)) for text in texts)
    return lines * press.style.line


def _panel(
    press: Press,
    author: Author,
    texts: list[str],
    box: tuple[float, float, float, float],
    inset: float,
    headed: bool,
    *,
    over_rule: bool,
) -> None:
    x, y, room, _ = box
    size = press.style.size
    if over_rule:
        y = _heading_over_rule(press, author, (x, y, room))
    elif headed:
        letters = press.letters(heavy=True, size=min(size * 1.1, (room - 2 * inset) / 16))
        colour = None
        if press.style.shaded:
            press.canvas.fill(x, y, x + room, y + size * 1.8, press.ink)
            colour = (1.0, 1.0, 1.0)
        heading = author.theme()[:15]
        press.at(
            "heading",
            heading,
            x + inset,
            y + size * 0.35,
            room - 2 * inset,
            "left",
            letters=letters,
            colour=colour,
        )
        y += size * 2.1
    y += inset
    for text in texts:
        kind: FieldKind = "paragraph" if len(texts) == 1 else "item"
        y = press.at(kind, text, x + inset, y, room - 2 * inset, justify=press.style.justify)


def _heading_over_rule(
    press: Press, author: Author, place: tuple[float, float, float]
) -> float:  # fmt: skip
    """A heading of one line or two in the middle of its box, on a rule; gives where it ends."""
    x, y, room = place
    size = press.style.size
    letters = press.letters(heavy=True, size=size * 1.15)
    heading = author.theme()[: 2 * int(room / letters.size)]
    lines = len(press.broken(heading, room, letters))
    step = letters.size * press.style.pitch
    press.at("heading", heading, x, y + (2 - min(lines, 2)) * step / 2, room, "center",
             letters=letters)  # fmt: skip
    end = y + max(lines, 2) * step + 3
    press.canvas.fill(x, end, x + room, end + 2, press.ink)
    return end + size
