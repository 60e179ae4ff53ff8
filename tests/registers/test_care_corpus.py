"""Care fee schedules of the corpus: all services, branches, points, rates, units and notes, and
every change between the two revisions of each look."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from shiryokan.registers.care import Care, CareFee
from shiryokan.registers.care.changes import changes
from shiryokan.registers.comparison import compare
from shiryokan.registers.errors import NoRecords
from shiryokan.registers.fees import Fees
from tests.readings import pages_of

LOOKS = ("leaders", "spaces")
SAME = {"note_new": "note-new", "note_ended": "note-ended", "note_relabelled": "relabelled"}
"""Kinds of changes, by the words of the truth."""

pytestmark = pytest.mark.corpus


def plain(text: str | None) -> str:
    return "".join(unicodedata.normalize("NFKC", text or "").split())


def read(path: Path) -> list[CareFee]:
    return Care().extract(pages_of(path), path.stem).records


def nodes(services: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for node in services:
        yield node
        yield from nodes(node["children"])


def said_by(record: CareFee) -> dict[str, Any]:
    """A record in the words of the truth."""
    return {
        "path": record.path,
        "name": plain(record.name),
        "points": record.points,
        "rate": [record.rate.numerator, record.rate.denominator] if record.rate else None,
        "unit": plain(record.unit) or None,
        "unit_effective": plain(record.unit_effective),
        "notes": [
            {
                "label": note.label,
                "printed_label": note.printed_label,
                "text": plain(note.text),
                "amounts": [
                    (a.kind, a.points, [a.rate.numerator, a.rate.denominator] if a.rate else None)
                    for a in note.amounts
                ],
                "items": [(i.label, plain(i.name), i.points) for i in note.items],
            }
            for note in record.notes
        ],
    }


def said_by_truth(node: dict[str, Any]) -> dict[str, Any]:
    same = {name: node[name] for name in ("path", "name", "points", "rate", "unit")}
    notes = [
        {
            "label": note["label"],
            "printed_label": note["printed_label"],
            "text": note["text"],
            "amounts": [(a["kind"], a.get("points"), a.get("rate")) for a in note["amounts"]],
            "items": [(i["label"], i["name"], i.get("points")) for i in note["items"]],
        }
        for note in node["notes"]
    ]
    return {**same, "unit_effective": node["unit_effective"], "notes": notes}


@pytest.mark.parametrize("name", [f"{look}-{year}" for look in LOOKS for year in ("r6", "r9")])
def test_everything_of_a_schedule_is_read(corpus: Path, name: str) -> None:
    truth = json.loads((corpus / "care" / f"{name}.json").read_text())
    found = Care().extract(pages_of(corpus / "care" / f"{name}.pdf"), name)
    assert [said_by(record) for record in found.records] == [
        said_by_truth(node) for node in nodes(truth["services"])
    ]
    assert found.unplaced == []
    for record in found.records:
        assert record.provenance["name"]
        assert len(record.provenance.get("notes", [])) == len(record.notes)
        assert 0 < record.confidence <= 1
    assert {record.schedule for record in found.records} != {""}


@pytest.mark.parametrize("look", LOOKS)
def test_every_change_is_told_and_none_is_made_up(corpus: Path, look: str) -> None:
    old, new = (read(corpus / "care" / f"{look}-{year}.pdf") for year in ("r6", "r9"))
    truth = json.loads((corpus / "care" / f"{look}.changes.json").read_text())["changes"]
    expected = Counter(
        (each["type"], tuple(each.get("old_path") or ()), tuple(each.get("new_path") or ()))
        for each in truth
        if not each["type"].endswith("-inside")
    )
    told = Counter(
        (
            SAME.get(change.kind, change.kind),
            change.old.path if change.old else (),
            change.new.path if change.new else (),
        )
        for change in changes(old, new)
    )
    assert told == expected


@pytest.mark.parametrize("look", LOOKS)
def test_the_comparison_of_all_registers_pairs_by_what_a_branch_is(corpus: Path, look: str) -> None:
    old, new = (read(corpus / "care" / f"{look}-{year}.pdf") for year in ("r6", "r9"))
    truth = json.loads((corpus / "care" / f"{look}.changes.json").read_text())["changes"]
    comparison = compare("care", old, new)
    moved = {
        (change.old[0], change.new[0])
        for change in comparison.changes
        if change.moved and change.old and change.new
    }
    relabelled = {
        ("/".join(each["old_path"]), "/".join(each["new_path"]))
        for each in truth
        if each["type"] == "relabelled" and "注" not in each["old_path"][-1]
    }
    assert moved == relabelled


def test_neither_register_takes_schedules_of_the_other(corpus: Path) -> None:
    for path in sorted((corpus / "care").glob("*-r6.pdf")):
        with pytest.raises(NoRecords):
            Fees().extract(pages_of(path))
    for name in ("fees/dispensing-r6.pdf", "plan/lined-2024.pdf"):
        with pytest.raises(NoRecords):
            Care().extract(pages_of(corpus / name))
