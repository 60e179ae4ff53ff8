"""Points through several schedules, side by side."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar

from shiryokan.i18n import message as _
from shiryokan.registers.base import Field
from shiryokan.registers.fees.changes import ItemChanges, items_of, merged, says_the_same
from shiryokan.registers.fees.model import FeeItem
from shiryokan.registers.fees.nodes import Node, folded, notes_of, tree_of, usual_words
from shiryokan.registers.fees.points_report import place_of, worth_of
from shiryokan.registers.fields import Choice, Code
from shiryokan.registers.reports import Course, Shown

_KINDS: Mapping[str, str] = {"changed": _("変わったもの"), "same": _("変わらないもの")}
_Place = tuple[str, float]
"""A node of a version: the key of its item, and its order in it."""
_Notes = Mapping[str, list[Node]]
"""The notes of each item of a version, taken apart once for all that is asked of them."""


class PointsCourse(Course):
    """A row for each number of points, with what it was and is in each version."""

    title: ClassVar[str] = _("点数の移り変わり")
    link: ClassVar[str] = _("3つの版までの点数を並べて見る")
    value: ClassVar[str] = _("点数")
    kinds: ClassVar[Mapping[str, str]] = _KINDS
    first_kind: ClassVar[str] = "changed"
    columns: ClassVar[tuple[Field, ...]] = (
        Field("code", _("区分番号"), Code()),
        Field("name", _("名称")),
        Field("kind", _("変化"), Choice(_KINDS)),
        Field("what", _("内訳・注")),
    )
    shown: ClassVar[tuple[Shown, ...]] = (
        Shown(_("区分番号"), ("code",), "record"),
        Shown(_("名称"), ("name",), naming=True),
        Shown(_("内訳・注"), ("what",)),
    )

    def rows(self, versions: Sequence[Sequence[FeeItem]]) -> list[dict[str, Any]]:
        """In the order of the last version; what ended stands where it was."""
        items = [items_of(version) for version in versions]
        order: list[str] = []
        for version in items:
            order = merged(order, list(version))
        places = {key: at for at, key in enumerate(order)}
        notes = [{key: notes_of(item) for key, item in version.items()} for version in items]
        nodes = [dict(_nodes(*pair)) for pair in zip(items, notes, strict=True)]
        links = [
            _links(*pair, *of_pair)
            for pair, of_pair in zip(
                itertools.pairwise(versions), itertools.pairwise(notes), strict=True
            )
        ]
        found = [(_last(path), _row(path, nodes, items)) for path in _paths(nodes, links)]
        found.sort(key=lambda each: (places[each[0][0]], each[0][1]))
        return [row for _place, row in found]


def _nodes(items: Mapping[str, FeeItem], notes: _Notes) -> Iterator[tuple[_Place, Node]]:
    """All that is paid in a version."""
    for key, item in items.items():
        for node in _all(item, notes[key]):
            if node.paid:
                yield (key, node.order), node


def _all(item: FeeItem, notes: Sequence[Node]) -> Iterator[Node]:
    for root in (tree_of(item), *notes):
        yield from root.all()


def _links(
    old: Sequence[FeeItem], new: Sequence[FeeItem], old_notes: _Notes, new_notes: _Notes
) -> dict[_Place, list[_Place]]:
    """What each node of the old version is in the new one."""
    usual = usual_words(old) | usual_words(new)
    before, after = items_of(old), items_of(new)
    links: dict[_Place, list[_Place]] = {}
    for key in before.keys() & after.keys():
        a, b = before[key], after[key]
        if says_the_same(a, b):
            pairs = [(node, node) for node in _all(a, old_notes[key])]
        else:
            compared = ItemChanges(a, b, usual, (old_notes[key], new_notes[key]))
            compared.changes()
            pairs = compared.links
        for x, y in pairs:
            if x.paid and y.paid:
                links.setdefault((key, x.order), []).append((key, y.order))
    return links


_Path = tuple[_Place | None, ...]


def _paths(
    nodes: Sequence[Mapping[_Place, Node]], links: Sequence[Mapping[_Place, list[_Place]]]
) -> Iterator[_Path]:
    """The ways of all things through the versions: several of what was divided or put together."""
    reached: set[tuple[int, _Place]] = set()
    for at, version in enumerate(nodes):
        for place in version:
            if (at, place) not in reached:
                for way in _onward(at, place, links, reached):
                    path = (*[None] * at, *way)
                    yield (*path, *[None] * (len(nodes) - len(path)))


def _onward(
    at: int,
    place: _Place,
    links: Sequence[Mapping[_Place, list[_Place]]],
    reached: set[tuple[int, _Place]],
) -> Iterator[tuple[_Place, ...]]:
    reached.add((at, place))
    following = links[at].get(place, []) if at < len(links) else []
    if not following:
        yield (place,)
    for each in following:
        for rest in _onward(at + 1, each, links, reached):
            yield (place, *rest)


def _last(path: _Path) -> _Place:
    return next(place for place in reversed(path) if place is not None)


def _row(
    path: _Path, nodes: Sequence[Mapping[_Place, Node]], items: Sequence[Mapping[str, FeeItem]]
) -> dict[str, Any]:
    found = [
        version[place] if place is not None else None
        for place, version in zip(path, nodes, strict=True)
    ]
    key, _order = place = _last(path)
    at = len(path) - 1 - list(reversed(path)).index(place)
    item, node = items[at][key], nodes[at][place]
    values = [worth_of(each) if each else "" for each in found]
    return {
        "code": item.code,
        "name": item.name,
        "kind": "same" if len({folded(value) for value in values}) == 1 else "changed",
        "what": place_of(node),
        "values": values,
        "numbers": [each.points if each else None for each in found],
        "pages": [each.page if each else None for each in found],
    }
