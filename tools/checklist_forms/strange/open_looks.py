"""Strange looks that are known where rules are made."""

from __future__ import annotations

from tools.checklist_forms.forms import Item, Year
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

_ERA = 2018
KANA = "アイウエオカキクケコサシスセソ"


def titled(year: Year) -> Paper:
    """A form with its title."""
    return Paper(f"令和{year.year - _ERA}年度　{year.title}（{year.variant}）")


def _truth(
    paper: Paper, number: str, item: Item, section: str = "", part: str = "", **more: str | bool
) -> None:
    paper.truth.append(Truth(number, item.words, section, part, **more))  # type: ignore[arg-type]


def _left_answers(year: Year) -> Paper:
    """The answers stand left of what is asked."""
    paper = titled(year)
    table = paper.table(Table((32, 40, 46, 36, 250, 100), head=1))
    table.row("はい", "いいえ", "非該当", "No.", "点検項目", "根拠")
    for n, title, items in plain_groups(year):
        table.row((f"{n}　{title}", 6))
        for k, item in enumerate(items, 1):
            table.row("□", "□", "□", f"{n}-{k}", item.words, item.reference)
            _truth(paper, f"{n}-{k}", item, title, reference=item.reference)
    return paper


def _rounds_of_answers(year: Year) -> Paper:
    """Each round has はい, いいえ, a day and a target day; the head has three rows."""
    paper = titled(year)
    paper.say("医療機関等の名称：　　　　　　　　　　")
    table = paper.table(Table((60, 30, 220, 28, 34, 50, 52, 28, 34, 50, 52), head=3))
    table.row(None, None, None, ("確認結果", 8))
    table.row(None, None, None, ("１回目", 4), ("２回目", 4))
    table.row(None, None, None, *(("はい", "いいえ", "確認日", "目標日") * 2))
    table.down(0, 0, "")
    table.down(0, 1, "チェック項目", columns=2)
    for n, title, items in plain_groups(year):
        first = table.height
        for k, item in enumerate(items, 1):
            table.row(None, f"({k})", item.words, *(("", "", "／", "／") * 2))
            _truth(paper, f"({k})", item, title)
        table.down(first, 0, f"{wide(n)}　{title}")
    return paper


def _two_halves(year: Year) -> Paper:
    """Two items stand side by side."""
    paper = titled(year)
    for n, title, items in plain_groups(year):
        paper.say(f"{n}．{title}", above=8)
        table = paper.table(Table((28, 190, 36, 28, 190, 36), head=1))
        table.row(*(("No", "チェック項目", "結果") * 2))
        half = (len(items) + 1) // 2
        for k in range(half):
            cells: list[str] = []
            for at in (k, k + half):
                cells += [str(at + 1), items[at].words, ""] if at < len(items) else ["", "", ""]
            table.row(*cells)
        for k, item in enumerate(items, 1):
            _truth(paper, str(k), item, title)
    return paper


def _box_lines(year: Year) -> Paper:
    """Lines with a box each, without a table."""
    paper = titled(year)
    paper.say("次の事項を確認し、できているものの□にレ点を付けてください。")
    for n, title, parts in groups(year):
        paper.say(f"{n}　{title}", size=10.5, above=10)
        for part, items in parts:
            if part:
                paper.say(f"＜{part}＞", indent=8, above=5)
            for item in items:
                paper.say(f"□　{item.words}", indent=12, hang=18)
                _truth(paper, "", item, title, f"＜{part}＞" if part else "")
    return paper


def _choices_below(year: Year) -> Paper:
    """Questions numbered through, each with numbered choices below."""
    paper = titled(year)
    count = 0
    for _, title, items in plain_groups(year):
        paper.say(f"【{title}】", above=10)
        for item in items:
            count += 1
            paper.say(f"問{count}　{item.words}", hang=24, above=5)
            paper.say("１．はい　　２．いいえ　　３．該当しない", indent=28)
            _truth(paper, f"問{count}", item, title)
    return paper


def _five_points(year: Year) -> Paper:
    """A scale of five, each a column."""
    paper = titled(year)
    paper.say(
        "５：十分できている　４：ほぼできている　３：どちらともいえない　"
        "２：あまりできていない　１：できていない"
    )
    table = paper.table(Table((70, 26, 250, 22, 22, 22, 22, 22), head=2))
    table.row(None, None, None, ("自己評価", 5))
    table.row(None, None, None, "５", "４", "３", "２", "１")
    for column, text in enumerate(("評価の観点", "番号", "評価項目")):
        table.down(0, column, text)
    count = 0
    for _, title, items in plain_groups(year):
        first = table.height
        for item in items:
            count += 1
            table.row(None, str(count), item.words, *("5", "4", "3", "2", "1"))
            _truth(paper, str(count), item, title)
        table.down(first, 0, title)
    return paper


def _labour(year: Year) -> Paper:
    """A check of safety at work: 良 and 否, what is to be done, by whom, until when."""
    paper = titled(year)
    paper.say("点検日：　　年　　月　　日　　点検者：")
    table = paper.table(Table((26, 230, 26, 26, 90, 60, 56), head=1, again=False))
    table.row("番号", "点検箇所・点検事項", "良", "否", "改善を要する内容", "担当者", "期限")
    count = 0
    for _, title, items in plain_groups(year):
        table.row(("■" + title, 7))
        for item in items:
            count += 1
            table.row(str(count), item.words, "", "", "", "", "")
            _truth(paper, str(count), item, title)
    return paper


def _answer_rows(year: Year) -> Paper:
    """The answer has a row of its own below each item."""
    paper = titled(year)
    table = paper.table(Table((36, 60, 120, 60, 120, 60, 80)))
    for n, title, items in plain_groups(year):
        table.row((f"第{n}　{title}", 7))
        for k, item in enumerate(items, 1):
            table.row(f"{n}.{k}", (item.words, 6))
            table.row("", "確認結果", Blank("はい ・ いいえ"), "確認日", "　年　月　日", "備考", "")
            _truth(paper, f"{n}.{k}", item, title)
    return paper


def _stars_first(year: Year) -> Paper:
    """References and stars stand left, the answers are English."""
    paper = titled(year)
    table = paper.table(Table((80, 22, 36, 230, 28, 28, 28, 60), head=1))
    table.row("参照", "★", "項番", "要求事項", "YES", "NO", "N/A", "コメント")
    for n, title, parts in groups(year):
        table.row((f"{'ⅠⅡⅢⅣⅤ'[n - 1]}　{title}", 8))
        count = 0
        for part, items in parts:
            if part:
                table.row((f"（{part}）", 8))
            for item in items:
                count += 1
                table.row(
                    f"▶{item.reference}", "★" if item.starred else "", f"{n}-({count})",
                    item.words, "", "", "", "",
                )  # fmt: skip
                _truth(
                    paper, f"{n}-({count})", item, title, f"（{part}）" if part else "",
                    reference=item.reference, starred=item.starred,
                )  # fmt: skip
    return paper


def _graph_paper(year: Year) -> Paper:
    """A sheet of narrow columns, of which each cell takes several."""
    paper = titled(year)
    paper.say("事業所名")
    paper.say("記入者　職・氏名")
    table = paper.table(Table((30, 240, 60, 80, 120), head=1))
    table.row("番号", "点検内容", "点検結果", "点検年月日", "特記事項")
    for n, title, items in plain_groups(year):
        table.row((f"{n}　{title}", 5))
        for k, item in enumerate(items, 1):
            table.row(f"({k})", item.words, Blank("適・否"), "", "")
            _truth(paper, f"({k})", item, title)
    return paper


def _notes_between(year: Year) -> Paper:
    """Notes, empty rows and the head once more stand among the items."""
    paper = titled(year)
    table = paper.table(Table((40, 270, 40, 40, 100), head=0))
    for n, title, items in plain_groups(year):
        table.row(f"第{n}", (title, 4))
        table.row("項目", "チェックポイント", "済", "未", "備考")
        for k, item in enumerate(items, 1):
            table.row(circled(k), item.words, "", "", "")
            if k % 3 == 2:
                table.row((f"※　{circled(k)}の記録は電子によるものでもよい。", 5))
            _truth(paper, circled(k), item, title)
        table.row(("", 5))
    return paper


def _inspection(year: Year) -> Paper:
    """An inspection's form: text with （適・否） at its end, and what is to be asked beside it."""
    paper = titled(year)
    table = paper.table(Table((300, 180), head=1))
    table.row("調査項目", "聴取方法のポイント")
    for n, title, items in plain_groups(year):
        table.row(f"{wide(n)}　{title}", "")
        for k, item in enumerate(items, 1):
            star = "★" if item.starred else ""
            table.row(f"{star}({k})　{item.words}　（ 適 ・ 否 ）", item.hearing)
            _truth(paper, f"({k})", item, title, starred=item.starred, hearing=item.hearing)
    return paper


def _pharmacy(year: Year) -> Paper:
    """Bars of sections, references and boxes to choose from in one cell."""
    paper = titled(year)
    table = paper.table(Table((250, 90, 70, 70), head=1, split=True))
    table.row("点検項目", "関係法令等", "自主点検", "備考")
    for _, title, parts in groups(year):
        table.row((f"【{title}】", 4))
        count = 0
        for part, items in parts:
            if part:
                table.row((f"◎{part}", 4))
            for item in items:
                count += 1
                table.row(f"{count} {item.words}", item.reference, Blank("□適　□否\n□該当なし"), "")
                _truth(paper, str(count), item, title, f"◎{part}" if part else "",
                       reference=item.reference)  # fmt: skip
    return paper


def _fill_in(year: Year) -> Paper:
    """Answers among things to be filled in: a name, a number."""
    paper = titled(year)
    table = paper.table(Table((30, 280, 120), head=1))
    table.row("番号", "確認事項", "記入欄")
    blanks = ("（　　　　人）", "氏名（　　　　　　　）", "　　　回／年", "□はい　□いいえ")
    asked = ("の責任者は誰か。", "に携わる職員は何人か。", "の訓練は年に何回か。")
    count = 0
    for n, title, items in plain_groups(year):
        table.row(f"{n}", (title, 2))
        for k, item in enumerate(items):
            count += 1
            table.row(f"{count}", item.words, Blank("□はい　□いいえ"))
            _truth(paper, f"{count}", item, title)
            if k == 1:
                count += 1
                words = title + asked[n % 3]
                table.row(f"{count}", words, blanks[(1, 0, 2)[n % 3]])
                paper.truth.append(Truth(f"{count}", words, title))
    return paper


def _roles(year: Year) -> Paper:
    """Every section has a table of its own with a head; words cite the guide at their end."""
    paper = titled(year)
    for n, title, items in plain_groups(year):
        paper.say(f"{wide(n)}．{title}", above=10, size=10.5)
        table = paper.table(Table((30, 290, 70, 80), head=1))
        table.row("№", "質問", "回答", "回答の理由")
        for k, item in enumerate(items, 1):
            table.row(
                str(k), f"{item.words}（▶{item.reference}）", Blank("はい・いいえ・対象外"), ""
            )
            _truth(paper, str(k), item, title, reference=item.reference)
    return paper


def _listed(year: Year) -> Paper:
    """A workbook's plain list: a box in a column of its own, headings over it, no head."""
    paper = titled(year)
    paper.say("確認したらチェックを入れてください")
    for n, title, items in plain_groups(year):
        paper.say(f"{n}. {title}", above=8)
        table = paper.table(Table((20, 400)))
        for item in items:
            table.row(Blank("□"), item.words)
            _truth(paper, "", item, title)
    return paper


OPEN = (
    Look("left answers", _left_answers),
    Look("rounds of answers", _rounds_of_answers, landscape=True, size=8),
    Look("two halves", _two_halves, size=8),
    Look("box lines", _box_lines),
    Look("choices below", _choices_below, font="mincho", size=10),
    Look("five points", _five_points),
    Look("labour", _labour, ending="。", origin=(3, 1)),
    Look("answer rows", _answer_rows),
    Look("stars first", _stars_first, landscape=True),
    Look("graph paper", _graph_paper, ("xlsx",), graph=15, lists=True, origin=(2, 1)),
    Look("notes between", _notes_between, font="mincho"),
    Look("inspection", _inspection, ("pdf",), ending="。", font="mincho"),
    Look("pharmacy", _pharmacy, ending="か"),
    Look("fill in", _fill_in),
    Look("roles", _roles, ("xlsx",), lists=True, hidden=1,
         before=("表紙\n点検表\n令和の年度",
                 "記入要領\n一\u3000はい・いいえで答える。\n二\u3000日付を書く。")),
    Look("listed", _listed, ("xlsx",), lists=False, origin=(0, 1)),
)  # fmt: skip
