"""How an invented form looks: its columns, numbers and rows, for paper and for workbooks alike."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from tools.checklist_forms.forms import Item, Year

_KANA = "アイウエオカキクケコサシスセソタチツテトナニヌネノ"
_IROHA = "イロハニホヘトチリヌルヲワカヨタレソツネナラム"
_KANJI = "〇一二三四五六七八九"
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


def wide(number: int) -> str:
    """Full-width digits."""
    return str(number).translate(_WIDE)


def kanji(number: int) -> str:
    """A number up to 99 in kanji."""
    tens, ones = divmod(number, 10)
    ten = ("" if tens == 1 else _KANJI[tens]) + "十" if tens else ""
    return ten + (_KANJI[ones] if ones or not tens else "")


def circled(number: int) -> str:
    """① to ⑳, and on to ㊿."""
    if number <= 20:
        return chr(0x2460 + number - 1)
    return chr(0x3251 + number - 21) if number <= 35 else chr(0x32B1 + number - 36)


class Counted(NamedTuple):
    """Where an item stands: its section and its part (0 where there is none), and how manieth it is
    there; each from 1."""

    section: int
    part: int
    own: int


@dataclass(frozen=True)
class Look:
    """``heads`` are the columns from left to right: what each holds, its head, and its width on
    paper in points. What they hold: section, part, number, words, numbered (number and words in one
    cell), answer, date, dated (answer and date in one cell), yes, no, na, target, remark,
    reference, who, star, hearing, or who:X, where a mark says that an item is for X.

    ``over`` has heads that stand over several columns: the first, how many, and the words.
    ``section_rows``: sections stand in rows of their own, over the items. ``number``: how an item
    is numbered, ``section_number``: how a section is. ``choice`` is what a cell to be answered
    prints, ``blank_day`` one for a date. ``ending`` is how items end. ``again`` says whether a
    section's name is printed again on the next page, ``rules`` whether all lines are ruled ("all"),
    only the level ones ("level") or none.
    """

    name: str
    heads: tuple[tuple[str, str, float], ...]
    over: tuple[tuple[int, int, str], ...] = ()
    number: Callable[[Counted], str] = lambda at: f"{at.section}({at.own})"
    restart: str = "section"
    section_number: Callable[[int], str] = lambda s: f"{wide(s)}　"
    section_rows: bool = False
    choice: str = ""
    blank_day: str = ""
    ending: str = "か。"
    title: str = "令和{era}年度版　{title}（{variant}）"
    reference_sign: str = "▶"
    again: bool = False
    rules: str = "all"
    landscape: bool = True
    size: float = 8.0
    font: str = "gothic"
    intro: str = "施設名："
    notes: tuple[str, ...] = ("※　記入の前に手引を読むこと。",)
    star_in_number: bool = False


@dataclass
class Cell:
    """A cell of the table: its place, spans and text."""

    row: int
    column: int
    text: str
    rows: int = 1
    columns: int = 1
    head: bool = False


@dataclass
class Sheet:
    """A form as a table: ``head_rows`` at its top are its head; ``numbers`` has the number of each
    item as printed, ``keys`` its number in one way of writing, ``rows`` its row."""

    title: str
    cells: list[Cell] = field(default_factory=list)
    head_rows: int = 1
    height: int = 0
    numbers: dict[int, str] = field(default_factory=dict)
    rows: dict[int, int] = field(default_factory=dict)


def sheet_of(year: Year, look: Look) -> Sheet:
    """A form of one year as a table."""
    title = look.title.format(
        era=year.year - 2018, year=year.year, title=year.title, variant=year.variant
    )
    sheet = Sheet(title)
    _heads(sheet, look)
    row = sheet.head_rows
    before: tuple[int, int] | None = None
    count = 0
    for item in year.items:
        place = (item.section, item.part)
        new_section = before is None or before[0] != item.section
        if new_section or (look.restart == "part" and place != before):
            count = 0 if look.restart != "never" else count
        if look.section_rows and new_section:
            text = look.section_number(item.section + 1) + year.sections[item.section]
            sheet.cells.append(Cell(row, 0, text, columns=len(look.heads)))
            row += 1
        if look.section_rows and item.part >= 0 and place != before:
            sheet.cells.append(
                Cell(row, 0, f"【{year.parts[item.part]}】", columns=len(look.heads))
            )
            row += 1
        count += 1
        sheet.numbers[item.id] = look.number(Counted(item.section + 1, item.part + 1, count))
        sheet.rows[item.id] = row
        _item(sheet, look, year, item, row)
        before = place
        row += 1
    if not look.section_rows:
        _sections(sheet, look, year)
    sheet.height = row
    return sheet


def _heads(sheet: Sheet, look: Look) -> None:
    sheet.head_rows = 2 if look.over else 1
    covered = set()
    for first, columns, text in look.over:
        sheet.cells.append(Cell(0, first, text, columns=columns, head=True))
        covered |= set(range(first, first + columns))
    for at, (_, head, _) in enumerate(look.heads):
        top = 1 if at in covered else 0
        sheet.cells.append(Cell(top, at, head, rows=sheet.head_rows - top, head=True))


def _item(sheet: Sheet, look: Look, year: Year, item: Item, row: int) -> None:
    number = sheet.numbers[item.id]
    star = "★" if item.starred else ""
    if look.star_in_number:
        number = star + number
    texts = {
        "number": number,
        "words": item.words,
        "numbered": f"{number}　{item.words}" if number else item.words,
        "answer": look.choice,
        "date": look.blank_day,
        "dated": f"{look.choice}\n{look.blank_day}",
        "target": look.blank_day,
        "reference": f"{look.reference_sign}{item.reference}",
        "who": item.who,
        "star": star,
        "hearing": item.hearing,
    }
    for at, (kind, _, _) in enumerate(look.heads):
        if kind in ("section", "part"):
            continue
        text = texts.get(kind, "")
        if kind.startswith("who:"):
            text = "○" if kind.removeprefix("who:") == item.who else ""
        sheet.cells.append(Cell(row, at, text))


def _sections(sheet: Sheet, look: Look, year: Year) -> None:
    """The cells of sections and parts, each over the rows of its items."""
    kinds = [kind for kind, _, _ in look.heads]
    own_part = "part" in kinds
    for kind in ("section", "part"):
        if kind not in kinds:
            continue
        groups: list[tuple[tuple[int, int], list[int]]] = []
        for item in year.items:
            key = (item.section, item.part if kind == "part" or not own_part else -2)
            if not groups or groups[-1][0] != key:
                groups.append((key, []))
            groups[-1][1].append(sheet.rows[item.id])
        for (section, part), rows in groups:
            text = look.section_number(section + 1) + year.sections[section]
            if kind == "part":
                text = year.parts[part] if part >= 0 else "－"
            elif part >= 0:
                text += "\n" + year.parts[part]
            sheet.cells.append(Cell(rows[0], kinds.index(kind), text, rows=len(rows)))


_ROUNDS = (("answer", "確認結果", 52.0), ("date", "確認日", 58.0))
_LAND = (
    ("section", "区分", 70.0), ("number", "番号", 40.0), ("words", "チェック内容", 250.0), *_ROUNDS,
    ("target", "目標日", 58.0), *_ROUNDS, ("remark", "備考", 60.0), ("reference", "参照", 80.0),
)  # fmt: skip

LOOKS = {
    look.name: look
    for look in (
        Look("plain", _LAND, over=((3, 2, "１回目"), (6, 2, "２回目")), choice="はい・いいえ",
             blank_day="（　月　日）"),
        Look("numbered", (("section", "", 80), ("numbered", "チェック項目", 330), ("dated", "１回目", 80),
             ("target", "目標日", 70), ("dated", "２回目", 80)), over=((2, 3, "確認結果（日付）"),),
             number=lambda at: f"({at.own})", choice="はい・いいえ", blank_day="(　/　)"),
        Look("yes no", (("number", "No.", 40), ("words", "点検内容", 270), ("yes", "はい", 35),
             ("no", "いいえ", 35), ("date", "点検日", 60), ("remark", "備考", 80)),
             number=lambda at: f"{at.section}-{at.own}", section_rows=True, landscape=False,
             section_number=lambda s: f"第{s}　", reference_sign="", ending="か"),
        Look("survey", (("star", "★", 20), ("numbered", "調査項目", 230), ("answer", "適・否", 50),
             ("hearing", "聴取方法のポイント", 200)), section_rows=True, landscape=False,
             number=lambda at: circled(at.own), section_number=lambda s: f"第{s}　", choice="適・否",
             ending="。", title="令和{era}年度　{title}（{variant}）"),
        Look("kana", (("section", "大項目", 80), ("part", "中項目", 60), ("number", "項番", 45),
             ("words", "確認事項", 220), ("who", "担当", 55), ("answer", "○×", 35), ("date", "実施日", 60),
             ("target", "改善予定日", 60), ("remark", "特記事項", 70), ("reference", "根拠", 70)),
             number=lambda at: f"({_KANA[at.own - 1]})", restart="part", reference_sign="",
             section_number=lambda s: f"第{s}　", font="mincho"),
        Look("through", (("number", "通番", 35), ("words", "確認項目", 300), ("answer", "回答", 50),
             ("date", "回答日", 60), ("target", "対応期限", 60), ("reference", "関連箇所", 90)),
             number=lambda at: str(at.own), restart="never", section_rows=True, rules="level",
             section_number=lambda s: f"{s}．", choice="□はい　□いいえ", blank_day="　年　月　日",
             reference_sign="⇒", title="{title}【{variant}】　{year}年度"),
        # kept aside when the rules were made
        Look("held three", (("section", "分類", 75), ("number", "項目番号", 50), ("words", "自己点検項目", 240),
             ("yes", "○", 25), ("no", "×", 25), ("na", "該当なし", 40), ("date", "点検年月日", 60),
             ("remark", "改善内容", 100), ("reference", "参考箇所", 80)), over=((3, 3, "点検結果"),),
             number=lambda at: f"{at.section}-{max(at.part, 1)}-{at.own}", restart="part", again=True,
             section_number=lambda s: "ⅠⅡⅢⅣⅤ"[s - 1] + "　", reference_sign="→"),
        Look("held who", (("number", "№", 35), ("words", "遵守すべき事項", 230), ("who:館長", "館長", 35),
             ("who:保守係", "保守係", 40), ("who:外部の事業者", "事業者", 45), ("answer", "実施状況", 60),
             ("date", "記入日", 60), ("remark", "コメント", 70)), over=((2, 3, "対象者"),),
             number=lambda at: f"{wide(at.section)}.{wide(at.own)}", section_rows=True, landscape=False,
             section_number=lambda s: f"{wide(s)}　", choice="有・無", ending="こと。", font="mincho"),
        Look("held stops", (("numbered", "項　　目", 300), ("answer", "チェック欄", 50), ("date", "日付", 60),
             ("remark", "備　　考", 80)), number=lambda at: f"{at.own}．", section_rows=True, choice="□",
             section_number=lambda s: f"【{s}】", landscape=False, ending="。", size=9,
             title="{year}年度　{title}　{variant}", notes=("（注）太枠の中を記入する。",)),
        Look("held stars", (("number", "番号", 55), ("words", "点検事項", 260), ("answer", "判定", 45),
             ("date", "確認年月日", 60), ("target", "改善期限", 60), ("answer", "判定", 45), ("date", "確認年月日", 60),
             ("reference", "根拠規定", 90)), over=((2, 2, "第１回"), (5, 2, "第２回")), star_in_number=True,
             number=lambda at: f"第{at.section}-{circled(at.own)}", section_rows=True, reference_sign="",
             section_number=lambda s: f"第{s}　", choice="適 / 否", blank_day="　　/　　"),
        Look("held level", (("section", "領域", 80), ("number", "番", 40), ("words", "具体的な確認内容", 280),
             ("answer", "自己評価", 60), ("date", "評価日", 60), ("target", "達成予定時期", 70), ("remark", "理由", 80)),
             number=lambda at: f"{_IROHA[at.section - 1]}{at.own}", rules="level", choice="実施 ・ 未実施", font="mincho",
             section_number=lambda s: f"{_IROHA[s - 1]}　", reference_sign=""),
        # kept aside when the looks above had been seen; known since
        Look("aside inspection", (("star", "重点", 30), ("number", "番号", 35), ("words", "確認事項", 220),
             ("hearing", "確認のポイント", 150), ("yes", "適", 25), ("no", "否", 25), ("remark", "備考", 50)),
             number=lambda at: f"（{wide(at.own)}）", section_rows=True, landscape=False, ending="こと。",
             section_number=lambda s: f"第{wide(s)}　", title="{title}　（{variant}）　令和{era}年度版"),
        Look("aside halves", (("number", "項目番号", 45), ("words", "評価項目", 250), ("answer", "評価", 45), ("date", "評価日", 60),
             ("answer", "評価", 45), ("date", "評価日", 60), ("remark", "改善点", 80)),
             over=((2, 2, "上期"), (4, 2, "下期")), number=lambda at: f"{at.section}.{at.own}", section_rows=True,
             section_number=lambda s: f"{s}．", choice="○・×", blank_day="/", font="mincho", again=True),
        Look("aside open", (("number", "番号", 40), ("words", "質問事項", 280), ("answer", "回答", 70), ("date", "回答日", 60)),
             number=lambda at: f"問{at.own}", restart="never", section_rows=True, rules="none", landscape=False,
             section_number=lambda s: f"{wide(s)}　", choice="はい / いいえ", size=9),
        Look("aside roman", (("section", "大分類", 80), ("part", "小分類", 70), ("number", "No", 50), ("words", "求められる対応", 230),
             ("answer", "対応状況", 60), ("target", "対応予定時期", 60), ("remark", "特記事項", 70), ("reference", "該当ガイドライン", 80)),
             number=lambda at: f"{'ⅠⅡⅢⅣⅤⅥ'[at.section - 1]}-{at.own}", section_number=lambda s: f"{'ⅠⅡⅢⅣⅤⅥ'[s - 1]}．",
             choice="実施済・未実施・対象外", reference_sign="", title="{title}（令和{era}年度・{variant}）"),
        # kept aside: no rule was made when they were known
        Look("unseen audit", (("number", "項", 30), ("words", "監査項目", 240), ("reference", "根拠法令", 90), ("yes", "適合", 35),
             ("no", "不適合", 40), ("na", "非該当", 40), ("remark", "指摘事項", 60)), over=((3, 3, "監査結果"),),
             number=lambda at: f"({at.own})", section_rows=True, section_number=lambda s: f"第{kanji(s)}　",
             reference_sign="", ending="。", title="{year}年度{title}〔{variant}〕"),
        Look("unseen vendor", (("section", "カテゴリ", 70), ("numbered", "確認する内容", 260), ("answer", "実施の有無", 50),
             ("date", "確認した日", 55), ("target", "完了予定日", 55), ("who", "担当部署", 50), ("remark", "補足", 70)),
             number=lambda at: f"{at.section}-({at.own})", section_number=lambda s: f"{s}　", choice="有　・　無",
             again=True, font="mincho", blank_day="　月　日"),
        Look("unseen plain open", (("numbered", "点検項目", 330), ("answer", "結果", 50), ("remark", "備考", 90)),
             number=lambda at: f"{at.own})", section_rows=True, rules="none", landscape=False,
             section_number=lambda s: f"{kanji(s)}　", choice="○・×", size=9.5, restart="section"),
    )
}  # fmt: skip
HELD = tuple(name for name in LOOKS if name.startswith("unseen"))
"""Looks that no rule has met. Those that begin with *held* or *aside* were such, and are known now."""
