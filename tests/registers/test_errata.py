"""Letters of corrections: those of the corpus against what was read by eye, and invented ones."""

from __future__ import annotations

import json
import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from tools.errata_letters.score import measure
from tools.errata_letters.typeset import LOOKS

from shiryokan.registers.catalogue import REGISTERS
from shiryokan.registers.comparison.rewording import reworded, unedited
from shiryokan.registers.errata import Errata, Erratum
from shiryokan.registers.errors import NoRecords
from shiryokan.registers.rewording import Edit
from tests.conftest import CORPUS
from tests.readings import pages_of

LETTERS = sorted((CORPUS / "errata").glob("*.json"))
_LABEL = re.compile(r"^\(\d+\)")


@cache
def records_of(path: Path) -> list[Erratum]:
    return Errata().extract(pages_of(path), "letter").records


def squeezed(text: str | None) -> str:
    return "".join(unicodedata.normalize("NFKC", text or "").split())


@pytest.mark.parametrize("path", LETTERS, ids=lambda path: path.stem)
def test_the_corrections_of_letters_read_by_eye_are_records(path: Path) -> None:
    truth = json.loads(path.read_text("utf-8"))
    records = records_of(path.with_suffix(".pdf"))
    for page in truth["read_by_eye"]:
        own = [
            edit
            for record in records
            if record.page == page and record.way == "marks"
            for edit in record.edits
        ]
        edits = [edit for edit in truth["edits"] if edit["page"] == page]
        assert "".join(squeezed(edit.struck) for edit in own) == "".join(
            squeezed(edit["struck"]) for edit in edits
        )
        # a number that is put in with its paragraph is the paragraph's number
        assert "".join(squeezed(edit.inserted) for edit in own) == "".join(
            _LABEL.sub("", squeezed(edit["inserted"])) for edit in edits
        )


PLACES = {
    "001689078": [(3, "", ["K514-2", "K504-2", "K513-2", "K154-2"], "問104")],
    "kaiteikankei_r060501_1": [
        (3, "medical", ["A001"], "(11)"), (3, "medical", ["A305"], "(2)"),
        (3, "medical", ["A400"], "(3)"), (3, "medical", ["A400"], "(4)"),
        (5, "medical", ["C002", "C002-2"], "(3)"), (8, "medical", ["I002"], "(8)"),
        (8, "medical", ["I016"], "(2)"), (8, "medical", ["J078"], ""),
        (8, "medical", ["J201"], "(16)"), (10, "dental", ["I017-2"], "(2)"),
        (10, "dental", ["I030"], "(3)"), (12, "dispensing", ["15-8"], "(10)"),
    ],
    "kaiteikankei_r060517_1": [
        (3, "medical", ["A300"], "(8)"), (3, "medical", ["A304"], "(7)"),
        (3, "medical", ["A304"], "(9)"), (3, "medical", ["A308"], "(12)"),
        (5, "medical", ["F400"], "(11)"), (6, "dental", ["M003"], "(10)"),
        (26, "medical", ["B001"], ""),
    ],
    "kaiteikankei_r060830_1": [
        (2, "", ["K259"], "(5)"), (2, "", ["K574"], "(1)"), (2, "", ["K574"], "(2)"),
        (2, "", ["K574-2"], "(1)"), (2, "", ["K574-2"], "(2)"),
    ],
    "kaiteikankei_r061001_1": [(2, "dental", ["M015-2"], "(8)")],
}  # fmt: skip
"""Of the pages looked at: page, schedule, items and number of what is corrected."""


@pytest.mark.parametrize("path", LETTERS, ids=lambda path: path.stem)
def test_corrections_stand_at_their_items(path: Path) -> None:
    told = [(r.page, r.schedule, r.codes, r.number) for r in records_of(path.with_suffix(".pdf"))]
    for place in PLACES[path.stem]:
        assert place in told


def test_a_corrected_name_is_a_text_of_its_own(corpus: Path) -> None:
    records = records_of(corpus / "errata" / "kaiteikankei_r060501_1.pdf")
    name, text = [record for record in records if record.codes == ["J078"]]
    assert (name.old, name.new) == ("子宮腟部薬物焼灼法", "子宮腟頸管部薬物焼灼法")
    assert text.new.startswith("ゲメプロスト製剤の投与により")


def test_a_letter_tells_its_day_and_the_papers_that_it_corrects(corpus: Path) -> None:
    papers = {
        record.page: (record.date, record.paper_number, record.paper_date)
        for record in records_of(corpus / "errata" / "kaiteikankei_r060517_1.pdf")
    }
    assert papers[3] == ("2024-05-17", "保医発0305第4号", "2024-03-05")
    assert papers[9] == ("2024-05-17", "保医発0305第5号", "2024-03-05")
    assert papers[14] == ("2024-05-17", "保医発0305第6号", "2024-03-05")


@pytest.mark.parametrize("register", ["notices", "criteria", "fees"])
def test_what_a_letter_prints_of_papers_is_no_paper_of_its_own(register: str, corpus: Path) -> None:
    for path in sorted((corpus / "errata").glob("*.pdf")):
        pages = pages_of(path)
        if REGISTERS[register].glance(pages):
            with pytest.raises(NoRecords):
                REGISTERS[register].extract(pages)


MAY_BE_WRONG = {"reversed": 1, "listed": 1, "thin": 3}
"""Corrections of looks that are not read wholly: a bracket that ends an insertion and begins a line, and
marks so thin that a line of them is lost."""


@pytest.mark.thorough
@pytest.mark.guarding
@pytest.mark.parametrize("look", [name for name in LOOKS if name != "after"])
def test_invented_letters_are_read_in_all_looks(look: str, tmp_path: Path) -> None:
    score = measure(look, range(20, 23), tmp_path)
    assert score.counts["true"] - score.counts["right"] <= MAY_BE_WRONG.get(look, 0)
    assert score.counts["right"] > 0
    assert not score.counts["invented"]
    assert score.counts["dated"] == score.counts["records"]


TEXT = "文書の交付については電子カルテ情報共有システムにおける患者サマリーに\n入力し、記録する。"
NEW = "電子カルテ情報共有サービスにおける患者サマリーに入力し"


def edit(new: str, struck: str, inserted: str) -> Edit:
    start = new.index(inserted) if inserted else 0
    return Edit(struck=struck, inserted=inserted, start=start, end=start + len(inserted))


def test_a_correction_is_put_in_where_its_words_stand() -> None:
    made = reworded(unedited(TEXT), NEW, [edit(NEW, "システム", "サービス")])
    assert [(p.old, p.new) for p in made.pieces if p.op != "same"] == [("システム", "サービス")]
    assert "".join(p.old for p in made.pieces) == TEXT
    assert "".join(p.new for p in made.pieces) == TEXT.replace("システム", "サービス")


def test_a_correction_of_a_correction_finds_the_words_of_the_first() -> None:
    first = reworded(unedited(TEXT), NEW, [edit(NEW, "システム", "サービス")])
    later = NEW.replace("サービス", "基盤")
    second = reworded(first.pieces, later, [edit(later, "サービス", "基盤")])
    assert not second.missing
    # the reader sees the first words and the last
    assert [(p.old, p.new) for p in second.pieces if p.op != "same"] == [("システム", "基盤")]


def test_what_is_corrected_already_or_not_there_is_told() -> None:
    one = edit(NEW, "システム", "サービス")
    assert reworded(unedited(TEXT.replace("システム", "サービス")), NEW, [one]).there == [one]
    assert reworded(unedited("ほかの文である。"), NEW, [one]).missing == [one]


def test_words_that_stand_twice_in_one_way_are_left_alone() -> None:
    new = "算定する"
    one = edit(new, "請求", "算定")
    assert reworded(unedited("請求する。請求する。"), new, [one]).missing == [one]


@pytest.mark.parametrize(
    ("values", "heading"),
    [
        ({"codes": ["A101"], "name": "霧浜入院料", "number": "(2)"}, "A101　霧浜入院料　(2)"),
        (
            {"section": [{"number": "", "title": "様式87の3の2"}], "number": "(8)", "paper": "通知"},
            "様式87の3の2　(8)",
        ),
        (
            {"paper": "霧浜の通知", "edits": [{"struck": "三回", "inserted": "五回"}]},
            "霧浜の通知　「三回→五回」",
        ),
        (
            {"paper": "霧浜の通知", "edits": [{"struck": "", "inserted": "霧" * 30}]},
            f"霧浜の通知　「{'霧' * 20}…」",
        ),
    ],
)  # fmt: skip
def test_a_correction_is_named_by_what_tells_it_from_others(
    values: dict[str, Any], heading: str
) -> None:
    assert REGISTERS["errata"].heading(values) == heading
