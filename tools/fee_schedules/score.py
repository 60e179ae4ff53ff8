"""How much of what changed is found, and how much of what is told is true."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from shiryokan.paper.isolated import IsolatedReader
from shiryokan.registers.errors import NoRecords
from shiryokan.registers.fees import FeeItem, Fees
from shiryokan.registers.fees.changes import as_rows, changes
from tools.fee_schedules.editing import Author, Revision
from tools.fee_schedules.schedule import Schedule
from tools.fee_schedules.truth import Fact, facts
from tools.fee_schedules.typeset import HANDS, Look, typeset
from tools.fee_schedules.words import SCHEDULES

REVISIONS = 3
KINDS = ("points", "new", "ended", "divided", "merged")
_KINDS = {
    "points": "points", "note_points": "points", "variant_new": "new", "note_new": "new",
    "variant_ended": "ended", "note_ended": "ended", "new": "new", "ended": "ended",
    "divided": "divided", "merged": "merged",
}  # fmt: skip
"""Kinds of changes that are told, by those of the truth; names are left out."""


@dataclass
class Score:
    """Counts of each kind, and the changes that were missed or made up."""

    true: Counter[str] = field(default_factory=Counter)
    told: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    missed: list[Fact] = field(default_factory=list)
    made_up: list[Fact] = field(default_factory=list)
    looks: dict[str, list[int]] = field(default_factory=dict)
    """Of each look, by its place in the order of revisions: what is paid, what was read as paid,
    and what of it is right."""

    def add(self, truth: Counter[Fact], told: Counter[Fact]) -> None:
        """One comparison more."""
        for into, facts_ in ((self.true, truth), (self.told, told), (self.right, truth & told)):
            for fact, count in facts_.items():
                into[fact.kind] += count
        self.missed += (truth - told).elements()
        self.made_up += (told - truth).elements()

    def lines(self) -> list[str]:
        """A table in Markdown."""
        rows = ["| kind | true | told | right | precision | recall |", "|" + " --- |" * 6]
        for kind in (*KINDS, "all"):
            true, told, right = (
                count.total() if kind == "all" else count[kind]
                for count in (self.true, self.told, self.right)
            )
            shares = " | ".join(f"{100 * right / n:.2f}%" if n else "–" for n in (told, true))
            rows.append(f"| {kind} | {true} | {told} | {right} | {shares} |")
        rows += ["", "| look | paid | read | right | right % |", "|" + " --- |" * 5]
        for name, (paid, read, right) in self.looks.items():
            rows.append(f"| {name} | {paid} | {read} | {right} | {100 * right / paid:.2f} |")
        return rows

    def read(self, look: str, made: Schedule, records: Sequence[FeeItem]) -> None:
        """One schedule more that was read."""
        truth, found = paid(made), read_as_paid(records)
        count = self.looks.setdefault(look, [0, 0, 0])
        for at, part in enumerate((truth, found, truth & found)):
            count[at] += part.total()


def paid(made: Schedule) -> Counter[tuple[str, str, int]]:
    """Code, label and points of all that is paid."""
    return Counter(
        (item.code, label, points) for item in made.items for _, label, points in item.paid()
    )


def read_as_paid(records: Sequence[FeeItem]) -> Counter[tuple[str, str, int]]:
    """The same of what was read."""
    found: Counter[tuple[str, str, int]] = Counter()
    for item in records:
        if item.kind != "item" or item.deleted:
            continue
        if item.points is not None:
            found[item.code, "", item.points] += 1
        for variant in item.variants:
            if variant.points is not None:
                found[item.code, " ".join(variant.label), variant.points] += 1
        for note in item.notes:
            label = " ".join((*note.variant, f"注{note.number}"))
            # the points of a note are those of its parts too
            own = Counter(note.points) - Counter(
                part.points for part in note.parts if part.points is not None
            )
            for points, times in own.items():
                found[item.code, label, points] += times
            for part in note.parts:
                if part.points is not None:
                    found[item.code, " ".join((label, *part.label)), part.points] += 1
    return found


def told(old: Sequence[FeeItem], new: Sequence[FeeItem]) -> Counter[Fact]:
    """What the register tells, in the words of the truth."""
    found: Counter[Fact] = Counter()
    for row in as_rows(changes(old, new)):
        kind = _KINDS.get(str(row["kind"]))
        if kind is None:
            continue
        code, old_label, new_label = (str(row[n]) for n in ("code", "old_label", "new_label"))
        old_points, new_points = row["old_points"], row["new_points"]
        assert not isinstance(old_points, str)
        assert not isinstance(new_points, str)
        found[Fact(kind, code, old_label, new_label, old_points, new_points)] += 1
    return found


def revisions_of(seed: int, kind: str = "medical") -> list[Revision]:
    """The revisions of a seed, of a schedule of ``words.SCHEDULES``."""
    return Author(seed, SCHEDULES[kind]).revisions(REVISIONS)


def read_back(
    revisions: Sequence[Revision], seed: int, folder: Path, first: int = 0
) -> list[list[FeeItem]]:
    """The revisions typeset, and read as any document is; each in a look of its own, of seeds from
    ``first`` on."""
    found = []
    for number, revision in enumerate(revisions, 1):
        path = folder / f"schedule-{seed}-r{number}.pdf"
        typeset(revision.schedule, Look.of(first + seed * REVISIONS + number), path)
        with IsolatedReader(path) as reader:
            pages = list(reader.pages())
        try:
            found.append(Fees().extract(pages, path.stem).records)
        except NoRecords:
            found.append([])
    return found


def measure(seeds: Sequence[int], folder: Path, kind: str = "medical", first: int = 0) -> Score:
    """All revisions of all seeds, each compared with the one before."""
    score = Score()
    for seed in seeds:
        revisions = revisions_of(seed, kind)
        read = read_back(revisions, seed, folder, first)
        for number, (revision, records) in enumerate(zip(revisions, read, strict=True), 1):
            at = (first + seed * REVISIONS + number) % HANDS if first else 0
            score.read(f"{at}", revision.schedule, records)
        for at in range(1, len(revisions)):
            truth = facts(revisions[at - 1].schedule, revisions[at])
            score.add(truth, told(read[at - 1], read[at]))
    return score
