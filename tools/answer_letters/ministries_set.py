"""Papers of ministries and prefectures, typeset."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from tools.answer_letters.frames import FramedLook, FramedSetter, in_kanji
from tools.answer_letters.hands import Sheet
from tools.answer_letters.letter import Asked, Letter, Part, Styled
from tools.answer_letters.ministries import MinistryLook
from tools.answer_letters.typeset import FONTS

_BOLD, _BOLD_FILE = "bold", "BIZUDGothic-Bold.ttf"
_UPRIGHT, _UPRIGHT_FILE = "upright mincho", "ipaexm.ttf"
_TURNED = "（）「」『』［］【】〔〕＜＞ー－―…"
"""Signs that lie on their side in vertical writing."""
_INTRO = (
    "標記について、別紙のとおり取りまとめましたので、関係機関等への周知をお願いいたします。",
    "本資料は、令和{}年８月31日までに寄せられた照会について整理したものであり、今後、追加・修正があり得ます。",
    "",
)


def typeset_ministry(paper: Letter, look: MinistryLook, seed: int, path: Path) -> None:
    """Write the paper of a ministry as a PDF."""
    chance = random.Random(f"ministry look {seed}")
    if look.upright:
        UprightSetter(look, path, chance).paper(paper)
        return
    size = chance.choice((9.0, 10.0)) if look.columns else chance.choice((10.5, 11.0, 12.0))
    left, right = chance.choice((56.0, 70.0)), chance.choice((56.0, 70.0))
    base = FramedLook(
        font=chance.choice(("mincho", "gothic", "ud")), size=size,
        leading=size * chance.choice((1.45, 1.6, 1.75)),
        page=landscape(A4) if look.landscape else A4, left=left, right=right, aside=0.0,
        mark=("", ""), frame="hanging", head="{}", annex=("", ""), lead="",
        numbers=chance.choice(("single", "wide", "ascii")),
        label=chance.choice(("- {} -", "{}", "{}／12")), running=chance.choice(("", "",
        look.title)),
        deleted=look.deleted, sections=False, closed=chance.random() < 0.5,
        justified=chance.random() < 0.4,
        footnotes=chance.choice(("", "", "※　本資料は現時点の考え方を示すものである。")),
        sheet=Sheet(look.columns, look.rules) if look.place == "sheet" else None,
    )  # fmt: skip
    MinistrySetter(base, path, paper, look, chance).paper(paper)


def _number(look: MinistryLook, value: int) -> str:
    return in_kanji(value) if look.numerals == "kanji" else str(value)


def _filled(look: MinistryLook, words: str, part: Part, at: int, asked: Asked) -> str:
    """A mark or a heading with its number and its subject."""
    last = asked.number.split("-")[-1]
    return words.format(
        _number(look, int(last)), n=part.number, k=at if "-" not in asked.number else last,
        t=asked.topic,
    )  # fmt: skip


def _question(look: MinistryLook, asked: Asked) -> list[Styled]:
    words = look.deleted if asked.deleted else asked.question[0][0]
    return [[(each, "")] for each in words.split("\n")]


class MinistrySetter(FramedSetter):
    """Sets the paper of a ministry."""

    def __init__(
        self, look: FramedLook, path: Path, paper: Letter, own: MinistryLook, chance: random.Random
    ) -> None:
        pdfmetrics.registerFont(TTFont(_BOLD, str(next(FONTS.rglob(_BOLD_FILE)))))
        self.own, self.chance = own, chance
        super().__init__(look, path, paper)

    def paper(self, paper: Letter) -> None:
        """All of a paper, and the end of its file."""
        if self.chance.random() < 0.5:
            self._aligned("事務連絡", "right")
        self._aligned(self._as_printed("令和8年9月1日"), "right")
        self._bold(self.own.title, centred=True)
        if intro := self.chance.choice(_INTRO):
            self._prose(1, 0, [(intro.format(self.chance.randint(2, 9)), "")])
        self.y -= self.look.leading
        if self.own.contents:
            self._contents(paper)
        for part in paper.parts:
            self._chapter(part)
        self.heading = ()
        if self.chance.random() < 0.3:
            self._aligned("以上", "right")
        self.canvas.save()

    def _contents(self, paper: Letter) -> None:
        self._aligned("目　次", "centre")
        for part in paper.parts:
            words = self.own.heads.format(part.title, n=part.number)
            self._row(1, [(f"{words} ････････････････ {part.number + 1}", "")])
        self._turn()

    def _chapter(self, part: Part) -> None:
        own = self.own
        head = own.heads.format(part.title, n=part.number) if part.title else ""
        if head and not own.bands:
            if self.y < 150:
                self._turn()
            self.y -= self.look.leading * 0.5
            self._bold(head)
        if own.place == "sheet":
            self._sheets(part)
            return
        for at, asked in enumerate(part.asked, 1):
            if own.over and not asked.deleted:
                if self.y < 130:
                    self._turn()
                self._row(0, [(self._as_printed(_filled(own, own.over, part, at, asked)), "")])
            self._one(part, at, asked)
            if asked.table:
                self._table(asked.table)
            if asked.trailer:
                self._row(1, [(self._as_printed(asked.trailer), "")])
            self.y -= self.look.leading * 0.6

    def _one(self, part: Part, at: int, asked: Asked) -> None:
        marks = [self._mark_of(side, part, at, asked) for side in (0, 1)]
        question, answer = self._question(asked), asked.answer
        if asked.deleted:
            head = marks[0].replace(f"（{asked.topic}）", "").replace(asked.topic, "")
            self._prose(0, 2, [(head.rstrip() + "　", ""), *question[0]])
            return
        {
            "boxed": self._in_box, "framed title": self._in_box, "below": self._below,
            "hanging": self._hanging, "lines": self._hanging, "tagged": self._tagged,
            "side": self._side, "stacked": self._stacked, "fields": self._fields,
            "titled": self._titled,
        }[self.own.place](marks, question, answer, asked)  # fmt: skip

    def _mark_of(self, side: int, part: Part, at: int, asked: Asked) -> str:
        return self._as_printed(_filled(self.own, self.own.marks[side], part, at, asked))

    def _question(self, asked: Asked) -> list[Styled]:
        return _question(self.own, asked)

    def _in_box(
        self, marks: list[str], question: list[Styled], answer: list[Styled], asked: Asked
    ) -> None:
        self.y -= 4
        self._row_of([0.0, 1.0], [[[(marks[0], ""), *question[0]], *question[1:]]])
        self.y -= 2
        self._row(0, [(marks[1], "")])
        self._paragraphs(answer)

    def _below(
        self, marks: list[str], question: list[Styled], answer: list[Styled], asked: Asked
    ) -> None:
        for mark, words in zip(marks, (question, answer), strict=True):
            self._row(0, [(mark, "")])
            self._paragraphs(words)

    def _hanging(
        self, marks: list[str], question: list[Styled], answer: list[Styled], asked: Asked
    ) -> None:
        for mark, words in zip(marks, (question, answer), strict=True):
            first: Styled = [(mark if mark.endswith("　") else mark + "　", ""), *words[0]]
            self._prose(0, 2, first)
            self._paragraphs(words[1:], 2)

    def _titled(
        self, marks: list[str], question: list[Styled], answer: list[Styled], asked: Asked
    ) -> None:
        self._bold(marks[0], scale=1.0)
        self._paragraphs(question)
        self._prose(0, 2, [(marks[1] + "　", ""), *answer[0]])
        self._paragraphs(answer[1:], 2)

    def _tagged(
        self, marks: list[str], question: list[Styled], answer: list[Styled], asked: Asked
    ) -> None:
        tag: list[Styled] = [[(asked.tag, "")]] if asked.tag else []
        share = [0.0, 0.13, 1.0]
        if self.y < 120:
            self._turn()
        self._row_of(share, [[[(marks[0], "")], *tag], question], fill=True)
        self._row_of(share, [[[(marks[1], "")]], answer])

    def _side(
        self, marks: list[str], question: list[Styled], answer: list[Styled], asked: Asked
    ) -> None:
        """The answer beside the question, without rules."""
        width = (self.look.page[0] - self.look.left - self.look.right) / 2 - 12
        halves = []
        for mark, words in zip(marks, (question, answer), strict=True):
            own: list[Styled] = [[(mark, ""), *words[0]], *words[1:]]
            room = width - self.look.size
            halves.append([line for each in own for line in self._broken(each, room, room)])
        if self.y - max(map(len, halves)) * self.look.leading < 70:
            self._turn()
        top = self.y
        for side, lines in enumerate(halves):
            self.y = top
            for line in lines:
                self.y -= self.look.leading
                self._draw(self.look.left + side * (width + 24), line)
        self.y = top - max(map(len, halves)) * self.look.leading

    def _stacked(
        self, marks: list[str], question: list[Styled], answer: list[Styled], asked: Asked
    ) -> None:
        """The number in a cell beside both."""
        share = [0.0, 0.14, 1.0]
        before = len(question) + sum(len(w[0][0]) for w in (*question, *answer)) / 30
        if self.y - before * self.look.leading < 90:
            self._turn()
        top, page = self.y, self.number
        self._row_of([0.14, 1.0], [question])
        middle = self.y
        self._row_of([0.14, 1.0], [answer])
        if page == self.number:
            left = self.look.left
            edge = left + share[1] * (self.look.page[0] - left - self.look.right)
            for at, end in (((left, top), (left, self.y)), ((left, top), (edge, top)),
                            ((left, self.y), (edge, self.y))):  # fmt: skip
                self.canvas.line(*at, *end)
            bottom, self.y = self.y, (top + middle) / 2 - self.look.size * 0.4
            self._draw(left + 5, [(marks[0].strip(), "")])
            self.y = bottom

    def _fields(
        self, marks: list[str], question: list[Styled], answer: list[Styled], asked: Asked
    ) -> None:
        """A card of lines, each with its name before it."""
        if self.y < 190:
            self._turn()
        self._row_of([0.0, 1.0], [[[(marks[0], "")]]], fill=True)
        held = {"topic": [[(asked.topic, "")]], "question": question, "answer": answer}
        for title, _, what in self.own.columns:
            self._row_of([0.0, 0.18, 1.0], [[[(title, "")]], held[what]])

    def _sheets(self, part: Part) -> None:
        own = self.own
        if part.number == 1 or not own.bands:
            self._row_of(self._ends(), [[[(title, "")]] for title in self._titles()])
        self.heading = self._titles() if self.look.closed else ()
        if own.bands:
            words = own.bands.format(part.title, n=part.number)
            self._row_of([0.0, 1.0], [[[(words, "")]]])
        for asked in part.asked:
            held = self._held(part, asked)
            self._row_of(self._ends(), [held[what] for _, _, what in own.columns])
            if own.rules == "none":
                self.y -= self.look.leading * 0.5
        if not own.bands:
            self.heading = ()
            self.y -= self.look.leading

    def _held(self, part: Part, asked: Asked) -> dict[str, list[Styled]]:
        """What the columns of a row hold."""
        return {
            "number": [[(self._as_printed(asked.number), "")]], "topic": [[(asked.topic, "")]],
            "question": self._question(asked), "answer": asked.answer,
            "office": [[(self.chance.choice(("福祉課", "総務課", "農政課")), "")]],
        }  # fmt: skip

    def _paragraphs(self, words: Sequence[Styled], inner: int = 1) -> None:
        for each in words:
            item = each[0][0][0] in "・①②（アイウ"
            self._prose(inner + (not item), inner + item, each)

    def _bold(self, words: str, *, centred: bool = False, scale: float = 1.1) -> None:
        size = self.look.size * scale
        self.y -= size * 1.5
        if self.y < 70:
            self._turn()
            self.y -= size * 1.5
        words = self._as_printed(words)
        width = float(pdfmetrics.stringWidth(words, _BOLD, size))
        left, right = (
            self.look.left + self._aside,
            self.look.page[0] - self.look.right + self._aside,
        )
        self.canvas.setFont(_BOLD, size)
        self.canvas.drawString((left + right - width) / 2 if centred else left, self.y, words)
        self.canvas.setFont(self.look.font, self.look.size)
        self.y -= size * 0.4


class UprightSetter:
    """Sets a paper from top to bottom, lines from right to left."""

    def __init__(self, look: MinistryLook, path: Path, chance: random.Random) -> None:
        pdfmetrics.registerFont(TTFont(_UPRIGHT, str(next(FONTS.rglob(_UPRIGHT_FILE)))))
        self.look, self.chance = look, chance
        self.size = chance.choice((11.0, 12.0))
        self.leading = self.size * chance.choice((1.6, 1.8))
        self.page = chance.choice((A4, landscape(A4)))
        self.canvas = Canvas(str(path), pagesize=self.page, invariant=1)
        self.number, self.x = 0, 0.0
        self._turn()

    def paper(self, paper: Letter) -> None:
        """All of a paper, and the end of its file."""
        self._words(3, 3, self.look.title)
        self._words(1, 0, "標記について、次のとおり取りまとめたので、関係機関に周知されたい。")
        for part in paper.parts:
            self.x -= self.leading * 0.5
            self._words(1, 1, self.look.heads.format(part.title, n=in_kanji(part.number)))
            for at, asked in enumerate(part.asked, 1):
                marks = [self._mark_of(side, part, at, asked) for side in (0, 1)]
                for mark, words in zip(marks, (self._question(asked), asked.answer),
                strict=True):  # fmt: skip
                    if not words:
                        continue
                    self._words(0, 2, mark + words[0][0][0])
                    for each in words[1:]:
                        self._words(3, 3, each[0][0])
                self.x -= self.leading * 0.4
        self.canvas.save()

    def _mark_of(self, side: int, part: Part, at: int, asked: Asked) -> str:
        return _filled(self.look, self.look.marks[side], part, at, asked)

    def _question(self, asked: Asked) -> list[Styled]:
        return _question(self.look, asked)

    def _words(self, first: int, others: int, words: str) -> None:
        text = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in words)
        rows = int((self.page[1] - 130) // self.size)
        indent = first
        while text:
            count = rows - indent
            while count < len(text) and text[count] in "、。）」":
                count += 1
            self._row(indent, text[:count])
            text, indent = text[count:], others

    def _row(self, indent: int, text: str) -> None:
        self.x -= self.leading
        if self.x < 60:
            self._turn()
            self.x -= self.leading
        size, y = self.size, self.page[1] - 60 - indent * self.size - self.size
        self.canvas.setFont(_UPRIGHT, size)
        for sign in text:
            if sign in _TURNED:
                self.canvas.saveState()
                self.canvas.translate(self.x + 0.12 * size, y + 0.88 * size)
                self.canvas.rotate(-90)
                self.canvas.drawString(0, 0, sign)
                self.canvas.restoreState()
            else:
                self.canvas.drawString(self.x, y, sign)
            y -= size

    def _turn(self) -> None:
        if self.number:
            self.canvas.showPage()
        self.number += 1
        self.canvas.setFont(_UPRIGHT, 9)
        self._label()
        self.x = self.page[0] - 60

    def _label(self) -> None:
        self.canvas.drawCentredString(self.page[0] / 2, 30, str(self.number))
