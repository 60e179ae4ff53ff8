"""Looks put together by chance: each number draws the columns and their order, the words over them,
how sections, numbers and answers are printed, and what stands among the items. No two are alike,
so that none can be learned by heart."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from tools.checklist_forms.forms import Item, Year
from tools.checklist_forms.look import circled, kanji, wide
from tools.checklist_forms.strange.blocks import (
    Blank,
    Look,
    Paper,
    Table,
    Truth,
    groups,
)
from tools.checklist_forms.strange.open_looks import KANA, titled

_HEADS: dict[str, tuple[str, ...]] = {
    "section": (
        "区分", "大項目", "分類", "領域", "対策の柱", "カテゴリ", "テーマ", "分野", "体系", "章",
    ),
    "part": ("中項目", "対象", "小分類", "細目", "場面", "対策群", "節"),
    "number": ("番号", "No.", "№", "項番", "設問", "ID", "項目番号", "通番", "＃", "整理番号"),
    "words": (
        "点検項目", "確認内容", "チェック項目", "取り組むべきこと", "要求事項", "質問",
        "点検のポイント",
        "対策の内容", "求められる水準", "自己点検の観点", "着目点", "遵守事項", "具体的な取組",
        "設問文",
        "実施すべき事柄", "評価の視点",
    ),
    "answer": (
        "結果", "回答", "判定", "評価", "チェック", "適否", "実施状況", "対応状況", "自己評価",
        "達成度",
        "できていますか", "回答欄", "点検結果", "現状", "確認", "○×",
    ),
    "day": ("確認日", "実施日", "点検年月日", "日付", "いつ確認したか", "確認した日"),
    "goal": ("目標日", "改善期限", "対応予定", "実施予定時期", "いつまでに", "完了予定日"),
    "remark": (
        "備考", "特記事項", "コメント", "摘要", "補足", "不備の内容", "気づいたこと",
        "具体的な内容",
    ),
    "reference": (
        "根拠", "参照箇所", "関連規程", "ガイドラインの該当箇所", "出典", "根拠条文", "参考",
    ),
    "hearing": ("確認方法", "判断の目安", "確認のしかた", "評価の基準", "解説", "見るところ"),
    "level": ("レベル", "重要度", "必須／任意", "優先度", "頻度"),
    "person": ("担当", "記入者", "確認者", "部署", "担当部門"),
}  # fmt: skip
_WIDTHS = {
    "section": 60, "part": 56, "number": 40, "words": 230, "answer": 52, "day": 56, "goal": 60,
    "remark": 80, "reference": 80, "hearing": 120, "level": 36, "person": 50,
}  # fmt: skip
_NUMBERS = (
    "{n}-{k}", "{n}.{m}.{k}", "({k})", "{circled}", "{count}", "{n}-{m}-{circled}", "{kana}",
    "Q{count}", "{wide}－{wide_k}", "A-{count:02}", "問{count}", "{k})",
)  # fmt: skip
_SECTIONS = (
    "{wide}　{title}", "【{title}】", "{kanji}　{title}", "第{n}　{title}", "■ {title}",
    "{n}. {title}", "＜{title}＞", "Ⅱ－{n}　{title}", "（{n}）{title}", "{title}",
)  # fmt: skip
_PRINTED = (
    "", "", "□", "はい・いいえ", "適・否", "□はい\n□いいえ", "□適　□否", "○・△・×",
    "有 ・ 無",
    "はい　いいえ　対象外", "A・B・C", "済／未", "1. はい\n2. いいえ", "□", "いる ・ いない",
)  # fmt: skip
_COLUMNS = (
    ("はい", "いいえ"), ("○", "×"), ("適", "否"), ("はい", "いいえ", "該当なし"),
    ("できている", "一部", "できていない"), ("A", "B", "C"), ("実施", "未実施"),
    ("5", "4", "3", "2", "1"), ("良", "不良"), ("有", "無", "対象外"),
)  # fmt: skip
_NAMES = (
    "施設名：　　　　　　　　記入日：　　年　　月　　日", "医療機関名（　　　　　　　　　）",
    "点検責任者　　　　　　　　　印", "記入者：", "",
)  # fmt: skip
_TELL = (
    "該当するものに○を付けてください。", "各項目を確かめ、結果を記入してください。",
    "以下は毎年度の初めに行う点検である。前回の結果と見比べること。", "",
)  # fmt: skip
_NOTES = ("※ 写しを施設に保管すること。", "（注）前年度の記録でもよい。", "＊ 電子でもよい。")


@dataclass(frozen=True)
class _Plan:
    """What chance drew."""

    kinds: Sequence[str]
    heads: dict[str, str]
    number: str
    section: str
    sections: str
    printed: str
    choices: Sequence[str]
    rounds: int
    head: str
    notes: bool
    names: str
    tells: str
    above: bool
    glued: bool
    again: bool
    rules: str


def _planned(chance: random.Random) -> _Plan:
    sections = chance.choice(("bars", "bars", "column", "over"))
    parts = chance.random() < 0.35
    kinds = ["number", "words"]
    if chance.random() < 0.12:
        kinds.reverse()
    glued = chance.random() < 0.15
    if glued:
        kinds = ["words"]
    answers = chance.choice(("one", "one", "columns"))
    own = ["answer"] if answers == "one" else ["choices"]
    if chance.random() < 0.4:
        own.insert(chance.randrange(2), "day")
    kinds = own + kinds if chance.random() < 0.18 else kinds + own
    for kind, share in (
        ("reference", 0.3), ("remark", 0.6), ("goal", 0.2), ("hearing", 0.2), ("level", 0.15),
        ("person", 0.2),
    ):  # fmt: skip
        if chance.random() < share:
            first = kinds.index("words") + 1 if kind == "hearing" else 0
            at = (
                len(kinds)
                if kind in ("remark", "goal")
                else chance.randrange(first, len(kinds) + 1)
            )
            if kind == "hearing":
                at = first
            kinds.insert(at, kind)
    if parts and sections != "over":
        kinds.insert(0, "part")
    if sections == "column":
        kinds.insert(0, "section")
    return _Plan(
        kinds=kinds,
        heads={kind: chance.choice(words) for kind, words in _HEADS.items()},
        number=chance.choice(_NUMBERS),
        section=chance.choice(_SECTIONS),
        sections=sections,
        printed=chance.choice(_PRINTED),
        choices=chance.choice(_COLUMNS),
        rounds=2 if chance.random() < 0.2 else 1,
        head=chance.choice(("once", "once", "once", "none")),
        notes=chance.random() < 0.25,
        names=chance.choice(_NAMES),
        tells=chance.choice(_TELL),
        above=chance.random() < 0.5,
        glued=glued,
        again=chance.random() < 0.8,
        rules="all" if chance.random() < 0.9 else "level",
    )


class _Composer:
    """Makes the paper of a plan."""

    def __init__(self, plan: _Plan, year: Year) -> None:
        self.plan, self.year = plan, year
        self.paper = titled(year)
        self.count = 0

    def paper_of(self) -> Paper:
        plan = self.plan
        for text in (plan.names, plan.tells) if plan.above else (plan.tells, plan.names):
            if text:
                self.paper.say(text)
        table: Table | None = None
        for n, title, parts in groups(self.year):
            said = plan.section.format(n=n, wide=wide(n), kanji=kanji(n), title=title)
            if plan.sections == "over":
                self.paper.say(said, above=10)
            if table is None or plan.sections == "over":
                table = self._table()
            self._section(table, n, title, said, parts)
        return self.paper

    def _columns(self) -> list[tuple[str, int, str]]:
        """The kind, the round and the head of each column."""
        found: list[tuple[str, int, str]] = []
        for kind in self.plan.kinds:
            if kind == "choices":
                found += [("choice", 0, head) for head in self.plan.choices]
            else:
                found.append((kind, 0, self.plan.heads[kind]))
        if self.plan.rounds == 2:
            own = [c for c in found if c[0] in ("answer", "choice", "day")]
            at = found.index(own[0])
            rest = [c for c in found if c not in own]
            both = [(kind, turn, head) for turn in (1, 2) for kind, _, head in own]
            return rest[:at] + both + rest[at:]
        return found

    def _table(self) -> Table:
        plan = self.plan
        columns = self._columns()
        deep = 2 if plan.rounds == 2 or (plan.choices and "choices" in plan.kinds) else 1
        widths = [_WIDTHS.get(kind, 34) for kind, _, _ in columns]
        if plan.head == "none":
            deep = 0
        table = self.paper.table(Table(widths, head=deep, again=plan.again, rules=plan.rules))
        if plan.head == "none":
            return table
        if deep == 1:
            table.row(*(head for _, _, head in columns))
            return table
        over: list[str | tuple[str, int] | None] = []
        below: list[str | None] = []
        at = 0
        while at < len(columns):
            kind, turn, head = columns[at]
            wide_ = 1
            while (
                kind in ("answer", "choice", "day")
                and at + wide_ < len(columns)
                and columns[at + wide_][0] in ("answer", "choice", "day")
                and columns[at + wide_][1] == turn
            ):
                wide_ += 1
            if kind in ("answer", "choice", "day") and (wide_ > 1 or turn):
                name = f"{wide(turn)}回目" if turn else plan.heads["answer"]
                over.append((name, wide_))
                below += [head for _, _, head in columns[at : at + wide_]]
            else:
                over.append(None)
                below.append(None)
            at += wide_
        table.row(*over)
        table.row(*below)
        for place, ((_, _, head), text) in enumerate(zip(columns, below, strict=True)):
            if text is None:
                table.down(0, place, head)
        return table

    def _section(
        self, table: Table, n: int, title: str, said: str, parts: Sequence[tuple[str, list[Item]]]
    ) -> None:
        plan = self.plan
        columns = self._columns()
        kinds = [kind for kind, _, _ in columns]
        if plan.sections == "bars":
            table.row((said, len(columns)))
        start = table.height
        k = 0
        for m, (part, items) in enumerate(parts, 1):
            below = table.height
            if part and "part" not in kinds:
                self._bar(table, kinds, f"（{part}）")
            for item in items:
                k += 1
                self.count += 1
                self._item(table, columns, (n, m, k), item, title, part)
                if plan.notes and self.count % 4 == 1:
                    self._bar(table, kinds, _NOTES[self.count % 3])
            if "part" in kinds:
                table.down(below, kinds.index("part"), part)
        if "section" in kinds:
            table.down(start, kinds.index("section"), title)

    def _bar(self, table: Table, kinds: Sequence[str], text: str) -> None:
        beside = sum(kind in ("section", "part") for kind in kinds)
        table.row(*[None] * beside, (text, len(kinds) - beside))

    def _item(
        self, table: Table, columns: Sequence[tuple[str, int, str]], place: tuple[int, int, int],
        item: Item, title: str, part: str,
    ) -> None:  # fmt: skip
        plan = self.plan
        n, m, k = place
        number = plan.number.format(
            n=n, m=m, k=k, count=self.count, circled=circled(k), kana=KANA[k - 1], wide=wide(n),
            wide_k=wide(k),
        )  # fmt: skip
        texts: list[str | None] = []
        for kind, _, _ in columns:
            if kind in ("section", "part"):
                texts.append(None)
            elif kind == "number":
                texts.append(number)
            elif kind == "words":
                texts.append(f"{number}　{item.words}" if plan.glued else item.words)
            elif kind == "answer":
                texts.append(Blank(plan.printed) if not plan.printed else plan.printed)
            elif kind == "choice":
                texts.append("□" if len(plan.choices) == 2 and plan.above else "")
            elif kind == "reference":
                texts.append(item.reference)
            elif kind == "hearing":
                texts.append(item.hearing)
            elif kind == "level":
                texts.append("必須" if item.starred else "任意")
            else:
                texts.append("")
        table.row(*texts)
        kinds = [kind for kind, _, _ in columns]
        self.paper.truth.append(
            Truth(
                number, item.words, title, part,
                reference=item.reference if "reference" in kinds else "",
                hearing=item.hearing if "hearing" in kinds else "",
            )
        )  # fmt: skip


def composed(number: int) -> Look:
    """The look of a number."""
    chance = random.Random(f"composed {number}")
    plan = _planned(chance)
    ending = chance.choice(("か。", "。", "こと。"))
    landscape = len(plan.kinds) > 7 or plan.rounds == 2
    return Look(
        f"composed {number}",
        lambda year: _Composer(plan, year).paper_of(),
        ending=ending,
        landscape=landscape,
        size=chance.choice((9.0, 9.0, 10.0)),
        font=chance.choice(("gothic", "mincho")),
        lists=chance.random() < 0.3,
    )


OPEN_NUMBERS, HELD_NUMBERS = range(40), range(100, 140)
"""The numbers that are known where rules are made, and those kept aside."""
COMPOSED = tuple(composed(number) for number in (*OPEN_NUMBERS, *HELD_NUMBERS))
