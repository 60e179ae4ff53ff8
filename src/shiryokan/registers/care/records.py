"""Services and their branches: records of what :class:`Grammar` gathered."""

from __future__ import annotations

import statistics
import unicodedata
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
from shiryokan.registers.care import survey
from shiryokan.registers.care.entries import Entry, NoteEntry
from shiryokan.registers.care.grammar import Grammar, edges_of
from shiryokan.registers.care.model import CareFee, CareNote, NoteItem
from shiryokan.registers.care.points_column import with_signs, without_running_titles
from shiryokan.registers.care.rows import Row, astray, rows_of
from shiryokan.registers.care.values import DELETED, Worth, amounts_in, worth
from shiryokan.registers.source_text import Traced, joined


def read(source: Document, document: str) -> Extraction[CareFee]:
    """The services and branches of a schedule in order; raises ``NoRecords`` for any other."""
    rows = with_signs(without_running_titles(rows_of(source)), source.pages)
    survey.check_rows(rows)
    em = statistics.median(row.height for row in rows) if rows else 1.0
    grammar = Grammar(em, edges_of(rows, em))
    for row in rows:
        grammar.read(row)
    grammar.finish()
    survey.check(grammar, rows)
    records = [made for entry in grammar.services for made in _records(entry, document, [], "")]
    unique_keys(records)
    unplaced = [
        *grammar.unplaced,
        *(Unplaced.of("unreadable", text) for text in astray(source.pages, rows)),
    ]
    unplaced.sort(key=lambda each: each.page)
    return Extraction(records, unplaced)


def _records(
    entry: Entry, document: str, above: list[tuple[Heading, Trace]], unit: str
) -> Iterator[CareFee]:
    """An entry and all below it; several records where entries are deleted together."""
    found = worth(entry.rows, entry.skip)
    label = entry.rows[0].text[: entry.skip].strip(" 　.．、")
    name, printed_unit = _flat(found.name), _flat(found.unit)
    effective = printed_unit or unit
    headings = [heading for heading, _ in above]
    note_traces: list[Trace] = []
    notes = [_note(note, note_traces) for note in entry.notes]
    traces = {
        "service": [above[0][1]] if above else trace(found.name),
        "path": trace(label),
        "name": trace(found.name),
        "value": trace(found.value),
        "points": trace(found.value) if found.points is not None else [],
        "rate": trace(found.value) if found.rate is not None else [],
        "unit": trace(found.unit),
        "notes": note_traces,
        "above": [each for _, each in above],
        "schedule": trace(entry.chain[0].schedule),
    }
    texts = entry.label.all_texts() if entry.label else [""]
    for text in texts:
        path = [each for each in (*(h.number for h in headings), text) if each]
        record = CareFee(
            document=document,
            key="/".join(path) or name,
            page=entry.rows[0].page,
            provenance={field: each for field, each in traces.items() if each},
            service=headings[0].title if headings else name,
            path=path,
            name=name,
            points=found.points,
            rate=found.rate,
            value=_flat(found.value),
            unit=printed_unit,
            unit_effective=effective,
            notes=notes,
            above=headings,
            schedule=_flat(entry.chain[0].schedule),
            deleted=name == DELETED,
        )
        record.confidence = sureness(record)
        yield record
    (place,) = trace(found.name or label or entry.rows[0].text)
    head = (Heading(entry.text, name), place)
    for child in entry.children:
        yield from _records(child, document, [*above, head], effective)


def _note(note: NoteEntry, traces: list[Trace]) -> CareNote:
    texts: list[Traced] = []
    items: list[NoteItem] = []
    for i, (part, rows) in enumerate(note.blocks):
        if part is not None and rows is part.rows:
            items.append(_item(part))
        else:
            skip = note.skip if i == 0 else 0
            texts.append(joined([rows[0].text[skip:], *(row.text for row in rows[1:])]))
    traces.append(_whole([row for _, rows in note.blocks for row in rows]))
    text = "".join(_flat(each) for each in texts)
    return CareNote(
        label=note.label.text,
        printed_label=unicodedata.normalize("NFKC", note.printed),
        text=text,
        amounts=amounts_in(text),
        items=items,
    )


def _item(part: Entry) -> NoteItem:
    found: Worth = worth(part.rows, part.skip)
    name = _flat(found.name)
    return NoteItem(
        label=part.text,
        path=[each.text for each in part.chain],
        name=name,
        points=found.points,
        rate=found.rate,
        unit=_flat(found.unit),
        amounts=amounts_in(name) if name.endswith("。") else [],
    )


def _whole(rows: Sequence[Row]) -> Trace:
    return trace(joined(row.text for row in rows))[0]


def _flat(text: Traced) -> str:
    return " ".join(text.text.split(" ")).strip("　 ")
