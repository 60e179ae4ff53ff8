"""From the tree of numbered lines to records of criteria."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from shiryokan.paper.document import Document
from shiryokan.registers.base import (
    Extraction,
    Heading,
    Unplaced,
    sureness,
    trace,
    unique_keys,
)
from shiryokan.registers.criteria.model import Criterion
from shiryokan.registers.criteria.outline import Entry, Paragraph, outline_of, texts_of
from shiryokan.registers.errata.letters import is_letter_of_corrections
from shiryokan.registers.errors import NoRecords
from shiryokan.registers.narrow_text import narrow, parted
from shiryokan.registers.source_text import Traced, joined

NAME = "criteria"
_SECTIONS = ("annex", "kanji ordinal", "number ordinal")
_OF_CRITERIA = re.compile(r"基準等?(?:[（(].*)?$")
_FEWEST = 5
"""Fewer names that end with 基準 make no document of criteria."""
_SHARE = 0.1
"""Share of the records that have such a name, or stand below one, at least."""
_LONGEST = 160
"""Characters of a name at most."""
_FORM = re.compile(r"(?:別添\s?[0-9]+の)?様式第?\s?[0-9]+(?:の[0-9]+)*")
_CODE = re.compile(r"区分番号\s?(?P<code>[A-Z]\s?\d{3}(?:\s?-\s?\d{1,2}){0,3})")
_NOTE = re.compile(r"(?<![脚備])注\s?\d{1,2}(?:の\d{1,2})?")


def read(source: Document, document: str) -> Extraction[Criterion]:
    """The criteria of a document in order; raises ``NoRecords`` for any other document."""
    if is_letter_of_corrections(source.pages):
        raise NoRecords(NAME, "it corrects criteria")
    root = outline_of(source)
    records = [
        record
        for entry in root.entries
        if entry.sort in _SECTIONS
        for record in _records(entry, [], document)
    ]
    named = sum(bool(_OF_CRITERIA.search(record.name)) for record in records)
    if named < _FEWEST or named < _SHARE * len(records):
        raise NoRecords(NAME, "no numbered heads that name facility criteria")
    unplaced = [Unplaced.of("orphan", text) for each in root.below for text in _astray(each)]
    unique_keys(records)
    for record in records:
        record.confidence = sureness(record)
    return Extraction(records, unplaced)


def _astray(each: Entry | Paragraph) -> Iterator[Traced]:
    """What stands below no section."""
    if isinstance(each, Paragraph):
        yield joined(each.lines)
    elif each.sort not in _SECTIONS:
        yield joined([each.number, each.head])
        yield from texts_of(each)


def _is_name(entry: Entry) -> bool:
    """Whether an entry says what the ones below it are for."""
    head = entry.head.text.strip()
    return bool(head and entry.below and len(head) <= _LONGEST and not head.endswith("。"))


def _records(entry: Entry, above: Sequence[Entry], document: str) -> Iterator[Criterion]:
    """The records of an entry and of those below it that have a name of their own."""
    section = entry.sort in _SECTIONS
    own = [each for each in entry.entries if section or _is_name(each)]
    rest = [each for each in entry.below if each not in own]
    if rest or not own:
        yield _record(entry, above, own, document)
    for each in own:
        if _is_name(each) or section:
            yield from _records(each, [*above, entry], document)


def _record(
    entry: Entry, above: Sequence[Entry], apart: Sequence[Entry], document: str
) -> Criterion:
    head = entry.head
    sentence = head.text.rstrip().endswith("。")
    texts = list(texts_of(entry, skip=apart))
    if sentence:
        texts.insert(0, head)
    name = head
    if sentence:
        name = above[-1].head if above else Traced()
    text = parted(texts, "\n")
    plain = narrow(f"{head.text}\n{text.text}")
    provenance = {
        field: found
        for field, found in (
            ("number", trace(entry.number)),
            ("name", trace(name)),
            ("text", trace(text)),
            ("section", trace(*(each.number + each.head for each in above))),
        )
        if found
    }
    return Criterion(
        document=document,
        key="/".join(narrow(each.number.text) for each in [*above, entry]),
        page=entry.number.page,
        provenance=provenance,
        section=[Heading(each.number.text, each.head.text) for each in above],
        number=entry.number.text,
        name=name.text,
        text=text.text,
        forms=_found(_FORM, plain),
        codes=[code.removeprefix("区分番号") for code in _found(_CODE, plain)],
        notes=_found(_NOTE, plain),
    )


def _found(pattern: re.Pattern[str], text: str) -> list[str]:
    """Each word once, in order, without white space."""
    return list(dict.fromkeys(re.sub(r"\s", "", match[0]) for match in pattern.finditer(text)))
