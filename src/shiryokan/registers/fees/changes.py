"""What changed between two fee schedules: items, variants and notes that are new, ended, worth more
or less, divided or put together.

Items are the same by their code, unless the name is another one altogether: then the code was
given anew, and one item ended and another is new. What is in an item is paired by :mod:`.pairing`,
so that a variant inserted at the top, or a note taken out, makes no changes of those that moved.

Something that had points and now has others below it that do was divided: it has not lost its
points. Placeholders (削除) are no things, so nothing is ever paired with one.

Many variants are lists of examinations that happen to be worth the same ("ガストリン、インスリン
（ＩＲＩ）"). From one year to the next they are put together anew; so lists that are not the same
are compared name by name, and the variant of such a change is one name of a list.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Literal

import msgspec

from shiryokan.registers.fees.model import FeeItem
from shiryokan.registers.fees.nodes import Node, folded, notes_of, tell_apart, tree_of, usual_words
from shiryokan.registers.fees.pairing import (
    like_name,
    likeness,
    paired,
    same_amounts,
    same_name,
    same_notes,
)

Kind = Literal[
    "new", "ended", "renamed", "points", "unit", "divided", "merged",
    "variant_new", "variant_ended", "variant_renamed",
    "note_points", "note_new", "note_ended", "note_renamed",
]  # fmt: skip
"""``new`` and ``ended`` are of items, ``variant_…`` of variants, ``note_…`` of notes with their
entries and amounts; ``points`` and ``unit`` are of items and variants, told apart by their label.
``divided``: the old side is what was divided, the new side one of its parts; ``merged``: the old
side is one of the parts of the new."""

_ANOTHER = 40.0
"""Names less alike than this (of 100) are those of two different things."""
_SAYING = ("code", "name", "unit", "points", "value", "variants", "notes")
_BRACKET = re.compile("[（(][^（）()]*(?:[（(][^（）()]*[）)][^（）()]*)*[）)]")
_SENTENCE = re.compile("[ぁ-ん](?<![のとび])")
_LISTED = re.compile(f"(?:{_BRACKET.pattern}|[^、])+")


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """One side of a change. ``variant`` has the names from the top variant, or the note, down to
    its own."""

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


def changes(old: Sequence[FeeItem], new: Sequence[FeeItem]) -> list[FeeChange]:
    """All changes from ``old`` to ``new``, by item in the order of the new schedule, the items
    that ended at the place they had."""
    before, after = items_of(old), items_of(new)
    usual = usual_words(old) | usual_words(new)
    found: list[FeeChange] = []
    for key in merged(*([i.key for i in side if i.kind == "item"] for side in (old, new))):
        a, b = before.get(key), after.get(key)
        if a is None or b is None or not says_the_same(a, b):
            found += ItemChanges(a, b, usual).changes()
    return found


def items_of(records: Sequence[FeeItem]) -> dict[str, FeeItem]:
    """The items of a schedule by key, without placeholders and the entries made of their notes."""
    return {item.key: item for item in records if item.kind == "item" and not item.deleted}


def as_rows(found: Sequence[FeeChange]) -> list[dict[str, str | int | None]]:
    """Changes as flat rows, for tables and CSV: ``old_points``, ``new_points`` and so on."""
    return [as_row(change) for change in found]


def as_row(change: FeeChange) -> dict[str, str | int | None]:
    """A change as a flat row."""
    row: dict[str, str | int | None] = {"kind": change.kind, "code": change.code}
    for word, side in (("old", change.old), ("new", change.new)):
        row[f"{word}_name"] = side.name if side else ""
        row[f"{word}_label"] = " ".join(side.label) if side else ""
        row[f"{word}_variant"] = " / ".join(n for n in side.variant if n) if side else ""
        row[f"{word}_points"] = side.points if side else None
        row[f"{word}_value"] = side.value if side else ""
        row[f"{word}_unit"] = side.unit if side else ""
        row[f"{word}_page"] = side.page if side else None
    return row


def merged(old: Sequence[str], new: Sequence[str]) -> list[str]:
    """The keys of both sides, each once; those of the old alone behind the one before them."""
    known = set(new)
    whole = list(dict.fromkeys(new))
    gone: dict[str, list[str]] = {}
    last = ""
    for key in old:
        if key in known:
            last = key
        else:
            gone.setdefault(last, []).append(key)
    return [
        key for each in ["", *whole] for key in [*([each] if each else []), *gone.get(each, [])]
    ]


class ItemChanges:
    """One item in two versions: what of it is the same, and what changed.

    ``links`` are the pairs that were found, of the item itself, its variants, and what has points
    in its notes: what is the same, and what was divided or put together. ``usual`` are the
    :func:`usual_words` of both schedules, ``notes`` those of the old item and of the new one where
    somebody has taken them apart already.
    """

    def __init__(
        self,
        old: FeeItem | None,
        new: FeeItem | None,
        usual: frozenset[str] = frozenset(),
        notes: tuple[list[Node], list[Node]] | None = None,
    ) -> None:
        self.old, self.new = old, new
        self._usual = usual
        self._notes = notes
        self.links: list[tuple[Node, Node]] = []
        self._found: list[tuple[float, FeeChange]] = []
        self._variants: dict[tuple[str, ...], tuple[str, ...]] = {(): ()}
        self._gone: list[Node] = []
        self._come: list[Node] = []

    def changes(self) -> list[FeeChange]:
        """All changes, in the order of the new version; what ended by its place in the old."""
        old, new = self.old, self.new
        if old is None or new is None or _is_another(old, new):
            self._whole()
        else:
            self._compare(tree_of(old), tree_of(new))
            notes = self._notes or (notes_of(old), notes_of(new))
            for side in notes:
                tell_apart(side, self._usual)
            self._compare_notes(*notes)
            self._by_name()
            self._tell_rest()
        return [change for _, change in sorted(self._found, key=lambda each: each[0])]

    def _whole(self) -> None:
        if self.old is not None:
            self._tell("ended", tree_of(self.old), None)
        if self.new is not None:
            self._tell("new", None, tree_of(self.new))

    def _compare(self, a: Node, b: Node) -> None:
        """What is on both sides, and all below it."""
        self.links.append((a, b))
        if a.sort == "variant":
            self._variants[a.label] = b.label
        self._compare_names(a, b)
        parted = a.paid and not b.paid and bool(b.children) and not a.children
        joined = b.paid and not a.paid and bool(a.children) and not b.children
        if parted:
            self._divide(a, b)
        elif joined:
            self._merge(a, b)
        elif b.in_note and a.paid != b.paid:
            # what had points and what has them now are told apart, or as parts of each other
            (self._gone if a.paid else self._come).append(a if a.paid else b)
        else:
            self._compare_points(a, b)
            self._compare_level(a.children, b.children)

    def _divide(self, a: Node, b: Node) -> None:
        for leaf in b.leaves():
            self._tell("divided", a, leaf)

    def _merge(self, a: Node, b: Node) -> None:
        for leaf in a.leaves():
            self._tell("merged", leaf, b)

    def _compare_names(self, a: Node, b: Node) -> None:
        if folded(a.name) == folded(b.name):
            return
        if a.sort == "item":
            self._tell("renamed", a, b)
        elif a.sort == "variant":
            self._tell("variant_renamed", a, b)
        elif b.paid and a.addition and b.addition and folded(a.addition) != folded(b.addition):
            self._tell("note_renamed", a, b)

    def _compare_points(self, a: Node, b: Node, names: tuple[str, str] = ("", "")) -> None:
        if a.points != b.points or folded(a.value) != folded(b.value):
            self._tell("note_points" if b.in_note else "points", a, b, names)
        if folded(a.unit) != folded(b.unit):
            self._tell("unit", a, b, names)

    def _compare_level(self, before: list[Node], after: list[Node]) -> None:
        amounts = [[n for n in side if n.sort == "amount"] for side in (before, after)]
        before, after = ([n for n in side if n.sort != "amount"] for side in (before, after))
        pairs = paired(before, after, same_name)
        before, after = _others(before, after, pairs)
        lists = _shared_lists(before, after)
        self._compare_lists(*lists)
        before, after = _others(before, after, [], *lists)
        more = [*paired(before, after, like_name), *same_amounts(*amounts)]
        for a, b in sorted(pairs + more, key=lambda pair: pair[1].order):
            self._compare(a, b)
        before, after = _others([*before, *amounts[0]], [*after, *amounts[1]], more)
        self._gone += before
        self._come += after

    def _compare_lists(self, before: list[Node], after: list[Node]) -> None:
        """The changes of lists, name by name."""
        left = {folded(name): (node, name) for node in before for name in _listed(node)}
        right = {folded(name): (node, name) for node in after for name in _listed(node)}
        for key, (node, name) in left.items():
            if key not in right:
                self._tell("variant_ended", node, None, (name, ""))
        for key, (node, name) in right.items():
            if key not in left:
                self._tell("variant_new", None, node, ("", name))
            else:
                self._compare_points(left[key][0], node, (left[key][1], name))

    def _compare_notes(self, before: list[Node], after: list[Node]) -> None:
        pairs = same_notes(before, after, self._variants)
        for a, b in pairs:
            gone, come = len(self._gone), len(self._come)
            self._compare_level(a.children, b.children)
            self._part_note(a, b, gone, come)
        gone_notes, come_notes = _others(before, after, pairs)
        self._gone += gone_notes
        self._come += come_notes

    def _part_note(self, a: Node, b: Node, gone: int, come: int) -> None:
        """A note that paid one amount and now has entries that do was divided, and the other way
        round."""
        if a.addition and b.addition and folded(a.addition) != folded(b.addition):
            return
        left = [n for node in self._gone[gone:] for n in node.leaves() if n.paid]
        right = [n for node in self._come[come:] for n in node.leaves() if n.paid]
        old, new = ([n for n in note.leaves() if n.paid] for note in (a, b))
        if len(left) == len(old) == 1 and len(right) == len(new) > 1 and _may_part(old[0], new):
            self._divided(left[0], right)
        elif len(right) == len(new) == 1 and len(left) == len(old) > 1 and _may_part(new[0], old):
            self._merged(left, right[0])
        else:
            return
        del self._gone[gone:], self._come[come:]

    def _divided(self, a: Node, leaves: Iterable[Node]) -> None:
        for leaf in leaves:
            self._tell("divided", a, leaf)

    def _merged(self, leaves: Iterable[Node], b: Node) -> None:
        for leaf in leaves:
            self._tell("merged", leaf, b)

    def _by_name(self) -> None:
        """What went from one place of the item to another under its name."""
        done: set[Node] = set()
        gone, come = _by_addition(self._gone), _by_addition(self._come)
        for name in gone.keys() & come.keys():
            for a, b in zip(gone[name], come[name], strict=False):
                left, right = ([n for n in x.leaves() if n.paid] for x in (a, b))
                if len(left) == len(right) == 1:
                    self.links.append((left[0], right[0]))
                    self._compare_points(left[0], right[0])
                elif len(left) == 1 and right:
                    self._divided(left[0], right)
                elif len(right) == 1 and left:
                    self._merged(left, right[0])
                else:
                    continue
                done |= {a, *a.all(), b, *b.all()}
        self._gone = _without(self._gone, done)
        self._come = _without(self._come, done)
        self._by_entries()
        done = set()
        come_leaves = [leaf for node in self._come for leaf in node.leaves()]
        for leaf in (leaf for node in self._gone for leaf in node.leaves()):
            for other in come_leaves:
                if other not in done and _is_same(leaf, other):
                    done |= {leaf, other}
                    self.links.append((leaf, other))
                    break
        self._gone = _without(self._gone, done)
        self._come = _without(self._come, done)

    def _by_entries(self) -> None:
        """An addition that has now entries of its own in another note, and the other way round."""
        gone, come = _by_addition(self._gone), _by_addition(self._come)
        left, right = _entries_of(self._gone), _entries_of(self._come)
        done: set[Node] = set()
        for name in gone.keys() & right.keys():
            self._divided(gone[name][0], right[name])
            done |= {gone[name][0], *right[name]}
        for name in left.keys() & come.keys():
            self._merged(left[name], come[name][0])
            done |= {*left[name], come[name][0]}
        self._gone = _without(self._gone, done)
        self._come = _without(self._come, done)

    def _tell_rest(self) -> None:
        for node in self._gone:
            for leaf in _told(node):
                self._tell("note_ended" if leaf.in_note else "variant_ended", leaf, None)
        for node in self._come:
            for leaf in _told(node):
                self._tell("note_new" if leaf.in_note else "variant_new", None, leaf)

    def _tell(
        self, kind: Kind, a: Node | None, b: Node | None, names: tuple[str, str] = ("", "")
    ) -> None:
        item = self.new if b is not None else self.old
        assert item is not None
        old = _side(self.old, a, names[0]) if a is not None and self.old is not None else None
        new = _side(self.new, b, names[1]) if b is not None and self.new is not None else None
        place = float(b.order) if b is not None else a.order - 0.5 if a is not None else 0.0
        self._found.append((place, FeeChange(kind, item.code, old, new)))
        if kind in ("divided", "merged") and a is not None and b is not None:
            self.links.append((a, b))


def says_the_same(a: FeeItem, b: FeeItem) -> bool:
    """Whether two items differ in nothing, so that they need not be compared."""
    return all(getattr(a, name) == getattr(b, name) for name in _SAYING)


def _is_another(old: FeeItem, new: FeeItem) -> bool:
    if likeness(old.name, new.name) >= _ANOTHER:
        return False
    names = {folded(v.name) for v in old.variants if v.name}
    shared = names & {folded(v.name) for v in new.variants}
    return len(shared) * 2 <= len(names)


def _is_same(ended: Node, new: Node) -> bool:
    """Whether what is gone from one level has come on another: it has its name and its worth."""
    if ended.in_note != new.in_note or not ended.name:
        return False
    worth = (ended.points, folded(ended.value)) == (new.points, folded(new.value))
    return worth and folded(ended.name) == folded(new.name)


def _may_part(whole: Node, parts: Iterable[Node]) -> bool:
    """Whether additions, which are known by their names, can be parts of what is one."""
    name = folded(whole.addition)
    others = [folded(part.addition) for part in parts if part.addition]
    return all(other.startswith(name) and other != name for other in others) if name else not others


def _told(node: Node) -> list[Node]:
    """What is told of something that is new or has ended: what is lowest in it; of a note, what
    has points, or the note where nothing has."""
    if not node.in_note:
        return list(node.leaves())
    paid = [leaf for leaf in node.leaves() if leaf.paid]
    return paid or ([node] if node.sort == "note" else [])


def _by_addition(nodes: Iterable[Node]) -> dict[str, list[Node]]:
    """The uppermost nodes of each name of an addition that pay something."""
    found: dict[str, list[Node]] = {}

    def look(node: Node) -> None:
        if node.in_note and node.addition and any(leaf.paid for leaf in node.leaves()):
            found.setdefault(folded(node.addition), []).append(node)
            return
        for child in node.children:
            look(child)

    for node in nodes:
        look(node)
    return found


def _entries_of(nodes: Iterable[Node]) -> dict[str, list[Node]]:
    """What is paid as entries of an addition, by its name."""
    found: dict[str, list[Node]] = {}
    for node in nodes:
        for leaf in node.leaves():
            if leaf.paid and leaf.under and not leaf.addition:
                found.setdefault(folded(leaf.under), []).append(leaf)
    return found


def _without(nodes: Iterable[Node], done: set[Node]) -> list[Node]:
    """What is left of the nodes: those that are done are gone, and what is around them is open."""
    left: list[Node] = []
    for node in nodes:
        if node in done:
            continue
        if any(each in done for each in node.all()):
            left += _without(node.children, done)
        else:
            left.append(node)
    return left


def _others(
    before: list[Node], after: list[Node], pairs: list[tuple[Node, Node]], *without: list[Node]
) -> tuple[list[Node], list[Node]]:
    """Those of both sides that are in no pair and in none of the lists."""
    gone = {node for pair in [*pairs, *without] for node in pair}
    return [node for node in before if node not in gone], [n for n in after if n not in gone]


def _shared_lists(before: list[Node], after: list[Node]) -> tuple[list[Node], list[Node]]:
    """The variants of both sides that share a name of a list."""
    left = [(node, {folded(name) for name in _listed(node)}) for node in before]
    right = [(node, {folded(name) for name in _listed(node)}) for node in after]
    shared = {n for _, names in left for n in names} & {n for _, names in right for n in names}
    first, second = ([node for node, names in side if names & shared] for side in (left, right))
    return first, second


def _listed(node: Node) -> list[str]:
    """The names of a list; none for a variant that only groups others, or whose name is a
    sentence (which has more kana in it than の and the like)."""
    name = node.name
    if node.in_note or node.children or not name or _SENTENCE.search(_BRACKET.sub("", name)):
        return []
    return _LISTED.findall(name)


def _side(item: FeeItem, node: Node, name: str = "") -> Side:
    """An item, something in it, or one name of a variant that is a list."""
    if node.sort == "item":
        return Side(
            name=item.name, page=item.page, points=item.points, value=item.value, unit=item.unit
        )
    return Side(
        name=item.name,
        page=node.page,
        label=node.label,
        variant=(*node.names[:-1], name or node.names[-1]),
        points=node.points,
        value=node.value,
        unit=node.unit,
    )
