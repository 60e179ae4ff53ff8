"""Which variants, notes and amounts of two versions of an item are the same.

Variants and the entries of notes are paired level by level: those of one name first, then those of
one label and a like name, then the likest names. Notes are paired all at once, by the exact
assignment of greatest likeness: of their words without the numbers in them, of the names of their
own under which they pay, and of the variants they are set under. What moved between levels, from
one note to another or out of a note's entries into its sentence, is known by its name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np
from rapidfuzz import fuzz, process

from shiryokan.registers.comparison.likeness import assigned
from shiryokan.registers.fees.nodes import Node, folded

Pairs = list[tuple[Node, Node]]
Path = tuple[str, ...]

_SAME_LABEL = 60.0
"""Names (likeness 0 to 100) of one label that are at least so much alike are of the same thing."""
_OTHER_LABEL = 80.0
"""The same, where labels differ."""
_SAME_NOTE = 0.6
"""Likeness (0 to 1) from which on two notes are the same."""
_LEAST = 1e-9
_OWN_WORDS = 0.7
"""What the words that a note does not share with many others count of its likeness."""
_OTHER_OWN_WORDS = 0.6
"""Likeness of such words below which notes are not the same, unless they pay under one name."""
_TELLING = 16
"""Characters of both notes' own words from which on they tell anything."""
_OTHER_WORDS = 0.3
"""Likeness of their words below which notes are not the same, whatever they have in common."""
_BY_NAME = 0.4
"""What it adds to the likeness of two notes that they pay under one name."""
_BY_OTHER_NAMES = -0.4
"""What it takes from it that they pay under names that are all different."""
_BY_OWNER = 0.1
"""What it adds that they are set under the same variant; what it takes where they are not."""
_BY_NUMBER = 0.05
"""What it adds that they have one number: it decides between notes of the same words."""
_NOT = "ない"
"""A name with it and one without are of a thing and its contrary: 機器を用いない場合."""
_NUMBERED = re.compile("(.*?[^0-9a-z.])([0-9]+|[a-z])")


def likeness(a: str, b: str) -> float:
    """How alike two names are, 0 to 100."""
    return fuzz.ratio(folded(a), folded(b))


def paired(
    before: Sequence[Node], after: Sequence[Node], score: Callable[[Node, Node], float]
) -> Pairs:
    """Which nodes of one level are the same, the surest pairs taken first."""
    chances = []
    for i, a in enumerate(before):
        for j, b in enumerate(after):
            if found := score(a, b):
                chances.append((found, -abs(i - j), i, j))
    chances.sort(reverse=True)
    left, right = set(range(len(before))), set(range(len(after)))
    pairs = []
    for _, _, i, j in chances:
        if i in left and j in right:
            left.remove(i)
            right.remove(j)
            pairs.append((before[i], after[j]))
    return pairs


def same_name(a: Node, b: Node) -> float:
    """Whether two have one name; more if they have one label. Nameless ones need it."""
    same_label = a.label[-1] == b.label[-1]
    same = folded(a.name) == folded(b.name)
    return 1.0 + same_label if same and (a.name or same_label) else 0.0


def like_name(a: Node, b: Node) -> float:
    """How surely two of different names are the same; 0 if they cannot be."""
    if _are_numbered_apart(a.name, b.name) or a.name.count(_NOT) != b.name.count(_NOT):
        return 0.0
    like = likeness(a.name, b.name)
    if a.label[-1] == b.label[-1]:
        return 100.0 + like if like >= _SAME_LABEL else 0.0
    if _numbers(a.name) != _numbers(b.name):
        return 0.0
    return like if like >= _OTHER_LABEL else 0.0


def _are_numbered_apart(a: str, b: str) -> bool:
    """Whether names differ in nothing but the number or letter at their end: 入院料Ａ, 入院料１."""
    left, right = _NUMBERED.fullmatch(folded(a)), _NUMBERED.fullmatch(folded(b))
    return bool(left and right and left[1] == right[1] and left[2] != right[2])


def _numbers(name: str) -> list[str]:
    return re.findall(r"[0-9.]+", folded(name))


def same_notes(
    before: Sequence[Node], after: Sequence[Node], variants: Mapping[Path, Path]
) -> Pairs:
    """Which notes are the same; ``variants`` are the labels of variants that are, old to new."""
    if not before or not after:
        return []
    named = [[_additions(note) for note in side] for side in (before, after)]
    matrix = np.zeros((len(before), len(after)))
    for i, j in _may_be_same(before, after, *named):
        matrix[i, j] = _note_likeness(before[i], after[j], variants, named[0][i], named[1][j])
    # only what is above the least counts, so that two poor pairs never cost a good one
    return [(before[i], after[j]) for i, j in assigned(matrix - _SAME_NOTE, _LEAST)]


def _may_be_same(
    before: Sequence[Node],
    after: Sequence[Node],
    old_names: Sequence[set[str]],
    new_names: Sequence[set[str]],
) -> Iterator[tuple[int, int]]:
    """The pairs of notes that are not told apart by their own words, which of the notes of a long
    item few are: only these are looked at one by one."""
    words = [[note.own_words for note in side] for side in (before, after)]
    # a pair below the cutoff is given up early, and one right at it is not lost by rounding
    own = process.cdist(*words, scorer=fuzz.ratio, score_cutoff=100 * _OTHER_OWN_WORDS - 1)
    lengths = [np.array([len(text) for text in side]) for side in words]
    open_ones = (own > 0) | (lengths[0][:, None] + lengths[1][None, :] < _TELLING)
    for i, names in enumerate(old_names):
        if names:
            open_ones[i] |= [bool(names & others) for others in new_names]
    yield from ((int(i), int(j)) for i, j in np.argwhere(open_ones))


def _note_likeness(
    a: Node, b: Node, variants: Mapping[Path, Path], left: set[str], right: set[str]
) -> float:
    words = fuzz.ratio(a.text, b.text) / 100
    if len(a.own_words) + len(b.own_words) >= _TELLING:
        own = fuzz.ratio(a.own_words, b.own_words) / 100
        if own < _OTHER_OWN_WORDS and not left & right:
            return 0.0
        words = (1 - _OWN_WORDS) * words + _OWN_WORDS * own
    if words < _OTHER_WORDS:
        return 0.0
    like = words
    if left and right:
        like += _BY_NAME if left & right else _BY_OTHER_NAMES * (words < 1)
    like += _BY_OWNER if variants.get(a.owner) == b.owner else -_BY_OWNER
    like += _BY_NUMBER * (a.label[-1] == b.label[-1])
    return max(like, 0.0)


def _additions(note: Node) -> set[str]:
    return {folded(node.addition) for node in note.all() if node.addition}


def same_amounts(before: Sequence[Node], after: Sequence[Node]) -> Pairs:
    """Which amounts of two sentences are the same. Runs of amounts are aligned in order by what
    they are for, with the greatest sum of likeness (Needleman and Wunsch, 1970); of a run that has
    as many amounts as before each is the same, of another none can be told."""
    left, right = _runs(before), _runs(after)
    best = np.zeros((len(left) + 1, len(right) + 1))
    like = [[_run_likeness(a, b) for b in right] for a in left]
    for i in range(len(left) - 1, -1, -1):
        for j in range(len(right) - 1, -1, -1):
            pair = like[i][j] + best[i + 1, j + 1]
            best[i, j] = max(pair, best[i + 1, j], best[i, j + 1])
    pairs: Pairs = []
    i = j = 0
    while i < len(left) and j < len(right):
        if like[i][j] > 0 and best[i, j] == like[i][j] + best[i + 1, j + 1]:
            pairs += zip(left[i], right[j], strict=True)
            i, j = i + 1, j + 1
        elif best[i, j] == best[i + 1, j]:
            i += 1
        else:
            j += 1
    return pairs


def _runs(amounts: Sequence[Node]) -> list[list[Node]]:
    runs: dict[int, list[Node]] = {}
    for amount in amounts:
        runs.setdefault(amount.run, []).append(amount)
    return list(runs.values())


def _run_likeness(left: list[Node], right: list[Node]) -> float:
    if len(left) != len(right):
        return 0.0
    for a, b in zip(left, right, strict=True):
        if a.addition and b.addition and folded(a.addition) != folded(b.addition):
            apart = _are_numbered_apart(a.addition, b.addition)
            if apart or likeness(a.addition, b.addition) < _SAME_LABEL:
                return 0.0
    words = fuzz.ratio(left[0].text, right[0].text) / 100
    same = sum(a.points == b.points for a, b in zip(left, right, strict=True))
    return len(left) * (1.0 + words) + 0.01 * same
