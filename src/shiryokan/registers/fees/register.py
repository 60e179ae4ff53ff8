"""The register of fee items (診療報酬点数表): records of what :class:`Grammar` gathered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from shiryokan.paper.document import Document
from shiryokan.paper.model import Page
from shiryokan.registers.base import (
    Extraction,
    Field,
    Trace,
    Unplaced,
    sureness,
    trace,
    unique_keys,
)
from shiryokan.registers.errors import NoRecords
from shiryokan.registers.fees.codes import cited, codes_of
from shiryokan.registers.fees.entries import Entry, ItemEntry, NoteEntry
from shiryokan.registers.fees.grammar import Grammar
from shiryokan.registers.fees.model import FeeItem, Note, NotePart, Variant
from shiryokan.registers.fees.rows import Row, astray, rows_of
from shiryokan.registers.fees.survey import Columns, aligned, glance, survey
from shiryokan.registers.fees.values import Worth, amounts, worth
from shiryokan.registers.source_text import Traced, joined

_DELETED = "削除"


class Fees:
    """Takes the items out of a fee schedule."""

    name: ClassVar[str] = "fees"
    title: ClassVar[str] = "診療報酬"
    fields: ClassVar[tuple[Field, ...]] = (
        Field("code", "区分番号", main=True),
        Field("name", "名称", main=True),
        Field("unit", "算定単位"),
        Field("points", "点数", "number", main=True),
        Field("value", "点数の定め", shown=False),
        Field("path", "章・部・節・款", "texts", facet=True),
        Field("group", "区分の見出し", facet=True, shown=False),
        Field("variants", "内訳", "parts", main=True),
        Field("notes", "注", "parts", main=True),
        Field("references", "引用する区分番号", "texts", shown=False),
        Field("deleted", "削除", "flag", facet=True),
    )

    @property
    def record(self) -> type[FeeItem]:
        """The type of its records."""
        return FeeItem

    def glance(self, pages: Sequence[Page]) -> bool:
        """Whether rows begin with codes, and most of the document is in no ruled tables."""
        try:
            glance(pages)
        except NoRecords:
            return False
        return True

    def extract(self, pages: Document | Sequence[Page], document: str = "") -> Extraction[FeeItem]:
        """The items of a schedule in order; raises ``NoRecords`` for any other document."""
        source = Document.of(pages)
        glance(source.pages)
        rows = aligned(rows_of(source))
        columns = survey(rows)
        grammar = Grammar(columns)
        for row in rows:
            grammar.read(row)
        grammar.finish()
        items = [made for entry in grammar.items for made in _items(entry, columns, document)]
        unique_keys(items)
        unplaced = [
            *grammar.unplaced,
            *(Unplaced.of("unreadable", text) for text in astray(source.pages)),
        ]
        unplaced.sort(key=lambda each: each.page)
        return Extraction(items, unplaced)


def _items(entry: ItemEntry, columns: Columns, document: str) -> Iterator[FeeItem]:
    """One record for each code of the row: several where items are deleted together."""
    head = worth(entry.rows, len(entry.code), columns)
    traces = {
        "code": trace(entry.rows[0].text[: len(entry.code)]),
        "name": trace(head.name),
        "unit": trace(head.unit),
        "value": trace(head.value),
        "points": trace(head.value) if head.points is not None else [],
        "path": trace(*(text for h in entry.path for text in (h.number, h.title))),
        "group": trace(entry.group),
        "variants": [],
        "notes": [],
    }
    variants = [_variant(each, columns, traces["variants"]) for each in entry.variants]
    notes = [_note(each, columns, traces["notes"]) for each in entry.notes]
    for code in codes_of(entry.code):
        item = FeeItem(
            document=document,
            key=code,
            page=entry.rows[0].page,
            provenance={name: found for name, found in traces.items() if found},
            code=code,
            name=_flat(head.name),
            unit=_flat(head.unit),
            path=[_flat(text) for h in entry.path for text in (h.number, h.title)],
            group=_flat(entry.group)[1:-1],
            points=head.points,
            value=_flat(head.value),
            variants=variants,
            notes=notes,
            deleted=head.name.text == _DELETED,
        )
        item.references = [each for each in _cited(item) if each != code]
        item.confidence = sureness(item)
        yield item


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


def _note(entry: NoteEntry, columns: Columns, traces: list[Trace]) -> Note:
    texts: list[str] = []
    parts: list[NotePart] = []
    traces.append(_whole([row for _, rows in entry.blocks for row in rows]))
    for i, (part, rows) in enumerate(entry.blocks):
        if part is None or rows is not part.rows:
            skip = entry.skip if i == 0 else 0
            texts.append(_flat(joined([rows[0].text[skip:], *(row.text for row in rows[1:])])))
            continue
        found = worth(rows, part.skip, columns)
        texts.append(_flat(joined(row.text for row in rows)))
        parts.append(_part(part, found))
    return Note(
        number=entry.number,
        text="\n".join(texts),
        points=[n for text in texts for n in amounts(text)],
        variant=entry.owner.path if entry.owner else [],
        parts=parts,
    )


def _part(entry: Entry, found: Worth) -> NotePart:
    name, unit = _flat(found.name), _flat(found.unit)
    text = f"{name}（{unit}）" if unit else name
    return NotePart(label=entry.path, text=text, points=found.points, value=_flat(found.value))


def _whole(rows: Sequence[Row]) -> Trace:
    return trace(joined(row.text for row in rows))[0]


def _cited(item: FeeItem) -> list[str]:
    texts = [item.value, *(v.value for v in item.variants), *(note.text for note in item.notes)]
    return cited("\n".join(texts))


def _flat(text: Traced) -> str:
    return " ".join(text.text.split(" ")).strip("　 ")
