"""How many questions of invented letters are found, and how much of them is right."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from shiryokan.paper.isolated import IsolatedReader
from shiryokan.registers.answers import Answer, Answers
from shiryokan.registers.answers.citations import Cited
from shiryokan.registers.errors import NoRecords
from tools.answer_letters.bodies_set import typeset_body
from tools.answer_letters.frames import (
    FRAMED,
    FRAMED_HELD_OUT,
    FramedLook,
    typeset_framed,
)
from tools.answer_letters.hands import (
    FIFTH_HAND,
    FOURTH_HAND,
    FOURTH_HAND_HELD_OUT,
    OTHER_HAND,
    OTHER_HAND_HELD_OUT,
    SIXTH_HAND,
    THIRD_HAND,
    THIRD_HAND_HELD_OUT,
)
from tools.answer_letters.letter import Asked, Letter, Styled, Writer, plain
from tools.answer_letters.ministries import (
    TENTH_HAND,
    TENTH_HAND_BY_CHANCE,
    TENTH_HAND_HELD_OUT,
    look_of_ministry,
    paper_of_ministry,
)
from tools.answer_letters.ministries_set import typeset_ministry
from tools.answer_letters.other_bodies import (
    COMPOSED_HAND,
    EIGHTH_HAND,
    NINTH_HAND,
    NINTH_HAND_HELD_OUT,
    SEVENTH_HAND,
    look_of,
    paper_of,
)
from tools.answer_letters.printed import (
    TWELFTH_HAND,
    TWELFTH_HAND_HELD_OUT,
    Printed,
    letter_of_printed,
    look_of_printed,
    typeset_printed,
)
from tools.answer_letters.revised import (
    ELEVENTH_HAND,
    ELEVENTH_HAND_BY_CHANCE,
    ELEVENTH_HAND_BY_CHANCE_OPEN,
    ELEVENTH_HAND_HELD_OUT,
    look_of_revised,
    paper_of_revised,
)
from tools.answer_letters.revised_set import typeset_revised
from tools.answer_letters.typeset import HELD_OUT, Look, typeset
from tools.answer_letters.varied import VariedWriter

COUNTED = (
    "questions",
    "questions whole",
    "answers whole",
    "tags",
    "reprints",
    "corrections",
    "withdrawals",
    "deletions",
    "headings",
    "links by heading",
    "links by code",
)

SETS = {
    "twelfth hand held out": TWELFTH_HAND_HELD_OUT, "twelfth hand": TWELFTH_HAND,
    "eleventh hand by chance held out": ELEVENTH_HAND_BY_CHANCE,
    "eleventh hand by chance": ELEVENTH_HAND_BY_CHANCE_OPEN,
    "eleventh hand held out": ELEVENTH_HAND_HELD_OUT, "eleventh hand": ELEVENTH_HAND,
    "tenth hand by chance held out": TENTH_HAND_BY_CHANCE,
    "tenth hand held out": TENTH_HAND_HELD_OUT, "tenth hand": TENTH_HAND,
    "ninth hand held out": NINTH_HAND_HELD_OUT, "ninth hand": NINTH_HAND,
    "composed hand held out": COMPOSED_HAND, "eighth hand held out": EIGHTH_HAND,
    "seventh hand": SEVENTH_HAND,
    "sixth hand": SIXTH_HAND, "fifth hand": FIFTH_HAND,
    "fourth hand held out": FOURTH_HAND_HELD_OUT, "fourth hand": FOURTH_HAND,
    "third hand held out": THIRD_HAND_HELD_OUT, "third hand": THIRD_HAND,
    "another hand held out": OTHER_HAND_HELD_OUT, "another hand": OTHER_HAND,
    "framed looks held out": FRAMED_HELD_OUT, "looks held out": HELD_OUT,
    "framed looks": FRAMED, "other looks": 0,
}  # fmt: skip
"""The sets of looks, and the first seed of each."""


def squeezed(text: str) -> str:
    """A text as it is compared: without white space, widths made one."""
    return "".join(unicodedata.normalize("NFKC", text).split())


@dataclass
class Score:
    """Of each thing: how many there are, how many were found right; and what was made up."""

    true: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    made_up: int = 0
    differences: list[str] = field(default_factory=list)

    def lines(self) -> list[str]:
        """A table in Markdown."""
        rows = ["| what | true | right | share |", "| --- | --- | --- | --- |"]
        for name in COUNTED:
            true, right = self.true[name], self.right[name]
            share = f"{right / true:.1%}" if true else "–"
            rows.append(f"| {name} | {true} | {right} | {share} |")
        return [*rows, f"| made up | – | {self.made_up} | – |"]

    def count(self, name: str, where: str, *, right: bool) -> None:
        """One thing more."""
        self.true[name] += 1
        self.right[name] += right
        if not right:
            self.differences.append(f"{where} {name}")


def read_back(seed: int, folder: Path) -> tuple[Letter, list[Answer]]:
    """The letter of a seed typeset, and read as any document is."""
    path = folder / f"letter-{seed}.pdf"
    letter = written(seed, path)
    with IsolatedReader(path) as reader:
        try:
            return letter, Answers().extract(list(reader.pages()), path.stem).records
        except NoRecords:
            return letter, []


def written(seed: int, path: Path) -> Letter:
    """The letter of a seed, typeset as a PDF."""
    if seed < FRAMED:
        letter = Writer(seed).letter()
        typeset(letter, Look.of(seed), path)
        return letter
    if seed >= TWELFTH_HAND:
        letter = letter_of_printed(seed)
        typeset_printed(letter, look_of_printed(seed), path)
        return letter
    if seed >= ELEVENTH_HAND:
        letter = paper_of_revised(seed)
        typeset_revised(letter, look_of_revised(seed), seed, path)
        return letter
    if seed >= TENTH_HAND:
        letter = paper_of_ministry(seed)
        typeset_ministry(letter, look_of_ministry(seed), seed, path)
        return letter
    if seed >= SEVENTH_HAND:
        paper = paper_of(seed)
        typeset_body(paper, look_of(seed), seed, path)
        return paper
    look = FramedLook.of(seed)
    letter = VariedWriter(seed, tables=look.has_tables, sections=look.sections).letter()
    typeset_framed(letter, look, path)
    return letter


def measure(seeds: Sequence[int], folder: Path) -> Score:
    """The letters of all seeds."""
    score = Score()
    for seed in seeds:
        _compare(score, seed, *read_back(seed, folder))
    return score


def _compare(score: Score, seed: int, letter: Letter, found: list[Answer]) -> None:
    left = list(found)
    for part in letter.parts:
        for asked in part.asked:
            where = f"{seed} 別添{part.number} 問{asked.number}"
            mine = _taken(left, asked)
            score.count("questions", where, right=mine is not None)
            if mine is not None:
                left.remove(mine)
                _of_one(score, where, asked, mine)
    score.made_up += len(left)
    score.differences += [f"{seed} made up {each.key} p.{each.page}" for each in left]
    said = (
        {each.cited for each in found[0].letter_says if each.act == "withdraws"} if found else set()
    )
    for cited in letter.withdraws:
        score.count("withdrawals", f"{seed} head", right=cited in said)


def _taken(left: list[Answer], asked: Asked) -> Answer | None:
    """The record of a question: of its number, and that begins as it does."""
    begin = "" if asked.deleted == "said" else squeezed(_said(asked, asked.question))[:12]
    begins = (begin, squeezed(asked.tag) + begin)
    fitting = [
        r for r in left if r.number == asked.number and squeezed(r.question).startswith(begins)
    ]
    same = [r for r in fitting if r.reprint_of == asked.source]
    return next(iter(same or fitting), None)


def _said(asked: Asked, words: Styled) -> str:
    """The words that stand; of a question that is struck out whole, all of them."""
    return "".join(text for text, _ in words) if asked.deleted == "struck" else plain(words)


def _of_one(score: Score, where: str, asked: Asked, found: Answer) -> None:
    if asked.deleted:
        score.count("deletions", where, right=found.deleted)
    elif found.deleted:
        score.differences.append(f"{where} is not deleted")
        score.made_up += 1
    if asked.deleted == "said":
        return
    question = squeezed(_said(asked, asked.question))
    answer = squeezed(
        "".join(_said(asked, words) for words in asked.answer)
        + "".join(a + b for a, b in asked.table)
    )
    score.count("questions whole", where, right=squeezed(found.question) == question)
    # a trailer, or a note to a sign of the answer, may stand with it
    answers = {answer + squeezed(also) for also in ("", asked.trailer, asked.noted)}
    score.count("answers whole", where, right=squeezed(found.answer) in answers)
    _tags(score, where, asked, found)
    if isinstance(asked, Printed):
        _links(score, where, asked, found)
    if asked.source is not None:
        score.count("reprints", where, right=found.reprint_of == asked.source)
        struck = [(squeezed(each.struck), squeezed(each.inserted)) for each in found.corrections]
        wanted = [
            (squeezed("".join(t for t, s in p if s == "struck")),
             squeezed("".join(t for t, s in p if s == "inserted")))
            for p in asked.answer
        ]  # fmt: skip
        score.count("corrections", where, right=struck == wanted)
    elif found.reprint_of is not None:
        score.differences.append(f"{where} is no reprint: {found.reprint_of}")
        score.made_up += 1
    told: set[Cited] = {each.cited for each in found.withdraws}
    for cited in asked.withdraws:
        score.count("withdrawals", where, right=cited in told)
    score.made_up += len(told - set(asked.withdraws))


def _links(score: Score, where: str, asked: Printed, found: Answer) -> None:
    """What a question has to do with: its heading, and the codes that it names."""
    if asked.source is None:
        last = found.topic.split("\n")[-1]
        score.count("headings", where, right=squeezed(asked.topic) in squeezed(last))
        named = {squeezed(link.name) for link in found.links if link.kind == "heading"}
        score.count("links by heading", where, right=squeezed(asked.topic) in named)
    for code in _CODE.findall(squeezed("".join(text for text, _ in asked.question))):
        mine = {squeezed(link.code) for link in found.links if link.kind == "code"}
        score.count("links by code", where, right=code in mine)


_CODE = re.compile(r"「([A-Z]\d{3}(?:-\d+)?)(?:の\d+)?」")
_BRACKETS = "()[]<>{}（）［］＜＞【】〔〕《》"


def _tags(score: Score, where: str, asked: Asked, found: Answer) -> None:
    told = {squeezed(tag).strip(_BRACKETS) for tag in getattr(found, "tags", ())}
    wanted = squeezed(asked.tag).strip(_BRACKETS)
    if wanted:
        score.count("tags", where, right=wanted in told)
    made_up = told - {wanted, squeezed(asked.trailer).strip(_BRACKETS)}
    score.made_up += len(made_up)
    score.differences += [f"{where} made up the tag {tag}" for tag in sorted(made_up)]
