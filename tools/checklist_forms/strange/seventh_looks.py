"""Strange looks of a seventh make, written when those of the sixth were known."""

from __future__ import annotations

from tools.checklist_forms.forms import Year
from tools.checklist_forms.look import circled, kanji, wide
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


def _three_parts(year: Year) -> Paper:
    """Numbers of three parts before each question, boxes with their words in a line below it."""
    paper = titled(year)
    paper.say("記入者：　　　　　　　　　記入日：　　年　　月　　日")
    for n, title, parts in groups(year):
        paper.say(f"{n}　{title}", above=10, size=10)
        for m, (part, items) in enumerate(parts, 1):
            paper.say(f"{n}-{m}　{part or 'その他'}", indent=6, above=6)
            for k, item in enumerate(items, 1):
                number = f"{n}-{m}-{circled(k)}"
                paper.say(f"{number}　{item.words}", indent=12, hang=34, above=4)
                paper.say("□はい　　□いいえ　　□対象外（理由：　　　　　　）", indent=60, above=0)
                paper.truth.append(Truth(number, item.words, title, part or "その他"))
    return paper


def _two_years(year: Year) -> Paper:
    """Two columns of answers with their days, headed by the years."""
    paper = titled(year)
    table = paper.table(Table((36, 230, 46, 60, 46, 60, 70), head=2))
    table.row(
        None, None, (f"令和{year.year - 2019}年度", 2), (f"令和{year.year - 2018}年度", 2), None
    )
    table.row(None, None, *(("結果", "実施日") * 2), None)
    for column, text in ((0, "項番"), (1, "セキュリティ対策"), (6, "特記")):
        table.down(0, column, text)
    for n, title, items in plain_groups(year):
        table.row((f"{wide(n)}．{title}", 7))
        for k, item in enumerate(items, 1):
            table.row(f"{n}.{k}", item.words, "", "", "", "", "")
            paper.truth.append(Truth(f"{n}.{k}", item.words, title))
    return paper


def _answer_field_left(year: Year) -> Paper:
    """The field for the answer is the first column, with a drop-down; parts are bars."""
    paper = titled(year)
    table = paper.table(Table((56, 44, 330, 90), head=1))
    table.row("回答欄", "設問", "お尋ねすること", "自由記述")
    for n, title, parts in groups(year):
        table.row((f"第{kanji(n)}部　{title}", 4))
        for part, items in parts:
            if part:
                table.row((f"（{part}）", 4))
            for k, item in enumerate(items, 1):
                table.row(Blank(""), f"{n}-{k}", item.words, "")
                paper.truth.append(Truth(f"{n}-{k}", item.words, title, part))
    return paper


def _remark_under(year: Year) -> Paper:
    """Under each item a row for its remark; the answer beside both."""
    paper = titled(year)
    table = paper.table(Table((34, 340, 90), head=1))
    table.row("№", "点　検　事　項", "点検結果")
    for _n, title, items in plain_groups(year):
        table.row((f"【{title}】", 3))
        for k, item in enumerate(items, 1):
            first = table.height
            table.row(None, item.words, None)
            table.row(None, "特記事項：", None)
            table.down(first, 0, str(k))
            table.down(first, 2, "はい・いいえ")
            paper.truth.append(Truth(str(k), item.words, title))
    return paper


def _facility_and_vendor(year: Year) -> Paper:
    """What the facility answers and what its vendor does, in two tables one below the other, each
    with another head."""
    paper = titled(year)
    sections = plain_groups(year)
    half = max(1, len(sections) // 2)
    for who, own in (
        ("医療機関が記入する欄", sections[:half]),
        ("事業者が記入する欄", sections[half:]),
    ):
        paper.say(f"■{who}", above=10)
        vendor = who.startswith("事業者")
        table = paper.table(Table((40, 280, 80, 70), head=1))
        if vendor:
            table.row("番号", "製品・サービスで対応している内容", "対応の有無", "確認年月日")
        else:
            table.row("番号", "実施していること", "実施の有無", "確認年月日")
        for n, title, items in own:
            table.row((f"{n}　{title}", 4))
            for k, item in enumerate(items, 1):
                table.row(f"{n}({k})", item.words, "有 ・ 無", "　　/　　/")
                paper.truth.append(Truth(f"{n}({k})", item.words, who, title))
    return paper


def _from_word(year: Year) -> Paper:
    """A text with tables as word processors make them: the number within the cell of the words, the
    head not repeated, rows broken at page ends, three answers in columns with long heads."""
    paper = titled(year)
    paper.say(
        "本表は、貴施設の取組状況を確認するものです。各項目について、該当する欄に○を記入してください。"
    )
    table = paper.table(Table((360, 60, 60, 60, 120), head=1, again=False, split=True))
    table.row(
        "取組の内容",
        "取り組んで\nいる",
        "取り組む\n予定",
        "取り組んで\nいない",
        "取組の状況（具体的に）",
    )
    for n, title, items in plain_groups(year):
        table.row((f"Ⅱ－{n}　{title}", 5))
        for k, item in enumerate(items, 1):
            table.row(f"({k})　{item.words}", "", "", "", "")
            paper.truth.append(Truth(f"({k})", item.words, title))
    return paper


def _pairs_of_rows(year: Year) -> Paper:
    """A workbook in which each item has two merged rows: whoever does it answers in the upper one,
    whoever checks in the lower; there are hidden rows and names of groups reaching down."""
    paper = titled(year)
    table = paper.table(Table((90, 40, 300, 60, 70, 90), head=1))
    table.row("区分", "項目\n番号", "チェックする内容", "記入者", "回答", "日付")
    for _, title, items in plain_groups(year):
        start = table.height
        for k, item in enumerate(items, 1):
            first = table.height
            table.row(None, None, None, "担当者", Blank(""), "")
            table.row(None, None, None, "責任者", Blank(""), "")
            table.down(first, 1, circled(k))
            table.down(first, 2, item.words)
            paper.truth.append(Truth(circled(k), item.words, title, who="担当者、責任者"))
        table.down(start, 0, title)
        table.row(None, "", "昨年度の集計", "", "", "")
        table.cells.append(type(table.cells[0])(table.height - 1, 0, ""))
        table.hidden_rows.add(table.height - 1)
    return paper


def _diagnosis_points(year: Year) -> Paper:
    """A diagnosis with four answers of different worth; the sum is to be written at the end."""
    paper = titled(year)
    table = paper.table(Table((70, 30, 260, 50, 50, 50, 50), head=2))
    table.row(None, None, None, ("チェック", 4))
    table.row(
        None, None, None, "実施して\nいる", "一部実施\nしている", "実施して\nいない", "わから\nない"
    )
    for column, text in ((0, "診断項目"), (1, "No"), (2, "診断内容")):
        table.down(0, column, text)
    count = 0
    for n, title, items in plain_groups(year):
        first = table.height
        for item in items:
            count += 1
            table.row(None, str(count), item.words, "4", "2", "0", "-1")
            paper.truth.append(Truth(str(count), item.words, f"Part{n}　{title}"))
        table.down(first, 0, f"Part{n}\n{title}")
    paper.say("合計点　　　　　点")
    return paper


def _conditions(year: Year) -> Paper:
    """A supply chain's sheet: label, aim and level stand before each condition, how it is judged
    behind it; the answer is chosen from 0 to 3 in a drop-down."""
    paper = titled(year)
    table = paper.table(Table((60, 110, 40, 40, 220, 170, 50, 110), head=1))
    table.row("ラベル", "目的", "No.", "レベル", "達成条件", "達成基準", "評価結果", "評価の根拠")
    count = 0
    for _, title, parts in groups(year):
        start = table.height
        for part, items in parts:
            below = table.height
            for item in items:
                count += 1
                table.row(None, None, str(count), "Lv1", item.words, item.hearing, Blank(""), "")
                paper.truth.append(Truth(str(count), item.words, title, part, hearing=item.hearing))
            table.down(below, 1, part)
        table.down(start, 0, title)
    return paper


SEVENTH = (
    Look("three parts", _three_parts),
    Look("two years", _two_years, ending="。", landscape=True),
    Look("answer field left", _answer_field_left, lists=True),
    Look("remark under", _remark_under),
    Look("facility and vendor", _facility_and_vendor, ending="。"),
    Look("from word", _from_word, ("pdf",), ending="こと。", font="mincho", size=10.5),
    Look("pairs of rows", _pairs_of_rows, ("xlsx",), lists=True, origin=(1, 1)),
    Look("diagnosis points", _diagnosis_points, ending="か。"),
    Look("conditions", _conditions, ending="こと。", landscape=True, lists=True),
)  # fmt: skip
