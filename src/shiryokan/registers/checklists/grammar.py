"""Forms of a PDF into records."""

from __future__ import annotations

from collections.abc import Iterator

from shiryokan.paper.document import Document
from shiryokan.registers.base import Extraction, Heading, sureness, trace, unique_keys
from shiryokan.registers.checklists.forms import RawForm, RawItem, paper_grids, raw_forms
from shiryokan.registers.checklists.model import CheckItem
from shiryokan.registers.errors import NoRecords
from shiryokan.registers.source_text import Traced

NAME = "checklists"


def read(document: Document, name: str) -> Extraction[CheckItem]:
    """The items of a document's forms. Raises :class:`NoRecords`."""
    forms, unplaced = raw_forms(paper_grids(document))
    records = [record for form in forms for record in _records(form, name, len(forms) > 1)]
    if not records:
        raise NoRecords(NAME, "no table whose columns are headed by what to check and its result")
    unique_keys(records)
    for record in records:
        record.confidence = sureness(record)
    return Extraction(records, unplaced)


def _records(form: RawForm, name: str, several: bool) -> Iterator[CheckItem]:
    for item in form.items:
        above = [pair for pair in (item.section, item.sub_section) if pair[0] or pair[1]]
        provenance = {
            field: found
            for field, found in (
                ("form", trace(form.title)),
                ("section", trace(*(_whole(*pair) for pair in above))),
                ("number", trace(item.number)),
                ("words", trace(item.words)),
                ("references", trace(*item.references)),
                ("who", trace(*(text for _, text in item.who))),
                ("starred", trace(item.star)),
                ("hearing", trace(item.hearing)),
            )
            if found
        }
        yield CheckItem(
            document=name,
            key=f"{form.variant}/{item.key}" if several and form.variant else item.key,
            page=item.words.page,
            provenance=provenance,
            form=form.title.text,
            variant=form.variant,
            year=form.year,
            section=[Heading(number.text, title.text) for number, title in above],
            number=item.number.text,
            words=item.words.text,
            references=[reference.text for reference in item.references],
            who=_who(item),
            starred=bool(item.star),
            hearing=item.hearing.text,
        )


def _whole(number: Traced, title: Traced) -> Traced:
    return number + title


def _who(item: RawItem) -> str:
    return "、".join(name for name, _ in item.who)
