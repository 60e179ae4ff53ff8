"""How much of a schedule is read, and how much of what changed is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from shiryokan.paper.isolated import IsolatedReader
from shiryokan.registers.care import Care, CareFee, Rate
from shiryokan.registers.care.changes import changes
from shiryokan.registers.errors import NoRecords
from tools.care_schedules.editing import Author
from tools.care_schedules.schedule import Item, Node, Note, Schedule, label, note_label, paths
from tools.care_schedules.typeset import LOOKS, as_printed, typeset
from tools.compared_text import narrow

Fact = tuple[str, tuple[str, ...], tuple[str, ...]]
"""A change: its kind, and the labels before and after."""


@dataclass
class Score:
    """Counts of what is true, told, and right, by what it is of."""

    true: Counter[str] = field(default_factory=Counter)
    told: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def add(self, kind: str, true: Counter[object], told: Counter[object]) -> None:
        """Facts of one kind."""
        both = true & told
        self.true[kind] += true.total()
        self.told[kind] += told.total()
        self.right[kind] += both.total()
        self.wrong += [f"{kind} missed {each}" for each in (true - told).elements()]
        self.wrong += [f"{kind} made up {each}" for each in (told - true).elements()]

    def add_changes(
        self, before: Schedule, after: Schedule, old: Sequence[CareFee], new: Sequence[CareFee]
    ) -> None:
        """What is told of a schedule and its revision, as they were read."""
        told = Counter(_told(old, new))
        true = Counter(facts(before, after))
        for kind in sorted({fact[0] for fact in true | told}):
            self.add(f"change: {kind}", _of_kind(kind, true), _of_kind(kind, told))

    def lines(self) -> list[str]:
        """A table in Markdown."""
        rows = ["| kind | true | told | right | precision | recall |", "|" + " --- |" * 6]
        for kind in sorted(self.true | self.told):
            true, told, right = self.true[kind], self.told[kind], self.right[kind]
            shares = " | ".join(f"{100 * right / n:.2f}%" if n else "–" for n in (told, true))
            rows.append(f"| {kind} | {true} | {told} | {right} | {shares} |")
        return rows


def measure(seeds: Sequence[int], names: Sequence[str], folder: Path) -> Score:
    """Two revisions of each seed in each look, read and compared."""
    score = Score()
    for seed in seeds:
        author = Author(seed)
        before = author.schedule()
        after = author.revised(before)
        for name in names:
            look = LOOKS[name]
            read = []
            for number, schedule in enumerate((before, after)):
                path = folder / f"{name}-{seed}-{number}.pdf"
                typeset(schedule, look, path)
                read.append(read_of(path))
                compare(schedule, partial(as_printed, look=look), read[-1], score)
            score.add_changes(before, after, *read)
    return score


def _of_kind(kind: str, facts_: Counter[Fact]) -> Counter[object]:
    return Counter({fact: count for fact, count in facts_.items() if fact[0] == kind})


def read_of(path: Path) -> list[CareFee]:
    """What is read of a paper; nothing of one that is taken for no schedule."""
    with IsolatedReader(path) as reader:
        pages = list(reader.pages())
    try:
        return Care().extract(pages, path.stem).records
    except NoRecords:
        return []


def compare(
    schedule: Schedule, say: Callable[[str], str], records: Sequence[CareFee], score: Score
) -> None:
    """Count what is right of a schedule that was read; ``say`` is how its texts are printed."""
    items: tuple[Counter[object], Counter[object]] = (Counter(), Counter())
    points: tuple[Counter[object], Counter[object]] = (Counter(), Counter())
    notes: tuple[Counter[object], Counter[object]] = (Counter(), Counter())
    for path, node, unit in paths(schedule):
        items[0][path, narrow(say(node.name)), narrow(say(unit))] += 1
        if node.points is not None or node.rate is not None:
            points[0][path, node.points, node.rate] += 1
        for at, note in enumerate(node.notes):
            where = (*path, note_label(at, len(node.notes)))
            notes[0][where, narrow(say(note.text)), _items(note, say)] += 1
    for record in records:
        path = tuple(record.path)
        items[1][path, narrow(record.name), narrow(record.unit_effective)] += 1
        rate = _pair(record.rate)
        if record.points is not None or rate is not None:
            points[1][path, record.points, rate] += 1
        for told in record.notes:
            found = tuple(
                (tuple(item.path), narrow(item.name), item.points, _pair(item.rate))
                for item in told.items
            )
            notes[1][(*path, told.label), narrow(told.text), found] += 1
    score.add("items", *items)
    score.add("points and rates", *points)
    score.add("notes", *notes)


def _pair(rate: Rate | None) -> tuple[int, int] | None:
    return (rate.numerator, rate.denominator) if rate else None


def first_level(note: Note) -> int:
    """The level of the labels of a note's entries."""
    return 1 if note.items and note.items[0].children else 2


def _items(note: Note, say: Callable[[str], str]) -> tuple[object, ...]:
    return tuple(_flat(note.items, say, first_level(note), ()))


def _flat(
    items: list[Item], say: Callable[[str], str], level: int, above: tuple[str, ...]
) -> Iterator[object]:
    for at, item in enumerate(items):
        path = (*above, label(level, at))
        yield path, narrow(say(item.name)), item.points, item.rate
        yield from _flat(item.children, say, level + 1, path)


def facts(before: Schedule, after: Schedule) -> Iterator[Fact]:
    """What changed, from the numbers of things; what stands in new and ended things is left out."""
    old = {node.uid: (path, node) for path, node, _ in paths(before) if not node.deleted}
    new = {node.uid: (path, node) for path, node, _ in paths(after) if not node.deleted}
    yield from _alone("new", set(old), new, after.divided)
    yield from _alone("ended", set(new), old, set())
    for uid in old.keys() & new.keys():
        (path, a), (other, b) = old[uid], new[uid]
        if path != other:
            yield "relabelled", path, other
        if a.name != b.name:
            yield "renamed", path, other
        if a.unit != b.unit:
            yield "unit", path, other
        if uid in after.divided:
            yield "divided", path, other
        elif a.points != b.points:
            yield "points", path, other
        if a.rate != b.rate:
            yield "rate", path, other
        yield from _of_notes(path, a, other, b)


def _alone(
    kind: str, known: set[int], side: dict[int, tuple[tuple[str, ...], Node]], divided: set[int]
) -> Iterator[Fact]:
    lonely = side.keys() - known
    inside = {
        child.uid
        for uid in (*lonely, *divided)
        if uid in side
        for child in side[uid][1].all()
        if child.uid != uid
    }
    for uid in lonely - inside:
        path = side[uid][0]
        yield (kind, (), path) if kind == "new" else (kind, path, ())


def _of_notes(path: tuple[str, ...], a: Node, other: tuple[str, ...], b: Node) -> Iterator[Fact]:
    old, new = (
        {n.uid: ((*p, note_label(at, len(node.notes))), n) for at, n in enumerate(node.notes)}
        for p, node in ((path, a), (other, b))
    )
    for uid in old.keys() | new.keys():
        if uid not in new:
            yield "note_ended", old[uid][0], ()
        elif uid not in old:
            yield "note_new", (), new[uid][0]
        else:
            if old[uid][0] != new[uid][0]:
                yield "note_relabelled", old[uid][0], new[uid][0]
            if old[uid][1].text != new[uid][1].text:
                yield "note", old[uid][0], new[uid][0]


def _told(old: Sequence[CareFee], new: Sequence[CareFee]) -> Iterator[Fact]:
    for change in changes(old, new):
        yield (
            change.kind,
            change.old.path if change.old else (),
            change.new.path if change.new else (),
        )
