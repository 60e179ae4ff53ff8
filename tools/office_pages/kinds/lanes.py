"""A procedure in lanes: who does what side by side, steps in boxes below each other, arrows."""

from __future__ import annotations

from tools.office_pages.press import Press
from tools.office_pages.words import Author, lists

HELD = False

_WHO = ("申請者", "市町村", "都道府県", "国", "審査会", "事業者", "医療機関", "委託先")
_DOES = ("申請書の提出", "受付・形式審査", "内容の審査", "現地調査", "交付決定", "通知の受領", "実績報告", "額の確定",
         "請求書の提出", "補助金の支払", "意見聴取", "台帳への登録", "公表")  # fmt: skip


def compose(press: Press, author: Author) -> None:
    """One document."""
    chance = press.chance
    press.document_title(f"{author.pick(lists.FEES)}の手続の流れ"[:26], size=1.3)
    if author.maybe(0.5):
        press.paragraph(author.sentence(), first="　")
    press.skip()
    lanes = author.some(_WHO, 2, 3 if press.width < 700 else 4)
    lane = press.room / len(lanes)
    size = min(press.style.size, 10.0)
    framed = author.maybe(0.6)
    top = press.y
    letters = press.letters(heavy=True, size=size)
    for n, name in enumerate(lanes):
        press.at(
            "heading", name, press.left + n * lane + 4, top + 3, lane - 8, "center", letters=letters
        )
    y = top + size * 2
    at = 0
    before: tuple[float, float] | None = None
    letters = press.letters(size=size)
    for number, what in enumerate(author.some(_DOES, 4, 9), 1):
        if y + 5 * size > press.bottom - 2 * press.style.line:
            break
        text = f"{'①②③④⑤⑥⑦⑧⑨'[number - 1]}{what}"
        if author.maybe(0.4):
            text += f"\n（{author.pick(('30日以内', '随時', '毎年4月', '電子申請可', '郵送又は窓口'))}）"
        x = press.left + at * lane + 8
        high = size * 1.25 * (text.count("\n") + 1) + size * 0.8
        press.canvas.outline(x, y, x + lane - 16, y + high, press.style.rule_weight)
        press.at(
            "item",
            text,
            x + 3,
            y + size * 0.4,
            lane - 22,
            "center",
            letters=letters,
            pitch=size * 1.25,
        )
        middle = x + lane / 2 - 8
        if before and before[0] == middle:
            press.canvas.path([before, (middle, y)], weight=0.8)
        elif before:
            side = x if before[0] < middle else x + lane - 16
            level = y + high / 2
            press.canvas.path([before, (before[0], level), (side, level)], weight=0.8)
        before = (middle, y + high)
        if author.maybe(0.7):
            at = chance.choice([n for n in range(len(lanes)) if n != at])
        y += high + size * chance.choice((0.8, 1.4, 2.2))
    if framed:
        press.canvas.outline(press.left, top, press.right, y, press.style.rule_weight)
        for n in range(1, len(lanes)):
            x = press.left + n * lane
            press.canvas.path([(x, top), (x, y)], weight=0.5)
        press.canvas.path(
            [(press.left, top + size * 1.6), (press.right, top + size * 1.6)], weight=0.5
        )
    press.y = y + press.style.line
    if press.left_over > 4 * press.style.line:
        press.paragraph(author.sentence(), kind="note", hang="※　")
