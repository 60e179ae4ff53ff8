"""The grammar of guidelines. :mod:`shiryokan.records.requirements` tells of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from shiryokan.paper.model import Page
from shiryokan.records.errors import NoRecords
from shiryokan.records.lettering import parted
from shiryokan.records.model import Unplaced
from shiryokan.records.requirements import facts
from shiryokan.records.requirements.numbers import ABSOLUTE
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


def read(pages: Sequence[Page], units: Sequence[Unit]) -> Found:
    """The requirements of a guideline. Raises :class:`NoRecords`."""
    nodes, notes = outline(units)
    chapters = _chapters(pages, units, nodes)
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


def _chapters(
    pages: Sequence[Page], units: Sequence[Unit], nodes: Sequence[Node]
) -> list[Node]:
    """The outermost headings of the chapters that tell requirements."""
    chapters = _grouped(nodes)
    if sum(map(_has_parts, nodes)) >= _FEWEST:
        found = [each for each in chapters if _share(each, _has_parts) >= _SHARE_OF_PARTED]
        if found:
            return [node for chapter in found for node in chapter]
    if _are_slides(pages) or not _is_guideline(units):
        raise NoRecords("requirements", "no numbered headings with 管理策, 実施の手引 and the like")
    found = [each for each in chapters if _share(each, _obliges) >= _SHARE_OF_STRONG]
    if sum(_obliges(leaf) for chapter in found for leaf in _leaves(chapter)) < _FEWEST:
        raise NoRecords("requirements", "no numbered headings under which something is required")
    return [node for chapter in found for node in chapter]


def _grouped(nodes: Sequence[Node]) -> list[list[Node]]:
    """The chapters, each as its outermost headings: usually one. Where the layout lost it, or the
    guideline has none, sections that count on (0.1, 0.2) are one chapter together."""
    chapters: list[list[Node]] = []
    for node in nodes:
        if node.above is not None or node.form == "back":
            continue
        last = chapters[-1][-1] if chapters else None
        joins = last and node.form == last.form in ABSOLUTE and len(node.label.parts) > 1
        if last and joins and node.label.parts[0] == last.label.parts[0]:
            chapters[-1].append(node)
        else:
            chapters.append([node])
    return chapters


def _are_slides(pages: Sequence[Page]) -> bool:
    """Slides tell of a guideline and are none."""
    return 2 * sum(page.width > page.height for page in pages) > len(pages)


def _is_guideline(units: Sequence[Unit]) -> bool:
    """Whether the document calls itself one, on its first pages."""
    first = [u.plain for u in units if u.page <= _TITLE_PAGES and len(u.plain) <= _LONGEST_TITLE]
    return any(facts.GUIDELINE.search(plain) and not plain.endswith("。") for plain in first)


def _leaves(nodes: Sequence[Node]) -> list[Node]:
    return [leaf for node in nodes for leaf in (_leaves(node.below) if node.below else [node])]


def _share(chapter: Sequence[Node], holds: Callable[[Node], bool]) -> float:
    leaves = _leaves(chapter)
    return sum(map(holds, leaves)) / len(leaves)


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
