"""Papers whose questions have tags, typeset."""

from __future__ import annotations

import random
from pathlib import Path

from reportlab.lib.pagesizes import A4, landscape

from tools.answer_letters.frames import FramedLook
from tools.answer_letters.hands import Sheet
from tools.answer_letters.letter import Asked, Letter, Part, Styled
from tools.answer_letters.ministries_set import MinistrySetter, UprightSetter
from tools.answer_letters.revised import RevisedLook

_ROOM_OF_A_QUESTION = 150.0
"""Points that a question with a note at the foot of its page takes at most, for the most part."""


def typeset_revised(paper: Letter, look: RevisedLook, seed: int, path: Path) -> None:
    """Write a paper whose questions have tags as a PDF."""
    chance = random.Random(f"revised set {seed}")
    if look.upright:
        _RevisedUpright(look, path, chance).paper(paper)
        return
    page = landscape(A4) if look.landscape else A4
    size = (
        chance.choice((9.0, 10.0)) if look.columns or look.halves else chance.choice((10.5, 11.0))
    )
    left = right = chance.choice((56.0, 66.0))
    if look.halves:
        right = page[0] / 2 + 12
    base = FramedLook(
        font=chance.choice(("mincho", "gothic", "ud")), size=size,
        leading=size * chance.choice((1.45, 1.6, 1.75)), page=page, left=left, right=right,
        aside=0.0, mark=("", ""), frame="hanging", head="{}", annex=("", ""), lead="",
        numbers=chance.choice(("single", "wide", "ascii")),
        label=chance.choice(("- {} -", "{}")) if not {"ruled", "boxed"} & set(look.edges) else "",
        running="", deleted=look.deleted, sections=False, closed=chance.random() < 0.5,
        justified=chance.random() < 0.3, footnotes="",
        sheet=Sheet(look.columns, look.rules) if look.place == "sheet" else None,
    )  # fmt: skip
    _RevisedSetter(base, path, paper, look, chance).paper(paper)


class _RevisedSetter(MinistrySetter):
    own: RevisedLook

    def __init__(
        self, look: FramedLook, path: Path, paper: Letter, own: RevisedLook, chance: random.Random
    ) -> None:
        self.second = False
        self.at_foot = 0
        super().__init__(look, path, paper, own, chance)

    # --- tags

    def _one(self, part: Part, at: int, asked: Asked) -> None:
        if asked.trailer and (self.at_foot > 1 or self.y < _ROOM_OF_A_QUESTION + 70):
            self._turn()
        if self.own.tag_at == "over" and asked.tag:
            if self.y < 130:
                self._turn()
            self._row(0, [(asked.tag, "")])
        super()._one(part, at, asked)
        if asked.trailer:
            self._at_foot(asked.trailer)
            asked.trailer, asked.noted = "", asked.trailer

    def _mark_of(self, side: int, part: Part, at: int, asked: Asked) -> str:
        mark = super()._mark_of(side, part, at, asked)
        if side or not asked.tag:
            return mark
        if self.own.tag_at == "before":
            return asked.tag + mark
        return mark.rstrip("　") + asked.tag + "　" if self.own.tag_at == "behind" else mark

    def _question(self, asked: Asked) -> list[Styled]:
        words = super()._question(asked)
        if asked.tag and self.own.tag_at == "end":
            words[-1] = [*words[-1], (asked.tag, "")]
        if asked.tag and self.own.tag_at == "right":
            words.append([(asked.tag, "right")])
        return words

    def _held(self, part: Part, asked: Asked) -> dict[str, list[Styled]]:
        held = super()._held(part, asked)
        tag: list[Styled] = [[(asked.tag, "")]] if asked.tag else []
        held["tag"] = tag
        if self.own.tag_at == "below":
            held["number"] = [*held["number"], *tag]
        elif self.own.tag_at == "behind" and tag:
            held["number"] = [[(self._as_printed(asked.number) + asked.tag, "")]]
        return held

    def _prose(self, first: float, others: float, words: Styled) -> None:
        if words and words[-1][1] == "right":
            self._aligned(self._as_printed(words[-1][0]), "right")
            return
        super()._prose(first, others, words)

    def _sheets(self, part: Part) -> None:
        super()._sheets(part)
        if self.own.below:
            if self.y < 90:
                self._turn()
            self._row(0, [(self.own.below, "")])
            self.y -= self.look.leading

    # --- the edges of pages

    def _at_foot(self, words: str) -> None:
        size = self.own.note_size
        if not self.at_foot:
            self._line(self.look.left, 63, self.look.left + 110)
        self.canvas.setFont(self.look.font, size)
        y = 62 - size * 1.25 * (self.at_foot + 1)
        self.canvas.drawString(self.look.left, y, self._as_printed(words))
        self.canvas.setFont(self.look.font, self.look.size)
        self.at_foot += 1

    def _turn(self) -> None:
        if self.own.halves and self.number and not self.second:
            self.second = True
            self.y = self.look.page[1] - 60
            return
        if "continued" in self.own.edges and self.number:
            self._small("（次頁に続く）", self._right() - 60, 58)
        self.second, self.at_foot = False, 0
        super()._turn()
        for note in self.own.notes if self.number % 2 == 1 or len(self.own.notes) > 1 else ():
            self._at_foot(note)
        self._edges()

    def _edges(self) -> None:
        width, height = self.look.page
        edges, number = self.own.edges, str(self.number)
        if self.own.parted:
            self.canvas.line(width / 2, height - 60, width / 2, 66)
        if "ruled" in edges:
            self._line(self.look.left, 30, width - self.look.left)
            self._small(self.own.title, self.look.left, 18)
            self._small(number, width - self.look.left - 12, 18)
        if "boxed" in edges:
            self.canvas.rect(width / 2 - 12, 12, 24, 14)
            self._small(number, width / 2 - 3, 16)
        if "stamp" in edges:
            self._small("【令和８年９月１日更新】", width - self.look.left - 120, height - 36)
        if "side" in edges:
            self.canvas.saveState()
            self.canvas.translate(width - 24, height / 2)
            self.canvas.rotate(-90)
            self._small(self.own.title, 0, 0)
            self.canvas.restoreState()

    def _small(self, words: str, x: float, y: float) -> None:
        self.canvas.setFont(self.look.font, 9)
        self.canvas.drawString(x, y, words)
        self.canvas.setFont(self.look.font, self.look.size)

    @property
    def _aside(self) -> float:
        return self.look.page[0] / 2 - self.look.left + 12 if self.second else 0.0


class _RevisedUpright(UprightSetter):
    look: RevisedLook

    def _mark_of(self, side: int, part: Part, at: int, asked: Asked) -> str:
        mark = super()._mark_of(side, part, at, asked)
        behind = asked.tag and self.look.tag_at == "behind" and not side
        return mark + (asked.tag if behind else "") + "　"

    def _question(self, asked: Asked) -> list[Styled]:
        words = super()._question(asked)
        if asked.tag and self.look.tag_at == "end":
            words[-1] = [(words[-1][0][0] + asked.tag, "")]
        return words

    def _label(self) -> None:
        self.canvas.drawCentredString(self.page[0] / 2, self.look.near, str(self.number))
