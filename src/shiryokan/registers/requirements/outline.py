"""The headings of a guideline as a tree, each with what stands under it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from shiryokan.registers.requirements import facts
from shiryokan.registers.requirements.informative import limit_of_title
from shiryokan.registers.requirements.model import Kind, Strength
from shiryokan.registers.requirements.numbers import (
    ABSOLUTE,
    COUNTED,
    Label,
    is_next,
    label_of,
    path,
)
from shiryokan.registers.requirements.units import Unit
from shiryokan.registers.source_text import Traced, joined

_RANKS = {
    "part": 0, "roman": 1, "chapter": 1, "ordinal": 2, "section": 2, "article": 3, "word": 4,
    "single": 4, "dotted": 5, "dashed": 5, "paren": 6, "half": 7,
}  # fmt: skip
"""Which form stands over which; see also :func:`_ranks`."""
_LONGEST_ENTRY, _FEWEST_ENTRIES = 2, 5
"""Of a table of contents: the units from one entry to the next, and the entries it has at least."""
_BACK = Label("back", "", (), 0, 0, 0)
_LONGEST_MARK = 60
_LONGEST_REST = 40
_PARTICLE = re.compile(r"(?:に|の|を|へ|と|が|等|及び|又は|並びに)(?=[ぁ-ん一-鿿])(?!の他|れ)")
"""How the second line of a title begins."""
_GOING_ON = ("の", "に", "を", "は", "が", "と", "で", "及び", "、", ",", "から", "まで", "参照")
_MARGIN = 4.0
_MOSTLY = 0.5
"""Numbers of a form head sections if more than this share of them looks so."""


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence, or an item without one, and how strongly it obliges."""

    text: Traced
    strength: Strength


@dataclass(slots=True)
class Part:
    """What stands under one part's heading; ``kind`` is ``text`` before the first of them."""

    kind: Kind
    name: Traced
    units: list[Unit] = field(default_factory=list)
    first: Traced = field(default_factory=Traced)
    """Text in the line of the heading itself."""
    said: list[Said] = field(default_factory=list)
    """Its sentences, once they are weighed."""


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
    within: Part | None = None
    """The part of the heading above in which it stands: 遵守事項, and below it (1), (2)."""
    run: int = 0
    """Which of the documents, a letter and its annexes, it belongs to."""
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
    ranks = _ranks(units)
    labels = _labels(units, ranks)
    run = 0
    for at, unit in enumerate(units):
        label = labels.get(at)
        if label is not None:
            nodes.append(_node(unit, label, stack, ranks))
            nodes[-1].run = run
        elif _is_mark(unit, facts.ANNEX) and not _informs(unit):
            stack.clear()
            run += 1
        elif _is_mark(unit, facts.ANNEX) or (
            2 * len(nodes) >= len(labels) and _is_mark(unit, facts.BACK_MATTER)
        ):
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


def _informs(unit: Unit) -> bool:
    """Whether an annex is called one that informs: （別紙）用語の解説."""
    match = facts.ANNEX.match(unit.plain)
    return match is not None and limit_of_title(match["rest"]) == "none"


def _family(label: Label) -> str:
    return "absolute" if label.form in (*ABSOLUTE, "single") else label.form


def _node(unit: Unit, label: Label, stack: list[Node], ranks: dict[str, int]) -> Node:
    while stack and not _is_above(stack[-1], label, ranks):
        stack.pop()
    above = stack[-1] if stack else None
    number = path(above.number if above else "", label)
    written, title = unit.text[label.start : label.end], unit.text[label.rest :].strip()
    node = Node(label, label.form, number, written, title, above, run_in=unit.run_in)
    if above:
        above.below.append(node)
        node.within = _open_part(above)
    stack.append(node)
    return node


def _open_part(node: Node) -> Part | None:
    """The part whose heading is followed by numbered headings and not by text."""
    if not node.parts:
        return node.within
    last = node.parts[-1]
    return None if last.units or last.first else last


def _is_above(node: Node, label: Label, ranks: dict[str, int]) -> bool:
    if node.form == "back":
        return True
    if label.form in ABSOLUTE and node.form not in ("part", "paren", "half"):
        return len(node.label.parts) < len(label.parts) and (
            label.parts[: len(node.label.parts)] == node.label.parts
        )
    return ranks[node.form] < ranks[label.form]


def _under(node: Node, unit: Unit) -> None:
    if not node.parts and not node.below and _is_rest_of_title(node, unit):
        node.title = joined([node.title, unit.text])
        return
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
            within = node.within
            node.parts.append(Part(within.kind, within.name) if within else Part("text", Traced()))
        node.parts[-1].units.append(unit)


def _is_rest_of_title(node: Node, unit: Unit) -> bool:
    """Whether a line below a heading is the end of its title: it begins with a particle."""
    return (
        unit.page == node.written.page
        and len(unit.plain) <= _LONGEST_REST
        and _PARTICLE.match(unit.plain) is not None
        and not unit.plain.rstrip().endswith(("。", "、", ",", ":"))
        and unit.kind in ("text", "heading")
    )


def _ranks(units: Sequence[Unit]) -> dict[str, int]:
    """The ranks of the forms in this document: (1) stands over 1) in one guideline and under it
    in the next. A form stands over those that begin to count below it."""
    labels = [label for unit in units if (label := unit.label) and label.form in ("paren", "half")]
    begins = [
        (above.form, below.form)
        for above, below in itertools.pairwise(labels)
        if above.form != below.form and below.parts == (1,)
    ]
    if begins.count(("half", "paren")) > begins.count(("paren", "half")):
        return {**_RANKS, "half": _RANKS["paren"], "paren": _RANKS["half"]}
    return _RANKS


def _labels(units: Sequence[Unit], ranks: dict[str, int]) -> dict[int, Label]:
    """The units that are headings."""
    forms = _heading_forms(units, ranks)
    contents = _contents(units)
    found: dict[int, Label] = {}
    last: dict[str, tuple[Label, Unit]] = {}
    for at, unit in enumerate(units):
        label = unit.label
        if label is None or at in contents:
            continue
        family = _family(label)
        before = last.get(family)
        if label.form in COUNTED and label.form not in forms:
            continue
        if label.form in ("paren", "half"):
            accepted = _heads(units, at, ranks)
        elif family == "absolute":
            accepted = _is_expected(label, unit, before)
        else:
            accepted = unit.opens
        if accepted:
            found[at] = label
            last[family] = label, unit
    return found


def _contents(units: Sequence[Unit]) -> set[int]:
    """The headings of a table of contents without leaders: many that follow on each other, and
    come again further on."""
    names = {at: _name(unit, label) for at, unit in enumerate(units) if (label := unit.label)}
    last = {name: at for at, name in names.items()}
    contents: set[int] = set()
    stretch: list[int] = []
    for at, name in [*names.items(), (len(units) + _LONGEST_ENTRY + 1, None)]:
        again = name is not None and last[name] > at
        if not again or (stretch and at - stretch[-1] > _LONGEST_ENTRY):
            contents.update(stretch if len(stretch) >= _FEWEST_ENTRIES else ())
            stretch = []
        if again:
            stretch.append(at)
    return contents


def _name(unit: Unit, label: Label) -> tuple[str, str]:
    return label.text, "".join(unit.plain[label.rest :].split())


def _is_expected(label: Label, unit: Unit, before: tuple[Label, Unit] | None) -> bool:
    if unit.kind == "heading":
        return True
    if before is None:
        return label.parts[-1] <= 1 and unit.opens
    last, place = before
    if unit.kind == "table":
        return is_next(last.parts, label.parts)
    aligned = abs(unit.x - place.x) <= _MARGIN
    if is_next(last.parts, label.parts):
        return aligned or unit.opens
    return aligned and unit.opens and label.parts > last.parts and label.form in ABSOLUTE


def _heading_forms(units: Sequence[Unit], ranks: dict[str, int]) -> set[str]:
    """The counted forms whose numbers head sections in this document."""
    counts: dict[str, list[bool]] = {}
    for at, unit in enumerate(units):
        label = unit.label
        if label and label.form in COUNTED:
            counts.setdefault(label.form, []).append(_heads(units, at, ranks))
    return {form for form, heads in counts.items() if sum(heads) > _MOSTLY * len(heads)}


def _heads(units: Sequence[Unit], at: int, ranks: dict[str, int]) -> bool:
    """Whether the unit looks like a heading: the layout says so, or a sentence, a part's heading
    or a deeper number follows."""
    unit, label = units[at], units[at].label
    following = next((u for u in units[at + 1 : at + 4] if u.kind != "footnote"), None)
    if following is None or label is None:
        return False
    if other := following.label:
        return ranks[other.form] > ranks[label.form]
    if unit.kind == "heading":
        return True
    return "。" in following.plain or facts.part_of(following.text.text) is not None
