"""Letters whose questions stand in frames: boxes, ruled rows and columns of tables, which run over
page ends, with words and numbers at the heads and feet of the pages."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tools.answer_letters.hands import HANDS, OTHER_HAND, Sheet
from tools.answer_letters.letter import Asked, Letter, Part, Styled, plain, source_words
from tools.answer_letters.typeset import Look, Setter

FRAMED = 20_000
"""Seeds from here on have frames."""
FRAMED_HELD_OUT = 30_000
"""Seeds from here on have frames, marks and words of their own."""
_MARKS = (
    ("問{}　", "（答）"), ("（問{}）", "（答）"), ("Ｑ{}　", "Ａ{}　"), ("【問{}】", "【答】"),
    ("問 {}　", "答　"), ("Q{}. ", "A{}. "), ("質問{}：", "回答{}："), ("〔問{}〕", "〔答〕"),
    ("【設問{}】", "【回答】"), ("質問 {} ", "回答 "), ("問い{}．", "答え．"),
    ("（問い{}）", "（答え）"), ("設問 {}：", "回答："), ("［Ｑ{}］", "［Ａ］"),
    ("｛問{}｝", "｛答｝"), ("（ご質問{}）", "（ご回答）"), ("問{} ", "答 "),
)  # fmt: skip
_HELD_MARKS = (
    ("問{}．", "（回答）"), ("＜問{}＞", "＜答＞"), ("問い{}　", "答え　"), ("Q{}：", "A："),
    ("【質問{}】", "【回答{}】"), ("（Ｑ{}）", "（Ａ）"), ("問{}：", "答{}："),
)  # fmt: skip
_FRAMES = (
    "cells", "boxes", "question box", "pair", "columns", "stepped", "first", "hanging", "open rows",
)  # fmt: skip
_HELD_FRAMES = (
    "one box", "answer box", "filed columns", "sheet", "tinted", "ruled", "stacked", "wide pair",
)  # fmt: skip
WITHOUT_TABLES = frozenset(
    ("cells", "boxes", "pair", "columns", "open rows", "one box", "answer box", "filed columns",
     "stacked", "wide pair", "shaded pair", "banded", "numbered rows", "card", "filed pair",
     "numbered pair", "narrow rows", "q and a beside")
)  # fmt: skip
"""Frames in which an answer has no table of its own."""
_BY_MARKS = frozenset(
    ("cells", "open rows", "q and a beside", "apart marks", "lone marks", "margin", "gutter",
     "beside")
)  # fmt: skip
"""Frames in which marks stand apart from the words."""
_ROWS = frozenset(("numbered rows", "narrow rows", "card"))
_COLUMNS = frozenset(
    ("pair", "columns", "filed columns", "wide pair", "shaded pair", "filed pair", "numbered pair")
)
"""Frames in which headings have no place between questions."""
_HEADS = (
    "【{}】", "〔{}〕", "○　{}", "《{}》", "□　{}", "▼{}", "｛{}｝", "（{}）", "({})",
    "「{}」", "＊　{}", "§{}", "〇　{}", "[{}]", "（{}関係）",
)  # fmt: skip
_HELD_HEADS = ("［{}］", "◆　{}", "●{}", "≪{}≫", "◇　{}")
_ANNEXES = (
    ("（別添{}）", "right"), ("別添{}", "left"), ("［別添{}］", "right"), ("別添{}", "centre"),
    ("別 添 {}", "right"), ("〔別添　{}〕", "centre"), ("（別　添　{}）", "right"),
)  # fmt: skip
_HELD_ANNEXES = (("（別添{}）", "centre"), ("別添　{}", "right"), ("【別添{}】", "left"))
_LEADS = (
    "{}について、次のとおり訂正する。", "（{}の再掲）", "※　{}（再掲）", "behind",
    "{}を下記のように改める（下線部が訂正箇所）。", "{}（再掲）", "●　{}について（再掲）",
    "（再掲）{}", "＜{}の修正＞", "{}の一部を次のように改正する。", "［{}］",
    "次の問は、{}を再掲したものである。", "◇　{}の訂正について",
)  # fmt: skip
_HELD_LEADS = (
    "{}につき、下記のとおり差し替える。", "〔再掲：{}〕", "◎　{}（一部修正）", "behind",
    "【{}の一部訂正】",
)  # fmt: skip
_DELETED = ("削除", "（削除）", "　削除", "削除する。", "削除（令和８年６月１日）")
_HELD_DELETED = ("〔削除〕", "欠番", "廃止", "（欠番）", "【削除】", "削　除")
_RUNNING = ("", "", "疑義解釈資料（その{}）", "令和８年度診療報酬改定")
_HELD_RUNNING = ("", "診療報酬に関する疑義解釈", "疑義解釈集　第{}号")
_LABELS = ("- {} -", "{}", "医－{}", "{}／30")
_HELD_LABELS = ("－{}－", "{} ページ", "（{}）", "p.{}")


@dataclass(frozen=True)
class FramedLook(Look):
    """``running`` stands at the head of each page, ``deleted`` for a question that was deleted;
    ``sections``: its number is of two parts; ``closed``: a frame is closed where a page ends."""

    running: str
    deleted: str
    sections: bool
    closed: bool
    justified: bool = False
    footnotes: str = ""
    numerals: str = ""
    """How numbers of questions are written: in ``kanji``, ``circled``, ``padded`` with a nought."""
    sheet: Sheet | None = None
    """The columns in which questions stand, if they do."""

    @property
    def has_tables(self) -> bool:
        """Whether answers may have tables of their own."""
        return self.frame not in WITHOUT_TABLES and self.sheet is None

    @classmethod
    def of(cls, seed: int) -> FramedLook:
        """The look of a seed."""
        chance = random.Random(f"framed look {seed}")
        held = seed >= FRAMED_HELD_OUT
        base = Look.of(seed)
        if seed >= OTHER_HAND:
            return cls._by_hand(base, seed, chance)
        frames = _HELD_FRAMES if held else _FRAMES
        return cls(
            font=base.font, size=base.size, leading=base.leading, page=base.page, left=base.left,
            right=base.right, aside=base.aside,
            mark=chance.choice(_HELD_MARKS if held else _MARKS), frame=frames[seed % len(frames)],
            head=chance.choice(_HELD_HEADS if held else _HEADS),
            annex=chance.choice(_HELD_ANNEXES if held else _ANNEXES),
            lead=chance.choice(_HELD_LEADS if held else _LEADS), numbers=base.numbers,
            label=chance.choice(_HELD_LABELS if held else _LABELS),
            running=chance.choice(_HELD_RUNNING if held else _RUNNING),
            deleted=chance.choice(_HELD_DELETED if held else _DELETED),
            sections=chance.random() < 0.3, closed=chance.random() < 0.7,
        )  # fmt: skip

    @classmethod
    def _by_hand(cls, base: Look, seed: int, chance: random.Random) -> FramedLook:
        hand = next(hand for first, hand in HANDS if seed >= first)
        in_sheet = bool(hand.sheets) and (seed // len(hand.frames)) % 2 < 2 * hand.sheet_share
        return cls(
            font=chance.choice(("ud", "narrow", "mincho")), size=base.size, leading=base.leading,
            page=base.page, left=base.left, right=base.right, aside=base.aside,
            mark=chance.choice(hand.marks), frame=hand.frames[seed % len(hand.frames)],
            head=chance.choice(hand.heads), annex=chance.choice(hand.annexes),
            lead=chance.choice(hand.leads), numbers=base.numbers, label=chance.choice(hand.labels),
            running=chance.choice(hand.running), deleted=chance.choice(hand.deleted),
            sections=chance.random() < 0.25, closed=chance.random() < 0.5,
            justified=chance.random() < 0.5,
            footnotes=chance.choice(("", "※　厚生労働省のホームページに掲載している。")),
            numerals=chance.choice(hand.numerals),
            sheet=hand.sheets[seed % len(hand.sheets)] if in_sheet else None,
        )  # fmt: skip


def typeset_framed(letter: Letter, look: FramedLook, path: Path) -> None:
    """Write a letter as a PDF."""
    FramedSetter(look, path, letter).letter(letter)


def in_kanji(value: int) -> str:
    """A number below 100 in kanji: 二十三."""
    tens, ones = divmod(value, 10)
    digits = "〇一二三四五六七八九"
    return ("" if tens <= 1 else digits[tens]) + "十" * (tens > 0) + (digits[ones] * (ones > 0))


_MOST_CIRCLED = 20
"""The last number that fonts have in a circle."""


class FramedSetter(Setter):
    """Sets a letter whose questions stand in frames."""

    look: FramedLook

    def __init__(self, look: FramedLook, path: Path, letter: Letter) -> None:
        self.issue = letter.issue
        self.heading: tuple[str, ...] = ()
        super().__init__(look, path)

    # --- parts

    def _part(self, part: Part, letter: Letter) -> None:
        if self.look.frame not in _COLUMNS and self.look.sheet is None:
            super()._part(part, letter)
            return
        mark, where = self.look.annex
        self._turn()
        self._aligned(mark.format(self._as_printed(str(part.number))), where)
        self._aligned(part.title, "centre")
        self.y -= self.look.leading
        if titles := self._titles():
            self._row_of(self._ends(), [[[(title, "")]] for title in titles])
        again = self.look.frame == "columns" if self.look.sheet is None else self.look.closed
        self.heading = titles if again else ()
        for asked in part.asked:
            between = asked.source is not None and part.number != letter.corrected_part
            self._columns(asked, between=between)
        self.heading = ()

    def _titles(self) -> tuple[str, ...]:
        if self.look.sheet is not None:
            return tuple(title for title, _, _ in self.look.sheet.columns)
        return {
            "columns": ("番号", "質問", "回答"),
            "filed columns": ("No.", "項目", "質問内容", "回答"),
            "filed pair": ("項目", "質問", "回答"), "numbered pair": ("問", "質問", "回答"),
        }.get(self.look.frame, ())  # fmt: skip

    def _ends(self) -> list[float]:
        """The left edges of the columns and the right edge of the last, as shares of the width."""
        if self.look.sheet is not None:
            widths = [width for _, width, _ in self.look.sheet.columns]
            return [sum(widths[:at]) / sum(widths) for at in range(len(widths) + 1)]
        return {
            "columns": [0.0, 0.2, 0.6, 1.0], "filed columns": [0.0, 0.12, 0.32, 0.64, 1.0],
            "pair": [0.0, 0.5, 1.0], "wide pair": [0.0, 0.35, 1.0],
            "shaded pair": [0.0, 0.42, 1.0], "filed pair": [0.0, 0.18, 0.56, 1.0],
            "numbered pair": [0.0, 0.14, 0.5, 1.0],
        }[self.look.frame]  # fmt: skip

    def _sheet(self, sheet: Sheet, asked: Asked, *, between: bool) -> None:
        question = self._question(asked, between=between, behind=True)
        struck = "struck" if asked.deleted == "struck" else ""
        number = self._number(asked)
        marked: Styled = [(self.look.mark[0].format(number), struck), *question]
        answer = asked.answer
        if answer:
            answer = [[(self._answer_mark(asked), struck), *answer[0]], *answer[1:]]
        held: dict[str, list[Styled]] = {
            "number": [[(number, struck)]], "topic": [[(asked.topic, struck)]],
            "question": [question], "answer": asked.answer, "both": [marked, *answer],
            "page": [[("12", struck)]],
            "source": [[("令和８年４月１日事務連絡", struck)]],
        }  # fmt: skip
        self._row_of(self._ends(), [held[what] for _, _, what in sheet.columns])

    def _columns(self, asked: Asked, *, between: bool) -> None:
        if self.look.sheet is not None:
            self._sheet(self.look.sheet, asked, between=between)
            return
        mark = self.look.mark[0]
        number = mark.format(self._number(asked)).strip()
        question = self._question(asked, between=between, behind=True)
        struck = "struck" if asked.deleted == "struck" else ""
        if self.look.frame in ("pair", "wide pair", "shaded pair", "filed pair"):
            own = [[(number + "　", struck), *question]]
            first = [(self._answer_mark(asked), struck), *asked.answer[0]] if asked.answer else []
            cells = [own, [first, *asked.answer[1:]] if first else []]
            if self.look.frame == "filed pair":
                cells.insert(0, [[(asked.topic, "")]])
        else:
            bare = (
                number
                if self.look.frame in ("columns", "numbered pair")
                else self._as_printed(asked.number)
            )
            cells = [[[(bare, struck)]], [question], asked.answer]
            if self.look.frame == "filed columns":
                cells.insert(1, [[(asked.topic, "")]])
        self._row_of(self._ends(), cells, fill=self.look.frame == "shaded pair")

    # --- questions

    def _question(self, asked: Asked, *, between: bool, behind: bool = False) -> Styled:
        if asked.deleted == "said":
            return [(self.look.deleted, "")]
        if asked.source is not None and between and (behind or self.look.lead == "behind"):
            return [(f"（{source_words(asked.source, numbered=False)}）", ""), *asked.question]
        return asked.question

    def _number(self, asked: Asked) -> str:
        """The number of a question as it is written."""
        values = [int(part) for part in asked.number.split("-")]
        if self.look.numerals == "kanji":
            return "の".join(map(in_kanji, values))
        if self.look.numerals == "circled" and values[0] <= _MOST_CIRCLED and len(values) == 1:
            return chr(ord("①") + values[0] - 1)
        if self.look.numerals == "padded":
            return self._as_printed("-".join(f"{value:02}" for value in values))
        return self._as_printed(asked.number)

    def _answer_mark(self, asked: Asked) -> str:
        return self.look.mark[1].format(self._number(asked))

    def _asked(self, asked: Asked, *, between: bool) -> None:
        head = self.look.mark[0].format(self._number(asked))
        question = self._question(asked, between=between)
        struck = "struck" if asked.deleted == "struck" else ""
        own: Styled = [(head, struck), *question]
        answer = self._answer_mark(asked)
        paragraphs: list[Styled] = []
        if asked.answer:
            paragraphs = [[(answer, struck), *asked.answer[0]], *asked.answer[1:]]
        frame = self.look.frame
        if frame in _BY_MARKS:
            self._by_marks((head, answer), question, asked, struck)
        elif frame in _ROWS:
            self._in_rows([(head.strip(), struck)], question, paragraphs)
        elif frame in ("boxes", "stacked"):
            self._row_of([0.0, 1.0], [[own]])
            self.y -= 6 if frame == "boxes" else 0
            if paragraphs:
                self._row_of([0.0, 1.0], [paragraphs])
        else:
            self._open(frame, head, own, asked, paragraphs)
        if asked.table:
            self._table(asked.table)

    def _by_marks(
        self, marks: tuple[str, str], question: Styled, asked: Asked, struck: str
    ) -> None:
        """A question and its answer with their marks apart from their words."""
        frame = self.look.frame
        head, answer = ([(mark.strip(), struck)] for mark in marks)
        if frame in ("cells", "open rows"):
            share = [0.0, 0.26, 1.0]
            self._row_of(share, [[head], [question]])
            if asked.answer:
                self._row_of(share, [[answer], asked.answer])
            self.y -= self.look.leading * (frame == "open rows")
        elif frame == "q and a beside":
            share = [0.0, 0.14, 0.22, 1.0]
            self._row_of(share, [[head], [[("問", struck)]], [question]])
            if asked.answer:
                self._row_of(share, [[], [[("答", struck)]], asked.answer])
        elif frame in ("apart marks", "lone marks"):
            inner = 1.0 if frame == "apart marks" else 0.0
            self._row(0, head)
            self._prose(inner + 1, inner, question)
            if asked.answer:
                self._row(0, answer)
            for words in asked.answer:
                self._prose(inner + (words[0][0][:1] != "・"), inner, words)
        else:
            self._beside(
                [
                    (marks[0], question),
                    *((marks[1] if not n else "", w) for n, w in enumerate(asked.answer)),
                ],
                struck,
            )

    def _in_rows(self, head: Styled, question: Styled, paragraphs: list[Styled]) -> None:
        """The number beside both the question and its answer, or all in a card."""
        self.y -= 6
        if self.look.frame == "card":
            self._row_of([0.0, 1.0], [[[*head, ("　", ""), *question], *paragraphs]])
            self.y -= self.look.leading * 0.5
            return
        share = [0.0, 0.22 if self.look.frame == "numbered rows" else 0.18, 1.0]
        self._row_of(share, [[head], [question]])
        if paragraphs:
            self._row_of(share, [[], paragraphs])

    def _open(
        self, frame: str, head: str, own: Styled, asked: Asked, paragraphs: list[Styled]
    ) -> None:
        """A question of which at most a part stands in a frame."""
        if frame in ("one box", "banded"):
            self._boxed(frame, own, paragraphs)
            return
        if frame == "ruled":
            self.y -= self.look.leading * 0.4
            self._line(self.look.left + self._aside, self.y, self._right())
        if frame == "bar":
            top = self.y
            self._words(own, head)
            if self.y < top:
                left = self.look.left + self._aside
                self.canvas.rect(left, self.y - 2, 3, top - self.y, stroke=0, fill=1)
        elif frame == "question box":
            self._row_of([0.0, 1.0], [[own]])
        elif frame == "tinted":
            self._row_of([0.0, 1.0], [[own]], fill=True)
        else:
            self._words(own, head)
            self._rule_below(frame)
        if not paragraphs:
            return
        if frame == "answer box":
            self._row_of([0.0, 1.0], [paragraphs])
            return
        self._words(paragraphs[0], self._answer_mark(asked), answer=True)
        for paragraph in paragraphs[1:]:
            text = plain(paragraph) or paragraph[0][0]
            self._prose(2 + (text[0] not in "・（①②③※アイ"), 2, paragraph)

    def _rule_below(self, frame: str) -> None:
        if frame == "parted":
            self.y -= self.look.leading * 0.3
            self._line(self.look.left + self._aside, self.y, self._right())

    def _boxed(self, frame: str, own: Styled, paragraphs: list[Styled]) -> None:
        if frame == "one box":
            self._row_of([0.0, 1.0], [[own, *paragraphs]])
            return
        self._row_of([0.0, 1.0], [[own]], fill=True)
        if paragraphs:
            self._row_of([0.0, 1.0], [paragraphs])

    def _beside(self, marked: Sequence[tuple[str, Styled]], struck: str) -> None:
        for mark, words in marked:
            self._at_margin(mark, words, struck)

    def _at_margin(self, mark: str, words: Styled, struck: str) -> None:
        """Words beside their mark, which stands alone at the margin."""
        share = 5.5 if self.look.frame == "margin" else 7.0
        lines = self._broken(words, self._width(share), self._width(share))
        for number, line in enumerate(lines):
            self._row(share, line)
            if number == 0 and mark.strip():
                self._draw(self.look.left + self._aside, [(mark.strip(), struck)])

    def _words(self, words: Styled, _mark: str, *, answer: bool = False) -> None:
        first, others = {
            "stepped": (2.0 if answer else 0.0, 4.0 if answer else 2.0), "first": (1.0, 0.0),
            "bar": (1.0, 3.0), "deep": (2.0, 5.0), "outdent": (0.0, 3.5),
            "spread": (0.0, 0.0), "two deep": (1.0, 3.0) if answer else (0.0, 2.0),
            "bold": (1.0, 1.0), "inner": (2.0, 2.0), "shallow": (0.0, 1.0),
            "staggered": (3.0, 1.0) if answer else (0.0, 4.0),
            "indented answer": (3.0, 2.0) if answer else (0.0, 3.0),
            "answer deep": (4.0, 5.0) if answer else (0.0, 2.0),
            "wide answer": (1.0, 0.0) if answer else (2.0, 5.0),
            "answer box": (0.0, 1.0), "ruled": (0.0, 2.0), "sheet": (1.0, 3.0),
        }.get(self.look.frame, (0.0, 2.0))  # fmt: skip
        self._prose(first, others, words)

    # --- frames

    def _right(self) -> float:
        return self.look.page[0] - self.look.right + self._aside

    def _row_of(
        self, ends: Sequence[float], cells: Sequence[list[Styled]], *, fill: bool = False
    ) -> None:
        """A row of cells with rules around them, from the present place on, over page ends; each
        cell is of paragraphs."""
        left, width = self.look.left, self.look.page[0] - self.look.left - self.look.right
        edges = [left + share * width for share in ends]
        lines: list[list[Styled]] = []
        for number, paragraphs in enumerate(cells):
            room = edges[number + 1] - edges[number] - 10
            lines.append(
                [line for words in paragraphs if words for line in self._within(words, room)]
            )
        height = max(map(len, lines))
        at = 0
        if self.y - self.look.leading * 1.5 < 70:
            self._turn()
        while at < height:
            fitting = int((self.y - 64 - 8) // self.look.leading)
            piece = min(height - at, max(fitting, 1))
            first, last = at == 0, at + piece == height
            self._piece(edges, [own[at : at + piece] for own in lines], piece, (first, last), fill)
            at += piece
            if at < height:
                self._turn()

    def _within(self, words: Styled, room: float) -> list[Styled]:
        """The lines of a paragraph of a cell; signs that hang over stay within its rule."""
        if self._text_width(self._as_printed("".join(text for text, _ in words))) <= room:
            return [[(self._as_printed(text), style) for text, style in words]]
        room -= 2 * self.look.size
        return self._broken(words, room, room)

    def _piece(
        self,
        edges: list[float],
        lines: list[list[Styled]],
        count: int,
        ends: tuple[bool, bool],
        fill: bool,
    ) -> None:
        """The part of a row on one page: its rules, but for those where the page ends it that are
        left open, and its lines."""
        top, bottom = self.y, self.y - count * self.look.leading - 8
        shift = self._aside
        first, last = ends
        self.canvas.setLineWidth(0.5)
        if fill:
            self.canvas.setFillColorRGB(0.9, 0.92, 0.96)
            self.canvas.rect(
                edges[0] + shift, bottom, edges[-1] - edges[0], top - bottom, stroke=0, fill=1
            )
            self.canvas.setFillColorRGB(0, 0, 0)
        else:
            rules = self.look.sheet.rules if self.look.sheet is not None else "all"
            for edge in edges if rules == "all" else ():
                self.canvas.line(edge + shift, top, edge + shift, bottom)
            for y, drawn in ((top, first), (bottom, last)):
                if rules != "none" and (drawn or self.look.closed):
                    self._line(edges[0] + shift, y, edges[-1] + shift)
        for number, own in enumerate(lines):
            self.y = top - 2
            for line in own:
                self.y -= self.look.leading
                self._draw(edges[number] + shift + 5, line)
        self.y = bottom

    def _line(self, left: float, y: float, right: float) -> None:
        self.canvas.setLineWidth(0.5)
        self.canvas.line(left, y, right, y)

    # --- pages

    def _prose(self, first: float, others: float, words: Styled) -> None:
        if not self.look.justified:
            super()._prose(first, others, words)
            return
        lines = self._broken(words, self._width(first), self._width(others))
        for number, line in enumerate(lines):
            indent = first if number == 0 else others
            missing = self._width(indent) - sum(self._text_width(unit) for unit, _ in line)
            if number < len(lines) - 1:
                self.apart = missing / max(len(line) - 1, 1)
            self._row(indent, line)
            self.apart = 0.0

    def _turn(self) -> None:
        super()._turn()
        if self.look.footnotes and self.number % 3 == 0:
            self._line(self.look.left, 62, self.look.left + 120)
            self.canvas.setFont(self.look.font, 8)
            self.canvas.drawString(self.look.left, 51, self.look.footnotes)
            self.canvas.setFont(self.look.font, self.look.size)
        if self.look.running and self.number > 1:
            words = self.look.running.format(self._as_printed(str(self.issue)))
            self.canvas.setFont(self.look.font, 9)
            self.canvas.drawRightString(self._right(), self.look.page[1] - 40, words)
            self.canvas.setFont(self.look.font, self.look.size)
        if self.look.frame == "sheet" and self.number > 1:
            left, height = self.look.left + self._aside - 12, self.look.page[1]
            self.canvas.setLineWidth(0.8)
            self.canvas.rect(left, 58, self._right() + 12 - left, height - 58 - 50)
        if self.heading:
            # the row of titles stands over each page
            titles, self.heading = self.heading, ()
            self._row_of(self._ends(), [[[(title, "")]] for title in titles])
            self.heading = titles
