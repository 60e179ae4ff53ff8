"""Makes the gold of quotes: places in the old version of a paper, and how each stands in the new.

usage: python bench/quotes_gold.py > tests/quotes/gold.tsv

It knows nothing of registers and comparisons. Of fee schedules it goes by the volunteers' texts
(:mod:`registers_fees_truth`), of plans by the truth that was typeset, of letters of corrections by
struck and underlined words as they are drawn on their pages. What it cannot decide by equal words
was read in both versions and stands in :data:`READ`. A row holds no more of a paper than the ends
of a quote: where it begins and ends, how long it is without white space,
and a hash of its words.
"""

from __future__ import annotations

import csv
import hashlib
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from rapidfuzz import fuzz
from registers_fees_truth import TrueItem, plain, read

from shiryokan.paper.isolated import IsolatedReader
from shiryokan.paper.model import Page

CORPUS = Path(__file__).resolve().parent.parent.parent / "shared" / "corpus"
ENDS = 12
"""Characters of each end of a quote that are kept."""
HASH = 12
"""Digits of the SHA-256 of a quote's words (:func:`registers_fees_truth.plain`)."""
COLUMNS = (
    "set", "kind", "old", "new", "page", "nth", "begins", "ends", "length", "hash", "about",
    "standing",
)  # fmt: skip
_SEED = 15
_SHARED = 2
_SHORT, _LONG = 16, 420
_CHANGED, _ANOTHER = 60.0, 40.0
"""Likeness (0 to 100) of two notes from which on they are one, and below which they are two; what
is between was read (:data:`READ`)."""
READ = {
    **dict.fromkeys(
        (
            # 在宅悪性腫瘍患者共同指導管理料: its code was given to another, it is C108-4 now
            ("medical", "C108-2", "注"),
            # of these the rule was written anew, or another substance was added
            ("medical", "A220-2", "注"), ("medical", "C161", "注"), ("medical", "C166", "注"),
            ("medical", "E101-3", "注1"), ("medical", "E101-4", "注1"),
        ),
        "changed",
    ),
    **dict.fromkeys(
        (
            # ADL維持向上等体制加算, no more
            ("medical", "A100", "注12"), ("medical", "A104", "注10"), ("medical", "A105", "注9"),
            # 採取精子調整加算 is an item of its own now; the additions 嚥下困難者用製剤加算 and
            # 在宅患者調剤加算 went
            ("medical", "K917", "注2"), ("dispensing", "01", "1注2"), ("dispensing", "01", "注8"),
            # 調剤後薬剤管理指導加算 became an item; its last sentence is in another note too
            ("dispensing", "10-3", "注10"),
        ),
        "gone",
    ),
}  # fmt: skip
"""By schedule, code and note: the standing of notes that words do not decide, as read in both."""


class Row(NamedTuple):
    """A quote: ``nth`` (from 0) of the places on the page where its words stand."""

    kind: str
    old: str
    new: str
    page: int
    nth: int
    words: str
    about: str
    standing: str

    def cells(self) -> list[str]:
        name = f"{self.old} {self.page} {self.nth} {self.words}"
        held = int(hashlib.sha256(name.encode()).hexdigest(), 16) % 3 == 0
        return [
            "held" if held else "build", self.kind, self.old, self.new, str(self.page),
            str(self.nth), self.words[:ENDS], self.words[-ENDS:], str(len(self.words)),
            hashlib.sha256(self.words.encode()).hexdigest()[:HASH], self.about, self.standing,
        ]  # fmt: skip


class Note(NamedTuple):
    """A note of a schedule: its item, its label, its words, and where they begin in all words."""

    item: TrueItem
    label: str
    words: str
    at: int


class Schedule:
    """The words of an edited text without white space, with the pages and notes in them."""

    def __init__(self, path: Path) -> None:
        text = path.read_text("utf-8")
        self.pages: list[tuple[int, int]] = []
        self.words = ""
        for line in text.splitlines():
            if line.startswith("#"):
                if found := re.search(r"page: (\d+)", line):
                    self.pages.append((len(self.words), int(found[1])))
                continue
            self.words += plain(line)
        self.items = {item.code: item for item in read(text)}
        self.notes: list[Note] = []
        at = 0
        for item in read(text):
            for note in item.notes:
                words = plain(note.text)
                found_at = self.words.find(words, at) if words else -1
                if found_at >= 0:
                    at = found_at
                    label = f"{''.join(note.owner)}注{note.number}"
                    self.notes.append(Note(item, label, words, found_at))

    def page_of(self, at: int) -> tuple[int, int, int]:
        """The page of a place, and where its words begin and end."""
        number = max(n for n, (begin, _) in enumerate(self.pages) if begin <= at)
        begin, page = self.pages[number]
        end = self.pages[number + 1][0] if number + 1 < len(self.pages) else len(self.words)
        return page, begin, end


def _quotes_of(note: Note) -> Iterator[tuple[int, str]]:
    """Where quotes that somebody may make of a note begin in it, and their words."""
    if _SHORT <= len(note.words) <= _LONG:
        yield 0, note.words
    at = 0
    for sentence in re.findall("[^。]+。?", note.words):
        if _SHORT <= len(sentence) < len(note.words):
            yield at, sentence
        at += len(sentence)
    clauses = [m.end() for m in re.finditer("、", note.words)]
    if clauses and len(note.words) - clauses[-1] >= _SHORT:
        yield clauses[-1], note.words[clauses[-1] :]


def _standing(name: str, note: Note, words: str, new: dict[str, TrueItem]) -> str | None:
    """How words of a note stand in the new schedule; nothing where its words do not decide."""
    item = new.get(note.item.code)
    if item is None or not item.notes:
        return "gone"
    others = [(plain(each.text), f"{''.join(each.owner)}注{each.number}") for each in item.notes]
    same = [label for text, label in others if text == note.words]
    if same:
        return "holds" if words in note.words else None
    score, text = max((fuzz.ratio(note.words, text), text) for text, _ in others)
    if read_by_eye := READ.get((name, note.item.code, note.label)):
        return read_by_eye
    if score < _ANOTHER:
        return "gone"
    if score < _CHANGED:
        return None
    old_count, new_count = note.words.count(words), text.count(words)
    if not new_count:
        return "changed"
    return "holds" if old_count == new_count == 1 else None


def fee_rows(name: str, old: str, new: str, wanted: dict[str, int]) -> list[Row]:
    """Quotes of notes, so many of each standing (``shared``: holds, words of several notes)."""
    before, after = (Schedule(CORPUS / "fees" / f"{each}.edited.txt") for each in (old, new))
    counts = Counter(note.words for note in before.notes)
    chance = random.Random(_SEED)
    notes = list(before.notes)
    chance.shuffle(notes)
    found: dict[str, list[Row]] = {each: [] for each in wanted}
    for note in notes:
        choices = list(_quotes_of(note))
        chance.shuffle(choices)
        for start, words in choices[:2]:
            page, begin, end = before.page_of(note.at + start)
            if note.at + start + len(words) > end:
                continue
            standing = _standing(name, note, words, after.items)
            if standing is None:
                continue
            group = "shared" if standing == "holds" and counts[note.words] >= _SHARED else standing
            if standing == "holds" and note.words not in {
                plain(n.text) for n in after.items[note.item.code].notes
            }:
                group = "part"
            if len(found.get(group, [])) >= wanted.get(group, 0):
                continue
            nth = before.words.count(words, begin, note.at + start + len(words) - 1)
            about = f"{note.item.code} {note.label}"
            path = f"fees/{old}.pdf"
            found[group].append(
                Row("revision", path, f"fees/{new}.pdf", page, nth, words, about, standing)
            )
            break
    return [row for rows in found.values() for row in rows]


def plan_rows(look: str, holds: int) -> list[Row]:
    """Quotes of a draft, judged beside its final: all of measures that changed, and some others.
    What stands no more is gone: all nine were read, and each speaks of a thing of which the
    measure's other lines say nothing, though they are built alike."""
    old, new = (f"plan/{look}-2024{part}" for part in ("-draft", ""))
    before, after = (
        json.loads((CORPUS / f"{each}.json").read_text("utf-8"))["measures"] for each in (old, new)
    )
    finals = {(*each["section"], each["label"]): each for each in after}
    everything = Counter(plain(words) for each in before for words in _said(each))
    pages = {page.page: plain(page.text) for page in pages_of(CORPUS / f"{old}.pdf")}
    chance = random.Random(_SEED)
    same: list[Row] = []
    other: list[Row] = []
    for measure in before:
        final = finals[(*measure["section"], measure["label"])]
        for words in map(plain, _said(measure)):
            there = [n for n, text in pages.items() if words in text]
            if everything[words] != 1 or len(there) != 1 or len(words) < _SHORT:
                continue
            stands = words in {plain(each) for each in _said(final)}
            row = Row(
                "plan", f"{old}.pdf", f"{new}.pdf", there[0], 0, words,
                f"{''.join(measure['section'][::2])}{measure['label']}",
                "holds" if stands else "gone",
            )  # fmt: skip
            near = measure != final
            (same if stands and not near else other).append(row)
    chance.shuffle(same)
    return other + same[:holds]


def _said(measure: dict[str, object]) -> list[str]:
    said = [measure["previous_plan"], *measure["progress"], *measure["next_plan"]]  # type: ignore[misc]
    return [str(words) for words in said if words]


def errata_rows(letter: str, notice: str, holds: int) -> list[Row]:
    """Quotes of a notice around what a letter strikes out or puts in, and of the same lines where
    nothing is drawn on them."""
    pages = {page.page: plain(page.text) for page in pages_of(CORPUS / notice)}
    rows: list[Row] = []
    still: list[Row] = []
    chance = random.Random(_SEED)
    for page in pages_of(CORPUS / letter):
        for before, edits, behind in _marked(page):
            old = before + "".join(struck for struck, _ in edits) + behind
            there = [(n, text.find(old)) for n, text in pages.items() if old in text]
            about = f"{page.page}: " + " ".join(f"{a or '+'}→{b or '-'}"[:40] for a, b in edits)
            if len(there) == 1 and len(old) >= _SHORT:
                rows.append(Row("errata", notice, letter, there[0][0], 0, old, about, "corrected"))
        for line in _plain_lines(page):
            there = [(n, text.find(line)) for n, text in pages.items() if line in text]
            if len(there) == 1 and len(line) >= 2 * _SHORT:
                row = Row("errata", notice, letter, there[0][0], 0, line, f"{page.page}", "holds")
                still.append(row)
    chance.shuffle(still)
    return rows + still[:holds]


def _marked(page: Page) -> Iterator[tuple[str, list[tuple[str, str]], str]]:
    """The lines of a letter with something drawn on them: words before, what is struck and put in,
    words behind, up to the ends of the line."""
    for block in page.blocks:
        for line in block.lines:
            if len(line.struck) + len(line.underlined) == 0 or not line.text:
                continue
            struck = [each for each in line.struck if each.text.strip()]
            spans = [each for each in line.underlined if line.text[each.start : each.end].strip()]
            if len(struck) > 1 or len(spans) > 1:
                continue
            at = struck[0].at if struck else spans[0].start if spans else -1
            if at < 0:
                continue
            start, end = (spans[0].start, spans[0].end) if spans else (at, at)
            if struck and spans and not start - 1 <= at <= end + 1:
                continue
            inserted = line.text[start:end]
            first = min(at, start)
            before, behind = plain(line.text[:first]), plain(line.text[end:])
            if struck or (before and behind):
                yield before, [(plain(struck[0].text) if struck else "", plain(inserted))], behind


def _plain_lines(page: Page) -> Iterator[str]:
    for block in page.blocks:
        for line in block.lines:
            if not line.struck and not line.underlined:
                yield plain(line.text)


def pages_of(path: Path) -> list[Page]:
    """All pages of a file, as read."""
    with IsolatedReader(path) as reader:
        return list(reader.pages())


def _read_so(rows: list[Row]) -> Iterator[Row]:
    """Those whose words stand on the page of the PDF as the edited text has them."""
    papers = {name: pages_of(CORPUS / name) for name in {row.old for row in rows}}
    for row in rows:
        if plain(papers[row.old][row.page - 1].text).count(row.words) > row.nth:
            yield row


def main() -> None:
    medical = {"holds": 50, "shared": 30, "part": 14, "changed": 44, "gone": 16}
    dispensing = {"holds": 14, "shared": 2, "part": 6, "changed": 18, "gone": 4}
    rows = fee_rows("medical", "medical-r4", "medical-r6", medical)
    rows += fee_rows("dispensing", "dispensing-r4", "dispensing-r6", dispensing)
    rows += plan_rows("lined", 22) + plan_rows("open", 16)
    notices = ("real/mhlw-r6-medical-notice-677p.pdf", "notices/dental-r6.pdf")
    rows = list(_read_so(rows))
    for letter in ("kaiteikankei_r060501_1", "kaiteikankei_r060517_1", "kaiteikankei_r061001_1"):
        for notice in notices:
            rows += errata_rows(f"errata/{letter}.pdf", notice, 12)
    writer = csv.writer(sys.stdout, delimiter="\t", lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(sorted(row.cells() for row in dict.fromkeys(rows)))


if __name__ == "__main__":
    main()
