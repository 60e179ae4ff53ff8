"""The gold of requirements: sentences of guidelines, judged by reading their pages.

``requirements_gold.tsv`` names a sentence by its document, its page, how it begins and ends and how
long it is (NFKC, without white space and without the sign of an item); it holds none. ``strength`` is what
a reader finds that it asks: ``must``, ``should``, ``may`` or ``none``. Of ``set`` ``held`` are the pages
that were held back while the grammar was made.

How it was made: pages were drawn at random (seeded) from four guidelines of METI, MIC and IPA, then
sentences, headings, cells and notes at random from each page, and more sentences from the chapters
that ask for something. Judged by what the page says: background, columns, appendices and examples
ask for nothing; explanations, best practices, purposes and notes recommend at most (ISO/IEC
Directives, Part 2); 推奨 over a control makes it a recommendation; an item of a list has the strength
of the sentence that leads it where it says what is to be done.
"""

from __future__ import annotations

import csv
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import msgspec

from shiryokan.paper.model import Page
from shiryokan.registers.requirements import Requirement, Requirements

GOLD = Path(__file__).with_suffix(".tsv")
ASKING = ("must", "should")
_ORDER = ("none", "may", "should", "must")
_SIGNS = 8
"""Characters by which the same sentence may differ: the sign of an item, the number of a note."""


class Judged(msgspec.Struct, frozen=True):
    """A sentence of the gold."""

    document: str
    page: int
    begin: str
    end: str
    length: int
    strength: str
    held: bool


class Score(msgspec.Struct):
    """How many requirements there are, were told, and were told rightly; and of all sentences, how
    many have exactly their strength."""

    sentences: int = 0
    true: int = 0
    told: int = 0
    right: int = 0
    same_strength: int = 0
    wrong: list[str] = []

    @property
    def precision(self) -> float:
        """The share of what is told that is right."""
        return self.right / max(1, self.told)

    @property
    def recall(self) -> float:
        """The share of what is there that is told."""
        return self.right / max(1, self.true)


def gold() -> list[Judged]:
    """All sentences of the gold."""
    with GOLD.open(encoding="utf-8") as file:
        return [
            Judged(
                row["document"], int(row["page"]), row["begin"], row["end"], int(row["length"]),
                row["strength"], row["set"] == "held",
            )
            for row in csv.DictReader(file, delimiter="\t")
        ]  # fmt: skip


def plain(text: str) -> str:
    """As the gold has it."""
    return "".join(unicodedata.normalize("NFKC", text).split())


class Told(msgspec.Struct, frozen=True):
    """A sentence that the register holds to oblige, and the pages it stands on."""

    text: str
    strength: str
    pages: frozenset[int]


def told(records: Iterable[Requirement]) -> list[Told]:
    """The sentences of records that oblige."""
    return [
        Told(plain(said.text), said.strength, frozenset(place.page for place in trace.places))
        for record in records
        for said, trace in zip(record.sentences, record.provenance["sentences"], strict=True)
        if said.strength != "none"
    ]


def found_strength(judged: Judged, found: Sequence[Told]) -> str:
    """The strength that the register gives to a sentence. What has the sentence in it is the same
    sentence only if it is not longer."""
    strengths = ["none"]
    for each in found:
        at = each.text.find(judged.begin)
        if judged.page not in each.pages or at < 0 or judged.end not in each.text[at:]:
            continue
        longer = len(each.text) - judged.length > _SIGNS
        if not longer or (judged.strength == "none" and judged.end):
            strengths.append(each.strength)
    return max(strengths, key=_ORDER.index)


def measure(pages_of: Callable[[str], Sequence[Page]], chosen: Callable[[Judged], bool]) -> Score:
    """The score over the sentences that are chosen; ``pages_of`` reads a document by its name."""
    score = Score()
    kept = [judged for judged in gold() if chosen(judged)]
    for document in Counter(judged.document for judged in kept):
        records = Requirements().extract(pages_of(document), document).records
        found = told(records)
        for judged in (each for each in kept if each.document == document):
            strength = found_strength(judged, found)
            asks, says = judged.strength in ASKING, strength in ASKING
            score.sentences += 1
            score.true += asks
            score.told += says
            score.right += asks and says
            score.same_strength += strength == judged.strength
            if strength != judged.strength:
                score.wrong.append(
                    f"{document} p.{judged.page} {judged.begin}…{judged.end}: "
                    f"{judged.strength}, found {strength}"
                )
    return score
