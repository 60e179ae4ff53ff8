"""The gold of quotes (``gold.tsv``, made by ``bench/quotes_gold.py`` without any register): places
of the corpora, each with the standing that it should have."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from shiryokan.paper.document import Document
from shiryokan.paper.model import Page
from shiryokan.quotes.anchor import anchored
from shiryokan.quotes.errata import about, beside_errata, errata_of
from shiryokan.quotes.quote import Quote, quote_of
from shiryokan.quotes.squeezing import Squeezed
from shiryokan.quotes.standing import HOLDS, Standing
from shiryokan.quotes.versions import Editions, beside_version
from shiryokan.registers.base import NoRecords, Record
from shiryokan.registers.catalogue import REGISTERS
from shiryokan.registers.comparison import compare

FILE = Path(__file__).parent / "gold.tsv"
REGISTER_OF = {"revision": "fees", "plan": "measures", "errata": "notices"}
"""The register of the quoted paper, by the kind of a row."""


class Row(NamedTuple):
    """A row of the gold; ``nth`` (from 0) of the places on the page at which the words stand."""

    set: str
    kind: str
    old: str
    new: str
    page: int
    nth: int
    begins: str
    ends: str
    length: int
    hash: str
    about: str
    standing: str


def rows() -> list[Row]:
    """All of them."""
    with FILE.open(encoding="utf-8", newline="") as file:
        lines = list(csv.reader(file, delimiter="\t"))[1:]
    return [Row(*a[:4], int(a[4]), int(a[5]), a[6], a[7], int(a[8]), *a[9:]) for a in lines]


def quote_at(row: Row, page: Page) -> Quote | None:
    """The quote that a row names, on its page; None where its words are not read there so."""
    text = Squeezed(page.text)
    same = [
        at
        for at in text.starts_of(row.begins)
        if _hash(text.text[at : at + row.length]) == row.hash
    ]
    if len(same) <= row.nth:
        return None
    start, end = text.span(same[row.nth], same[row.nth] + row.length)
    spans = [
        (max(start, begin), min(end, begin + len(line.text))) for _, begin, line in page.lines()
    ]
    return quote_of(page, [(a, b) for a, b in spans if a < b], row.old)


def _hash(words: str) -> str:
    # volunteers do not tell the kana へ of both kinds apart
    return hashlib.sha256(words.replace("へ", "ヘ").encode()).hexdigest()[:12]


class Paper(NamedTuple):
    """A paper of the corpora: its pages, and its records of one register by key."""

    pages: Sequence[Page]
    records: Mapping[str, Record]


def paper(name: str, register: str, pages: Sequence[Page]) -> Paper:
    """A paper as a register reads it."""
    try:
        found = REGISTERS[register].extract(Document.of(pages), name).records
    except NoRecords:
        found = []
    return Paper(pages, {record.key: record for record in found})


class Judged(NamedTuple):
    """A row, the quote that it names where there is one, and its standing as judged."""

    row: Row
    quote: Quote | None
    standing: Standing


def judged(asked: Sequence[Row], pages_of: Callable[[str], Sequence[Page]]) -> Iterator[Judged]:
    """How each row is judged; ``pages_of`` reads a file of the corpora."""
    papers: dict[tuple[str, str], Paper] = {}

    def of(name: str, register: str) -> Paper:
        if (name, register) not in papers:
            papers[name, register] = paper(name, register, pages_of(name))
        return papers[name, register]

    editions: dict[tuple[str, str], Editions] = {}
    for row in asked:
        register = REGISTER_OF[row.kind]
        old = of(row.old, register)
        bare = quote_at(row, old.pages[row.page - 1])
        quote = anchored(bare, register, old.records.values()) if bare else None
        if quote is None:
            yield Judged(
                row, bare, HOLDS if bare and row.kind == "errata" else Standing(state="unsure")
            )
        elif row.kind == "errata":
            errata = errata_of("errata", of(row.new, "errata").records.values())
            record = old.records[quote.key]
            found = beside_errata(quote, record, register, about(errata, register, record))
            yield Judged(row, quote, found or HOLDS)
        else:
            pair = (row.old, row.new)
            if pair not in editions:
                new = of(row.new, register)
                made = compare(register, [*old.records.values()], [*new.records.values()])
                editions[pair] = Editions(old.records, new.records, made)
            yield Judged(row, quote, beside_version(quote, editions[pair], row.new))


def told(quote: Quote | None) -> str:
    """A quote's words, shortly."""
    return msgspec.json.encode(quote.words[:60]).decode() if quote else ""


def digest(row: Row) -> str:
    """A row as a short name."""
    return hashlib.sha256("\t".join(map(str, row)).encode()).hexdigest()[:8]
