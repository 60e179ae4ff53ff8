"""The grammar of guidelines. :mod:`shiryokan.registers.requirements` tells of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from shiryokan.paper.document import Document
from shiryokan.registers.base import Unplaced
from shiryokan.registers.errors import NoRecords
from shiryokan.registers.narrow_text import parted
from shiryokan.registers.requirements import document_kind, facts
from shiryokan.registers.requirements.document_kind import DocumentKind
from shiryokan.registers.requirements.footnotes import put_where_they_belong
from shiryokan.registers.requirements.informative import is_informative
from shiryokan.registers.requirements.model import Strength
from shiryokan.registers.requirements.numbers import ABSOLUTE
from shiryokan.registers.requirements.outline import Node, Part, outline
from shiryokan.registers.requirements.sentences import sentences_of
from shiryokan.registers.requirements.units import Unit, units
from shiryokan.registers.source_text import Traced, joined

REQUIRING = ("control", "guidance", "recommendation")
ASKING: tuple[Strength, ...] = ("must", "should")
FEWEST = 3
"""So many numbered headings must have parts, or say what is required."""
_PARTED, _STRONG = 0.5, 1 / 3
"""The shares of a chapter's headings that have parts, and that oblige, without which it tells no
requirements."""
_DENSE = 0.1
"""The share of sentences that oblige, below which a guidebook explains rather than asks: a
published one that does has 0.08, and guidelines have 0.13 and more."""
_FIRST_PAGES = 10
"""So many pages may hold what a document says of its own standing."""


@dataclass(frozen=True, slots=True)
class Found:
    """The headings whose parts are requirements, in order, and what could not be placed."""

    nodes: list[Node]
    unplaced: list[Unplaced]


def read(document: Document) -> Found:
    """The requirements of a guideline. Raises :class:`NoRecords`."""
    kind = document_kind.kind_of(document.pages)
    if kind == "telling":
        raise NoRecords("requirements", "of a kind that tells of things and asks for none")
    found = units(document)
    nodes, notes = outline(found)
    notes = put_where_they_belong(nodes, notes)
    if kind == "unknown" and not _is_defined(nodes):
        raise NoRecords("requirements", "called neither a guideline nor a standard, nor has 管理策")
    limit: Strength = "should" if kind == "advising" or _informs(found) else "must"
    for node in nodes:
        for part in node.parts:
            part.said = sentences_of(node, part, limit)
    kept = _requiring(kind, nodes)
    unplaced = _disorder(kept, nodes) + [
        Unplaced.of("incomplete", joined([node.written, node.title]))
        for node in kept
        if not node.below and not any(text_of(part) for part in node.parts)
    ]
    places = [p for node in kept for part in node.parts for p in text_of(part).places()]
    covered = {place.page for place in places}
    unplaced += [Unplaced.of("orphan", note.text) for note in notes if note.page in covered]
    return Found(kept, sorted(unplaced, key=lambda each: each.page))


def text_of(part: Part) -> Traced:
    """All text of a part, a paragraph a line."""
    return parted([part.first, *(unit.text.strip() for unit in part.units)], "\n")


def _informs(found: Sequence[Unit]) -> bool:
    """Whether the document says that all of it informs only."""
    first = (unit.plain for unit in found if unit.page <= _FIRST_PAGES)
    return is_informative("".join("".join(plain.split()) for plain in first))


def _requiring(kind: DocumentKind, nodes: Sequence[Node]) -> list[Node]:
    """The headings from the first chapter that tells requirements to the last one."""
    with_parts = sum(map(_has_parts, nodes)) >= FEWEST
    kept: list[Node] = []
    for run in sorted({node.run for node in nodes}):
        chapters = _grouped([node for node in nodes if node.run == run])
        found = [at for at, chapter in enumerate(chapters) if _tells(chapter, with_parts)]
        if not found:
            continue
        told = chapters if kept else chapters[found[0] : found[-1] + 1]
        if not _obliges_enough([node for chapter in told for node in chapter]):
            continue
        whole = [node for chapter in chapters[found[0] : found[-1] + 1] for node in chapter]
        kept += [node for node in nodes if any(node.chapter is each for each in whole)]
    if not kept:
        raise NoRecords("requirements", "no numbered headings under which something is required")
    explains = kind in ("advising", "of itself") and not _is_defined(nodes)
    if explains and _density(kept) < _DENSE:
        raise NoRecords("requirements", "it explains more than it asks")
    return kept


def _density(nodes: Sequence[Node]) -> float:
    """The share of sentences that oblige."""
    said = [each for node in nodes for part in node.parts for each in part.said]
    whole = [each for each in said if each.text.text.endswith("。")]
    return sum(each.strength in ASKING for each in whole) / max(1, len(whole))


def _obliges_enough(chapter: Sequence[Node]) -> bool:
    leaves = _leaves(chapter)
    return sum(map(_obliges, leaves)) >= max(FEWEST, len(leaves) * _STRONG)


def _tells(chapter: Sequence[Node], with_parts: bool) -> bool:
    """Whether a chapter tells requirements."""
    if with_parts and _share(chapter, _has_parts) < _PARTED:
        return False
    return _share(chapter, _obliges) >= _STRONG


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


def _leaves(nodes: Sequence[Node]) -> list[Node]:
    return [leaf for node in nodes for leaf in (_leaves(node.below) if node.below else [node])]


def _share(chapter: Sequence[Node], holds: Callable[[Node], bool]) -> float:
    leaves = _leaves(chapter)
    return sum(map(holds, leaves)) / len(leaves)


def _has_parts(node: Node) -> bool:
    return any(part.kind in REQUIRING for part in node.parts)


def _is_defined(nodes: Sequence[Node]) -> bool:
    """Whether enough headings have parts that none but a guideline or a standard has."""
    names = ([part.name.text for part in node.parts] for node in nodes)
    return sum(any(map(facts.is_defined, own)) for own in names) >= FEWEST


def _obliges(node: Node) -> bool:
    return any(each.strength in ASKING for part in node.parts for each in part.said)


def _outermost(nodes: Sequence[Node], run: int) -> list[Node]:
    return [node for node in nodes if node.above is None and node.run == run]


def _disorder(nodes: Sequence[Node], every: Sequence[Node]) -> list[Unplaced]:
    """A report for each number that does not follow its sibling, or begins with none."""
    out = []
    for node in nodes:
        siblings = node.above.below if node.above else _outermost(every, node.run)
        same = [n for n in siblings if n.form == node.form]
        at = next(i for i, n in enumerate(same) if n is node)
        last = same[at - 1].label.parts[-1] if at else None
        value = node.label.parts[-1]
        if value != last + 1 if last is not None else value > 1 and node.above is not None:
            before = same[at - 1].number if at else "-"
            text = f"{before} → {node.number}"
            out.append(Unplaced(node.written.page, "disorder", text, node.written.places()))
    return out
