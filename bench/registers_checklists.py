"""How well forms of checklists are read and mapped, and filled workbooks read, against their truth.

usage: python bench/registers_checklists.py [--generated]

Of ``corpus/checklists``: every item of both years' forms from PDF and workbook (number, section,
part, words, references), every item of the mapping of the years, and every answer, day and remark
of the filled workbooks. ``--generated`` adds invented forms (``tools/checklist_forms``).
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from shiryokan.paper.document import Document
from shiryokan.paper.isolated import IsolatedReader
from shiryokan.registers.checklists.forms import forms_of_pages
from shiryokan.registers.checklists.mapping import map_forms
from shiryokan.registers.checklists.model import Answer, Check, Form
from shiryokan.registers.checklists.workbook.forms import forms_of_workbook
from shiryokan.registers.checklists.workbook.read import read_filled

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tools.checklist_forms.look import LOOKS  # noqa: E402
from tools.checklist_forms.score import measure, table  # noqa: E402
from tools.compared_text import narrow  # noqa: E402

FOLDER = ROOT.parent / "shared" / "corpus" / "checklists"
VARIANTS = {"医療機関確認用": "iryo", "薬局確認用": "yakkyoku", "事業者確認用": "jigyo"}
SEEDS = range(80, 82)
_RESULTS = {Answer.YES: "yes", Answer.NO: "no", Answer.UNCHECKED: None}


def _truth(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))


def _items(form: Form) -> Counter[tuple[str, ...]]:
    return Counter(
        (
            i.key,
            narrow(i.section),
            narrow(i.sub_section),
            narrow(i.words),
            narrow("".join(i.references)),
        )
        for i in form.items
    )


def _forms() -> list[str]:
    rows = ["| form | items | from PDF | from workbook |", "| --- | --- | --- | --- |"]
    for variant in VARIANTS.values():
        for year in (2024, 2025):
            name = FOLDER / f"{variant}-{year}"
            true = Counter(
                (i["no"], narrow(i["section"]), narrow(i["sub"]), narrow(i["text"]),
                 narrow(i["reference"])[1:])
                for i in _truth(name.with_suffix(".json"))["items"]
            )  # fmt: skip
            with IsolatedReader(name.with_suffix(".pdf")) as reader:
                paper = forms_of_pages(Document.of(list(reader.pages())))
            book = forms_of_workbook(name.with_suffix(".xlsx").read_bytes())
            right = [(_items(found[0]) & true).total() for found in (paper, book)]
            rows.append(f"| {name.name} | {true.total()} | {right[0]} | {right[1]} |")
    return rows


def _book(variant: str, year: int) -> Form:
    return forms_of_workbook((FOLDER / f"{variant}-{year}.xlsx").read_bytes())[0]


def _mapping() -> list[str]:
    rows = ["| years | same | reworded | new | gone |", "| --- | --- | --- | --- | --- |"]
    for variant in VARIANTS.values():
        truth = _truth(FOLDER / f"{variant}.mapping.json")["mapping"]
        found = {
            (c.kind, c.old and c.old.key, c.new and c.new.key)
            for c in map_forms(_book(variant, 2024), _book(variant, 2025))
        }
        true, right = Counter(m["kind"] for m in truth), Counter[str]()
        for each in truth:
            right[each["kind"]] += (each["kind"], each["old_no"], each["new_no"]) in found
        told = [f"{right[kind]}/{true[kind]}" for kind in ("same", "reworded", "new", "gone")]
        rows.append(f"| {variant} | {' | '.join(told)} |")
    return rows


def _said(check: Check) -> dict[str, str | None]:
    day = check.checked_on
    return {"result": _RESULTS.get(check.answer), "date": day.isoformat() if day else None}


def _filled() -> list[str]:
    rows = [
        "| workbook | items | right | rows not placed | of the whole |",
        "| --- | --- | --- | --- | --- |",
    ]
    for path in sorted((FOLDER / "filled").glob("*.json")):
        truth = _truth(path)
        variant = VARIANTS[truth["variant"]]
        filled = read_filled(
            path.with_suffix(".xlsx").read_bytes(), [_book(variant, 2025), _book(variant, 2024)]
        )
        right = 0
        for answer in truth["answers"]:
            result = filled.results.get(answer["no"])
            goal = result.target_on.isoformat() if result and result.target_on else None
            right += bool(result) and (
                [*map(_said, result.checks)] == [answer["first"], answer["second"]]
                and (goal, result.remark) == (answer["goal"], answer["remark"])
            )
        told = ", ".join(problem.code for problem in filled.problems)
        told = f"{right} | {len(filled.unmatched)} | {told}"
        rows.append(f"| {path.stem} | {len(truth['answers'])} | {told} |")
    return rows


def lines() -> list[str]:
    """The tables of the corpus."""
    return [*_forms(), "", *_mapping(), "", *_filled()]


def generated() -> list[str]:
    """The table of invented forms."""
    with tempfile.TemporaryDirectory() as folder:
        return table([measure(look, SEEDS, Path(folder)) for look in LOOKS])


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--generated", action="store_true")
    asked = parser.parse_args()
    print("\n".join(lines()))
    if asked.generated:
        print("\n" + "\n".join(generated()))


if __name__ == "__main__":
    main()
