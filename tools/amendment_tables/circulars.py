"""Comparisons of old and new text as circulars and by-laws set them, printed by Chromium.

Set up from pictures of printed comparisons before it was seen how they are read. Each look is put
together by chance: paper, direction of writing, columns (with remarks, names of chapters, pages,
or the numbers of places in columns of their own), heads of several lines, rules, marks, numbers,
what one row of the table holds, words before, between and behind the tables, notes, and tables in
cells. Looks of even numbers (:data:`CIRCULARS`) draw from every second value of what is listed
here; those of odd numbers (:data:`CIRCULARS_ASIDE`) from all of them, and are only counted.
"""

from __future__ import annotations

import html
import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, TypeVar

from shiryokan.japanese.numerals import in_kanji
from tools.amendment_tables.amendments import Kind, Node, Table, Words
from tools.amendment_tables.hands import (
    Labels,
    Look,
    Paper,
    Scheme,
    Side,
    Wording,
    count_anew,
    look_named,
)
from tools.hands import print_page

T = TypeVar("T")
CIRCULARS = tuple(f"circular {number}" for number in range(2, 122, 2))
CIRCULARS_ASIDE = tuple(f"circular {number}" for number in range(1, 121, 2))

CELL, ROW = "\x1f", "\x1e"
"""What ends a cell and a row of a table that stands within a text."""

_WIDE = {ord(c): ord(c) + 0xFEE0 for c in "0123456789"}


def _wide(number: int) -> str:
    return str(number).translate(_WIDE)


def _from(signs: str) -> Labels:
    return lambda n: signs[n - 1]


def _within(form: str, label: Labels) -> Labels:
    return lambda n: form.format(label(n))


_KANA = _from("アイウエオカキクケコサシスセソタチツテト")
_IROHA = _from("イロハニホヘトチリヌルヲワカヨタレソツネ")
_SMALL = _from("abcdefghijklmnopqrst")
_RINGED = _from("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
_ROUND = _from("⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇")
_LEVEL: tuple[tuple[bool, Scheme], ...] = (
    (False, (_within("第{}", _wide), _wide, _within("({})", str), _KANA,
             _within("({})", _KANA))),
    (True, (_within("第{}章", _wide), _within("第{}条", _wide), _wide, _within("({})", str),
            _KANA)),
    (False, (_within("第{}", in_kanji), in_kanji, _within("（{}）", in_kanji), _wide,
             _within("（{}）", _wide))),
    (True, (_within("第{}章", in_kanji), _within("第{}条", in_kanji), _wide, in_kanji, _IROHA)),
    (False, (_within("第{}", in_kanji), in_kanji, _wide, _within("（{}）", _wide), _IROHA)),
    (True, (_within("第{}節", str), _within("第{}条", str), str, _ROUND, _RINGED)),
    (False, (_from("ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ"), _within("第{}", _wide), _wide, _within("（{}）", _wide),
             _RINGED)),
    (False, (_within("第{}", str), _within("{}．", str), _within("（{}）", str), _RINGED,
             _within("{})", _SMALL))),
    (False, (_within("{}.", _from("ABCDEFGHIJ")), _within("{}.", str), _within("({})", str),
             _within("({})", _SMALL), _RINGED)),
    (False, (_within("第{}章", str), _within("第{}", str), _ROUND, _RINGED, _KANA)),
)  # fmt: skip
"""Whether the places are those of a law, and their numbers from chapters down."""
_UPRIGHT: tuple[tuple[bool, Scheme], ...] = (
    (True, (_within("第{}章", in_kanji), _within("第{}条", in_kanji), _wide, in_kanji, _IROHA)),
    (False, (_within("第{}", in_kanji), in_kanji, _wide, _within("（{}）", _wide), _IROHA)),
    (False, (_within("第{}", in_kanji), in_kanji, _within("（{}）", in_kanji), _wide, _IROHA)),
    (True, (_within("第{}節", in_kanji), _within("第{}条", in_kanji), in_kanji, _RINGED, _KANA)),
)
_FONTS = (
    "IPAexMincho", "BIZ UDMincho", "IPAexGothic", "Ume Mincho S3", "BIZ UDPMincho",
    "Ume P Gothic", "Ume P Mincho", "BIZ UDPGothic", "IPAPMincho", "VL Gothic",
)  # fmt: skip
_EVEN_FONTS = ("IPAexMincho", "BIZ UDMincho", "BIZ UDGothic", "Ume Mincho", "IPAGothic")
_PAGES = (
    (210, 297), (297, 210), (210, 297), (420, 297), (297, 210), (364, 257), (257, 182),
    (297, 420),
)  # fmt: skip
_HEADS: tuple[tuple[str, str], ...] = (
    ("改正後", "改正前"),
    ("改　正　後", "現　　　行"),
    ("新", "旧"),
    ("改正後<br>（令和９年４月１日から）", "改正前<br>（令和９年３月31日まで）"),
    ("改　正　案", "現　　　行"),
    ("新（改正後）", "旧（現行）"),
    ("改正後の規程", "改正前の規程"),
    ("新<br>（改正案）", "旧<br>（現行）"),
    ("改 正 後", "改 正 前"),
    ("改正後（新）", "改正前（旧）"),
    ("変更後", "変更前"),
    ("改　　正　　後", "改　　正　　前"),
    ("新　規　程", "旧　規　程"),
    ("改正案", "現行"),
    ("見直し後", "見直し前"),
    ("改正後<br>欄", "改正前<br>欄"),
    ("改定後", "改定前"),
)
_REMARKS = ("備考", "備　　考", "改正の理由", "改正理由", "説明", "趣旨")
_ITEMS = ("項目", "区　分", "章", "項　目")
_PAGED = ("頁", "ページ", "該当頁", "頁")
_SAYINGS: tuple[tuple[str, str, str], ...] = (
    ("（新設）", "（削る）", "（略）"),
    ("［新設］", "［削る］", "［略］"),
    ("(新設)", "(削除)", "(略)"),
    ("（追加）", "（削除）", "（省略）"),
    ("（新規）", "（削る。）", "（　略　）"),
    ("〔新設〕", "〔削除〕", "〔略〕"),
    ("（規定なし）", "（削除）", "（略）"),
    ("（新　設）", "（削　る）", "（略）"),
    ("新設", "削除", "略"),
)
_SAME = ("", "", "（同左）", "（同右）", "（略）", "（同上）")
_BETWEEN: tuple[Callable[[str, str], str], ...] = (
    lambda a, b: f"{a}～{b}", lambda a, b: f"{a}・{b}", lambda a, b: f"{a}から{b}まで",
    lambda a, b: f"{a}及び{b}", lambda a, b: f"{a}－{b}",
)  # fmt: skip
_LINES = (
    "text-decoration:underline",
    "text-decoration:underline wavy",
    "text-decoration:underline double",
    "border-block-end:.6pt solid #000",
    "text-decoration:underline;text-decoration-thickness:1.2pt",
    "background:linear-gradient(#000,#000) 0 100%/100% .5pt no-repeat",
    "text-decoration:underline dotted",
    "text-decoration:underline;text-underline-offset:.2em",
    "text-decoration:underline;font-weight:bold",
    "text-decoration:underline #c00;color:#c00",
)
_GROUNDS = ("font-weight:bold", "color:#d00000", "background:#ddd", "color:#0030c0",
            "background:#ffffa0")  # fmt: skip
_RULES = {
    "all": "td,th{border:.5pt solid #000}",
    "columns": "table{border:.75pt solid #000}th{border:.5pt solid #000}"
    "td+td{border-inline-start:.5pt solid #000}",
    "double": "td,th{border:2.5pt double #000}",
    "middle": "th{border-block-end:.5pt solid #000}.second{border-inline-start:.5pt solid #000}",
    "dotted": "table,th{border:1pt solid #000}td{border:.5pt dotted #000;"
    "border-inline-style:solid}",
    "frame": "table{border:1pt solid #000}th{border-block-end:.5pt solid #000}",
    "thick": "table{border:1.5pt solid #000}td,th{border:.4pt solid #444}th{background:#e4e4e4}",
    "middle only": ".second{border-inline-start:.5pt solid #000}",
    "double middle": "table{border:.5pt solid #000}th{border-block-end:.5pt solid #000}"
    ".second{border-inline-start:2.5pt double #000}",
    "levels": "td,th{border-block:.5pt solid #000}",
    "open sides": "td,th{border:.5pt solid #000}tr>:first-child{border-inline-start:none}"
    "tr>:last-child{border-inline-end:none}",
    "none": "",
}
_OPEN_RULES = ("all", "columns", "all", "middle", "dotted", "double middle", "all", "frame",
               "columns", "levels", "open sides", "double")  # fmt: skip
_ALL_RULES = (*_OPEN_RULES, "thick", "middle only", "none", "thick")
_RUNNING = (
    "",
    "別紙１",
    "",
    "新旧対照表",
    "参考２",
    "【溶け込み版】",
    "令和９年２月３日　第４回部会",
)
_FEET = ("{}", "- {} -", "", "{}／{}", "（{}）", "－　{}　－", "別紙－{}", "{} 頁")
_BEFORE = (
    "　標記について、別紙のとおり改正し、令和九年四月一日から適用することとしたので、遺漏のないよう"
    "取り計らわれたい。",
    "　苔庭及び氷室に関する諸規程の一部を次の表のように改正する。",
    "　次の表により、改正前欄に掲げる規定の傍線を付した部分をこれに対応する改正後欄に掲げる規定の"
    "傍線を付した部分のように改める。",
    "（下線部分が改正箇所である。）",
    "（傍線の部分は改正部分）",
    "※　下線は変更箇所",
)
_AFTER = (
    "　　　附　則",
    "　この規程は、令和九年四月一日から施行する。",
    "（注）　下線の部分が改正された箇所である。",
    "注１　表中の略とした部分は、改正前のとおりである。",
    "※　字句の整理のみを行ったものは記載していない。",
)
_CLOSING = "備考　表中の［　］の記載は注記である。"
_LAWS: tuple[Callable[[str, str], str], ...] = (
    lambda t, n: f"○　{t}（平成三十年規程第四号）（第{n}条関係）",
    lambda t, _: f"◎{t}（令和二年告示第七号）",
    lambda t, _: f"{t}新旧対照表",
    lambda t, n: f"別紙{n}　{t}の一部改正",
    lambda t, n: f"（{n}）{t}",
)
_TITLES = ("苔庭の保存に関する規程", "氷室管理要綱", "鐘楼の撞き手に関する規則", "風見台取扱要領",
           "水車小屋の使用に関する基準", "藍甕の貸与等実施要領")  # fmt: skip
_CHAPTERS = (
    "通則",
    "申込みの受付",
    "使用の条件",
    "検査及び記録",
    "補則",
    "費用の負担",
    "事故の報告",
)
HEADINGS = ("趣旨", "用語の意義", "申込み", "使用の期間", "検査", "記録の備付け", "庭守の配置",
            "事故の報告", "費用", "細則")  # fmt: skip
_SENTENCES = (
    "苔庭を使用しようとする者は、{}前までに、{}に申込書を提出しなければならない。",
    "{}は、前項の申込みを受けたときは、{}以内に可否を決し、その旨を申込者に知らせるものとする。",
    "氷室の温度は、{}ごとに測定し、{}が記録すること。",
    "この要綱において「撞き手」とは、{}の研修を修了し、{}に登録された者をいう。",
    "水車の停止は、{}の指示による。ただし、増水のおそれがあるときは、{}の判断によることができる。",
    "鐘を撞く回数は、一日につき{}を超えないものとし、第三条第二項の規定による場合は{}とする。",
    "庭守（{}の経験を有する者に限る。以下同じ。）は、{}に置く。",
    "藍甕の貸与に要する費用は、{}の負担とし、その額は別表第二に掲げる額に{}を加えた額とする。",
    "前二項に定めるもののほか、{}に関し必要な事項は、{}が定める。",
    "風見台に掲げる旗は、{}において交換し、使用済みのものは{}に返納する。",
    "次のいずれかに該当する場合には、{}の承認を得て、{}の使用を中止させることができる。",
)
_SLOTS = ("十日", "二十日", "三箇月", "一年", "庭園課", "保存会", "管理者", "町長", "支所", "初級",
          "上級", "東の門", "南の門", "三回", "十二回", "世話人", "市民協働課長",
          "使用者", "申込者", "１５日", "２箇月")  # fmt: skip
_INSERTED = ("、書面又は電子メールにより", "（代理人を含む。）", "、あらかじめ",
             "その他これに準ずる者", "、町長の定めるところにより")  # fmt: skip
_ENTRIES = ("{}に在住する者", "{}を経由して提出されたもの", "過去{}以内に返納を怠った者",
            "その他{}が適当と認めるもの", "{}の許可証の写し",
            "前各号に掲げるもののほか、{}が指定する場所")  # fmt: skip
_REASONS = ("運用の実態に合わせるため", "字句の整理", "規定の追加", "規定の削除",
            "窓口の変更に伴う改正", "他の規程との整合")  # fmt: skip
_INNER = (("区分", "料金"), ("大人", "二百円"), ("小人", "百円"), ("団体", "百五十円"))

Columns = Literal["two", "remark", "item", "page", "split"]
Rows = Literal["place", "article", "chapter", "all"]


@dataclass(frozen=True)
class Sheet:
    """How the tables of a look are made; measures in mm, points or characters."""

    paper: tuple[int, int]
    margin: int
    font: str
    size: float
    leading: float
    columns: Columns
    head: str
    rules: str
    mark: str
    law: bool
    """Whether places are numbered as those of a law, whose first paragraph has no number."""
    chapters: bool
    over: str
    repeated: bool
    middle: bool
    unbroken: bool
    justified: bool
    narrow: float
    """How much of a line the first side has of both."""
    typed: bool
    airy: bool
    bands: bool
    gaps: bool
    """Whether words say that something is left out wherever numbers are skipped."""
    inner: bool
    closing: bool
    apart: bool
    """Whether each table begins a page."""
    running: str
    running_at: str
    foot: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    bold_heads: bool


def circular_look(name: str) -> Look:
    """What a look says and how it counts."""
    return _drawn(name)[0]


def circular_sheet(name: str) -> Sheet:
    """How the tables of a look are made."""
    return _drawn(name)[1]


def _drawn(name: str) -> tuple[Look, Sheet]:
    number = int(name.removeprefix("circular "))
    chance = random.Random(f"a circular, {number}")
    every = 1 if number % 2 else 2

    def one(values: Sequence[T]) -> T:
        return chance.choice(values[::every])

    def often(share: float) -> bool:
        return chance.random() < share

    upright = often(0.25)
    law, scheme = one(_UPRIGHT if upright else _LEVEL)
    newly, removed, left_out = one(_SAYINGS)
    lined = often(0.75)
    columns: Columns = chance.choices(
        ("two", "remark", "item", "page", "split"), (50, 20, 12, 8, 0 if upright else 10)
    )[0]
    rows: Rows = chance.choices(("place", "article", "chapter", "all"), (45, 30, 12, 13))[0]
    if columns in ("page", "split") or (columns == "remark" and rows == "all"):
        rows = "place"
    headed = law and often(0.6)
    remark = {"remark": _REMARKS, "item": _ITEMS, "page": _PAGED}.get(columns, ("",))
    paper = one(_PAGES)
    if upright and paper[0] < paper[1] and often(0.7):
        paper = (paper[1], paper[0])
    look = replace(
        look_named("hand 3"), name=name, upright=upright, scheme=scheme, heads=one(_HEADS),
        first="new" if often(0.7) else "old", rows=rows, remark="", newly=newly, removed=removed,
        left_out=left_out, same=one(_SAME), between=one(_BETWEEN),
        gap=chance.choice(("　", "　", " ", "　　")), step=chance.choice((0, 1, 1, 0.5, 2)),
        hang=chance.choice((0, 1, 1, 1.5, 2)), headed=headed, mark="line" if lined else "red",
        marked_words=often(0.25), renumbered=often(0.25), several=often(0.35), law=one(_LAWS),
        merged=False, blank=False, typed=False,
    )  # fmt: skip
    chapters = columns == "item" or often(0.6)
    return look, Sheet(
        paper=paper, margin=chance.choice((15, 20, 25)),
        font=one(_EVEN_FONTS if upright else _FONTS), size=chance.choice((8.5, 9, 10, 10.5, 12)),
        leading=chance.choice((1.25, 1.4, 1.6, 1.8)) + (0.2 if upright else 0), columns=columns,
        head=one(remark), rules=one(_ALL_RULES if every == 1 else _OPEN_RULES),
        mark=one(_LINES if lined else _GROUNDS), law=law, chapters=chapters,
        over=one(("", "title", "", "both", "note", "law")), repeated=often(0.6),
        middle=rows == "place" and often(0.2), unbroken=rows == "place" and often(0.3),
        justified=often(0.5), narrow=chance.choice((0.5, 0.5, 0.5, 0.45, 0.56)), typed=often(0.25),
        airy=often(0.25), bands=chapters and columns == "two" and often(0.25),
        gaps=often(0.3), inner=not upright and often(0.12), closing=often(0.15),
        apart=often(0.5), running=one(_RUNNING),
        running_at=chance.choice(("top-right", "top-left", "top-center")), foot=one(_FEET),
        before=tuple(chance.sample(_BEFORE[::every], chance.choice((0, 1, 1, 2)))),
        after=tuple(chance.sample(_AFTER[::every], chance.choice((0, 0, 1, 2)))),
        bold_heads=often(0.3),
    )  # fmt: skip


class _Author:
    """Writes what the papers of a seed say."""

    def __init__(self, seed: int, sheet: Sheet, look: Look) -> None:
        self.chance = random.Random(f"{look.name} says {seed}")
        self.sheet, self.look = sheet, look

    def table(self) -> Table:
        """A comparison."""
        chance, sheet = self.chance, self.sheet
        nodes: list[Node] = []
        at = 0
        for number in sorted(chance.sample(range(1, 8), chance.randint(2, 3))):
            chapter = Node(0, number, "same", heading=chance.choice(_CHAPTERS))
            if not sheet.law:
                at = 0
            for _ in range(chance.randint(2, 6)):
                at += chance.choice((1, 1, 1, 2, 3))
                chapter.children.append(self._article(at))
            nodes.append(chapter)
        if not sheet.chapters:
            # without chapters nothing would tell places of the same number apart
            nodes = [n for chapter in nodes for n in chapter.children]
            last = 0
            for node in nodes:
                last = node.number = max(node.number, last + 1)
        return Table(f"{chance.choice(_TITLES)}の一部を改正する規程　新旧対照表", nodes)

    def _article(self, number: int) -> Node:
        chance = self.chance
        heading = chance.choice(HEADINGS)
        if not self.sheet.law and chance.random() < 0.5:
            words = [(heading, False)]
            node = Node(1, number, "same", words, words)
            node.children = self._below(2, 1)
            return node
        node = self._place(1, number)
        node.heading = heading
        if node.kind in ("same", "changed") and chance.random() < 0.7:
            node.children = self._below(2, 2 if self.sheet.law else 1)
        return node

    def _below(self, level: int, first: int) -> list[Node]:
        chance = self.chance
        found: list[Node] = []
        at = first
        for _ in range(chance.choice((1, 2, 3, 4)) + (level > 2)):
            node = self._place(level, at)
            if node.kind == "left out" and chance.random() < 0.4:
                node.last = at = at + chance.randint(1, 3)
            share = {2: 0.35, 3: 0.2}.get(level, 0.0)
            if node.kind in ("same", "changed") and chance.random() < share:
                node.children = self._below(level + 1, 1)
            found.append(node)
            at += 1
        return found

    def _place(self, level: int, number: int) -> Node:
        chance = self.chance
        kinds: tuple[Kind, ...] = ("same", "left out", "changed", "added", "deleted")
        kind = chance.choices(kinds, (2, 3, 5, 1.5, 1.3))[0]
        node = Node(level, number, kind)
        old, new = self._changed(level)
        if kind == "same":
            node.old = node.new = [("".join(text for text, _ in old), False)]
        elif kind == "changed":
            node.old, node.new = old, new
        elif kind == "added":
            node.new = [("".join(text for text, _ in new), True)]
        elif kind == "deleted":
            node.old = [("".join(text for text, _ in old), True)]
        if kind in ("changed", "added", "deleted"):
            node.remark = chance.choice(_REASONS)
        if kind == "changed" and self.sheet.inner and level == 1 and chance.random() < 0.3:
            inside = ROW + "".join("".join(c + CELL for c in row) + ROW for row in _INNER)
            node.old, node.new = [*node.old, (inside, False)], [*node.new, (inside, False)]
        return node

    def _said(self, level: int) -> tuple[list[str], list[str]]:
        """The words round the slots, and what stands in these."""
        says = self.chance.choice(_SENTENCES if level <= 2 else _ENTRIES)
        around = says.split("{}")
        return around, self.chance.sample(_SLOTS, len(around) - 1)

    def _sentence(self, level: int) -> str:
        around, slots = self._said(level)
        return "".join(a + b for a, b in zip(around, [*slots, ""], strict=True))

    def _changed(self, level: int) -> tuple[Words, Words]:
        chance = self.chance
        around, slots = self._said(level)
        roll = chance.random()
        if roll < 0.1:
            one, other = self._sentence(level), self._sentence(level)
            if one != other:
                return [(one, True)], [(other, True)]
        if level <= 2 and roll < 0.4:
            plain = "".join(a + b for a, b in zip(around, [*slots, ""], strict=True))
            more = chance.choice(_INSERTED) if roll < 0.3 else self._sentence(level)
            at = plain.index("、") if roll < 0.3 else len(plain)
            short: Words = [(plain, False)]
            long: Words = [(plain[:at], False), (more, True), (plain[at:], False)]
            long = [w for w in long if w[0]]
            return (short, long) if chance.random() < 0.65 else (long, short)
        others = [chance.choice([s for s in _SLOTS if s not in slots]) for _ in slots]
        if len(slots) > 1 and chance.random() < 0.6:
            others[0] = slots[0]
        sides: list[Words] = []
        for each in (slots, others):
            words: Words = []
            for at, text in enumerate(around):
                words.append((text, False))
                if at < len(each):
                    words.append((each[at], slots[at] != others[at]))
            sides.append([w for w in words if w[0]])
        return sides[0], sides[1]


def circular(seed: int, look: Look) -> Paper:
    """What a paper of a seed says."""
    sheet = circular_sheet(look.name)
    made = Paper([_Author(seed, sheet, look).table()])
    if look.several:
        made.tables.append(_Author(seed + 10_000, sheet, look).table())
        made.laws = [
            look.law(table.title.split("の一部")[0], in_kanji(at))
            for at, table in enumerate(made.tables, 1)
        ]
    if look.renumbered:
        for table in made.tables:
            if sheet.chapters and not sheet.law:
                for chapter in table.nodes:
                    count_anew(made, chapter.children)
            else:
                chapters = [n for n in table.nodes if n.level == 0]
                count_anew(made, [n for c in chapters for n in c.children] or table.nodes)
            for node, _ in table.walk():
                if node.level:
                    count_anew(made, node.children)
    return made


def typeset_circular(paper: Paper, look: Look, path: Path) -> None:
    """Print a paper as a PDF. Raises as :func:`tools.hands.print_page`."""
    print_page("".join(_document(paper, look, circular_sheet(look.name))), path)


def _document(paper: Paper, look: Look, sheet: Sheet) -> Iterator[str]:
    yield '<!doctype html><html lang="ja"><head><meta charset="utf-8">'
    yield f"<style>{_style(look, sheet)}</style></head><body>"
    yield from (f"<p class='said'>{text}</p>" for text in sheet.before)
    for at, table in enumerate(paper.tables):
        title = table.title
        if at == 0 and sheet.over != "title":
            yield f'<p class="title">{title}</p>'
        if paper.laws:
            yield f'<p class="law{" page" if at and sheet.apart else ""}">{paper.laws[at]}</p>'
        yield from _Printed(table, Wording(paper, look), look, sheet).parts(title if not at else "")
    yield from (f"<p class='said'>{text}</p>" for text in sheet.after)
    yield "</body></html>"


@dataclass
class _Printed:
    """A table as HTML."""

    table: Table
    wording: Wording
    look: Look
    sheet: Sheet
    serial: int = 3

    @property
    def sides(self) -> tuple[Side, Side]:
        return ("new", "old") if self.look.first == "new" else ("old", "new")

    @property
    def count(self) -> int:
        return {"two": 2, "split": 4}.get(self.sheet.columns, 3)

    def parts(self, title: str) -> Iterator[str]:
        sheet = self.sheet
        yield "<table><colgroup>" + "".join(f"<col style='width:{w}%'>" for w in self._widths())
        yield "</colgroup>" + ("<thead>" if sheet.repeated else "<tbody>")
        over = {
            "title": title, "both": "新旧対照表", "note": "（下線部分は改正箇所）",
            "law": f"◎{self.table.title.split('の一部')[0]}",
        }.get(sheet.over, "")  # fmt: skip
        if over:
            way = ' style="text-align:end"' if sheet.over == "note" else ""
            yield f'<tr><th colspan="{self.count}"{way}>{over}</th></tr>'
        yield from self._heads()
        yield "</thead><tbody>" if sheet.repeated else ""
        yield from self._rows()
        if sheet.closing:
            yield f'<tr><td colspan="{self.count}">{_CLOSING}</td></tr>'
        yield "</tbody></table>"

    def _widths(self) -> list[float]:
        columns, first = self.sheet.columns, self.sheet.narrow
        if columns == "split":
            return [7, 43, 7, 43]
        aside = {"remark": 15, "item": 13, "page": 7}.get(columns, 0)
        both = [(100 - aside) * first, (100 - aside) * (1 - first)]
        if columns == "remark":
            return [*both, aside]
        return [aside, *both] if aside else both

    def _heads(self) -> Iterator[str]:
        sheet = self.sheet
        heads = dict(zip(("new", "old"), self.look.heads, strict=True))
        wide = ' colspan="2"' if sheet.columns == "split" else ""
        first, second = (heads[side] for side in self.sides)
        cells = f'<th{wide}>{first}</th><th class="second"{wide}>{second}</th>'
        own = f'<th class="second">{sheet.head}</th>'
        if sheet.columns in ("item", "page"):
            cells = own.replace(' class="second"', "") + cells.replace(
                "<th>", '<th class="second">', 1
            )
        elif sheet.columns == "remark":
            cells += own
        yield f"<tr>{cells}</tr>"
        if sheet.columns == "split" and sheet.bold_heads:
            yield "<tr><th>番号</th><th>内容</th><th class='second'>番号</th><th>内容</th></tr>"

    def _rows(self) -> Iterator[str]:
        rows, sheet = self.look.rows, self.sheet
        chapters = (
            self.table.nodes if sheet.chapters else [Node(0, 1, "same", children=self.table.nodes)]
        )
        parts: list[list[Node]] = []
        for chapter in chapters:
            groups = [list(_walk(article)) for article in chapter.children]
            inside = [n for group in groups for n in group]
            own = sheet.columns != "item" and not sheet.bands and sheet.chapters
            if rows in {"chapter", "all"}:
                groups = [([chapter] if own else []) + inside]
            elif own:
                groups.insert(0, [chapter])
            if rows == "place":
                groups = [[each] for group in groups for each in group]
            if rows == "all" and sheet.columns != "item" and not sheet.bands:
                parts.append(groups[0])
                continue
            if sheet.bands:
                yield f'<tr><td colspan="{self.count}">{self._head_of(chapter)}</td></tr>'
            for at, group in enumerate(groups):
                first = ""
                if sheet.columns == "item" and at == 0:
                    name = self._head_of(chapter)
                    first = f'<td rowspan="{len(groups)}">{name}</td>'
                yield from self._row(group, first, begins=at > 0)
        if parts:
            yield from self._row([n for part in parts for n in part], "", begins=False)

    def _head_of(self, chapter: Node) -> str:
        return "".join(text for text, _ in self.wording.text(chapter, "new"))

    def _row(self, group: list[Node], first: str, *, begins: bool) -> Iterator[str]:
        sheet = self.sheet
        if begins and self.look.rows == "place" and group[0].level == 1 and not first:
            gap = self._skipped(group[0])
            if gap or sheet.airy:
                yield self._blank(gap)
        if sheet.columns == "page":
            self.serial += group[0].level < 2
            first = f"<td class='no'>{self.serial}</td>"
        cells = first
        for at, side in enumerate(self.sides):
            style = ' class="second"' if at or (first and at == 0) else ""
            if sheet.columns == "split":
                cells += self._split(group[0], side, style)
                continue
            inside = "".join(
                self._before(node, inner) + self._paragraph(node, side)
                for inner, node in enumerate(group)
            )
            cells += f"<td{style}>{inside}</td>"
        if sheet.columns == "remark":
            said = "<br>".join(dict.fromkeys(n.remark for n in group if n.remark))
            cells += f'<td class="second">{said}</td>'
        yield f"<tr>{cells}</tr>"

    def _skipped(self, node: Node) -> str:
        """Words where numbers are skipped before an article."""
        last = getattr(self, "_last", 0)
        self._last = node.number
        skipped = self.sheet.gaps and not self.look.renumbered and node.number > last + 1 > 1
        return self.look.left_out if skipped else ""

    def _blank(self, gap: str) -> str:
        if self.sheet.columns == "split":
            return f'<tr><td></td><td>{gap}</td><td class="second"></td><td>{gap}</td></tr>'
        two = f'<td>{gap or "<br>"}</td><td class="second">{gap or "<br>"}</td>'
        if self.sheet.columns == "remark":
            return f'<tr>{two}<td class="second"></td></tr>'
        if self.sheet.columns == "page":
            return f"<tr><td></td>{two}</tr>"
        return f"<tr>{two}</tr>"

    def _before(self, node: Node, at: int) -> str:
        if not at or node.level != 1:
            return ""
        gap = self._skipped(node)
        return (f"<p>{gap}</p>" if gap else "") + ("<p><br></p>" if self.sheet.airy else "")

    def _split(self, node: Node, side: Side, style: str) -> str:
        words = self.wording.text(node, side)
        own = node.old if side == "old" else node.new
        if len(words) > 1 and (own or node.kind == "left out"):
            number, *rest = words
            return (
                f"<td{style}>{_ink([number])}</td><td>{self._heading(node, side)}{_ink(rest)}</td>"
            )
        return f"<td{style}></td><td>{_ink(words)}</td>"

    def _heading(self, node: Node, side: Side) -> str:
        own = node.old if side == "old" else node.new
        if not self.look.headed or node.level != 1 or not own or node.kind == "left out":
            return ""
        whole = all(marked for _, marked in own)
        return f"<p>{_ink([(f'（{node.heading}）', whole)])}</p>"

    def _paragraph(self, node: Node, side: Side) -> str:
        words = self.wording.text(node, side)
        if not words:
            return ""
        look, sheet = self.look, self.sheet
        at = max(node.level - (1 if sheet.law else 0), 0) * look.step
        before = "　" * round(at) if sheet.typed else ""
        if sheet.typed:
            style = ""
        else:
            style = f"padding-inline-start:{at + look.hang}em;text-indent:-{look.hang}em"
        return f'{self._heading(node, side)}<p style="{style}">{before}{_ink(words)}</p>'


def _walk(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        yield from _walk(child)


def _ink(words: Words) -> str:
    return "".join(
        _inner(text) if ROW in text
        else f'<span class="m">{html.escape(text, quote=False)}</span>' if marked
        else html.escape(text, quote=False)
        for text, marked in words if text
    )  # fmt: skip


def _inner(text: str) -> str:
    rows = [row for row in text.split(ROW) if row]
    return "<table class='in'>" + "".join(
        "<tr>" + re.sub(f"([^{CELL}]*){CELL}", r"<td>\1</td>", row) + "</tr>" for row in rows
    ) + "</table>"  # fmt: skip


def _style(look: Look, sheet: Sheet) -> str:
    width, height = sheet.paper
    said = sheet.foot.split("{}")
    foot = f'"{said[0]}" counter(page) "{said[1]}"' if len(said) > 1 else '""'
    if len(said) > 2:
        foot += " counter(pages)"
    level = f"writing-mode:horizontal-tb;font:8pt '{sheet.font}'"
    bare = sheet.rules in ("none", "levels", "frame", "middle only")
    return (
        f"@page{{size:{width}mm {height}mm;margin:{sheet.margin}mm;"
        f"@bottom-center{{content:{foot};{level}}}"
        f"@{sheet.running_at}{{content:'{sheet.running}';{level}}}}}"
        f"html{{font:{sheet.size}pt '{sheet.font}';line-height:{sheet.leading};"
        f"{'writing-mode:vertical-rl' if look.upright else ''}}}body,p{{margin:0}}"
        "table{border-collapse:collapse;inline-size:100%;table-layout:fixed}"
        "p{overflow-wrap:anywhere;line-break:strict}"
        f"td,th{{padding-block:.15em;padding-inline:{1 if bare else 0.4}em;"
        f"font-weight:{'bold' if sheet.bold_heads else 'normal'}}}td{{font-weight:normal;"
        f"vertical-align:{'middle' if sheet.middle else 'top'};"
        f"{'text-align:justify' if sheet.justified else ''}}}{_RULES[sheet.rules]}"
        f".m{{{sheet.mark}}}.title{{text-align:center;margin-block:.4em .6em}}"
        ".law{margin-block:1em .4em}.said{margin-block-end:.6em}.page{break-before:page}"
        f".no{{text-align:center}}{'tr{break-inside:avoid}' if sheet.unbroken else ''}"
        ".in{inline-size:80%;margin-inline-start:1em;text-indent:0}.in td{border:.5pt solid #000}"
    )
