"""Additions (加算) that the notes of an item pay under names of their own, as records beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from shiryokan.registers.base import Trace, sureness
from shiryokan.registers.fees.additions import amounts_in, names_in
from shiryokan.registers.fees.model import FeeItem, Range, Variant
from shiryokan.registers.fees.nodes import NOTE, Node, notes_of
from shiryokan.registers.fees.notes import own_text

PartTraces = dict[tuple[int, tuple[str, ...]], Trace]
"""Where the entries of an item's notes stand, by the number of the note from 0 and their label."""


def range_of(points: int | None, variants: Sequence[Variant]) -> Range | None:
    """The least and the most points of an item or an addition."""
    found = [points, *(variant.points for variant in variants)]
    known = [each for each in found if each is not None]
    return Range(min(known), max(known)) if known else None


def additions_of(item: FeeItem, parts: PartTraces) -> Iterator[FeeItem]:
    """The additions of an item's notes, in the order of the notes."""
    nodes = {node.label: node for node in notes_of(item)}
    for number, note in enumerate(item.notes):
        node = nodes.get((*note.variant, f"{NOTE}{note.number}"))
        if node is not None:
            yield from _of_sentences(item, number, node)
            yield from _of_entries(item, number, node, parts)


def _of_sentences(item: FeeItem, number: int, node: Node) -> Iterator[FeeItem]:
    """What the sentences of a note name."""
    note = item.notes[number]
    own = own_text(note)
    names = names_in(own)
    for name in names:
        amounts = [each for each in node.all() if each.sort == "amount" and each.addition == name]
        if not amounts and _is_list_of_additions(node):
            # its entries are the additions
            continue
        made = _made(item, name, number, node)
        if len(amounts) == 1:
            made.points = amounts[0].points
        elif amounts:
            made.variants = _amounts(own, name)
        elif len(names) == 1:
            made.variants = _below(node)
        yield _finished(made, amounts[0].page if amounts else node.page)


def _of_entries(item: FeeItem, number: int, note: Node, parts: PartTraces) -> Iterator[FeeItem]:
    """The entries of a note that are additions."""
    for node in _additions(note):
        trace = parts.get((number, node.label[len(note.label) :]))
        made = _made(item, node.name, number, node, trace)
        made.points, made.value = node.points, node.value
        made.variants = _below(node)
        yield _finished(made, node.page)


def _additions(note: Node) -> list[Node]:
    entries = (node for node in note.all() if node.sort == "part" and node.addition)
    return [node for node in entries if any(leaf.paid for leaf in node.leaves())]


def _is_list_of_additions(note: Node) -> bool:
    """Whether all that its entries pay, they pay as additions."""
    paid = [leaf for leaf in note.leaves() if leaf.sort == "part" and leaf.paid]
    known = {leaf for node in _additions(note) for leaf in node.leaves()}
    return bool(paid) and all(leaf in known for leaf in paid)


def _amounts(text: str, name: str) -> list[Variant]:
    """The amounts that are paid under one name, each with the words before it."""
    return [
        Variant(
            label=[],
            name=amount.context.rpartition("として")[2].strip("、"),
            points=amount.points,
            value=f"{amount.points:,}点",
        )
        for line in text.split("\n")
        for amount in amounts_in(line)
        if amount.name == name
    ]


def _below(node: Node) -> list[Variant]:
    """What is divided under it, with labels from there on."""
    return [
        Variant(
            label=list(each.label[len(node.label) :]), name=each.name, points=each.points,
            value=each.value, unit=each.unit,
        )
        for each in node.all()
        if each is not node and each.sort == "part"
    ]  # fmt: skip


def _made(item: FeeItem, name: str, number: int, node: Node, trace: Trace | None = None) -> FeeItem:
    traces = item.provenance.get("notes", [])
    at = [trace] if trace is not None else traces[number : number + 1]
    places: dict[str, list[Trace]] = {"name": at, "points": at}
    places |= {key: item.provenance.get(key, []) for key in ("path", "group")}
    return FeeItem(
        document=item.document,
        key=f"{item.code}/{name}",
        page=item.page,
        provenance={key: found for key, found in places.items() if found},
        code=item.code,
        name=name,
        kind="addition",
        path=item.path,
        group=item.group,
        parent=item.key,
        place="".join(node.label),
        rule=own_text(item.notes[number]),
    )


def _finished(made: FeeItem, page: int) -> FeeItem:
    made.page = page
    if made.points is not None and not made.value:
        made.value = f"{made.points:,}点"
    made.range = range_of(made.points, made.variants)
    made.confidence = sureness(made)
    return made
