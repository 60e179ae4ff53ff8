"""What can be asked of any sentence that states a number: which one stands in it.

A sentence is asked of where it has one number with a unit that counts people, time, times or
shares, is understood without what stands around it, and stands printed in one place. The wrong
choices are other numbers of the same paper with the same unit, the nearest first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

import msgspec

from shiryokan.registers.base import Record
from shiryokan.registers.exercises import (
    Edition,
    ExerciseDraft,
    bare,
    cited_of,
    nearest,
)
from shiryokan.registers.narrow_text import narrow
from shiryokan.registers.statements.draft import Cited

SORT = "number"
_SHORTEST, _LONGEST = 20, 180
"""Characters of a sentence that is asked of."""
_KANJI = "一二三四五六七八九十百"
_NUMBER = re.compile(
    rf"(?<![0-9０-９{_KANJI}.．第])(?P<number>[0-9０-９]+(?:[.．][0-9０-９]+)?|[{_KANJI}]+)"
    r"(?P<unit>(?:名|人|床|年|か月|ヶ月|月|週|週間|日|時間|分|回|割|％|%|歳|件|例|単位)"
    r"(?:以上|以下|以内|未満|に限り|間))(?![0-9０-９])"
)
_SENTENCE = re.compile(r"[^。]+。")
_LABEL = re.compile(
    r"^(?:[(（]\s*)?(?:[0-9０-９]{1,2}|[ア-ンa-zａ-ｚ一二三四五六七八九十]|[ivx]+|[①-⑳])(?:\s*[)）])?\s*\n\s*"
)
"""What numbers a paragraph, in a line of its own."""
_LEANS = re.compile(
    r"^(?:また|さらに|なお|ただし|但し|その|この|これ|それ|当該|同|上記|前項|前述|次の|以下|例えば|特に|かつ|及び|又は"
    r"|加えて|一方|しかし|このため|そのため|したがって|[)）」』、。])"
)
"""How a sentence begins that is not to be understood alone."""
_POINTS = re.compile(r"次の|以下の|次に|上記|下記|前項|前条|別表|これら|それら|当該各")
_PAIRED = (("（", "）"), ("(", ")"), ("「", "」"), ("『", "』"), ("［", "］"), ("[", "]"))
_BLANK = "（　　）"


class _Stated(msgspec.Struct, frozen=True):
    """A number that a sentence states, where the sentence stands."""

    record: Record
    sentence: str
    number: str
    unit: str
    cited: Cited

    @property
    def said(self) -> str:
        return self.number + self.unit


def number_exercises(
    paper: Edition, called: str, field: str, heading: Callable[[Record], str]
) -> Iterator[ExerciseDraft]:
    """Drafts of a paper that is ``called`` so; ``field`` has the text of its records, ``heading``
    says what one is about."""
    found = [each for record in paper.records for each in _stated(record, field)]
    headings: dict[str, set[str]] = {}
    for each in found:
        headings.setdefault(bare(_masked(each)), set()).add(each.said)
    for at, each in enumerate(found):
        about = heading(each.record)
        # the same sentence with another number is told apart by nothing
        if not about or len(headings[bare(_masked(each))]) > 1:
            continue
        prompt = f"{called}の「{about}」の次の文の{_BLANK}に入るものはどれか。\n「{_masked(each)}」"
        if bare(each.said) in bare(prompt):
            continue
        yield ExerciseDraft(
            sort=SORT,
            about=each.record.key,
            prompt=prompt,
            right=(each.said,),
            wrong=nearest(each.said, _others(found, at)),
            said=(each.sentence,),
            cited=(each.cited,),
            explanation=f"「{each.sentence}」とされている。",
        )


def _masked(stated: _Stated) -> str:
    return stated.sentence.replace(stated.said, _BLANK, 1)


def _others(found: Sequence[_Stated], at: int) -> list[str]:
    """Numbers with the same unit that the paper states elsewhere, the nearest in worth first;
    written as the right one is."""
    own = found[at]
    worth = _worth(own.number)
    other = {
        each.said: _worth(each.number)
        for each in found
        if each.unit == own.unit
        and each.record.key != own.record.key
        and _worth(each.number) != worth
        and (each.number[0] in _KANJI) == (own.number[0] in _KANJI)
    }
    return sorted(other, key=lambda said: (abs(other[said] - worth), other[said]))


def _worth(number: str) -> float:
    plain = narrow(number).replace("．", ".")
    if plain[0] not in _KANJI:
        return float(plain)
    total, left = 0, 0
    for sign in plain:
        if sign == "百":
            total, left = total + (left or 1) * 100, 0
        elif sign == "十":
            total, left = total + (left or 1) * 10, 0
        else:
            left = left * 10 + _KANJI.index(sign) + 1
    return float(total + left)


def _stated(record: Record, field: str) -> Iterator[_Stated]:
    for trace in record.provenance.get(field, []):
        printed = "\n".join(place.text for place in trace.places)
        for match in _SENTENCE.finditer("".join(_LABEL.sub("", printed).split("\n"))):
            sentence = match[0].strip()
            found = list(_NUMBER.finditer(sentence))
            if len(found) != 1 or not _fits(sentence):
                continue
            cited = cited_of(record, field, [trace])
            if cited is not None:
                yield _Stated(
                    record, sentence, found[0]["number"], found[0]["unit"],
                    lines_with(cited, sentence),
                )  # fmt: skip


def _fits(sentence: str) -> bool:
    return (
        _SHORTEST <= len(sentence) <= _LONGEST
        and "\t" not in sentence
        and not _LEANS.search(bare(sentence))
        and not _POINTS.search(sentence)
        and all(sentence.count(a) == sentence.count(b) for a, b in _PAIRED)
    )


def lines_with(cited: Cited, sentence: str) -> Cited:
    """A place cut down to the fewest lines in which words stand, where it has a box a line."""
    wanted = bare(sentence)
    lines = cited.words.split("\n")
    if len(lines) != len(cited.boxes):
        return cited
    for length in range(1, len(lines)):
        for start in range(len(lines) - length + 1):
            if wanted in bare("".join(lines[start : start + length])):
                return msgspec.structs.replace(
                    cited, boxes=cited.boxes[start : start + length],
                    words="\n".join(lines[start : start + length]),
                )  # fmt: skip
    return cited
