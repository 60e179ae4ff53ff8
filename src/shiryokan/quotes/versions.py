"""How a quote stands beside a newer version: by the record and the part that take the place of its
own; words alone never decide."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher

import msgspec
import numpy as np
from rapidfuzz import fuzz, process

from shiryokan.paper.model import Box
from shiryokan.quotes.parts import Part, part_with, parts_of, whole_of
from shiryokan.quotes.quote import AROUND, Quote
from shiryokan.quotes.standing import Cause, Standing
from shiryokan.registers.base import Record
from shiryokan.registers.comparison.changes import Change, Comparison
from shiryokan.registers.comparison.likeness import assigned

SURE_RECORD = 0.5
"""Likeness (0 to 1) of two records from which on one is surely the other."""
SURE_PART = 0.6
"""Likeness of two parts from which on one is surely the other."""
LEAST_PART = 0.4
"""Likeness below which two parts are not the same."""
LEAST_ALONE = 0.3
"""The same of two parts that are the only ones of their field, or of one label, left on both
sides."""
KEPT, LOST = 0.5, 0.25
"""Share of what an old part says in words of its own that a new part less alike than
:data:`SURE_PART` must have to be surely the same, and below which it is surely another. Rules and
reports are built from the same phrases, so that two of different matters are alike as texts."""
_GRAM = 3
"""Characters that make a word of a part's own."""
_SURE_AROUND = 0.5
"""Likeness of what stands around the words on both sides that confirms their place in a part that
was changed."""
_BY_ORDER = 0.02
"""What it adds to the likeness of two parts that they stand at one height in their fields: it
decides between parts of the same words."""


class Editions:
    """Two editions of a register and what became of the records of the old in the new one."""

    def __init__(
        self, old: Mapping[str, Record], new: Mapping[str, Record], comparison: Comparison
    ) -> None:
        self.old = old
        self.new = new
        self.register = comparison.register
        self._changes = {key: change for change in comparison.changes for key in change.old}
        self._pairings: dict[tuple[str, str], dict[int, tuple[Part, float]]] = {}
        self._rarity: dict[str, dict[str, float]] = {}

    def change_of(self, key: str) -> Change | None:
        """What became of a record; None where the comparison knows none of that key."""
        return self._changes.get(key)

    def counterparts(self, change: Change) -> list[Record]:
        """The records of the new edition that took the place of an old one."""
        return [self.new[key] for key in change.new if key in self.new]

    def paired(self, record: Record, field: str) -> dict[int, tuple[Part, float]]:
        """The new parts of a field by the number of the old part they take the place of, and how
        alike they are."""
        known = self._pairings.get((record.key, field))
        if known is None:
            change = self.change_of(record.key)
            others = self.counterparts(change) if change else []
            new = [part for other in others for part in parts_of(other, self.register, field)]
            known = _paired(parts_of(record, self.register, field), new)
            self._pairings[record.key, field] = known
        return known

    def kept(self, old: Part, new: Part) -> float:
        """How much of what an old part says in words of its own stands in a new one (0 to 1): its
        runs of three characters, each weighed by how few parts of the field have it."""
        rarity = self._rarity_of(old.field)
        grams = _grams(old.words)
        whole = sum(rarity.get(gram, 0.0) for gram in grams)
        there = _grams(new.words)
        return sum(rarity.get(gram, 0.0) for gram in grams & there) / whole if whole else 0.0

    def _rarity_of(self, field: str) -> dict[str, float]:
        if field not in self._rarity:
            parts = [
                _grams(part.words)
                for record in self.old.values()
                for part in parts_of(record, self.register, field)
            ]
            counts = Counter(gram for grams in parts for gram in grams)
            most = math.log(1 + len(parts))
            self._rarity[field] = {
                gram: math.log((1 + len(parts)) / count) / most for gram, count in counts.items()
            }
        return self._rarity[field]


def _grams(words: str) -> set[str]:
    return {words[at : at + _GRAM] for at in range(max(len(words) - _GRAM + 1, 0))}


def carried(quote: Quote, standing: Standing) -> Quote:
    """A quote that holds in a newer edition, at its place there."""
    cause = standing.cause
    if cause is None:
        raise ValueError(standing)
    return msgspec.structs.replace(
        quote, document=cause.document, page=cause.page, boxes=cause.boxes, key=cause.key,
        before="", after="",
    )  # fmt: skip


def beside_version(quote: Quote, editions: Editions, document: str) -> Standing:
    """How a quote of the old edition stands in the new one, which is ``document``. The cause of
    one that holds is its place there."""
    record = editions.old.get(quote.key)
    held = part_with(record, editions.register, quote) if record is not None else None
    if record is None or held is None:
        return Standing(state="unsure", cause=Cause(kind="reading", document=quote.document))
    change = editions.change_of(quote.key)
    others = editions.counterparts(change) if change is not None else []
    gone = Cause(kind="comparison", document=document, register=editions.register)
    if change is None or not others:
        return Standing(state="gone", cause=gone, likeness=0.0)
    if change.likeness < SURE_RECORD:
        return Standing(
            state="unsure",
            cause=_cause(others[0], None, document, editions),
            likeness=change.likeness,
        )
    part, span = held
    if not part.field:
        return _in_wholes(part, span, others, document, editions)
    found = editions.paired(record, part.field).get(part.number)
    if found is None:
        words = part.words[slice(*span)]
        elsewhere = _holding(words, others, editions.register)
        if elsewhere is not None:
            cause = _cause(others[0], elsewhere, document, editions)
            return Standing(state="unsure", cause=cause, likeness=0.0)
        cause = _cause(others[0], None, document, editions)
        return Standing(state="gone", cause=cause, likeness=0.0)
    other, likeness = found
    return _in_part(part, span, other, likeness, document, editions)


def _paired(old: Sequence[Part], new: Sequence[Part]) -> dict[int, tuple[Part, float]]:
    """By the number of each old part the new one that takes its place: the exact assignment of
    greatest likeness; then, of what is left, the only ones."""
    if not old or not new:
        return {}
    likeness = process.cdist(
        [part.words for part in old], [part.words for part in new], scorer=fuzz.ratio,
        dtype=np.float64,
    ) / 100  # fmt: skip
    heights = [np.arange(len(side)) / max(len(side) - 1, 1) for side in (old, new)]
    order = _BY_ORDER * (1 - np.abs(heights[0][:, None] - heights[1][None, :]))
    # only what is above the least counts, so that two poor pairs never cost a good one
    worth = np.where(likeness >= LEAST_PART, likeness + order - LEAST_PART, 0.0)
    pairs = dict(assigned(worth, 1e-9))
    left_old = [i for i in range(len(old)) if i not in pairs]
    left_new = [j for j in range(len(new)) if j not in pairs.values()]
    if len(left_old) == len(left_new) == 1 and likeness[left_old[0], left_new[0]] >= LEAST_ALONE:
        pairs[left_old[0]] = left_new[0]
    return {old[i].number: (new[j], float(likeness[i, j])) for i, j in pairs.items()}


def _in_part(
    part: Part,
    span: tuple[int, int],
    other: Part,
    likeness: float,
    document: str,
    editions: Editions,
) -> Standing:
    words = part.words[slice(*span)]
    record = editions.new[other.key]
    if part.words == other.words:
        cause = _cause(record, (other, *span), document, editions)
        return Standing(state="holds", cause=cause)
    start, end = _aligned(part.words, span, other.words)
    place = (other, start, max(end, start + 1)) if other.words else None
    cause = _cause(record, place, document, editions)
    starts = other.squeezed.starts_of(words)
    if not starts and likeness < SURE_PART:
        kept = editions.kept(part, other)
        if kept < LOST:
            gone = _cause(record, None, document, editions)
            return Standing(state="gone", cause=gone, likeness=likeness)
        sure = kept >= KEPT
        return Standing(state="changed" if sure else "unsure", cause=cause, likeness=likeness)
    if not starts:
        return Standing(state="changed", cause=cause, likeness=likeness)
    alone = len(starts) == 1 == len(part.squeezed.starts_of(words))
    same = other.words[start:end] == words
    if likeness >= SURE_PART and (same or alone):
        at = start if same else starts[0]
        if _confirmed(part.words, span, other.words, at):
            cause = _cause(record, (other, at, at + len(words)), document, editions)
            return Standing(state="holds", cause=cause, likeness=likeness)
    return Standing(state="unsure", cause=cause, likeness=likeness)


def _confirmed(old: str, span: tuple[int, int], new: str, at: int) -> bool:
    """Whether what stands around the words says that their place is the same: enough of the words
    themselves, or the words before or behind them."""
    length = span[1] - span[0]
    if length * 2 >= len(old):
        return True
    before = old[max(span[0] - AROUND, 0) : span[0]], new[max(at - AROUND, 0) : at]
    after = old[span[1] : span[1] + AROUND], new[at + length : at + length + AROUND]
    likes = [fuzz.ratio(a, b) / 100 for a, b in (before, after) if a or b]
    return not likes or max(likes) >= _SURE_AROUND


def _aligned(old: str, span: tuple[int, int], new: str) -> tuple[int, int]:
    """Where a span of ``old`` has come to in ``new`` by the alignment of both."""
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    start = next((b.b + max(span[0] - b.a, 0) for b in blocks if b.a + b.size > span[0]), len(new))
    ends = [b.b + min(span[1] - b.a, b.size) for b in blocks if b.a < span[1] and b.size]
    end = ends[-1] if ends else start
    start = min(start, len(new) - 1) if new else 0
    return start, max(start, end)


def _in_wholes(
    part: Part, span: tuple[int, int], others: Sequence[Record], document: str, editions: Editions
) -> Standing:
    """Words that run over several values: all of what the record says is compared."""
    wholes = [whole_of(other, editions.register) for other in others]
    if not wholes[0].words:
        cause = _cause(others[0], None, document, editions)
        return Standing(state="unsure", cause=cause, likeness=0.0)
    likes = [fuzz.ratio(part.words, whole.words) / 100 for whole in wholes]
    best = max(range(len(wholes)), key=likes.__getitem__)
    return _in_part(part, span, wholes[best], likes[best], document, editions)


def _holding(words: str, records: Sequence[Record], register: str) -> tuple[Part, int, int] | None:
    """A part of any of the records in which words stand."""
    for record in records:
        for part in parts_of(record, register):
            if starts := part.squeezed.starts_of(words):
                return part, starts[0], starts[0] + len(words)
    return None


def _cause(
    record: Record, held: tuple[Part, int, int] | None, document: str, editions: Editions
) -> Cause:
    """The place in the new edition: of words in a part, or where the record begins."""
    page, words = record.page, ""
    boxes: tuple[Box, ...] = ()
    if held is not None and held[0].places:
        part, start, end = held
        place = part.place_of(start, end)
        low, high = part.squeezed.span(start, end)
        page, boxes, words = place.page, place.boxes, part.text[low:high].replace("\n", "")
    return Cause(
        kind="comparison", document=document, page=page, boxes=boxes, words=words,
        register=editions.register, key=record.key,
    )  # fmt: skip
