"""Questions and answers: 問1 / 答, running or in a table."""

from __future__ import annotations

from tools.office_pages.press import Cell, Col, Press, Row
from tools.office_pages.words import Author

HELD = False


def compose(press: Press, author: Author) -> None:
    """One document."""
    chance = press.chance
    press.document_title(
        f"{author.theme()}に関する{chance.choice(('Ｑ＆Ａ', '疑義解釈資料', '質疑応答集', 'よくある質問'))}{chance.choice(('', f'（その{author.number(chance.randint(1, 30))}）'))}"
    )
    form = chance.choice(("hang", "hang", "label", "table", "boxed"))
    q_word, a_word = chance.choice(
        (
            ("問{}", "答"),
            ("問{}", "（答）"),
            ("Ｑ{}", "Ａ{}"),
            ("（問{}）", "（答）"),
            ("質問{}", "回答"),
            ("Q{}", "A"),
        )
    )
    number = chance.randint(0, 30)
    for _ in range(chance.randint(1, 3)):
        press.need(6 * press.style.line)
        if author.maybe(0.7):
            press.heading(f"{chance.choice(('【', '＜', ''))}{author.theme()}")
        if form == "table":
            rows: list[Row] = [("番号", "質問", "回答")]
            for _ in range(chance.randint(2, 5)):
                number += 1
                rows.append((author.number(number), author.question(), author.answer()))
            share = press.style.shares * 0.9
            press.table([Col(0.08, "center"), Col(share), Col(0.92 - share)], rows, heads=1)
            press.skip()
            continue
        for _ in range(chance.randint(2, 6)):
            number += 1
            question, answer = (
                q_word.format(author.number(number)),
                a_word.format(author.number(number)),
            )
            _pair(press, author, form, question, answer)


def _pair(press: Press, author: Author, form: str, question: str, answer: str) -> None:
    style = press.style
    if form == "boxed":
        press.need(5 * style.line)
        room = press.room
        press.table(
            [Col(1)],
            [(Cell(f"{question}　{author.question()}"),)],
            rules="outline",
            padding=max(style.padding, 3),
            room=room,
        )
        press.y += 0.3 * style.line
        press.paragraph(author.answer(), hang=f"{answer}　")
    elif form == "label":
        press.paragraph(
            f"{question}　{author.question()}", letters=press.letters(heavy=True), kind="heading"
        )
        press.paragraph(author.answer(), hang=f"{answer}　")
    else:
        press.paragraph(author.question(), hang=f"{question}　")
        press.paragraph(author.answer(), hang=f"{answer}　")
    press.skip(0.7)
