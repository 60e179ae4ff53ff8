"""Which services, branches and notes of two versions of a schedule are the same.

A label says where something stands and not what it is: where one branch is inserted, all behind it
are labelled anew. So the branches of a level are paired by name first, and what is left by how
alike names are, what stands below them, and whether both stand between the same neighbours. Notes
are paired by their words.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from rapidfuzz import fuzz

from shiryokan.registers.care.model import CareFee, CareNote
from shiryokan.registers.care.texts import folded, note_text
from shiryokan.registers.comparison.likeness import assigned

_LEAST = 0.62
"""Sum of what speaks for it from which on two branches of different names are the same."""
_LIKE = 0.5
"""Likeness of the words that names do not share with most others, below which they are not."""
_SAME_BELOW = 0.75
"""Share of points below two branches that are the same, from which on their names may differ."""
_BELOW = 0.4
"""What it adds that all below two branches is the same; as much less for what is not."""
_BETWEEN = 0.1
"""What it adds that two branches stand between the same neighbours."""
_NUMBERS = 0.3
"""What it takes that other numbers stand in the names (支援区分１, 支援区分２)."""
_SAME_NOTE = 0.75
"""Likeness from which on two notes of an entry are the same."""
_USUAL = re.compile(r"(?:加算|減算|の?場合|サービス費|費)?(?:[(（][^（）()]{1,6}[)）])?$")
_NUMBER = re.compile(r"[0-9]+|[一二三四五六七八九十百]+(?=[人日月回時分])")
_NOT = "ない"


@dataclass(eq=False)
class Branch:
    """A record with what stands below it."""

    record: CareFee
    children: list[Branch] = field(default_factory=list)

    def all(self) -> Iterator[Branch]:
        """Itself and all below it, in order."""
        yield self
        for child in self.children:
            yield from child.all()

    @property
    def name(self) -> str:
        """Its name, as it is compared."""
        return folded(self.record.name)


@dataclass
class Pairs:
    """What is the same: pairs of branches, and of notes with their owners."""

    branches: list[tuple[Branch, Branch]] = field(default_factory=list)
    gone: list[Branch] = field(default_factory=list)
    come: list[Branch] = field(default_factory=list)


def forest(records: Iterable[CareFee]) -> list[Branch]:
    """The services of a schedule with all below them; placeholders are left out."""
    roots: list[Branch] = []
    open_: list[tuple[int, Branch]] = []
    for record in records:
        if record.deleted:
            continue
        branch, depth = Branch(record), len(record.above)
        while open_ and open_[-1][0] >= depth:
            open_.pop()
        (open_[-1][1].children if open_ else roots).append(branch)
        open_.append((depth, branch))
    return roots


def paired(old: Sequence[CareFee], new: Sequence[CareFee]) -> Pairs:
    """All pairs of two versions; ``gone`` and ``come`` are the uppermost of what has none."""
    found = Pairs()
    by_schedule = [_schedules(forest(old)), _schedules(forest(new))]
    if len(by_schedule[0]) == len(by_schedule[1]) > 1:
        for a, b in zip(*by_schedule, strict=True):
            _level(a, b, found)
    else:
        before, after = ([b for each in side for b in each] for side in by_schedule)
        _level(before, after, found)
    _moved(found)
    return found


def _schedules(roots: Sequence[Branch]) -> list[list[Branch]]:
    found: dict[str, list[Branch]] = {}
    for root in roots:
        found.setdefault(root.record.schedule, []).append(root)
    return list(found.values())


def _level(before: list[Branch], after: list[Branch], found: Pairs) -> None:
    pairs = _by_name(before, after)
    pairs += _by_likeness(before, after, pairs)
    partners = {id(a): b for a, b in pairs}
    taken = {id(b) for _, b in pairs}
    for a in before:
        b = partners.get(id(a))
        if b is None:
            found.gone.append(a)
        else:
            found.branches.append((a, b))
            _level(a.children, b.children, found)
    found.come += [b for b in after if id(b) not in taken]


def _by_name(before: list[Branch], after: list[Branch]) -> list[tuple[Branch, Branch]]:
    """Those of one name; of several of one name those of most in common, then in their order."""
    names: dict[str, tuple[list[Branch], list[Branch]]] = defaultdict(lambda: ([], []))
    for side, branches in enumerate((before, after)):
        for branch in branches:
            names[branch.name][side].append(branch)
    pairs = []
    for old, new in names.values():
        if len(old) == len(new) == 1:
            pairs.append((old[0], new[0]))
        elif old and new:
            scores = np.array([[1.0 + _in_common(a, b) for b in new] for a in old])
            pairs += [(old[i], new[j]) for i, j in assigned(scores, 0.0)]
    return pairs


def _in_common(a: Branch, b: Branch) -> float:
    return (_same_below(a, b) or 0.0) + 0.1 * (a.record.path[-1:] == b.record.path[-1:])


def _by_likeness(
    before: list[Branch], after: list[Branch], pairs: Sequence[tuple[Branch, Branch]]
) -> list[tuple[Branch, Branch]]:
    done = {id(each) for pair in pairs for each in pair}
    old = [a for a in before if id(a) not in done]
    new = [b for b in after if id(b) not in done]
    if not old or not new:
        return []
    partners = {id(a): b for a, b in pairs}
    spots_new = {id(b): at for at, b in enumerate(after)}
    gaps_old = _gaps(
        before, lambda a: spots_new[id(partners[id(a)])] if id(a) in partners else None
    )
    gaps_new = _gaps(after, lambda b: spots_new[id(b)] if id(b) in done else None)
    scores = np.array(
        [
            [_likeness(a, b) + _BETWEEN * (gaps_old[id(a)] == gaps_new[id(b)]) for b in new]
            for a in old
        ]
    )
    return [(old[i], new[j]) for i, j in assigned(scores, _LEAST)]


def _gaps(branches: list[Branch], place: Callable[[Branch], int | None]) -> dict[int, int]:
    """For each branch the place of the last before it that has a partner."""
    found, last = {}, -1
    for branch in branches:
        at = place(branch)
        last = last if at is None else at
        found[id(branch)] = last
    return found


def _likeness(a: Branch, b: Branch) -> float:
    """How surely two branches of different names are the same; 0 where they cannot be."""
    if a.name.count(_NOT) != b.name.count(_NOT):
        return 0.0
    words = [_USUAL.sub("", branch.name) or branch.name for branch in (a, b)]
    like = fuzz.ratio(*words) / 100
    below = _same_below(a, b)
    numbers = [_NUMBER.findall(branch.name) for branch in (a, b)]
    if numbers[0] != numbers[1]:
        like -= _NUMBERS
    if like < _LIKE and not (below is not None and below >= _SAME_BELOW):
        return 0.0
    if below is not None:
        like += _BELOW * (2 * below - 1) if below < 0.5 or like >= _LIKE else _BELOW
    return max(like, 0.0)


def _same_below(a: Branch, b: Branch) -> float | None:
    """Share of what is paid below two branches that is the same; None where it tells nothing."""
    old, new = (_leaves(branch) for branch in (a, b))
    if not a.children or not b.children or not old or not new:
        return None
    return (old & new).total() / max(old.total(), new.total())


def _leaves(branch: Branch) -> Counter[tuple[str, object, object]]:
    return Counter(
        (each.name if each is not branch else "", each.record.points, each.record.rate)
        for each in branch.all()
        if each.record.points is not None or each.record.rate is not None
    )


def _moved(found: Pairs) -> None:
    """Pairs across levels of one service: one name and the same worth, and no other so."""
    services = {a.record.service: b.record.service for a, b in found.branches}

    def key(branch: Branch) -> tuple[object, ...]:
        return (branch.name, *sorted(_leaves(branch).elements(), key=str))

    olds, news = (Counter(map(key, side)) for side in (found.gone, found.come))
    for a in list(found.gone):
        for b in list(found.come):
            same = a.record.above and b.record.above and key(a) == key(b)
            within = services.get(a.record.service) == b.record.service
            if same and within and olds[key(a)] == news[key(b)] == 1 and len(a.name) > 3:
                found.gone.remove(a)
                found.come.remove(b)
                found.branches.append((a, b))
                _level(a.children, b.children, found)
                break


def same_notes(
    before: Sequence[CareNote], after: Sequence[CareNote]
) -> list[tuple[CareNote, CareNote]]:
    """Which notes of an entry are the same: those of one text, then those of likest words."""
    texts = [[folded(note_text(note)) for note in side] for side in (before, after)]
    pairs: list[tuple[int, int]] = []
    for text in dict.fromkeys(texts[0]):
        same = [[i for i, each in enumerate(side) if each == text] for side in texts]
        # of several of one text that went on is the last: what comes is put before it
        pairs += zip(*(reversed(each) for each in same), strict=False)
    old = [i for i in range(len(before)) if i not in {p[0] for p in pairs}]
    new = [j for j in range(len(after)) if j not in {p[1] for p in pairs}]
    if old and new:
        scores = np.array(
            [[_note_likeness(texts[0][i], texts[1][j]) + 0.01 * (i == j) for j in new] for i in old]
        )
        pairs += [(old[a], new[b]) for a, b in assigned(scores, _SAME_NOTE)]
    return [(before[i], after[j]) for i, j in sorted(pairs, key=lambda pair: pair[1])]


def _note_likeness(a: str, b: str) -> float:
    return fuzz.ratio(a, b) / 100
