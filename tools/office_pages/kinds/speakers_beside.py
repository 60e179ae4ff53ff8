"""Minutes whose speakers stand in a column at the left, what they say at the right; agenda headings
over both, and who was there in a list above."""

from __future__ import annotations

from tools.office_pages.press import Cell, Col, Press, Row
from tools.office_pages.words import Author

HELD = True


def compose(press: Press, author: Author) -> None:
    """One document."""
    chance = press.chance
    press.document_title(f"第{author.number(chance.randint(1, 30))}回　{author.council()}　{chance.choice(('議事録', '議事要旨', '会議録'))}")  # fmt: skip
    rows: list[Row] = [
        (Cell("日時", head=True), f"{author.date()}{author.weekday()}　{author.time()}"),
        (Cell("場所", head=True), f"{author.place_name}庁舎　第{author.number(chance.randint(1, 9))}会議室"),
        (Cell("出席者", head=True), "、".join(f"{author.surname()}{author.pick(('委員', '委員', '会長', '部長'))}" for _ in range(chance.randint(3, 9)))),
        (Cell("議題", head=True), "\n".join(f"（{author.number(n + 1)}）{author.clause()}" for n in range(chance.randint(1, 3)))),
    ]  # fmt: skip
    press.table(
        [Col(0.14, whole=True), Col(0.86)], rows, rules=chance.choice(("none", press.style.rules))
    )
    press.skip()
    people = [author.pick(("委員長", "会長", "事務局")), "事務局"]
    people += [
        f"{author.surname()}{author.pick(('委員', '委員', '課長', '部長'))}"
        for _ in range(chance.randint(2, 5))
    ]
    rules = chance.choice(("none", "none", "full", "horizontal"))
    head = author.maybe(0.4)
    after = chance.choice((0.0, 0.0, 0.5)) * press.style.size
    for number in range(chance.randint(1, 3)):
        press.heading(
            f"{chance.choice(('議題', '議事', ''))}（{author.number(number + 1)}）{author.clause()}",
            size=1.05,
        )
        said: list[Row] = [("発言者", "発言内容")] if head else []
        for _ in range(chance.randint(3, 9)):
            text = (
                author.prose(1, 3)
                if author.maybe(0.8)
                else author.pick(("異議なし。", "はい。", "承知した。", "それでは次の議題に移る。"))
            )
            said.append((Cell(chance.choice(people), head=True), text))
        press.table([Col(0.14, whole=True), Col(0.86)], said, heads=int(head), rules=rules, gap=after if rules == "none" else None)  # fmt: skip
        press.skip()
        if press.page.number > 2:
            break
    if author.maybe(0.5):
        press.paragraph("以上", align="right", kind="note")
