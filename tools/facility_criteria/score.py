"""How much of a document of facility criteria is found again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from shiryokan.paper.document import Document as Pages
from shiryokan.paper.isolated import IsolatedReader
from shiryokan.registers.criteria import Criteria, Criterion
from shiryokan.registers.errors import NoRecords
from tools.compared_text import with_digits
from tools.facility_criteria import hands, printed
from tools.facility_criteria.composed import look_named
from tools.facility_criteria.criteria import Author, Document, Node
from tools.facility_criteria.typeset import Look, number_of, typeset
from tools.looks_command import LookScore
from tools.sheets import ASIDE, OPEN

Place = tuple[str, ...]
Item = tuple[Place, str]


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
    yield place, with_digits(number + node.text)
    named = node.title and bool(node.paragraphs or node.children)
    opens = opened and (in_section or named)
    inner = (*place, with_digits(number)) if opens else place
    for paragraph in node.paragraphs:
        yield inner, with_digits(paragraph)
    for child in node.children:
        yield from _items(child, inner, look, in_section=node.level <= 0, opened=opens)


def told(records: Iterable[Criterion]) -> list[Item]:
    """The same of records."""
    found: list[Item] = []
    seen: set[Place] = set()
    for record in records:
        place: Place = ()
        for heading in record.section:
            inner = (*place, with_digits(heading.number))
            if inner not in seen:
                seen.add(inner)
                found.append((place, with_digits(heading.number + heading.title)))
            place = inner
        own = (*place, with_digits(record.number))
        lines = record.text.split("\n") if record.text else []
        sentence = bool(record.section) and record.name == record.section[-1].title and lines
        seen.add(own)
        found.append(
            (place, with_digits(record.number + (lines.pop(0) if sentence else record.name)))
        )
        found += [(own, with_digits(line)) for line in lines]
    return found


def references(document: Document, look: Look) -> dict[Place, set[tuple[str, str, str]]]:
    """The items for which the criteria below each title are, by the numbers of the title; of those
    titles that have criteria of their own, and not only others below them."""
    found: dict[Place, set[tuple[str, str, str]]] = {}

    def walk(node: Node, place: Place) -> None:
        own = (*place, with_digits(number_of(node, look)))
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


def measure(name: str, seeds: Sequence[int], folder: Path) -> LookScore:
    """The documents of all seeds in one look; of ``hands`` each seed has its own."""
    score = LookScore(name)
    for seed in seeds:
        path = folder / f"criteria-{name.replace(' ', '-')}-{seed}.pdf"
        document, look = _written(name, seed, path)
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


def _written(name: str, seed: int, path: Path) -> tuple[Document, Look]:
    if name == "hands":
        return hands.write(seed, path)
    if name in (*OPEN, *ASIDE):
        return printed.write(name, seed, path)
    look = look_named(name).of(seed)
    document = Author(seed, rich=look.rich).document(look.kind)
    typeset(document, look, path)
    return document, look


def _add(score: LookScore, true: list[Item], found: list[Item], where: str) -> None:
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
    score: LookScore,
    true: dict[Place, set[tuple[str, str, str]]],
    records: Iterable[Criterion],
    where: str,
) -> None:
    found: dict[Place, set[tuple[str, str, str]]] = {}
    for record in records:
        place = tuple(
            with_digits(each) for each in [*(h.number for h in record.section), record.number]
        )
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


def table(scores: Sequence[LookScore]) -> list[str]:
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
