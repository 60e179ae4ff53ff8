"""A draft from two fee schedules: each change as a sentence, with the places of both sides.

What is said is said of the papers: a thing is new where its name stands nowhere in the old item,
has ended where it stands nowhere in the new one. Where that cannot be told, nothing is said
(:class:`~shiryokan.registers.statements.LeftOut`).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from shiryokan.registers.fees.changes import FeeChange, Side, changes
from shiryokan.registers.fees.model import FeeItem
from shiryokan.registers.fees.nodes import NOTE, folded
from shiryokan.registers.fees.pairing import likeness
from shiryokan.registers.fees.places import has_points, place_of, plain
from shiryokan.registers.statements.draft import (
    Chapter,
    Cited,
    Draft,
    LeftOut,
    Statement,
    TableRow,
    Why,
    cited_at,
    places_on,
)
from shiryokan.registers.statements.draft import Side as CitedSide

_ALIKE = 60.0
"""Likeness (0 to 100) of two names from which on one may be the other, renamed."""
_SAME_ITEM = 90.0
"""Likeness of what two items say from which on they are one item under another code."""
_UNDER_ANOTHER = ("points", "note_points", "unit")
"""Kinds that speak of a thing that may have been called otherwise before."""
_ADDITION = re.compile("(?:[加減]算|料)[0-9０-９Ａ-ＺA-Z]{0,2}(?:[（(][^（）()]*[）)])?$")
_LEVELS = 2
"""Headings that make a chapter of the draft: 章 and 部."""


class Unsure(Exception):  # noqa: N818
    """Nothing can be said of a change."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why: Why = why


def fee_draft(old: Sequence[FeeItem], new: Sequence[FeeItem]) -> Draft:
    """The draft of a revision of a fee schedule, from ``old`` to ``new``."""
    return _Writer(old, new).draft()


def points_table(old: Sequence[FeeItem], new: Sequence[FeeItem], code: str) -> list[TableRow]:
    """The changes of points of one item, of which the comparison is sure."""
    sides = ([item for item in side if item.code == code] for side in (old, new))
    return _Writer(*sides).table()


class RevisedPoints(NamedTuple):
    """Points of which the comparison is sure that they became others, and both places."""

    code: str
    named: str
    old: int
    new: int
    cited: tuple[Cited, ...]


def revised_points(old: Sequence[FeeItem], new: Sequence[FeeItem]) -> Iterator[RevisedPoints]:
    """The points of items and variants that a revision changed, under the name they had before."""
    return _Writer(old, new).revised()


class _Writer:
    def __init__(self, old: Sequence[FeeItem], new: Sequence[FeeItem]) -> None:
        self._changes = changes(old, new)
        self._items = {"old": _by_code(old), "new": _by_code(new)}
        self._deleted = {item.code: item for item in new if item.deleted and item.kind == "item"}
        self._of_item: dict[str, list[FeeChange]] = {}
        for change in self._changes:
            self._of_item.setdefault(change.code, []).append(change)
        self._texts: dict[tuple[str, str], str] = {}

    def draft(self) -> Draft:
        """All of it."""
        made = Draft()
        for group in _groups(self._changes):
            change = group[0]
            try:
                statement = self._statement(group)
            except Unsure as error:
                made.left_out += [_left_out(each, error.why) for each in group]
                continue
            if statement is not None:
                made.add(self._chapter(change), statement)
        return made

    def table(self) -> list[TableRow]:
        """The changes of points as rows."""
        rows = []
        for change in self._changes:
            if change.kind not in ("points", "note_points"):
                continue
            try:
                cited = tuple(self._cited(change))
            except Unsure:
                continue
            old, new = _both(change)
            rows.append(TableRow(_part_name(new), _worth(old), _worth(new), cited))
        return rows

    def revised(self) -> Iterator[RevisedPoints]:
        """The plain points that changed of what kept its name and its label."""
        for change in self._changes:
            if change.kind != "points":
                continue
            old, new = _both(change)
            if old.points is None or new.points is None or old.points == new.points:
                continue
            # another worth for some patients; a letter without words says nothing to a reader
            if "（" in f"{old.value}{new.value}" or (new.label and not _own_name(new)):
                continue
            if _before(change) or folded(old.name) != folded(new.name):
                continue
            try:
                cited = tuple(self._cited(change))
            except Unsure:
                continue
            yield RevisedPoints(
                change.code, _named(change.code, new), old.points, new.points, cited
            )

    def _statement(self, group: Sequence[FeeChange]) -> Statement | None:
        change = group[0]
        self._check(change)
        cited: list[Cited] = []
        for each in group:
            cited += self._cited(each)
        text = _SENTENCES[change.kind](self, group)
        if text is None:
            return None
        return Statement(text, change.code, tuple(dict.fromkeys(cited)))

    def item(self, code: str, side: CitedSide) -> FeeItem:
        """The one item of a code; not sure where there are several."""
        found = self._items[side].get(code, [])
        if len(found) != 1:
            raise Unsure("place")
        return found[0]

    def _cited(self, change: FeeChange) -> Iterator[Cited]:
        sides: tuple[tuple[CitedSide, Side | None], ...] = (
            ("old", change.old), ("new", change.new),
        )  # fmt: skip
        for name, side in sides:
            if side is None:
                continue
            found = place_of(self.item(change.code, name), side, name)
            if found is None:
                raise Unsure("place")
            if not found.worth:
                raise Unsure("worth")
            yield found.cited
        if change.kind == "ended" and (gone := self._deleted.get(change.code)):
            places = places_on(
                [*gone.provenance.get("code", []), *gone.provenance.get("name", [])], gone.page
            )
            if cited := cited_at("new", gone.document, gone.key, "name", places):
                yield cited

    def _check(self, change: FeeChange) -> None:
        """Raise :class:`Unsure` where what came or went may be something that is still there."""
        match change.kind:
            case "new" | "ended":
                self._check_item(change)
            case "variant_new" | "note_new":
                self._check_part(change, change.new, "old")
            case "variant_ended" | "note_ended":
                self._check_part(change, change.old, "new")
            case _:
                pass

    def _check_item(self, change: FeeChange) -> None:
        side = change.new or change.old
        assert side is not None
        other = "ended" if change.kind == "new" else "new"
        for each in self._changes:
            if each.kind != other or each is change:
                continue
            beside = each.new or each.old
            if beside is not None and likeness(side.name, beside.name) >= _ALIKE:
                raise Unsure("alike")

    def _check_part(self, change: FeeChange, side: Side | None, other: CitedSide) -> None:
        assert side is not None
        contrary = change.kind.replace("new", "?").replace("ended", "new").replace("?", "ended")
        for each in self._of_item[change.code]:
            beside = each.old or each.new
            if each.kind == contrary and beside is not None and _may_be(side, beside):
                raise Unsure("alike")
        text = self._text(change.code, other)
        if side.label and change.kind.startswith("variant"):
            if _path(side) in self._paths(change.code, other):
                raise Unsure("elsewhere")
            return
        name = plain(_own_name(side).strip("…"))
        if name and not _is_context(side) and name in text:
            raise Unsure("elsewhere")
        if (not name or _is_context(side)) and has_points(text, side.points):
            raise Unsure("elsewhere")

    def _text(self, code: str, side: CitedSide) -> str:
        key = (code, side)
        if key not in self._texts:
            item = self.item(code, side)
            said = [item.name, *(note.text for note in item.notes)]
            said += [f"{v.name}{v.value}" for v in item.variants]
            self._texts[key] = plain("\n".join(said))
        return self._texts[key]

    def _paths(self, code: str, side: CitedSide) -> set[tuple[str, ...]]:
        names: dict[tuple[str, ...], str] = {}
        found = set()
        for variant in self.item(code, side).variants:
            label = tuple(variant.label)
            names[label] = folded(variant.name)
            whole = tuple(names.get(label[: n + 1], "") for n in range(len(label)))
            found.add(whole)
            found |= {(*whole[:-1], folded(name)) for name in variant.name.split("、")}
        return found

    def _chapter(self, change: FeeChange) -> Chapter:
        side: CitedSide = "new" if change.new is not None else "old"
        item = self.item(change.code, side)
        headings = item.path[:_LEVELS]
        title = "　".join(f"{h.number}　{h.title}".strip("　") for h in headings)
        traces = item.provenance.get("path", [])[: len(headings)][-1:]
        page = next((place.page for trace in traces for place in trace.places), 0)
        cited = cited_at(side, item.document, item.key, "path", places_on(traces, page))
        return Chapter(title or item.code[:1], (cited,) if cited else ())


def _by_code(records: Sequence[FeeItem]) -> Mapping[str, list[FeeItem]]:
    found: dict[str, list[FeeItem]] = {}
    for item in records:
        if item.kind == "item" and not item.deleted:
            found.setdefault(item.code, []).append(item)
    return found


def _groups(found: Sequence[FeeChange]) -> Iterator[list[FeeChange]]:
    """Changes of which one sentence speaks: all parts of what was divided or put together."""

    def whole(numbered: tuple[int, FeeChange]) -> object:
        number, change = numbered
        match change.kind:
            case "divided":
                return change.kind, change.code, change.old
            case "merged":
                return change.kind, change.code, change.new
            case _:
                return number

    for _, group in itertools.groupby(enumerate(found), key=whole):
        yield [change for _, change in group]


def _left_out(change: FeeChange, why: Why) -> LeftOut:
    side = change.new or change.old
    assert side is not None
    return LeftOut(
        change.code, _named(change.code, side), why,
        change.old.page if change.old else 0, change.new.page if change.new else 0,
    )  # fmt: skip


def _may_be(side: Side, other: Side) -> bool:
    """Whether something that came may be what went: its name is like it, or its worth is the
    same under no name."""
    a, b = _own_name(side), _own_name(other)
    if a and b and likeness(a, b) >= _ALIKE:
        return True
    return side.points is not None and side.points == other.points


def _own_name(side: Side) -> str:
    return next((name for name in reversed(side.variant) if name), "")


def _is_context(side: Side) -> bool:
    """Whether the name of an amount is but the words before it."""
    return _ADDITION.search(_own_name(side)) is None or "…" in _own_name(side)


def _path(side: Side) -> tuple[str, ...]:
    return tuple(folded(name) for name in side.variant)


# --- how things are called -----------------------------------------------------------------------


def _named(code: str, side: Side) -> str:
    """An item, or what in it: A101　療養病棟入院基本料の1のイ「療養病棟入院料１」."""
    head = f"{code} {side.name}"
    if not side.label:
        return head
    if any(part.startswith(NOTE) for part in side.label):
        return f"{head}の{_note_named(side)}"
    parts = []
    for at, label in enumerate(side.label):
        name = side.variant[at] if at < len(side.variant) else ""
        parts.append(f"{label}「{name}」" if name else label)
    return f"{head}の{'の'.join(parts)}"


def _note_named(side: Side) -> str:
    label = "の".join(side.label)
    names = [name for name in side.variant if name]
    if not names:
        return label
    return f"{label}（{'・'.join(names)}）" if _is_context(side) else f"{label}の{names[-1]}"


def _note_of(code: str, side: Side) -> str:
    return f"{code} {side.name}の{'の'.join(side.label)}"


def _rule(side: Side) -> str:
    """What a note says without a name of its own: its points and the words before them, or its
    beginning."""
    words = "・".join(name for name in side.variant if name)
    worth = _worth(side)
    if not worth:
        return f"定め「{words}」"
    return f"{worth}の定め（{words}）" if words else f"{worth}の定め"


def _part_name(side: Side) -> str:
    """What of an item it is, without its code and name; these where it is the item itself."""
    if not side.label:
        return side.name
    return _named("", side).removeprefix(f" {side.name}の")


def _worth(side: Side) -> str:
    """A worth as it is printed."""
    return side.value or (f"{side.points:,}点" if side.points is not None else "")


def _bracketed_worth(side: Side) -> str:
    worth = _worth(side)
    return f"（{worth}）" if worth else ""


def _before(change: FeeChange) -> str:
    """Where a thing stood before and what it was called, if that is not as it is now."""
    old, new = _both(change)
    label = "の".join(old.label) if old.label != new.label else ""
    a, b = (_own_name(side) if side.label else side.name for side in (old, new))
    name = f"「{a}」" if a and folded(a) != folded(b) and change.kind in _UNDER_ANOTHER else ""
    return f"（改正前は{label}{name}）" if label or name else ""


# --- the sentences -------------------------------------------------------------------------------

_Sentence = Callable[[_Writer, Sequence[FeeChange]], str | None]


def _both(change: FeeChange) -> tuple[Side, Side]:
    assert change.old is not None and change.new is not None
    return change.old, change.new


def _one(change: FeeChange) -> Side:
    side = change.new or change.old
    assert side is not None
    return side


def _points(writer: _Writer, group: Sequence[FeeChange]) -> str | None:
    (change,) = group
    old, new = _both(change)
    subject = f"{_named(change.code, new)}{_before(change)}"
    if old.points is not None and new.points is not None and old.points != new.points:
        return f"{subject}の点数が{old.points:,}点から{new.points:,}点に改められた。"
    before, after = _worth(old), _worth(new)
    if not before or not after:
        raise Unsure("worth")
    if plain(before) == plain(after):
        return None
    return f"{subject}の点数の定めが「{before}」から「{after}」に改められた。"


def _unit(writer: _Writer, group: Sequence[FeeChange]) -> str | None:
    (change,) = group
    old, new = _both(change)
    subject = f"{_named(change.code, new)}{_before(change)}"
    if old.unit and new.unit:
        return f"{subject}の算定単位が「{old.unit}」から「{new.unit}」に改められた。"
    # a bracket that was read as a part of the name elsewhere is no change
    side: CitedSide = "new" if old.unit else "old"
    if plain(old.unit or new.unit) in writer._text(change.code, side):
        raise Unsure("elsewhere")
    if new.unit:
        return f"{subject}に算定単位「{new.unit}」が付された。"
    return f"{subject}の算定単位「{old.unit}」が除かれた。"


def _renamed(writer: _Writer, group: Sequence[FeeChange]) -> str | None:
    (change,) = group
    old, new = _both(change)
    if not new.label:
        return f"{change.code}の名称が「{old.name}」から「{new.name}」に改められた。"
    where = "の".join(new.label)
    before, after = _own_name(old), _own_name(new)
    if not before or not after:
        raise Unsure("place")
    return (
        f"{change.code} {new.name}の{where}{_before(change)}の名称が「{before}」から「{after}」に"
        "改められた。"
    )


def _came(writer: _Writer, group: Sequence[FeeChange]) -> str | None:
    (change,) = group
    side = _one(change)
    if change.kind == "note_new" and _is_context(side):
        return f"{_note_of(change.code, side)}に{_rule(side)}が加えられた。"
    return f"{_named(change.code, side)}{_bracketed_worth(side)}が新設された。"


def _went(writer: _Writer, group: Sequence[FeeChange]) -> str | None:
    (change,) = group
    side = _one(change)
    if change.kind == "note_ended" and _is_context(side):
        return f"{_note_of(change.code, side)}から{_rule(side)}が除かれた。"
    return f"{_named(change.code, side)}{_bracketed_worth(side)}が廃止された。"


def _divided(writer: _Writer, group: Sequence[FeeChange]) -> str | None:
    old = _both(group[0])[0]
    parts = "、".join(_part(_both(change)[1]) for change in group)
    return f"{_named(group[0].code, old)}{_bracketed_worth(old)}が、{parts}に分けられた。"


def _merged(writer: _Writer, group: Sequence[FeeChange]) -> str | None:
    new = _both(group[0])[1]
    parts = "、".join(_part(_both(change)[0]) for change in group)
    return f"{group[0].code} {new.name}の{parts}が、{_part(new)}にまとめられた。"


def _part(side: Side) -> str:
    name = _own_name(side) if side.label else side.name
    label = "の".join(side.label)
    return (
        f"{label}「{name}」{_bracketed_worth(side)}" if name else f"{label}{_bracketed_worth(side)}"
    )


_SENTENCES: Mapping[str, _Sentence] = {
    "points": _points,
    "note_points": _points,
    "unit": _unit,
    "renamed": _renamed,
    "variant_renamed": _renamed,
    "note_renamed": _renamed,
    "new": _came,
    "variant_new": _came,
    "note_new": _came,
    "ended": _went,
    "variant_ended": _went,
    "note_ended": _went,
    "divided": _divided,
    "merged": _merged,
}
