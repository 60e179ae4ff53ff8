"""How well the register of fee items reads the schedules, against an edited text of each page.

usage: python bench/registers_fees.py [--differences]

Prints a table in Markdown. An item is right if its code, its name with unit and worth, and its
points are; a variant if its labels, its name with worth, and its points are; a note if its text,
number and the variant it is set under are; a heading if all headings above an item are. White
space, and forms of one character, count for nothing. ``adjusted`` sets aside what looking at the
page showed to be errors of the edited text (``registers_fees_known.tsv``).
"""

from __future__ import annotations

import argparse
import csv
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from registers_fees_truth import TrueItem, plain, read

from shiryokan.paper.isolated import IsolatedReader
from shiryokan.paper.model import Page
from shiryokan.registers.aspects import headings_of
from shiryokan.registers.fees import FeeItem, Fees

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "corpus"
KNOWN = Path(__file__).parent / "registers_fees_known.tsv"
NAMES = ("medical-r6", "medical-r4", "dispensing-r6", "dispensing-r4")

KINDS = ("items", "variants", "notes", "headings")

Key = tuple[str, ...]
Facts = dict[Key, str]
Difference = tuple[str, Key, str | None, str | None]
"""Kind (items, variants, notes), what it is of, the truth and what was read."""


def of_truth(items: Iterable[TrueItem]) -> dict[str, Facts]:
    """What is compared, of the truth."""
    facts: dict[str, Facts] = {kind: {} for kind in KINDS}
    for item in items:
        facts["items"][(item.code,)] = f"{plain(item.text)}={item.points}"
        _put(facts["variants"], item.code, ((v.label, v.text, v.points) for v in item.variants))
        _put(
            facts["notes"],
            item.code,
            (((*n.owner, "注" + n.number), n.text, None) for n in item.notes),
        )
        facts["headings"][(item.code,)] = plain(item.place)
    return facts


def of_records(items: Iterable[FeeItem]) -> dict[str, Facts]:
    """What is compared, of the records; name, unit and worth are one text as they are printed."""
    facts: dict[str, Facts] = {kind: {} for kind in KINDS}
    for item in (each for each in items if each.kind == "item"):
        facts["items"][(item.key,)] = f"{_printed(item.name, item.unit, item.value)}={item.points}"
        variants = (
            (tuple(v.label), _printed(v.name, v.unit, v.value), v.points) for v in item.variants
        )
        _put(facts["variants"], item.key, variants)
        notes = (((*n.variant, "注" + n.number), n.text, None) for n in item.notes)
        _put(facts["notes"], item.key, notes)
        group = f"（{item.group}）" if item.group else ""
        facts["headings"][(item.key,)] = plain(" ".join([*headings_of(item.path), group]))
    return facts


def _printed(name: str, unit: str, value: str) -> str:
    return plain(name + (f"（{unit}）" if unit else "") + value)


def _put(facts: Facts, code: str, found: Iterable[tuple[Key, str, int | None]]) -> None:
    seen: Counter[Key] = Counter()
    for label, text, points in found:
        seen[label] += 1
        facts[(code, *label, f"#{seen[label]}")] = f"{plain(text)}={points}"


def differences(truth: dict[str, Facts], found: dict[str, Facts]) -> list[Difference]:
    """Everything that is not the same on both sides."""
    return [
        (kind, key, truth[kind].get(key), found[kind].get(key))
        for kind in truth
        for key in dict.fromkeys([*truth[kind], *found[kind]])
        if truth[kind].get(key) != found[kind].get(key)
    ]


def compare(name: str, corpus: Path) -> tuple[dict[str, Facts], dict[str, Facts], float]:
    """Truth and records of a schedule, and the seconds the register took, without the reading."""
    truth = of_truth(read((corpus / "fees" / f"{name}.edited.txt").read_text("utf-8")))
    pages = _pages(corpus / "fees" / f"{name}.pdf")
    start = time.perf_counter()
    records = Fees().extract(pages, name).records
    return truth, of_records(records), time.perf_counter() - start


def _pages(path: Path) -> list[Page]:
    with IsolatedReader(path) as reader:
        return list(reader.pages())


def known(name: str) -> set[tuple[str, str]]:
    """Kind and key of what is wrong in the edited text of a schedule."""
    with KNOWN.open(encoding="utf-8") as file:
        rows = csv.DictReader(file, delimiter="\t")
        return {(row["kind"], row["key"]) for row in rows if row["file"] == name}


def measure(corpus: Path) -> list[dict[str, str | int | float]]:
    """One row for each schedule and kind: found, right, lost, invented; shares in percent."""
    rows: list[dict[str, str | int | float]] = []
    for name in NAMES:
        truth, found, seconds = compare(name, corpus)
        aside = known(name)
        for kind in KINDS:
            rows.append({"file": name, "kind": kind, **score(kind, truth, found, aside)})
            rows[-1]["seconds"] = round(seconds, 2)
    return rows


def score(
    kind: str, truth: dict[str, Facts], found: dict[str, Facts], aside: set[tuple[str, str]]
) -> dict[str, int | float]:
    """The counts of one kind, as they are and without the known errors of the edited text."""
    expected, got = truth[kind], found[kind]
    right = sum(got.get(key) == text for key, text in expected.items())
    fair = [key for key in expected if (kind, "/".join(key)) not in aside]
    fair_right = sum(got.get(key) == expected[key] for key in fair)
    return {
        "true": len(expected),
        "found": len(got),
        "right": right,
        "right_percent": round(100 * right / max(len(expected), 1), 2),
        "lost": len(expected.keys() - got.keys()),
        "invented": len(got.keys() - expected.keys()),
        "adjusted_percent": round(100 * fair_right / max(len(fair), 1), 2),
        "adjusted_wrong": len(fair) - fair_right,
    }


def table(rows: Sequence[Mapping[str, str | int | float]]) -> str:
    """The rows of :func:`measure` as a table in Markdown."""
    head = list(rows[0])
    lines = ["| " + " | ".join(head) + " |", "|" + " --- |" * len(head)]
    lines += ["| " + " | ".join(str(row[each]) for each in head) + " |" for row in rows]
    return "\n".join(lines)


def main() -> None:
    """Print the table, or what differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--differences", action="store_true", help="list all that differs")
    if not parser.parse_args().differences:
        print(table(measure(CORPUS)))
        return
    for name in NAMES:
        truth, found, _ = compare(name, CORPUS)
        aside = known(name)
        for kind, key, expected, got in differences(truth, found):
            mark = "known" if (kind, "/".join(key)) in aside else "new"
            print(name, kind, "/".join(key), mark, f"\n  truth {expected}\n  found {got}")


if __name__ == "__main__":
    main()
