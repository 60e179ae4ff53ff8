"""Questions and answers as records."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from typing import Literal

import msgspec

from shiryokan.japanese.eras import mentions
from shiryokan.paper.document import Document
from shiryokan.paper.model import Page
from shiryokan.registers.answers import column_evidence, grammar, references
from shiryokan.registers.answers.cards import with_cards
from shiryokan.registers.answers.citations import annex_of
from shiryokan.registers.answers.corrections import corrections
from shiryokan.registers.answers.entries import Entry, Found
from shiryokan.registers.answers.inner_tables import with_inner_tables
from shiryokan.registers.answers.learned_marks import with_known_marks
from shiryokan.registers.answers.letter_flow import letter_flow
from shiryokan.registers.answers.links import links_of
from shiryokan.registers.answers.mark_gaps import with_gaps
from shiryokan.registers.answers.marks_at_top import with_marks_at_top
from shiryokan.registers.answers.marks_beside import with_marks_beside
from shiryokan.registers.answers.model import Answer
from shiryokan.registers.answers.page_edges import without_page_edges
from shiryokan.registers.answers.series import with_series
from shiryokan.registers.answers.statements import Statement, Where, statements
from shiryokan.registers.answers.tables import Learned, columns_of
from shiryokan.registers.answers.tags import with_tags_moved
from shiryokan.registers.answers.torn_tables import put_together
from shiryokan.registers.answers.two_columns import in_order
from shiryokan.registers.answers.units import Unit, paragraphs, units, without_page_notes
from shiryokan.registers.answers.upright_letters import paragraphed
from shiryokan.registers.base import Extraction, Trace, Unplaced, sureness, trace, unique_keys
from shiryokan.registers.errors import NoRecords
from shiryokan.registers.narrow_text import narrow, parted
from shiryokan.registers.passages import TracedPassage
from shiryokan.registers.source_text import Traced

_FEWEST = 2
"""A document with fewer answered questions merely speaks of questions."""
_SHARED = 0.8
"""How sure it is that a question without an answer has that of the next question."""
_ISSUE = re.compile(r"\((?P<issue>その\s?(?P<number>\d{1,3}))\)|第\s?(?P<edition>\d{1,3})\s?[版報]")
_DATE_LINE = 14
"""The line of a letter's date has at most so many characters beside it."""


class _Letter(msgspec.Struct):
    """What the head of the letter says of all its answers."""

    date: str
    date_at: Traced
    issue: str
    issue_at: Traced
    number: int | None
    says: list[Statement]
    says_at: list[Traced]


def read_records(source: Document, document: str) -> Extraction[Answer]:
    """The answers of a document. Raises :class:`NoRecords` if it has none."""
    source = with_marks_at_top(paragraphed(source))
    flow = with_marks_beside(with_inner_tables(letter_flow(source)))
    flow = with_gaps(without_page_edges(flow, source.pages))
    flow = with_tags_moved(in_order(put_together(flow)))
    carded = with_cards(flow, source.pages)
    flow, in_cards = carded or flow, carded is not None
    learned = column_evidence.learned(flow, source.pages)
    read, found = _read(with_known_marks(flow), source.pages, learned)
    in_columns = sum(entry.in_row for entry in found.entries)
    if not in_cards and (series := with_series(flow, source.pages, in_columns=in_columns)):
        again = _read(series, source.pages, learned)
        # of as many, those whose numbers are printed
        printed = sum(bool(entry.written) for entry in found.entries) * 2 > len(found.entries)
        if len(again[1].entries) >= len(found.entries) + printed:
            read, found = again
    if len(found.entries) < _FEWEST:
        raise NoRecords(
            "answers", "no questions (問, Q) with their answers (答, A), in lines or columns"
        )
    head = _letter(paragraphs(read[: found.entries[0].at]))
    records = [_answer(entry, head, document) for entry in found.entries]
    unique_keys(records)
    return Extraction(records, found.unplaced)


def _read(
    passages: Sequence[TracedPassage], pages: Sequence[Page], learned: Mapping[int, Learned]
) -> tuple[list[Unit], Found]:
    """The units, and what is found in them. Columns of tables are read as questions and answers
    where most questions of the document stand in them: an answer may hold such a table as well."""
    if learned or any(columns_of(passage.cells) for passage in passages if passage.cells):
        read, found = _grammar(units(passages, pages, columns=True, learned=learned))
        in_rows = sum(entry.in_row for entry in found.entries)
        if in_rows * 2 > len(found.entries):
            return read, found
    return _grammar(units(passages, pages))


def _grammar(whole: Sequence[Unit]) -> tuple[list[Unit], Found]:
    read, notes = without_page_notes(whole)
    found = grammar.read(read)
    found.unplaced.extend(Unplaced.of("orphan", note.text) for note in notes)
    found.unplaced.sort(key=lambda each: each.page)
    return read, found


def _answer(entry: Entry, letter: _Letter, document: str) -> Answer:
    question, answer = parted(entry.question, "\n"), parted(entry.answer, "\n")
    corrected = [
        (each, text[each.start : max(each.end, each.start + 1)])
        for text, field in _fields(question, answer)
        for each in corrections(text, field)
        if (each.struck or entry.source is not None) and not entry.deleted
    ]
    # what is deleted says nothing of others
    said = [] if entry.deleted else _said(question, "question") + _said(answer, "answer")
    withdrawn = [(each, at) for each, at in said if each.act == "withdraws"]
    reread = [(each, at) for each, at in said if each.act != "withdraws"]
    whole = parted([entry.topic, question, answer], "\n")
    codes, code_places = references.unique(references.codes(whole))
    notes, note_places = references.unique(references.notes(whole))
    own = f"問{entry.number.text}"
    named = [each for each in references.references(whole) if each[0] != own]
    others, other_places = references.unique(named)
    collection = entry.collection.text
    record = Answer(
        document=document,
        key=f"{collection}/{entry.number.text}" if collection else entry.number.text,
        page=(entry.written or question or answer).page,
        provenance=_provenance(
            number=[entry.written], collection=[entry.collection], topic=[entry.topic],
            question=[question], answer=[answer], codes=code_places, notes=note_places,
            references=other_places, date=[letter.date_at], issue=[letter.issue_at],
            tags=entry.tags, annex=[entry.annex],
            reprint_of=[entry.source.words if entry.source else Traced()],
            corrections=[at for _, at in corrected], withdraws=[at for _, at in withdrawn],
            rereads=[at for _, at in reread], letter_says=letter.says_at,
        ),
        number=entry.number.text, collection=collection, topic=entry.topic.text,
        tags=[tag.text for tag in entry.tags],
        question=question.text, answer=answer.text, codes=codes, notes=notes, references=others,
        date=letter.date, issue=letter.issue, issue_number=letter.number,
        annex=annex_of(entry.annex.text), deleted=entry.deleted,
        reprint_of=entry.source.cited if entry.source else None,
        corrections=[each for each, _ in corrected],
        withdraws=[each for each, _ in withdrawn], rereads=[each for each, _ in reread],
        letter_says=letter.says,
    )  # fmt: skip
    record.links, left_out = links_of(record)
    record.links_left_out = left_out or None
    whole_of = {"topic": entry.topic, "question": question, "answer": answer}
    linked = [whole_of[link.field][link.start : link.end] for link in record.links]
    record.provenance |= _provenance(links=linked)
    record.confidence = sureness(record) * (_SHARED if entry.shared else 1.0)
    return record


def _fields(question: Traced, answer: Traced) -> list[tuple[Traced, Literal["question", "answer"]]]:
    return [(question, "question"), (answer, "answer")]


def _provenance(**places: list[Traced]) -> dict[str, list[Trace]]:
    traces = {name: trace(*texts) for name, texts in places.items()}
    return {name: traced for name, traced in traces.items() if traced}


def _said(text: Traced, field: Where) -> list[tuple[Statement, Traced]]:
    return [(each, text[each.start : each.end]) for each in statements(text.text, field)]


def _letter(head: Sequence[Traced]) -> _Letter:
    """The date and the issue, from what stands before the first question, and what it says of
    older letters."""
    letter = _Letter("", Traced(), "", Traced(), None, [], [])
    for text in head:
        if not letter.date:
            letter.date, letter.date_at = _date(text)
        for said, at in _said(text, "letter"):
            letter.says.append(said)
            letter.says_at.append(at)
        match = None if letter.issue else _ISSUE.search(narrow(text.text))
        if match:
            group = "issue" if match["issue"] else 0
            letter.issue_at = text.cut(match, group)
            letter.issue = letter.issue_at.text
            letter.number = int(match["number"] or match["edition"])
    return letter


def _date(text: Traced) -> tuple[str, Traced]:
    """A day that a line is there to tell; not one that a sentence mentions."""
    for mention in mentions(text.text):
        if not isinstance(mention.when, datetime.date):
            continue
        start, end = mention.start, mention.end
        line = next((p for p in text[start:end].pieces if p.line), None)
        if line and line.line and len(line.line.text) - (end - start) <= _DATE_LINE:
            return mention.when.isoformat(), text[start:end]
    return "", Traced()
