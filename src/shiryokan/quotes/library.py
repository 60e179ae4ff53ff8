"""How a quote stands in the library as whoever reads just now sees it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from shiryokan.documents.models import DOCUMENT_ID_LENGTH, Document
from shiryokan.documents.models import Page as PageRow
from shiryokan.documents.pages import page_from_row
from shiryokan.documents.same_address import newest_at_address
from shiryokan.paper.model import Box, Page
from shiryokan.paper.places import TextSpan, boxes_of, spans_in, words_of
from shiryokan.quotes.document_text import DocumentText, place_in_newer
from shiryokan.quotes.errata import Erratum, about, beside_errata, errata_of
from shiryokan.quotes.parts import part_with
from shiryokan.quotes.quote import Quote, found_again, lines_of
from shiryokan.quotes.squeezing import Squeezed, squeezed
from shiryokan.quotes.standing import HOLDS, Cause, CauseKind, Standing
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
        self._newest: dict[str, str | None] = {}
        self._texts: dict[str, DocumentText] = {}

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
        read = HOLDS
        if part_with(records[quote.key], quote.register, quote) is None:
            # read anew: the words may stand elsewhere on the page, or nowhere
            read = self._as_read(quote)
            if read.state != "holds":
                return read
        beside = self._beside_versions(quote, own)
        return (
            self._beside_answers(quote, records)
            or (beside if beside is not None and beside.state != "holds" else None)
            or self._beside_corrections(quote, records)
            or self._beside_letters(quote, records)
            or beside
            or read
        )

    def _as_read(self, quote: Quote) -> Standing:
        """Whether a quote's words stand on its page as it is read now, and where."""
        page = self._page(quote.document, quote.page)
        spans = found_again(page, quote) if page is not None else []
        if page is None or not spans:
            return _not_read(quote)
        moved = spans != spans_in(page, quote.boxes)
        return _stands_at("reading", quote.document, page, spans) if moved else HOLDS

    def _page(self, document: str, number: int) -> Page | None:
        row = PageRow.objects.filter(document=document, number=number).first()
        return page_from_row(row) if row is not None else None

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
        """Beside all later versions; where it holds in all of them, by its place in the newest."""
        at = own
        standing = None
        for later in self._later(own):
            made = self._editions_of(at, later)
            standing = beside_version(quote, made, later.document_id)
            if standing.state != "holds":
                return standing
            quote, at = carried(quote, standing), later
        return standing

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
        edition where what is around them says it."""
        page = self._page(quote.document, quote.page)
        spans = found_again(page, quote) if page is not None else []
        if page is None or not spans:
            return _not_read(quote)
        newer = self.newest_of(quote.document)
        if newer is None:
            return self._as_read(quote)
        old, new = self._text_of(quote.document), self._text_of(newer)
        start = old.begin_of(quote.page) + len(squeezed(page.text[: spans[0][0]]))
        end = start + len(squeezed(quote.words))
        at = None
        if old.text[start:end] == squeezed(quote.words):
            at = place_in_newer(old, start, end, new)
        if at is not None:
            number, begin = new.page_at(at)
            there = self._page(newer, number)
            if there is not None and (found := _in_squeezed(there, begin, end - start)):
                return _stands_at("comparison", newer, there, found)
        like = new.text.find(squeezed(quote.words))
        number = new.page_at(like)[0] if like >= 0 else 0
        cause = Cause(kind="comparison", document=newer, page=number)
        return Standing(state="unsure", cause=cause, likeness=0.0)

    def newest_of(self, document: str) -> str | None:
        """The id of the newest version of a document; None where it has no later one."""
        if document not in self._newest:
            self._newest[document] = self._find_newest(document)
        return self._newest[document]

    def _find_newest(self, document: str) -> str | None:
        found = models.Extraction.objects.filter(
            document=document, state=models.Extraction.State.FOUND, series__isnull=False
        ).select_related("document")
        for own in found:
            if later := self._later(own):
                return later[-1].document_id
        return newest_at_address(document)

    def _text_of(self, document: str) -> DocumentText:
        if document not in self._texts:
            rows = PageRow.objects.filter(document=document).order_by("number")
            self._texts[document] = DocumentText(rows.values_list("number", "text"))
        return self._texts[document]


def _not_read(quote: Quote) -> Standing:
    place = Cause(kind="reading", document=quote.document, page=quote.page)
    return Standing(state="unsure", cause=place, likeness=0.0)


def _stands_at(kind: CauseKind, document: str, page: Page, spans: Sequence[TextSpan]) -> Standing:
    cause = Cause(
        kind=kind, document=document, page=page.page, boxes=tuple(boxes_of(page, [spans])[0]),
        words=words_of(page, spans),
    )  # fmt: skip
    return Standing(state="holds", cause=cause)


def _in_squeezed(page: Page, begin: int, length: int) -> list[TextSpan]:
    """The spans of ``length`` characters of a page's words without white space; nothing where they
    run on into the next page."""
    text = Squeezed(page.text)
    if begin + length > len(text.text):
        return []
    return lines_of(page, *text.span(begin, begin + length))
