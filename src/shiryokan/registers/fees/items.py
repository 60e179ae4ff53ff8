"""Items of a fee schedule: records of what :class:`Grammar` gathered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

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
from shiryokan.registers.fees.addition_records import PartTraces, additions_of, range_of
from shiryokan.registers.fees.entries import Entry, ItemEntry, NoteEntry
from shiryokan.registers.fees.grammar import Grammar
from shiryokan.registers.fees.model import FeeItem, Note, NotePart, Variant
from shiryokan.registers.fees.page_columns import in_one_column
from shiryokan.registers.fees.points_column import with_signs, without_heads
from shiryokan.registers.fees.rows import Row, astray, rows_of
from shiryokan.registers.fees.schedule_heads import schedule_heads, schedule_of
from shiryokan.registers.fees.survey import Columns, aligned, glance, is_ruled, survey
from shiryokan.registers.fees.values import Worth, amounts, worth
from shiryokan.registers.item_codes import cited, codes_of
from shiryokan.registers.source_text import Piece, Traced, joined

_DELETED = "削除"


def read(source: Document, document: str) -> Extraction[FeeItem]:
    """The items of a schedule in order; raises ``NoRecords`` for any other document."""
    glance(source.pages)
    rows, columns = _surveyed(source)
    heads = schedule_heads(rows)
    grammar = Grammar(columns)
    for row in rows:
        grammar.read(row)
    grammar.finish()
    items = [made for entry in grammar.items for made in _items(entry, columns, document)]
    for item in items:
        item.schedule = schedule_of(item, heads)
    unique_keys(items)
    unplaced = [
        *grammar.unplaced,
        *(Unplaced.of("unreadable", text) for text in astray(source.pages)),
    ]
    unplaced.sort(key=lambda each: each.page)
    return Extraction(items, unplaced)


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


def _items(entry: ItemEntry, columns: Columns, document: str) -> Iterator[FeeItem]:
    """One record for each code of the row: several where items are deleted together."""
    head = worth(entry.rows, len(entry.code), columns)
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
    variants = [_variant(each, columns, traces["variants"]) for each in entry.variants]
    parts: PartTraces = {}
    notes = [
        _note(each, columns, traces["notes"], parts, number)
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


def _variant(entry: Entry, columns: Columns, traces: list[Trace]) -> Variant:
    found = worth(entry.rows, entry.skip, columns)
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
    entry: NoteEntry, columns: Columns, traces: list[Trace], of_parts: PartTraces, number: int
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
        found = worth(rows, part.skip, columns)
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
