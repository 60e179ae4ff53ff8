"""An examination: questions with choices, one below the other, two and two, or in one line."""

from __future__ import annotations

from tools.office_pages.press import Frames, Press
from tools.office_pages.words import Author, lists

HELD = True

_MARKS = (("ア　", "イ　", "ウ　", "エ　"), ("１　", "２　", "３　", "４　"), ("(1) ", "(2) ", "(3) ", "(4) "),
          ("①", "②", "③", "④"), ("ａ　", "ｂ　", "ｃ　", "ｄ　"))  # fmt: skip


def compose(press: Press, author: Author) -> None:
    """One document."""
    chance = press.chance
    press.document_title(
        f"{author.fiscal()}　{chance.choice(('主任技術者試験', '採用試験（教養）', '検定試験　午前', '確認テスト'))}{chance.choice(('問題', ''))}"
    )
    count = 2 if press.width > 700 or author.maybe(0.35) else 1
    frames = press.frames(count, gap=chance.choice((20.0, 28.0)))
    marks = chance.choice(_MARKS)
    form = chance.choice(("問{}　", "〔No.{}〕　", "【問題 {}】 ", "{}　"))
    for number in range(1, chance.randint(5, 12) * count):
        press.paragraph(
            author.pick((author.sentence(), author.question(), author.prose(1, 2)))
            + "次のうち、正しいものはどれか。"[: 15 * author.maybe(0.6)],
            kind="paragraph", hang=form.format(author.number(number)), frames=frames, keep=3,
        )  # fmt: skip
        press.y += press.style.line * 0.3
        _choices(press, author, frames, marks)
        press.y += press.style.line * 0.8
        if len(press.truth.pages) > 2:
            break


def _choices(press: Press, author: Author, frames: Frames, marks: tuple[str, ...]) -> None:
    way = press.chance.choice(("down", "down", "two", "line"))
    indent = 2 * press.style.size
    room = frames.room - indent
    if way == "down":
        for mark in marks:
            press.paragraph(author.clause() if author.maybe(0.6) else author.sentence(), kind="item",
                            hang=mark, indent=2, frames=frames)  # fmt: skip
        return
    across = 2 if way == "two" else 4
    wide = room / across
    most = int(wide / press.style.size) - 4
    if most < 3:
        across, wide = 1, room
        most = int(wide / press.style.size) - 4
    rows = -(-4 // across)
    if frames.advance(press, rows * press.style.line):
        press.turn()
        frames.begin(press, press.top, press.bottom)
    way_of_words = press.chance.choice(("amount", "object", "theme"))
    for at, mark in enumerate(marks):
        words = {
            "amount": f"{author.amount(1, 9000)}円"[:most],
            "object": author.pick(lists.OBJECTS)[:most],
            "theme": author.theme()[:most],
        }[way_of_words]
        x = frames.left + indent + at % across * wide
        press.at("item", mark + words, x, press.y + at // across * press.style.line, wide)
    press.y += rows * press.style.line
