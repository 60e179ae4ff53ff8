"""Exercises on what a revision changed, of any register: whether a sentence is that of the new
paper. Pure.

Of a text that differs in two records that are surely the same, one sentence of the old and one of
the new are paired where they are surely the same sentence and differ in what they say. Half of the
exercises show the new sentence (it is so), half the old one (it no longer is), which must stand
nowhere in the new paper.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec
from rapidfuzz import fuzz

from shiryokan.quotes.holders import AlteredQuote
from shiryokan.registers.base import Record, Register, Values
from shiryokan.registers.comparison import Change, Comparison, FieldChange
from shiryokan.registers.comparison.differences import comparable
from shiryokan.registers.exercises import Edition, ExerciseDraft, PaperName, bare, cited_of
from shiryokan.registers.exercises_of_sentences import lines_with
from shiryokan.registers.statements.draft import Cited

SORT = "revision"
"""Of exercises on what a revision changed, in every register."""
_SURE = 0.75
"""Likeness (0 to 1) of two records from which on they are surely the same, as drafts of articles
have it (:mod:`shiryokan.registers.statements.of_records`)."""
_SAME = 70.0
"""Likeness (0 to 100) of two sentences from which on one is the other, revised."""
_SHORTEST, _LONGEST = 15, 200
"""Characters of a sentence that is asked of."""
_SENTENCE = re.compile(r"[^。\n]+。?")
_LABEL = re.compile(
    r"^(?:注[ 　]?[0-9０-９]*|[①-⑳]"
    r"|[(（]?(?:[0-9０-９]{1,2}|[ア-ンa-zａ-ｚ一二三四五六七八九十]|[ivx]+)[)）])?"
    r"[ 　、.．]*(?:[0-9０-９]{1,2}[ 　.．、]+)?"
)
"""What numbers a sentence, which may be another in the new paper without anything being said."""
_SAYS_NOTHING = re.compile(r"[^0-9一-鿿々ァ-ヺー%]")
"""What two sentences may differ in without saying anything else: kana, signs, white space."""
_PAIRED = (("（", "）"), ("(", ")"), ("「", "」"), ("『", "』"), ("［", "］"), ("[", "]"))


class _Pair(msgspec.Struct, frozen=True):
    """A sentence, and what it was made."""

    old: str
    new: str


def revision_exercises(
    register: Register[Any], old: Edition, new: Edition, comparison: Comparison
) -> Iterator[ExerciseDraft]:
    """Drafts on what became of the texts of ``old`` in ``new``; none of papers without a name."""
    called = _called(new.name)
    if not called:
        return
    sides = [{record.key: record for record in each.records} for each in (old, new)]
    everything = "\n".join(
        comparable(place.text)
        for record in new.records
        for traces in record.provenance.values()
        for trace in traces
        for place in trace.places
    )
    for change in comparison.changes:
        before, after = (
            side.get(keys[0]) if len(keys) == 1 else None
            for side, keys in zip(sides, (change.old, change.new), strict=True)
        )
        if before is None or after is None or change.likeness < _SURE:
            continue
        yield from _of_change(register, change, before, after, called, everything)


def _called(name: PaperName) -> str:
    title = f"「{name.title}」" if name.title else ""
    return f"{title}（{name.when}）" if title and name.when else title or name.when


def _of_change(
    register: Register[Any],
    change: Change,
    before: Record,
    after: Record,
    called: str,
    everything: str,
) -> Iterator[ExerciseDraft]:
    heading = register.heading(_values(after))
    for field in change.fields:
        names = register.compared_fields.get(field.name, (field.name, field.name))
        for pair in pairs(field):
            new, old = _place(after, names[1], pair.new), _place(before, names[0], pair.old)
            # what stands elsewhere in the new paper is still so
            if new is None or old is None or comparable(pair.old) in everything:
                continue
            yield _draft(
                pair, heading, after.key, called, (new, msgspec.structs.replace(old, side="old"))
            )
            # one of a text: the next would be asked of the same lines
            break


def letter_exercises(quotes: Iterable[AlteredQuote], title: str) -> Iterator[ExerciseDraft]:
    """Drafts on what a later paper corrected or withdrew of a document with that ``title``: that it
    is still so is wrong. Nothing of a document without one."""
    for each in quotes if title else ():
        words = "".join(each.place.words.split("\n"))
        said = "".join(each.cause.words.split("\n"))
        if not _SHORTEST <= len(words) <= _LONGEST or comparable(words) == comparable(said):
            continue
        became = "廃止された" if each.withdrawn else "訂正された"
        yield ExerciseDraft(
            sort=SORT,
            about=each.key,
            prompt=f"「{title}」の次の箇所は、今もこのとおりである。\n「{words}」",
            truth=False,
            said=(said,),
            cited=(each.cause, each.place),
            explanation=f"後の文書に「{said[:_LONGEST]}」とあり、この箇所は{became}。",
        )


def pairs(field: FieldChange) -> Iterator[_Pair]:
    """The sentences of a text that were surely made others, in the order of the new one."""
    olds, news = (
        [_LABEL.sub("", m[0].strip()) for m in _SENTENCE.finditer(text)]
        for text in (field.old, field.new)
    )
    kept = [{comparable(each) for each in side} for side in (olds, news)]
    gone = [each for each in olds if comparable(each) not in kept[1]]
    come = [each for each in news if comparable(each) not in kept[0]]
    for new in come:
        best = [old for old in gone if fuzz.ratio(comparable(old), comparable(new)) >= _SAME]
        # two that are alike could each be the one
        if len(best) != 1 or not (_fits(new) and _fits(best[0])):
            continue
        others = [
            each for each in come if fuzz.ratio(comparable(best[0]), comparable(each)) >= _SAME
        ]
        if len(others) == 1 and _says(best[0]) != _says(new):
            yield _Pair(best[0], new)


def _fits(sentence: str) -> bool:
    return (
        _SHORTEST <= len(sentence) <= _LONGEST
        and "\t" not in sentence
        and all(sentence.count(a) == sentence.count(b) for a, b in _PAIRED)
    )


def _says(sentence: str) -> str:
    return _SAYS_NOTHING.sub("", comparable(sentence))


def _place(record: Record, field: str, sentence: str) -> Cited | None:
    """The place of the value of a record in which a sentence stands."""
    wanted = bare(sentence)
    # what is compared may be no field of its own
    names = [field] if field in record.provenance else list(record.provenance)
    for name in names:
        for trace in record.provenance[name]:
            if wanted in bare("\n".join(place.text for place in trace.places)):
                found = cited_of(record, name, [trace])
                return lines_with(found, sentence) if found is not None else None
    return None


def _draft(
    pair: _Pair, heading: str, about: str, called: str, cited: Sequence[Cited]
) -> ExerciseDraft:
    # which of the two is shown is the same whenever it is made
    truth = hashlib.sha256(bare(pair.new).encode()).digest()[0] % 2 == 0
    shown = pair.new if truth else pair.old
    where = f"の「{heading}」" if heading else ""
    return ExerciseDraft(
        sort=SORT,
        about=about,
        prompt=f"{called}{where}には、次のとおり書かれている。\n「{shown}」",
        truth=truth,
        said=(pair.new,),
        cited=tuple(cited),
        explanation=f"改定の前は「{pair.old}」であった。今は「{pair.new}」とされている。",
    )


def _values(record: Record) -> Values:
    values: Values = msgspec.to_builtins(msgspec.structs.replace(record, provenance={}))
    return values
