"""Which records of two versions are surely about the same: what a subject is joined by.

A comparison pairs what is most alike; of records that look like each other it may pair the wrong
ones. Here a pair counts only if nothing else could be meant.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from typing import Any

import msgspec
from rapidfuzz import fuzz

from shiryokan.registers.aspects import Aspects
from shiryokan.registers.base import Heading, Record
from shiryokan.registers.comparison.changes import Comparison
from shiryokan.registers.comparison.differences import comparable, difference

METHOD = 1
"""Version of the method; what was kept of another one is found anew."""
SURE = 0.6
"""Likeness (0 to 1) below which a changed record is not surely the same."""
_SAME_TEXT = 0.55
"""Likeness below which two texts do not go on from each other, be all around them the same."""
_SHORT = 12
"""Characters up to which words name too little to be told by them alone, wherever they stand."""
_TELLING = 24
"""Characters from which on words that stay tell a text, if no other has them."""
_TITLE = 40
"""Characters up to which a text is a name: with another noun it names another matter."""
_TOPIC = 24
"""Characters with which a text begins that say what it is about."""
_NOUNS = re.compile(r"[㐀-鿿々ァ-ヺー]+")
_GRAM = 3
_MOST_HOLDERS = 2
"""Records of a version that may hold a run of characters that is one of a record's own."""
_FEWEST_OWN = 6
"""Runs of its own that a record needs to be told by them."""
_KEPT = 0.5
"""Share of its own runs that the other must hold, from either side."""
_NEXT = 0.6
"""Share of what the best holder has of them, up to which another holder is no rival."""
_DIGITS = re.compile(r"[0-9〇一二三四五六七八九十百千]+")
_COUNT = r"(?:第?[\d〇一二三四五六七八九十百千.\-/]+[章節款項条号編部別注]?|[ア-ンa-zivxｱ-ﾝ]{1,2})"
_ENUMERATOR = re.compile(rf"[\W_]*{_COUNT}(?:[\W_]+{_COUNT})*[\W_]*")
"""What counts and names nothing: 第１, 3.2.1, （ア）, ⑴."""


class _Words(msgspec.Struct, frozen=True):
    """What a record says: each weighted text, all of them, the same with no number in it, and the
    titles over it."""

    texts: tuple[str, ...]
    whole: str
    masked: str
    titles: tuple[str, ...]

    @property
    def group(self) -> tuple[str, tuple[str, ...]]:
        """What lookalikes share."""
        return self.masked, self.titles


def joined(
    register: str,
    old: Sequence[Record],
    new: Sequence[Record],
    compared: Comparison,
    same: Collection[tuple[str, str]] = (),
) -> dict[str, str]:
    """By the key of an old record that of the new one that is surely about the same.

    ``compared`` is the comparison of both, ``same`` the pairs of keys that someone has confirmed.

    Method: a pair that the comparison made counts (1) if it was confirmed, or bears one lasting
    name; (2) if both say the same, and no other record of either version does when numbers are left
    out: or else none under the same titles, or as many there as before, word by word in one order;
    (3) if one of several long texts stayed, and no third record has it, or the words only grew or
    shrank; (4) if the words were changed, but each holds most of what the other says in runs of
    characters of its own, no third record holds nearly as much, and no noun took another's place in
    a name, at the beginning, or again and again. So lookalikes are parted wherever one of them came
    or went.
    """
    from shiryokan.registers import catalogue  # noqa: PLC0415  registers use what is beside this

    aspects = catalogue.REGISTERS[register].aspects(old, new)
    if aspects.placeholder is not None:
        old, new = ([r for r in side if not aspects.placeholder(r)] for side in (old, new))
    sides = _Sides(aspects, old, new)
    confirmed = set(same)
    before = {record.key: at for at, record in enumerate(old)}
    after = {record.key: at for at, record in enumerate(new)}
    found = {}
    for change in compared.changes:
        if not change.old or not change.new:
            continue
        # the first of each are a pair, the others parts of what was divided or put together
        pair = change.old[0], change.new[0]
        parted = len(change.old) > 1 or len(change.new) > 1
        i, j = before.get(pair[0]), after.get(pair[1])
        if i is None or j is None:
            continue
        if pair in confirmed or sides.surely(i, j, change.likeness, parted):
            found[pair[0]] = pair[1]
    return found


class _Sides:
    """Both versions by their words."""

    def __init__(self, aspects: Aspects, old: Sequence[Record], new: Sequence[Record]) -> None:
        self._records = old, new
        self._aspects = aspects
        self._words = (
            [_words(aspects, record, 0) for record in old],
            [_words(aspects, record, 1) for record in new],
        )
        self._alike = tuple(Counter(each.masked for each in side) for side in self._words)
        self._groups: tuple[dict[Any, list[int]], ...] = ({}, {})
        for groups, side in zip(self._groups, self._words, strict=True):
            for at, each in enumerate(side):
                groups.setdefault(each.group, []).append(at)
        self._of_text: dict[int, tuple[Counter[str], ...]] = {}
        self._grams = _Grams(self._words[0]), _Grams(self._words[1])

    def surely(self, i: int, j: int, likeness: float, parted: bool) -> bool:
        """Whether the old record ``i`` and the new one ``j``, which were paired, are the same; if
        other records have ``parted`` them, only where the words stayed."""
        a, b = self._words[0][i], self._words[1][j]
        name = self._aspects.identity
        if self._aspects.lasting and name is not None:
            old, new = self._records
            if name(old[i]) == name(new[j]):
                return likeness >= SURE
        if not a.whole or not b.whole:
            return False
        if a.masked == b.masked:
            return self._unchanged(i, j)
        if parted or likeness < SURE:
            return False
        return self._stays(i, j) or self._lengthened(i, j) or self._reworded(i, j)

    def _unchanged(self, i: int, j: int) -> bool:
        a, b = self._words[0][i], self._words[1][j]
        alone = all(alike[a.masked] == 1 for alike in self._alike)
        if alone and (len(a.masked) > _SHORT or a.titles == b.titles):
            return True
        if a.titles != b.titles or (a.whole != b.whole and not a.titles):
            return False
        olds, news = (groups[a.group] for groups in self._groups)
        if len(olds) == len(news) == 1:
            return True
        return (
            len(olds) == len(news)
            and olds.index(i) == news.index(j)
            and all(
                self._words[0][x].whole == self._words[1][y].whole
                for x, y in zip(olds, news, strict=True)
            )
        )

    def _stays(self, i: int, j: int) -> bool:
        """Whether one of several long texts stayed word for word, and no third record has it when
        numbers are left out."""
        a, b = self._words[0][i], self._words[1][j]
        return any(
            x == y and len(x) > _TITLE and self._alone(at, x)
            for at, (x, y) in enumerate(zip(a.texts, b.texts, strict=True))
        )

    def _alone(self, at: int, text: str) -> bool:
        if at not in self._of_text:
            self._of_text[at] = tuple(
                Counter(_DIGITS.sub("0", each.texts[at]) for each in side) for side in self._words
            )
        masked = _DIGITS.sub("0", text)
        return all(counts[masked] == 1 for counts in self._of_text[at])

    def _lengthened(self, i: int, j: int) -> bool:
        """Whether words only came to a text, or only went, and no third record has what stayed."""
        a, b = self._words[0][i], self._words[1][j]
        at = max(range(len(a.texts)), key=lambda n: len(a.texts[n]))
        if any(x != y for n, (x, y) in enumerate(zip(a.texts, b.texts, strict=True)) if n != at):
            return False
        stays = min(a.texts[at], b.texts[at], key=len)
        if len(stays) < _TELLING or stays not in a.texts[at] or stays not in b.texts[at]:
            return False
        return all(sum(stays in each.texts[at] for each in side) == 1 for side in self._words)

    def _reworded(self, i: int, j: int) -> bool:
        a, b = self._words[0][i], self._words[1][j]
        x, y = (max(each.texts, key=len) for each in (a, b))
        if fuzz.ratio(x, y) < _SAME_TEXT * 100:
            return False
        old, new = self._grams
        if not (new.surely_holds(old.own(i), j) and old.surely_holds(new.own(j), i)):
            return False
        return not any(
            _other_matter(_DIGITS.sub("0", x), _DIGITS.sub("0", y))
            for x, y in zip(a.texts, b.texts, strict=True)
            if x != y and x and y
        )


class _Grams:
    """Which records of a version hold which runs of characters."""

    def __init__(self, words: Sequence[_Words]) -> None:
        self._words = words
        self._holders: dict[str, list[int]] | None = None

    def _held(self) -> dict[str, list[int]]:
        if self._holders is None:
            self._holders = defaultdict(list)
            for at, each in enumerate(self._words):
                for gram in _grams(each):
                    self._holders[gram].append(at)
        return self._holders

    def own(self, at: int) -> set[str]:
        """The runs that a record shares with hardly any other."""
        held = self._held()
        return {gram for gram in _grams(self._words[at]) if len(held[gram]) <= _MOST_HOLDERS}

    def surely_holds(self, grams: set[str], at: int) -> bool:
        """Whether a record holds enough of runs, and no other of its version nearly as many."""
        if len(grams) < _FEWEST_OWN:
            return False
        held = self._held()
        counts = Counter(holder for gram in grams for holder in held.get(gram, ()))
        mine = counts.pop(at, 0)
        most = max(counts.values(), default=0)
        return mine >= _KEPT * len(grams) and most <= _NEXT * mine


def _grams(words: _Words) -> set[str]:
    # text by text: a run over two of them is nobody's
    texts = [_DIGITS.sub("0", text) for text in words.texts]
    return {text[at : at + _GRAM] for text in texts for at in range(len(text) - _GRAM + 1)}


def _other_matter(old: str, new: str) -> bool:
    """Whether one noun stands for another in what both begin with, in all of a name, or again and
    again: the sentences are kept, and speak of something else."""
    name = max(len(old), len(new)) <= _TITLE
    at = 0
    seen: Counter[tuple[str, str]] = Counter()
    for piece in difference(old, new):
        if piece.op == "changed":
            nouns = tuple("".join(_NOUNS.findall(text)) for text in (piece.old, piece.new))
            if all(nouns):
                seen[nouns[0], nouns[1]] += 1
                if name or at < _TOPIC or seen[nouns[0], nouns[1]] > 1:
                    return True
        at += len(piece.old)
    return False


def _words(aspects: Aspects, record: Record, side: int) -> _Words:
    texts = tuple(
        comparable((each.new if side else each.old)(record))
        for each in aspects.texts
        if each.weight
    )
    whole = "\n".join(texts)
    named = [heading.title for heading in _headings(record)] + list(aspects.place(record))
    titles = tuple(
        dict.fromkeys(
            title for text in named for title in [comparable(text)] if title and not _counts(title)
        )
    )
    return _Words(texts, whole if any(texts) else "", _DIGITS.sub("0", whole), titles)


def _counts(text: str) -> bool:
    return _ENUMERATOR.fullmatch(text) is not None


def _headings(record: Record) -> list[Heading]:
    """The headings over a record, whatever its field of them is called."""
    return [
        each
        for name in record.__struct_fields__
        for value in [getattr(record, name)]
        if isinstance(value, list)
        for each in value
        if isinstance(each, Heading)
    ]
