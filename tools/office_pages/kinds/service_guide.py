"""A guide to a town's services: bars with names, labels with what they say beside, in columns."""

from __future__ import annotations

from tools.office_pages.press import Frames, Press
from tools.office_pages.words import Author, lists

HELD = False

_LABELS = ("対象", "内容", "申請", "費用", "窓口", "期間", "持ち物", "助成額", "申込み")


def compose(press: Press, author: Author) -> None:
    """One document."""
    chance = press.chance
    press.document_title(
        chance.choice(
            ("くらしのガイド", "子育て支援サービス一覧", "福祉のしおり", "各種手当・助成")
        )
    )
    count = chance.choice((1, 2, 2, 2)) if press.width < 700 else chance.choice((2, 3))
    frames = press.frames(count, gap=chance.choice((press.style.gutter + 6.0, 18.0, 26.0)))
    shaped = chance.choice(("【{}】", "{}　", "{}　", "■{}　", "〈{}〉", "○{} "))
    spread = author.maybe(0.4)
    for _ in range(chance.randint(4, 11) * (1 if count == 1 else 2)):
        _service(press, author, frames, shaped, spread=spread)
        press.y += press.style.line * chance.choice((0.6, 1.0))
        if len(press.truth.pages) > 2:
            break


def _service(press: Press, author: Author, frames: Frames, shaped: str, *, spread: bool) -> None:
    chance = press.chance
    before = len(press.page.fields), press.page
    made = press.paragraph(
        author.pick((author.pick(lists.FEES), author.theme(), author.pick(lists.THEMES)))[:14],
        kind="heading", letters=press.letters(heavy=True), frames=frames, keep=3,
    )  # fmt: skip
    if before[1] is press.page and press.style.coloured:
        x0, y0, _, y1 = made.lines[0].bbox
        press.canvas.fill(x0 - 2, y0 - 1, frames.left + frames.room, y1 + 1, press.shade)
    if author.maybe(0.5):
        press.paragraph(author.sentence(), frames=frames)
    names = author.some(_LABELS, 2, 4)
    for name in names:
        label = "　　".join(name) if spread and len(name) == 2 else name
        told = chance.choice(
            (
                author.clause(),
                author.sentence(),
                f"{author.amount(100, 90_000)}円",
                f"{author.pick(lists.OBJECTS)}、{author.pick(lists.OBJECTS)}",
            )
        )
        press.paragraph(told, kind="item", hang=shaped.format(label), frames=frames)
    press.paragraph(
        f"{author.pick(lists.SECTIONS)}　{author.pick(('☎', '電話', 'TEL '))}{author.phone()}",
        kind="item", hang=author.pick(("問 ", "問合せ　", "")), frames=frames,
    )  # fmt: skip
