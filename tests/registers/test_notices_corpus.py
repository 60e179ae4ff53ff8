"""Published notices, against what stands on their pages and in the fee schedule."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from shiryokan.paper.model import Page
from shiryokan.registers.base import Extraction
from shiryokan.registers.catalogue import REGISTERS
from shiryokan.registers.errors import NoRecords
from shiryokan.registers.item_codes import order
from shiryokan.registers.narrow_text import narrow
from shiryokan.registers.notices import Notice, Notices
from tests.readings import pages_of

pytestmark = pytest.mark.corpus
OTHERS = (
    "fees/dispensing-r6", "fees/medical-r6", "answers/001678310", "answers/001703573",
    "plan/lined-2024", "care/spaces-r6", "errata/kaiteikankei_r060517_1",
    "real/mhlw-r6-facility-criteria-289p",
    # read by no other test, for a third of a minute
    pytest.param("real/mhlw-h28-old-new-table-344p", marks=pytest.mark.slow),
)  # fmt: skip


@pytest.fixture(scope="module", params=["dispensing-r6", "dental-r6"])
def pages(request: pytest.FixtureRequest, corpus: Path) -> list[Page]:
    return pages_of(corpus / "notices" / f"{request.param}.pdf")


@pytest.fixture(scope="module")
def found(pages: Sequence[Page]) -> Extraction[Notice]:
    return Notices().extract(pages, "doc")


def test_every_line_with_a_code_and_a_name_is_a_head(
    pages: Sequence[Page], found: Extraction[Notice]
) -> None:
    head = re.compile(r"\s*(?:区分)?([A-Z]\d{3}(?:-\d+)*|(?<=区分)\d\d(?:の\d+)*)\s+\S[^。]*$")
    printed = {
        match[1].replace("の", "-")
        for page in pages
        for line in page.text.splitlines()
        if (match := head.match(narrow(line)))
    }
    assert printed
    assert printed <= {record.code for record in found.records}


def test_items_come_in_the_order_of_their_codes(found: Extraction[Notice]) -> None:
    codes = list(dict.fromkeys(record.code for record in found.records if record.code))
    assert codes == sorted(codes, key=order)


def test_numbers_of_paragraphs_go_up_by_one(found: Extraction[Notice]) -> None:
    last: dict[tuple[str, ...], int] = {}
    for record in found.records:
        if not record.number.startswith("("):
            # one without brackets may follow a title with the number before it
            continue
        titles = tuple(h.title for h in record.section) if not record.code else ()
        place = (record.code, *titles, *(heading.number for heading in record.part))
        number = int(record.number.strip("()"))
        assert number == last.get(place, 0) + 1, record.key
        last[place] = number


def test_all_words_of_a_paragraph_stand_in_its_places(found: Extraction[Notice]) -> None:
    for record in found.records:
        if record.text:
            places = "".join(p.text for p in record.provenance["text"][0].places)
            assert len("".join(places.split())) > 0
            assert record.page == record.provenance["text"][0].places[0].page


def test_what_is_left_out_is_told(found: Extraction[Notice]) -> None:
    assert {each.why for each in found.unplaced} <= {"orphan", "disorder"}
    assert len(found.unplaced) < 10


@pytest.mark.thorough
@pytest.mark.parametrize("name", OTHERS)
def test_documents_of_other_kinds_are_refused(name: str, corpus: Path) -> None:
    with pytest.raises(NoRecords):
        Notices().extract(pages_of(corpus / f"{name}.pdf"))


@pytest.mark.thorough
def test_other_registers_refuse_notices(pages: Sequence[Page]) -> None:
    for name, register in REGISTERS.items():
        if name != "notices":
            with pytest.raises(NoRecords):
                register.extract(pages)
