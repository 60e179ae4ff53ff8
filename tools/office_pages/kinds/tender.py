"""A notice of a tender: numbers in levels, labels spaced to one width with their values beside them."""

from __future__ import annotations

from tools.office_pages.press import Press
from tools.office_pages.words import Author, lists
from tools.office_pages.words.author import IROHA

HELD = False


def compose(press: Press, author: Author) -> None:
    """One document."""
    chance = press.chance
    press.document_title(
        chance.choice(("入札公告", "一般競争入札の実施について（公告）", "企画提案の公募について"))
    )
    press.paragraph(
        f"次のとおり{chance.choice(('一般競争入札に付します', '公募します'))}。", first="　"
    )
    press.paragraph(author.date(), kind="date", indent=1)
    press.paragraph(f"{author.leader}", kind="sender", align="right")
    press.skip()
    width = chance.choice((None, 9, 10))
    for number, (heading, entries) in enumerate(_parts(author), 1):
        press.paragraph(f"{author.number(number)}　{heading}", kind="heading", keep=1)
        for place, (label, value) in enumerate(entries, 1):
            mark = f"（{author.number(place)}）"
            if value and width:
                press.paragraph(
                    value, kind="item", indent=1, hang=f"{mark}{label}　", hang_width=width
                )
            elif value:
                press.paragraph(value, kind="item", indent=1, hang=f"{mark}{label}　")
            else:
                press.paragraph(label, kind="item", indent=1, hang=mark)
            if author.maybe(0.15):
                for letter in IROHA[: chance.randint(2, 4)]:
                    press.paragraph(author.clause(), kind="item", indent=3, hang=f"{letter}　")


def _parts(author: Author) -> list[tuple[str, list[tuple[str, str]]]]:
    chance = author.chance
    sum_ = f"{author.amount(100, 90000)}千円"
    asked = [(author.sentence(), "") for _ in range(chance.randint(2, 6))]
    return [
        ("調達内容", [
            ("件名", f"{author.theme()}{author.pick(('業務委託', '機器の借入れ', '改修工事'))}"), ("数量", "一式"),
            ("履行期間", f"契約締結日から{author.date()}まで"), ("履行場所", author.address()),
            ("予定価格", sum_)][: chance.randint(3, 5)]),
        ("競争参加資格", asked),
        ("入札書の提出場所等", [
            ("提出場所", f"〒{author.digits('123-4567')}　{author.address()}\n{author.office()}"), ("電話", author.phone()),
            ("提出期限", f"{author.date()}　{author.time()}"), ("開札の日時", f"{author.date()}　{author.time()}"),
            ("担当", f"{author.section()}　{author.surname()}")]),
        ("その他", [(author.sentence(), "") for _ in range(chance.randint(1, 4))] + [("詳細", author.pick(lists.RESULTS))]),
    ]  # fmt: skip
