"""Strange looks of a ninth make, half of them put aside: criteria above the items that they judge,
choices in the row below, level rules alone with cells that reach down, marks of criteria in shell
brackets."""

from __future__ import annotations

from tools.checklist_forms.forms import Year
from tools.checklist_forms.look import circled, kanji, wide
from tools.checklist_forms.strange.blocks import Look, Paper, Table, Truth, plain_groups
from tools.checklist_forms.strange.open_looks import KANA, titled


def _choices_below(year: Year) -> Paper:
    """What is asked stands over the whole breadth, what is to be chosen in the row below it."""
    paper = titled(year)
    table = paper.table(Table((44, 110, 110, 110, 100), head=1))
    table.row("番号", ("点検の内容", 4))
    for n, title, items in plain_groups(year):
        table.row((f"{wide(n)}　{title}", 5))
        for k, item in enumerate(items, 1):
            row = table.row(None, (item.words, 4))
            table.row(None, "□ はい", "□ いいえ", "□ 該当なし", "備考：")
            table.down(row, 0, f"{n}-{k}")
            paper.truth.append(Truth(f"{n}-{k}", item.words, title))
    return paper


def _level_merged(year: Year) -> Paper:
    """Level rules alone; sections reach down at the left."""
    paper = titled(year)
    table = paper.table(Table((70, 36, 290, 70), head=1, rules="level"))
    table.row("区分", "番号", "確認する事項", "適・否")
    for n, title, items in plain_groups(year):
        first = table.height
        for k, item in enumerate(items, 1):
            table.row(None, f"({k})", item.words, "適・否")
            paper.truth.append(Truth(f"({k})", item.words, title))
        table.down(first, 0, f"{n} {title}")
    return paper


def _shell_brackets(year: Year) -> Paper:
    """Marks of criteria in shell brackets with branches."""
    paper = titled(year)
    table = paper.table(Table((64, 300, 60, 60), head=1))
    table.row("基準", "満たすべき内容", "充足", "根拠資料")
    for n, title, items in plain_groups(year):
        table.row((f"〔第{n}〕{title}", 4))
        for k, item in enumerate(items, 1):
            number = f"〔第{n}〕の{k}"
            table.row(number, item.words, "", "")
            paper.truth.append(Truth(number, item.words, title))
    return paper


def _two_answerers(year: Year) -> Paper:
    """Answers of those who are checked at the left, of those who check at the right."""
    paper = titled(year)
    table = paper.table(Table((50, 40, 250, 60, 60), head=2))
    table.row("自己点検", None, None, ("確認者記入欄", 2))
    table.row("○・×", None, None, "判定", "指摘")
    table.down(0, 1, "項")
    table.down(0, 2, "点検すること")
    for n, title, items in plain_groups(year):
        table.row((f"{kanji(n)}　{title}", 5))
        for k, item in enumerate(items, 1):
            table.row("", circled(k), item.words, "", "")
            paper.truth.append(Truth(circled(k), item.words, title))
    return paper


def _lines_with_dots(year: Year) -> Paper:
    """Lines of a text whose choice stands at the right margin behind dots."""
    paper = titled(year)
    paper.say("当てはまる方を○で囲んでください。")
    for n, title, items in plain_groups(year):
        paper.say(f"{n}. {title}", above=10)
        for k, item in enumerate(items, 1):
            paper.say(f"{KANA[k - 1]}　{item.words}", indent=10, hang=18, right="はい ・ いいえ")
            paper.truth.append(Truth(KANA[k - 1], item.words, title))
    return paper


def _kana_choices(year: Year) -> Paper:
    """What is to be chosen stands in cells below, each with a kana, behind a word for it."""
    paper = titled(year)
    table = paper.table(Table((60, 130, 130, 150)))
    for n, title, items in plain_groups(year):
        table.row((f"{n}　{title}", 4))
        for k, item in enumerate(items, 1):
            table.row((f"（{k}）{item.words}", 4))
            table.row("回答欄", "ア　できている", "イ　一部できている", "ウ　できていない")
            paper.truth.append(Truth(f"（{k}）", item.words, title))
    return paper


def _kana_choices_beside(year: Year) -> Paper:
    """The same, with the number of a question in a cell of its own, and the day at the end."""
    paper = titled(year)
    table = paper.table(Table((60, 130, 130, 150)))
    for n, title, items in plain_groups(year):
        table.row((f"第{n}　{title}", 4))
        for k, item in enumerate(items, 1):
            table.row(f"設問{k}", (item.words, 3))
            table.row("回答欄", "ア　している", "イ　していない", "確認日：")
            paper.truth.append(Truth(f"設問{k}", item.words, title))
    return paper


def _brackets_behind(year: Year) -> Paper:
    """Lines of a text behind which a bracket waits for a sign."""
    paper = titled(year)
    paper.say("（　）の中に○か×を記入してください。")
    for n, title, items in plain_groups(year):
        paper.say(f"【{title}】", above=12)
        for k, item in enumerate(items, 1):
            paper.say(f"{n}－{k}　{item.words}", hang=30, right="（　　　）")
            paper.truth.append(Truth(f"{n}－{k}", item.words, title))
    return paper


def _held_choices_below(year: Year) -> Paper:
    paper = titled(year)
    table = paper.table(Table((40, 150, 150, 130)))
    for _, title, items in plain_groups(year):
        table.row((f"【{title}】", 4))
        for k, item in enumerate(items, 1):
            table.row(f"問{k}", (item.words, 3))
            table.row("回答", "１．実施している", "２．実施していない", "実施日：")
            paper.truth.append(Truth(f"問{k}", item.words, title))
    return paper


def _held_level_merged(year: Year) -> Paper:
    paper = titled(year)
    table = paper.table(Table((60, 300, 50, 70), head=1, rules="level"))
    table.row("分野", "取組の内容", "評価", "改善の時期")
    for _, title, items in plain_groups(year):
        first = table.height
        for k, item in enumerate(items, 1):
            table.row(None, f"{circled(k)}　{item.words}", "Ａ・Ｂ・Ｃ", "")
            paper.truth.append(Truth(circled(k), item.words, title))
        table.down(first, 0, title)
    return paper


def _held_brackets(year: Year) -> Paper:
    paper = titled(year)
    table = paper.table(Table((60, 310, 40, 80), head=1))
    table.row("要求番号", "要求の内容", "適合", "確認した資料")
    for n, title, items in plain_groups(year):
        table.row((f"［{n}］{title}", 4))
        for k, item in enumerate(items, 1):
            number = f"［{n}.{k}］"
            table.row(number, item.words, "", "")
            paper.truth.append(Truth(number, item.words, title))
    return paper


def _held_answerers(year: Year) -> Paper:
    paper = titled(year)
    table = paper.table(Table((36, 230, 46, 54, 46, 54), head=2))
    table.row(None, None, ("施設側", 2), ("監査側", 2))
    table.row(None, None, "結果", "日付", "結果", "所見")
    table.down(0, 0, "No")
    table.down(0, 1, "監査の着眼点")
    count = 0
    for n, title, items in plain_groups(year):
        table.row((f"第{n}　{title}", 6))
        for item in items:
            count += 1
            table.row(str(count), item.words, "", "／", "", "")
            paper.truth.append(Truth(str(count), item.words, title))
    return paper


def _held_lines(year: Year) -> Paper:
    paper = titled(year)
    paper.say("できているものの□に✓を入れてください。")
    for n, title, items in plain_groups(year):
        paper.say(f"◆ {title}", above=12)
        for k, item in enumerate(items, 1):
            paper.say(f"（{n}－{k}）{item.words}", hang=30, right="〔　　〕")
            paper.truth.append(Truth(f"（{n}－{k}）", item.words, title))
    return paper


NINTH = (
    Look("choices below", _choices_below, ("pdf",), ending="。"),
    Look("level merged", _level_merged, ("pdf",), ending="こと。"),
    Look("shell brackets", _shell_brackets, ending="。"),
    Look("two answerers", _two_answerers, ending="。"),
    Look("lines with dots", _lines_with_dots, ("pdf",), font="mincho"),
    Look("kana choices", _kana_choices, ("pdf",), ending="。"),
    Look("kana choices beside", _kana_choices_beside, ("pdf",)),
    Look("brackets behind", _brackets_behind, ("pdf",), ending="。"),
)
NINTH_HELD = (
    Look("held choices below", _held_choices_below, ("pdf",)),
    Look("held level merged", _held_level_merged, ("pdf",), ending="。"),
    Look("held brackets", _held_brackets, ending="こと。"),
    Look("held answerers", _held_answerers, ending="。"),
    Look("held lines", _held_lines, ("pdf",), ending="。"),
)
