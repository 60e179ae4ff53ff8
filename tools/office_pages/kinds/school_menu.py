"""What a school cooks, day by day: dishes a line each in cells, or a week as a calendar."""

from __future__ import annotations

from tools.office_pages.press import Cell, Col, Press, Row
from tools.office_pages.words import Author

HELD = True

_DISHES = (
    "ごはん", "コッペパン", "牛乳", "豚汁", "さばの塩焼き", "ひじきの煮物", "カレーライス", "フルーツポンチ", "肉じゃが",
    "ほうれん草のごまあえ", "わかめごはん", "鶏の照り焼き", "けんちん汁", "ミートソーススパゲッティ", "コールスローサラダ",
    "麻婆豆腐", "中華スープ", "みかん", "冷凍りんご", "かぼちゃの天ぷら",
)  # fmt: skip
_FOODS = (
    "豚肉", "鶏肉", "さば", "豆腐", "みそ", "牛乳", "わかめ", "卵", "米", "パン", "じゃがいも", "砂糖", "油", "ごま",
    "にんじん", "たまねぎ", "キャベツ", "ほうれん草", "ごぼう", "こんにゃく", "ねぎ", "みかん",
)  # fmt: skip


def compose(press: Press, author: Author) -> None:
    """One document."""
    chance = press.chance
    press.document_title(
        f"{author.month()}　{chance.choice(('献立予定表', '学校給食献立表', 'こんだてひょう'))}"
    )
    press.paragraph(
        f"{author.body}{chance.choice(('学校給食センター', '立中央小学校', '立第一保育園'))}",
        kind="sender",
        align="right",
    )
    press.skip(0.3)
    (_daily if author.maybe(0.65) else _weekly)(press, author)
    press.skip(0.5)
    for _ in range(chance.randint(0, 2)):
        if press.left_over > 3 * press.style.line:
            press.paragraph(author.sentence(), kind="note", hang="＊　")


def _daily(press: Press, author: Author) -> None:
    chance = press.chance
    between = chance.choice(("\n", "　", "、"))
    food = chance.choice(("、", "　"))
    rows: list[Row] = [
        (
            "日",
            "曜",
            "献立名",
            Cell("主な材料とその働き", colspan=3),
            Cell("エネルギー\n(kcal)", None),
        ),
    ]
    rows.append(("", "", "", "血や肉になる", "力や熱になる", "体の調子を整える", ""))
    day = chance.randint(1, 5)
    for _ in range(chance.randint(6, 13)):
        rows.append((
            author.number(day), chance.choice("月火水木金"), between.join(author.some(_DISHES, 3, 5)),
            *(food.join(author.some(_FOODS, 2, 6)) for _ in range(3)), author.number(chance.randint(580, 790)),
        ))  # fmt: skip
        day += chance.choice((1, 1, 3))
    cols = [
        Col(0.05, "center"),
        Col(0.05, "center"),
        Col(0.25),
        Col(0.19),
        Col(0.18),
        Col(0.19),
        Col(0.1, "right"),
    ]
    size = min(press.style.size, 8.5 if press.width < 700 else 10.0)
    press.table(cols, rows, heads=2, rules="full" if author.maybe(0.75) else press.style.rules,
                letters=press.letters(size=size))  # fmt: skip


def _weekly(press: Press, author: Author) -> None:
    chance = press.chance
    rows: list[Row] = [tuple("月火水木金")]
    day = chance.randint(1, 4)
    for _ in range(chance.randint(2, 4)):
        week: list[Cell | str | None] = []
        for _ in range(5):
            energy = (
                f"\n{author.number(chance.randint(580, 790))}kcal" if chance.random() < 0.6 else ""
            )
            week.append(
                f"{author.number(day)}日\n"
                + "\n".join(d[:9] for d in author.some(_DISHES, 3, 4))
                + energy
            )
            day += 1
        day += 2
        rows.append(week)
    size = min(press.style.size, 9.0 if press.width < 700 else 11.0)
    press.table([Col(1)] * 5, rows, heads=1, rules="full", letters=press.letters(size=size))
