"""How much of a document of facility criteria is found again."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from shiryokan.paper.document import Document as Pages
from shiryokan.paper.isolated import IsolatedReader
from shiryokan.registers.criteria import Criteria, Criterion
from shiryokan.registers.errors import NoRecords
from tools.facility_criteria.criteria import Author, Document, Node
from tools.facility_criteria.typeset import LOOKS, Look, number_of, typeset

Place = tuple[str, ...]
Item = tuple[Place, str]


@dataclass
class Score:
    """Counts of one look, and what was wrong."""

    look: str
    counts: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


def plain(text: str) -> str:
    """What is compared: NFKC without white space, numbers in digits."""
    text = re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
    text = re.sub("[‐‑–—―−－]", "-", text)
    return re.sub("[〇一二三四五六七八九十]+", lambda m: _digits(m[0]), text)


def _digits(numeral: str) -> str:
    if "十" not in numeral:
        return "".join(str("〇一二三四五六七八九".index(c)) for c in numeral)
    tens, _, ones = numeral.partition("十")
    return str(10 * int(_digits(tens) or 1 if tens else 1) + int(_digits(ones) if ones else 0))


def truth(document: Document, look: Look) -> list[Item]:
    """Every head, sentence and paragraph with the numbers of the criterion that it is of."""
    found: list[Item] = []
    for node in (*document.sections, *document.annexes):
        found += _items(node, (), look, in_section=True, opened=True)
    return found


def _items(
    node: Node, place: Place, look: Look, *, in_section: bool, opened: bool
) -> Iterator[Item]:
    number = number_of(node, look)
    yield place, plain(number + node.text)
    named = node.title and bool(node.paragraphs or node.children)
    opens = opened and (in_section or named)
    inner = (*place, plain(number)) if opens else place
    for paragraph in node.paragraphs:
        yield inner, plain(paragraph)
    for child in node.children:
        yield from _items(child, inner, look, in_section=node.level <= 0, opened=opens)


def told(records: Iterable[Criterion]) -> list[Item]:
    """The same of records."""
    found: list[Item] = []
    seen: set[Place] = set()
    for record in records:
        place: Place = ()
        for heading in record.section:
            inner = (*place, plain(heading.number))
            if inner not in seen:
                seen.add(inner)
                found.append((place, plain(heading.number + heading.title)))
            place = inner
        own = (*place, plain(record.number))
        lines = record.text.split("\n") if record.text else []
        sentence = bool(record.section) and record.name == record.section[-1].title and lines
        seen.add(own)
        found.append((place, plain(record.number + (lines.pop(0) if sentence else record.name))))
        found += [(own, plain(line)) for line in lines]
    return found


def references(document: Document, look: Look) -> dict[Place, set[tuple[str, str, str]]]:
    """The items for which the criteria below each title are, by the numbers of the title; of those
    titles that have criteria of their own, and not only others below them."""
    found: dict[Place, set[tuple[str, str, str]]] = {}

    def walk(node: Node, place: Place) -> None:
        own = (*place, plain(number_of(node, look)))
        own_words = not node.children or any(
            not c.title or not (c.children or c.paragraphs) for c in node.children
        )
        if node.items and (own_words or node.paragraphs):
            found[own] = {(each.schedule, each.name, each.note) for each in node.items}
        for child in node.children:
            walk(child, own)

    for section in document.sections:
        walk(section, ())
    return found


def measure(name: str, seeds: Sequence[int], folder: Path) -> Score:
    """The documents of all seeds in one look."""
    score = Score(name)
    for seed in seeds:
        look = LOOKS[name].of(seed)
        document = Author(seed).document(look.kind)
        path = folder / f"criteria-{name.replace(' ', '-')}-{seed}.pdf"
        typeset(document, look, path)
        with IsolatedReader(path) as reader:
            pages = Pages.of(list(reader.pages()))
        try:
            records = Criteria().extract(pages, path.stem).records
        except NoRecords as error:
            score.wrong.append(f"{path.stem} refused: {error.why}")
            records = []
        _add(score, truth(document, look), told(records), path.stem)
        _refer(score, references(document, look), records, path.stem)
    return score


def _add(score: Score, true: list[Item], found: list[Item], where: str) -> None:
    a, b = Counter(true), Counter(found)
    score.counts["items"] += a.total()
    score.counts["right"] += (a & b).total()
    score.counts["made up"] += (b - a).total()
    score.counts["in order"] += [each for each in found if each in a] == [
        each for each in true if each in b
    ]
    score.counts["documents"] += 1
    for word, items in (("lost", a - b), ("made up", b - a)):
        score.wrong += [f"{where} {word} {'/'.join(p)} | {text}" for p, text in items.elements()]


def _refer(
    score: Score,
    true: dict[Place, set[tuple[str, str, str]]],
    records: Iterable[Criterion],
    where: str,
) -> None:
    found: dict[Place, set[tuple[str, str, str]]] = {}
    for record in records:
        place = tuple(plain(each) for each in [*(h.number for h in record.section), record.number])
        values = {"name": record.name, "section": [
            {"number": h.number, "title": h.title} for h in record.section
        ]}  # fmt: skip
        if record.section and record.name == record.section[-1].title:
            continue
        found[place] = {(r.schedule, r.name, r.note) for r in Criteria().items(values)}
    for place, items in true.items():
        score.counts["titles"] += 1
        score.counts["referred"] += found.get(place) == items
        if found.get(place) != items:
            score.wrong.append(f"{where} items of {'/'.join(place)}: {items}, {found.get(place)}")


def table(scores: Sequence[Score]) -> list[str]:
    """A table in Markdown."""
    names = ("items", "right", "made up", "documents", "in order", "titles", "referred")
    rows = ["| look | " + " | ".join(names) + " | right % |", "|" + " --- |" * (len(names) + 2)]
    total: Counter[str] = Counter()
    for score in scores:
        total += score.counts
    for look, counts in (*((s.look, s.counts) for s in scores), ("all", total)):
        share = 100 * counts["right"] / max(counts["items"], 1)
        told = " | ".join(str(counts[name]) for name in names)
        rows.append(f"| {look} | {told} | {share:.2f} |")
    return rows
