"""The list at a court's door: time, number, case, parties below each other, what is heard."""

from __future__ import annotations

from tools.office_pages.press import Cell, Col, Press, Row
from tools.office_pages.words import Author, lists

HELD = True

_CASES = ("損害賠償請求事件", "建物明渡請求事件", "所有権移転登記手続請求事件", "地位確認等請求事件", "貸金請求事件",
          "行政処分取消請求事件", "窃盗", "覚醒剤取締法違反", "過失運転致傷")  # fmt: skip


def compose(press: Press, author: Author) -> None:
    """One document."""
    chance = press.chance
    press.document_title(
        f"{author.place_name}地方裁判所　{chance.choice(('開廷表', '期日一覧表'))}"
    )
    press.paragraph(f"{author.date()}{author.weekday()}　第{author.number(chance.randint(1, 20))}民事部　第{author.number(chance.randint(101, 712))}号法廷",
                    kind="label")  # fmt: skip
    press.skip(0.4)
    labelled = author.maybe(0.6)
    rows: list[Row] = [("開始", "事件番号", "事件名", "当事者", "種別", "担当")]
    hour = 9
    for _ in range(chance.randint(4, 12)):
        hour += chance.choice((0, 1))
        year = author.number(chance.randint(4, 7))
        sign = chance.choice(("ワ", "行ウ", "わ", "ネ"))
        parties = [
            ("原告", author.name("　")),
            (
                "被告",
                chance.choice(
                    (author.name("　"), author.body, f"株式会社{author.place_name}建設", "国")
                ),
            ),
        ]
        if author.maybe(0.2):
            parties.append(("同", author.name("　")))
        told = "\n".join(f"{a}　{b}" if labelled else b for a, b in parties)
        rows.append((
            author.digits(f"{min(hour, 16)}:{chance.choice(('00', '10', '15', '30'))}"),
            f"令和{year}年（{sign}）第{author.number(chance.randint(3, 30000))}号",
            author.pick(_CASES), told, author.pick(("弁論", "判決言渡", "証人尋問", "第１回弁論", "新件")),
            Cell(author.pick(("合議Ａ係", "単独", "２係")), "center"),
        ))  # fmt: skip
    cols = [
        Col(0.08, whole=True),
        Col(0.19),
        Col(0.22),
        Col(0.27, whole=True),
        Col(0.13),
        Col(0.11),
    ]
    size = min(press.style.size, 9.5 if press.width < 700 else 12.0)
    press.table(cols, rows, heads=1, letters=press.letters(size=size))
    if author.maybe(0.4):
        press.skip(0.5)
        press.paragraph(
            f"裁判官　{author.name('　')}　　書記官　{author.name('　')}　{lists.POSTS[0]}"[:40],
            kind="note",
        )
