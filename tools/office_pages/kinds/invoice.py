"""An invoice, an estimate or an order: addressee and sender, lines with sums, totals."""

from __future__ import annotations

from tools.office_pages.press import Cell, Col, Press, Row
from tools.office_pages.truth import FieldKind
from tools.office_pages.words import Author, lists

HELD = False


def compose(press: Press, author: Author) -> None:
    """One document."""
    chance = press.chance
    name = chance.choice(("請求書", "見積書", "御見積書", "納品書", "発注書", "内訳書", "領収書"))
    press.document_title("　".join(name) if author.maybe(0.5) else name)
    top = press.y
    press.y = press.at(
        "addressee",
        f"{author.body}{chance.choice(('長', '役所' + author.pick(lists.SECTIONS), '議会事務局'))}　{chance.choice(('様', '御中', '殿'))}",
        press.left,
        press.y,
        press.room * 0.5,
    )
    press.skip(0.5)
    low = press.y
    press.y = top
    half = press.left + press.room * 0.58
    sender: list[tuple[FieldKind, str]] = [
        ("date", author.date()),
        ("label", f"No. {author.number(chance.randint(100, 99999))}"),
        (
            "sender",
            f"株式会社{author.pick(lists.PLACES)}{author.pick(('商事', '印刷', '建設', '情報システム', '企画', '設備'))}",
        ),
        ("sender", author.address()),
        ("sender", f"電話　{author.phone()}"),
    ]
    for kind, text in sender:
        if author.maybe(0.85):
            press.y = press.at(
                kind, text, half, press.y, press.room * 0.42, "right" if kind == "date" else "left"
            )
    press.y = max(low, press.y)
    press.skip()
    rows: list[Row] = []
    total = 0
    for _ in range(chance.randint(3, 14)):
        count, price = (
            chance.choice((1, 1, 2, 5, 12, 100, chance.randint(2, 300))),
            chance.randint(3, 900) * 100,
        )
        total += count * price
        rows.append(
            (
                author.goods(),
                author.number(count),
                author.pick(lists.UNITS),
                author.digits(f"{price:,}"),
                author.digits(f"{count * price:,}"),
                author.pick(("", "", "", "別途", "軽減税率対象", "※")),
            )
        )
    if author.maybe(0.4):
        cut = chance.randint(1, 40) * 500
        total -= cut
        rows.append(("値引き", "", "", "", f"△{author.digits(f'{cut:,}')}", ""))
    tax = total // 10
    tail = (("小計", total), ("消費税（10％）", tax), ("合計", total + tax))
    rows += [
        (Cell(word, chance.choice(("center", "left"))), "", "", "", author.digits(f"{value:,}"), "")
        for word, value in tail
    ]
    press.paragraph(
        f"{chance.choice(('合計金額', '御請求金額', '見積金額'))}　{chance.choice(('￥', '金'))}{author.digits(f'{total + tax:,}')}{chance.choice(('', '円', '－', '円（税込）'))}",
        kind="item",
        letters=press.letters(heavy=True, size=press.style.size * 1.2),
    )
    press.skip()
    cols = [
        Col(0.38),
        Col(0.1, "right"),
        Col(0.09, "center"),
        Col(0.15, "right"),
        Col(0.17, "right"),
        Col(0.13),
    ]
    rows.insert(
        0,
        chance.choice(
            (
                ("品名", "数量", "単位", "単価", "金額", "備考"),
                ("摘要", "数量", "単位", "単価（円）", "金額（円）", "備考"),
            )
        ),
    )
    if author.maybe(0.35):
        keep = (0, 4) if author.maybe(0.5) else (0, 1, 4)
        rows = [tuple(row[n] for n in keep) for row in rows]
        cols = [cols[n] for n in keep]
    press.table(cols, rows, heads=1)
    press.skip()
    if author.maybe(0.5):
        press.paragraph(
            f"振込先　{author.pick(lists.PLACES)}銀行　{author.pick(lists.PLACES)}支店　普通　{author.number(chance.randint(1000000, 9999999))}",
            kind="item",
        )
    if author.maybe(0.4):
        press.paragraph(f"有効期限　{author.date()}", kind="item")
