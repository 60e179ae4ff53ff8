"""The headings of a guideline as a tree, each with what stands under it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from shiryokan.records.requirements import facts
from shiryokan.records.requirements.model import Kind
from shiryokan.records.requirements.numbers import (
    ABSOLUTE,
    COUNTED,
    Label,
    is_next,
    path,
)
from shiryokan.records.requirements.units import Unit
from shiryokan.records.traced import Traced

_RANKS = {
    "part": 0, "roman": 1, "chapter": 1, "ordinal": 2, "section": 2, "article": 3, "word": 4,
    "single": 4, "dotted": 5, "dashed": 5, "paren": 6, "half": 7, "back": 0,
}  # fmt: skip
"""Which form stands over which."""
_MARGIN = 4.0
_MOSTLY = 0.5
"""Numbers of a form head sections if more than this share of them looks so."""


@dataclass(slots=True)
class Part:
    """What stands under one part's heading; ``kind`` is ``text`` before the first of them."""

    kind: Kind
    name: Traced
    units: list[Unit] = field(default_factory=list)
    first: Traced = field(default_factory=Traced)
    """Text in the line of the heading itself."""


@dataclass(slots=True)
class Node:
    """A numbered heading."""

    label: Label
    form: str
    number: str
    written: Traced
    title: Traced
    above: Node | None = None
    below: list[Node] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)

    @property
    def chapter(self) -> Node:
        """The outermost heading over it, or itself."""
        return self if self.above is None else self.above.chapter

    @property
    def line(self) -> list[Node]:
        """The headings over it, the outermost first."""
        return [] if self.above is None else [*self.above.line, self.above]


def outline(units: Sequence[Unit]) -> tuple[list[Node], list[Unit]]:
    """The headings in order, and the footnotes, which stand apart from the text."""
    nodes: list[Node] = []
    notes: list[Unit] = []
    stack: list[Node] = []
    labels = _labels(units)
    for at, unit in enumerate(units):
        label = labels.get(at)
        if label is not None:
            node = _node(unit, label, stack)
            nodes.append(node)
        elif _is_back_matter(unit):
            stack.clear()
            end = Label("back", "", (), 0, 0, 0)
            nodes.append(Node(end, "back", "", Traced(), unit.text))
            stack.append(nodes[-1])
        elif unit.kind == "footnote":
            notes.append(unit)
        elif stack:
            _under(stack[-1], unit)
    return nodes, notes


def _is_back_matter(unit: Unit) -> bool:
    match = facts.BACK_MATTER.match(unit.plain)
    if match is None or not unit.opens or unit.kind == "table" or len(unit.plain) > 60:
        return False
    rest = match["rest"].strip()
    return not rest.endswith("。") and not rest.startswith(("の", "に", "を", "は", "及び", "、", "と"))


def _node(unit: Unit, label: Label, stack: list[Node]) -> Node:
    while stack and not _is_above(stack[-1], label):
        stack.pop()
    above = stack[-1] if stack else None
    number = path(above.number if above else "", label)
    written, title = unit.text[label.start : label.end], unit.text[label.rest :].strip()
    node = Node(label, label.form, number, written, title, above)
    if above:
        above.below.append(node)
    stack.append(node)
    return node


def _is_above(node: Node, label: Label) -> bool:
    if label.form in ABSOLUTE and node.form not in ("part", "paren", "half", "back"):
        return len(node.label.parts) < len(label.parts) and (
            label.parts[: len(node.label.parts)] == node.label.parts
        )
    return _RANKS[node.form] < _RANKS[label.form] and node.form != "back"


def _under(node: Node, unit: Unit) -> None:
    inline = facts.inline_part(unit.text.text)
    if part := facts.part_of(unit.text.text):
        node.parts.append(Part(part[1], unit.text))
    elif inline and unit.opens:
        name, kind, start = inline
        at = unit.plain.index(name)
        first = unit.text[start:].strip()
        node.parts.append(Part(kind, unit.text[at : at + len(name)], [], first))
    else:
        if not node.parts:
            node.parts.append(Part("text", Traced()))
        node.parts[-1].units.append(unit)


def _labels(units: Sequence[Unit]) -> dict[int, Label]:
    """The units that are headings."""
    forms = _heading_forms(units)
    found: dict[int, Label] = {}
    last: dict[str, tuple[Label, Unit]] = {}
    for at, unit in enumerate(units):
        label = unit.label
        if label is None:
            continue
        family = "absolute" if label.form in (*ABSOLUTE, "single") else label.form
        before = last.get(family)
        if label.form in COUNTED and label.form not in forms:
            continue
        if label.form in ("paren", "half"):
            accepted = _heads(units, at)
        elif family == "absolute":
            accepted = _is_expected(label, unit, before)
        else:
            accepted = unit.opens
        if accepted:
            found[at] = label
            last[family] = label, unit
    return found


def _is_expected(label: Label, unit: Unit, before: tuple[Label, Unit] | None) -> bool:
    if unit.kind == "heading":
        return True
    if before is None:
        return label.parts[-1] <= 1 and unit.opens
    last, place = before
    aligned = abs(unit.x - place.x) <= _MARGIN
    if is_next(last.parts, label.parts):
        return aligned or unit.opens
    return aligned and unit.opens and label.parts > last.parts and label.form in ABSOLUTE


def _heading_forms(units: Sequence[Unit]) -> set[str]:
    """The counted forms whose numbers head sections in this document."""
    counts: dict[str, list[bool]] = {}
    for at, unit in enumerate(units):
        label = unit.label
        if label and label.form in COUNTED:
            counts.setdefault(label.form, []).append(_heads(units, at))
    return {form for form, heads in counts.items() if sum(heads) > _MOSTLY * len(heads)}


def _heads(units: Sequence[Unit], at: int) -> bool:
    """Whether the unit looks like a heading: the layout says so, or a sentence, a part's heading
    or a deeper number follows."""
    unit = units[at]
    if unit.kind == "heading":
        return True
    following = next((u for u in units[at + 1 : at + 4] if u.kind != "footnote"), None)
    label = unit.label
    if following is None or label is None:
        return False
    if other := following.label:
        return _RANKS[other.form] > _RANKS[label.form]
    return "。" in following.plain or facts.part_of(following.text.text) is not None
