"""Items of a fee schedule: records of what :class:`Grammar` gathered."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from shiryokan.paper.document import Document
from shiryokan.registers.base import (
    Extraction,
    Heading,
    Trace,
    Unplaced,
    sureness,
    trace,
    unique_keys,
)
from shiryokan.registers.errors import NoRecords
from shiryokan.registers.fees import by_labels
from shiryokan.registers.fees.addition_records import PartTraces, additions_of, range_of
from shiryokan.registers.fees.by_labels import paid_rows
from shiryokan.registers.fees.entries import Entry, ItemEntry, NoteEntry
from shiryokan.registers.fees.grammar import Grammar
from shiryokan.registers.fees.model import FeeItem, Note, NotePart, Variant
from shiryokan.registers.fees.page_columns import in_one_column
from shiryokan.registers.fees.points_column import with_signs, without_heads
from shiryokan.registers.fees.rows import Row, astray, rows_of
from shiryokan.registers.fees.schedule_heads import schedule_heads, schedule_of
from shiryokan.registers.fees.survey import Columns, aligned, glance, is_ruled, survey
from shiryokan.registers.fees.values import Worth, amounts, is_number, is_points, weighed, worth
from shiryokan.registers.item_codes import cited, codes_of
from shiryokan.registers.source_text import Piece, Traced, joined

_DELETED = "削除"
_TOLD = 0.95
"""Share of the rows that end in points that are to be the worth of something; where fewer are, the
schedule is read by its labels too."""
_NEARLY = 0.05
"""How much less of a schedule may be told by its labels where its columns tell nothing for sure."""
_APART = 3
"""Characters that variants and notes begin right of the codes at least, for their columns to tell
all: those of the ministry do so by six."""
Weigh = Callable[[Sequence[Row], int], Worth]
"""Of the rows of an entry, whose label is so many characters long."""


def read(source: Document, document: str) -> Extraction[FeeItem]:
    """The items of a schedule in order; raises ``NoRecords`` for any other document."""
    try:
        read_ = _by_columns(source)
    except NoRecords as why:
        try:
            read_ = _by_labels(source)
        except NoRecords:
            raise why from None
    else:
        if not read_.sure or read_.told < _TOLD:
            less = 0.0 if read_.sure else _NEARLY
            with contextlib.suppress(NoRecords):
                other = _by_labels(source)
                read_ = other if other.told >= read_.told - less else read_
    heads = schedule_heads(read_.rows)
    items = [made for entry in read_.items for made in _items(entry, read_.weigh, document)]
    for item in items:
        item.schedule = schedule_of(item, heads)
    unique_keys(items)
    unplaced = sorted(read_.unplaced, key=lambda each: each.page)
    return Extraction(items, unplaced)


@dataclass(frozen=True, slots=True)
class _Reading:
    """A schedule as it was read one way; ``weigh`` tells names from what they are worth.
    ``sure``: variants and notes stand in a column well apart from that of the codes."""

    rows: Sequence[Row]
    items: Sequence[ItemEntry]
    unplaced: Sequence[Unplaced]
    weigh: Weigh
    sure: bool = True

    @property
    def told(self) -> float:
        """The share of the rows that end in points, or in numbers where most have no 点, that are
        the worth of something, less the share of names that are sentences: prose of notes."""
        signed = sum(any(is_points(tail) for tail in row.tails) for row in self.rows)
        bare = sum(any(is_number(tail) for tail in row.tails[1:]) for row in self.rows)
        found = [
            self.weigh(entry.rows, skip) for item in self.items for entry, skip in paid_rows(item)
        ]
        worths = sum(each.points is not None for each in found)
        prose = sum(each.name.text.endswith("。") for each in found)
        ends = max(signed, bare)
        return (min(worths / ends, 1.0) if ends else 1.0) - prose / max(len(found), 1)


def _by_columns(source: Document) -> _Reading:
    glance(source.pages)
    rows, columns = _surveyed(source)
    grammar = Grammar(columns)
    for row in rows:
        grammar.read(row)
    grammar.finish()
    aside = [Unplaced.of("unreadable", text) for text in astray(source.pages)]
    apart = columns.body - columns.code >= _APART * columns.em
    unplaced = [*grammar.unplaced, *aside]
    weigh = _once(partial(worth, columns=columns))
    return _Reading(rows, grammar.items, unplaced, weigh, apart)


def _by_labels(source: Document) -> _Reading:
    found = by_labels.Reading(source)
    return _Reading(found.rows, found.items, found.unplaced, _once(weighed))


def _once(weigh: Weigh) -> Weigh:
    """The same, for entries that are all kept: each is weighed to tell how well a schedule was
    read, and again for its record."""
    found: dict[tuple[int, int], Worth] = {}

    def kept(rows: Sequence[Row], skip: int) -> Worth:
        key = id(rows), skip
        if key not in found:
            found[key] = weigh(rows, skip)
        return found[key]

    return kept


def _surveyed(source: Document) -> tuple[list[Row], Columns]:
    """The rows of a schedule and its columns: as they stand, or those of two columns of a page one
    below the other."""
    rows = without_heads(with_signs(aligned(rows_of(source))))
    if is_ruled(source.pages):
        return rows, survey(rows, distinct=True, ruled=True)
    try:
        return rows, survey(rows)
    except NoRecords:
        single = with_signs(aligned(in_one_column(source)))
        if not single:
            raise
        return single, survey(single, distinct=True)


def _items(entry: ItemEntry, weigh: Weigh, document: str) -> Iterator[FeeItem]:
    """One record for each code of the row: several where items are deleted together."""
    head = weigh(entry.rows, len(entry.code))
    traces = {
        "code": trace(entry.rows[0].text[: len(entry.code)]),
        "name": trace(head.name),
        "unit": trace(head.unit),
        "value": trace(head.value),
        "points": trace(head.value) if head.points is not None else [],
        "path": trace(*(h.number + h.title for h in entry.path)),
        "group": trace(entry.group),
        "variants": [],
        "notes": [],
    }
    variants = [_variant(each, weigh, traces["variants"]) for each in entry.variants]
    parts: PartTraces = {}
    notes = [
        _note(each, weigh, traces["notes"], parts, number)
        for number, each in enumerate(entry.notes)
    ]
    for code in codes_of(entry.code):
        item = FeeItem(
            document=document,
            key=code,
            page=entry.rows[0].page,
            provenance={name: found for name, found in traces.items() if found},
            code=code,
            name=_flat(head.name),
            unit=_flat(head.unit),
            path=[Heading(_flat(h.number), _flat(h.title)) for h in entry.path],
            group=_flat(entry.group)[1:-1],
            points=head.points,
            value=_flat(head.value),
            variants=variants,
            notes=notes,
            deleted=head.name.text == _DELETED,
        )
        item.references = [each for each in _cited(item) if each != code]
        item.range = range_of(item.points, item.variants)
        item.confidence = sureness(item)
        yield item
        yield from additions_of(item, parts)


def _variant(entry: Entry, weigh: Weigh, traces: list[Trace]) -> Variant:
    found = weigh(entry.rows, entry.skip)
    traces.append(_whole(entry.rows))
    return Variant(
        label=entry.path,
        name=_flat(found.name),
        points=found.points,
        value=_flat(found.value),
        unit=_flat(found.unit),
        deleted=found.name.text == _DELETED,
    )


def _note(
    entry: NoteEntry, weigh: Weigh, traces: list[Trace], of_parts: PartTraces, number: int
) -> Note:
    texts: list[str] = []
    parts: list[NotePart] = []
    points: list[int] = []
    traces.append(_whole([row for _, rows in entry.blocks for row in rows]))
    for i, (part, rows) in enumerate(entry.blocks):
        if part is None or rows is not part.rows:
            skip = entry.skip if i == 0 else 0
            texts.append(_flat(joined([rows[0].text[skip:], *(row.text for row in rows[1:])])))
            points += amounts(texts[-1])
            continue
        found = weigh(rows, part.skip)
        whole = joined(row.text for row in rows)
        texts.append(_flat(_with_gap(whole, part.label.end)))
        parts.append(_part(part, found))
        (of_parts[number, tuple(part.path)],) = trace(whole)
        # apart from each other: 加算１ with 27点 behind it is not worth 127
        points += [*amounts(found.name.text), *amounts(found.value.text)]
    return Note(
        number=entry.number,
        text="\n".join(texts),
        points=points,
        variant=entry.owner.path if entry.owner else [],
        parts=parts,
    )


def _part(entry: Entry, found: Worth) -> NotePart:
    name, unit = _flat(found.name), _flat(found.unit)
    text = f"{name}（{unit}）" if unit else name
    return NotePart(label=entry.path, text=text, points=found.points, value=_flat(found.value))


def _with_gap(text: Traced, end: int) -> Traced:
    """A text with white space behind its label, which ends at ``end``."""
    if not text.text[end : end + 1].strip() or text.text[end - 1 : end].isspace():
        return text
    return Traced([*text[:end].pieces, Piece("　", text.page, None, 0), *text[end:].pieces])


def _whole(rows: Sequence[Row]) -> Trace:
    return trace(joined(row.text for row in rows))[0]


def _cited(item: FeeItem) -> list[str]:
    texts = [item.value, *(v.value for v in item.variants), *(note.text for note in item.notes)]
    return cited("\n".join(texts))


def _flat(text: Traced) -> str:
    return " ".join(text.text.split(" ")).strip("　 ")
