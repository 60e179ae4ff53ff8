"""Numbers of those who passed or were drawn, in columns, ascending down each column or across."""

from __future__ import annotations

from tools.office_pages.press import Press
from tools.office_pages.words import Author, lists

HELD = False


def compose(press: Press, author: Author) -> None:
    """One document."""
    chance = press.chance
    press.document_title(
        f"{author.fiscal()}{author.body}{chance.choice(('職員採用試験', '市営住宅抽選', '資格試験', '保育所入所抽選'))}"
        f"{chance.choice(('　合格者受験番号', '　当選番号一覧', '結果（受験番号順）'))}"
    )
    if author.maybe(0.5):
        press.paragraph(author.sentence(), first="　")
        press.skip(0.5)
    down = author.maybe(0.6)
    count = chance.choice((3, 4, 5, 6, 8))
    form = chance.choice(("{:04}", "A-{:03}", "{:05}", "{}", "第{}号"))
    size = press.style.size
    step = size * min(press.style.pitch, 1.6)
    first = chance.choice((101, 1001, 3))
    for _ in range(chance.randint(1, 4)):
        if press.left_over < 8 * press.style.line:
            break
        heading = f"{chance.choice(('■', '【', '', '◎'))}{author.pick(('事務職', '土木職', '保健師', '消防職', author.pick(lists.SECTIONS)))}"
        press.heading(heading + ("】" if heading.startswith("【") else ""), size=1.1)
        total = chance.randint(6, 60)
        numbers = []
        for _ in range(total):
            first += chance.choice((1, 1, 2, 3, 7))
            numbers.append(author.digits(form.format(first)))
        deep = -(-total // count)
        deep = min(deep, int((press.bottom - press.y) / step) - 1)
        numbers = numbers[: deep * count]
        wide = press.room / count
        top = press.y
        for at, number in enumerate(numbers):
            col, row = divmod(at, deep) if down else (at % count, at // count)
            press.at("item", number, press.left + col * wide, top + row * step, wide, letters=press.body)  # fmt: skip
        press.y = top + deep * step
        press.skip(0.6)
