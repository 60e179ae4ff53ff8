"""Facility criteria on paper, from left to right or from top to bottom, in one of several looks."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from reportlab.lib.pagesizes import A4, B5
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from shiryokan.japanese.numerals import in_kanji
from tools.facility_criteria.criteria import ENCLOSED, LISTED, Document, Kind, Node

_FONTS = Path("/usr/share/fonts")
_FILES = {
    "mincho": "ipaexm.ttf", "gothic": "ipaexg.ttf", "ume": "ume-tmo3.ttf",
    "vl": "VL-Gothic-Regular.ttf", "ud": "BIZUDGothic-Regular.ttf",
    "ud mincho": "BIZUDMincho-Regular.ttf", "narrow": "ipamp.ttf",
}  # fmt: skip
_NOT_FIRST = "、。）」』)"
_WIDE = {ord(c): ord(c) + 0xFEE0 for c in "0123456789"}
_TURNED = "（）「」『』［］【】＜＞ー－―…()"
"""Signs that lie on their side in vertical writing."""
_KANA, _IROHA = "アイウエオカキクケコサシスセソ", "イロハニホヘトチリヌルヲワカヨ"
_LEVEL = re.compile(r"[(][0-9]{1,2}[)]|[0-9]{2}")
"""What is set level in vertical writing where a look does so."""


def font_file(name: str) -> str:
    """The file of a font by its name here."""
    return str(next(_FONTS.rglob(_FILES[name])))


def wide(text: str) -> str:
    """Digits full-width."""
    return text.translate(_WIDE)


def one_wide(number: int) -> str:
    """As in notices: full-width where it is one digit."""
    return wide(str(number)) if number < 10 else str(number)


def sign(first: str) -> Callable[[int], str]:
    """Numbers that are one sign each; ㈠ has but ten of them."""

    def sign(n: int) -> str:
        return f"（{in_kanji(n)}）" if first == "㈠" and n > 10 else chr(ord(first) + n - 1)

    return sign


def roman(n: int) -> str:
    """Ⅰ to Ⅻ."""
    return chr(ord("Ⅰ") + n - 1)


def kana(n: int) -> str:
    """アイウ, counted from 1."""
    return _KANA[n - 1]


def iroha(n: int) -> str:
    """イロハ, counted from 1."""
    return _IROHA[n - 1]


Numbers = tuple[Callable[[int], str], ...]
ORDINANCE: Numbers = (
    lambda n: f"第{in_kanji(n)}", in_kanji, "({})".format, iroha, sign("①"), str, sign("㈠"),
)  # fmt: skip
NOTICE: Numbers = (
    lambda n: f"第{one_wide(n)}", one_wide, lambda n: f"({one_wide(n)})", kana,
    lambda n: f"({kana(n)})", sign("①"), lambda n: chr(ord("ａ") + n - 1),
)  # fmt: skip


def levels(numbers: Numbers, **others: Callable[[int], str]) -> Numbers:
    """Numbers of which some levels (``l2``) differ."""
    return tuple(others.get(f"l{n}", each) for n, each in enumerate(numbers))


@dataclass(frozen=True)
class Look:
    """How a document is set: indents and hangs in characters, all else in points.

    ``at`` are the indents of the levels. ``hang`` is where a sentence goes on below its number,
    counted from the number: less than 0 where only its first row is set in.
    """

    name: str
    kind: Kind = "notice"
    upright: bool = False
    numbers: Numbers = NOTICE
    at: tuple[float, ...] = (0, 0, 1, 2, 3, 4, 5)
    hang: float = 1
    paragraph: float = 2
    gap: str = "　"
    font: str = "mincho"
    title_font: str = ""
    level: bool = False
    digits: Callable[[int], str] = one_wide
    contents: str = ""
    footer: str = "- {} -"
    header: str = ""
    aside: float = 0.0
    centred: bool = False
    break_sections: bool = False
    tiers: int = 1
    """Tiers of vertical pages, or columns of others; ``ruled``: with a rule between them."""
    ruled: bool = False
    framed: bool = False
    """Whether a rule runs round each page."""
    side: str = ""
    """What stands at the outer edge of each page, from top to bottom."""
    underlined: bool = False
    """Whether titles are underlined."""
    justified: bool = False
    """Whether lines that are full end at the edge."""
    parted: bool = False
    """Whether a rule runs over each number of the second level."""
    footnotes: str = ""
    """What stands in small below a short rule at the foot of every third page."""
    rich: bool = False
    """Whether its documents hold what :class:`~tools.facility_criteria.criteria.Author` calls
    rich."""
    running: bool = False
    """Whether the title of the section stands at the head of each page."""
    mark: str = ""
    """What stands in the margin beside one numbered sentence in six."""
    changed: bool = False
    """Whether one numbered sentence in five is underlined."""
    size: float = 10.0
    leading: float = 1.6
    page: tuple[float, float] = A4

    def of(self, seed: int) -> Look:
        """The look with the size, the pitch and the paper of a seed."""
        chance = random.Random(f"{self.name} {seed}")
        landscape = self.page[0] > self.page[1]
        page = chance.choice((A4, A4, B5))
        return replace(
            self,
            size=chance.choice((9.0, 9.6, 10.5, 11.0)) * (0.8 if self.tiers > 1 else 1),
            leading=chance.choice((1.45, 1.6, 1.75, 1.9)),
            page=(page[1], page[0]) if landscape else page,
        )


def all_wide(n: int) -> str:
    """Full-width digits."""
    return wide(str(n))


def ordinal_kanji(n: int) -> str:
    """In kanji below a hundred."""
    return in_kanji(n) if n < 100 else str(n)


_FLUSH = (0.0,) * 7
_STEPS = (1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0)

LOOKS = {
    look.name: look
    for look in (
        Look("notice"),
        Look("flush", at=_FLUSH, hang=0, paragraph=1, header="特別支援料の施設基準等"),
        Look("ascii", numbers=levels(NOTICE, l0="第{}".format, l1=str, l2="({})".format), gap=" ",
             at=(0, 0.5, 1, 2, 3, 4, 5), title_font="gothic", digits=str, contents="…",
             footer="{}"),
        Look("first row", at=(0, 0, 0, 1, 2, 3, 4), hang=-1, paragraph=1,
             numbers=levels(NOTICE, l2=lambda n: f"（{one_wide(n)}）"), aside=12),
        Look("stepped", at=(0, 1, 2, 3, 4, 5, 6), hang=2, paragraph=3, title_font="vl", font="vl",
             numbers=levels(NOTICE, l1=lambda n: f"{one_wide(n)}．"), footer="{}"),
        Look("tight", gap="", hang=1.5, paragraph=2.5, at=(0, 0, 0.5, 1.5, 2.5, 3.5, 4.5),
             numbers=levels(NOTICE, l1=lambda n: f"{one_wide(n)}　", l3=lambda n: f"{kana(n)}　",
                           l6=lambda n: chr(ord("ａ") + n - 1) + "　",
                           l0=lambda n: f"第{one_wide(n)}　"), centred=True),
        Look("upright", kind="ordinance", upright=True, numbers=ORDINANCE, level=True,
             at=(0, 1, 2, 3, 4, 5, 6), digits=ordinal_kanji, footer="{}"),
        Look("upright signs", kind="ordinance", upright=True, font="ume", digits=ordinal_kanji,
             numbers=levels(ORDINANCE, l2=sign("⑴"), l5=one_wide), at=(0, 1, 1, 2, 3, 4, 5),
             paragraph=2),
        Look("upright landscape", kind="ordinance", upright=True, digits=all_wide,
             numbers=levels(ORDINANCE, l2=lambda n: f"（{in_kanji(n)}）", l5=one_wide,
                           l6=lambda n: chr(ord("ａ") + n - 1)),
             at=(0, 0, 1, 2, 3, 4, 5), page=(A4[1], A4[0]), header="特別支援料の施設基準等"),
        Look("ordinance", kind="ordinance", numbers=ORDINANCE, at=_STEPS, hang=1, paragraph=2,
             digits=ordinal_kanji),
        Look("ordinance tight", kind="ordinance", numbers=levels(ORDINANCE, l2=sign("⑴")),
             at=(0, 0, 1, 2, 3, 4, 5), hang=1, paragraph=1, font="ume", digits=str,
             footer="{}", break_sections=True),
        Look("centred", centred=True, at=(0, 0, 1, 2, 3, 4, 5), hang=2, paragraph=3,
             title_font="gothic",
             numbers=levels(NOTICE, l0=lambda n: f"第 {n} ".rstrip(), l2="（{}）".format, l1=str,
                           l5=lambda n: f"{n})"), gap="  ", digits=str, aside=10,
             footer="特－{}"),
        Look("upright header", kind="ordinance", upright=True, numbers=ORDINANCE, level=True,
             at=(2, 0, 1, 2, 3, 4, 5), paragraph=2, hang=0.5, font="gothic",
             digits=all_wide, header="見守り"),
        Look("tiers", kind="ordinance", upright=True, tiers=2, digits=ordinal_kanji,
             font="ume", numbers=levels(ORDINANCE, l2=sign("㈠"), l6=sign("ⅰ"), l5=sign("⑴")),
             at=(0, 1, 2, 3, 4, 5, 6)),
        Look("steps", kind="ordinance", contents="・",
             numbers=levels(ORDINANCE, l2=lambda n: f"（{wide(str(n))}）", l5=all_wide),
             at=(0, 1.5, 3, 4.5, 6, 7.5, 9), digits=all_wide, header="施設基準",
             title_font="gothic"),
        Look("booklet", hang=1, aside=16, font="vl", footer="p. {}", header="届出の手引",
             numbers=levels(NOTICE, l1=lambda n: f"{n}　", l2=sign("①"), l5=lambda n: f"{n})",
                           l0="第{}".format),
             at=(1, 1, 2, 3, 4, 5, 6), gap="　", digits=all_wide),
        Look("scroll", kind="ordinance", upright=True, level=True, font="vl", footer="{}",
             at=_FLUSH, paragraph=2, numbers=levels(ORDINANCE, l4=lambda n: f"（{kana(n)}）"),
             digits=ordinal_kanji),
        Look("three tiers", kind="ordinance", upright=True, tiers=3, digits=all_wide,
             numbers=levels(ORDINANCE, l2=lambda n: f"（{in_kanji(n)}）", l5=one_wide),
             at=(1, 0, 1, 1, 2, 2, 3)),
        Look("wide", numbers=levels(NOTICE, l2=sign("⑴"), l4=lambda n: f"{kana(n)})",
                                         l3="{})".format),
             at=(0, 1, 1.5, 3, 3.5, 5, 5.5), hang=1.5, paragraph=2.5, page=(A4[1], A4[0]),
             contents="‥", title_font="gothic", digits=str, font="ume"),
        Look("columns", tiers=2, font="ume", footer="{} ページ", header="施設基準",
             numbers=levels(NOTICE, l1=lambda n: f"{one_wide(n)}．", l4=lambda n: f"({n})",
                           l3=lambda n: f"{kana(n)}．", l2=sign("①"), l5=lambda n: f"{n})",
                           l0=lambda n: f"第{one_wide(n)}　"),
             at=(0, 0, 1, 1, 2, 2, 3), hang=1, paragraph=1, gap="", ruled=True),
        Look("typed", digits=str, gap=" ", framed=True, side="見守り・支援", hang=0,
             numbers=levels(NOTICE, l0="第{}".format, l1="{}.".format, l2="({})".format,
                           l3=lambda n: f"{kana(n)}.", l5=lambda n: f"{chr(ord('a') + n - 1)}.",
                           l6=lambda n: chr(ord("ⅰ") + n - 1)),
             at=(0, 1, 1.5, 2.5, 3, 4, 5), paragraph=1, underlined=True, title_font="gothic",
             font="mincho", footer="（{}）"),
        Look("scroll framed", kind="ordinance", upright=True, framed=True, font="ume",
             numbers=levels(ORDINANCE, l2=sign("⑴"), l4=lambda n: f"（{iroha(n)}）"),
             at=(0, 0.5, 1, 1.5, 2, 2.5, 3), hang=1.5, paragraph=2.5, digits=ordinal_kanji,
             footer="（{}）", gap="　"),
        Look("landscape tiers", kind="ordinance", upright=True, tiers=2, level=True,
             numbers=ORDINANCE, at=(0, 0, 0, 1, 2, 3, 4), hang=-1, paragraph=1, ruled=True,
             page=(A4[1], A4[0]), digits=all_wide, header="見守り料等", font="vl",
             break_sections=True),
        Look("pamphlet", tiers=2, font="gothic", footer="－{}－", aside=14, header="届出",
             numbers=levels(NOTICE, l2="({})".format, l4=lambda n: f"（{kana(n)}）", l1=all_wide,
                           l0=lambda n: f"第{n}　", l6=lambda n: f"{chr(ord('a') + n - 1)}."),
             at=(0, 0.5, 1, 1.5, 2, 3, 4), hang=0.5, paragraph=1.5, digits=str, gap=" "),
        Look("official", kind="ordinance", upright=True, font="vl", side="官報", framed=True,
             numbers=levels(ORDINANCE, l3=lambda n: f"{iroha(n)}", l2=lambda n: f"（{n}）"),
             at=(2, 0, 1, 1, 2, 3, 4), hang=0, paragraph=1, digits=ordinal_kanji, centred=True,
             header="第二部"),
        Look("leaflet", tiers=2, font="ume", footer="{}", header="様式の手引", gap=" ",
             numbers=levels(NOTICE, l0=lambda n: f"第{n}", l1=str, l2="({})".format,
                           l3=lambda n: f"{kana(n)}", l5=lambda n: f"({n})"),
             at=(0, 0, 0.5, 1, 1.5, 2, 2.5), hang=1, paragraph=1, digits=str, ruled=True),
        Look("manual", font="vl", title_font="gothic", underlined=True, aside=9,
             numbers=levels(NOTICE, l1=lambda n: f"{n}）", l2=lambda n: f"（{n}）",
                           l3=lambda n: f"{kana(n)}．", l6=lambda n: f"{chr(ord('ⅰ') + n - 1)}"),
             at=(1, 1, 2, 2.5, 3.5, 4, 5), hang=1.5, paragraph=2.5, digits=str, contents="．",
             gap=" ", footer="施設基準－{}"),
        Look("bulletin", kind="ordinance", upright=True, tiers=3, framed=True, ruled=True,
             numbers=levels(ORDINANCE, l2=sign("⑴"), l4=lambda n: f"（{kana(n)}）"), font="ume",
             at=(2, 0, 1, 2, 3, 3, 4), hang=1, paragraph=1, digits=ordinal_kanji, footer="（{}）"),
        Look("annual", kind="ordinance", upright=True, font="mincho", title_font="gothic",
             numbers=levels(ORDINANCE, l2=lambda n: f"（{in_kanji(n)}）", l5=all_wide),
             at=(0, 0, 0.5, 1, 1.5, 2, 2.5), hang=0, paragraph=1, digits=all_wide, side="年鑑",
             page=(A4[1], A4[0]), tiers=2, header="告示"),
        Look("workbook", font="ud", justified=True, parted=True, gap="", hang=1, paragraph=2,
             numbers=levels(NOTICE, l0="第{}".format, l1=str, l2="({})".format),
             at=(0, 0, 1, 2, 3, 4, 5), digits=str, header="施設基準の届出（令和８年度版）",
             footer="{}／48", footnotes="※１　様式は、地方厚生局のホームページに掲載している。"),
        Look("circular", font="narrow", at=(0, 1, 2, 4, 6, 8, 10), hang=2, paragraph=3, aside=7,
             numbers=levels(NOTICE, l1=lambda n: f"{n}．", l2=lambda n: f"（{n}）", l3=sign("①"),
                           l4=lambda n: f"{kana(n)}　", l5=lambda n: f"（{kana(n)}）"),
             digits=str, gap=" ", title_font="ud", contents="…", footer="施－{}"),
        Look("roll", kind="ordinance", upright=True, level=True, font="ud mincho", hang=1,
             numbers=levels(ORDINANCE, l2=lambda n: f"（{in_kanji(n)}）", l5=one_wide,
                           l6=sign("ⅰ")),
             at=(0, 0, 0, 1, 1, 2, 2), paragraph=1, digits=all_wide, footer="（{}）", side="告示"),
        Look("gazette columns", kind="ordinance", upright=True, tiers=2, font="vl", framed=True,
             numbers=levels(ORDINANCE, l2=sign("⑴"), l4=lambda n: f"（{kana(n)}）", l5=all_wide),
             at=(1, 0, 0.5, 1, 1.5, 2, 2.5), hang=0.5, paragraph=1.5, digits=ordinal_kanji,
             footer="－{}－", header="号外第五十七号"),
        # kept aside
        Look("guidebook", font="ud", tiers=2, ruled=True, justified=True, gap="", hang=1,
             numbers=levels(NOTICE, l0=lambda n: f"第{one_wide(n)}　", l1="{}.".format,
                           l2=lambda n: f"({n})", l3=sign("①"), l4=kana,
                           l5=lambda n: f"({kana(n)})"),
             at=(0, 0, 1, 2, 3, 4, 5), paragraph=1, digits=str, footer="{}", header="届出の手引き",
             footnotes="注）届出の様式については、巻末の一覧を参照のこと。"),
        Look("memo", font="narrow", parted=True, gap=" ", hang=-1, paragraph=1, justified=True,
             numbers=levels(NOTICE, l0=lambda n: f"{sign('Ⅰ')(n)}　" if n <= 10 else f"第{n}",
                           l1=lambda n: f"{wide(str(n))}．", l2=lambda n: f"({n})"),
             at=(0, 1, 1, 2, 3, 4, 5), digits=str, footer="- {} -", underlined=True,
             title_font="ud", header="事務連絡（別紙）"),
        Look("screen", kind="ordinance", upright=True, level=True, font="ud mincho", framed=True,
             numbers=levels(ORDINANCE, l5=all_wide, l4=lambda n: f"（{iroha(n)}）",
                           l6=sign("ⅰ")),
             at=(1, 0, 1, 1.5, 2, 2.5, 3), hang=1, paragraph=2, digits=ordinal_kanji,
             page=(A4[1], A4[0]), side="施設基準", header="見守り料等", footer="{}"),
        Look("chronicle", kind="ordinance", upright=True, tiers=3, font="gothic", ruled=True,
             numbers=levels(ORDINANCE, l2=lambda n: f"（{in_kanji(n)}）", l3=iroha, l5=one_wide),
             at=(0, 0, 1, 1, 2, 2, 3), hang=-1, paragraph=1, digits=all_wide,
             footer="p.{}", header="法令集"),
        # of a third hand
        Look("brochure", font="narrow", tiers=2, hang=-1, paragraph=1, gap=" ",
             numbers=levels(NOTICE, l0=lambda n: f"{roman(n)}．", l1="{}）".format,
                           l2=sign("①"), l3=lambda n: f"{kana(n)}．",
                           l4=lambda n: f"（{kana(n)}）", l5=lambda n: chr(ord("ａ") + n - 1),
                           l6=lambda n: f"({chr(ord('a') + n - 1)})"),
             at=(0, 0, 1, 1, 2, 2, 3), digits=str, footer="{}/36", header="令和８年度　届出案内"),
        Look("charter", kind="ordinance", font="ud mincho", justified=True, framed=True, hang=1,
             numbers=levels(ORDINANCE, l0=lambda n: f"第{in_kanji(n)}　", l5=one_wide,
                           l2=lambda n: f"（{in_kanji(n)}）", l6=sign("ⅰ")),
             at=(0, 1, 2, 2, 3, 3, 4), paragraph=2, title_font="ud", page=(A4[1], A4[0]),
             digits=ordinal_kanji, footer="－ {} －", gap="　", header="告示第五十七号"),
        Look("scripture", kind="ordinance", upright=True, font="ud mincho", tiers=2, hang=1,
             numbers=levels(ORDINANCE, l2=lambda n: f"（{in_kanji(n)}）", l5=all_wide,
                           l6=sign("ⅰ"), l4=lambda n: f"（{iroha(n)}）"),
             at=(0, 1, 1, 2, 2, 3, 3), paragraph=1, digits=all_wide, footer="{}", side="例規集"),
        # of a third hand, kept aside
        Look("minutes", font="ud", hang=1, paragraph=2, gap="　", parted=True,
             numbers=levels(NOTICE, l0=lambda n: f"第{n}章", l1=lambda n: f"（{n}）", l2=sign("①"),
                           l3=kana, l4=lambda n: f"({kana(n)})",
                           l5=lambda n: f"{chr(ord('ａ') + n - 1)}．", l6="{})".format),
             at=(0, 0, 1, 2, 3, 4, 5), digits=str, footer="{}", header="届出に係る取扱い",
             footnotes="※　様式番号は令和８年６月１日現在のものである。"),
        Look("inventory", font="narrow", hang=1, paragraph=1, gap="", justified=True, aside=11,
             numbers=levels(NOTICE, l0=lambda n: f"{roman(n)}　", l1=lambda n: f"{n}　",
                           l2=lambda n: f"（{n}）", l3=sign("①"), l4=lambda n: f"{kana(n)}　",
                           l5=lambda n: f"({kana(n)})"),
             at=(0, 0, 1, 2, 3, 4, 5), digits=all_wide, page=(A4[1], A4[0]), footer="（{}）",
             title_font="ud"),
        Look("tablet", kind="ordinance", upright=True, level=True, font="ume", tiers=2,
             ruled=True, numbers=levels(ORDINANCE, l3=kana, l4=lambda n: f"（{kana(n)}）",
                                       l0=lambda n: f"第{in_kanji(n)}　"),
             at=(0, 0, 0.5, 1, 1.5, 2, 2.5), hang=1, paragraph=1.5, digits=ordinal_kanji,
             footer="－{}－", header="施設基準告示", gap="　"),
        # of a fourth hand
        Look("word", font="ud", hang=2, paragraph=2, gap="　", justified=True, digits=str,
             numbers=levels(NOTICE, l0=lambda n: f"第{n}", l1=lambda n: f"{n}.", l2=sign("⑴"),
                           l3=lambda n: f"{kana(n)}.", l5=lambda n: f"{chr(ord('ａ') + n - 1)}"),
             at=(0, 1, 1, 2, 3, 4, 5), footer="{} / 58", header="特掲診療料の施設基準等",
             footnotes="注　届出は毎月末日までに行うこと。"),
        Look("heading", font="ud mincho", title_font="ud", hang=1, paragraph=1, gap="　",
             numbers=levels(NOTICE, l0=lambda n: f"第{in_kanji(n)}　", l1=lambda n: f"{n}　",
                           l3=sign("①"), l4=lambda n: f"（{kana(n)}）", l5=kana),
             at=(0, 0, 0, 1, 1, 2, 2), digits=str, footer="－ {} －", aside=10, centred=True),
        Look("upright annex", kind="ordinance", upright=True, font="ume", hang=0,
             numbers=levels(ORDINANCE, l2=lambda n: f"（{in_kanji(n)}）", l3=kana,
                           l4=lambda n: f"（{kana(n)}）", l5=all_wide),
             at=(0, 1, 1, 2, 2, 3, 3), paragraph=1, digits=ordinal_kanji, footer="－ {} －",
             header="別表"),
        # of a fourth hand, kept aside
        Look("prefecture", font="ume", hang=1, paragraph=2, gap=" ", underlined=True, digits=str,
             numbers=levels(NOTICE, l0=lambda n: f"【第{n}】", l1=lambda n: f"{n}　",
                           l2=lambda n: f"({n})", l3=lambda n: f"{kana(n)}", l5=sign("ⓐ")),
             at=(0, 1, 2, 3, 4, 5, 6), footer="P{}", parted=True,
             footnotes="＊　様式は県のホームページを参照のこと。"),
        Look("reprint", font="ume", title_font="ud", tiers=2, hang=1, paragraph=1, gap="　",
             numbers=levels(NOTICE, l0=lambda n: f"第{one_wide(n)}", l2=sign("⑴")), justified=True,
             at=(0, 0, 0, 1, 2, 3, 4), digits=one_wide, footer="{}", header="医療課関係通知集"),
        Look("upright statute", kind="ordinance", upright=True, font="ume", level=True, tiers=2,
             numbers=levels(ORDINANCE, l2=sign("㈠"), l3=iroha, l4=sign("⑴"), l5=sign("ⅰ"),
                           l6=lambda n: f"（{in_kanji(n)}）"),
             at=(0, 1, 2, 3, 4, 5, 6), hang=1, paragraph=1, digits=all_wide, footer="{}",
             header="厚生労働省告示", framed=True),
        # of a seventh hand, kept aside
        Look("insurer", font="ud", title_font="ud", hang=2, paragraph=1, gap="　", digits=str,
             numbers=levels(NOTICE, l0=lambda n: f"第{n}節　", l1=lambda n: f"{n}　",
                           l2=lambda n: f"（{n}）", l3=sign("①"), l4=kana,
                           l5=lambda n: f"({kana(n)})"),
             at=(0, 0, 1, 2, 2, 3, 4), footer="- {} -", header="届出の手引", break_sections=True,
             justified=True),
        Look("ledger", font="ume", hang=0, paragraph=1, gap=" ", digits=one_wide, aside=8,
             numbers=levels(NOTICE, l0=lambda n: f"〔第{n}〕", l1=lambda n: f"{n}．",
                           l2=lambda n: f"({n})", l3=lambda n: f"{kana(n)}、", l4=sign("①")),
             at=(0, 0, 1, 1, 2, 3, 3), footer="{}頁", framed=True, centred=True),
    )
}  # fmt: skip
HELD = ("insurer", "ledger", "guidebook", "memo", "screen", "chronicle", "minutes", "inventory",
        "tablet", "prefecture", "reprint", "upright statute")  # fmt: skip
"""Looks that are kept aside."""


def number_of(node: Node, look: Look) -> str:
    """The number of a node as a look prints it."""
    if node.level == ENCLOSED:
        return f"別添{one_wide(node.number)}"
    if node.level == LISTED:
        return "の".join(in_kanji(n) for n in (node.number, node.branch) if n).join(("別表第", ""))
    printed = look.numbers[node.level](node.number)
    if not node.branch:
        return printed
    bare = printed.rstrip("　．.）")
    branch = look.numbers[1](node.branch).rstrip("　．.）")
    return f"{bare}の{branch}{printed[len(bare) :]}"


def typeset(document: Document, look: Look, path: Path) -> None:
    """Write a document as a PDF."""
    _Setter(look, path).document(document)


class _Setter:
    def __init__(self, look: Look, path: Path) -> None:
        self.look = look
        for name in {look.font, look.title_font or look.font}:
            pdfmetrics.registerFont(TTFont(_own(name), font_file(name)))
        self.canvas = Canvas(str(path), pagesize=look.page, invariant=1)
        self.number = 0
        self.tier = 0
        self.across = 0.0
        self.font = _own(look.font)
        self.under = False
        self.section = ""
        self.sentences = 0
        self._turn()

    def document(self, document: Document) -> None:
        look = self.look
        if look.contents:
            self._contents(document)
            self._turn()
        self._row(
            8, f"{document.title}の取扱いについて" if document.kind == "notice" else document.title
        )
        self._space(1)
        for paragraph in document.preface if document.kind == "notice" else ():
            self._prose(1, 0, self._numbers(paragraph))
        for section in document.sections:
            self._node(section)
        for annex in document.annexes:
            self._annex(annex)
        self.canvas.save()

    def _contents(self, document: Document) -> None:
        self._row(10, "目　次")
        room = self._room(0) / self.look.size
        sections = [s for each in document.sections for s in (each, *each.children) if not s.level]
        for at, section in enumerate(sections):
            words = f"{number_of(section, self.look)}{self.look.gap or '　'}{section.text}"
            filled = int(room - self._width(words) / self.look.size - 3)
            self._row(0, f"{words}{self.look.contents * filled}{at + 2}")

    def _node(self, node: Node) -> None:
        look = self.look
        if node.level == ENCLOSED:
            self._enclosed(node)
            return
        number = number_of(node, look)
        text = self._numbers(node.text)
        at = look.at[node.level]
        if node.level == 0:
            self.section = node.text
        if node.level == 0 and look.break_sections and node.number > 1:
            self._turn()
        if node.title and node.level <= 2 and look.title_font:
            self.font = _own(look.title_font)
        if node.level == 0 and look.centred and not look.upright:
            width = self._width(f"{number}{look.gap}{text}") / look.size
            at = max((self._room(0) / look.size - width) / 2, 0)
        hang = at + look.hang if look.hang >= 0 else max(at - 1, 0)
        self.sentences += not node.title
        self.under = (look.underlined and node.title) or (
            look.changed and not node.title and self.sentences % 5 == 0
        )
        if look.mark and not node.title and self.sentences % 6 == 0:
            self._mark()
        if look.parted and node.level == 1:
            self._part()
        self._prose(at, hang, f"{number}{look.gap}{text}", level=look.level)
        self.font, self.under = _own(look.font), False
        for paragraph in node.paragraphs:
            first = at if node.level or not look.centred else 0
            self._prose(first + look.paragraph + (look.hang < 0),
                        first + max(look.paragraph - 1, 0), self._numbers(paragraph))  # fmt: skip
        for child in node.children:
            self._node(child)

    def _enclosed(self, node: Node) -> None:
        self._turn()
        number = number_of(node, self.look)
        at = 0 if not self.look.centred else self._room(0) / self.look.size - len(number)
        self._row(at, number)
        self._space(0.5)
        self._row(9, node.text)
        self._space(0.5)
        for child in node.children:
            self._node(child)

    def _annex(self, annex: Node) -> None:
        look = self.look
        self._prose(look.at[0], look.at[0] + 4,
                    f"{number_of(annex, look)}　{self._numbers(annex.text)}")  # fmt: skip
        for child in annex.children:
            at = look.at[1]
            self._prose(at, at + 1, f"{number_of(child, look)}　{self._numbers(child.text)}")

    def _numbers(self, text: str) -> str:
        """A text with its numbers as the look prints them; those of references to labels as the
        labels are printed."""
        look = self.look
        text = text.replace("(", "（").replace(")", "）")
        brackets = "({})" if look.level or not look.upright else "（{}）"

        def labelled(match: re.Match[str]) -> str:
            number = int(match[1])
            return brackets.format(number if look.level else look.digits(number))

        text = re.sub("（([0-9]+)）", labelled, text)
        return re.sub(
            "(?<![0-9(])[0-9]+(?![0-9)])",
            lambda m: look.digits(int(m[0])) if not m[0].startswith("0") else wide(m[0]),
            text,
        )

    # --- rows

    def _prose(self, indent: float, hang: float, text: str, *, level: bool = False) -> None:
        lines, line, room = [], "", self._room(indent)
        for unit in re.findall(r"[(][0-9]+[)]|[0-9A-Za-z][0-9,A-Za-z]*|.", text):
            if line and self._width(line + unit) > room and unit not in _NOT_FIRST:
                lines.append(line)
                line, room = "", self._room(hang)
            elif line[-1:] in _NOT_FIRST and unit in _NOT_FIRST and self._width(line) > room:
                # one sign may hang; of more, what they stand behind goes over with them
                cut = max(k for k, sign in enumerate(line) if sign not in _NOT_FIRST)
                lines.append(line[:cut])
                line, room = line[cut:], self._room(hang)
            line += unit
        for number, each in enumerate([*lines, line]):
            here = hang if number else indent
            full = self.look.justified and number < len(lines)
            self._row(here, each.rstrip(" "), self._room(here) if full else 0.0)

    def _mark(self) -> None:
        """What stands in the margin beside the row that comes next."""
        look = self.look
        if self.across - look.size * look.leading < 80:
            return
        x, y = self._at(0)
        self.canvas.setFont(_own(look.font), 0.8 * look.size)
        if look.upright:
            self.canvas.drawString(x - look.size * look.leading, y + 2.2 * look.size, look.mark)
        else:
            self.canvas.drawString(x - 2.2 * look.size, y - look.size * look.leading, look.mark)

    def _part(self) -> None:
        """A rule from edge to edge over what comes next."""
        x, y = self._at(0)
        if y != self._first():
            self.canvas.setLineWidth(0.4)
            y -= 0.45 * self.look.size
            self.canvas.line(x, y, x + self._room(0), y)
            self._space(0.35)

    def _row(self, indent: float, text: str, room: float = 0.0) -> None:
        """A row; with ``room`` (points) its characters are set apart until they fill it."""
        self._next()
        x, y = self._at(indent)
        self.canvas.setFont(self.font, self.look.size)
        if self.look.upright:
            self._upright(text, x, y)
            if self.under:
                beside, top = x + 1.1 * self.look.size, y + self.look.size
                self.canvas.setLineWidth(0.5)
                self.canvas.line(beside, top, beside, top - self._width(text))
        else:
            apart = (room - self._width(text)) / max(len(text) - 1, 1) if room else 0.0
            self.canvas.drawString(x, y, text, charSpace=max(apart, -0.08 * self.look.size))
            if self.under:
                self.canvas.setLineWidth(0.5)
                self.canvas.line(x, y - 2, x + self._width(text), y - 2)

    def _upright(self, text: str, x: float, y: float) -> None:
        size = self.look.size
        for sign in self._signs(text):
            if len(sign) > 1:
                # set level: signs beside each other in one place
                width = pdfmetrics.stringWidth(sign, self.font, size)
                narrow = min(1.0, size / width)
                level = self.canvas.beginText(x + (size - narrow * width) / 2, y)
                level.setFont(self.font, size)
                level.setHorizScale(100 * narrow)
                level.textOut(sign)
                self.canvas.drawText(level)
            elif sign in _TURNED:
                self.canvas.saveState()
                self.canvas.translate(x + 0.12 * size, y + 0.88 * size)
                self.canvas.rotate(-90)
                self.canvas.drawString(0, 0, sign)
                self.canvas.restoreState()
            else:
                shift = 0.25 * size if sign.isascii() else 0
                self.canvas.drawString(x + shift, y, sign)
            y -= size

    def _signs(self, text: str) -> Iterator[str]:
        """The signs that take a place each in vertical writing."""
        if not self.look.level:
            yield from text
            return
        yield from re.findall(rf"{_LEVEL.pattern}|.", text)

    def _next(self) -> None:
        self.across -= self.look.size * self.look.leading
        if self.across < (76 if self.look.footnotes else 52):
            self._turn_tier()
            self.across -= self.look.size * self.look.leading

    def _space(self, rows: float) -> None:
        self.across -= rows * self.look.size * self.look.leading

    def _at(self, indent: float) -> tuple[float, float]:
        """Where a row begins whose indent is given."""
        look = self.look
        inset = indent * look.size
        if look.upright:
            top = look.page[1] - 60 - self.tier * self._depth()
            return self.across, top - inset - look.size
        shift = look.aside if self.number % 2 else 0.0
        return 60 + shift + inset + self.tier * self._depth(), self.across

    def _depth(self) -> float:
        """The height of a tier, or the width of a column."""
        look = self.look
        if look.upright:
            return (look.page[1] - 110) / look.tiers
        return (look.page[0] - 122 - look.aside) / look.tiers

    def _room(self, indent: float) -> float:
        look = self.look
        if look.upright:
            apart = 2 * look.size if look.tiers > 1 else 12
            return self._depth() - apart - indent * look.size
        apart = 2 * look.size if look.tiers > 1 else 0
        return self._depth() - apart - indent * look.size

    def _width(self, text: str) -> float:
        if self.look.upright:
            return len(list(self._signs(text))) * self.look.size
        return float(pdfmetrics.stringWidth(text, self.font, self.look.size))

    def _turn_tier(self) -> None:
        if self.tier + 1 < self.look.tiers:
            self.tier += 1
            self.across = self._first()
        else:
            self._turn()

    def _turn(self) -> None:
        look = self.look
        if self.number:
            self.canvas.showPage()
        self.number += 1
        self.tier = 0
        self.canvas.setFont(_own(look.font), look.size)
        middle = look.page[0] / 2
        self.canvas.drawCentredString(middle, 30, look.footer.format(self.number))
        if look.header:
            self.canvas.drawString(look.page[0] - 170, look.page[1] - 36, look.header)
        if look.running and self.section:
            self.canvas.drawString(60, look.page[1] - 36, self.section[:20])
        self._furniture()
        self.across = self._first()

    def _first(self) -> float:
        """Where the first row of a tier stands."""
        look = self.look
        return look.page[0] - 50 if look.upright else look.page[1] - 58

    def _furniture(self) -> None:
        """What is drawn on each page."""
        look, (width, height) = self.look, self.look.page
        self.canvas.setLineWidth(0.6)
        if look.framed:
            self.canvas.rect(44, 46, width - 88, height - 92)
        for at in range(1, look.tiers) if look.ruled else ():
            along = at * self._depth() - look.size
            if look.upright:
                self.canvas.line(50, height - 60 - along, width - 40, height - 60 - along)
            else:
                shift = look.aside if self.number % 2 else 0.0
                self.canvas.line(60 + shift + along, 50, 60 + shift + along, height - 50)
        if look.footnotes and self.number % 3 == 0:
            self.canvas.line(60, 66, 180, 66)
            self.canvas.setFont(_own(look.font), 0.8 * look.size)
            self.canvas.drawString(60, 52, look.footnotes)
            self.canvas.setFont(_own(look.font), look.size)
        for at, sign in enumerate(look.side):
            self.canvas.drawString(width - 30, height / 2 - at * look.size, sign)


def _own(font: str) -> str:
    """A name of our own: fonts are known to the whole process, and others call theirs the same."""
    return f"criteria-{font}"
