"""A letter on paper, in a look by chance."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from pathlib import Path

from reportlab.lib.pagesizes import A4, B5
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from shiryokan.registers.answers.citations import Cited
from tools.answer_letters.letter import Asked, Letter, Part, Styled, plain, source_words

HELD_OUT = 10_000
"""Seeds from here on have looks that are made of values of their own."""
FONTS = Path("/usr/share/fonts")
_FILES = {
    "mincho": "ipaexm.ttf", "gothic": "ipaexg.ttf", "ud": "BIZUDGothic-Regular.ttf",
    "narrow": "ipamp.ttf",
}  # fmt: skip
_NOT_FIRST = "、。）」』"
_WIDE = {ord(c): ord(c) + 0xFEE0 for c in "0123456789"}
_MARKS = (
    ("問{}　", "（答）"), ("問{}．", "（答）"), ("（問{}）", "（答）"), ("Ｑ{}　", "Ａ　"),
    ("問{}　", "答　"), ("【問{}】", "【答】"), ("問{}：", "答："), ("Q{}. ", "A. "),
    ("質問{}　", "回答　"),
)  # fmt: skip
_FRAMES = ("hanging", "hanging", "flush", "boxed", "rows", "apart", "indented")
_HEADS = ("【{}】", "〔{}〕", "○　{}", "《{}》", "■　{}", "＜{}＞")
_ANNEXES = (
    ("（別添{}）", "right"), ("別添{}", "left"), ("［別添{}］", "right"), ("〔別添{}〕", "running"),
)  # fmt: skip
_LEADS = (
    "{}について、次のとおり訂正する。", "（{}の訂正）",
    "{}を以下のように改める（下線部が訂正箇所）。", "【{}の訂正】", "behind",
)  # fmt: skip
_HELD_MARKS = (
    ("［問{}］", "［答］"),
    ("（質問{}）", "（回答）"),
    ("問 {} ", "答え　"),
    ("設問{}．", "回答．"),
)
_HELD_FRAMES = ("stepped", "first")
_HELD_HEADS = ("［{}］", "◆　{}", "●　{}")
_HELD_ANNEXES = (("（別添{}）", "centre"), ("別添　{}", "right"))
_HELD_LEADS = ("{}につき、下記のとおり差し替える。", "〔再掲：{}〕", "○　{}（再掲）")


@dataclass(frozen=True)
class Look:
    """How a letter is set. Measures are in points."""

    font: str
    size: float
    leading: float
    page: tuple[float, float]
    left: float
    right: float
    aside: float
    mark: tuple[str, str]
    frame: str
    head: str
    annex: tuple[str, str]
    lead: str
    numbers: str
    label: str

    @classmethod
    def of(cls, seed: int) -> Look:
        """The look of a seed."""
        chance = random.Random(f"look {seed}")
        held = seed >= HELD_OUT
        size = chance.choice((10.0, 10.5, 11.0, 12.0))
        return cls(
            font=chance.choice(("mincho", "gothic")), size=size,
            leading=size * chance.choice((1.4, 1.6, 1.8)), page=chance.choice((A4, A4, B5)),
            left=chance.choice((60.0, 71.0, 85.0)), right=chance.choice((60.0, 71.0)),
            aside=chance.choice((0.0, 0.0, 10.0)),
            mark=chance.choice(_HELD_MARKS if held else _MARKS),
            frame=chance.choice(_HELD_FRAMES if held else _FRAMES),
            head=chance.choice(_HELD_HEADS if held else _HEADS),
            annex=chance.choice(_HELD_ANNEXES if held else _ANNEXES),
            lead=chance.choice(_HELD_LEADS if held else _LEADS),
            numbers=chance.choice(("single", "wide", "ascii")),
            label=chance.choice(("- {} -", "{}", "医－{}")),
        )  # fmt: skip


def typeset(letter: Letter, look: Look, path: Path) -> None:
    """Write a letter as a PDF."""
    Setter(look, path).letter(letter)


class Setter:
    """Sets a letter line by line."""

    def __init__(self, look: Look, path: Path) -> None:
        self.apart = 0.0
        """Points between the characters of a line that is set out to the edge."""
        self.look = look
        found = next(FONTS.rglob(_FILES[look.font]))
        pdfmetrics.registerFont(TTFont(look.font, str(found)))
        self.canvas = Canvas(str(path), pagesize=look.page, invariant=1)
        self.number, self.y, self.running = 0, 0.0, ""
        self._turn()

    def letter(self, letter: Letter) -> None:
        """All of a letter, and the end of its file."""
        self._cover(letter)
        for part in letter.parts:
            self._part(part, letter)
        self.canvas.save()

    def _cover(self, letter: Letter) -> None:
        year, month, day = (int(part) for part in letter.date.split("-"))
        self._aligned(self._as_printed(f"令和{year - 2018}年{month}月{day}日"), "right")
        self._aligned("厚生労働省保険局医療課", "right")
        self._aligned(
            f"疑義解釈資料の送付について（その{self._as_printed(str(letter.issue))}）", "centre"
        )
        annexes = f"別添1から別添{len(letter.parts)}まで"
        text = f"今般、その取扱いに係る疑義解釈資料を{annexes}のとおり取りまとめたので、"
        self._prose(1, 0, [(text + "適切に運用いただくようお願いします。", "")])
        last = letter.corrected_part
        for asked in letter.parts[last - 1].asked if last else ():
            assert asked.source is not None
            what = source_words(asked.source)
            self._prose(1, 0, [(f"また、{what}について、別添{last}のとおり訂正します。", "")])
        for cited in letter.withdraws:
            self._prose(1, 0, [(f"なお、{source_words(cited)}は、廃止します。", "")])

    def _part(self, part: Part, letter: Letter) -> None:
        mark, where = self.look.annex
        self.running = ""
        self._turn()
        printed = mark.format(self._as_printed(str(part.number)))
        self._aligned(printed, "right" if where == "running" else where)
        self.running = printed if where == "running" else ""
        self._aligned(part.title, "centre")
        topic = ""
        for asked in part.asked:
            if asked.source is not None and part.number != letter.corrected_part:
                self._lead(asked.source)
            if asked.topic != topic or asked.source is not None:
                self._row(0, [(self.look.head.format(asked.topic), "")])
            topic = asked.topic if asked.source is None else ""
            self._asked(asked, between=part.number != letter.corrected_part)
            self.y -= self.look.leading * 0.7

    def _lead(self, cited: Cited) -> None:
        if self.look.lead != "behind":
            self._prose(0, 0, [(self.look.lead.format(source_words(cited)), "")])

    def _asked(self, asked: Asked, *, between: bool) -> None:
        mark, answer = self.look.mark
        head = mark.format(self._as_printed(asked.number))
        question = asked.question
        if asked.source is not None and between and self.look.lead == "behind":
            question = [(f"（{source_words(asked.source, numbered=False)}）", ""), *question]
        if self.look.frame == "rows":
            self._framed(head.strip(), [question])
            self._framed(answer.strip(), asked.answer)
        else:
            top = self._room(question) if self.look.frame == "boxed" else 0.0
            self._marked(head, question)
            if top:
                self._box(top)
            self._marked(answer, asked.answer[0])
            for paragraph in asked.answer[1:]:
                indent = {"flush": 1, "apart": 1}.get(self.look.frame, 2)
                self._prose(indent + (plain(paragraph)[0] != "・"), indent, paragraph)
        if asked.table:
            self._table(asked.table)

    def _marked(self, mark: str, words: Styled) -> None:
        if self.look.frame == "apart":
            self._row(0, [(mark.strip(), "")])
            self._prose(1, 1, words)
        elif self.look.frame in ("indented", "stepped"):
            first = 2 if self.look.frame == "indented" or mark == self.look.mark[1] else 0
            self._prose(first, first + 2, [(mark, ""), *words])
        elif self.look.frame == "first":
            self._prose(1, 0, [(mark, ""), *words])
        else:
            hang = 0 if self.look.frame == "flush" else 2
            self._prose(0, hang, [(mark, ""), *words])

    def _room(self, words: Styled) -> float:
        """A new page where a box would not fit. The top of the box."""
        rows = len(plain(words)) * self.look.size / self._width(2) + 2
        if self.y - rows * self.look.leading < 80:
            self._turn()
        return self.y - self.look.leading * 0.25

    def _box(self, top: float) -> None:
        left = self.look.left + self._aside - 4
        bottom = self.y - self.look.leading * 0.35
        self.canvas.setLineWidth(0.6)
        self.canvas.rect(left, bottom, self.look.page[0] - self.look.right - left + 8, top - bottom)

    def _framed(self, mark: str, paragraphs: list[Styled]) -> None:
        """A ruled row: the mark in a cell, the words in the next."""
        cell = 4.5 * self.look.size
        lines = [
            line
            for words in paragraphs
            for line in self._broken(words, self._width(5), self._width(5))
        ]
        height = len(lines) * self.look.leading + 8
        if self.y - height < 70:
            self._turn()
        left, top = self.look.left + self._aside, self.y
        right = self.look.page[0] - self.look.right + self._aside
        self.canvas.setLineWidth(0.5)
        self.canvas.rect(left, top - height, right - left, height)
        self.canvas.line(left + cell, top, left + cell, top - height)
        self.canvas.drawString(left + 3, top - self.look.leading, mark)
        for line in lines:
            self.y -= self.look.leading
            self._draw(left + 5 * self.look.size, line)
        self.y = top - height

    def _table(self, rows: list[tuple[str, str]]) -> None:
        row = self.look.leading * 1.2
        if self.y - row * (len(rows) + 1) < 70:
            self._turn()
        left = self.look.left + self._aside + 3 * self.look.size
        top, column = self.y - row * 0.5, 8 * self.look.size
        self.canvas.setLineWidth(0.5)
        for number, cells in enumerate(rows):
            for side, words in enumerate(cells):
                x, y = left + side * column, top - (number + 1) * row
                self.canvas.rect(x, y, column, row)
                self.canvas.drawString(x + 4, y + row * 0.3, words)
        self.y = top - row * len(rows) - row * 0.3

    # --- rows

    def _as_printed(self, digits: str) -> str:
        wide = self.look.numbers in ("wide", "single")

        def one(match: re.Match[str]) -> str:
            whole = match[0]
            keep = self.look.numbers == "single" and len(whole) > 1
            return whole if keep or not wide else whole.translate(_WIDE)

        return re.sub(r"\d+", one, digits)

    def _prose(self, first: float, others: float, words: Styled) -> None:
        lines = self._broken(words, self._width(first), self._width(others))
        for number, line in enumerate(lines):
            self._row(first if number == 0 else others, line)

    def _broken(self, words: Styled, first: float, others: float) -> list[Styled]:
        lines: list[Styled] = []
        line: Styled = []
        width, room = 0.0, first
        for text, style in words:
            for unit in re.findall("[0-9][0-9,]*|.", self._as_printed(text)):
                wide = self._text_width(unit)
                if line and width + wide > room and unit not in _NOT_FIRST:
                    lines.append(line)
                    line, width, room = [], 0.0, others
                line.append((unit, style))
                width += wide
        return [*lines, line]

    def _row(self, indent: float, line: Styled) -> None:
        self.y -= self.look.leading
        if self.y < 70:
            self._turn()
            self.y -= self.look.leading
        self._draw(self.look.left + self._aside + indent * self.look.size, line)

    def _draw(self, x: float, line: Styled) -> None:
        for unit, style in line:
            width = self._text_width(unit)
            if style:
                self.canvas.setFillColorRGB(1, 0, 0)
                rise = self.look.size * (0.33 if style == "struck" else -0.15)
                self.canvas.rect(x, self.y + rise, width, 0.5, stroke=0, fill=1)
            self.canvas.drawString(x, self.y, unit)
            self.canvas.setFillColorRGB(0, 0, 0)
            x += width + self.apart

    def _aligned(self, text: str, where: str) -> None:
        self.y -= self.look.leading * 1.5
        width, left = self._text_width(text), self.look.left + self._aside
        right = self.look.page[0] - self.look.right
        x = {"left": left, "right": right - width, "centre": (left + right - width) / 2}[where]
        self.canvas.drawString(x, self.y, text)
        self.y -= self.look.leading * 0.5

    def _turn(self) -> None:
        if self.number:
            self.canvas.showPage()
        self.number += 1
        self.canvas.setFont(self.look.font, self.look.size)
        label = self.look.label.format(self.number)
        self.canvas.drawCentredString(self.look.page[0] / 2, 36, label)
        self.y = self.look.page[1] - 60
        if self.running:
            self._aligned(self.running, "right")

    @property
    def _aside(self) -> float:
        return self.look.aside if self.number % 2 else 0.0

    def _width(self, indent: float) -> float:
        return self.look.page[0] - self.look.left - self.look.right - indent * self.look.size

    def _text_width(self, text: str) -> float:
        return float(pdfmetrics.stringWidth(text, self.look.font, self.look.size))
