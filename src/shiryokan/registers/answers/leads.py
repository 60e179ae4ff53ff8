"""Words that say of the questions below them that they are older ones, printed again.

A letter may print questions of other letters with corrections, between its own or in an annex:
a sentence over them ("…別添１の問３を次のとおり訂正する。") says so, or the letter's head says of
an annex that it corrects a question ("別添５のとおり訂正します"), or a question's number is
followed by the letter in brackets.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from shiryokan.registers.answers.citations import ANNEX, Cited, annex_of, citations
from shiryokan.registers.answers.entries import Source
from shiryokan.registers.answers.units import Unit
from shiryokan.registers.narrow_text import narrow
from shiryokan.registers.source_text import Traced

_AGAIN = re.compile(
    r"訂正|修正|差し?替|改め|改正|再掲|見直|変更|(?:次|以下|下記|左記|別[添紙]\s?\d*)の(?:とおり|通り|よう)"
)
"""What is said of a question that is printed again."""
_THERE = re.compile(rf"(?P<annex>{ANNEX})\s?の?\s?(?:とおり|通り|ように)")
_LONGEST = 260
"""Characters of the words over a question at most."""
_BRACKET = re.compile(r"\s*[(\[【〔「<]{1,2}\s?(?:(?:平成|令和).{0,40})?疑義解釈")


def is_lead(unit: Unit, number: str) -> bool:
    """Whether a paragraph says that the question ``number`` below it is one of another letter."""
    return any(source.cited.covers(number) for source in sources(unit))


def sources(unit: Unit) -> list[Source]:
    """The older questions that a paragraph says are printed below it."""
    plain = unit.plain
    if "問" not in plain or len(plain) > _LONGEST:
        return []
    sentence = plain.rstrip().endswith("。")
    if sentence and not _AGAIN.search(plain):
        return []
    return [
        Source(each.cited, unit.text[each.letter_at or each.start : each.end])
        for each in citations(unit.text.text)
        if each.cited.first and each.cited.letter
    ]


def annexed(head: Iterable[Traced]) -> Iterator[tuple[str, Source]]:
    """The annexes in which the head of a letter says that it corrects questions, each with one."""
    for text in head:
        plain = narrow(text.text)
        start = 0
        for sentence in re.split(r"(?<=。)", plain):
            there = _THERE.search(sentence)
            if there and _AGAIN.search(sentence):
                for each in citations(sentence):
                    if each.cited.first and each.cited.letter and each.start < there.start():
                        at = slice(start + (each.letter_at or each.start), start + each.end)
                        yield annex_of(there["annex"]), Source(each.cited, text[at])
            start += len(sentence)


def named_behind(question: Traced, number: str) -> tuple[Source, int] | None:
    """The letter in brackets at the beginning of a question's words, and where they end."""
    plain = narrow(question.text)
    if not plain.startswith(("(", "【", "〔", "[", "<")) or not _BRACKET.match(plain):
        return None
    close = _closing(plain)
    if close < 0:
        return None
    for each in citations(plain[:close]):
        if each.cited.letter:
            cited = each.cited if each.cited.first else _numbered(each.cited, number, plain[:close])
            return Source(cited, question[:close]), close
    return None


def _numbered(cited: Cited, number: str, words: str) -> Cited:
    annex = re.search(ANNEX, words)
    return Cited(
        letter=cited.letter, date=cited.date, first=number,
        annex=annex_of(annex.group()) if annex else "",
    )  # fmt: skip


def _closing(plain: str) -> int:
    """Where the bracket that begins a text ends."""
    pairs = {"(": ")", "【": "】", "〔": "〕", "[": "]", "<": ">"}
    depth, opening, closing = 0, plain[0], pairs[plain[0]]
    for at, character in enumerate(plain[:_LONGEST]):
        depth += (character == opening) - (character == closing)
        if depth == 0:
            return at + 1
    return -1
