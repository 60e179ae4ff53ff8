"""Exercises out of a document of the library, as whoever reads now sees it."""

from __future__ import annotations

import itertools
import random
from collections.abc import Sequence

import msgspec

from shiryokan.documents.models import Document
from shiryokan.japanese.eras import FiscalYear, NotATime, Year, written
from shiryokan.learning.errors import LearningError
from shiryokan.learning.exercise import Exercise, QuotedPlace
from shiryokan.learning.making import Made, made_of
from shiryokan.learning.making_revisions import letter_exercises, revision_exercises
from shiryokan.quotes.holders import AlteredQuote
from shiryokan.records.comparisons import comparison
from shiryokan.records.models import Extraction, Record
from shiryokan.records.rows import record_of
from shiryokan.records.standings import standings_in
from shiryokan.registers.catalogue import REGISTERS
from shiryokan.registers.exercises import Edition, PaperName
from shiryokan.registers.statements.draft import Cited

MOST = 200
"""Exercises that are made at once: more than an editor looks through."""


def asking_registers() -> list[str]:
    """The registers of whose records something can be asked."""
    return [name for name, each in REGISTERS.items() if each.asks]


def made_from(
    new: Extraction, old: Extraction | None, sort: str = "", words: str = ""
) -> list[Made]:
    """All exercises that can be made of a document, and of what became of an older one, in its
    order; of one ``sort``, and with ``words`` in their prompts, if these are given."""
    if old is not None and (old.register != new.register or old.pk == new.pk):
        raise LearningError("learning_records")
    documents = {each.document_id: each.document for each in (old, new) if each is not None}

    def label(cited: Cited) -> str:
        document = _document_of(documents, cited)
        return f"{document.title}　p.{cited.page}" if document else f"p.{cited.page}"

    register, after = REGISTERS[new.register], _edition(new)
    before = _edition(old) if old is not None else None
    drafts = register.exercises(after, before)
    if old is not None and before is not None and are_editions(old, new):
        changed = revision_exercises(register, before, after, comparison(old, new))
        drafts = itertools.chain(drafts, changed)
    made = made_of(drafts, new.register, label)
    hashes = {each.pk: each.sha256 for each in documents.values()}
    return [
        Made(_named(each.exercise, hashes), each.sort, each.about)
        for each in made
        if sort in ("", each.sort) and words in each.exercise.prompt
    ]


def made_from_letters(old: Document, later: Document, quotes: Sequence[AlteredQuote]) -> list[Made]:
    """The exercises on what a later paper corrected or withdrew of a document."""
    documents = {each.pk: each for each in (old, later)}

    def label(cited: Cited) -> str:
        document = _document_of(documents, cited)
        return f"{document.title}　p.{cited.page}" if document else f"p.{cited.page}"

    hashes = {each.pk: each.sha256 for each in documents.values()}
    return [
        Made(_named(each.exercise, hashes), each.sort, each.about)
        for each in made_of(letter_exercises(quotes, _title(old)), "", label)
    ]


def are_editions(old: Extraction, new: Extraction) -> bool:
    """Whether what one says takes the place of what the other says: of what comes out every year
    only a final and its draft."""
    return not REGISTERS[new.register].yearly or old.year == new.year


def drawn(made: Sequence[Made], count: int) -> list[Made]:
    """So many of them, spread over the document by chance, in its order."""
    # no secret: which are drawn is seen by the editor at once
    chosen = random.sample(range(len(made)), min(count, MOST, len(made)))
    return [made[at] for at in sorted(chosen)]


def _edition(extraction: Extraction) -> Edition:
    ended = standings_in(extraction.register)
    # what an editor put right stands on no page, and what a later paper ended is no rule any more
    rows = Record.objects.filter(extraction=extraction, corrected=False).order_by("position")
    records = [record_of(row) for row in rows if str(row.pk) not in ended]
    return Edition(records, PaperName(_title(extraction.document), _when(extraction)))


def _title(document: Document) -> str:
    """What a document is called in a prompt: nothing where nobody is sure of its title."""
    is_sure = document.title_given or document.title_confidence >= _SURE_TITLE
    return document.title if is_sure else ""


_SURE_TITLE = 0.5
"""Confidence (0 to 1) of a title that was read, from which on it may stand in a prompt."""


def _when(extraction: Extraction) -> str:
    """The year of a paper, where no other paper of its series has the same one."""
    if extraction.year is None:
        return ""
    same = Extraction.objects.filter(
        register=extraction.register, series=extraction.series, year=extraction.year,
        state=Extraction.State.FOUND,
    )  # fmt: skip
    if extraction.series_id is not None and same.count() > 1:
        return ""
    is_yearly = REGISTERS[extraction.register].yearly
    year = FiscalYear(extraction.year) if is_yearly else Year(extraction.year)
    try:
        return written(year)
    except NotATime:
        return ""


def _document_of(documents: dict[str, Document], cited: Cited) -> Document | None:
    found = documents.get(cited.document)
    if found is None:
        found = next((d for d in documents.values() if d.sha256 == cited.document), None)
    return found


def _named(exercise: Exercise, hashes: dict[str, str]) -> Exercise:
    """The exercise with the documents of its quotes by their SHA-256."""
    quotes: tuple[QuotedPlace, ...] = tuple(
        msgspec.structs.replace(quote, sha256=hashes.get(quote.sha256, quote.sha256))
        for quote in exercise.quotes
    )
    made: Exercise = msgspec.structs.replace(exercise, quotes=quotes)
    return made
