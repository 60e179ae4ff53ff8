"""Many names in three or four columns, read down each: an index by kana, winners, members."""

from __future__ import annotations

from tools.office_pages.press import Press
from tools.office_pages.truth import Column
from tools.office_pages.words import Author, lists

HELD = True


def compose(press: Press, author: Author) -> None:
    """One document."""
    chance = press.chance
    press.document_title(
        f"{author.council()}　{chance.choice(('会員名簿', '受賞者一覧', '協力者名簿（五十音順）', '合格者名簿'))}"
    )
    if author.maybe(0.5):
        press.paragraph("（敬称略・五十音順）", kind="note", align="right")
    press.skip(0.5)
    count = chance.choice((2, 3, 3, 4))
    gap = chance.choice((10.0, 18.0, 28.0))
    room = (press.room - gap * (count - 1)) / count
    size = min(press.style.size, 10.0)
    letters = press.letters(size=size)
    step = size * min(press.style.pitch, 1.5)
    way = chance.choice(("name", "place", "post"))
    heads = author.maybe(0.6)
    top = press.y
    deep = int((press.bottom - top) / step) - 1
    deep = min(deep, chance.choice((12, 20, 60)))
    ruled = author.maybe(0.25)
    # the rows of kana follow each other, each once
    kana = list("あかさたなはまやらわ")
    for n in range(count):
        x = press.left + n * (room + gap)
        y = top
        at = 0
        while at < deep:
            if heads and kana and (not at or chance.random() < 0.12):
                y = press.at("heading", f"【{kana.pop(0)}行】", x, y, room,
                             letters=press.letters(heavy=True, size=size), pitch=step)  # fmt: skip
                at += 1
                continue
            text = author.name("　")
            if way == "place":
                text += f"（{author.pick(lists.PLACES)}）"
            elif way == "post":
                text = f"{author.pick(lists.ROLES)[:4]}　{text}"
            y = press.at("item", text, x, y, room, letters=letters, pitch=step)
            at += 1
        press.page.columns.append(
            Column(round(x, 2), round(x + room, 2), round(top, 2), round(y, 2))
        )
        if ruled and n:
            press.canvas.path([(x - gap / 2, top), (x - gap / 2, y)], weight=0.4)
        press.y = max(press.y, y)
