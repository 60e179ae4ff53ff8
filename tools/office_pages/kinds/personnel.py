"""Changes of staff: new post, name, old post, in groups by rank; wide, in two columns, or ruled."""

from __future__ import annotations

from tools.office_pages.press import Cell, Col, Press, Row
from tools.office_pages.words import Author, lists

HELD = True


def compose(press: Press, author: Author) -> None:
    """One document."""
    chance = press.chance
    press.document_title(
        f"{author.fiscal()}　{chance.choice(('人事異動', '定期人事異動一覧', '教職員異動'))}"
    )
    press.paragraph(f"{author.body}", kind="sender", align="right")
    press.paragraph(f"（{author.date()}付）", kind="date", align="right")
    way = chance.choice(("wide", "wide", "brackets", "ruled"))
    for rank in ("部長級", "次長級", "課長級", "係長級", "新規採用", "退職")[
        : chance.randint(2, 6)
    ]:
        if press.left_over < 8 * press.style.line:
            break
        press.skip(0.4)
        press.heading(f"{chance.choice(('【', '＜', '◎'))}{rank}".replace("【" + rank, f"【{rank}】").replace("＜" + rank, f"＜{rank}＞"),
                      size=1.0)  # fmt: skip
        if way == "brackets":
            for _ in range(chance.randint(2, 6)):
                press.paragraph(f"{author.section()}{chance.choice(lists.POSTS)}（{author.section()}{chance.choice(lists.POSTS)}）{author.name('　')}",
                                kind="item", indent=1)  # fmt: skip
            continue
        rows: list[Row] = [("新", "氏名", "旧")]
        for _ in range(chance.randint(2, 7)):
            rows.append((author.section() + chance.choice(lists.POSTS), Cell("".join(author.person()), "even"),
                         author.section() + chance.choice(lists.POSTS)))  # fmt: skip
        rules = "full" if way == "ruled" else press.style.rules
        press.table([Col(0.4), Col(0.2), Col(0.4)], rows, heads=1, rules=rules)
