"""How a quote stands in the library as whoever reads just now sees it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from shiryokan.documents.models import DOCUMENT_ID_LENGTH, Document, Page
from shiryokan.documents.pages import page_from_row
from shiryokan.documents.same_address import newest_at_address
from shiryokan.paper.model import Box
from shiryokan.quotes.errata import Erratum, about, beside_errata, errata_of
from shiryokan.quotes.quote import Quote, found_again
from shiryokan.quotes.squeezing import squeezed
from shiryokan.quotes.standing import HOLDS, Cause, Standing
from shiryokan.quotes.versions import Editions, beside_version, carried
from shiryokan.records import models
from shiryokan.records.comparisons import comparison, editions
from shiryokan.records.rows import record_of
from shiryokan.records.standings import KeptStanding, standings_in
from shiryokan.registers.base import Record, Register
from shiryokan.registers.catalogue import REGISTERS


class StoredRecords(Mapping[str, Record]):
    """The records of an extraction by key, as corrected; each is made when it is asked for."""

    def __init__(self, extraction: models.Extraction) -> None:
        rows = models.Record.objects.filter(extraction=extraction).defer("text")
        self._rows = {row.key: row for row in rows.order_by("position")}
        self._made: dict[str, Record] = {}

    def __getitem__(self, key: str) -> Record:
        if key not in self._made:
            self._made[key] = record_of(self._rows[key])
        return self._made[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def id_of(self, key: str) -> str:
        """The id of a record."""
        return str(self._rows[key].pk)

    def corrected(self, key: str) -> bool:
        """Whether an editor put something in a record right."""
        return self._rows[key].corrected


def rewording_registers() -> list[str]:
    """The registers whose records correct other papers."""
    return [
        name for name, each in REGISTERS.items() if type(each).rewording is not Register.rewording
    ]


def later_editions(own: models.Extraction) -> list[models.Extraction]:
    """The editions that came after one, and are versions of it, the oldest first."""
    found = editions(own)
    at = next((n for n, each in enumerate(found) if each.pk == own.pk), len(found))
    later = found[at + 1 :]
    if REGISTERS[own.register].yearly:
        later = [each for each in later if each.year == own.year]
    return later


class Library:
    """What quotes are judged beside, read once for all of them. It is for one reader and for some
    seconds: what comes in meanwhile is not seen."""

    def __init__(self) -> None:
        self._records: dict[int, StoredRecords] = {}
        self._editions: dict[tuple[int, int], Editions] = {}
        self._followers: dict[int, list[models.Extraction]] = {}
        self._extractions: dict[tuple[str, str], models.Extraction | None] = {}
        self._documents: dict[str, Document | None] = {}
        self._answers: dict[str, dict[str, KeptStanding]] = {}
        self._at_address: dict[str, str | None] = {}
        self._texts: dict[str, tuple[str, list[tuple[int, int]]]] = {}

    def standing_of(self, quote: Quote) -> Standing | None:
        """How a quote stands; None where its document is there and whoever reads may not see it:
        then nothing can be said."""
        if self._document(quote.document) is None:
            known = Document.everything.filter(pk=quote.document).first()
            if known is not None and known.binned_at is None:
                return None
            return Standing(state="gone", cause=Cause(kind="removal"))
        # a register of another package may be gone
        known_register = quote.register in REGISTERS
        own = self._extraction(quote.document, quote.register) if known_register else None
        if own is None:
            return self._of_page(quote)
        records = self._records_of(own)
        if quote.key not in records:
            return self._of_page(quote)
        return (
            self._beside_answers(quote, records)
            or self._beside_versions(quote, own)
            or self._beside_corrections(quote, records)
            or self._beside_letters(quote, records)
            or HOLDS
        )

    def _document(self, pk: str) -> Document | None:
        if pk not in self._documents:
            self._documents[pk] = Document.objects.filter(pk=pk).first()
        return self._documents[pk]

    def _extraction(self, document: str, register: str) -> models.Extraction | None:
        if (document, register) not in self._extractions:
            found = models.Extraction.objects.filter(
                document=document, register=register, state=models.Extraction.State.FOUND
            )
            self._extractions[document, register] = found.select_related("document").first()
        return self._extractions[document, register]

    def _records_of(self, extraction: models.Extraction) -> StoredRecords:
        if extraction.pk not in self._records:
            self._records[extraction.pk] = StoredRecords(extraction)
        return self._records[extraction.pk]

    def _beside_answers(self, quote: Quote, records: StoredRecords) -> Standing | None:
        if quote.register not in self._answers:
            self._answers[quote.register] = standings_in(quote.register)
        kept = self._answers[quote.register].get(records.id_of(quote.key))
        if kept is None:
            return None
        by = kept.standing
        document = by.document[:DOCUMENT_ID_LENGTH]
        place = self._extraction(document, quote.register)
        page, words = 0, by.words
        boxes: tuple[Box, ...] = ()
        if place is not None and by.key in (says := self._records_of(place)):
            record = says[by.key]
            page = record.page
            traces = [t for own in record.provenance.values() for t in own]
            told = [p for t in traces for p in t.places if squeezed(by.words) in squeezed(p.text)]
            places = told if by.words else [p for t in traces for p in t.places]
            if places:
                page, boxes = places[0].page, places[0].boxes
                words = words or places[0].text
        cause = Cause(
            kind="answer", document=document, page=page, boxes=boxes, words=words,
            register=quote.register, key=by.key,
        )  # fmt: skip
        return Standing(state="withdrawn" if by.state == "withdrawn" else "corrected", cause=cause)

    def _later(self, own: models.Extraction) -> list[models.Extraction]:
        if own.pk not in self._followers:
            self._followers[own.pk] = later_editions(own)
        return self._followers[own.pk]

    def _beside_versions(self, quote: Quote, own: models.Extraction) -> Standing | None:
        at = own
        for later in self._later(own):
            made = self._editions_of(at, later)
            standing = beside_version(quote, made, later.document_id)
            if standing.state != "holds":
                return standing
            quote, at = carried(quote, standing), later
        return None

    def _editions_of(self, old: models.Extraction, new: models.Extraction) -> Editions:
        if (old.pk, new.pk) not in self._editions:
            self._editions[old.pk, new.pk] = Editions(
                self._records_of(old), self._records_of(new), comparison(old, new)
            )
        return self._editions[old.pk, new.pk]

    def _beside_corrections(self, quote: Quote, records: StoredRecords) -> Standing | None:
        """An editor put right what was read: the quoted words are in what was extracted, and not in
        what holds in its place."""
        if not records.corrected(quote.key):
            return None
        found = models.Correction.objects.filter(
            document=quote.document, register=quote.register, key=quote.key, field=quote.field,
            withdrawn_at=None,
        ).first()  # fmt: skip
        field = REGISTERS[quote.register].field(quote.field)
        if found is None or field is None:
            return None
        wanted = squeezed(quote.words)
        old, new = (
            squeezed(field.kind.compared(value)) for value in (found.extracted, found.value)
        )
        if wanted in new or wanted not in old:
            return None
        cause = Cause(
            kind="correction", document=quote.document, page=quote.page, boxes=quote.boxes,
            words=field.kind.compared(found.value), register=quote.register, key=quote.key,
        )  # fmt: skip
        return Standing(state="corrected", cause=cause)

    def _beside_letters(self, quote: Quote, records: StoredRecords) -> Standing | None:
        if not any(quote.register in each.rewording.registers for each in self.errata):
            return None
        record = records[quote.key]
        found = about(self.errata, quote.register, record)
        return beside_errata(quote, record, quote.register, found) if found else None

    @cached_property
    def errata(self) -> list[Erratum]:
        """What the letters that are seen correct in other papers."""
        letters = models.Extraction.objects.filter(
            register__in=rewording_registers(), state=models.Extraction.State.FOUND
        )
        return [
            erratum
            for letter in letters
            for erratum in errata_of(letter.register, self._records_of(letter).values())
        ]

    def _of_page(self, quote: Quote) -> Standing:
        """Of words outside of records: they must stand in their own place, and in the newest
        edition once with all that is around them."""
        row = Page.objects.filter(document=quote.document, number=quote.page).first()
        if row is None or not found_again(page_from_row(row), quote):
            place = Cause(kind="reading", document=quote.document, page=quote.page)
            return Standing(state="unsure", cause=place, likeness=0.0)
        newer = self._newest_of(quote.document)
        if newer is None:
            return HOLDS
        text, begins = self._text_of(newer)
        wanted = squeezed(quote.before + quote.words + quote.after)
        if text.count(wanted) == 1:
            return HOLDS
        at = text.find(squeezed(quote.words))
        page = next((n for start, n in reversed(begins) if start <= at), 0) if at >= 0 else 0
        cause = Cause(kind="comparison", document=newer, page=page)
        return Standing(state="unsure", cause=cause, likeness=0.0)

    def _newest_of(self, document: str) -> str | None:
        found = models.Extraction.objects.filter(
            document=document, state=models.Extraction.State.FOUND, series__isnull=False
        ).select_related("document")
        for own in found:
            if later := self._later(own):
                return later[-1].document_id
        if document not in self._at_address:
            self._at_address[document] = newest_at_address(document)
        return self._at_address[document]

    def _text_of(self, document: str) -> tuple[str, list[tuple[int, int]]]:
        """A document's words without white space, and where its pages begin in them."""
        if document not in self._texts:
            begins, whole, at = [], [], 0
            rows = Page.objects.filter(document=document).order_by("number")
            for number, text in rows.values_list("number", "text"):
                words = squeezed(text)
                begins.append((at, number))
                whole.append(words)
                at += len(words)
            self._texts[document] = "".join(whole), begins
        return self._texts[document]
