"""From a letter of corrections to its records: a corrected paragraph each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from shiryokan.paper.document import Document
from shiryokan.registers.base import Extraction, Trace, Unplaced, sureness, unique_keys
from shiryokan.registers.comparison.differences import comparable
from shiryokan.registers.errata.below import below_each_other
from shiryokan.registers.errata.letters import CorrectedPaper, cover_of, is_correcting, paper_named
from shiryokan.registers.errata.marked import Marked
from shiryokan.registers.errata.model import Erratum, Way
from shiryokan.registers.errata.reprints import (
    Paragraph,
    Reprints,
    Spot,
    codes_in,
    is_outer_mark,
    without_label,
)
from shiryokan.registers.errata.rows import Row, TableRows, parts_of
from shiryokan.registers.errata.sentences import corrections_said
from shiryokan.registers.errata.tables import Pair, columns_of, edits_between, pairs_of
from shiryokan.registers.errors import NoRecords
from shiryokan.registers.narrow_text import narrow
from shiryokan.registers.rewording import Edit
from shiryokan.registers.schedules import schedule_in
from shiryokan.registers.source_text import Traced

NAME = "errata"
_NOTE = re.compile(r"注\s?(?P<number>[0-9]{1,2})(?![0-9])")
_NUMBER = re.compile(r"(?<=の)\s?[(]\s?(?P<number>[0-9]{1,3})\s?[)]")
_QUESTION = re.compile(r"問\s?(?P<number>[0-9]+(?:[-の][0-9]+)*)")
_CIRCLE = re.compile(r"○\s*(?P<name>.{4,120})")
_SCHEDULE = re.compile(r"別表第(?P<number>[一二三123])")
_SCHEDULES = {
    "一": "medical", "二": "dental", "三": "dispensing", "1": "medical", "2": "dental",
    "3": "dispensing",
}  # fmt: skip
"""The annexes of the notice that has the three schedules."""
_PAGE_NUMBER = re.compile(r"[-－]?\s?[0-9]{1,3}\s?[-－]?|[^\w\s]{1,2}")
_NOTHING = re.compile(r"\(\s?(?:新\s?設|新\s?規|追\s?加|な\s?し|記載なし|削\s?[除る])\s?\)")
"""What stands in the place of words that there were not, or are no more."""
_OTHER_TABLES = re.compile(r"改正(?:後|前|案)|現行|新旧対照")


def read(source: Document, document: str) -> Extraction[Erratum]:
    """The corrections of a letter in order; raises ``NoRecords`` for any other document."""
    if not is_correcting(source.pages):
        raise NoRecords(NAME, "its first pages speak of no correction")
    records = list(_Reader(source, document).records())
    if not records:
        raise NoRecords(NAME, "nothing in it is struck out, inserted or said to be corrected")
    unique_keys(records)
    unplaced: list[Unplaced] = []
    for record in records:
        record.confidence = sureness(record)
    return Extraction(records, unplaced)


class _Reader:
    def __init__(self, source: Document, document: str) -> None:
        self.document = document
        self.cover = cover_of(source.pages)
        self.parts = [part for page in source.pages for part in parts_of(page)]
        rows = [part for part in self.parts if isinstance(part, Row)]
        marked = any(map(is_outer_mark, rows))
        self.reprints = Reprints(self.cover, _margin(rows), outer_marked=marked)
        self.paper = self.cover.only
        self.below = below_each_other(self.parts)

    def records(self) -> Iterator[Erratum]:
        """One for each corrected paragraph, row of a table and sentence."""
        at = 0
        parts = self.parts
        while at < len(parts):
            part = parts[at]
            if at in self.below.parts:
                self.reprints.leave()
                yield from self._gathered()
                yield from filter(None, map(self._of_pair, self.below.pairs.get(at, ())))
                at += 1
                continue
            if isinstance(part, Row):
                self._heads_table(part)
                self.reprints.row(part)
                at += 1
                yield from self._gathered()
                continue
            columns = columns_of(part)
            if columns is None:
                if _is_comparison(part):
                    self.reprints.leave()
                    self.reprints.closed = True
                self.reprints.cells(part)
                at += 1
                yield from self._gathered()
                continue
            self.reprints.leave()
            yield from self._gathered()
            tables = [part]
            at += 1
            # a table goes on at the top of the next page, behind the number of its own
            while (following := self._following(tables[-1], at)) is not None:
                at, table = following
                tables.append(table)
            for pair in pairs_of(tables, columns[0], columns[1] + 1):
                record = self._of_pair(pair)
                if record is not None:
                    yield record
        self.reprints.leave()
        yield from self._gathered()

    def _following(self, table: TableRows, at: int) -> tuple[int, TableRows] | None:
        """The rest of a table on the next page, and where the parts go on behind it."""
        while at < len(self.parts):
            part = self.parts[at]
            if isinstance(part, TableRows):
                return (at + 1, part) if _goes_on(table, part) else None
            if not _is_page_number(part):
                return None
            at += 1
        return None

    def _heads_table(self, row: Row) -> None:
        """A line above a table may say which paper it corrects."""
        if match := _CIRCLE.match(row.plain.strip()):
            named = paper_named(match["name"])
            self.paper = named or CorrectedPaper(match["name"].strip(), "", self.paper.date)

    def _gathered(self) -> Iterator[Erratum]:
        found, self.reprints.found = self.reprints.found, []
        for paragraph in found:
            if paragraph.said:
                yield from self._of_sentences(paragraph.spot, paragraph.text, paragraph.page)
            else:
                yield self._of_paragraph(paragraph)

    def _of_paragraph(self, paragraph: Paragraph) -> Erratum:
        spot, text = paragraph.spot, paragraph.text
        own = without_label(text)
        edits = own.edits()
        if not edits:
            # what is corrected is the label
            own, edits = text, text.edits()
        new = own.new
        codes = list(spot.codes)
        if spot.number.startswith("問"):
            codes = codes_in([own.new, own.old])
        whole = all(edit.start == 0 and edit.end == len(new) for edit in edits)
        return self._erratum(
            spot, codes, "" if whole and not any(e.struck for e in edits) else own.old, new, edits,
            "sentence" if paragraph.added else "marks", own.places(), paragraph.page,
            _confidence(text),
        )  # fmt: skip

    def _of_pair(self, pair: Pair) -> Erratum | None:
        wrong, right = _unmarked(pair.wrong), _unmarked(pair.right)
        if comparable(wrong) == comparable(right):
            return None
        place = narrow(pair.place.new)
        spot = self._spot_said(place, self.reprints.state.paper, wrong + right)
        texts = Marked([*pair.wrong.runs, *pair.right.runs])
        return self._erratum(
            spot, list(spot.codes), wrong, right, edits_between(wrong, right), "table",
            texts.places(), pair.page, _confidence(texts),
        )  # fmt: skip

    def _of_sentences(self, spot: Spot, text: Marked, page: int) -> Iterator[Erratum]:
        before = 0
        whole = text.new
        plain = narrow(whole)
        traced = text.traced()
        for said in corrections_said(whole):
            # a second correction of one place names it no more
            lead = plain[before : said.start] if before == 0 else plain[: said.start]
            own = self._spot_said(lead, spot.paper, "", spot)
            edits = [Edit(struck=said.old, inserted=said.new, start=0, end=len(said.new))]
            yield self._erratum(
                own, list(own.codes), said.old, said.new, edits, "sentence",
                traced[said.start : said.end].places(), page, _confidence(text),
            )  # fmt: skip
            before = said.end

    def _spot_said(
        self, place: str, paper: CorrectedPaper, words: str, above: Spot | None = None
    ) -> Spot:
        """Where a text says that a correction is."""
        state = self.reprints.state
        codes = codes_in([place]) or (list(above.codes) if above else list(state.codes))
        if not codes and words:
            first = narrow(words).split("\n")[0]
            codes = codes_in([first])[:1]
        note = _last(_NOTE, place)
        number = _last(_NUMBER, place)
        question = _last(_QUESTION, place)
        if question:
            number = f"問{question}"
        elif number:
            number = f"({int(number)})"
        own = self.paper if self.paper.name and above is None else paper
        annex = _SCHEDULE.search(place) if {"fees"} & set(own.registers) else None
        annexed = _SCHEDULES[annex["number"]] if annex else ""
        schedule = above.schedule if above else state.schedule
        return Spot(
            own if own.name else paper, schedule_in(place) or annexed or schedule,
            tuple(codes),
            above.name if above and not codes_in([place]) else state.name if state.codes else "",
            above.section if above else (), (), number, f"注{note}" if note else "",
        )  # fmt: skip

    def _erratum(
        self,
        spot: Spot,
        codes: Sequence[str],
        old: str,
        new: str,
        edits: Sequence[Edit],
        way: Way,
        places: Iterable[object],
        page: int,
        confidence: float,
    ) -> Erratum:
        codes = list(dict.fromkeys(codes))
        trace = Trace(tuple(places), confidence)  # type: ignore[arg-type]
        paper = spot.paper
        where = [paper.number or paper.name, *codes[:3], spot.name if not codes else ""]
        key = "/".join(part for part in [*where, spot.note, spot.number, *spot.place[1:]] if part)
        return Erratum(
            document=self.document,
            key=key or str(page),
            page=page,
            provenance={"new": [trace], "edits": [trace for _ in edits]},
            date=self.cover.date,
            paper=paper.name,
            paper_number=paper.number,
            paper_date=paper.date,
            section=list(spot.section),
            schedule=spot.schedule,
            codes=codes,
            name=spot.name,
            number=spot.number,
            place=list(spot.place),
            note=spot.note,
            old=old,
            new=new,
            edits=list(edits),
            way=way,
            year=paper.year or (int(self.cover.date[:4]) if self.cover.date else None),
        )


def _margin(rows: Sequence[Row]) -> float:
    """Where most full rows end."""
    ends = Counter(round(row.end / 2) * 2 for row in rows)
    if not ends:
        return 0.0
    most = max(ends.values())
    return float(max(end for end, count in ends.items() if count > 0.3 * most))


def _is_comparison(table: TableRows) -> bool:
    """Whether a table sets old and new text beside each other, which another register reads."""
    first = "".join("".join(cell.new.split()) for cell in table.rows[0].values())
    return _OTHER_TABLES.search(first) is not None


def _is_page_number(row: Row) -> bool:
    """Whether a row is the number of its page, or a sign that fell out of a cell."""
    return not row.text.corrected and _PAGE_NUMBER.fullmatch(row.plain.strip()) is not None


def _goes_on(table: TableRows, following: TableRows) -> bool:
    return (
        following.page == table.page + 1
        and columns_of(following) is None
        and max(map(len, following.rows)) >= max(map(len, table.rows)) - 1
    )


def _unmarked(text: Marked) -> str:
    """The words of a cell; those underlined in it are only pointed at. A sign that there were none
    is none of them."""
    words = text.new.strip()
    return "" if _NOTHING.fullmatch(narrow(words)) else words


def _last(pattern: re.Pattern[str], text: str) -> str:
    found = [match["number"] for match in pattern.finditer(text)]
    return found[-1] if found else ""


def _confidence(text: Marked) -> float:
    traced: Traced = text.traced()
    return traced.confidence
