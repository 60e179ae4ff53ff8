"""The drafts of real revisions: true to the edited texts of the pages that they cite."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from shiryokan.paper.isolated import IsolatedReader
from shiryokan.registers.comparison import compare
from shiryokan.registers.fees import FeeItem, Fees
from shiryokan.registers.fees.places import plain
from shiryokan.registers.fees.statements import fee_draft
from shiryokan.registers.measures import Measures
from shiryokan.registers.statements.of_records import record_draft

pytestmark = pytest.mark.corpus
CHANGED = re.compile(r"の点数が([0-9,]+)点から([0-9,]+)点に改められた。$")


def pages(text: Path) -> dict[int, str]:
    found: dict[int, list[str]] = {}
    page = 0
    for line in text.read_text("utf-8").splitlines():
        if begins := re.match(r"#.*page: (\d+)", line):
            page = int(begins[1])
        else:
            found.setdefault(page, []).append(line)
    return {number: plain("\n".join(lines)) for number, lines in found.items()}


@cache
def items(path: Path) -> list[FeeItem]:
    with IsolatedReader(path) as reader:
        return Fees().extract(list(reader.pages()), path.stem).records


@pytest.mark.parametrize(("old", "new"), [("r4", "r6"), ("r6", "r8")])
def test_each_statement_stands_on_the_pages_that_it_cites(corpus: Path, old: str, new: str) -> None:
    folder = corpus / "fees"
    names = [f"dispensing-{old}", f"dispensing-{new}"]
    draft = fee_draft(*(items(folder / f"{name}.pdf") for name in names))
    texts = {name: pages(folder / f"{name}.edited.txt") for name in names}
    assert draft.count > 30
    told = 0
    for chapter in draft.chapters:
        for statement in chapter.statements:
            sides = {cited.side for cited in statement.cited}
            assert sides and all(cited.boxes for cited in statement.cited)
            if match := CHANGED.search(statement.text):
                told += 1
                assert sides == {"old", "new"}
                for cited in statement.cited:
                    points = match[1 if cited.side == "old" else 2].replace(",", "")
                    said = texts[cited.document][cited.page]
                    assert f"{points}点" in said, statement
                    assert f"{points}点" in plain(cited.words), statement
    assert told > 5


def test_a_final_beside_its_draft_tells_each_field_that_changed(corpus: Path) -> None:
    records = []
    for name in ("lined-2024-draft", "lined-2024"):
        with IsolatedReader(corpus / "plan" / f"{name}.pdf") as reader:
            records.append(Measures().extract(list(reader.pages()), name).records)
    comparison = compare("measures", *records)
    draft = record_draft(Measures(), *records, comparison)
    changed = [change for change in comparison.changes if change.kind == "changed"]
    fields = sum(len(change.fields) for change in changed)
    assert changed and draft.count + len(draft.left_out) >= fields
    for chapter in draft.chapters:
        for statement in chapter.statements:
            words = dict.fromkeys(("old", "new"), "")
            for cited in statement.cited:
                words[cited.side] += plain(cited.words)
            for old, new in re.findall("「([^」]*)」が「([^」]*)」に改められ", statement.text):
                assert plain(old) in words["old"] and plain(new) in words["new"], statement
            for come in re.findall("「([^」]*)」が加えられ", statement.text):
                assert plain(come) in words["new"] and plain(come) not in words["old"], statement
            for gone in re.findall("「([^」]*)」が削られ", statement.text):
                assert plain(gone) in words["old"] and plain(gone) not in words["new"], statement
