"""Strange looks of another make, written when those before them were known."""

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
from tools.checklist_forms.strange.open_looks import KANA, titled


def _weekly(year: Year) -> Paper:
    """A mark for each day of the week."""
    paper = titled(year)
    paper.say("　　年　　月　　日（月）～　　月　　日（金）　　点検者：")
    table = paper.table(Table((26, 280, 24, 24, 24, 24, 24, 80), head=1))
    table.row("No.", "点検内容", *"月火水木金", "異常時の措置")
    count = 0
    for _, title, items in plain_groups(year):
        table.row((f"【{title}】", 8))
        for item in items:
            count += 1
            table.row(str(count), item.words, *("",) * 6)
            paper.truth.append(Truth(str(count), item.words, title))
    return paper


def _option_lines(year: Year) -> Paper:
    """What to choose from stands line by line in one cell."""
    paper = titled(year)
    table = paper.table(Table((34, 280, 110, 70), head=1))
    table.row("設問", "設問文", "選択肢", "回答番号")
    count = 0
    for n, title, items in plain_groups(year):
        table.row((f"{n}．{title}", 4))
        for item in items:
            count += 1
            table.row(f"Q{count}", item.words, "１　はい\n２　いいえ\n３　該当しない", "")
            paper.truth.append(Truth(f"Q{count}", item.words, title))
    return paper


def _inline(year: Year) -> Paper:
    """Nested lines, each with its choice in brackets at its end."""
    paper = titled(year)
    for n, title, parts in groups(year):
        paper.say(f"第{wide(n)}　{title}", above=10)
        for m, (part, items) in enumerate(parts, 1):
            if part:
                paper.say(f"{m}　{part}", indent=8, above=4)
            for k, item in enumerate(items, 1):
                paper.say(f"({KANA[k - 1]})　{item.words}［はい・いいえ］", indent=18, hang=24)
                paper.truth.append(Truth(f"({KANA[k - 1]})", item.words, title, part))
    return paper


def _levels(year: Year) -> Paper:
    """Four levels to be marked."""
    paper = titled(year)
    table = paper.table(Table((60, 40, 240, 40, 40, 40, 40), head=1))
    table.row("領域", "ID", "評価指標", "レベル０", "レベル１", "レベル２", "レベル３")
    for n, title, items in plain_groups(year):
        first = table.height
        for k, item in enumerate(items, 1):
            table.row(None, f"{n}-{k}", item.words, "□", "□", "□", "□")
            paper.truth.append(Truth(f"{n}-{k}", item.words, title))
        table.down(first, 0, title)
    return paper


def _evidence(year: Year) -> Paper:
    """What is done and what proves it, to be written beside the answer."""
    paper = titled(year)
    paper.say("会社名")
    paper.say("記入責任者")
    table = paper.table(Table((40, 220, 50, 120, 100), head=1))
    table.row("管理番号", "セキュリティ対策", "実施の有無", "実施内容（具体的に）", "証跡")
    for n, title, parts in groups(year):
        table.row((f"{n} {title}", 5))
        for part, items in parts:
            if part:
                table.row((f"・{part}", 5))
            for k, item in enumerate(items, 1):
                table.row(f"A{n}{k:02}", item.words, "", "", "")
                paper.truth.append(Truth(f"A{n}{k:02}", item.words, title, part))
    return paper


def _sheets(year: Year) -> Paper:
    """A sheet for each section."""
    paper = titled(year)
    for n, title, items in plain_groups(year):
        paper.sheet(f"{n} {title}")
        paper.say(f"{n}　{title}")
        table = paper.table(Table((40, 280, 60, 80), head=1))
        table.row("番号", "確認項目", "評価", "コメント")
        for k, item in enumerate(items, 1):
            table.row(f"{n}-{k}", item.words, "", "")
            paper.truth.append(Truth(f"{n}-{k}", item.words, title))
    return paper


def _circles(year: Year) -> Paper:
    """Circles to be filled before はい and いいえ."""
    paper = titled(year)
    for n, title, items in plain_groups(year):
        paper.say(f"◆ {title}", above=8)
        table = paper.table(Table((330, 130)))
        for k, item in enumerate(items, 1):
            table.row(f"{n}.{k}　{item.words}", Blank("○ はい　　○ いいえ"))
            paper.truth.append(Truth(f"{n}.{k}", item.words, title))
    return paper


def _answer_first(year: Year) -> Paper:
    """The choice stands before what is asked."""
    paper = titled(year)
    count = 0
    for _, title, items in plain_groups(year):
        paper.say(f"■{title}", above=10)
        for item in items:
            count += 1
            paper.say(f"はい・いいえ　　{count}．{item.words}", indent=6, hang=90)
            paper.truth.append(Truth(str(count), item.words, title))
    return paper


def _points(year: Year) -> Paper:
    """Points to be given."""
    paper = titled(year)
    table = paper.table(Table((70, 290, 40, 40, 80), head=1))
    table.row("評価分野", "評価項目", "配点", "得点", "評価の理由")
    for _, title, items in plain_groups(year):
        first = table.height
        for k, item in enumerate(items, 1):
            table.row(None, f"{circled(k)} {item.words}", "5", "", "")
            paper.truth.append(Truth(circled(k), item.words, title))
        table.down(first, 0, title)
    return paper


def _leaders(year: Year) -> Paper:
    """Dots lead from what is asked to the choice."""
    paper = titled(year)
    for n, title, items in plain_groups(year):
        paper.say(f"{n}　{title}", above=10)
        for k, item in enumerate(items, 1):
            paper.say(f"{n}-{k}　{item.words}", indent=10, hang=26, right="……… 適 ・ 否")
            paper.truth.append(Truth(f"{n}-{k}", item.words, title))
    return paper


def _columns(year: Year) -> Paper:
    """A pair of boxes for each item at the left of a table without lines."""
    paper = titled(year)
    table = paper.table(Table((40, 50, 34, 330), head=1, rules="none"))
    table.row("できた", "できない", "番号", "取組の内容")
    count = 0
    for _, title, items in plain_groups(year):
        table.row((f"《{title}》", 4))
        for item in items:
            count += 1
            table.row("□", "□", f"({count})", item.words)
            paper.truth.append(Truth(f"({count})", item.words, title))
    return paper


def _upright(year: Year) -> Paper:
    """Items beside a wide cell of their part, the section a bar, the choice in two lines."""
    paper = titled(year)
    table = paper.table(Table((90, 30, 240, 60, 80), head=1, split=True))
    table.row("着眼点", "", "自主点検のポイント", "判　定", "根　拠")
    for n, title, parts in groups(year):
        table.row((f"Ⅰ－{n}　{title}", 5))
        for part, items in parts:
            first = table.height
            for k, item in enumerate(items, 1):
                star = "★" if item.starred else ""
                table.row(
                    None, f"{star}{k}", item.words, Blank("いる・\nいない"), f"→{item.reference}"
                )
                paper.truth.append(
                    Truth(str(k), item.words, title, part, reference=item.reference,
                          starred=item.starred)
                )  # fmt: skip
            table.down(first, 0, part)
    return paper


LATER = (
    Look("weekly", _weekly, ending="。"),
    Look("option lines", _option_lines, font="mincho"),
    Look("inline", _inline),
    Look("levels", _levels, ending="。", size=8),
    Look("evidence", _evidence, ("xlsx",), ending="。", origin=(5, 1), lists=True),
    Look("sheets", _sheets, ("xlsx",)),
    Look("circles", _circles),
    Look("answer first", _answer_first, font="mincho"),
    Look("points", _points, ending="。"),
    Look("leaders", _leaders, ("pdf",), ending="。"),
    Look("columns", _columns, ("pdf",), ending="。"),
    Look("upright", _upright, landscape=True),
)  # fmt: skip
