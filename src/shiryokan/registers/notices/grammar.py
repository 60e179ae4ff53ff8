"""The grammar of notices. :mod:`shiryokan.registers.notices` tells of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from shiryokan.japanese.eras import FiscalYear, mentions
from shiryokan.paper.document import Document
from shiryokan.paper.model import Page
from shiryokan.registers.base import Extraction, Heading, Unplaced, sureness, trace, unique_keys
from shiryokan.registers.errors import NoRecords
from shiryokan.registers.item_codes import cited, codes_of
from shiryokan.registers.narrow_text import LEADERS, narrow, parted
from shiryokan.registers.notices.glance import glance
from shiryokan.registers.notices.heads import HEAD, PARAGRAPH
from shiryokan.registers.notices.model import Notice
from shiryokan.registers.passages import traced_flow
from shiryokan.registers.source_text import Traced, joined

_SCHEDULES = {"医科": "medical", "歯科": "dental", "調剤": "dispensing"}
_SCHEDULE = re.compile(r"\s*(?P<name>医科|歯科|調剤)(?:診療)?報酬点数表に関する事項\s*")
_HEADING = re.compile(
    r"\s*(?P<number>第\s?\d{1,2}\s?(?P<rank>[章部節款])(?:の\d)?)\s*(?P<title>[^。、]{0,40})"
)
_ANGLED = re.compile(r"\s*[<〈](?P<title>[^<>〈〉]{1,30})[>〉]\s*")
_GENERAL = re.compile(r"\s*[<〈]?\s*(?P<name>通\s?則)\s*[>〉]?\s*")
_PLAIN = re.compile(r"\s*(?P<number>(?P<count>\d{1,2}))[ .]+(?=\S)")
_ITEM = re.compile(
    r"\s*(?:\(\s?(?:\d{1,3}|[ア-ンイロハa-z])\s?\)|[ア-ン][ 　]|[①-⑳]|[a-z][ 　]|・|※"
    r"|注\d*[ 　]|\d{1,2}[ 　])"
)
_NOTE = re.compile(r"「注\s?(?P<first>\d{1,2})(?:の(?P<second>\d{1,2}))?」")
_RANKS = "章部節款"
_ANGLED_RANK = len(_RANKS)
_FEWEST = 2
"""A document with fewer items under heads merely names one."""


@dataclass(slots=True)
class _Paragraph:
    number: Traced
    label: str
    parts: list[list[Traced]] = field(default_factory=list)


@dataclass(slots=True)
class _Entry:
    """An item, or general rules, while its paragraphs are read."""

    schedule: str
    schedule_at: Traced
    code: Traced
    codes: list[str]
    name: Traced
    section: list[tuple[Traced, Traced]]
    pattern: re.Pattern[str] | None = None
    paragraphs: list[_Paragraph] = field(default_factory=list)


def read(source: Document | Sequence[Page], document: str) -> Extraction[Notice]:
    """The paragraphs of a notice. Raises :class:`NoRecords`."""
    source = Document.of(source)
    reading = _Reading()
    if glance(source.pages):
        for starts, line in _lines(source):
            reading.line(line, starts)
    items = [e for e in reading.entries if e.codes and e.pattern is PARAGRAPH]
    if len(items) < _FEWEST:
        raise NoRecords("notices", "no items (Ａ０００　初診料) with numbered paragraphs, (1)")
    records = [
        _notice(entry, paragraph, reading, document)
        for entry in reading.entries
        for paragraph in entry.paragraphs
    ]
    unique_keys(records)
    return Extraction(records, reading.unplaced)


def _lines(document: Document) -> Iterator[tuple[bool, Traced]]:
    """The lines of the flow, and whether each begins a passage; a row of a table is a line."""
    for passage in traced_flow(document):
        if passage.kind == "table":
            for row in sorted({cell.row for cell in passage.cells}):
                cells = sorted((c for c in passage.cells if c.row == row), key=lambda c: c.column)
                parts = [joined(cell.paragraphs) for cell in cells]
                yield True, parted([part for part in parts if part], "\t")
        else:
            for number, line in enumerate(passage.lines):
                yield number == 0, line


class _Reading:
    """One pass over the lines."""

    def __init__(self) -> None:
        self.entries: list[_Entry] = []
        self.unplaced: list[Unplaced] = []
        self.headings: dict[int, tuple[Traced, Traced]] = {}
        self.schedule, self.schedule_at = "", Traced()
        self.year: int | None = None
        self.year_at = Traced()
        self.open: _Entry | None = None

    def line(self, line: Traced, starts: bool) -> None:
        plain = narrow(line.text)
        if not plain.strip():
            return
        if match := _SCHEDULE.fullmatch(plain):
            self.schedule, self.schedule_at = _SCHEDULES[match["name"]], line.cut(match, "name")
            self.headings, self.open = {}, None
        elif LEADERS.search(plain):
            self.unplaced.append(Unplaced.of("orphan", line))
        elif not self._heads(line, plain):
            self._text(line, plain, starts)

    def _heads(self, line: Traced, plain: str) -> bool:
        """Whether the line is a heading, or the head of an item or of general rules."""
        if match := _GENERAL.fullmatch(plain):
            self._begin(Traced(), [], line.cut(match, "name"))
        elif match := _HEADING.fullmatch(plain):
            rank = _RANKS.index(match["rank"])
            self._heading(rank, line.cut(match, "number"), line.cut(match, "title").strip())
        elif match := _ANGLED.fullmatch(plain):
            self._heading(_ANGLED_RANK, Traced(), line.cut(match, "title").strip())
        elif match := HEAD.fullmatch(plain):
            code = line.cut(match, "code") or line.cut(match, "numbered")
            self._begin(code, codes_of(narrow(code.text)), line.cut(match, "name").strip())
        else:
            return False
        return True

    def _text(self, line: Traced, plain: str, starts: bool) -> None:
        if self.open is None and self.headings:
            self._under_heading()
        if self.open is None:
            self._before(line)
        else:
            self._body(self.open, line, plain, starts)

    def _under_heading(self) -> None:
        """What stands right under a heading are general rules that are not called so."""
        number, title = self.headings[max(self.headings)]
        self._begin(Traced(), [], title or number)

    def _heading(self, rank: int, number: Traced, title: Traced) -> None:
        self.headings = {r: h for r, h in self.headings.items() if r < rank}
        self.headings[rank] = number, title
        self.open = None

    def _begin(self, code: Traced, codes: list[str], name: Traced) -> None:
        section = [self.headings[rank] for rank in sorted(self.headings)]
        self.open = _Entry(self.schedule, self.schedule_at, code, codes, name, section)
        self.entries.append(self.open)

    def _before(self, line: Traced) -> None:
        if not self.entries and self.year is None:
            for mention in mentions(line.text):
                if isinstance(mention.when, FiscalYear):
                    self.year = mention.when.year
                    self.year_at = line[mention.start : mention.end]
                    break
        self.unplaced.append(Unplaced.of("orphan", line))

    def _body(self, entry: _Entry, line: Traced, plain: str, starts: bool) -> None:
        expected = sum(1 for paragraph in entry.paragraphs if paragraph.label) + 1
        for pattern in [entry.pattern] if entry.pattern else [PARAGRAPH, _PLAIN]:
            match = pattern.match(plain)
            if match and int(match["count"]) == expected:
                entry.pattern = pattern
                count = match["count"]
                label = f"({count})" if pattern is PARAGRAPH else count
                paragraph = _Paragraph(line.cut(match, "number"), label)
                paragraph.parts.append([line[match.end() :]])
                entry.paragraphs.append(paragraph)
                return
        if not entry.paragraphs:
            entry.paragraphs.append(_Paragraph(Traced(), ""))
        parts = entry.paragraphs[-1].parts
        if starts or not parts or _ITEM.match(plain):
            parts.append([line])
        else:
            parts[-1].append(line)


def _notice(entry: _Entry, paragraph: _Paragraph, reading: _Reading, document: str) -> Notice:
    text = parted([joined(lines) for lines in paragraph.parts], "\n")
    notes: dict[str, Traced] = {}
    for match in _NOTE.finditer(narrow(text.text)):
        second = f"の{int(match['second'])}" if match["second"] else ""
        notes.setdefault(f"注{int(match['first'])}{second}", text.cut(match))
    others = [code for code in cited(text.text) if code not in entry.codes]
    code = entry.codes[0] if entry.codes else ""
    general = ["通則"] if _GENERAL.fullmatch(narrow(entry.name.text)) else []
    above = ["".join(narrow((number or title).text).split()) for number, title in entry.section]
    place = code or "/".join(above + general)
    traces = {
        "schedule": trace(entry.schedule_at),
        "code": trace(entry.code),
        "name": trace(entry.name),
        "number": trace(paragraph.number),
        "text": trace(text),
        "section": trace(*(number + title for number, title in entry.section)),
        "notes": trace(*notes.values()),
        "codes": trace(*([text] * len(others))),
        "year": trace(reading.year_at),
    }
    record = Notice(
        document=document,
        key=f"{place}/{paragraph.label}" if paragraph.label else place,
        page=(paragraph.number or text or entry.name).page,
        provenance={name: traced for name, traced in traces.items() if traced},
        schedule=entry.schedule,
        code=code,
        name=entry.name.text,
        number=paragraph.label,
        text=text.text,
        section=[Heading(number.text, title.text) for number, title in entry.section],
        notes=list(notes),
        codes=others,
        year=reading.year,
    )
    record.confidence = sureness(record)
    return record
