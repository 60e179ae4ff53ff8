"""Records of what the grammar gathered: a numbered paragraph each."""

from __future__ import annotations

import re
import statistics
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from shiryokan.paper.document import Document
from shiryokan.registers.base import (
    Extraction,
    Trace,
    Unplaced,
    sureness,
    trace,
    unique_keys,
)
from shiryokan.registers.base import Heading as PlainHeading
from shiryokan.registers.notices import references
from shiryokan.registers.notices.bodies import Body, Entry, Hangs, Piece, body_of, lines_of
from shiryokan.registers.notices.glance import check
from shiryokan.registers.notices.grammar import Grammar, Part
from shiryokan.registers.notices.heads import Named, is_deleted
from shiryokan.registers.notices.labels import Form
from shiryokan.registers.notices.model import Notice
from shiryokan.registers.notices.rows import Row, rows_of
from shiryokan.registers.source_text import Traced, joined

_SPACED = re.compile(r"(?:\S\s+)+\S")
_ISSUED = re.compile(
    r"(?P<era>令和|平成)\s?(?P<year>[0-9]{1,2}|元)年(?:\s?[0-9]{1,2}月\s?[0-9]{1,2}日)?"
    r"(?:厚生労働省告示|付け?保医発|保医発)"
)
_ERAS = {"令和": 2018, "平成": 1988}
_KEPT = ("<circle>",)
"""Signs that NFKC would undo: ① is not 1."""
_SHORT_NAMES = {"medical": "医科", "dental": "歯科", "dispensing": "調剤", "": ""}


def read(source: Document, document: str) -> Extraction[Notice]:
    """The paragraphs of a notice in order; raises ``NoRecords`` for any other document."""
    rows, across = rows_of(source)
    right, em = _margin(rows), _em(rows)
    found = Grammar(rows, right, em).run()
    check(found, rows)
    year = _year(rows)
    unplaced = found.unplaced
    notices: list[Notice] = []
    hangs: Hangs = {}
    readers = [_Reader(part, right, em, document, year, hangs) for part in found.parts]
    # general rules have numbers of their own
    numbered = _numbered([reader.body for reader in readers if reader.part.names])
    for reader in readers:
        notices += reader.notices(numbered)
        unplaced += reader.unplaced
    unique_keys(notices)
    for page in dict.fromkeys(text.page for text in across):
        own = joined(text for text in across if text.page == page)
        unplaced.append(Unplaced.of("unreadable", own))
    unplaced.sort(key=lambda each: each.page)
    return Extraction(notices, unplaced)


def _numbered(bodies: Iterable[Body]) -> Collection[Form]:
    """The forms of labels with which paragraphs are numbered: ①, where most items have it first
    below their head, and numbers with or without brackets elsewhere."""
    first = Counter(body.entries[0].label.form for body in bodies if body.entries and not body.lead)
    # items of several branches have numbers first, whatever their paragraphs have
    circles = first["circle"] > first["bracket"] and first["circle"] * 2 >= first["number"]
    return ("number", "bracket", "circle") if circles else ("number", "bracket")


def _margin(rows: Sequence[Row]) -> float:
    """Where most full rows end."""
    ends = Counter(round(row.end) for row in rows if not row.cells)
    if not ends:
        return 0.0
    most = max(ends.values())
    return float(max(end for end, count in ends.items() if count > 0.3 * most))


def _em(rows: Sequence[Row]) -> float:
    """The width of a character, which is a little more than the height of its ink."""
    sizes = [row.size for row in rows if not row.cells]
    return statistics.median(sizes) * 1.025 if sizes else 10.0


def _year(rows: Iterable[Row]) -> int | None:
    """The year of the revision: the latest in which a law or letter that it names was issued."""
    years = [
        _ERAS[match["era"]] + (1 if match["year"] == "元" else int(match["year"]))
        for row in rows
        for match in _ISSUED.finditer(re.sub(r"\s", "", row.plain))
    ]
    return max(years, default=None)


@dataclass(frozen=True, slots=True)
class _Above:
    """An entry that only heads those below it."""

    number: str
    title: Traced
    trace: Traced


class _Reader:
    """The records of a part: of an item, or of general rules."""

    def __init__(
        self, part: Part, right: float, em: float, document: str, year: int | None, hangs: Hangs
    ) -> None:
        self.part, self.right, self.em = part, right, em
        self.document, self.year = document, year
        self.body: Body = body_of(part.rows, right, em, hangs)
        self.unplaced = [
            Unplaced.of("disorder", joined(row.text for row in entry.rows))
            for entry in self.body.disordered
        ]

    def notices(self, numbered: Collection[Form]) -> Iterator[Notice]:
        """One for each paragraph and each code of the head; ``numbered`` are the forms of the
        labels of paragraphs."""
        named: list[tuple[str, Named | None]] = [
            (code, each) for each in self.part.names for code in each.codes
        ]
        paragraphs = list(self._paragraphs(numbered))
        if not paragraphs and named:
            paragraphs = [([], None, [])]
        for code, each in named or [("", None)]:
            others = [other for other, _ in named if other != code]
            for above, entry, pieces in paragraphs:
                yield self._notice(code, each, others, above, entry, pieces)

    def _paragraphs(
        self, numbered: Collection[Form]
    ) -> Iterator[tuple[list[_Above], Entry | None, list[Piece]]]:
        lead = [Piece(row) for row in self.body.lead]
        for entry in self.body.entries:
            if entry.label.form not in numbered:
                # a list of kana belongs to what leads to it
                lead += entry.pieces(labelled=True)
                continue
            if lead:
                yield [], None, lead
                lead = []
            yield from self._of_entry(entry, [])
        if lead:
            yield [], None, lead

    def _of_entry(
        self, entry: Entry, above: list[_Above]
    ) -> Iterator[tuple[list[_Above], Entry | None, list[Piece]]]:
        if not self._heads_others(entry):
            yield above, entry, list(entry.pieces())
            return
        title = entry.own_text
        whole = joined(row.text for row in entry.rows)
        above = [*above, _Above(entry.label.text, title, whole)]
        for below in entry.below:
            yield from self._of_entry(below, above)

    def _heads_others(self, entry: Entry) -> bool:
        """Whether an entry is a title over numbered paragraphs, as those within Ｂ００１."""
        if entry.label.form != "number" or not entry.below:
            return False
        if any(below.label.form != "bracket" for below in entry.below):
            return False
        text = entry.own_text.text.rstrip()
        return bool(text) and not re.search("。|、$", text) and len(entry.rows) <= 3

    def _notice(
        self,
        code: str,
        named: Named | None,
        shared: list[str],
        above: list[_Above],
        entry: Entry | None,
        pieces: list[Piece],
    ) -> Notice:
        part = self.part
        lines = lines_of(pieces, self.right, self.em)
        whole = joined(lines)
        name = clean(named.name) if named else ""
        path = [PlainHeading(_flat(h.number), _flat(h.title)) for h in part.path]
        number = entry.label.text if entry else ""
        own_names = (name, _bare(name), *(clean(each.title) for each in above))
        notes = _unique(references.notes(whole, own_names))
        cited = [
            (value, of, place)
            for value, of, place in references.codes(whole, part.schedule)
            if not (value == code and of == part.schedule)
        ]
        own = _unique((value, place) for value, of, place in cited if of == part.schedule)
        others = _unique(
            (f"{_SHORT_NAMES[of]}{value}", place)
            for value, of, place in cited
            if of != part.schedule
        )
        provenance: dict[str, list[Trace]] = {
            "code": trace(named.written) if named else [],
            "name": trace(named.name) if named else [],
            "number": trace(entry.rows[0].text[: entry.label.end].strip()) if entry else [],
            "text": trace(whole),
            "section": trace(*(h.number + h.title for h in part.path)),
            "part": trace(*(each.trace for each in above)),
            "notes": trace(*notes.values()),
            "references": trace(*own.values()),
            "elsewhere": trace(*others.values()),
        }
        place = whole or (named.written if named else Traced())
        notice = Notice(
            document=self.document,
            key=_key(part, code, [each.number for each in above], number),
            page=place.page,
            provenance={field: found for field, found in provenance.items() if found},
            code=code,
            name=name,
            number=number,
            text="\n".join(filter(None, map(clean, lines))),
            section=path,
            part=[PlainHeading(each.number, clean(each.title)) for each in above],
            notes=list(notes),
            references=list(own),
            elsewhere=list(others),
            shared=shared,
            schedule=part.schedule,
            deleted=is_deleted(name) or (not name and is_deleted(whole.text)),
            year=self.year,
        )
        notice.confidence = sureness(notice)
        return notice


def _key(part: Part, code: str, above: list[str], number: str) -> str:
    """What a paragraph is: its schedule, its item or the headings over it, and its number."""
    place = [code] if code else [_flat(h.number) or _flat(h.title) for h in part.path]
    return "/".join(filter(None, [part.schedule, *place, *above, number])) or "0"


def _unique(found: Iterable[tuple[str, Traced]]) -> dict[str, Traced]:
    """Each value once, in order, with the place where it is named first."""
    first: dict[str, Traced] = {}
    for value, place in found:
        first.setdefault(value, place)
    return first


def clean(text: Traced) -> str:
    """NFKC, but for circled signs; white space as one space, a tab between cells kept."""
    out = "".join(
        c if unicodedata.decomposition(c).startswith(_KEPT) else unicodedata.normalize("NFKC", c)
        for c in text.text
    )
    return re.sub(r"[^\S\t]+", " ", unicodedata.normalize("NFC", out)).strip()


def _flat(text: Traced) -> str:
    """A heading, without the white space between the letters of a short word (検　査)."""
    out = clean(text)
    return re.sub(r"\s", "", out) if _SPACED.fullmatch(out) and len(out) < 12 else out


def _bare(name: str) -> str:
    """A name without what stands in brackets behind it."""
    return re.sub(r"\s*[(（][^()（）]*[)）]$", "", name)
