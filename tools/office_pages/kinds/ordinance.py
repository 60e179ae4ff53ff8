"""An ordinance or rules: articles, paragraphs, numbered items, supplementary provisions."""

from __future__ import annotations

from tools.office_pages.press import Press
from tools.office_pages.words import Author, lists
from tools.office_pages.words.author import IROHA, kanji_number

HELD = False


def compose(press: Press, author: Author) -> None:
    """One document."""
    chance = press.chance
    name = f"{author.body}{chance.choice(lists.ORDINANCES)}"
    press.document_title(
        f"○{name}" if author.maybe(0.5) else name, align=chance.choice(("center", "left"))
    )
    press.paragraph(f"{author.date()}", kind="date", align="right")
    press.paragraph(
        f"{chance.choice(('条例', '規則', '告示'))}第{author.number(chance.randint(1, 90))}号",
        kind="label",
        align="right",
    )
    press.skip()
    article = 0
    kanji = author.maybe(0.3)
    for chapter in range(1, chance.randint(2, 4)):
        if author.maybe(0.6):
            press.need(5 * press.style.line)
            press.paragraph(
                f"第{_count(author, chapter, kanji)}章　{chance.choice(('総則', '基本的施策', '審議会', '雑則', '罰則', '使用の許可', '事業計画'))}",
                kind="heading",
                indent=3,
            )
            press.skip(0.5)
        for _ in range(chance.randint(2, 5)):
            article += 1
            _article(press, author, article, kanji)
    press.need(5 * press.style.line)
    press.paragraph("附　則", kind="heading", indent=3)
    press.paragraph(
        f"この{chance.choice(('条例', '規則'))}は、{chance.choice(('公布の日', author.date()))}から施行する。",
        first="　",
    )


def _count(author: Author, number: int, kanji: bool) -> str:
    return kanji_number(number) if kanji else author.number(number)


def _article(press: Press, author: Author, article: int, kanji: bool) -> None:
    chance = press.chance
    press.need(3 * press.style.line)
    if author.maybe(0.8):
        press.paragraph(
            f"（{chance.choice(('目的', '定義', '責務', '基本理念', '委任', '設置', '組織', '任期', '会議', '庶務', '申請', '許可', '取消し', '減免', '報告', '公表'))}）",
            kind="label",
            indent=1,
        )
    press.paragraph(
        author.prose(1, 2), hang=f"第{_count(author, article, kanji)}条　", hang_width=1
    )
    for number in range(chance.choice((0, 0, 2, 4))):
        mark = f"({number + 1})　" if not kanji else f"{kanji_number(number + 1)}　"
        press.paragraph(author.clause(), kind="item", hang=mark, hang_width=1, indent=1)
        for at in range(chance.choice((0, 0, 0, 2))):
            press.paragraph(
                author.clause(), kind="item", hang=f"{IROHA[at]}　", hang_width=1, indent=2
            )
    for number in range(2, chance.choice((2, 2, 3, 4))):
        press.paragraph(author.prose(1, 2), hang=f"{_count(author, number, kanji)}　", hang_width=1)
