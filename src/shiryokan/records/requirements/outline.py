"""The headings of a guideline as a tree, each with what stands under it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from shiryokan.records.requirements import facts
from shiryokan.records.requirements.model import Kind
from shiryokan.records.requirements.numbers import (
    ABSOLUTE,
    COUNTED,
    Label,
    is_next,
    label_of,
    path,
)
from shiryokan.records.requirements.units import Unit
from shiryokan.records.traced import Traced

_RANKS = {
    "part": 0, "roman": 1, "chapter": 1, "ordinal": 2, "section": 2, "article": 3, "word": 4,
    "single": 4, "dotted": 5, "dashed": 5, "paren": 6, "half": 7,
}  # fmt: skip
"""Which form stands over which."""
_BACK = Label("back", "", (), 0, 0, 0)
_LONGEST_MARK = 60
_GOING_ON = ("の", "に", "を", "は", "が", "と", "で", "及び", "、", ",", "から", "まで", "参照")
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
    run_in: bool = False
    """Whether it had to be cut out of a paragraph."""

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
    units = [piece for at in range(len(units)) for piece in _run_in(units, at)]
    labels = _labels(units)
    for at, unit in enumerate(units):
        label = labels.get(at)
        if label is not None:
            if stack and stack[0].form == "back" and _goes_on(nodes, label):
                stack.clear()
            nodes.append(_node(unit, label, stack))
        elif _is_mark(unit, facts.ANNEX):
            stack.clear()
        elif nodes and _is_mark(unit, facts.BACK_MATTER):
            nodes.append(Node(_BACK, "back", "", Traced(), unit.text))
            stack[:] = nodes[-1:]
        elif unit.kind == "footnote":
            notes.append(unit)
        elif stack:
            _under(stack[-1], unit)
    return nodes, notes


def _run_in(units: Sequence[Unit], at: int) -> list[Unit]:
    """The unit; where a paragraph was run into the heading after it, the paragraph and the
    heading: a number, sentences, and a last piece without a full stop, then a part's heading."""
    unit = units[at]
    label = None if unit.kind == "table" else label_of(unit.plain)
    whole, _, tail = unit.plain.rstrip().rpartition("。")
    following = units[at + 1].text.text if at + 1 < len(units) else ""
    if not (label and label.form in ABSOLUTE and whole and tail and facts.part_of(following)):
        return [unit]
    cut = len(whole) + 1
    paragraph = replace(
        unit, text=unit.text[label.rest : cut], plain=unit.plain[label.rest : cut], opens=False
    )
    text = unit.text[: label.rest] + unit.text[cut:]
    heading = replace(unit, text=text, plain=unit.plain[: label.rest] + tail, run_in=True)
    return [paragraph, heading]


def _is_mark(unit: Unit, mark: re.Pattern[str]) -> bool:
    match = mark.match(unit.plain)
    if match is None or not unit.opens or unit.kind == "table" or len(unit.plain) > _LONGEST_MARK:
        return False
    rest = match["rest"].strip()
    return not rest.endswith("。") and not rest.startswith(_GOING_ON)


def _goes_on(nodes: Sequence[Node], label: Label) -> bool:
    """Whether the number goes on with the chapters before the back matter: they were not over."""
    chapters = [node for node in nodes if node.above is None and node.form != "back"]
    last = chapters[-1].label if chapters else None
    return last is not None and _family(last) == _family(label) and label.parts > last.parts


def _family(label: Label) -> str:
    return "absolute" if label.form in (*ABSOLUTE, "single") else label.form


def _node(unit: Unit, label: Label, stack: list[Node]) -> Node:
    while stack and not _is_above(stack[-1], label):
        stack.pop()
    above = stack[-1] if stack else None
    number = path(above.number if above else "", label)
    written, title = unit.text[label.start : label.end], unit.text[label.rest :].strip()
    node = Node(label, label.form, number, written, title, above, run_in=unit.run_in)
    if above:
        above.below.append(node)
    stack.append(node)
    return node


def _is_above(node: Node, label: Label) -> bool:
    if node.form == "back":
        return True
    if label.form in ABSOLUTE and node.form not in ("part", "paren", "half"):
        return len(node.label.parts) < len(label.parts) and (
            label.parts[: len(node.label.parts)] == node.label.parts
        )
    return _RANKS[node.form] < _RANKS[label.form]


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
        family = _family(label)
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
