"""Papers of other bodies, typeset."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from tools.answer_letters.frames import FramedLook, FramedSetter
from tools.answer_letters.hands import Sheet
from tools.answer_letters.letter import Asked, Part, Styled
from tools.answer_letters.other_bodies import BodyLook, Paper
from tools.answer_letters.typeset import FONTS

_BOLD = "bold"
_BOLD_FILE = "BIZUDGothic-Bold.ttf"


def typeset_body(paper: Paper, look: BodyLook, seed: int, path: Path) -> None:
    """Write the paper of a body as a PDF."""
    chance = random.Random(f"body look {seed}")
    size = chance.choice((9.0, 10.0, 10.5)) if look.columns else chance.choice((10.0, 10.5, 11.0))
    page = landscape(A4) if look.landscape else A4
    left, right = chance.choice((57.0, 71.0)), chance.choice((57.0, 71.0))
    if look.halves:
        right = page[0] / 2 + 12
    base = FramedLook(
        # the other fonts have no ⑴
        font="ud" if look.marks[0] == "⑴" else chance.choice(("mincho", "gothic", "ud")), size=size,
        leading=size * chance.choice((1.4, 1.6, 1.8)), page=page, left=left, right=right, aside=0.0,
        mark=("", ""), frame="hanging", head=look.heads, annex=("", ""), lead="",
        numbers=chance.choice(("single", "wide", "ascii")), label=chance.choice(("- {} -", "{}", "{} / 9")),
        running=chance.choice(("", look.title)), deleted="", sections=False,
        closed=chance.random() < 0.6, sheet=Sheet(look.columns, look.rules) if look.columns else None,
    )  # fmt: skip
    _BodySetter(base, path, paper, look, chance).paper(paper)


class _BodySetter(FramedSetter):
    """Sets the paper of a body."""

    def __init__(
        self, look: FramedLook, path: Path, paper: Paper, body: BodyLook, chance: random.Random
    ) -> None:
        pdfmetrics.registerFont(TTFont(_BOLD, str(next(FONTS.rglob(_BOLD_FILE)))))
        self.body, self.chance = body, chance
        self.second = False
        super().__init__(look, path, paper)

    def paper(self, paper: Paper) -> None:
        """All of a paper, and the end of its file."""
        self._bold(self.body.title, "centre", 1.3)
        self._aligned(self._as_printed("令和8年6月3日"), "right")
        for words in self.body.preface:
            self._prose(1, 0, [(words.format(self.chance.randint(2, 9)), "")])
        self.y -= self.look.leading
        if self.body.contents:
            self._contents(paper)
        if self.look.sheet is not None:
            self._sheets(paper)
        else:
            for part in paper.parts:
                self._section(part)
        self.y -= self.look.leading
        self._prose(1, 0, [("以上のほか不明な点は、担当の窓口までお問い合わせください。", "")] if self.chance.random() < 0.3 else [("以上", "")])  # fmt: skip
        self.canvas.save()

    def _contents(self, paper: Paper) -> None:
        self._aligned("目次", "centre")
        for part in paper.parts:
            self._row(0, [(self.body.heads.format(part.number) + part.title if self.body.heads.startswith("第") else part.title, "")])  # fmt: skip
            for asked in part.asked:
                words = self._mark(0, asked) + "　" + asked.question[0][0][:18]
                self._row(1, [(f"{words} ……………… {part.number + 1}", "")])
        self._turn()

    # --- lines

    def _section(self, part: Part) -> None:
        if part.title:
            if self.y < 160:
                self._turn()
            self.y -= self.look.leading * 0.5
            head = self.body.heads
            words = (
                f"第{part.number}　{part.title}"
                if head.startswith("第")
                else head.format(part.title)
            )
            self._bold(words, "left", 1.1)
        for asked in part.asked:
            if self.y < 120:
                self._turn()
            if self.body.topics:
                self._row(0, [(f"{self._as_printed(asked.number)}　{asked.topic}について", "")])
            self._one(asked)
            self.y -= self.look.leading * 0.7

    def _mark(self, side: int, asked: Asked) -> str:
        mark = self.body.marks[side]
        if mark.startswith("⑴"):
            return chr(ord("⑴") + int(asked.number) - 1) + " "
        number = asked.number.zfill(2) if self.body.padded else asked.number
        return mark.format(self._as_printed(number))

    def _one(self, asked: Asked) -> None:
        head, answer = self._mark(0, asked), self._mark(1, asked)
        if asked.tag:
            head = head.rstrip() + asked.tag + "　"
        place = self.body.place
        if place in ("below marks", "below", "lone", "number above"):
            self._by_lines(place, head, answer, asked)
            return
        if place == "margin":
            self._at_side(head, [asked.question])
            self._at_side(answer, asked.answer)
            return
        if place.endswith("card"):
            self._card(head, answer, asked, topic=place == "topic card")
            return
        question: Styled = [(head, ""), *asked.question]
        if place in ("bold", "typeface"):
            self._in_bold(question)
        else:
            self._prose(0, {"flush": 0, "indented": 1}.get(place, 2), question)
        if place == "spaced":
            self.y -= self.look.leading * 0.5
        inner = {"indented": 2, "typeface": 1, "flush": 0}.get(place, 0)
        first: Styled = [(answer, ""), *asked.answer[0]]
        self._prose(inner + (not answer), inner + 2 * (inner == 0 and place != "flush"), first)
        for words in asked.answer[1:]:
            self._prose(inner + 1 + (words[0][0][0] not in "・①②③（"), inner + 2, words)
        if asked.trailer:
            self._aligned(self._as_printed(asked.trailer), "right")

    def _card(self, head: str, answer: str, asked: Asked, *, topic: bool) -> None:
        """A small table of its own: words that say what stands beside them."""
        share = [0.0, 0.18, 1.0]
        if topic:
            number = f"No. {self._as_printed(asked.number)}"
            self._row_of(
                [0.0, 0.18, 0.36, 1.0], [[[(number, "")]], [[("件名", "")]], [[(asked.topic, "")]]]
            )
            head = "照会内容"
        self._row_of(share, [[[(head, "")]], [asked.question]])
        self._row_of(share, [[[(answer.strip(), "")]], asked.answer])

    def _by_lines(self, place: str, head: str, answer: str, asked: Asked) -> None:
        if head:
            if place in ("below", "number above"):
                self._row(0, [(head, "")]) if place == "number above" else None
                self._prose(
                    0,
                    2,
                    asked.question if place == "number above" else [(head, ""), *asked.question],
                )
            else:
                self._row(0, [(head, "")])
                self._prose(2, 1, asked.question)
        else:
            self._prose(2, 1, asked.question)
        if answer.strip():
            self._row(0 if place != "below" else 1, [(answer.strip(), "")])
        for words in asked.answer:
            self._prose(2 + (words[0][0][0] not in "・①②③（"), 2, words)

    def _at_side(self, mark: str, paragraphs: Sequence[Styled]) -> None:
        share = 4.5
        for at, words in enumerate(paragraphs):
            lines = self._broken(words, self._width(share), self._width(share))
            for number, line in enumerate(lines):
                self._row(share, line)
                if number == at == 0:
                    self._draw(self.look.left, [(mark.strip(), "")])

    def _in_bold(self, words: Styled) -> None:
        self.canvas.setFont(_BOLD, self.look.size)
        self._prose(0, 1, words)
        self.canvas.setFont(self.look.font, self.look.size)

    def _bold(self, words: str, where: str, scale: float) -> None:
        size = self.look.size * scale
        self.y -= size * 1.6
        width = float(pdfmetrics.stringWidth(words, _BOLD, size))
        left, right = self.look.left, self.look.page[0] - self.look.right
        x = left if where == "left" else (left + right - width) / 2
        self.canvas.setFont(_BOLD, size)
        self.canvas.drawString(x, self.y, words)
        self.canvas.setFont(self.look.font, self.look.size)
        self.y -= size * 0.6

    # --- columns

    def _sheets(self, paper: Paper) -> None:
        """A table for all sections where topics reach over rows, else one for each."""
        for part in paper.parts:
            if part.title and not self.body.merged:
                if self.y < 160:
                    self._turn()
                self._bold(self.body.heads.format(part.title), "left", 1.1)
            if part.number == 1 or not self.body.merged:
                self._titles_row()
            for at, asked in enumerate(part.asked):
                held: dict[str, list[Styled]] = {
                    "number": [[(self._as_printed(asked.number), "")]],
                    "topic": [[(part.title if self.body.merged else asked.topic, "")]],
                    "question": [asked.question], "answer": asked.answer,
                    "page": [[(str(self.chance.randint(2, 40)), "")]], "remark": [],
                    "day": [[(self._as_printed(f"6/{self.chance.randint(1, 28)}"), "")]],
                    "asks": [[(self._mark(0, asked), "")]],
                    "answers": [[(self._mark(1, asked), "")]],
                    "file": [[(self.chance.choice(("仕様書", "様式", "募集要項", "契約書案")), "")]],
                }  # fmt: skip
                merged = self.body.merged and any(w == "topic" for _, _, w in self.body.columns)
                if merged and at:
                    held["topic"] = []
                self.joined = (merged and at > 0, merged and at < len(part.asked) - 1)
                self._row_of(self._ends(), [held[what] for _, _, what in self.body.columns])
                if self.body.rows:
                    below = {"asks": held["answers"], "question": asked.answer}
                    self._row_of(
                        self._ends(), [below.get(what, []) for _, _, what in self.body.columns]
                    )
                self.joined = (False, False)
            self.heading = () if not self.body.merged else self.heading
            if not self.body.merged:
                self.y -= self.look.leading
        self.heading = ()

    joined = (False, False)
    """Whether the topic's cell goes on from the row above, and in the row below."""

    def _titles_row(self) -> None:
        titles = self._titles()
        if not any(titles):
            return
        if self.body.above:
            ends = self._ends()
            name, first, last = self.body.above[0]
            self._row_of(
                [*ends[: first + 1], *ends[last:]],
                [*([] for _ in titles[:first]), [[(name, "")]], *([] for _ in titles[last:])],
            )
        self._row_of(self._ends(), [[[(title, "")]] if title else [] for title in titles])
        self.heading = titles if self.look.closed else ()

    def _line(self, left: float, y: float, right: float) -> None:
        if not self.joined[y < self.y] or self.look.sheet is None:
            super()._line(left, y, right)
            return
        ends = self._ends()
        width = self.look.page[0] - self.look.left - self.look.right
        at = [what for _, _, what in self.body.columns].index("topic")
        gap = self.look.left + ends[at] * width, self.look.left + ends[at + 1] * width
        if gap[0] > left + 1:
            super()._line(left, y, gap[0])
        if right > gap[1] + 1:
            super()._line(gap[1], y, right)

    def _turn(self) -> None:
        if self.body.halves and self.number and not self.second:
            # the second column of the page
            self.second = True
            self.y = self.look.page[1] - 60
            return
        self.second = False
        opened, self.joined = self.joined, (False, False)
        super()._turn()
        self.joined = opened

    @property
    def _aside(self) -> float:
        return self.look.page[0] / 2 - self.look.left + 12 if self.second else 0.0
