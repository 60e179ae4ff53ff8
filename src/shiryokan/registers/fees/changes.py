"""What changed between two fee schedules: items and variants that are new, ended or worth more.

Items are the same by their code, unless the name is another one altogether: then the code was
given anew, and one item ended and another is new. The variants of an item are paired level by
level: those of one name first, then those of one label and a like name, then the likest names,
so that a variant inserted at the top makes no changes of those that moved down. What is left is
paired across levels where name and worth are the same: a level was put in above it.

Many variants are lists of examinations that happen to be worth the same ("ガストリン、インスリン
（ＩＲＩ）"). From one year to the next they are put together anew; so lists that are not the same
are compared name by name, and the variant of such a change is one name of a list.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

import msgspec
from rapidfuzz import fuzz

from shiryokan.japanese.codepoints import fold
from shiryokan.registers.fees.model import FeeItem, Variant

Kind = Literal[
    "new", "ended", "renamed", "points", "unit", "variant_new", "variant_ended", "variant_renamed"
]
"""``new`` and ``ended`` are of items, ``variant_…`` of variants; ``points`` and ``unit`` of both,
told apart by their label."""

_ANOTHER = 40.0
"""Names less alike than this (of 100) are those of two different things."""
_SAME_LABEL = 60.0
"""Names of variants with one label that are at least so much alike are the same variant."""
_OTHER_LABEL = 80.0
"""The same, for variants whose labels differ."""
_BRACKET = re.compile("[（(][^（）()]*(?:[（(][^（）()]*[）)][^（）()]*)*[）)]")
_SENTENCE = re.compile("[ぁ-ん](?<![のとび])")
_LISTED = re.compile(f"(?:{_BRACKET.pattern}|[^、])+")
_NUMBERED = re.compile("(.*?[^0-9a-z.])([0-9]+|[a-z])")


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """One side of a change. ``variant`` has the names from the top variant down to its own."""

    name: str
    page: int
    label: tuple[str, ...] = ()
    variant: tuple[str, ...] = ()
    points: int | None = None
    value: str = ""
    unit: str = ""


class FeeChange(msgspec.Struct, frozen=True):
    """One change; the side on which the thing is not is empty."""

    kind: Kind
    code: str
    old: Side | None
    new: Side | None


@dataclass(slots=True)
class _Node:
    """A variant and those under it."""

    variant: Variant
    page: int
    names: tuple[str, ...]
    order: int
    children: list[_Node] = field(default_factory=list)


def changes(old: Sequence[FeeItem], new: Sequence[FeeItem]) -> list[FeeChange]:
    """All changes from ``old`` to ``new``, by item in the order of the new schedule, the items
    that ended at the place they had."""
    before = {item.key: item for item in old if not item.deleted}
    after = {item.key: item for item in new if not item.deleted}
    found = []
    for key in _merged([item.key for item in old], [item.key for item in new]):
        found += list(_item_changes(before.get(key), after.get(key)))
    return found


def as_rows(found: Sequence[FeeChange]) -> list[dict[str, str | int | None]]:
    """Changes as flat rows, for tables and CSV: ``old_points``, ``new_points`` and so on."""
    return [as_row(change) for change in found]


def as_row(change: FeeChange) -> dict[str, str | int | None]:
    """A change as a flat row."""
    row: dict[str, str | int | None] = {"kind": change.kind, "code": change.code}
    for word, side in (("old", change.old), ("new", change.new)):
        row[f"{word}_name"] = side.name if side else ""
        row[f"{word}_label"] = " ".join(side.label) if side else ""
        row[f"{word}_variant"] = " / ".join(side.variant) if side else ""
        row[f"{word}_points"] = side.points if side else None
        row[f"{word}_value"] = side.value if side else ""
        row[f"{word}_unit"] = side.unit if side else ""
        row[f"{word}_page"] = side.page if side else None
    return row


def _merged(old: Sequence[str], new: Sequence[str]) -> list[str]:
    """The keys of both sides, each once; those of the old alone behind the one before them."""
    known = set(new)
    merged = list(dict.fromkeys(new))
    gone: dict[str, list[str]] = {}
    last = ""
    for key in old:
        if key in known:
            last = key
        else:
            gone.setdefault(last, []).append(key)
    return [
        key for each in ["", *merged] for key in [*([each] if each else []), *gone.get(each, [])]
    ]


def _item_changes(old: FeeItem | None, new: FeeItem | None) -> Iterator[FeeChange]:
    if old is None and new is None:
        return
    if old is None or new is None or _is_another(old, new):
        if old is not None:
            yield FeeChange("ended", old.code, _side(old), None)
        if new is not None:
            yield FeeChange("new", new.code, None, _side(new))
        return
    yield from _compared(new.code, _side(old), _side(new))
    found = _without_moved(list(_variant_changes(old, new, _tree(old), _tree(new))))
    yield from _in_printed_order(found, old, new)


def _in_printed_order(found: Iterator[FeeChange], old: FeeItem, new: FeeItem) -> list[FeeChange]:
    """By the place in the new schedule; what ended by that in the old."""
    places = [{tuple(v.label): i for i, v in enumerate(item.variants)} for item in (old, new)]

    def place(change: FeeChange) -> float:
        if change.new is not None:
            return places[1].get(change.new.label, -1)
        return places[0].get(change.old.label, -1) - 0.5 if change.old is not None else -1

    return sorted(found, key=place)


def _without_moved(found: list[FeeChange]) -> Iterator[FeeChange]:
    """Without the variants that ended on one level and are new on another, and are the same."""
    moved: set[int] = set()
    for change in found:
        if change.kind != "variant_ended":
            continue
        for other in found:
            if other.kind == "variant_new" and id(other) not in moved and _is_same(change, other):
                moved |= {id(change), id(other)}
                break
    yield from (change for change in found if id(change) not in moved)


def _is_same(ended: FeeChange, new: FeeChange) -> bool:
    a, b = ended.old, new.new
    if a is None or b is None or not a.variant[-1]:
        return False
    worth = (a.points, _folded(a.value)) == (b.points, _folded(b.value))
    return worth and _folded(a.variant[-1]) == _folded(b.variant[-1])


def _is_another(old: FeeItem, new: FeeItem) -> bool:
    if _likeness(old.name, new.name) >= _ANOTHER:
        return False
    names = {_folded(v.name) for v in old.variants if v.name}
    shared = names & {_folded(v.name) for v in new.variants}
    return len(shared) * 2 <= len(names)


def _compared(code: str, old: Side, new: Side) -> Iterator[FeeChange]:
    """The changes of an item or a variant that is on both sides."""
    names = (old.variant[-1], new.variant[-1]) if old.label else (old.name, new.name)
    if _folded(names[0]) != _folded(names[1]):
        yield FeeChange("variant_renamed" if old.label else "renamed", code, old, new)
    if old.points != new.points or _folded(old.value) != _folded(new.value):
        yield FeeChange("points", code, old, new)
    if _folded(old.unit) != _folded(new.unit):
        yield FeeChange("unit", code, old, new)


def _variant_changes(
    old: FeeItem, new: FeeItem, before: list[_Node], after: list[_Node]
) -> Iterator[FeeChange]:
    """The changes of one level and all below it."""
    pairs = _paired(before, after, _same_name)
    before, after = _others(before, after, pairs)
    lists = _shared_lists(before, after)
    yield from _list_changes(old, new, *lists)
    before, after = _others(before, after, [], *lists)
    more = _paired(before, after, _pair_score)
    for a, b in sorted(pairs + more, key=lambda pair: pair[1].order):
        yield from _compared(new.code, _side(old, a), _side(new, b))
        yield from _variant_changes(old, new, a.children, b.children)
    before, after = _others(before, after, more)
    for leaf in (leaf for node in before for leaf in _leaves(node)):
        yield FeeChange("variant_ended", old.code, _side(old, leaf), None)
    for leaf in (leaf for node in after for leaf in _leaves(node)):
        yield FeeChange("variant_new", new.code, None, _side(new, leaf))


def _others(
    before: list[_Node],
    after: list[_Node],
    pairs: list[tuple[_Node, _Node]],
    *without: list[_Node],
) -> tuple[list[_Node], list[_Node]]:
    """Those of both sides that are in no pair and in none of the lists."""
    gone = {id(node) for pair in [*pairs, *without] for node in pair}
    left = [node for node in before if id(node) not in gone]
    return left, [node for node in after if id(node) not in gone]


def _shared_lists(before: list[_Node], after: list[_Node]) -> tuple[list[_Node], list[_Node]]:
    """The variants of both sides that share a name of a list."""
    left = [(node, {_folded(name) for name in _listed(node)}) for node in before]
    right = [(node, {_folded(name) for name in _listed(node)}) for node in after]
    shared = {n for _, names in left for n in names} & {n for _, names in right for n in names}
    first, second = ([node for node, names in side if names & shared] for side in (left, right))
    return first, second


def _list_changes(
    old: FeeItem, new: FeeItem, before: list[_Node], after: list[_Node]
) -> Iterator[FeeChange]:
    """The changes of lists, name by name."""
    left = {_folded(name): (node, name) for node in before for name in _listed(node)}
    right = {_folded(name): (node, name) for node in after for name in _listed(node)}
    for key, (node, name) in left.items():
        if key not in right:
            yield FeeChange("variant_ended", old.code, _side(old, node, name), None)
    for key, (node, name) in right.items():
        if key not in left:
            yield FeeChange("variant_new", new.code, None, _side(new, node, name))
        else:
            yield from _compared(new.code, _side(old, *left[key]), _side(new, node, name))


def _listed(node: _Node) -> list[str]:
    """The names of a list; none for a variant that only groups others, or whose name is a
    sentence (which has more kana in it than の and the like)."""
    name = node.variant.name
    if node.children or not name or _SENTENCE.search(_BRACKET.sub("", name)):
        return []
    return _LISTED.findall(name)


def _paired(
    before: list[_Node], after: list[_Node], score_of: Callable[[Variant, Variant], float]
) -> list[tuple[_Node, _Node]]:
    """Which variants of one level are the same, the surest pairs taken first."""
    chances = []
    for i, a in enumerate(before):
        for j, b in enumerate(after):
            score = score_of(a.variant, b.variant)
            if score:
                chances.append((score, -abs(i - j), i, j))
    chances.sort(reverse=True)
    left, right = set(range(len(before))), set(range(len(after)))
    pairs = []
    for _, _, i, j in chances:
        if i in left and j in right:
            left.remove(i)
            right.remove(j)
            pairs.append((before[i], after[j]))
    return pairs


def _same_name(a: Variant, b: Variant) -> float:
    """Whether two variants have one name; more if they have one label. Nameless ones need it."""
    same_label = a.label[-1] == b.label[-1]
    same = _folded(a.name) == _folded(b.name) and a.deleted == b.deleted
    return 1.0 + same_label if same and (a.name or same_label) else 0.0


def _pair_score(a: Variant, b: Variant) -> float:
    """How surely two variants of different names are the same; 0 if they cannot be."""
    if a.deleted != b.deleted or _are_numbered_apart(a.name, b.name):
        return 0.0
    like = _likeness(a.name, b.name)
    if a.label[-1] == b.label[-1]:
        return 100.0 + like if like >= _SAME_LABEL else 0.0
    if _numbers(a.name) != _numbers(b.name):
        return 0.0
    return like if like >= _OTHER_LABEL else 0.0


def _are_numbered_apart(a: str, b: str) -> bool:
    """Whether names differ in nothing but the number or letter at their end: 入院料Ａ, 入院料１."""
    left, right = _NUMBERED.fullmatch(_folded(a)), _NUMBERED.fullmatch(_folded(b))
    return bool(left and right and left[1] == right[1] and left[2] != right[2])


def _numbers(name: str) -> list[str]:
    return re.findall(r"[0-9.]+", _folded(name))


def _likeness(a: str, b: str) -> float:
    """How alike two names are, 0 to 100."""
    return fuzz.ratio(_folded(a), _folded(b))


@functools.lru_cache(maxsize=1 << 15)
def _folded(text: str) -> str:
    return re.sub(r"\s", "", fold(text).text).strip("、。")


def _tree(item: FeeItem) -> list[_Node]:
    roots: list[_Node] = []
    known: dict[tuple[str, ...], _Node] = {}
    traces = item.provenance.get("variants", [])
    for i, variant in enumerate(item.variants):
        path = tuple(variant.label)
        above = known.get(path[:-1])
        places = traces[i].places if i < len(traces) else ()
        page = places[0].page if places else item.page
        names = (*(above.names if above else ()), variant.name)
        node = known[path] = _Node(variant, page, names, i)
        (above.children if above else roots).append(node)
    return roots


def _leaves(node: _Node) -> Iterator[_Node]:
    if not node.children:
        yield node
    for child in node.children:
        yield from _leaves(child)


def _side(item: FeeItem, node: _Node | None = None, name: str = "") -> Side:
    """An item, a variant of it, or one name of a variant that is a list."""
    if node is None:
        return Side(
            name=item.name, page=item.page, points=item.points, value=item.value, unit=item.unit
        )
    variant = node.variant
    return Side(
        name=item.name,
        page=node.page,
        label=tuple(variant.label),
        variant=(*node.names[:-1], name or node.names[-1]),
        points=variant.points,
        value=variant.value,
        unit=variant.unit,
    )
