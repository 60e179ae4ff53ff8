"""A notice on paper, from left to right or from top to bottom, in one of several looks."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from reportlab.lib.pagesizes import A4, B5
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from tools.fee_notices.notice import KANA, Item, Line, Notice, Paragraph

_FONTS = Path("/usr/share/fonts")
_FILES = {
    "mincho": "ipaexm.ttf",
    "gothic": "ipaexg.ttf",
    "ud": "BIZUDGothic-Regular.ttf",
    "ud mincho": "BIZUDMincho-Regular.ttf",
    "narrow": "ipamp.ttf",
    "ume": "ume-tmo3.ttf",
}
_NOT_FIRST = "、。）」』)"
_WIDE = {ord(c): ord(c) + 0xFEE0 for c in "0123456789-ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
_KANJI = "〇一二三四五六七八九"
_TURNED = "（）「」『』()［］【】＜＞ー－―…"
"""Signs that lie on their side in vertical writing."""


def font_file(name: str) -> str:
    """The file of a font by its name here."""
    return str(next(_FONTS.rglob(_FILES[name])))


def wide(text: str) -> str:
    """Digits and letters full-width."""
    return text.translate(_WIDE)


def wide_if_one(number: str) -> str:
    """As in notices: full-width where it is one digit."""
    return wide(number) if len(number) == 1 else number


def kanji(number: int) -> str:
    """A number below 100 in kanji."""
    tens, ones = divmod(number, 10)
    ten = "" if not tens else "十" if tens == 1 else f"{_KANJI[tens]}十"
    return ten + (_KANJI[ones] if ones or not tens else "")


LINES: tuple[Callable[[int], str], ...] = (
    lambda n: KANA[n], lambda n: f"({KANA[n]})", lambda n: chr(0x2460 + n),
)  # fmt: skip
"""Labels of lines: ア, (イ), ①, counted from 0, one a depth."""


@dataclass(frozen=True)
class Look:
    """How a notice is set: indents and hangs in characters, all else in points.

    ``hang`` is where a text goes on below its label, counted from the label: less than 0 where only
    its first row is set in.
    """

    name: str
    upright: bool = False
    code: Callable[[str], str] = wide
    head: str = "{code}　{name}"
    head_font: str = "mincho"
    head_at: float = 1
    boxed: bool = False
    number: Callable[[int], str] = lambda n: f"({wide_if_one(str(n))})"
    gap: str = "　"
    at: float = 2
    step: float = 1
    hang: float = 2
    general: str = "＜通則＞"
    heading_at: float = 0
    aside: float = 0.0
    footer: str = "- {} -"
    header: str = ""
    which: str = "医科"
    digits: Callable[[str], str] = wide_if_one
    font: str = "mincho"
    justified: bool = False
    """Whether lines that are full end at the edge."""
    columns: int = 1
    """Columns of a page, or tiers of a vertical one."""
    footnotes: str = ""
    """What stands in small below a short rule at the foot of every third page."""
    rich: bool = False
    """Whether its notices hold what :class:`~tools.fee_notices.notice.Author` calls rich."""
    lines: tuple[Callable[[int], str], ...] = LINES
    name_apart: bool = False
    """Whether the name of an item stands in the row below its code."""
    ruled_heads: bool = False
    """Whether a rule runs below each head."""
    running: bool = False
    """Whether the title of the section stands at the head of each page."""
    mark: str = ""
    """What stands in the margin beside one paragraph in six."""
    underlined: bool = False
    """Whether one paragraph in five is underlined."""
    between: float = 0.0
    """Rows left white before each head."""
    unit: str = "節"
    size: float = 10.0
    leading: float = 1.6
    page: tuple[float, float] = A4

    @property
    def bracketed(self) -> bool:
        """Whether the numbers of paragraphs stand in brackets."""
        return "(" in unicodedata.normalize("NFKC", self.number(1))

    def of(self, seed: int) -> Look:
        """The look with the size, the pitch and the paper of a seed."""
        chance = random.Random(f"{self.name} {seed}")
        return replace(
            self,
            size=chance.choice((9.0, 9.6, 10.0, 10.5)),
            leading=chance.choice((1.45, 1.6, 1.75)),
            page=chance.choice((A4, A4, B5)),
        )


LOOKS = {
    look.name: look
    for look in (
        Look("plain"),
        Look("half", code=str, head="{code}  {name}", number="({})".format, gap=" ", hang=1,
             digits=str, footer="医科－{}", general="通則"),
        Look("gothic", head_font="gothic", number="({})".format, gap="", hang=1, head_at=0, at=1),
        Look("flush", hang=0, at=1, step=0, head_at=0, general="［通則］"),
        Look("aside", number=lambda n: f"（{wide_if_one(str(n))}）", aside=14, heading_at=9, at=1.5,
             footer="{}"),
        Look("dispensing", which="調剤", head="区分{code}　{name}", heading_at=0, hang=2),
        Look("upright", upright=True, number=lambda n: f"（{kanji(n)}）", footer="{}",
             digits=lambda n: kanji(int(n)) if int(n) < 100 else wide(n)),
        Look("boxed", boxed=True, head_font="gothic", number=lambda n: wide_if_one(str(n)), at=1,
             hang=2, general="通　則", head_at=0.5),
        Look("first row", hang=-1, at=2, head_at=0, general="＜通則＞", footer="- {} -"),
        Look("brackets", head="【{code}】　{name}", head_font="gothic", number="{}.".format,
             gap=" ", hang=2, at=2, header="実施上の留意事項", head_at=2, digits=str),
        Look("centred", heading_at=14, head_at=11, at=0, hang=3, number="（{}）".format,
             head_font="gothic", digits=str, footer="医科－{}"),
        Look("tight", head="{code}{name}", number=lambda n: f"({wide_if_one(str(n))})", at=1.5,
             hang=1.5, head_at=0),
        Look("stops", number=lambda n: f"{wide_if_one(str(n))}．", gap="", hang=1, at=1, head_at=0,
             code=str, head="{code}　　{name}", general="通則", aside=10),
        Look("upright digits", upright=True, number=lambda n: f"({wide(str(n))})", digits=wide,
             hang=1, at=1, head_at=0, footer="- {} -", general="通則"),
        Look("leaflet", number=lambda n: f"{n})", gap=" ", at=1, hang=1.5, step=0.5, digits=str,
             code=str, head="{code} {name}", head_font="gothic", head_at=0, footer="P.{}",
             header="算定の手引", general="◇通則"),
        Look("framed numbers", number=lambda n: f"（{n}）", gap="", at=0, hang=2.5, step=1.5,
             boxed=True, head="〔{code}〕{name}", head_at=1, general="【通則】", heading_at=4,
             digits=str, footer="（{}）", aside=8),
        Look("upright stops", upright=True, number=kanji, gap="　", at=1, hang=2, step=1.5,
             digits=lambda n: kanji(int(n)) if int(n) < 100 else wide(n), head="{code}　　{name}",
             head_at=0, footer="（{}）", general="○通則", head_font="gothic"),
        Look("upright level", upright=True, number=lambda n: f"（{kanji(n)}）", gap="", at=1,
             hang=1, step=1, digits=wide, head_at=2, footer="{}", general="（通則）",
             header="留意事項", code=wide),
        Look("handout", font="ud", head_font="ud", justified=True, number="({})".format, gap="",
             at=0, hang=1, step=1, digits=str, code=str, head="{code}　{name}", head_at=0,
             footer="{}／120", header="令和８年度改定",
             footnotes="※　詳細は別紙様式を参照のこと。"),
        Look("two columns", columns=2, font="narrow", head_font="gothic", head="■{code}　{name}",
             number=lambda n: f"({wide_if_one(str(n))})", gap="　", at=0, hang=1, step=0.5,
             head_at=0, general="■通則", footer="- {} -"),
        Look("upright close", upright=True, font="ud mincho", head_font="ud mincho", gap="",
             number=lambda n: f"（{kanji(n)}）", digits=lambda n: kanji(int(n)) if int(n) < 100
             else wide(n), at=0, hang=1, step=1, head_at=1, footer="（{}）", header="留意事項通知"),
        # kept aside
        Look("primer", font="narrow", head_font="ud", number="{}.".format, gap="", at=1, hang=1,
             step=1, digits=str, code=str, head="［{code}］{name}", head_at=0, justified=True,
             general="＜通則＞", footer="p. {}", aside=12, header="算定上の留意事項",
             footnotes="注１　この欄は令和８年６月１日現在のものである。"),
        Look("notebook", columns=2, font="ud", head_font="ud", number=lambda n: f"（{n}）", gap="",
             at=0, hang=1, step=1, digits=str, code=str, head="{code} {name}", head_at=0,
             boxed=True, general="通則", justified=True, footer="{}"),
        Look("upright roll", upright=True, columns=2, font="ud mincho", head_font="gothic",
             number=lambda n: f"（{kanji(n)}）", gap="　", at=0.5, hang=1, step=0.5,
             digits=lambda n: kanji(int(n)) if int(n) < 100 else wide(n), head_at=0,
             general="＜通則＞", footer="{}", header="官報"),
        # of a third hand
        Look("digest", font="narrow", head_font="mincho", number=lambda n: f"（{wide(str(n))}）",
             gap="", at=1, hang=-1, step=1, digits=wide, code=wide, head="{code}：{name}",
             head_at=0, general="【通則】", justified=True, footer="－ {} －",
             header="算定方法に係る留意事項", footnotes="※　様式は別に定める。"),
        Look("upright notes", upright=True, columns=2, font="ume", head_font="ume", gap="　",
             number=lambda n: f"（{kanji(n)}）", at=0, hang=1, step=1, head_at=0, boxed=False,
             digits=wide, general="（通則）", footer="（{}）", header="通知集", code=wide),
        Look("casebook", columns=2, font="ud mincho", head_font="ud", number="{}.".format, gap=" ",
             at=0.5, hang=1.5, step=1, digits=str, code=str, head="〈{code}〉 {name}", head_at=0,
             general="〈通則〉", footer="{}頁", header="医科点数表", justified=True),
        # of a third hand, kept aside
        Look("compendium", columns=2, font="ume", head_font="gothic", justified=True,
             number=lambda n: f"（{n}）", gap="　", at=0, hang=1, step=0.5, digits=wide_if_one,
             head="◎{code}　{name}", head_at=0, general="◎通則", footer="P {}", aside=8,
             header="留意事項通知（抄）"),
        Look("reader", font="ud", head_font="ud", number=lambda n: f"{wide(str(n))}）", gap="",
             at=0, hang=2, step=1.5, digits=str, code=wide, head="{code}．{name}", head_at=1,
             general="（通則）", footer="{}／210", justified=True),
        Look("upright book", upright=True, columns=3, font="ud mincho", head_font="ud mincho",
             number=lambda n: f"（{wide(str(n))}）", gap="", digits=wide, at=0, hang=1, step=0.5,
             head_at=0.5, general="通則", footer="{}", header="事務提要"),
        # of a fourth hand
        Look("square", font="ud mincho", head_font="ud mincho", gap="", at=1, hang=1, step=1,
             number=lambda n: chr(0x2473 + n), head_at=0, general="通則", footer="－{}－"),
        Look("web", font="ud", head_font="ud", number="({})".format, gap=" ", at=0, hang=0, step=1,
             digits=str, code=str, head="{code} {name}", head_at=0, general="通則",
             header="留意事項通知｜診療報酬", footer="{} / 96",
             footnotes="※　最終更新日　令和８年６月１日"),
        Look("upright gazette", upright=True, columns=4, font="mincho", gap="　", at=0, hang=1,
             number=lambda n: f"（{kanji(n)}）", step=1, head_at=0, general="通則", footer="{}",
             digits=lambda n: kanji(int(n)) if int(n) < 100 else wide(n),
             header="官報（号外第七四号）"),
        Look("upright marked", upright=True, font="ume", head_font="gothic", gap="　", at=1,
             number=kanji, hang=1, step=1, head="●{code}　{name}", head_at=0, digits=wide,
             general="●通則", footer="－{}－", header="診療報酬の算定　第二編"),
        # of a fourth hand, kept aside
        Look("square columns", columns=2, font="ume", head_font="ume", gap="　", at=0, hang=1,
             number=lambda n: chr(0x2473 + n), step=1, head_at=0, general="【通則】",
             head="{code}　{name}", digits=str, footer="{}", header="医科",
             footnotes="注　様式は別添２による。"),
        Look("upright annex", upright=True, columns=2, font="ud mincho", head_font="ud mincho",
             number=lambda n: f"（{wide(str(n))}）", gap="　", at=0, hang=1, step=1, head_at=1,
             digits=wide, general="＜通則＞", footer="（{}）", header="保険局医療課長通知別添一"),
        Look("typewritten", font="narrow", head_font="narrow", gap="　", at=2,
             number=lambda n: f"（{n}）", hang=3, step=1, digits=wide_if_one,
             head="{code}　　{name}", head_at=3,
             heading_at=6, aside=12, general="通　則", footer="{}", justified=True),
        Look("upright stop", upright=True, font="mincho", number=lambda n: f"{kanji(n)}、", gap="",
             at=1, hang=1, step=1, head="（{code}）{name}", head_at=0, digits=lambda n:
             kanji(int(n)) if int(n) < 100 else wide(n), general="（通則）", footer="{}",
             header="通知"),
    )
}  # fmt: skip
HELD = ("primer", "notebook", "upright roll", "compendium", "reader", "upright book",
        "square columns", "upright annex", "typewritten", "upright stop")  # fmt: skip
"""Looks that are kept aside."""


def typeset(notice: Notice, look: Look, path: Path) -> None:
    """Write a notice as a PDF."""
    _Setter(look, path).notice(notice)


class _Setter:
    def __init__(self, look: Look, path: Path) -> None:
        self.look = look
        for name in _FILES:
            pdfmetrics.registerFont(TTFont(name, font_file(name)))
        self.canvas = Canvas(str(path), pagesize=look.page, invariant=1)
        self.number = 0
        self.across = 0.0
        self.font = look.font
        self.column = 0
        self.section = ""
        self.under = False
        self.paragraphs = 0
        self._turn()

    def notice(self, notice: Notice) -> None:
        look = self.look
        self._row(0, "別添１")
        self._row(
            8 if look.columns == 1 else 0,
            f"{look.which}{'' if look.which == '調剤' else '診療'}報酬点数表に関する事項",
        )
        self._space(1)
        for number, section in enumerate(notice.sections, 1):
            digit = kanji(number) if look.upright else wide(str(number))
            self.section = section.title
            self._row(look.heading_at, f"第{digit}{look.unit}　{section.title}")
            if section.general:
                self._row(look.heading_at, look.general)
                for at, paragraph in enumerate(section.general, 1):
                    label = kanji(at) if look.upright else self._digits(str(at))
                    self._paragraph(
                        label, max(look.at - 1, 0) if look.rich else look.at - 1, paragraph
                    )
            for item in section.items:
                self._item(item)
        self.canvas.save()

    def _item(self, item: Item) -> None:
        look = self.look
        separator = "、" if len(item.heads) > 1 else ""
        heads = separator.join(
            look.head.format(code=self._code(code), name=name) for code, name in item.heads
        )
        if item.through:
            closed = "まで" if item.through == "から" else ""
            codes = f"{self._code(item.heads[0][0])}{item.through}{self._code(item.last)}{closed}"
            heads = look.head.format(code=codes, name="削除")
        self.font = look.head_font
        self._space(look.between)
        if look.name_apart and not item.deleted:
            self._named_below(item)
        else:
            self._head(heads)
        if look.ruled_heads:
            self._rule()
        self.font = look.font
        if item.lead:
            self._prose(look.at + 1, look.at, self._numbers(item.lead))
        for at, paragraph in enumerate(item.paragraphs, 1):
            self._paragraph(look.number(at), look.at, paragraph)
        for at, branch in enumerate(item.branches, 1):
            label = kanji(at) if look.upright else self._digits(str(at))
            self._row(look.at, f"{label}　{branch.title}")
            for below, paragraph in enumerate(branch.paragraphs, 1):
                inner = f"({self._digits(str(below))})"
                number = look.number(below) if look.bracketed else inner
                self._paragraph(number, look.at + max(look.step, 0.5), paragraph)

    def _named_below(self, item: Item) -> None:
        """Codes in a row, their names in the next."""
        for code, name in item.heads:
            self._row(self.look.head_at, self.look.head.format(code=self._code(code), name=""))
            self._row(self.look.head_at + 1, name)

    def _rule(self) -> None:
        """A rule along the row that was set last, from edge to edge."""
        x, y = self._at(0)
        self.canvas.setLineWidth(0.4)
        off = 0.35 * self.look.size
        if self.look.upright:
            top = y + self.look.size
            self.canvas.line(x - off, top, x - off, top - self._room(0))
        else:
            self.canvas.line(x, y - off, x + self._room(0), y - off)

    def _code(self, code: str) -> str:
        look = self.look
        if look.which == "調剤":
            return wide(code).replace("－", "の")
        return look.code(code)

    def _paragraph(self, label: str, at: float, paragraph: Paragraph) -> None:
        look = self.look
        hang = at + look.hang
        # a number alone is never set without white behind it
        gap = look.gap or ("" if "(" in label else "　")
        self.paragraphs += 1
        if look.mark and self.paragraphs % 6 == 0:
            self._mark()
        self.under = look.underlined and self.paragraphs % 5 == 0
        self._prose(at, hang, f"{label}{gap}{self._numbers(paragraph.text)}")
        self.under = False
        self._lines(paragraph.lines, max(at + look.step, at), 0)
        if paragraph.further:
            self._prose(max(hang, at) + 1, hang, self._numbers(paragraph.further))
        if paragraph.rows:
            self._table(max(hang, at), paragraph.rows)

    def _mark(self) -> None:
        """What stands in the margin beside the row that comes next."""
        look = self.look
        if self.across - look.size * look.leading < 80:
            return
        x, y = self._at(0)
        self.canvas.setFont(look.font, 0.8 * look.size)
        if look.upright:
            self.canvas.drawString(x - look.size * look.leading, y + 2.2 * look.size, look.mark)
        else:
            self.canvas.drawString(x - 2.2 * look.size, y - look.size * look.leading, look.mark)

    def _lines(self, lines: list[Line], at: float, depth: int) -> None:
        look = self.look
        for number, line in enumerate(lines):
            hang = at + min(look.hang, 1)
            self._prose(
                at,
                hang,
                f"{look.lines[depth](number)}{look.gap or '　'}{self._numbers(line.text)}",
            )
            self._lines(line.below, at + look.step, depth + 1)

    def _digits(self, number: str) -> str:
        return self.look.digits(number)

    def _numbers(self, text: str) -> str:
        text = unicodedata.normalize("NFKC", text).replace("(", "（").replace(")", "）")
        if not self.look.upright:
            text = re.sub("（(?=[0-9])", "(", text)
            text = re.sub("(?<=[0-9])）", ")", text)
        text = re.sub(" (?=[^0-9])", "　", text)
        if self.look.code is not str:
            text = re.sub("[A-Z][0-9]{3}|[A-Z]型", lambda m: wide(m[0]), text)
        return re.sub("[0-9]+", lambda m: self._digits(m[0]), text)

    # --- rows

    def _prose(self, indent: float, hang: float, text: str) -> None:
        lines, line, room = [], "", self._room(indent)
        for unit in re.findall("[0-9A-Za-z][0-9,A-Za-z]*|.", text):
            if line and self._width(line + unit) > room and unit not in _NOT_FIRST:
                lines.append(line)
                line, room = "", self._room(hang)
            line += unit
        for number, each in enumerate([*lines, line]):
            here = hang if number else indent
            full = self.look.justified and number < len(lines)
            self._row(here, each.strip(" "), self._room(here) if full else 0.0)

    def _head(self, text: str) -> None:
        look = self.look
        # a head breaks where it is too long
        self._prose(look.head_at, look.head_at + 5, text)
        if look.boxed:
            x, y = self._at(look.head_at)
            width = min(self._width(text), self._room(look.head_at)) + 6
            self.canvas.rect(x - 3, y - 0.3 * look.size, width, 1.35 * look.size)

    def _row(self, indent: float, text: str, room: float = 0.0) -> None:
        """A row; with ``room`` (points) its characters are set apart until they fill it."""
        self._next()
        x, y = self._at(indent)
        self.canvas.setFont(self.font, self.look.size)
        if self.look.upright:
            self._upright(text, x, y)
        else:
            apart = (room - self._width(text)) / max(len(text) - 1, 1) if room else 0.0
            self.canvas.drawString(x, y, text, charSpace=max(apart, -0.08 * self.look.size))
        if self.under:
            self._underline(x, y, text)

    def _underline(self, x: float, y: float, text: str) -> None:
        width, size = self._width(text), self.look.size
        self.canvas.setLineWidth(0.5)
        if self.look.upright:
            self.canvas.line(x + 1.1 * size, y + size, x + 1.1 * size, y + size - width)
        else:
            self.canvas.line(x, y - 0.2 * size, x + width, y - 0.2 * size)

    def _upright(self, text: str, x: float, y: float) -> None:
        size = self.look.size
        for sign in text:
            if sign in _TURNED:
                self.canvas.saveState()
                self.canvas.translate(x + 0.12 * size, y + 0.88 * size)
                self.canvas.rotate(-90)
                self.canvas.drawString(0, 0, sign)
                self.canvas.restoreState()
            else:
                self.canvas.drawString(x, y, sign)
            y -= size

    def _table(self, indent: float, rows: list[list[str]]) -> None:
        size = self.look.size
        if self.look.upright:
            for row in rows:
                # in a narrow tier a row of wide white would run into the next one
                self._row(indent, ("　" if self.look.columns > 2 else "　　").join(row))
            return
        small = min(self._room(indent) / (22 * size), 1.0)
        size *= small
        height, widths = 1.6 * size, [9 * size, 7 * size, 6 * size]
        self.canvas.setFont(self.font, size)
        if self.across - height * (len(rows) + 1) < 70:
            self._turn_column()
        x, _ = self._at(indent)
        top = self.across - 0.6 * size
        for number in range(len(rows) + 1):
            y = top - number * height
            self.canvas.line(x, y, x + sum(widths), y)
        for number in range(len(widths) + 1):
            at = x + sum(widths[:number])
            self.canvas.line(at, top, at, top - height * len(rows))
        for number, row in enumerate(rows):
            for column, text in enumerate(row):
                at = x + sum(widths[:column]) + 0.4 * size
                self.canvas.drawString(at, top - (number + 1) * height + 0.45 * size, text)
        self.across = top - height * len(rows) - 0.3 * size

    def _next(self) -> None:
        self.across -= self.look.size * self.look.leading
        if self.across < (80 if self.look.footnotes else 60):
            self._turn_column()
            self.across -= self.look.size * self.look.leading

    def _space(self, rows: float) -> None:
        self.across -= rows * self.look.size * self.look.leading

    def _at(self, indent: float) -> tuple[float, float]:
        """Where a row begins whose indent is given."""
        look = self.look
        inset = indent * look.size
        if look.upright:
            top = look.page[1] - 60 - self.column * self._pitch()
            return self.across, top - inset - look.size
        shift = look.aside if self.number % 2 else 0.0
        return 60 + shift + inset + self.column * self._pitch(), self.across

    def _pitch(self) -> float:
        """From the beginning of a column to that of the next."""
        look = self.look
        return (look.page[1 if look.upright else 0] - 122 - look.aside) / look.columns

    def _room(self, indent: float) -> float:
        between = 2 * self.look.size if self.look.columns > 1 else 0.0
        return self._pitch() - between - indent * self.look.size

    def _width(self, text: str) -> float:
        if self.look.upright:
            return len(text) * self.look.size
        return float(pdfmetrics.stringWidth(text, self.font, self.look.size))

    def _turn_column(self) -> None:
        if self.column + 1 < self.look.columns:
            self.column += 1
            self.across = self._first()
        else:
            self._turn()

    def _first(self) -> float:
        return self.look.page[0] - 50 if self.look.upright else self.look.page[1] - 58

    def _turn(self) -> None:
        look = self.look
        if self.number:
            self.canvas.showPage()
        self.number += 1
        self.column = 0
        self.canvas.setFont(look.font, look.size)
        middle = look.page[0] / 2
        self.canvas.drawCentredString(middle, 34, look.footer.format(self.number))
        if look.header:
            self.canvas.drawString(look.page[0] - 160, look.page[1] - 36, look.header)
        if look.running and self.section:
            self.canvas.drawString(60, look.page[1] - 36, self.section)
        if look.footnotes and self.number % 3 == 0:
            self.canvas.line(60, 68, 180, 68)
            self.canvas.setFont(look.font, 0.8 * look.size)
            self.canvas.drawString(60, 54, look.footnotes)
        self.across = self._first()
