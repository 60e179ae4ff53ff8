"""The grammar of guidelines. :mod:`shiryokan.records.requirements` tells of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from shiryokan.records.errors import NoRecords
from shiryokan.records.lettering import parted
from shiryokan.records.model import Unplaced
from shiryokan.records.requirements import facts
from shiryokan.records.requirements.outline import Node, Part, outline
from shiryokan.records.requirements.units import Unit
from shiryokan.records.traced import Traced, joined

REQUIRING = ("control", "guidance", "recommendation")
_FEWEST = 3
"""So many numbered headings must have parts, or say what is required."""
_SHARE_OF_PARTED, _SHARE_OF_STRONG = 0.5, 1 / 3
"""The share of a chapter's headings without which it tells no requirements."""
_TITLE_PAGES, _LONGEST_TITLE = 3, 80


@dataclass(frozen=True, slots=True)
class Found:
    """The headings whose parts are requirements, in order, and what could not be placed."""

    nodes: list[Node]
    unplaced: list[Unplaced]


def read(units: Sequence[Unit]) -> Found:
    """The requirements of a guideline. Raises :class:`NoRecords`."""
    nodes, notes = outline(units)
    chapters = _chapters(units, nodes)
    kept = [node for node in nodes if any(node.chapter is chapter for chapter in chapters)]
    unplaced = _disorder(kept) + [
        Unplaced.of("incomplete", joined([node.written, node.title]))
        for node in kept
        if not node.below and not any(text_of(part) for part in node.parts)
    ]
    places = [p for node in kept for part in node.parts for p in text_of(part).places()]
    pages = {place.page for place in places}
    unplaced += [Unplaced.of("orphan", note.text) for note in notes if note.page in pages]
    return Found(kept, sorted(unplaced, key=lambda each: each.page))


def text_of(part: Part) -> Traced:
    """All text of a part, a paragraph a line."""
    return parted([part.first, *(unit.text.strip() for unit in part.units)], "\n")


def strength_of(part: Part) -> facts.Strength:
    """How strongly a part obliges."""
    return facts.strength(text_of(part).text)


def _chapters(units: Sequence[Unit], nodes: Sequence[Node]) -> list[Node]:
    """The chapters that tell requirements."""
    chapters = [node for node in nodes if node.above is None and node.form != "back"]
    parted_nodes = [node for node in nodes if _has_parts(node)]
    if len(parted_nodes) >= _FEWEST:
        found = [chapter for chapter in chapters if _share(chapter, _has_parts) >= _SHARE_OF_PARTED]
        if found:
            return found
    if not _is_guideline(units):
        raise NoRecords("requirements", "no numbered headings with 管理策, 実施の手引 and the like")
    found = [chapter for chapter in chapters if _share(chapter, _obliges) >= _SHARE_OF_STRONG]
    strong = [node for chapter in found for node in _leaves(chapter) if _obliges(node)]
    if len(strong) < _FEWEST:
        raise NoRecords("requirements", "too few numbered headings under which something is required")
    return found


def _is_guideline(units: Sequence[Unit]) -> bool:
    """Whether the document calls itself one, on its first pages."""
    first = [u.plain for u in units if u.page <= _TITLE_PAGES and len(u.plain) <= _LONGEST_TITLE]
    return any(facts.GUIDELINE.search(plain) and not plain.endswith("。") for plain in first)


def _leaves(node: Node) -> list[Node]:
    if not node.below:
        return [node]
    return [leaf for below in node.below for leaf in _leaves(below)]


def _share(chapter: Node, holds: object) -> float:
    leaves = _leaves(chapter)
    return sum(map(holds, leaves)) / len(leaves)  # type: ignore[arg-type]


def _has_parts(node: Node) -> bool:
    return any(part.kind in REQUIRING for part in node.parts)


def _obliges(node: Node) -> bool:
    return any(strength_of(part) in ("must", "should") for part in node.parts)


def _disorder(nodes: Sequence[Node]) -> list[Unplaced]:
    """A report for each number that does not follow its sibling, or begins with none."""
    out = []
    for node in nodes:
        siblings = node.above.below if node.above else [n for n in nodes if n.above is None]
        same = [n for n in siblings if n.form == node.form]
        at = next(i for i, n in enumerate(same) if n is node)
        last = same[at - 1].label.parts[-1] if at else None
        value = node.label.parts[-1]
        if value != last + 1 if last is not None else value > 1 and node.above is not None:
            before = same[at - 1].number if at else "-"
            text = f"{before} → {node.number}"
            out.append(Unplaced(node.written.page, "disorder", text, node.written.places()))
    return out
