"""Strange looks of an eighth make, put aside before any rule was made of the seventh."""

from __future__ import annotations

from tools.checklist_forms.forms import Year
from tools.checklist_forms.look import circled, kanji, wide
from tools.checklist_forms.strange.blocks import (
    Blank,
    Look,
    Paper,
    Table,
    Truth,
    plain_groups,
)
from tools.checklist_forms.strange.open_looks import KANA, titled


def _days_first(year: Year) -> Paper:
    """The day and who checked stand before what is asked, which is headed by an unusual word."""
    paper = titled(year)
    table = paper.table(Table((60, 60, 36, 280, 40, 40), head=1))
    table.row("確認した日", "確認した人", "問", "求められる取組", "○", "×")
    for n, title, items in plain_groups(year):
        table.row((f"＜{title}＞", 6))
        for k, item in enumerate(items, 1):
            table.row("　／　", "", f"問{n}-{k}", item.words, "", "")
            paper.truth.append(Truth(f"問{n}-{k}", item.words, title))
    return paper


def _boxes_in_a_cell(year: Year) -> Paper:
    """Boxes and a day, line by line in one cell at the right; sections reach down at the left."""
    paper = titled(year)
    table = paper.table(Table((64, 320, 110), head=1))
    table.row("分　野", "自己点検の観点", "はい／いいえ")
    for n, title, items in plain_groups(year):
        first = table.height
        for k, item in enumerate(items, 1):
            table.row(
                None, f"{KANA[k - 1]}　{item.words}", "□はい（　月　日）\n□いいえ（目標　月　日）"
            )
            paper.truth.append(Truth(KANA[k - 1], item.words, title))
        table.down(first, 0, f"{wide(n)}\n{title}")
    return paper


def _section_cards(year: Year) -> Paper:
    """A table for each section: its first row names it, boxes stand at the left, remarks below."""
    paper = titled(year)
    for n, title, items in plain_groups(year):
        table = paper.table(Table((30, 40, 390)))
        table.row((f"区分{n}", 2), title)
        for k, item in enumerate(items, 1):
            table.row("□", f"{n}-{circled(k)}", item.words)
            paper.truth.append(Truth(f"{n}-{circled(k)}", item.words, title))
        table.row(("備考", 2), "")
    return paper


def _half_years(year: Year) -> Paper:
    """Answers of two half years with their days and one target day below a head of three rows."""
    paper = titled(year)
    table = paper.table(Table((50, 30, 220, 44, 54, 44, 54, 60, 60), head=3))
    table.row(None, None, None, ("自己点検", 5), None)
    table.row(None, None, None, ("上半期", 2), ("下半期", 2), None, None)
    table.row(None, None, None, "日付", "できて\nいるか", "日付", "できて\nいるか", None, None)
    table.cells.append(type(table.cells[0])(1, 7, "実施予定日", rows=2))
    for column, text in ((0, "章"), (1, "節"), (2, "遵守すること"), (8, "参照")):
        table.down(0, column, text)
    for n, title, items in plain_groups(year):
        first = table.height
        for k, item in enumerate(items, 1):
            table.row(None, str(k), item.words, "", "", "", "", "", item.reference)
            paper.truth.append(Truth(str(k), item.words, title, reference=item.reference))
        table.down(first, 0, f"{n} {title}")
    return paper


def _two_forms(year: Year) -> Paper:
    """Two forms in one file, each with its own number, head and sheet."""
    paper = titled(year)
    sections = plain_groups(year)
    half = max(1, len(sections) // 2)
    for at, own in enumerate((sections[:half], sections[half:]), 1):
        paper.sheet(f"様式{at}", titled=at == 1)
        paper.say(f"（様式第{at}号）")
        if at == 2:
            paper.say("委託先の点検表", size=12, above=12)
        table = paper.table(Table((40, 330, 50, 60), head=1))
        table.row("No.", "点検の項目", "適否", "摘要")
        for n, title, items in own:
            table.row((f"{kanji(n)}　{title}", 4))
            for k, item in enumerate(items, 1):
                table.row(f"{k})", item.words, "適・否", "")
                paper.truth.append(Truth(f"{k})", item.words, title))
    return paper


def _notes_under(year: Year) -> Paper:
    """What an item means stands in a row under it over the whole breadth; wide paper."""
    paper = titled(year)
    table = paper.table(Table((50, 420, 70, 90, 120), head=1))
    table.row("項番", "要求", "達成", "達成した日", "達成していない理由")
    for n, title, items in plain_groups(year):
        table.row((f"{n}　{title}", 5))
        for k, item in enumerate(items, 1):
            table.row(f"{n}-{k}", item.words, "", "", "")
            paper.truth.append(Truth(f"{n}-{k}", item.words, title))
            if k % 2:
                table.row(
                    ("（解説）記録は電子でもよく、保存する場所を決めておくと確かめやすい。", 5)
                )
    return paper


def _answer_lines(year: Year) -> Paper:
    """Questions in a text, each with a line for its answer below, in a box of its own."""
    paper = titled(year)
    paper.say("以下の質問に、はい・いいえ・わからない、のいずれかでお答えください。")
    for n, title, items in plain_groups(year):
        paper.say(f"《{title}》", above=12)
        for k, item in enumerate(items, 1):
            paper.say(f"{n}.{k}. {item.words}", hang=24, above=5)
            paper.say("回答：［　　　　　］　　確認日：［　　月　　日］", indent=24, above=1)
            paper.truth.append(Truth(f"{n}.{k}.", item.words, title))
    return paper


def _no_head(year: Year) -> Paper:
    """A table without a head: number, words, basis and what is to be circled."""
    paper = titled(year)
    paper.say("該当するものを○で囲んでください。")
    for n, title, items in plain_groups(year):
        table = paper.table(Table((40, 270, 100, 80)))
        table.row((f"（{n}）{title}", 4))
        for k, item in enumerate(items, 1):
            table.row(circled(k), item.words, item.reference, "はい　・　いいえ")
            paper.truth.append(Truth(circled(k), item.words, title, reference=item.reference))
    return paper


def _measures(year: Year) -> Paper:
    """A workbook of a holding: aims of measures at the left, drop-downs, who does it, until when,
    in merged cells of graph paper."""
    paper = titled(year)
    table = paper.table(Table((70, 42, 280, 70, 70, 70, 112), head=1))
    table.row(
        "対策分類", "管理番号", "具体的な対策", "実施状況", "実施部署", "完了予定", "エビデンス"
    )
    count = 100
    for _, title, items in plain_groups(year):
        first = table.height
        for item in items:
            count += 1
            table.row(None, f"S-{count}", item.words, Blank(""), "", "", "")
            paper.truth.append(Truth(f"S-{count}", item.words, title))
        table.down(first, 0, title)
    return paper


EIGHTH = (
    Look("days first", _days_first, ending="。"),
    Look("boxes in a cell", _boxes_in_a_cell),
    Look("section cards", _section_cards, ending="。"),
    Look("half years", _half_years, ending="こと。", landscape=True),
    Look("two forms", _two_forms, ending="。"),
    Look("notes under", _notes_under, ending="。", landscape=True),
    Look("answer lines", _answer_lines, ("pdf",), font="mincho", size=10.5),
    Look("no head", _no_head),
    Look("measures", _measures, ("xlsx",), ending="こと。", lists=True, graph=14),
)  # fmt: skip
