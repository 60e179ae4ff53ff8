"""A flyer for an event: large words in the middle, filled labels with values beside, boxes below."""

from __future__ import annotations

from tools.office_pages.press import Press
from tools.office_pages.words import Author, lists

HELD = False


def compose(press: Press, author: Author) -> None:
    """One document."""
    chance = press.chance
    size = press.style.size
    press.title = (
        f"{author.theme()}{chance.choice(('講座', '説明会', 'フォーラム', '相談会', '研修会'))}"
    )
    big = press.letters(
        heavy=True,
        size=min(size * chance.choice((1.8, 2.2, 2.6)), press.room / (len(press.title) + 0.5)),
    )
    if author.maybe(0.5):
        press.y = press.at(
            "label",
            f"{author.fiscal()}　{author.body}主催",
            press.left,
            press.y,
            press.room,
            "center",
        )
    press.y = press.at(
        "title",
        press.title,
        press.left,
        press.y + size,
        press.room,
        "center",
        letters=big,
        pitch=big.size * 1.4,
    )
    if author.maybe(0.6):
        press.y = press.at(
            "paragraph", f"～{author.clause()}～", press.left, press.y, press.room, "center"
        )
    press.skip()
    if author.maybe(0.7):
        press.paragraph(author.prose(1, 2))
        press.skip(0.5)
    _labels(press, author)
    press.skip()
    if author.maybe(0.7):
        _programme(press, author)
        press.skip()
    top = press.y
    inset = 6.0
    press.y = press.at(
        "heading",
        chance.choice(("申込み・問合せ", "お申込み方法", "お問合せ")),
        press.left + inset,
        press.y + inset,
        press.room - 2 * inset,
        letters=press.letters(heavy=True),
    )
    for text in (
        author.office(),
        f"電話　{author.phone()}",
        f"{author.date()}までに電話又は電子メールでお申し込みください。",
    ):
        press.y = press.at("item", text, press.left + inset, press.y, press.room - 2 * inset)
    press.canvas.outline(press.left, top, press.right, press.y + inset, press.style.rule_weight)


def _labels(press: Press, author: Author) -> None:
    chance = press.chance
    size, step = press.style.size, press.style.line
    wide = size * chance.choice((4.5, 5.5, 7.0))
    filled = author.maybe(0.6)
    spread = author.maybe(0.5)
    for label, value in (
        ("日時", f"{author.date()}（{author.weekday()}）{author.time()}"), ("会場", f"{author.body}{author.pick(('文化会館', '中央公民館', '総合福祉センター'))}　{author.number(chance.randint(1, 5))}階　{author.pick(('大ホール', '第一会議室', '研修室'))}\n（{author.address()}）"),
        ("対象", chance.choice(("市内に在住、在勤又は在学の方", "どなたでも参加できます", author.pick(lists.ORGANISATIONS) + "の職員"))), ("定員", f"{author.number(chance.randint(10, 300))}名（先着順）"),
        ("参加費", chance.choice(("無料", f"{author.amount(100, 2000, step=100)}円（資料代）"))), ("講師", f"{author.name('　')}氏（{author.affiliation()}）"),
    ):  # fmt: skip
        if author.maybe(0.15):
            continue
        top = press.y
        shown = "　".join(label) if spread and len(label) == 2 else label
        colour = None
        if filled:
            press.canvas.fill(press.left, top, press.left + wide, top + step * 1.05, press.ink)
            colour = (1.0, 1.0, 1.0)
        press.at(
            "label",
            shown,
            press.left,
            top + (step - size) / 4,
            wide,
            "center" if filled else "left",
            colour=colour,
        )
        end = press.at(
            "paragraph",
            value,
            press.left + wide + size,
            top + (step - size) / 4,
            press.room - wide - size,
        )
        press.y = max(end, top + step) + step * 0.4


def _programme(press: Press, author: Author) -> None:
    chance = press.chance
    press.heading(chance.choice(("プログラム", "内容", "当日の流れ")))
    hour = chance.randint(9, 14)
    for number in range(chance.randint(3, 6)):
        time = author.digits(f"{hour + number}:{chance.choice(('00', '15', '30'))}")
        press.paragraph(
            f"{author.theme()}{chance.choice(('', f'　{author.name()}氏'))}", kind="item", hang=f"{time}　"
        )  # fmt: skip
