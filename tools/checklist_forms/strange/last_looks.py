"""Strange looks of a third make, written when all those before them were known."""

from __future__ import annotations

from tools.checklist_forms.forms import Year
from tools.checklist_forms.look import kanji, wide
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


def _daily(year: Year) -> Paper:
    """Items at the left, days of a month to be ticked at the right, sections between them."""
    paper = titled(year)
    paper.say("点検月：　　月　　　責任者印")
    table = paper.table(Table((260, *(20,) * 10), head=2))
    table.row(None, ("点　検　日", 10))
    table.row(None, *(str(day) for day in range(1, 11)))
    table.down(0, 0, "点　検　項　目")
    for n, title, items in plain_groups(year):
        table.row((f"{kanji(n)}　{title}", 11))
        for k, item in enumerate(items, 1):
            table.row(f"({k}) {item.words}", *("",) * 10)
            paper.truth.append(Truth(f"({k})", item.words, title))
    return paper


def _short_names(year: Year) -> Paper:
    """Each item's part is named in a column of its own, the check is a box in the first column."""
    paper = titled(year)
    table = paper.table(Table((50, 80, 300, 70), head=1))
    table.row("チェック", "項目", "内容", "参照ページ")
    for n, title, parts in groups(year):
        table.row((f"STEP{n}　{title}", 4))
        for part, items in parts:
            first = table.height
            for item in items:
                table.row("□", None, item.words, item.reference)
                paper.truth.append(
                    Truth("", item.words, f"STEP{n}　{title}", part, reference=item.reference)
                )
            table.down(first, 1, part)
    return paper


def _lists_apart(year: Year) -> Paper:
    """Two columns of lines with boxes."""
    paper = titled(year)
    paper.say("あてはまる□に✓を記入してください。")
    for n, title, items in plain_groups(year):
        paper.say(f"({n}) {title}", above=10)
        for k, item in enumerate(items, 1):
            paper.say(f"{k}）{item.words}", indent=14, hang=14)
            paper.say("□　実施している　　□　一部実施している　　□　実施していない", indent=30)
            paper.truth.append(Truth(f"{k})", item.words, title))
    return paper


def _vertical_options(year: Year) -> Paper:
    """Each option in a line of its own."""
    paper = titled(year)
    count = 0
    for n, title, items in plain_groups(year):
        paper.say(f"Ⅰ-{n} {title}" if n < 2 else f"{'ⅠⅡⅢⅣⅤ'[0]}-{n} {title}", above=10)
        for item in items:
            count += 1
            paper.say(f"Q{count}. {item.words}", above=6, hang=20)
            for option in ("はい", "いいえ", "わからない"):
                paper.say(f"□ {option}", indent=24, above=0)
            paper.truth.append(Truth(f"Q{count}", item.words, title))
    return paper


def _two_answers(year: Year) -> Paper:
    """The facility answers, then the town; each has a column of its own and a remark."""
    paper = titled(year)
    table = paper.table(Table((36, 230, 60, 60, 70), head=2))
    table.row(None, None, ("判定", 2), None)
    table.row(None, None, "施設", "市", None)
    for column, text in ((0, "番号"), (1, "審査項目"), (4, "摘要")):
        table.down(0, column, text)
    for n, title, items in plain_groups(year):
        table.row(f"{wide(n)}", (title, 4))
        for k, item in enumerate(items, 1):
            table.row(f"{n}-{k}", item.words, "適・不適", "適・不適", "")
            paper.truth.append(Truth(f"{n}-{k}", item.words, title))
    return paper


def _pairs(year: Year) -> Paper:
    """A workbook of pairs: the number and what is asked in one row, the drop-down in the next."""
    paper = titled(year)
    paper.say("回答者名")
    for n, title, items in plain_groups(year):
        table = paper.table(Table((40, 60, 300, 60)))
        table.row((f"◎ {title}", 4))
        for k, item in enumerate(items, 1):
            table.row(f"{n}-{k}", (item.words, 3))
            table.row("", "回答", Blank("選択してください"), "")
            paper.truth.append(Truth(f"{n}-{k}", item.words, title))
    return paper


def _noun_ends(year: Year) -> Paper:
    """A ledger: reference first, then number, words, who, a mark of done, the day, the seal."""
    paper = titled(year)
    table = paper.table(Table((70, 30, 220, 60, 40, 60, 30), head=1, again=False))
    table.row("該当条文", "連番", "点検の内容", "担当課", "可否", "点検年月日", "印")
    count = 0
    for _, title, items in plain_groups(year):
        table.row((f"＜{title}＞", 7))
        for item in items:
            count += 1
            table.row(item.reference, f"{count:02}", item.words, item.who, "", "", "")
            paper.truth.append(
                Truth(f"{count:02}", item.words, title, who=item.who, reference=item.reference)
            )
    return paper


def _bare_marks(year: Year) -> Paper:
    """Lines with a blank in brackets before each."""
    paper = titled(year)
    paper.say("（　）内に、できていれば○、できていなければ×を記入してください。")
    for n, title, items in plain_groups(year):
        paper.say(f"{n}　{title}", above=10)
        for k, item in enumerate(items, 1):
            paper.say(f"（　　）　{n}－{k}　{item.words}", indent=10, hang=60)
            paper.truth.append(Truth(f"{n}－{k}", item.words, title))
    return paper


LAST = (
    Look("daily", _daily, ending="。", size=8),
    Look("short names", _short_names, ending="。"),
    Look("lists apart", _lists_apart),
    Look("vertical options", _vertical_options, font="mincho"),
    Look("two answers", _two_answers, ending="こと。"),
    Look("pairs", _pairs, ("xlsx",), lists=True),
    Look("noun ends", _noun_ends, ending="。", landscape=True),
    Look("bare marks", _bare_marks, ending="。"),
)  # fmt: skip
