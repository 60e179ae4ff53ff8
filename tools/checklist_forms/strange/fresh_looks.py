"""Strange looks of a fourth make, no rule made since."""

from __future__ import annotations

from tools.checklist_forms.forms import Year
from tools.checklist_forms.look import circled, wide
from tools.checklist_forms.strange.blocks import (
    Blank,
    Look,
    Paper,
    Table,
    Truth,
    groups,
    plain_groups,
)
from tools.checklist_forms.strange.open_looks import titled


def _subsidy(year: Year) -> Paper:
    """A check before handing in: who checks, twice, each with a box."""
    paper = titled(year)
    table = paper.table(Table((30, 300, 60, 60), head=1))
    table.row("", "確認すること", "申請者\nチェック", "事務局\nチェック")
    for n, title, items in plain_groups(year):
        table.row((f"{wide(n)}　{title}について", 4))
        for k, item in enumerate(items, 1):
            table.row(str(k), item.words, "□", "□")
            paper.truth.append(Truth(str(k), item.words, f"{title}について"))
    return paper


def _fire(year: Year) -> Paper:
    """Parts at the left, the result as ○ and ×, what is wrong, when it was mended."""
    paper = titled(year)
    paper.say("防火管理者　　　　　　　　　　　点検実施日　　年　　月　　日")
    table = paper.table(Table((70, 260, 50, 90, 60), head=2))
    table.row(None, None, ("点検状況", 2), None)
    table.row(None, None, "良否", "不備の状況", None)
    for column, text in ((0, "実施項目"), (1, "確認箇所"), (4, "改修（予定）日")):
        table.down(0, column, text)
    for _, title, items in plain_groups(year):
        first = table.height
        for k, item in enumerate(items, 1):
            table.row(None, f"{circled(k)}　{item.words}", "", "", "")
            paper.truth.append(Truth(circled(k), item.words, title))
        table.down(first, 0, title)
    return paper


def _essay(year: Year) -> Paper:
    """Lines with a choice of three behind them in square brackets, parts underlined by signs."""
    paper = titled(year)
    count = 0
    for n, title, parts in groups(year):
        paper.say(f"［{n}］{title}", above=10)
        for part, items in parts:
            if part:
                paper.say(f"○ {part}", indent=8, above=4)
            for item in items:
                count += 1
                paper.say(
                    f"{count}. {item.words}", indent=16, hang=18, right="［ Ａ ・ Ｂ ・ Ｃ ］"
                )
                paper.truth.append(Truth(str(count), item.words, title, part))
    return paper


def _office(year: Year) -> Paper:
    """A workbook on graph paper: boxes in merged cells before the text, no head."""
    paper = titled(year)
    for n, title, items in plain_groups(year):
        table = paper.table(Table((30, 45, 360)))
        table.row((f"Ⅱ　{title}" if n == 2 else f"{'ⅠⅡⅢⅣⅤ'[n - 1]}　{title}", 3))
        for k, item in enumerate(items, 1):
            table.row("□", f"({k})", item.words)
            paper.truth.append(Truth(f"({k})", item.words, title))
    return paper


def _vendor(year: Year) -> Paper:
    """Roles side by side, each answering for itself, references in brackets below the words."""
    paper = titled(year)
    table = paper.table(Table((36, 250, 60, 60, 60, 60), head=2))
    table.row(None, None, ("医療機関", 2), ("事業者", 2))
    table.row(None, None, "回答", "回答日", "回答", "回答日")
    for column, text in ((0, "番号"), (1, "対策項目")):
        table.down(0, column, text)
    for n, title, items in plain_groups(year):
        table.row((f"{n}．{title}", 6))
        for k, item in enumerate(items, 1):
            table.row(
                f"{n}-{k}", f"{item.words}\n（▶{item.reference}）", Blank("はい・いいえ"), "／",
                Blank("はい・いいえ"), "／",
            )  # fmt: skip
            paper.truth.append(Truth(f"{n}-{k}", item.words, title, reference=item.reference))
    return paper


def _plain_rows(year: Year) -> Paper:
    """A table without numbers: words, three grades, a remark."""
    paper = titled(year)
    table = paper.table(Table((290, 50, 60, 60, 60), head=1))
    table.row("取組", "できている", "一部できている", "できていない", "今後の対応")
    for _, title, items in plain_groups(year):
        table.row((f"◇{title}", 5))
        for item in items:
            table.row(item.words, "", "", "", "")
            paper.truth.append(Truth("", item.words, title))
    return paper


FRESH = (
    Look("subsidy", _subsidy),
    Look("fire", _fire, ending="。"),
    Look("essay", _essay, ("pdf",), ending="。"),
    Look("office", _office, ("xlsx",), graph=15, origin=(2, 1)),
    Look("vendor", _vendor, landscape=True),
    Look("plain rows", _plain_rows, ending="。"),
)
