"""A comparison of old and new text on paper, in one of several looks.

What runs with the characters of a line is ``along``, from line to line ``across``; of horizontal
writing these are x and y, of vertical writing y, and x from the right.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from reportlab.lib.pagesizes import A4, B5
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from shiryokan.japanese.numerals import in_kanji
from tools.amendment_tables.amendments import Node, Table, Words

_FONTS = Path("/usr/share/fonts")
_FILES = {
    "mincho": "ipaexm.ttf",
    "gothic": "ipaexg.ttf",
    "vl": "VL-Gothic-Regular.ttf",
    "ud": "BIZUDGothic-Regular.ttf",
    "ud mincho": "BIZUDMincho-Regular.ttf",
}
_NOT_FIRST = "、。）」』］"
_WIDE = {ord(c): ord(c) + 0xFEE0 for c in "0123456789"}
_TURNED = "（）「」『』［］【】〔〕ー－―…～()"
_IROHA, _KANA = (
    "イロハニホヘトチリヌルヲワカヨタレソツネナラム",
    "アイウエオカキクケコサシスセソタチツテトナニヌネノ",
)

Signs = list[tuple[str, bool]]
"""The characters of a line, and whether each is marked."""


def wide(number: int) -> str:
    """A number in full-width digits."""
    return str(number).translate(_WIDE)


@dataclass(frozen=True)
class Look:
    """How a comparison is set; measures in points, hangs and indents in characters.

    ``columns`` are the names of the columns in order with their heads, ``shares`` how wide they
    are. ``rules``: all rows ("rows"), only the columns ("columns"), only the head and the frame
    ("frame"), level ones and those between the columns but none at the sides ("open"), or none.
    ``marks``: underlined, double underlines, bold, shaded, red, blue, framed or none.
    ``tinted``: the heads of the columns are on a tint; ``airy``: a line stays white between rows.
    ``top``: what stands at the left of the head of every page.
    """

    name: str
    columns: tuple[tuple[str, str], ...] = (("new", "改　正　後"), ("old", "改　正　前"))
    shares: tuple[float, ...] = (1, 1)
    upright: bool = False
    rules: str = "columns"
    marks: str = "underlined"
    placeholders: tuple[str, str] = ("（新設）", "（削る）")
    left_out: str = "（略）"
    numbers: tuple[Callable[[int], str], ...] = (
        lambda n: f"第{wide(n)}章", lambda n: f"第{wide(n)}条", wide, in_kanji,
        lambda n: _IROHA[n - 1],
    )  # fmt: skip
    at: tuple[float, ...] = (2, 0, 0, 1, 2)
    hang: float = 1
    headings: bool = False
    again: bool = False
    note: str = "（下線部分は改正部分）"
    footer: str = "- {} -"
    header: str = ""
    font: str = "mincho"
    size: float = 9.5
    leading: float = 1.5
    page: tuple[float, float] = A4
    apart: float = 0.6
    dashed: bool = False
    tinted: bool = False
    airy: bool = False
    band: bool = False
    """Whether a chapter stands once, in a row over both columns."""
    narrow: bool = False
    """Whether digits take half the room of a kanji."""
    top: str = ""

    def of(self, seed: int) -> Look:
        """The look with the size, the pitch and the paper of a seed."""
        chance = random.Random(f"{self.name} {seed}")
        page = chance.choice((A4, A4, B5))
        if self.page[0] > self.page[1]:
            page = (page[1], page[0])
        return replace(
            self, size=chance.choice((8.5, 9.0, 9.6, 10.5)), page=page,
            leading=chance.choice((1.4, 1.5, 1.7)),
        )  # fmt: skip


_LAND = (A4[1], A4[0])
_KANJI = (
    lambda n: f"第{in_kanji(n)}章", lambda n: f"第{in_kanji(n)}条", lambda n: wide(n), in_kanji,
    lambda n: _IROHA[n - 1],
)  # fmt: skip
_NOTICE = (
    lambda n: f"第{wide(n)}", wide, lambda n: f"（{wide(n)}）", lambda n: _KANA[n - 1],
    lambda n: f"（{_KANA[n - 1]}）",
)  # fmt: skip
_OLD_FIRST = (("old", "現　行"), ("new", "改　正　案"))

LOOKS = {
    look.name: look
    for look in (
        Look("columns"),
        Look("rows", rules="rows", headings=True, numbers=_KANJI),
        Look("old first", columns=_OLD_FIRST, rules="rows", again=True, font="gothic"),
        Look("short heads", columns=(("new", "新"), ("old", "旧")), rules="frame", hang=2,
             placeholders=("(新設)", "(削除)"), note=""),
        Look("remarks", columns=(("new", "改正後"), ("old", "改正前"), ("tail", "備考")),
             shares=(3, 3, 1.2), rules="rows", page=_LAND),
        Look("open", rules="none", again=True, apart=2, headings=True),
        Look("bold", marks="bold", rules="columns", numbers=_NOTICE, at=(0, 0, 1, 2, 3), note=""),
        Look("shaded", marks="shaded", rules="rows", columns=(("new", "変更後"), ("old", "変更前")),
             numbers=_NOTICE, at=(0, 0, 0, 1, 2), placeholders=("［新設］", "［削除］"), note=""),
        Look("upright", upright=True, numbers=_KANJI, note="（傍線部分は改正部分）", page=_LAND,
             headings=True),
        Look("upright rows", upright=True, numbers=_KANJI, rules="rows", again=True,
             columns=_OLD_FIRST, note="（傍線の部分は改正部分）"),
        Look("plan", columns=(("new", "改　正　案"), ("old", "現　　　行")), rules="columns",
             numbers=_NOTICE, at=(0, 1, 2, 3, 4), hang=1.5, font="vl", header="別紙２", footer="{}",
             placeholders=("〔新設〕", "〔削る〕"), left_out="〔略〕", again=True, note=""),
        Look("old first remarks", columns=(("old", "旧"), ("new", "新"), ("tail", "改正理由")),
             shares=(3, 3, 1.5), rules="columns", marks="bold", numbers=_KANJI, page=_LAND),
        Look("upright frame", upright=True, numbers=_KANJI, rules="frame", page=_LAND, hang=2,
             columns=(("new", "改正案"), ("old", "現行")), font="gothic", footer="{}",
             note="（傍線部分は改正部分）"),
        Look("open old first", rules="none", apart=1.5,
             columns=(("old", "変　更　前"), ("new", "変　更　後")),
             placeholders=("（新規）", "（削除）"), left_out="（略）", header="灯火の館"),
        Look("upright remarks", upright=True, numbers=_KANJI, rules="rows", page=_LAND,
             columns=(("new", "改正後"), ("old", "改正前"), ("tail", "備考")), shares=(3, 3, 1.3),
             font="vl", note=""),
        Look("upright open", upright=True, numbers=_KANJI, rules="none", apart=2.5, hang=0.5,
             columns=(("old", "旧"), ("new", "新")), note="", again=True),
        Look("dense", rules="columns", columns=(("old", "現行"), ("new", "改正後")), hang=0,
             numbers=_NOTICE, at=(0, 0, 0, 0, 1), placeholders=("（追加）", "（削除）"),
             left_out="(略)", headings=True, font="gothic", header="参考資料"),
        Look("bold rows", rules="rows", marks="bold", again=True, headings=True, page=_LAND,
             columns=(("new", "見直し後"), ("old", "見直し前"), ("tail", "理由")),
             shares=(2, 2, 1), at=(3, 0, 1, 2, 3)),
        Look("items first", rules="rows", marks="red", page=_LAND, font="vl", again=True,
             columns=(("tail", "項目"), ("new", "改正後"), ("old", "改正前")), shares=(1, 3, 3),
             numbers=_NOTICE, at=(0, 0, 1, 1, 2), placeholders=("（新　設）", "（削　除）"),
             left_out="（略）", note="（赤字が改正部分）", footer="{} ページ"),
        Look("dashed", rules="rows", marks="double", dashed=True, again=True, hang=0,
             columns=(("new", "改正後（令和７年度）"), ("old", "改正前（令和６年度）")),
             numbers=_KANJI, at=(1, 0, 1, 1, 2), font="gothic", header="資料３－２",
             placeholders=("［新設］", "［削る］"), left_out="［略］",
             note="（二重下線は改正部分）"),
        Look("upright bold", upright=True, numbers=_KANJI, rules="rows", marks="bold", hang=0,
             columns=(("new", "改　正　案"), ("old", "現　　　行")), at=(3, 1, 1, 2, 3), font="vl",
             note="（太字は改正部分）", header="第二表", footer="（{}）", page=_LAND, again=True),
        Look("thin", rules="open", columns=(("old", "旧"), ("new", "新"), ("tail", "備　考")),
             shares=(2, 2, 1), numbers=_KANJI, at=(2, 0, 0.5, 1, 1.5), headings=True, apart=1,
             footer="{}", placeholders=("（新設）", "（廃止）"), left_out="（同左）", page=_LAND),
        Look("upright items", upright=True, numbers=_KANJI, rules="rows", page=_LAND, hang=0,
             shares=(1, 3, 3),
             columns=(("tail", "項目"), ("old", "現　　行"), ("new", "改　正　後")),
             font="gothic", note="（傍線の部分は改正部分）", again=True, footer="－{}－",
             placeholders=("（新設）", "（削除）")),
        Look("reasons", rules="rows", marks="double", numbers=_NOTICE, at=(0, 1, 1, 2, 3),
             columns=(("new", "修正案"), ("old", "原　案"), ("tail", "理　由")), apart=1.2,
             shares=(2, 2, 1.5), page=_LAND, hang=1.5, headings=True, header="（別紙１）",
             note="※　二重下線が修正箇所", placeholders=("（追加）", "（削る）")),
        Look("upright reasons", upright=True, numbers=_KANJI, rules="columns", page=_LAND,
             shares=(3, 3, 1.4),
             columns=(("new", "改正案"), ("old", "現　行"), ("tail", "改正理由")),
             marks="bold", font="vl", hang=1, at=(2, 0, 1, 1, 2), footer="{}", again=True, note=""),
        Look("tinted", rules="rows", marks="shaded", numbers=_NOTICE, at=(0, 0, 0.5, 1, 2),
             columns=(("old", "旧（令和６年４月）"), ("new", "新（令和７年４月）")), hang=2,
             font="gothic", left_out="（変更なし）", placeholders=("（新　規）", "（削　除）"),
             header="参考２", note="※　網掛けが変更箇所", apart=1),
        Look("guide", rules="columns", marks="red", numbers=_NOTICE, at=(1, 0, 1, 2, 3),
             shares=(1, 2.5, 2.5),
             columns=(("tail", "該当箇所"), ("old", "改定前"), ("new", "改定後")),
             page=_LAND, headings=True, left_out="（略）", placeholders=("（新設）", "（削除）"),
             footer="P.{}", note="（赤字部分が改定部分）", again=True),
        Look("upright thin", upright=True, numbers=_KANJI, rules="open", page=_LAND, hang=1.5,
             columns=(("new", "新"), ("old", "旧")), at=(3, 0, 1, 2, 3), font="mincho", apart=1.4,
             placeholders=("（新設）", "（削る）"), headings=True, note="（傍線部分は改正部分）"),
        Look("blue", rules="rows", marks="blue", columns=(("old", "改正前"), ("new", "改正後")),
             numbers=_NOTICE, at=(0, 0.5, 1, 1.5, 2), font="ud", tinted=True, again=True, hang=1,
             placeholders=("（新設）", "（削除）"), note="（青字：変更箇所）", page=_LAND,
             footer="{}／40", top="第３回検討会　資料１－２"),
        Look("ledger", rules="columns", marks="none", font="ud mincho", airy=True, apart=0.8,
             columns=(("new", "新（改正後）"), ("old", "旧（改正前）"), ("tail", "改正の内容")),
             shares=(3, 3, 1.6), page=_LAND, numbers=_KANJI, at=(2, 0, 1, 1, 2), hang=1, note="",
             placeholders=("（新設）", "（削る。）"), left_out="（略）"),
        Look("upright plain", upright=True, numbers=_KANJI, rules="columns", marks="none", hang=1,
             columns=(("old", "現　行"), ("new", "改正後")), font="ud mincho", page=_LAND, note="",
             at=(3, 0, 1, 2, 3), airy=True, headings=True, footer="（{}）", again=True),
        Look("bordered", rules="rows", marks="framed", font="gothic", apart=1, headings=True,
             columns=(("new", "改　正　後　全　文"), ("old", "現　行　全　文")), numbers=_NOTICE,
             at=(0, 0, 0.5, 1, 1.5), hang=0.5, note="（枠囲みは改正箇所）", left_out="（略）",
             placeholders=("（新設）", "（削除）"), footer="- {} -", top="（別紙３）"),
        # kept aside
        Look("quiet", rules="frame", marks="none", font="ud", airy=True, apart=1.6, note="",
             columns=(("old", "旧"), ("new", "新")), numbers=_NOTICE, at=(0, 0, 1, 2, 3), hang=1,
             placeholders=("（新設）", "（削除）"), left_out="（略）", footer="－{}－", again=True),
        Look("ministry", rules="rows", marks="blue", font="ud mincho", tinted=True, page=_LAND,
             columns=(("tail", "改正趣旨"), ("new", "改正後（案）"), ("old", "現行")),
             shares=(1.2, 3, 3), numbers=_KANJI, at=(1, 0, 0.5, 1, 1.5), headings=True, hang=1.5,
             placeholders=("【新設】", "【削除】"), left_out="【略】", top="資料５",
             note="（青字部分は改正部分）", again=True),
        Look("upright wide", upright=True, numbers=_KANJI, rules="rows", marks="double", hang=1.5,
             columns=(("new", "改　正　後"), ("old", "改　正　前"), ("tail", "備　考")),
             shares=(2.5, 2.5, 1), font="ud mincho", page=_LAND, at=(2, 0, 0.5, 1, 1.5), apart=1,
             note="（二重傍線の部分は改正部分）", airy=True, footer="{}", again=True),
        Look("numbered", rules="columns", marks="underlined", font="ud", top="【新旧対照表】",
             columns=(("new", "見直し案"), ("old", "現行の規定")), at=(0, 0, 1, 2, 3), hang=2,
             numbers=(lambda n: f"第{n}章", lambda n: f"第{n}条", str, lambda n: f"({n})",
                      lambda n: _KANA[n - 1]),
             placeholders=("（新設）", "（削る）"), left_out="（略）", headings=True, airy=True,
             note="（下線部分は改正部分）", footer="{} / 60", narrow=True),
        # of a seventh hand, kept aside
        Look("council", rules="open", marks="red", font="ud", page=_LAND, dashed=True, hang=1,
             columns=(("old", "現　行　基　準"), ("new", "見　直　し　後"), ("tail", "考え方")),
             shares=(3, 3, 1.4), numbers=_NOTICE, at=(0, 0, 1, 1, 2), note="（赤字は変更箇所）",
             placeholders=("〔新設〕", "〔廃止〕"), left_out="〔略〕", headings=True,
             top="資料２－３",
             footer="{}", airy=True),
        Look("upright bylaw", upright=True, numbers=_KANJI, rules="frame", marks="bold", hang=1,
             columns=(("old", "旧　規　約"), ("new", "新　規　約")), font="ud mincho", page=_LAND,
             at=(2, 0, 1, 1, 2), note="", placeholders=("（新設）", "（削除）"),
             left_out="（同上）",
             footer="－ {} －", again=True, header="組合規約新旧対照表"),
        # of an eighth hand
        Look("bands", rules="rows", band=True, font="ud", again=True, hang=1,
             columns=(("new", "改正後の規程"), ("old", "改正前の規程")), note="",
             numbers=_NOTICE, at=(0, 0, 1, 1, 2), placeholders=("〈新設〉", "〈削除〉"),
             left_out="（同左）", footer="{}"),
        Look("reasons", rules="rows", marks="red", page=_LAND, font="gothic", headings=True,
             columns=(("old", "現　　行"), ("new", "改　　定"), ("tail", "改定の理由")),
             shares=(3, 3, 1.6), at=(1, 0, 1, 1, 2), note="", airy=True,
             placeholders=("（なし）", "（削除）"), left_out="（現行どおり）", footer="- {} -"),
        Look("upright bands", upright=True, band=True, numbers=_KANJI, rules="rows", page=_LAND,
             columns=(("new", "新"), ("old", "旧")), font="ud mincho", note="", hang=1, again=True,
             placeholders=("（新設）", "（削る）"), left_out="（略）", footer="{}"),
        # of an eighth hand, kept aside
        Look("held bands", rules="columns", band=True, font="mincho", marks="bold", hang=1.5,
             columns=(("old", "変更前の内容"), ("new", "変更後の内容")), note="",
             numbers=_NOTICE, at=(1, 0, 1, 2, 2), placeholders=("（新規）", "（廃止）"),
             left_out="（変更なし）", footer="- {} -", top="別添１"),
        Look("held digest", rules="rows", marks="none", page=_LAND, font="ud", narrow=True, apart=1,
             columns=(("tail", "見直しの要点"), ("old", "見直し前"), ("new", "見直し後")),
             shares=(1.3, 3, 3), at=(0, 0, 1, 1, 2), note="", again=True,
             placeholders=("－", "（削除）"), left_out="（同左）", footer="{}"),
        Look("held upright new", upright=True, numbers=_KANJI, rules="columns", marks="none",
             columns=(("old", "現行条文"), ("new", "改正条文")), font="gothic", page=_LAND, note="",
             at=(2, 0, 0, 1, 2), placeholders=("（新設）", "（削除）"), left_out="（現行のまま）",
             footer="－{}－", header="規程の一部改正"),
    )
}  # fmt: skip
HELD = ("held bands", "held digest", "held upright new")
"""Looks that are kept aside."""


def label(node: Node, look: Look) -> str:
    """The number of a place as a look prints it."""
    return look.numbers[node.level](node.number)


def typeset(table: Table, look: Look, path: Path) -> None:
    """Write a comparison as a PDF."""
    _Setter(look, path).table(table)


class _Setter:
    def __init__(self, look: Look, path: Path) -> None:
        self.look = look
        for name in {look.font, "gothic"}:
            pdfmetrics.registerFont(TTFont(_own(name), str(next(_FONTS.rglob(_FILES[name])))))
        self.canvas = Canvas(str(path), pagesize=look.page, invariant=1)
        self.number = 0
        self.across = 0.0
        self.length = (look.page[1] if look.upright else look.page[0]) - 110
        self.depth = (look.page[0] if look.upright else look.page[1]) - 110
        self.step = look.size * look.leading
        whole = sum(look.shares)
        starts = [self.length * sum(look.shares[:k]) / whole for k in range(len(look.shares) + 1)]
        self.bounds = list(itertools.pairwise(starts))
        self.top = 0.0

    def table(self, table: Table) -> None:
        look = self.look
        self._turn(headed=False)
        self.across = self.step
        self._put([(c, False) for c in table.title], 3 * look.size, self.across)
        if look.note:
            self.across += 1.4 * self.step
            along = self.length - len(look.note) * look.size
            self._put([(c, False) for c in look.note], along, self.across)
        self.across += self.step
        self._head()
        for node, _ in table.walk():
            self._rows(node)
        self._close()
        self.canvas.save()

    def _rows(self, node: Node) -> None:
        look = self.look
        number = label(node, look)
        if node.level == 0:
            words: Words = [(f"{number}　{node.heading}", False)]
            if look.band:
                self._banded(words)
                return
            self._row({"old": (words, 2, 4), "new": (words, 2, 4)})
            return
        at = look.at[node.level]
        if look.headings and node.level == 1:
            title: Words = [(f"（{node.heading}）", False)]
            cells = {"old": (title, at + 1, at + 1), "new": (title, at + 1, at + 1)}
            if node.kind not in ("added", "deleted"):
                self._row(cells)
        hang = at + look.hang
        if node.kind == "left out":
            text = number if not node.last else f"{number}～{look.numbers[node.level](node.last)}"
            words = [(f"{text}　{look.left_out}", False)]
            self._row({"old": (words, at, hang), "new": (words, at, hang)})
            return
        cells = {}
        for side, words in (("old", node.old), ("new", node.new)):
            if words:
                whole = all(marked for _, marked in words)
                cells[side] = ([(f"{number}　", whole), *words], at, hang)
            else:
                cells[side] = ([(look.placeholders[side == "new"], False)], at, hang)
        cells["tail"] = ([(node.remark, False)], 0, 0)
        self._row(cells)

    def _banded(self, words: Words) -> None:
        """A row without columns: the rules between them end above it and begin below."""
        if self.across + 3 * self.step > self.depth:
            self._turn(headed=self.look.again)
        self._close()
        self._put([(c, False) for text, _ in words for c in text], 2 * self.look.size,
                  self.across + self.step)  # fmt: skip
        top = self.across + 2
        self.across += 1.4 * self.step
        for along in (0, self.length):
            self._rule((along, top), (along, self.across))
        self._rule((0, self.across), (self.length, self.across))
        self.top = self.across
        self.across += 0.15 * self.step

    def _row(self, cells: dict[str, tuple[Words, float, float]]) -> None:
        """A row of cells, over the end of a page where it is too long."""
        look = self.look
        lines = {
            name: self._broken(*cells[name], end - begin)
            for (name, _), (begin, end) in zip(look.columns, self.bounds, strict=True)
            if name in cells
        }
        count = max(len(each) for each in lines.values())
        for number in range(count):
            if self.across + self.step > self.depth:
                self._turn(headed=look.again)
            for (name, _), (begin, _end) in zip(look.columns, self.bounds, strict=True):
                own = lines.get(name, [])
                if number < len(own):
                    indent, signs = own[number]
                    along = begin + (look.apart / 2 + indent) * look.size
                    self._put(signs, along, self.across + self.step)
            self.across += self.step
        if look.airy:
            self.across += self.step
        if look.rules in ("rows", "open"):
            self.across += 0.35 * self.step
            self._rule((0, self.across), (self.length, self.across))
            self.across += 0.15 * self.step

    def _broken(
        self, words: Words, at: float, hang: float, width: float
    ) -> list[tuple[float, Signs]]:
        look = self.look
        lines: list[tuple[float, Signs]] = []
        line: Signs = []
        indent = at
        for text, marked in words:
            for sign in text:
                # what may not begin a line hangs behind its end, within the column
                room = int((width - look.apart * look.size) / look.size - indent) - 1
                if len(line) >= room and sign not in _NOT_FIRST:
                    lines.append((indent, line))
                    line, indent = [], hang
                elif len(line) > room:
                    # one sign may hang; of more, what they stand behind goes over with them
                    cut = max(k for k, (c, _) in enumerate(line) if c not in _NOT_FIRST)
                    lines.append((indent, line[:cut]))
                    line, indent = line[cut:], hang
                line.append((sign, marked))
        return [*lines, (indent, line)]

    # --- pages

    def _head(self) -> None:
        look = self.look
        self.top = self.across
        if look.rules != "none":
            self._rule((0, self.across), (self.length, self.across))
        if look.tinted:
            (x, y), (right, bottom) = (
                self._at(0, self.across),
                self._at(self.length, self.across + 1.4 * self.step),
            )
            self.canvas.setFillColorRGB(0.86, 0.92, 0.98)
            self.canvas.rect(x, bottom, right - x, y - bottom, stroke=0, fill=1)
            self.canvas.setFillColorRGB(0, 0, 0)
        for (_, head), (begin, end) in zip(look.columns, self.bounds, strict=True):
            along = (begin + end - len(head) * look.size) / 2
            self._put([(c, False) for c in head], along, self.across + self.step)
        self.across += 1.4 * self.step
        if look.rules != "none":
            self._rule((0, self.across), (self.length, self.across))
        self.across += 0.15 * self.step

    def _close(self) -> None:
        """The rules of a page."""
        look = self.look
        if look.rules == "none":
            return
        for begin, end in self.bounds:
            if look.rules == "open" and begin == 0:
                continue
            if look.rules in ("rows", "columns", "open") or begin == 0:
                self._rule((begin, self.top), (begin, self.across + 2))
            if end == self.length and look.rules != "open":
                self._rule((end, self.top), (end, self.across + 2))
        self._rule((0, self.across + 2), (self.length, self.across + 2))

    def _turn(self, *, headed: bool) -> None:
        look = self.look
        if self.number:
            self._close()
            self.canvas.showPage()
        self.number += 1
        self.canvas.setFont(_own(look.font), look.size)
        self.canvas.drawCentredString(look.page[0] / 2, 28, look.footer.format(self.number))
        if look.header:
            self.canvas.drawString(look.page[0] - 110, look.page[1] - 34, look.header)
        if look.top:
            self.canvas.drawString(55, look.page[1] - 34, look.top)
        self.across = self.top = 0.0
        if headed:
            self._head()

    # --- ink

    def _at(self, along: float, across: float) -> tuple[float, float]:
        look = self.look
        if look.upright:
            return look.page[0] - 55 - across, look.page[1] - 55 - along
        return 55 + along, look.page[1] - 55 - across

    def _rule(self, begin: tuple[float, float], end: tuple[float, float]) -> None:
        self.canvas.setLineWidth(0.5)
        self.canvas.setDash(*((2, 2) if self.look.dashed else ()))
        self.canvas.line(*self._at(*begin), *self._at(*end))

    def _put(self, signs: Signs, along: float, across: float) -> None:
        """A line whose end across the writing is ``across``."""
        look, size = self.look, self.look.size
        for sign, marked in signs:
            x, y = self._at(along, across)
            if look.upright:
                x, y = x + 0.2 * size, y - size
            else:
                y += 0.25 * size
            self._mark(x, y, marked=marked)
            bold = marked and look.marks == "bold"
            red, blue = (marked and look.marks == each for each in ("red", "blue"))
            self.canvas.setFillColorRGB(0.8 if red else 0, 0, 0.8 if blue else 0)
            self.canvas.setFont(_own("gothic" if bold else look.font), size)
            if look.upright and sign in _TURNED:
                self.canvas.saveState()
                self.canvas.translate(x + 0.12 * size, y + 0.88 * size)
                self.canvas.rotate(-90)
                self.canvas.drawString(0, 0, sign)
                self.canvas.restoreState()
            else:
                self.canvas.drawString(x, y, sign)
            along += self._advance(sign)

    def _advance(self, sign: str) -> float:
        half = self.look.narrow and sign.isascii()
        return self.look.size * (0.5 if half else 1.0)

    def _mark(self, x: float, y: float, *, marked: bool) -> None:
        look, size = self.look, self.look.size
        if not marked:
            return
        if look.marks in ("underlined", "double") and look.upright:
            for beside in (1.06, 1.16)[: 1 + (look.marks == "double")]:
                self.canvas.rect(x + beside * size, y, 0.5, size, stroke=0, fill=1)
        elif look.marks in ("underlined", "double"):
            self.canvas.rect(x, y - 0.16 * size, size, 0.5, stroke=0, fill=1)
            if look.marks == "double":
                self.canvas.rect(x, y - 0.26 * size, size, 0.5, stroke=0, fill=1)
        elif look.marks == "framed":
            self.canvas.setLineWidth(0.3)
            for edge in (y - 0.16 * size, y + 0.92 * size):
                self.canvas.line(x, edge, x + size, edge)
        elif look.marks == "shaded":
            self.canvas.setFillColorRGB(0.85, 0.85, 0.85)
            self.canvas.rect(x, y - 0.15 * size, size, 1.1 * size, stroke=0, fill=1)
            self.canvas.setFillColorRGB(0, 0, 0)


def _own(font: str) -> str:
    """A name of our own: fonts are known to the whole process, and others call theirs the same."""
    return f"amendments-{font}"
