"""Two sides of an account: what is owned at the left, what is owed at the right, each read down."""

from __future__ import annotations

from tools.office_pages.press import Cell, Col, Press, Row
from tools.office_pages.words import Author, lists

HELD = False

_OWNED = ("固定資産", "有形固定資産", "事業用資産", "土地", "建物", "建物減価償却累計額", "工作物", "建設仮勘定", "インフラ資産",
          "物品", "無形固定資産", "ソフトウェア", "投資その他の資産", "有価証券", "出資金", "長期延滞債権", "長期貸付金", "基金",
          "徴収不能引当金", "流動資産", "現金預金", "未収金", "短期貸付金", "財政調整基金", "棚卸資産")  # fmt: skip
_OWED = ("固定負債", "地方債", "長期未払金", "退職手当引当金", "損失補償等引当金", "その他", "流動負債", "１年内償還予定地方債",
         "未払金", "未払費用", "前受金", "賞与等引当金", "預り金")  # fmt: skip


def compose(press: Press, author: Author) -> None:
    """One document."""
    chance = press.chance
    press.document_title(
        f"{author.fiscal()}{author.pick(lists.BILL_THINGS)}{chance.choice(('貸借対照表', '財産目録', '貸借対照表（バランスシート）'))}"
    )
    if author.maybe(0.6):
        press.paragraph(f"（{author.date()}現在）", kind="date", align="center")
    press.paragraph(
        chance.choice(("（単位：千円）", "（単位：円）", "(単位：百万円)")),
        kind="note",
        align="right",
    )
    letters = press.letters(size=min(press.style.size, 10.0))
    gap = chance.choice((0.0, 10.0, 16.0, 28.0))
    rules = press.style.rules if press.style.rules in ("horizontal", "box", "none") else "box"
    if gap and press.style.rules == "full":
        rules = "full"
    room = (press.room - gap) / 2
    levels = chance.choice(((0, 1, 2), (0, 0, 1), (0, 0, 0)))
    sides = (
        ("資産の部", _side(press, author, _OWNED, levels, chance.randint(7, 20)), "資産合計"),
        ("負債の部", _side(press, author, _OWED, levels, chance.randint(4, 11)), "負債合計"),
    )
    headed = author.maybe(0.7)
    top = press.y
    low = top
    for number, (head, entries, end) in enumerate(sides):
        rows: list[Row] = [("科目", "金額")] if headed else []
        if rules != "full" or not headed:
            rows.append((Cell(head, "center", colspan=2),))
        rows += entries
        rows.append((Cell(end, "center"), author.amount(1_000_000, 90_000_000)))
        if number:
            rows.append((Cell("純資産の部", "center", colspan=2),))
            rows += _side(press, author, ("固定資産等形成分", "余剰分（不足分）"), (0,), 2)
            rows.append((Cell("純資産合計", "center"), author.amount(1_000_000, 90_000_000)))
            rows.append(
                (Cell("負債及び純資産合計", "center"), author.amount(1_000_000, 90_000_000))
            )
        press.y = top
        press.table([Col(0.62, whole=True), Col(0.38, "right")], rows, heads=int(headed), letters=letters,
                    x=press.left + number * (room + gap), room=room, rules=rules, pitch=letters.size * 1.25)  # fmt: skip
        low = max(low, press.y)
    # with neither white nor a rule between them nobody could tell the sides apart
    if (not gap and rules == "none") or (author.maybe(0.5) and rules != "full"):
        middle = press.left + room + gap / 2
        press.canvas.rule(middle, top, middle, low, press.style.rule_weight, "solid", False)
    press.y = low
    press.skip()
    if press.left_over > 4 * press.style.line:
        press.paragraph(author.sentence(), kind="note", hang="注　")


def _side(
    press: Press, author: Author, names: tuple[str, ...], levels: tuple[int, ...], count: int
) -> list[Row]:
    out: list[Row] = []
    kept = sorted(press.chance.sample(range(len(names)), min(count, len(names))))
    for at in kept:
        deep = press.chance.choice(levels) if press.style.real_spaces else 0
        out.append(("　" * deep + names[at], author.amount(1_000, 90_000_000, minus=0.15)))
    return out
