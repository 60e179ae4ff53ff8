"""How much of a letter is found again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from shiryokan.paper.reader import Reader
from shiryokan.registers.errata import Errata, Erratum
from shiryokan.registers.errors import NoRecords
from tools.compared_text import narrow
from tools.errata_letters.letter import Author, Change, Letter, Paper
from tools.errata_letters.typeset import LOOKS, typeset
from tools.looks_command import LookScore

_SCHEDULES = {"医科": "medical", "歯科": "dental"}
Place = tuple[str, str, str, str]
"""Schedule, code and number of a paragraph, and the number of its paper."""


def _place(paper: Paper, change: Change) -> Place:
    return _SCHEDULES[paper.which], change.code, f"({change.number})", paper.number


def _of(record: Erratum) -> Place:
    return record.schedule, "・".join(record.codes), record.number, record.paper_number


def measure(look: str, seeds: Iterable[int], folder: Path) -> LookScore:
    """Letters of several seeds in one look: paragraphs found at their places, their corrections
    right, and what was invented."""
    score = LookScore(look)
    for seed in seeds:
        letter = Author(seed).letter()
        path = folder / f"{look}-{seed}.pdf"
        typeset(letter, LOOKS[look], path)
        with Reader(path) as reader:
            pages = [reader.page(number) for number in range(1, reader.summary().pages + 1)]
        try:
            records = Errata().extract(pages, path.stem).records
        except NoRecords:
            records = []
        _compare(score, seed, letter, records)
    return score


def _compare(score: LookScore, seed: int, letter: Letter, records: Sequence[Erratum]) -> None:
    left: dict[Place, list[Erratum]] = {}
    for record in records:
        left.setdefault(_of(record), []).append(record)
        score.counts["dated"] += record.date == letter.day.isoformat()
        score.counts["records"] += 1
    said = LOOKS[score.look].way == "sentence"
    for paper in letter.papers:
        for change in paper.changes:
            whole = all(run.op == "inserted" for run in change.runs)
            if said and whole:
                # no sentence says that a paragraph is put in whole
                continue
            score.counts["true"] += 1
            found = left.pop(_place(paper, change), [])
            score.counts["found"] += bool(found)
            right = bool(found) and _is_right(change, found, said=said)
            score.counts["right"] += right
            if not right:
                told = [(r.old, r.new, r.edits) for r in found]
                score.wrong.append(f"{seed} {_place(paper, change)}: {change.runs} is {told}")
    for place, records_there in left.items():
        score.counts["invented"] += len(records_there)
        score.wrong.append(f"{seed} invented {place}: {[r.new for r in records_there]}")


def _is_right(change: Change, found: Sequence[Erratum], *, said: bool) -> bool:
    """Whether the corrections are those of the paragraph. A sentence tells the words alone."""
    if said:
        told = narrow("".join(r.new for r in found))
        inserted = all(narrow(run.text) in told for run in change.runs if run.op == "inserted")
        struck = narrow("".join(r.old for r in found))
        return inserted and all(
            narrow(run.text) in struck for run in change.runs if run.op == "struck"
        )
    record = found[0]
    return len(found) == 1 and (narrow(record.old), narrow(record.new)) == (
        "" if change.old == "" else narrow(change.old), narrow(change.new),
    )  # fmt: skip


def table(scores: Sequence[LookScore]) -> list[str]:
    """A line a look."""
    lines = ["| look | true | found | right | invented | dated |", "|---|---|---|---|---|---|"]
    for score in scores:
        c = score.counts
        lines.append(
            f"| {score.look} | {c['true']} | {c['found']} | {c['right']} | {c['invented']} | "
            f"{c['dated']} of {c['records']} |"
        )
    return lines
