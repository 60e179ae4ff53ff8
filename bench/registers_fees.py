"""How well the register of fee items reads the schedules, against an edited text of each page.

Run with ``python -m bench.registers_fees``; it prints a table in Markdown. ``--differences`` lists what differs.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from bench.registers_fees_truth import TrueItem, plain, read
from shiryokan.paper.isolated import IsolatedReader
from shiryokan.paper.model import Page
from shiryokan.records.fees import FeeItem, Fees

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "corpus"
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
        _put(facts["notes"], item.code, (((*n.owner, "注" + n.number), n.text, None) for n in item.notes))
        facts["headings"][(item.code,)] = plain(item.place)
    return facts


def of_records(items: Iterable[FeeItem]) -> dict[str, Facts]:
    """What is compared, of the records; name, unit and worth are one text as they are printed."""
    facts: dict[str, Facts] = {kind: {} for kind in KINDS}
    for item in items:
        facts["items"][(item.key,)] = f"{_printed(item.name, item.unit, item.value)}={item.points}"
        variants = (
            (tuple(v.label), _printed(v.name, v.unit, v.value), v.points) for v in item.variants
        )
        _put(facts["variants"], item.key, variants)
        notes = (((*n.variant, "注" + n.number), n.text, None) for n in item.notes)
        _put(facts["notes"], item.key, notes)
        group = f"（{item.group}）" if item.group else ""
        facts["headings"][(item.key,)] = plain(" ".join([*item.path, group]))
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
