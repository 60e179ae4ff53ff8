"""A white paper: prose in two columns (or one), headings, notes below, a side box, captions."""

from __future__ import annotations

from tools.office_pages.press import Col, Press, Row
from tools.office_pages.words import Author, lists

HELD = False


def compose(press: Press, author: Author) -> None:
    """One document."""
    chance = press.chance
    press.document_title(
        f"第{author.number(chance.randint(1, 8))}章　{author.theme()}", align="left"
    )
    count = chance.choice((1, 2, 2, 2, 3 if press.width > 700 else 2))
    notes: list[str] = []
    boxed = author.maybe(0.4) and count == 1
    if author.maybe(0.4) and not boxed:
        notes = [
            f"{'注' if author.maybe(0.5) else '*'}{number}　{author.clause()}"
            for number in range(1, chance.randint(2, 4))
        ]
    if count > 1 and author.maybe(0.3):
        _table_above(press, author)
    floor = _notes(press, notes)
    frames = None if boxed else press.frames(count, floor=floor)
    section = 0
    for _ in range(chance.randint(4, 9)):
        if author.maybe(0.4):
            section += 1
            press.paragraph(
                f"{section}　{author.theme()}"
                if author.maybe(0.6)
                else f"（{section}）{author.theme()}",
                kind="heading",
                letters=press.letters(heavy=True, size=press.style.size * 1.05),
                frames=frames,
                keep=2,
            )
        if author.maybe(0.25):
            mark = chance.choice(lists.BULLETS[:6]) + " "
            for _ in range(chance.randint(2, 4)):
                press.paragraph(
                    author.clause(),
                    kind="item",
                    hang=mark,
                    frames=frames,
                )
        press.paragraph(author.prose(2, 6), first="　", frames=frames)
        if boxed and press.left_over > 14 * press.style.line:
            _box(press, author)
            boxed = False


def _table_above(press: Press, author: Author) -> None:
    """A table over the whole width, its caption above and its source below."""
    chance = press.chance
    name = f"第{chance.randint(1, 4)}-{chance.randint(1, 9)}-{chance.randint(1, 30)}{chance.choice('表図')}"
    press.paragraph(
        f"{chance.choice(('■', '', '▶'))}{name}／{author.theme()}",
        kind="caption",
        letters=press.letters(heavy=True),
    )
    press.y += 3
    names = chance.choice(
        (("名称", "テーマ", "主体"), ("年", "主な出来事"), ("国・地域", "施策", "予算額"))
    )
    rows: list[Row] = [names]
    for _ in range(chance.randint(3, 7)):
        values = {
            "名称": author.plan(), "テーマ": author.clause(), "主体": author.body + author.pick(lists.SECTIONS),
            "年": author.era_year(), "主な出来事": author.sentence(), "国・地域": author.pick(lists.REGIONS),
            "施策": author.clause(), "予算額": f"{author.amount(10, 90_000)}億円",
        }  # fmt: skip
        rows.append(tuple(values[name] for name in names))
    cols = [Col(0.2 if name in ("年", "国・地域", "予算額") else 0.5) for name in names]
    press.table(cols, rows, heads=1, letters=press.letters(size=round(press.style.size * 0.9, 1)))
    press.y += 3
    press.paragraph(
        f"資料：{author.pick(lists.MINISTRIES)}作成",
        kind="note",
        letters=press.letters(size=round(press.style.size * 0.8, 1)),
    )
    press.skip()


def _notes(press: Press, notes: list[str]) -> float:
    """Notes at the foot of the first page below a short rule; where they begin."""
    if not notes:
        return press.bottom
    letters = press.letters(size=round(press.style.size * 0.8, 1))
    top = press.bottom - len(notes) * letters.size * 1.5 * 2
    press.canvas.rule(
        press.left, top - 4, press.left + press.room * 0.3, top - 4, 0.4, "solid", False
    )
    y = top
    for note in notes:
        y = press.at(
            "note",
            note,
            press.left,
            y,
            press.room,
            letters=letters,
            pitch=letters.size * 1.4,
            free=True,
        )
    return top - 8


def _box(press: Press, author: Author) -> None:
    """A box with a column of its own, framed or shaded."""
    press.skip(0.5)
    text = f"コラム　{author.theme()}\n{author.prose(2, 4)}"
    if author.maybe(0.5):
        table = [
            (f"表{author.number(1)}　{author.theme()}の{author.pick(('推移', '内訳', '状況'))}",)
        ]
        press.paragraph(table[0][0], kind="caption", align="center")
        rows = [("区分", *(author.era_year(author.year - n) for n in (2, 1, 0)))]
        rows += [
            (author.pick(lists.SECTIONS), *(author.amount(10, 90_000) for _ in range(3)))
            for _ in range(4)
        ]
        press.table([Col(0.4), *[Col(0.2, "right")] * 3], rows, heads=1)
        press.paragraph(
            f"（出典）{author.pick(lists.MINISTRIES)}「{author.theme()}に関する調査」",
            kind="note",
            letters=press.letters(size=press.style.size * 0.85),
        )
    else:
        press.table([Col(1)], [(text,)], rules="outline", padding=8.0)
    press.skip(0.5)
