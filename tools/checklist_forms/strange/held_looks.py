"""Strange looks kept aside where rules are made."""

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
from tools.checklist_forms.strange.open_looks import KANA, titled


def _care(year: Year) -> Paper:
    """A visit to a care home: parts in a merged cell, what to look at, its basis, boxes."""
    paper = titled(year)
    table = paper.table(Table((70, 230, 80, 70, 60), head=1))
    table.row("項目", "確認事項", "根拠条文", "点検結果", "確認書類等")
    for n, title, parts in groups(year):
        table.row((f"第{wide(n)}　{title}", 5))
        for part, items in parts:
            first = table.height
            for k, item in enumerate(items, 1):
                table.row(
                    None, f"({k})　{item.words}", item.reference,
                    Blank("□適\n□不適\n□該当なし"), "",
                )  # fmt: skip
                paper.truth.append(
                    Truth(f"({k})", item.words, title, part, reference=item.reference)
                )
            table.down(first, 0, part)
    return paper


def _right_choices(year: Year) -> Paper:
    """Numbered lines with the choice at the right margin."""
    paper = titled(year)
    for n, title, parts in groups(year):
        paper.say(f"第{n}　{title}", above=10)
        count = 0
        for part, items in parts:
            if part:
                paper.say(f"（{part}）", indent=6, above=4)
            for item in items:
                count += 1
                paper.say(
                    f"({count})　{item.words}", indent=10, hang=20, right="はい ・ いいえ", above=3
                )
                paper.truth.append(
                    Truth(f"({count})", item.words, title, f"（{part}）" if part else "")
                )
    return paper


def _boxes_behind(year: Year) -> Paper:
    """Bulleted lines with a box behind each."""
    paper = titled(year)
    for n, title, items in plain_groups(year):
        paper.say(f"{kanji(n)}　{title}", above=10)
        for item in items:
            paper.say(f"・{item.words}", indent=10, hang=10, right="□")
            paper.truth.append(Truth("", item.words, title))
    return paper


def _school(year: Year) -> Paper:
    """A school's evaluation: viewpoints upright at the left, grades A to D."""
    paper = titled(year)
    table = paper.table(Table((24, 280, 24, 24, 24, 24, 90), head=2))
    table.row(None, None, ("評価", 4), None)
    table.row(None, None, "A", "B", "C", "D", None)
    for column, text in ((0, "観点"), (1, "点検項目"), (6, "改善策")):
        table.down(0, column, text)
    for _, title, items in plain_groups(year):
        first = table.height
        for k, item in enumerate(items, 1):
            table.row(None, f"{circled(k)}{item.words}", *("",) * 5)
            paper.truth.append(Truth(circled(k), item.words, title))
        table.down(first, 0, "\n".join(title))
    return paper


def _no_head(year: Year) -> Paper:
    """A table without any head."""
    paper = titled(year)
    paper.say("各項目について、あてはまるものにチェックを入れること。")
    for n, title, items in plain_groups(year):
        paper.say(f"{wide(n)}　{title}", above=8)
        table = paper.table(Table((34, 320, 110)))
        for k, item in enumerate(items, 1):
            table.row(f"({k})", item.words, Blank("□はい　□いいえ"))
            paper.truth.append(Truth(f"({k})", item.words, title))
    return paper


def _cards(year: Year) -> Paper:
    """A small table for each item."""
    paper = titled(year)
    for n, title, items in plain_groups(year):
        paper.say(f"■ {title}", above=8)
        for k, item in enumerate(items, 1):
            table = paper.table(Table((70, 200, 60, 130)))
            table.row(f"項目{n}-{k}", (item.words, 3))
            table.row("実施状況", Blank("□実施済　□未実施　□対象外"), "備考", "")
            paper.truth.append(Truth(f"{n}-{k}", item.words, title))
    return paper


def _graph_tall(year: Year) -> Paper:
    """Graph paper with a head of two rows, and the sections merged at the left."""
    paper = titled(year)
    paper.say("施設名")
    paper.say("点検者")
    table = paper.table(Table((75, 30, 240, 45, 75, 75, 90), head=2))
    table.row(None, None, None, ("確認欄", 2), None, None)
    table.row(None, None, None, "○×", "確認日", None, None)
    for column, text in ((0, "区分"), (1, "№"), (2, "確認内容"), (5, "改善予定日"), (6, "備考")):
        table.down(0, column, text)
    for n, title, items in plain_groups(year):
        first = table.height
        for k, item in enumerate(items, 1):
            table.row(None, f"{n}-{k}", item.words, "", "", "", "")
            paper.truth.append(Truth(f"{n}-{k}", item.words, title))
        table.down(first, 0, title)
    return paper


def _privacy(year: Year) -> Paper:
    """Three marks, and what to do about the worse two."""
    paper = titled(year)
    paper.say("評価は、○（できている）、△（一部できている）、×（できていない）で記入する。")
    table = paper.table(Table((32, 200, 120, 60, 100), head=1))
    table.row("番号", "点検項目", "点検の視点", "評価\n○・△・×", "「△」「×」の場合の改善策")
    for n, title, items in plain_groups(year):
        table.row(f"{n}", (title, 4))
        for k, item in enumerate(items, 1):
            table.row(f"{n}({k})", item.words, item.hearing, "", "")
            paper.truth.append(Truth(f"{n}({k})", item.words, title, hearing=item.hearing))
    return paper


def _disaster(year: Year) -> Paper:
    """A town's check for disasters: 済 and 未, when it will be done; the head is missing later."""
    paper = titled(year)
    table = paper.table(Table((70, 30, 250, 28, 28, 80), head=1, again=False, split=True))
    table.row("分類", "番号", "チェック内容", "済", "未", "未の場合の実施予定時期")
    count = 0
    for n, title, parts in groups(year):
        first = table.height
        for _, items in parts:
            for item in items:
                count += 1
                table.row(None, wide(count), item.words, "□", "□", "")
                paper.truth.append(Truth(wide(count), item.words, title))
        table.down(first, 0, f"{n}．{title}")
    return paper


def _months(year: Year) -> Paper:
    """Answers of two months stand before what is asked, who is to answer behind it."""
    paper = titled(year)
    table = paper.table(Table((44, 44, 30, 250, 70, 70), head=2))
    table.row(("実施結果", 2), None, None, None, None)
    table.row("６月", "12月", None, None, None, None)
    for column, text in ((2, "№"), (3, "実施事項"), (4, "担当"), (5, "参考")):
        table.down(0, column, text)
    count = 0
    for _, title, items in plain_groups(year):
        table.row((f"○ {title}", 6))
        for item in items:
            count += 1
            table.row("有・無", "有・無", str(count), item.words, item.who, item.reference)
            paper.truth.append(
                Truth(str(count), item.words, title, who=item.who, reference=item.reference)
            )
    return paper


def _bare_book(year: Year) -> Paper:
    """A workbook without a head: words, and a drop-down beside them."""
    paper = titled(year)
    paper.say("記入日")
    for n, title, items in plain_groups(year):
        table = paper.table(Table((24, 400, 80)))
        table.row(f"{n}", (title, 2))
        for k, item in enumerate(items, 1):
            table.row(f"{KANA[k - 1]}", item.words, Blank("選択してください"))
            paper.truth.append(Truth(KANA[k - 1], item.words, title))
    return paper


def _numbered_boxes(year: Year) -> Paper:
    """Numbered lines, and below each a line of boxes and a blank."""
    paper = titled(year)
    for n, title, items in plain_groups(year):
        paper.say(f"{'ⅠⅡⅢⅣⅤ'[n - 1]}　{title}", above=10)
        for k, item in enumerate(items, 1):
            star = "★" if item.starred else ""
            paper.say(f"{star}{k}　{item.words}", indent=8, hang=18, above=4)
            paper.say("□できている　　□できていない（理由：　　　　　　　　　　　　　）", indent=30)
            paper.truth.append(Truth(str(k), item.words, title, starred=item.starred))
    return paper


def _parts_left(year: Year) -> Paper:
    """Sections and parts merged at the left without heads, marks for 適 and 否, the head of two
    rows, a basis with its sign in its own column."""
    paper = titled(year)
    table = paper.table(Table((60, 60, 34, 230, 26, 26, 40, 80), head=2))
    table.row(None, None, None, None, ("判定", 3), None)
    table.row(None, None, None, None, "適", "否", "非該当", None)
    table.down(0, 0, "評価区分", columns=2)
    for column, text in ((2, "項番"), (3, "評価の内容"), (7, "関連する規程")):
        table.down(0, column, text)
    for n, title, parts in groups(year):
        first, count = table.height, 0
        for part, items in parts:
            top = table.height
            for item in items:
                count += 1
                table.row(None, None, f"{n}.{count}", item.words, "", "", "", f"▷{item.reference}")
                paper.truth.append(
                    Truth(f"{n}.{count}", item.words, title, part, reference=item.reference)
                )
            table.down(top, 1, part or "－")
        table.down(first, 0, f"{n} {title}")
    return paper


def _hidden_book(year: Year) -> Paper:
    """A workbook with numbers of the office in hidden columns, merged answers, a cover."""
    paper = titled(year)
    paper.say("貴社名")
    paper.say("提出期限：令和７年９月末")
    table = paper.table(Table((60, 40, 260, 60, 60, 80), head=1))
    table.row("カテゴリ", "ID", "要求される対策", "対応状況", "対応予定", "補足説明")
    for n, title, items in plain_groups(year):
        first = table.height
        for k, item in enumerate(items, 1):
            table.row(None, f"{n}.{k}", item.words, Blank("選択してください"), "", "")
            paper.truth.append(Truth(f"{n}.{k}", item.words, title))
        table.down(first, 0, title)
    return paper


HELD_LOOKS = (
    Look("care", _care),
    Look("right choices", _right_choices, ("pdf",), font="mincho", size=10),
    Look("boxes behind", _boxes_behind, ending="。"),
    Look("school", _school, ending="。"),
    Look("no head", _no_head),
    Look("cards", _cards),
    Look("graph tall", _graph_tall, ("xlsx",), graph=15, origin=(11, 2)),
    Look("privacy", _privacy, font="mincho"),
    Look("disaster", _disaster, ending="。"),
    Look("months", _months, ending="こと。"),
    Look("bare book", _bare_book, ("xlsx",), origin=(1, 0)),
    Look("numbered boxes", _numbered_boxes, ("pdf",), size=9.5),
    Look("parts left", _parts_left, landscape=True, size=8),
    Look("hidden book", _hidden_book, ("xlsx",), hidden=2, origin=(4, 0),
         before=("表紙\n協力会社の皆様へ\n記入の上、提出してください。",)),
)  # fmt: skip
