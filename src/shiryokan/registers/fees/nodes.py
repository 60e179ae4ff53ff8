"""What an item pays points for, as one tree: the item, its variants, its notes with their entries
and the amounts that stand in their sentences.

Placeholders (削除) are no things and are in no tree.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from shiryokan.japanese.codepoints import fold_text
from shiryokan.japanese.numerals import in_digits
from shiryokan.registers.base import Trace
from shiryokan.registers.fees.additions import (
    addition_of,
    amounts_in,
    names_in,
    stripped,
)
from shiryokan.registers.fees.model import FeeItem, Note
from shiryokan.registers.fees.notes import NoteLine, lines_of, own_text
from shiryokan.registers.fees.texts import DELETED

Sort = Literal["item", "variant", "note", "part", "amount"]
"""An ``amount`` is a number of points in a sentence of a note, a ``part`` an entry of a note."""

NOTE = "注"
_LONGEST_CONTEXT = 40
"""Characters of the words before an amount that tell what it is for, where it has no name."""
_LONGEST_NOTE = 100_000
"""Characters of a note, more than any has."""
_USUAL = 5
"""Notes that have a clause, from which on it is usual."""
_DIGITS = re.compile("[0-9,]+")


@dataclass(slots=True, eq=False)
class Node:
    """Something that has points, or has others below it that do.

    ``label`` is the path to it (``1 イ``; ``注5 イ``; ``1 注2``), ``name`` what it is called,
    ``names`` the names from the top down to its own. ``addition`` is its name where that is one of
    its own (乳幼児加算). ``text`` are the words by which notes, and amounts, are told from each
    other, ``own_words`` those that not every other note has too; ``under`` is the addition
    that an entry belongs to; amounts that follow each other
    have one ``run``.
    """

    sort: Sort
    label: tuple[str, ...]
    name: str
    names: tuple[str, ...]
    page: int
    order: float
    points: int | None = None
    value: str = ""
    unit: str = ""
    addition: str = ""
    text: str = ""
    own_words: str = ""
    under: str = ""
    owner: tuple[str, ...] = ()
    run: int = -1
    children: list[Node] = field(default_factory=list)

    @property
    def paid(self) -> bool:
        """Whether it has points, or a rule in their place."""
        return self.points is not None or bool(self.value)

    @property
    def in_note(self) -> bool:
        """Whether it is a note or stands in one."""
        return self.sort in ("note", "part", "amount")

    def leaves(self) -> Iterator[Node]:
        """Itself, or what stands lowest under it."""
        if not self.children:
            yield self
        for child in self.children:
            yield from child.leaves()

    def all(self) -> Iterator[Node]:
        """Itself and all under it."""
        yield self
        for child in self.children:
            yield from child.all()


def tree_of(item: FeeItem) -> Node:
    """An item with its variants."""
    root = Node(
        "item", (), item.name, (item.name,), item.page, -1,
        points=item.points, value=item.value, unit=item.unit,
    )  # fmt: skip
    known: dict[tuple[str, ...], Node] = {}
    traces = item.provenance.get("variants", [])
    for i, variant in enumerate(item.variants):
        path = tuple(variant.label)
        above = known.get(path[:-1])
        node = Node(
            "variant", path, variant.name, (*(above.names if above else ()), variant.name),
            _page_of(traces, i, variant.points, item.page), i,
            points=variant.points, value=variant.value, unit=variant.unit,
        )  # fmt: skip
        if variant.deleted:
            continue
        known[path] = node
        (above or root).children.append(node)
    return root


def usual_words(records: Iterable[FeeItem]) -> frozenset[str]:
    """The clauses that many notes of a schedule have, as 別に厚生労働大臣が定める施設基準に適合して
    いるものとして地方厚生局長等に届け出た保険医療機関において: they tell no note from another."""
    counts = Counter(
        clause
        for item in records
        if item.kind == "item"
        for note in item.notes
        for clause in set(_clauses(_masked(own_text(note))))
    )
    return frozenset(clause for clause, count in counts.items() if count >= _USUAL)


def _clauses(text: str) -> list[str]:
    return re.split("[、。,]", text)


def _masked(text: str) -> str:
    return _DIGITS.sub("#", folded(text))


def notes_of(item: FeeItem) -> list[Node]:
    """The notes of an item and of its variants."""
    traces = item.provenance.get("notes", [])
    found = []
    for i, note in enumerate(item.notes):
        if stripped(note.text) != DELETED:
            trace = traces[i] if i < len(traces) else None
            found.append(_note(note, i + len(item.variants), trace, item.page))
    return found


def tell_apart(notes: Iterable[Node], usual: frozenset[str]) -> None:
    """Say of notes which of their words are their own: those that are no :func:`usual_words`."""
    for node in notes:
        node.own_words = "、".join(c for c in _clauses(node.text) if c not in usual)


def _note(note: Note, order: int, trace: Trace | None, page: int) -> Node:
    lines = list(lines_of(note))
    own = [line for line in lines if line.part is None]
    names = list(dict.fromkeys(name for line in own for name in names_in(line.text)))
    label = (*note.variant, f"{NOTE}{note.number}")
    pages = _Pages(trace, sum(len(stripped(line.text)) for line in lines), page)
    node = Node(
        "note", label, "", (), pages.at(0), order,
        addition=names[0] if len(names) == 1 else "", owner=tuple(note.variant),
        text=_masked("".join(line.text for line in own)),
    )  # fmt: skip
    node.name = node.addition or _begin("".join(line.text for line in own))
    node.names = (node.name,)
    above: dict[tuple[str, ...], Node] = {}
    for line in lines:
        if line.part is None:
            node.children += _amounts(node, line, pages)
        else:
            _add_part(node, line, pages, above)
    return node


def _amounts(note: Node, line: NoteLine, pages: _Pages) -> Iterator[Node]:
    for amount in amounts_in(line.text):
        context = amount.context.lstrip("、")
        if len(context) > _LONGEST_CONTEXT:
            context = f"…{context[-_LONGEST_CONTEXT:]}"
        name = amount.name or context
        yield Node(
            "amount", note.label, name, (name,), pages.at(line.start + amount.start),
            note.order + _within(line.start + amount.start),
            points=amount.points, addition=amount.name, text=folded(amount.context),
            run=line.start + amount.run,
        )  # fmt: skip


def _add_part(
    note: Node, line: NoteLine, pages: _Pages, above: dict[tuple[str, ...], Node]
) -> None:
    part = line.part
    assert part is not None
    if stripped(part.text) == DELETED:
        return
    path = tuple(part.label)
    parent = above.get(path[:-1], note)
    name = part.text
    node = Node(
        "part", (*note.label, *path), name, (*(n for n in parent.names if n), name),
        pages.at(line.start + len(stripped(line.text)) - 1), int(note.order) + _within(line.start),
        points=part.points, value=part.value, addition=addition_of(part.text),
    )  # fmt: skip
    if parent is note:
        node.under = note.addition
        node.names = (note.addition, name) if note.addition else (name,)
    above[path] = node
    parent.children.append(node)
    if not node.paid:
        start = len(stripped(line.text)) - len(stripped(part.text))
        inner = NoteLine(part.text, None, line.start + max(start, 0))
        for amount in _amounts(node, inner, pages):
            amount.names = (*node.names, amount.name)
            amount.order = int(note.order) + _within(inner.start) + amount.order % 1
            node.children.append(amount)


def _within(start: int) -> float:
    """The order of something in a note: less than the way to the next note."""
    return min(start, _LONGEST_NOTE) / (_LONGEST_NOTE * 2)


def _begin(text: str) -> str:
    return text if len(text) <= _LONGEST_CONTEXT else f"{text[:_LONGEST_CONTEXT]}…"


class _Pages:
    """On which page a character of a note stands, by its place in the text without white space."""

    def __init__(self, trace: Trace | None, length: int, page: int) -> None:
        self._ends: list[tuple[int, int]] = []
        self._page = page
        end = 0
        for place in trace.places if trace else ():
            end += len(stripped(place.text))
            self._ends.append((end, place.page))
        # what stands before the text is the note's number
        self._before = max(end - length, 0)

    def at(self, index: int) -> int:
        """The page of a character."""
        at = index + self._before
        return next((page for end, page in self._ends if at < end), self._last)

    @property
    def _last(self) -> int:
        return self._ends[-1][1] if self._ends else self._page


def _page_of(traces: Sequence[Trace], index: int, points: int | None, page: int) -> int:
    """The page on which a variant's points stand: it may begin on the one before, and what
    qualifies them may end on the next."""
    places = traces[index].places if index < len(traces) else ()
    worth = f"{points}点"
    for place in places:
        if points is not None and worth in folded(place.text).replace(",", ""):
            return place.page
    return places[-1].page if places else page


@functools.lru_cache(maxsize=1 << 15)
def folded(text: str) -> str:
    """A text as texts are compared: code points folded, numbers in digits, without white space and
    its last stop. One revision may be printed with numbers in kanji, and the next with digits."""
    return in_digits(re.sub(r"\s", "", fold_text(text)).strip("、。"))
