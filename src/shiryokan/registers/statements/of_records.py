"""A draft from the comparison of two versions of any register: a final beside its draft, a plan
beside last year's, bytes that were replaced under one address."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
from rapidfuzz import fuzz

from shiryokan.registers.base import Record, Register, Values
from shiryokan.registers.comparison import Change, Comparison, FieldChange
from shiryokan.registers.comparison.differences import comparable
from shiryokan.registers.fields import Path
from shiryokan.registers.statements.draft import (
    Chapter,
    Cited,
    Draft,
    LeftOut,
    Side,
    Statement,
    Why,
    cited_at,
    places_on,
)
from shiryokan.registers.statements.wording import told_pieces

_SURE = 0.75
"""Likeness (0 to 1) of two records from which on they are surely the same, unless somebody said
so."""
_ALIKE = 60.0
"""Likeness (0 to 100) of two headings from which on one may be the other."""


def record_draft(
    register: Register[Any], old: Iterable[Record], new: Iterable[Record], comparison: Comparison
) -> Draft:
    """The draft of what became of the records of one version in the next."""
    return _Writer(register, old, new, comparison).draft()


class _Writer:
    def __init__(
        self,
        register: Register[Any],
        old: Iterable[Record],
        new: Iterable[Record],
        comparison: Comparison,
    ) -> None:
        self._register = register
        self._records: dict[Side, dict[str, Record]] = {
            "old": {record.key: record for record in old},
            "new": {record.key: record for record in new},
        }
        self._changes = comparison.changes
        self._titles = register.compared_words(str)
        self._lone = {
            kind: [self._heading(c) for c in self._changes if c.kind == kind]
            for kind in ("new", "ended")
        }

    def draft(self) -> Draft:
        made = Draft()
        for change in self._changes:
            if change.kind == "same":
                continue
            for said in self._said(change):
                if isinstance(said, LeftOut):
                    made.left_out.append(said)
                else:
                    made.add(self._chapter(change), said)
        return made

    def _said(self, change: Change) -> Iterator[Statement | LeftOut]:
        if change.kind in ("split", "merged"):
            yield self._left_out(change, "kind")
        elif change.kind in ("new", "ended"):
            yield self._lonely(change)
        elif change.likeness < _SURE:
            yield self._left_out(change, "alike")
        else:
            if change.moved and (moved := self._moved(change)):
                yield moved
            for field in change.fields:
                yield self._field(change, field)

    def _lonely(self, change: Change) -> Statement | LeftOut:
        heading = self._heading(change)
        others = self._lone["ended" if change.kind == "new" else "new"]
        if not heading or any(fuzz.ratio(heading, other) >= _ALIKE for other in others):
            return self._left_out(change, "alike")
        side: Side = "new" if change.kind == "new" else "old"
        other = self._records["old" if side == "new" else "new"]
        if heading in {self._register.heading(_values(record)) for record in other.values()}:
            return self._left_out(change, "elsewhere")
        record = self._record(change, side)
        cited = self._whole(record, side)
        if not cited:
            return self._left_out(change, "place")
        text = (
            f"「{heading}」が新しく載った。"
            if side == "new"
            else f"「{heading}」は、新しい版には載っていない。"
        )
        return Statement(text, record.key, cited)

    def _moved(self, change: Change) -> Statement | None:
        old, new = self._record(change, "old"), self._record(change, "new")
        before, after = (self._register.path(_values(record)) for record in (old, new))
        if not before or not after or comparable(before) == comparable(after):
            return None
        path = next((f.name for f in self._register.fields if isinstance(f.kind, Path)), "")
        cited = (*self._cited(old, "old", path), *self._cited(new, "new", path))
        if len({each.side for each in cited}) < 2:
            return None
        return Statement(
            f"「{self._heading(change)}」が、「{before}」から「{after}」に移された。",
            new.key,
            cited,
        )

    def _field(self, change: Change, field: FieldChange) -> Statement | LeftOut:
        old, new = self._record(change, "old"), self._record(change, "new")
        names = self._register.compared_fields.get(field.name, (field.name, field.name))
        before, after = self._cited(old, "old", names[0]), self._cited(new, "new", names[1])
        if (field.old and not before) or (field.new and not after):
            return self._left_out(change, "place")
        said = [" ".join(c.words for c in side) for side in (before, after)]
        whole = [comparable(text) for text in said]
        if not _stands(field.old, whole[0]) or not _stands(field.new, whole[1]):
            return self._left_out(change, "worth")
        subject = f"「{self._heading(change)}」"
        titles = [self._titles.get(name, name) for name in names]
        where = f"の「{titles[0]}」"
        if names[0] != names[1]:
            where = f"について、前の版の「{titles[0]}」と新しい版の「{titles[1]}」とを比べると"
        return Statement(f"{subject}{where}{_told(field)}", new.key, (*before, *after))

    def _record(self, change: Change, side: Side) -> Record:
        return self._records[side][(change.old if side == "old" else change.new)[0]]

    def _heading(self, change: Change) -> str:
        record = self._record(change, "new" if change.new else "old")
        return self._register.heading(_values(record))

    def _cited(self, record: Record, side: Side, field: str) -> tuple[Cited, ...]:
        traces = record.provenance.get(field, [])
        pages = sorted({place.page for trace in traces for place in trace.places})
        found = (
            cited_at(side, record.document, record.key, field, places_on(traces, page))
            for page in pages
        )
        return tuple(each for each in found if each is not None)

    def _whole(self, record: Record, side: Side) -> tuple[Cited, ...]:
        """Where a record's heading stands."""
        for field in self._register.fields:
            if field.main and (cited := self._cited(record, side, field.name)):
                return cited
        return ()

    def _chapter(self, change: Change) -> Chapter:
        side: Side = "new" if change.new else "old"
        record = self._record(change, side)
        path = next((f.name for f in self._register.fields if isinstance(f.kind, Path)), "")
        headings = _values(record).get(path) or []
        first = headings[0] if headings else {"number": "", "title": ""}
        title = f"{first['number']}　{first['title']}".strip("　")
        traces = record.provenance.get(path, [])[:1]
        page = next((place.page for trace in traces for place in trace.places), 0)
        cited = cited_at(side, record.document, record.key, path, places_on(traces, page))
        return Chapter(title, (cited,) if title and cited else ())

    def _left_out(self, change: Change, why: Why) -> LeftOut:
        pages = (
            self._record(change, "old").page if change.old else 0,
            self._record(change, "new").page if change.new else 0,
        )
        key = (change.new or change.old)[0]
        return LeftOut(key, self._heading(change), why, *pages)


def _values(record: Record) -> Values:
    values: Values = msgspec.to_builtins(msgspec.structs.replace(record, provenance={}))
    return values


def _stands(text: str, whole: str) -> bool:
    """Whether each line of a text stands in the words that are cited."""
    return all(comparable(line) in whole for line in text.split("\n"))


def _told(field: FieldChange) -> str:
    """What became of a text, as the end of a sentence."""
    if not field.new:
        return "が書かれなくなった。"
    if not field.old:
        return "が新しく書かれた。"
    told = told_pieces(field.pieces)
    return f"で、{told}。" if told else "の文が改められた。"
