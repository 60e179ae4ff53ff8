"""Answers to a survey: each question with bars across, a choice and a share each, and what is said
of them beside or below."""

from __future__ import annotations

from tools.office_pages.press import Press
from tools.office_pages.words import Author, lists

HELD = True

_CHOICES = (
    ("満足している", "やや満足している", "どちらともいえない", "やや不満である", "不満である"),
    ("知っている", "聞いたことがある", "知らない", "無回答"),
    ("利用している", "利用したことがある", "利用したことはない"),
)


def compose(press: Press, author: Author) -> None:
    """One document."""
    chance = press.chance
    press.document_title(
        f"{author.theme()}に関する{chance.choice(('アンケート調査結果', '意識調査の結果', '実態調査'))}"
    )
    press.paragraph(
        f"調査期間：{author.date()}～{author.date()}　有効回答数：{author.amount(100, 4000)}件",
        kind="note",
    )
    press.skip(0.6)
    beside = author.maybe(0.5)
    size = press.style.size
    for number in range(1, chance.randint(3, 7)):
        choices = (
            author.pick(_CHOICES) if author.maybe(0.6) else tuple(author.some(lists.OBJECTS, 3, 8))
        )
        high = (len(choices) + 5) * press.style.line
        if press.y + high > press.bottom:
            break
        press.heading(f"問{author.number(number)}　{author.question()}", size=1.0, coloured=False)
        press.at(
            "note",
            f"（n={author.amount(80, 3000)}）",
            press.left,
            press.y,
            press.room * 0.55,
            "right",
        )
        press.skip(1.1)
        room = press.room * (0.55 if beside else chance.choice((0.7, 1.0)))
        top = press.y
        low = _bars(press, author, choices, room)
        text = (
            f"「{choices[0]}」が最も多く、次いで「{choices[1]}」となっている。" + author.sentence()
        )
        if beside:
            x = press.left + room + size * chance.choice((1.5, 2.5))
            low = max(
                low,
                press.at("paragraph", text, x, top, press.right - x, justify=press.style.justify),
            )
            press.y = low
        else:
            press.y = low + size * 0.4
            press.paragraph(text, first="　")
        press.skip(0.8)


def _bars(press: Press, author: Author, choices: tuple[str, ...], room: float) -> float:
    """Each choice at the right of its column, a bar, a share; gives where they end."""
    size = press.style.size * 0.9
    letters = press.letters(size=size)
    wide = max(letters.length(name) for name in choices) + size
    told = letters.length(author.digits("88.8%")) + size
    step = max(press.style.line, size * 1.5)
    y = press.y
    share = 70.0
    for name in choices:
        share *= press.chance.uniform(0.3, 0.9)
        press.at("label", name, press.left, y, wide - size * 0.6, "right", letters=letters)
        end = press.left + wide + (room - wide - told) * share / 70
        press.canvas.fill(press.left + wide, y + size * 0.1, end, y + size, press.shade)
        press.at(
            "label", author.digits(f"{share:.1f}%"), end + size * 0.4, y, told, letters=letters
        )
        y += step
    return y
