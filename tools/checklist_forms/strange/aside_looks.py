"""Strange looks of the fifth make that were put aside before any rule was made of the others."""

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


def _boxes_left(year: Year) -> Paper:
    """Boxes with their words stand in a cell before each item, no head; notes under items."""
    paper = titled(year)
    for n, title, items in plain_groups(year):
        paper.say(f"{kanji(n)}、{title}", above=8)
        table = paper.table(Table((100, 360)))
        for k, item in enumerate(items, 1):
            table.row("□はい　□いいえ", f"({k}) {item.words}")
            paper.truth.append(Truth(f"({k})", item.words, title))
            if k % 4 == 2:
                table.row("", "（注）前年度の記録でもよい。")
    return paper


def _over_the_end(year: Year) -> Paper:
    """Rows that go over page ends, in a large type, the head once, names of groups reaching down,
    what is to be asked beside each item."""
    paper = titled(year)
    table = paper.table(Table((54, 40, 190, 150, 40, 40), head=1, again=False, split=True))
    table.row("項目", "番号", "確認のポイント", "ヒアリングの着眼点", "適", "不適")
    for n, title, items in plain_groups(year):
        table.row((f"Ⅰ.{n} {title}", 6))
        for k, item in enumerate(items, 1):
            table.row("", f"{n}.{k}", item.words, item.hearing, "", "")
            paper.truth.append(Truth(f"{n}.{k}", item.words, title, hearing=item.hearing))
    return paper


def _controls(year: Year) -> Paper:
    """Check boxes of the program: in cells of a workbook, fields of a form in a PDF."""
    paper = titled(year)
    table = paper.table(Table((30, 300, 40, 40, 90), head=1))
    table.row("No", "セルフチェック項目", "Yes", "No", "補足")
    count = 0
    for _, title, items in plain_groups(year):
        table.row((f"● {title}", 5))
        for item in items:
            count += 1
            table.row(str(count), item.words, Blank("□"), Blank("□"), "")
            paper.truth.append(Truth(str(count), item.words, title))
    return paper


def _dialogue(year: Year) -> Paper:
    """What to answer stands under each question, with a blank for the reason."""
    paper = titled(year)
    for n, title, parts in groups(year):
        paper.say(f"設問群{n}　{title}", above=10)
        for part, items in parts:
            if part:
                paper.say(f"〔{part}〕", above=4)
            for k, item in enumerate(items, 1):
                paper.say(f"設問{n}－{k}　{item.words}", hang=40, above=6)
                paper.say("【回答】　ア　実施　　イ　一部実施　　ウ　未実施", indent=20, above=0)
                paper.say("（理由：　　　　　　　　　　　　　　　　　　　）", indent=20, above=0)
                paper.truth.append(Truth(f"設問{n}－{k}", item.words, f"設問群{n}　{title}", part))
    return paper


def _grades(year: Year) -> Paper:
    """A mutual assessment: the heading has a number of three parts, questions under it marked with
    circled numbers, each with the grades to be circled."""
    paper = titled(year)
    table = paper.table(Table((50, 300, 110), head=1))
    table.row("評価項目", "評価の要素", "評点")
    for n, title, parts in groups(year):
        for m, (part, items) in enumerate(parts, 1):
            table.row(f"{n}.{m}", (f"{title}：{part}" if part else title, 2))
            for k, item in enumerate(items, 1):
                table.row("", f"{circled(k)}{item.words}", "Ｓ・Ａ・Ｂ・Ｃ")
                paper.truth.append(
                    Truth(circled(k), item.words, f"{title}：{part}" if part else title)
                )
    return paper


def _diagnosis(year: Year) -> Paper:
    """A diagnosis: the points that each answer gives are printed in its column."""
    paper = titled(year)
    table = paper.table(Table((70, 30, 230, 50, 50, 50, 50), head=2))
    table.row(None, None, None, ("チェック", 4))
    table.row(
        None, None, None, "実施\nしている", "一部実施\nしている", "実施して\nいない", "わからない"
    )
    for column, text in enumerate(("診断項目", "No", "診断内容")):
        table.down(0, column, text)
    count = 0
    for n, title, items in plain_groups(year):
        first = table.height
        for item in items:
            count += 1
            table.row(None, str(count), item.words, "4", "2", "0", "-1")
            paper.truth.append(Truth(str(count), item.words, f"Part{n}\n{title}"))
        table.down(first, 0, f"Part{n}\n{title}")
    table.row(("合計点", 3), ("　　　点", 4))
    return paper


def _health_centre(year: Year) -> Paper:
    """Two columns of names reaching down, the law behind each item, two answers: one's own and the
    office's."""
    paper = titled(year)
    table = paper.table(Table((40, 60, 240, 90, 50, 50), head=1))
    table.row("大区分", "検査項目", "検査内容", "根拠法令等", "自主\n点検", "検査\n結果")
    for n, title, parts in groups(year):
        top = table.height
        for part, items in parts:
            first = table.height
            for item in items:
                table.row(None, None, f"・{item.words}", item.reference, "適 否", "適 否")
                paper.truth.append(Truth("", item.words, title, part, reference=item.reference))
            table.down(first, 1, part)
        table.down(top, 0, f"{wide(n)} {title}")
    return paper


def _disclosure(year: Year) -> Paper:
    """A maker's disclosure: choices in a line at the right, a number of the remark, questions under
    questions."""
    paper = titled(year)
    paper.say("製造業者：　　　　　　　　　　製品名：　　　　　　　　　　バージョン：　　　　")
    table = paper.table(Table((46, 290, 40, 40, 40, 50), head=0, rules="level"))
    for n, title, items in plain_groups(year):
        table.row((f"{title}（{KANA[n - 1]}）", 6))
        for k, item in enumerate(items, 1):
            table.row(f"{n}.{k}", item.words, "はい", "いいえ", "対象外", "備考＿＿")
            paper.truth.append(Truth(f"{n}.{k}", item.words, f"{title}（{KANA[n - 1]}）"))
    paper.say("備考記入欄")
    return paper


ASIDE = (
    Look("boxes left", _boxes_left),
    Look("over the end", _over_the_end, ending="。", size=11),
    Look("controls", _controls, boxes=True),
    Look("dialogue", _dialogue, font="mincho"),
    Look("grades", _grades, ending="。"),
    Look("diagnosis", _diagnosis),
    Look("health centre", _health_centre, ending="。", size=8),
    Look("disclosure", _disclosure),
)  # fmt: skip
