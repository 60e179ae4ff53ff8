"""A contract: its head as labels and values, articles, the end with two parties side by side."""

from __future__ import annotations

from tools.office_pages.press import Col, Press, Row
from tools.office_pages.words import Author, lists

HELD = True


def compose(press: Press, author: Author) -> None:
    """One document."""
    chance = press.chance
    press.document_title(
        chance.choice(
            ("業務委託契約書", "工事請負契約書", "賃貸借契約書", "物品売買契約書", "協　定　書")
        )
    )
    company = f"株式会社{author.pick(lists.PLACES)}{author.pick(('設備', '建設', '企画', '技研', '印刷'))}"
    if author.maybe(0.75):
        rows: list[Row] = [
            ("１　件　　名" if press.style.real_spaces else "１件名", author.pick(lists.WORKS)),
            ("２　契約期間", f"{author.date()}から{author.date()}まで"),
            (
                "３　契約金額",
                f"金{author.amount(100_000, 90_000_000, step=1000)}円（うち消費税及び地方消費税の額を含む。）",
            ),
            ("４　履行場所", author.address()),
            (
                "５　契約保証金",
                chance.choice(("免除", "納付", f"金{author.amount(10_000, 900_000, step=1000)}円")),
            ),
        ]
        press.table(
            [Col(0.26, whole=True), Col(0.74)],
            rows,
            rules="none",
            padding=4.0,
            gap=press.style.size * 0.3,
        )
        press.skip(0.5)
    press.paragraph(
        f"{author.leader}（以下「甲」という。）と{company}（以下「乙」という。）とは、次の条項により契約を締結する。",
        first="　",
    )
    for number in range(1, chance.randint(4, 10)):
        press.need(3 * press.style.line)
        if author.maybe(0.7):
            press.paragraph(
                f"（{chance.choice(('総則', '権利義務の譲渡等', '再委託の禁止', '秘密の保持', '検査', '支払', '契約の解除', '損害賠償', '協議'))}）",
                kind="label",
            )
        press.paragraph(
            author.prose(1, 2).replace("市は", "甲は"),
            hang=f"第{author.number(number)}条　",
            hang_width=1,
        )
        for paragraph in range(2, chance.choice((2, 2, 3))):
            press.paragraph(author.sentence(), hang=f"{author.number(paragraph)}　", hang_width=1)
    press.need(9 * press.style.line)
    press.paragraph(
        "この契約の成立を証するため、本書２通を作成し、甲乙記名押印の上、各自１通を保有する。",
        first="　",
    )
    press.skip(0.5)
    press.paragraph(author.date(), kind="date", indent=2)
    press.skip(0.5)
    _parties(press, author, company)


def _parties(press: Press, author: Author, company: str) -> None:
    """Both parties: one below the other, or side by side."""
    chance = press.chance
    parties = (
        ("甲", author.address(), author.leader, author.name("　")),
        ("乙", author.address(), company, f"代表取締役　{author.name('　')}"),
    )
    beside = author.maybe(0.4)
    room = press.room / 2 - 10 if beside else press.room * 0.65
    top = press.y
    lowest = top
    for number, (mark, *lines) in enumerate(parties):
        if beside:
            press.y = top
        x = press.left + number * (room + 20) if beside else press.right - room
        press.at("label", mark, x, press.y, 2 * press.style.size)
        for line in lines:
            press.y = press.at(
                "sender", line, x + 2.5 * press.style.size, press.y, room - 2.5 * press.style.size
            )
        if author.maybe(0.5) and not beside:
            press.at(
                "label",
                chance.choice(("印", "㊞")),
                press.right - press.style.size,
                press.y - press.style.line,
                press.style.size * 1.2,
                free=True,
            )
        press.skip(0.6)
        lowest = max(lowest, press.y)
    press.y = lowest
