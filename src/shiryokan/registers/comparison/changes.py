"""Two versions of a register, record by record: same, changed, moved, split, merged, new, ended."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Any, Literal

import msgspec
import numpy as np
from rapidfuzz import fuzz, process

from shiryokan.registers.aspects import Aspects
from shiryokan.registers.base import Record
from shiryokan.registers.comparison.candidates import MOST_PAIRS, paired_by_candidates
from shiryokan.registers.comparison.differences import Piece, comparable, difference
from shiryokan.registers.comparison.likeness import assigned, likeness

ChangeKind = Literal["same", "changed", "moved", "split", "merged", "new", "ended"]
KINDS: tuple[ChangeKind, ...] = ("same", "changed", "moved", "split", "merged", "new", "ended")
_SENTENCE = re.compile(r"[^。．\n]+[。．]?")
_SAME_SENTENCE = 92.0
_PART = 0.7
"""Share of a record's sentences that another must hold to be its other half."""
_FEWEST_OF_A_WHOLE = 2
"""Sentences of a text that another can be a part of."""
_COMMON = 0.1
"""Share of the records of the shorter of two versions that stand in the other as well, at least."""
_TELLING = 5
"""Records of the shorter document from which on such a share tells anything."""


class FieldChange(msgspec.Struct, frozen=True):
    """A text that differs: both wordings and their pieces."""

    name: str
    old: str
    new: str
    pieces: list[Piece]


class Change(msgspec.Struct):
    """What became of a record. ``old`` and ``new`` are keys: one of each for a pair, several new
    ones for a split, several old ones for a merger. ``moved``: its place (section, label, number)
    changed as well. ``likeness`` is from 0 to 1."""

    kind: ChangeKind
    old: list[str]
    new: list[str]
    moved: bool = False
    fields: list[FieldChange] = msgspec.field(default_factory=list)
    likeness: float = 1.0


class Comparison(msgspec.Struct):
    """All changes, in the order of the new version; what ended stands where it stood."""

    register: str
    changes: list[Change]

    def count(self) -> dict[ChangeKind, int]:
        """How many of each kind."""
        return {kind: sum(c.kind == kind for c in self.changes) for kind in KINDS}

    @property
    def of_versions(self) -> bool:
        """Whether the two documents have enough in common to be versions of one: else what only
        one of them has was not ended and is not new."""
        counts = self.count()
        ended, new = counts["ended"], counts["new"]
        common = len(self.changes) - ended - new
        shorter = common + min(ended, new)
        return shorter < _TELLING or common >= _COMMON * shorter


Pairs = Collection[tuple[str, str]]


def compare(
    register: str,
    old: Sequence[Record],
    new: Sequence[Record],
    same: Pairs = (),
    apart: Pairs = (),
) -> Comparison:
    """Compare two versions of a register, or one year's and the next one's.

    ``same`` and ``apart`` are pairs of keys that someone has confirmed to belong together, or not.

    Method: the exact assignment of greatest likeness (see ADR 7), then the parts of split and
    merged records among what is left, then the differences word by word.
    """
    from shiryokan.registers import catalogue  # noqa: PLC0415  registers use what is beside this

    aspects = catalogue.REGISTERS[register].aspects(old, new)
    if aspects.placeholder is not None:
        old, new = ([r for r in side if not aspects.placeholder(r)] for side in (old, new))
    pairs = _paired(aspects, old, new, same, apart)
    likes = {(i, j): like for i, j, like in pairs}
    partners = {i: j for i, j, _ in pairs}
    splits, merges = _parts(aspects, old, new, partners)
    taken_new = {j for js in splits.values() for j in js}
    taken_old = {i for is_ in merges.values() for i in is_}
    partner = {j: i for i, j in partners.items()}
    place = 0
    made: list[tuple[float, Change]] = []
    for j, record in enumerate(new):
        if j in taken_new:
            continue
        i = partner.get(j)
        if i is None:
            made.append((j, Change("new", [], [record.key], likeness=0.0)))
            continue
        change = _pair(aspects, old[i], record, likes[i, j])
        for k in sorted(merges.get(j, [])):
            change.kind = "merged"
            change.old.append(old[k].key)
        for k in sorted(splits.get(i, [])):
            change.kind = "split"
            change.new.append(new[k].key)
        made.append((j, change))
    for i, record in enumerate(old):
        if i in partners:
            place = partners[i]
        elif i not in taken_old:
            made.append((place + 0.5, Change("ended", [record.key], [], likeness=0.0)))
    return Comparison(register, [change for _, change in sorted(made, key=lambda m: m[0])])


def _paired(
    aspects: Aspects, old: Sequence[Record], new: Sequence[Record], same: Pairs, apart: Pairs
) -> list[tuple[int, int, float]]:
    """Old and new records that belong together, and how alike they are: first what was confirmed,
    then what has one name on both sides, then the assignment of all others."""
    rows = {record.key: i for i, record in enumerate(old)}
    columns = {record.key: j for j, record in enumerate(new)}
    pairs = [(rows[a], columns[b], 1.0) for a, b in same if a in rows and b in columns]
    refused = {(rows[a], columns[b]) for a, b in apart if a in rows and b in columns}
    pairs += _named(aspects, old, new, pairs, refused)
    done_old, done_new = {p[0] for p in pairs}, {p[1] for p in pairs}
    left_old = [i for i in range(len(old)) if i not in done_old]
    left_new = [j for j in range(len(new)) if j not in done_new]
    if len(left_old) * len(left_new) > MOST_PAIRS:
        numbers = {i: a for a, i in enumerate(left_old)}, {j: b for b, j in enumerate(left_new)}
        kept_apart = {
            (numbers[0][i], numbers[1][j])
            for i, j in refused
            if i in numbers[0] and j in numbers[1]
        }
        lefts = [old[i] for i in left_old], [new[j] for j in left_new]
        many = paired_by_candidates(aspects, *lefts, kept_apart)
        return pairs + [(left_old[a], left_new[b], like) for a, b, like in many]
    matrix = likeness(aspects, [old[i] for i in left_old], [new[j] for j in left_new])
    for a, i in enumerate(left_old):
        for b, j in enumerate(left_new) if refused else ():
            if (i, j) in refused:
                matrix[a, b] = 0.0
    found = assigned(matrix, aspects.least)
    return pairs + [(left_old[a], left_new[b], float(matrix[a, b])) for a, b in found]


def _named(
    aspects: Aspects,
    old: Sequence[Record],
    new: Sequence[Record],
    pairs: Sequence[tuple[int, int, float]],
    refused: set[tuple[int, int]],
) -> list[tuple[int, int, float]]:
    if aspects.identity is None:
        return []
    done_old, done_new = {p[0] for p in pairs}, {p[1] for p in pairs}
    columns = {aspects.identity(r): j for j, r in enumerate(new) if j not in done_new}
    found = []
    for i, record in enumerate(old):
        j = columns.get(aspects.identity(record))
        if i in done_old or j is None or (i, j) in refused:
            continue
        like = float(likeness(aspects, [record], [new[j]])[0, 0])
        if like >= aspects.least_named:
            found.append((i, j, like))
    return found


def _pair(aspects: Aspects, old: Record, new: Record, like: float) -> Change:
    fields = [
        FieldChange(side.name, a, b, difference(a, b))
        for side in aspects.texts
        for a, b in [(side.old(old), side.new(new))]
        if comparable(a) != comparable(b)
    ]
    places = [[comparable(x) for x in aspects.place(r)] for r in (old, new)]
    moved = places[0] != places[1]
    kind: ChangeKind = "changed" if fields else "moved" if moved else "same"
    return Change(kind, [old.key], [new.key], moved, fields, round(like, 4))


def _parts(
    aspects: Aspects, old: Sequence[Any], new: Sequence[Any], pairs: dict[int, int]
) -> tuple[dict[int, list[int]], dict[int, list[int]]]:
    """Among the records without a partner: the new ones that are parts of an old one that has
    one, and the old ones that went into a new one that has one."""
    half = aspects.halves
    lone_new = [j for j in range(len(new)) if j not in set(pairs.values())]
    lone_old = [i for i in range(len(old)) if i not in pairs]
    splits: dict[int, list[int]] = {}
    merges: dict[int, list[int]] = {}
    if lone_new and pairs:
        wholes = _Wholes([(i, half.old(old[i])) for i in pairs])
        for j in lone_new:
            found = wholes.holding_most_of(half.new(new[j]))
            if found is not None:
                splits.setdefault(found, []).append(j)
    if lone_old and pairs:
        wholes = _Wholes([(j, half.new(new[j])) for j in pairs.values()])
        for i in lone_old:
            found = wholes.holding_most_of(half.old(old[i]))
            if found is not None:
                merges.setdefault(found, []).append(i)
    return splits, merges


class _Wholes:
    """The texts of which a lone record may be a part, by their sentences: each sentence is compared
    once, however many texts hold it."""

    def __init__(self, wholes: Sequence[tuple[int, str]]) -> None:
        self._numbers = [number for number, _ in wholes]
        holders: dict[str, list[int]] = {}
        for at, (_, text) in enumerate(wholes):
            said = _sentences(text)
            if len(said) < _FEWEST_OF_A_WHOLE:
                continue
            for sentence in dict.fromkeys(said):
                holders.setdefault(sentence, []).append(at)
        self._sentences = list(holders)
        self._holders = [np.array(each, dtype=np.intp) for each in holders.values()]
        self._alike: dict[str, list[int]] = {}

    def holding_most_of(self, part: str) -> int | None:
        """Which of the texts holds most of the sentences of ``part``, if one holds enough: of
        several the first."""
        mine = _sentences(part)
        if not mine or not self._sentences:
            return None
        held = np.zeros(len(self._numbers), dtype=np.intp)
        for sentence in mine:
            holding = [self._holders[number] for number in self._alike_to(sentence)]
            if holding:
                held[np.unique(np.concatenate(holding))] += 1
        best = int(held.argmax())
        return self._numbers[best] if held[best] / len(mine) >= _PART else None

    def _alike_to(self, sentence: str) -> list[int]:
        if sentence not in self._alike:
            scores = process.cdist(
                [sentence], self._sentences, scorer=fuzz.ratio, score_cutoff=_SAME_SENTENCE
            )
            self._alike[sentence] = np.flatnonzero(scores[0] >= _SAME_SENTENCE).tolist()
        return self._alike[sentence]


def _sentences(text: str) -> list[str]:
    return [s for s in (comparable(m[0]) for m in _SENTENCE.finditer(text)) if s]
