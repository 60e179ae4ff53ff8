"""How well the register of care fees reads the schedules of the corpus and invented ones.

usage: python bench/registers_care.py [--seeds FIRST-LAST]

Prints tables in Markdown: first invented schedules (``tools.care_schedules``) in looks to which
nothing was fitted, vertical ones with kanji for numbers among them, then in the other looks, then
the files of ../shared/corpus/care, and the changes between their revisions. An item is right if its
labels, its name and the unit that holds for it are; points and rates if their labels and numbers
are; a note if its label, its text and its entries are; a change if its kind and the labels before
and after are. White space and forms of one character count for nothing.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from tools.care_schedules.score import Score, measure
from tools.care_schedules.typeset import HELD_OUT, LOOKS
from tools.compared_text import narrow

from shiryokan.paper.isolated import IsolatedReader
from shiryokan.registers.care import Care, CareFee
from shiryokan.registers.care.changes import changes

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "corpus" / "care"
LOOKS_OF_CORPUS = ("leaders", "spaces")
REVISIONS = ("r6", "r9")
UNSEEN = "40-43"
"""Seeds of invented schedules that nobody looked at."""
_KINDS = {"note_new": "note-new", "note_ended": "note-ended", "note_relabelled": "relabelled"}


def corpus_score(folder: Path = CORPUS) -> Score:
    """The files of the corpus and the changes between their revisions."""
    score = Score()
    for look in LOOKS_OF_CORPUS:
        records = []
        for revision in REVISIONS:
            truth = json.loads((folder / f"{look}-{revision}.json").read_text())
            records.append(_read(folder / f"{look}-{revision}.pdf"))
            _compare(truth["services"], records[-1], score)
        true = Counter(_true_changes(folder / f"{look}.changes.json"))
        told = Counter(
            (
                _KINDS.get(each.kind, each.kind),
                each.old.path if each.old else (),
                each.new.path if each.new else (),
            )
            for each in changes(*records)
        )
        for kind in {fact[0] for fact in true | told}:
            sides = [
                Counter({f: n for f, n in side.items() if f[0] == kind}) for side in (true, told)
            ]
            score.add(f"change: {kind}", *sides)
    return score


def _read(path: Path) -> list[CareFee]:
    with IsolatedReader(path) as reader:
        return Care().extract(list(reader.pages()), path.stem).records


def _compare(services: list[dict[str, Any]], records: list[CareFee], score: Score) -> None:
    items, points, notes = ((Counter(), Counter()) for _ in range(3))
    for node in _nodes(services):
        path = tuple(node["path"])
        items[0][path, node["name"], node["unit_effective"]] += 1
        if node["points"] is not None or node["rate"] is not None:
            points[0][path, node["points"], tuple(node["rate"] or ())] += 1
        for note in node["notes"]:
            parts = tuple((i["label"], i["name"], i.get("points")) for i in note["items"])
            notes[0][*path, note["label"], note["text"], parts] += 1
    for record in records:
        path = tuple(record.path)
        items[1][path, narrow(record.name), narrow(record.unit_effective)] += 1
        rate = (record.rate.numerator, record.rate.denominator) if record.rate else ()
        if record.points is not None or rate:
            points[1][path, record.points, rate] += 1
        for note in record.notes:
            parts = tuple((i.label, narrow(i.name), i.points) for i in note.items)
            notes[1][*path, note.label, narrow(note.text), parts] += 1
    for kind, sides in (("items", items), ("points and rates", points), ("notes", notes)):
        score.add(kind, *sides)


def _nodes(services: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for node in services:
        yield node
        yield from _nodes(node["children"])


def _true_changes(path: Path) -> Iterator[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    for each in json.loads(path.read_text())["changes"]:
        if not each["type"].endswith("-inside"):
            old, new = each.get("old_path") or (), each.get("new_path") or ()
            yield each["type"], tuple(old), tuple(new)


def generated(seeds: str, looks: tuple[str, ...]) -> Score:
    """Invented schedules in some looks."""
    first, _, last = seeds.partition("-")
    with tempfile.TemporaryDirectory() as folder:
        return measure(range(int(first), int(last or first) + 1), looks, Path(folder))


def groups() -> list[tuple[str, tuple[str, ...]]]:
    """The looks held out and the others, each with a title."""
    known = tuple(name for name in LOOKS if name not in HELD_OUT)
    return [
        (f"Invented care fees in {len(HELD_OUT)} looks to which nothing was fitted", HELD_OUT),
        (f"Invented care fees in {len(known)} looks that were fitted to, other schedules", known),
    ]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seeds", default=UNSEEN)
    seeds = parser.parse_args().seeds
    for title, looks in groups():
        print(f"{title} ({', '.join(looks)}), seeds {seeds}\n")
        print("\n".join(generated(seeds, looks).lines()), end="\n\n")
    if not CORPUS.is_dir():
        print(f"\n{CORPUS} is not there: its files are left out")
        return
    print("\nThe files of the corpus and the changes between their revisions\n")
    print("\n".join(corpus_score().lines()))


if __name__ == "__main__":
    main()
