"""Forms of a PDF into records."""

from __future__ import annotations

from collections.abc import Iterator

from shiryokan.paper.document import Document
from shiryokan.registers.base import Extraction, Heading, Unplaced, sureness, trace, unique_keys
from shiryokan.registers.checklists.forms import forms_of_document
from shiryokan.registers.checklists.model import CheckItem
from shiryokan.registers.checklists.raw import RawForm, RawItem
from shiryokan.registers.errata.letters import is_letter_of_corrections
from shiryokan.registers.errors import NoRecords
from shiryokan.registers.source_text import Traced

NAME = "checklists"
_DOUBTED = 0.6
"""Confidence of the items of a form of which something seems to be left out, at most."""


def read(document: Document, name: str) -> Extraction[CheckItem]:
    """The items of a document's forms. Raises :class:`NoRecords`."""
    if is_letter_of_corrections(document.pages):
        raise NoRecords(
            NAME, "its title says that it corrects other papers, whose sheets it quotes"
        )
    forms, unplaced = forms_of_document(document)
    several = len(forms) > 1
    made = [(form, list(_records(form, name, several))) for form in forms]
    records = [record for _, own in made for record in own]
    if not records:
        raise NoRecords(NAME, "no table whose columns are headed by what to check and its result")
    unique_keys(records)
    for form, own in made:
        for record in own:
            record.confidence = min(sureness(record), _DOUBTED if form.doubts else 1.0)
        unplaced += [Unplaced.of("unknown", text) for text in form.left]
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
