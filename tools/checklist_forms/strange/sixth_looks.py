"""Strange looks of a sixth make, written when those of the fifth were known."""

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
from tools.checklist_forms.strange.open_looks import KANA, titled


def _rounds_of_wards(year: Year) -> Paper:
    """A round of wards: a column for each place, to be marked with ○ or ×."""
    paper = titled(year)
    paper.say("実施日　　　月　　　日　　　　ラウンド担当者")
    table = paper.table(Table((26, 270, 34, 34, 34, 34, 80), head=2))
    table.row(None, None, ("場所", 4), None)
    table.row(None, None, "東棟", "西棟", "外来", "倉庫", None)
    for column, text in ((0, ""), (1, "ラウンド項目"), (6, "気付いたこと")):
        table.down(0, column, text)
    for n, title, items in plain_groups(year):
        table.row((f"{wide(n)}　{title}", 7))
        for k, item in enumerate(items, 1):
            table.row(str(k), item.words, "", "", "", "", "")
            paper.truth.append(Truth(str(k), item.words, title))
    return paper


def _brackets(year: Year) -> Paper:
    """A bracket at the right margin for the number of what is chosen; what there is to choose is
    said at the top."""
    paper = titled(year)
    paper.say("次の中から選び、番号を（　）に記入してください。")
    paper.say("１ できている　２ 一部できている　３ できていない", indent=14)
    for n, title, items in plain_groups(year):
        paper.say(f"{kanji(n)}　{title}", above=10)
        for k, item in enumerate(items, 1):
            paper.say(f"問{n}－{k}　{item.words}", indent=8, hang=30, right="（　　　）")
            paper.truth.append(Truth(f"問{n}－{k}", item.words, title))
    return paper


def _counted_up(year: Year) -> Paper:
    """A vendor's list: a table of counts over it, names of groups reaching down, a level of each
    requirement, drop-downs, and where the proof lies."""
    paper = titled(year)
    counts = paper.table(Table((60, 60, 60, 60), head=1))
    counts.row("適合", "不適合", "対象外", "合計")
    counts.row("0", "0", "0", str(len(year.items)))
    table = paper.table(Table((30, 70, 40, 300, 40, 60, 120, 100), head=1))
    table.row(
        "分類No",
        "分類",
        "項目No",
        "要求事項",
        "必須/任意",
        "対応状況",
        "対応内容",
        "証憑の保管場所",
    )
    count = 0
    for n, title, items in plain_groups(year):
        first = table.height
        for item in items:
            count += 1
            table.row(None, None, str(count), item.words, "必須", Blank(""), "", "")
            paper.truth.append(Truth(str(count), item.words, title))
        table.down(first, 0, str(n))
        table.down(first, 1, title)
    return paper


def _nested(year: Year) -> Paper:
    """Numbers of three levels in one column of words, set in; the first of each part is answered
    too."""
    paper = titled(year)
    table = paper.table(Table((330, 50, 50, 60), head=1))
    table.row("事　　項", "自己\n点検", "検査\n確認", "摘要")
    for n, title, parts in groups(year):
        table.row((f"第{wide(n)}　{title}", 4))
        for m, (part, items) in enumerate(parts, 1):
            if part:
                table.row((f"　{m}　{part}", 4))
            for k, item in enumerate(items):
                table.row(f"　　{KANA[k]}　{item.words}", "", "", "")
                paper.truth.append(Truth(KANA[k], item.words, title, part))
    return paper


def _criteria(year: Year) -> Paper:
    """What to judge by stands beside each item, and is longer than it."""
    paper = titled(year)
    table = paper.table(Table((34, 190, 190, 50), head=1))
    table.row("No.", "確認項目", "判断の目安", "判定")
    for n, title, items in plain_groups(year):
        table.row((f"{n}. {title}", 4))
        for k, item in enumerate(items, 1):
            hearing = f"{item.hearing}{item.hearing}"
            table.row(f"{n}.{k}", item.words, hearing, "○・×")
            paper.truth.append(Truth(f"{n}.{k}", item.words, title, hearing=hearing))
    return paper


def _example(year: Year) -> Paper:
    """A row filled in as an example stands over the items."""
    paper = titled(year)
    table = paper.table(Table((40, 290, 60, 70), head=1))
    table.row("番号", "点検する内容", "点検結果", "点検した日")
    table.row("（例）", "金庫の鍵を毎日確かめている。", "○", "４月１日")
    for n, title, items in plain_groups(year):
        table.row((f"■ {title}", 4))
        for k, item in enumerate(items, 1):
            table.row(f"{n}-{k}", item.words, "", "")
            paper.truth.append(Truth(f"{n}-{k}", item.words, title))
    return paper


def _signed(year: Year) -> Paper:
    """Each section is signed for: its own table, with a line for a name and a day under it."""
    paper = titled(year)
    paper.say("（様式第３号）")
    for n, title, parts in groups(year):
        paper.say(f"点検区分{wide(n)}　{title}", above=10)
        table = paper.table(Table((26, 330, 40, 40), head=1))
        table.row("№", "確認した事柄", "はい", "いいえ")
        count = 0
        for part, items in parts:
            if part:
                table.row((f"（{part}）", 4))
            for item in items:
                count += 1
                table.row(str(count), item.words, "□", "□")
                paper.truth.append(
                    Truth(str(count), item.words, f"点検区分{wide(n)}　{title}", part)
                )
        paper.say("確認日：令和　　年　　月　　日　　確認者：　　　　　　　　", above=2)
    return paper


SIXTH = (
    Look("rounds of wards", _rounds_of_wards, ending="。"),
    Look("brackets", _brackets, ("pdf",)),
    Look("counted up", _counted_up, ("xlsx",), ending="こと。", lists=True),
    Look("nested", _nested, ending="か。", font="mincho"),
    Look("criteria", _criteria, ending="。"),
    Look("example", _example, ending="。"),
    Look("signed", _signed),
)  # fmt: skip
