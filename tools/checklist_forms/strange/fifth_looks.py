"""Strange looks of a fifth make, of which rules may be made."""

from __future__ import annotations

from tools.checklist_forms.forms import Year
from tools.checklist_forms.look import circled, wide
from tools.checklist_forms.strange.blocks import (
    Blank,
    Halves,
    Look,
    Paper,
    Table,
    Text,
    Truth,
    groups,
    plain_groups,
)
from tools.checklist_forms.strange.open_looks import titled


def _audit(year: Year) -> Paper:
    """An audit by oneself: a head of three rows, two days, each with its answer; the group's name
    reaches down, the number has three parts, and notes stand under items."""
    paper = titled(year)
    paper.say("保険医療機関名　　　　　　　　　　　　　　　記入者　　　　　　　　")
    table = paper.table(Table((70, 60, 250, 60, 60, 60, 60, 70), head=3))
    table.row(None, None, None, ("自己点検", 4), None)
    table.row(None, None, None, ("前期", 2), ("後期", 2), None)
    table.row(None, None, None, "月　日", "適・否", "月　日", "適・否", None)
    for column, text in ((0, "区　分"), (1, "項　番"), (2, "点検事項"), (7, "確認した書類")):
        table.down(0, column, text)
    for n, title, parts in groups(year):
        first = table.height
        for m, (_, items) in enumerate(parts, 1):
            for k, item in enumerate(items, 1):
                number = f"{wide(n)}－({m})－{circled(k)}"
                table.row(None, number, item.words, "／", "適・否", "／", "適・否", "")
                paper.truth.append(Truth(number, item.words, title))
                if k == 2:
                    table.row(None, ("※　写しを提示できるようにしておくこと。", 7))
        table.down(first, 0, title)
    return paper


def _columns_of_questions(year: Year) -> Paper:
    """Questions in two columns of a page, without rules, boxes under each."""
    paper = titled(year)
    count = 0
    for n, title, items in plain_groups(year):
        paper.say(f"【{n}】{title}", above=8)
        texts: list[list[Text]] = []
        for item in items:
            count += 1
            texts.append([
                Text(f"{count}. {item.words}", hang=16, above=4),
                Text("□はい　　□いいえ　　□該当なし", indent=16, above=0),
            ])  # fmt: skip
            paper.truth.append(Truth(str(count), item.words, title))
        half = (len(texts) + 1) // 2
        paper.blocks.append(
            Halves(
                [t for own in texts[:half] for t in own], [t for own in texts[half:] for t in own]
            )
        )
    return paper


def _four_digits(year: Year) -> Paper:
    """A scale from 1 to 4 in one cell, what it means above the table, the part in a narrow cell."""
    paper = titled(year)
    paper.say("評価：４ 十分　３ おおむね十分　２ やや不十分　１ 不十分")
    table = paper.table(Table((60, 290, 90, 60), head=1))
    table.row("観点", "具体的な取組", "評価（○で囲む）", "前年度")
    for n, title, parts in groups(year):
        table.row((f"{wide(n)}．{title}", 4))
        for part, items in parts:
            first = table.height
            for item in items:
                table.row(None, item.words, "４　３　２　１", "")
                paper.truth.append(Truth("", item.words, title, part))
            table.down(first, 0, part)
    return paper


def _hidden_rows(year: Year) -> Paper:
    """A workbook whose head has three rows, with what last year asked in hidden rows, weights in a
    hidden column, and drop-downs in merged cells."""
    paper = titled(year)
    paper.say("非表示の行は削除しないでください。")
    table = paper.table(Table((40, 30, 300, 40, 60, 60, 80), head=3, hidden_columns=(3,)))
    table.row(None, None, None, None, ("施設記入欄", 2), None)
    table.row(None, None, None, None, ("自己点検の結果", 2), None)
    table.row(None, None, None, None, "回答", "実施日", None)
    for column, text in (
        (0, "大項目"),
        (1, "小番"),
        (2, "確認の内容"),
        (3, "重み"),
        (6, "保健所記入欄"),
    ):
        table.down(0, column, text)
    for n, title, items in plain_groups(year):
        first = table.height
        for k, item in enumerate(items, 1):
            table.row(None, f"{k}", item.words, "2", Blank("選択"), "", "")
            paper.truth.append(Truth(f"{k}", item.words, title))
            if k == 1:
                table.hidden_rows.add(table.height)
                table.row(
                    None,
                    "旧",
                    f"（旧様式）{title}の方針を掲げているか。",
                    "1",
                    Blank("選択"),
                    "",
                    "",
                )
        table.down(first, 0, f"{n}　{title}")
    return paper


def _sheets_go_on(year: Year) -> Paper:
    """A form over several sheets, its title and head on the first alone."""
    paper = titled(year)
    for n, title, items in plain_groups(year):
        paper.sheet(f"{n}枚目", titled=n == 1)
        table = paper.table(Table((40, 300, 60, 80), head=int(n == 1)))
        if n == 1:
            table.row("番号", "点検項目", "判定", "備考")
        table.row((f"第{n}　{title}", 4))
        for k, item in enumerate(items, 1):
            table.row(f"{n}.{k}", item.words, "", "")
            paper.truth.append(Truth(f"{n}.{k}", item.words, title))
    return paper


def _two_a_page(year: Year) -> Paper:
    """Two forms on one page: a short one for each of two who check."""
    paper = titled(year)
    sections = plain_groups(year)
    for n, title, items in sections:
        if n == (len(sections) + 1) // 2 + 1:
            paper.say("（切り取り線）－－－－－－－－－－－－－－－－", above=16)
            paper.say(paper.title.replace("（", "その２（"), size=12, above=16)
        paper.say(f"{n}　{title}", above=6)
        table = paper.table(Table((40, 330, 80), head=1))
        table.row("番号", "確認内容", "有 ・ 無")
        for k, item in enumerate(items, 1):
            table.row(f"{n}({k})", item.words, "")
            paper.truth.append(Truth(f"{n}({k})", item.words, title))
    return paper


def _how_to_fill(year: Year) -> Paper:
    """Numbered rules of how to fill the form in stand before it, and a list of papers behind it."""
    paper = titled(year)
    paper.say("記入要領", above=8)
    for k, text in enumerate(
        ("点検は四半期ごとに行い、この様式に記入すること。",
         "「はい」の場合は○を、「いいえ」の場合は×を記入すること。",
         "×を記入した項目は、改善の予定を備考に記入すること。"), 1
    ):  # fmt: skip
        paper.say(f"{k}　{text}", indent=10, hang=14)
    table = paper.table(Table((24, 24, 280, 30, 30, 30, 30, 60), head=2))
    table.row(("点検項目", 3), ("結果", 4), None)
    table.row(None, None, None, "第１", "第２", "第３", "第４", None)
    table.cells = [cell for cell in table.cells if (cell.row, cell.column) != (0, 0)]
    table.down(0, 0, "点検項目", columns=3)
    table.down(0, 7, "備考")
    for n, title, parts in groups(year):
        table.row((f"{n}　{title}", 8))
        for part, items in parts:
            if part:
                table.row("", (part, 7))
            for k, item in enumerate(items, 1):
                table.row("", f"{chr(96 + k)}", item.words, "", "", "", "", "")
                paper.truth.append(Truth(f"{chr(96 + k)}", item.words, title, part))
    paper.say("添付書類", above=10)
    for k, text in enumerate(("平面図の写し", "職員の名簿", "前回の点検の結果"), 1):
        paper.say(f"{k}　{text}", indent=10)
    return paper


FIFTH = (
    Look("audit", _audit, ending="。", landscape=True, size=8),
    Look("columns of questions", _columns_of_questions, ("pdf",)),
    Look("four digits", _four_digits, ending="。"),
    Look("hidden rows", _hidden_rows, ("xlsx",), lists=True),
    Look("sheets go on", _sheets_go_on, ("xlsx",), ending="。"),
    Look("two a page", _two_a_page, font="mincho", size=8),
    Look("how to fill", _how_to_fill, ending="こと。"),
)  # fmt: skip
