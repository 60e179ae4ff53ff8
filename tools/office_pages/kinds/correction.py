"""A correction: what was wrong struck out, what is right underlined after it; or wrong | right."""

from __future__ import annotations

from tools.office_pages.press import Cell, Col, Press, Row
from tools.office_pages.truth import MarkKind
from tools.office_pages.words import Author, lists

HELD = False
Marks = list[tuple[MarkKind, int, int]]


def compose(press: Press, author: Author) -> None:
    """One document."""
    chance = press.chance
    press.paragraph(author.date(), kind="date", align="right")
    press.document_title(
        f"「{author.plan()}」の{chance.choice(('訂正', '一部訂正', '正誤', '修正'))}について"
    )
    press.paragraph(f"下記のとおり訂正します。{author.sentence()}", first="　")
    press.skip()
    if author.maybe(0.35):
        _wrong_and_right(press, author)
        return
    for number in range(1, chance.randint(4, 9)):
        text, marks = corrected(author, struck=author.maybe(0.8), added=author.maybe(0.7))
        if author.maybe(0.5):
            page = f"{author.number(chance.randint(1, 90))}ページ　{author.theme()}"
            press.paragraph(page, kind="label", letters=press.letters(heavy=True), keep=1)
        hang = f"({number})　" if author.maybe(0.4) else ""
        press.paragraph(text, hang=hang, first="" if hang else "　", marks=marks)
        press.skip(0.3)


def corrected(author: Author, *, struck: bool, added: bool) -> tuple[str, Marks]:
    """A sentence or two with words struck out and words put in, and where they are."""
    text, marks = "", Marks()
    for _ in range(author.chance.randint(1, 3)):
        text += f"{author.pick(lists.SUBJECTS)}は、{author.theme()}に関し、"
        old, new = author.chance.choice((
            (author.pick(lists.OBJECTS), author.pick(lists.OBJECTS)),
            (author.amount(10, 90_000) + "円", author.amount(10, 90_000) + "円"),
            (author.date(), author.date()),
            (author.clause(), author.clause()),
        ))  # fmt: skip
        if struck:
            marks.append(("struck", len(text), len(text) + len(old)))
            text += old
        if added or not struck:
            marks.append(("underlined", len(text), len(text) + len(new)))
            text += new
        text += f"により{author.pick(lists.MEASURES)}。"
    return text, marks


def _wrong_and_right(press: Press, author: Author) -> None:
    chance = press.chance
    rows: list[Row] = [(chance.choice(("頁", "ページ", "該当箇所")), "誤", "正")]
    for _ in range(chance.randint(3, 8)):
        opening = f"{author.theme()}に関し、"
        wrong, right = author.clause(), author.clause()
        end = author.pick(("とする。", "を行う。", ""))
        span = (len(opening), len(opening) + len(wrong))
        kind: MarkKind = "struck" if author.maybe(0.4) else "underlined"
        rows.append((
            f"{author.number(chance.randint(1, 90))}",
            Cell(opening + wrong + end, marks=((kind, *span),)),
            Cell(opening + right + end, marks=(("underlined", len(opening), len(opening) + len(right)),)),
        ))  # fmt: skip
    press.table(
        [Col(0.12, "center"), Col(0.44), Col(0.44)], rows, heads=1, gap=press.style.size * 0.3
    )
