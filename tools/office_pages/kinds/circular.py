"""A circular: number and date at the right, addressees, sender, title, text, list, contact."""

from __future__ import annotations

from tools.office_pages.press import Cell, Col, Press, Row
from tools.office_pages.words import Author, lists
from tools.office_pages.words.author import CIRCLED, IROHA

HELD = False


def compose(press: Press, author: Author) -> None:
    """One document."""
    chance = press.chance
    ministry = author.maybe(0.5)
    sign = f"{author.pick('総企財環福健建教消産')}{author.pick('発政第管企地')}{chance.choice(('', '発'))}{author.digits(f'{chance.randint(101, 1231):04}')}第{author.number(chance.randint(1, 40))}号"
    for kind, text in (("label", sign), ("date", author.date())):
        block = max(press.body.length(text), press.body.length(author.date()))
        _right(press, kind, text, block)
    press.skip()
    for _ in range(chance.randint(1, 4)):
        who = f"各{chance.choice(('都道府県', '市町村', '指定都市', '関係団体', '施設', '学校', '保健所設置市'))}{author.pick(('', author.pick(lists.SECTIONS)))}{author.pick(('長', '主管部（局）長', '担当課長', '代表者'))}"
        press.paragraph(
            f"{who}　{chance.choice(('殿', '様', '御中'))}",
            kind="addressee",
            indent=chance.choice((0, 1)),
        )
    press.skip()
    senders = [author.office() if ministry else f"{author.body}{author.section()}"] + (
        [f"{author.leader}　{author.name('　')}"] if author.maybe(0.6) else []
    )
    for text in senders:
        _right(press, "sender", f"{text}長" if text is senders[0] else text, 0)
    if author.maybe(0.4):
        _right(
            press, "label", chance.choice(("（公印省略）", "（ 公 印 省 略 ）", "［公印省略］")), 0
        )
    press.skip()
    title = f"{author.theme()}に{chance.choice(('ついて', '係る留意事項について', '関する通知の一部改正について', '係る調査について'))}{chance.choice(('（通知）', '（依頼）', '（事務連絡）', '', '（照会）'))}"
    press.document_title(title, align=chance.choice(("center", "center", "left")), size=1.1)
    for _ in range(chance.randint(1, 4)):
        press.paragraph(author.prose(1, 4), first="　")
    if author.maybe(0.8):
        press.skip()
        press.at("label", "記", press.left, press.y, press.room, "center")
        press.y += 1.6 * press.style.line
        _points(press, author)
    if author.maybe(0.5):
        press.at("label", "以上", press.left, press.y, press.room, "right")
        press.skip(1.5)
    if author.maybe(0.7):
        _contact(press, author)


def _right(press: Press, kind: str, text: str, block: float) -> None:
    press.need(press.style.line)
    room = press.room
    align = "right"
    if block and press.style.justify:
        wide = max(block, press.body.length(text))
        press.at(kind, text, press.right - wide, press.y, wide, "even")  # type: ignore[arg-type]
    else:
        press.at(kind, text, press.left, press.y, room, align)  # type: ignore[arg-type]
    press.skip()


def _points(press: Press, author: Author) -> None:
    chance = press.chance
    form = chance.choice(("points", "labels", "points"))
    if form == "labels":
        names = chance.sample(
            (
                "日時",
                "場所",
                "対象",
                "内容",
                "提出期限",
                "提出先",
                "提出方法",
                "参加費",
                "定員",
                "添付書類",
            ),
            chance.randint(3, 6),
        )
        rows: list[Row] = []
        for number, name in enumerate(names, 1):
            value = {
                "日時": f"{author.date()}{author.weekday()}{author.time()}",
                "場所": f"{author.pick(lists.PLACES)}会館　第{author.number(2)}会議室",
                "提出期限": f"{author.date()}{author.weekday()}必着",
                "提出先": f"{author.body}{author.section()}",
                "定員": f"{author.number(chance.randint(10, 300))}名",
            }.get(name, author.clause())
            rows.append(
                (f"{author.number(number)}　{name}" if press.style.real_spaces else name, value)
            )
        press.table(
            [Col(0.25), Col(0.75)],
            rows,
            rules="none",
            padding=4.0,
            x=press.left + press.style.size,
            room=press.room - press.style.size,
        )
        press.skip()
        return
    hanging = author.maybe(0.6)
    for number in range(1, chance.randint(2, 5)):
        label = author.digits(f"{number}") + "　"
        press.paragraph(
            author.clause() if not hanging else author.prose(1, 2),
            kind="item",
            hang=label if hanging else "",
            first="" if hanging else label,
        )
        for at in range(chance.choice((0, 0, 2, 3))):
            mark = chance.choice((f"({at + 1})　", f"{IROHA[at]}　", f"{CIRCLED[at]}　"))
            press.paragraph(author.sentence(), kind="item", hang=mark, indent=1)
    press.skip()


def _contact(press: Press, author: Author) -> None:
    """The contact at the lower right, open or in a box."""
    chance = press.chance
    rows: list[Row] = [
        (Cell(chance.choice(("【問合せ先】", "担当", "（連絡先）"))),),
        (f"{author.body}{author.section()}",),
        (f"担当　{author.surname()}・{author.surname()}",),
        (f"電話　{author.phone()}（内線{author.number(chance.randint(100, 9999))}）",),
        (f"メール　{chance.choice(('soumu', 'kikaku', 'info', 'fukushi'))}@city.example.lg.jp",),
    ]
    room = min(press.room * 0.6, 24 * press.style.size)
    press.need(6 * press.style.line + 12)
    press.table(
        [Col(1)],
        rows,
        rules=chance.choice(("none", "none", "outline")),
        x=press.right - room,
        room=room,
        padding=6.0,
        gap=0.0,
    )
