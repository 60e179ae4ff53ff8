"""Facility criteria as set by the hands of :mod:`tools.hands`, which a browser prints.

Set up before it was seen how such papers are read. What is particular to criteria (numbers, signs
in margins, how titles are set) is drawn by chance beside the hand; seeds below
:data:`tools.hands.ASIDE` draw from every second value, those from there on from all.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from tools.facility_criteria.criteria import ENCLOSED, Author, Document, Kind, Node, reworded
from tools.facility_criteria.typeset import Look, number_of
from tools.hands import ASIDE, Hand, Row, hand, margins_css, print_rows
from tools.labels_by_sample import label

T = TypeVar("T")
_SECTIONS = ("第１1", "第1", "第１", "【第１1】", "〔第1〕", "第1　", "第１1")
_FIRST = ("１1", "1.", "１", "１．", "1", "1　", "１1　")
_BELOW = (
    ("(１1)", "ア", "(ア)", "①", "ａ"), ("（１）", "ア", "①", "（ア）", "ａ"),
    ("(1)", "①", "ア", "(ア)", "ａ"), ("⑴", "ア", "(ア)", "①", "ⅰ"),
    ("（1）", "イ", "（イ）", "①", "a"), ("①", "ア", "(ア)", "ａ", "ⅰ"),
    ("(1)", "ア．", "①", "ａ", "ⅰ"), ("（１1）", "ア", "ａ", "①", "i"),
)  # fmt: skip
_ORDINANCE = (
    ("（一）", "イ", "①", "１", "ⅰ"), ("㈠", "イ", "⑴", "①", "１"), ("⑴", "イ", "①", "１1", "㈠"),
    ("（１）", "ア", "（ア）", "①", "１1"), ("（1）", "イ", "①", "１1", "ⅰ"),
    ("㈠", "ア", "⑴", "（ア）", "①"),
    ("(1)", "イ", "①", "1", "㈠"), ("（一）", "ア", "（ア）", "①", "1"),
)  # fmt: skip
_TITLES = (
    "", "font-weight:bold", "", "font-family:IPAexGothic", "text-decoration:underline", "",
    "background:#ddd", "border-block-end:0.4pt solid #000",
)  # fmt: skip
_SECTION_CSS = ("", "", "text-align:center", "", "font-size:1.15em", "border:0.5pt solid #000")
_MARKS = (
    (), (), ("○",), (), ("※",), ("改",), (), ("（新）", "（改）"), (">○",), ("新", "改"), (),
    ("◎", "※"), (">改",), ("▲",), ("●",),
)  # fmt: skip
_EVERY = (4, 6, 9)
"""One row in so many has a sign in the margin."""


@dataclass(frozen=True)
class Manner:
    """What is particular to the criteria of a hand."""

    kind: Kind
    numbers: tuple[str, ...]
    title_css: str
    section_css: str
    steps: tuple[float, ...]
    """How many steps what is of each level is set in."""
    marks: tuple[str, ...]
    every: int
    margins: float
    """How much further in, in mm, the text of odd pages stands."""
    breaks: bool
    """Whether each section begins a page."""


def manner(seed: int, how: Hand) -> Manner:
    """What is particular to the criteria of a seed."""
    chance = random.Random(f"criteria hand {seed}")
    every = 1 if seed >= ASIDE else 2

    def one(values: Sequence[T]) -> T:
        return chance.choice(values[::every])

    ordinance = how.upright or chance.random() < 0.25
    if ordinance:
        numbers = ("第一", "一", *one(_ORDINANCE))
    else:
        numbers = (one(_SECTIONS), one(_FIRST), *one(_BELOW))
    tiers = how.upright and how.columns > 1
    first = one((0, 0, 1))
    return Manner(
        kind="ordinance" if ordinance else "notice", numbers=numbers, title_css=one(_TITLES),
        section_css=one(_SECTION_CSS),
        steps=tuple(first * (level > 0) + max(level - 1, 0) for level in range(7)),
        marks=one(_MARKS), every=chance.choice(_EVERY),
        margins=0 if tiers or chance.random() < 0.5 else one((4, 8, 2, 12)),
        breaks=not tiers and chance.random() < 0.2,
    )  # fmt: skip


def write(seed: int, path: Path) -> tuple[Document, Look]:
    """Print the criteria of a seed; what they say, as it is printed, and a look with their
    numbers."""
    how = replace(hand(seed), where="edge")
    own = manner(seed, how)
    said = _said(Author(seed, rich=True).document(own.kind), own, how)
    look = Look(
        f"hand {seed}", kind=own.kind, numbers=tuple(map(_counted, own.numbers)), gap=how.gap,
    )  # fmt: skip
    rows = list(_Setter(own, how, look).rows(said))
    print_rows(rows, how, said.title, path, css=margins_css(how, own.margins))
    return said, look


def _counted(sample: str) -> Callable[[int], str]:
    return lambda n: label(sample, n)


def _said(document: Document, own: Manner, how: Hand) -> Document:
    """A document with its numbers as they are printed."""

    def say(text: str) -> str:
        plain = text.replace("(", "（").replace(")", "）")
        plain = re.sub("(?<=「B)0[0-9]+", lambda code: code[0].translate(_WIDE), plain)
        return how.say(plain)

    return reworded(document, say)


_WIDE = {ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"}


class _Setter:
    def __init__(self, own: Manner, how: Hand, look: Look) -> None:
        self.own, self.how, self.look = own, how, look
        self.chance = random.Random(f"criteria marks {how.seed}")

    def rows(self, document: Document) -> Iterator[Row]:
        letter = document.kind == "notice"
        yield Row("title", -1, "", f"{document.title}{'の取扱いについて' if letter else ''}")
        if self.how.contents:
            yield Row("head", 8, "", "目　次")
            sections = [
                each for one in document.sections for each in (one, *one.children)
                if not each.level
            ]  # fmt: skip
            for at, section in enumerate(sections):
                printed = number_of(section, self.look)
                yield Row("entry", 0, printed, section.text, self.how.number(at + 2))
        for text in document.preface if letter else ():
            yield Row("prose", 0, "", text)
        for section in document.sections:
            yield from self._node(section)
        for annex in document.annexes:
            yield Row("entry", 0, number_of(annex, self.look), annex.text)
            for child in annex.children:
                yield Row("entry", 1, number_of(child, self.look), child.text)

    def _node(self, node: Node) -> Iterator[Row]:
        own = self.own
        if node.level == ENCLOSED:
            css = "break-before:page;text-align:end"
            yield Row("head", 0, "", number_of(node, self.look), css=css)
            yield Row("head", 0, "", node.text, css="text-align:center")
        else:
            breaks = (
                ";break-before:page" if own.breaks and not node.level and node.number > 1 else ""
            )
            if node.level == 0:
                css = own.section_css + breaks
            else:
                css = own.title_css if node.title and node.level <= 2 else ""
                if not node.title and self.chance.random() < 0.05:
                    css = "text-decoration:underline"
            mark = "" if node.title and node.level <= 0 else self._mark()
            printed = number_of(node, self.look)
            yield Row("note", own.steps[node.level], printed, node.text, css=css, mark=mark)
        for text in node.paragraphs:
            yield Row("prose", own.steps[max(node.level, 0)] + 1, "", text)
        for child in node.children:
            yield from self._node(child)

    def _mark(self) -> str:
        marks = self.own.marks
        if not marks or self.chance.randrange(self.own.every):
            return ""
        return self.chance.choice(marks)
