"""Requirements of published guidelines, against their tables of contents and their pages."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from shiryokan.paper.model import Line, Page
from shiryokan.registers.base import Extraction
from shiryokan.registers.errors import NoRecords
from shiryokan.registers.requirements import Requirement, Requirements
from tests.readings import pages_of

STANDARD = "meti-cloud-guideline.pdf"
CONTENTS, CHAPTERS = range(2, 8), range(5, 16)
CONTROLS = {
    "5.1": 2, "6.1": 8, "6.2": 3, "7.1": 3, "7.2": 2, "8.1": 3, "8.2": 3, "8.3": 3, "9.1": 6,
    "9.2": 7, "10.1": 4, "10.2": 3, "10.3": 2, "10.4": 2, "10.5": 1, "10.6": 2, "10.7": 4,
    "10.8": 5, "10.9": 3, "10.10": 6, "11.1": 1, "11.2": 4, "11.3": 3, "11.4": 7, "11.5": 6,
    "11.6": 2, "11.7": 2, "12.1": 1, "12.2": 4, "12.3": 2, "12.4": 3, "12.5": 5, "12.6": 1,
    "13.1": 2, "13.2": 3, "14.1": 5, "15.1": 6, "15.2": 2, "15.3": 2,
}  # fmt: skip
"""How many controls each section has, written down by hand from JIS Q 27002:2006 (ISO/IEC 27002:2005),
which the guideline follows. There are 133."""
RUN_IN = (
    46,
    "利用者が識別・評価できるよう，あらかじめ示しておくことが期待される。システムの受入れ",
)
"""A line in which the guideline as published has the end of a paragraph and a title."""
MARKERS = {
    "管理策": "control",
    "クラウド利用者のための実施の手引": "guidance",
    "クラウドの利用者のための実施の手引": "guidance",
    "クラウド事業者の実施が望まれる事項": "recommendation",
    "クラウドサービスの関連情報": "information",
}


@pytest.fixture(scope="module")
def standard(corpus: Path) -> list[Page]:
    return pages_of(corpus / "real" / STANDARD)


@pytest.fixture(scope="module")
def found(standard: Sequence[Page]) -> Extraction[Requirement]:
    return Requirements().extract(standard, STANDARD)


def plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def rows(page: Page) -> Iterator[str]:
    """The lines of a page from top to bottom, with those on one baseline made one."""
    merged: list[tuple[float, list[Line]]] = []
    lines = [line for block in page.blocks for line in block.lines]
    for line in sorted(lines, key=lambda line: line.bbox.y0 + line.bbox.y1):
        middle = (line.bbox.y0 + line.bbox.y1) / 2
        if merged and abs(merged[-1][0] - middle) < 3:
            merged[-1][1].append(line)
        else:
            merged.append((middle, [line]))
    for _, row in merged:
        yield " ".join(line.text for line in sorted(row, key=lambda line: line.bbox.x0))


@pytest.fixture(scope="module")
def contents(standard: Sequence[Page]) -> dict[str, str]:
    """The numbers and titles of the table of contents, read by their place on the page."""
    entry = re.compile(r"(\d+(?:\.\d+)*)\s+(.*?)\s*\.{3,}\s*\d+\s*$")
    lines = (row for page in standard if page.page in CONTENTS for row in rows(page))
    listed = {match[1]: plain(match[2]) for row in lines if (match := entry.match(row))}
    return {
        number: title for number, title in listed.items() if int(number.split(".")[0]) in CHAPTERS
    }


def test_every_number_and_title_of_the_contents_is_there(
    contents: dict[str, str], found: Extraction[Requirement]
) -> None:
    assert len(contents) == len(CHAPTERS) + len(CONTROLS) + sum(CONTROLS.values()) == 183
    taken = {r.number: plain(r.title) for r in found.records}
    taken |= {h.number: plain(h.title) for r in found.records for h in r.section}
    assert taken == contents


def test_every_control_is_there_once(found: Extraction[Requirement]) -> None:
    controls = [r.number for r in found.records if r.kind == "control"]
    assert controls == [f"{s}.{n}" for s, count in CONTROLS.items() for n in range(1, count + 1)]
    assert [r.number for r in found.records if r.kind == "purpose"] == list(CONTROLS)
    assert found.unplaced == []


def test_every_part_on_the_pages_is_a_record(
    standard: Sequence[Page], found: Extraction[Requirement]
) -> None:
    first = min(r.page for r in found.records)
    lines = (plain(line) for page in standard[first - 1 :] for line in page.text.splitlines())
    printed = Counter(MARKERS[line] for line in lines if line in MARKERS)
    assert printed == Counter(r.kind for r in found.records if r.kind != "purpose")
    assert not any(plain(line) in MARKERS for r in found.records for line in r.text.splitlines())


def test_sections_and_strengths(found: Extraction[Requirement]) -> None:
    for record in found.records:
        above = [h.number for h in record.section]
        depth = record.number.count(".")
        assert above == [".".join(record.number.split(".")[: i + 1]) for i in range(depth)]
    assert {r.strength for r in found.records if r.kind == "control"} == {"should"}
    assert len({r.key for r in found.records}) == len(found.records)


def test_nothing_of_the_chapters_is_lost(
    standard: Sequence[Page], found: Extraction[Requirement]
) -> None:
    """Each line of the pages between the first control and the last is in a record's text, or is a
    heading, a marker or a page number."""
    texts = plain("".join(r.text + r.title for r in found.records))
    first, last = found.records[0].page, found.records[-1].page
    heads = {plain(f"{n}{t}") for r in found.records for n, t in (
        (r.number, r.title), *((h.number, h.title) for h in r.section))}  # fmt: skip
    lost = [
        (page.page, line)
        for page in standard[first : last - 1]
        for line in page.text.splitlines()
        if plain(line) not in texts and plain(line) not in heads | set(MARKERS)
        and not plain(line).isdigit() and not plain(line).startswith(("目的:", "10.3.2"))
    ]  # fmt: skip
    assert lost == [RUN_IN]


def test_a_guideline_whose_numbers_count_within_sections(corpus: Path) -> None:
    found = Requirements().extract(
        pages_of(corpus / "real" / "ipa-early-warning-guideline-2019.pdf")
    )
    numbers = [r.number for r in found.records]
    for section, count in {"Ⅳ.2": 7, "Ⅳ.3(1)": 14, "Ⅳ.3(2)": 7, "Ⅳ.4": 10, "Ⅳ.5": 10, "Ⅳ.6": 2,
                           "Ⅴ.2": 6, "Ⅴ.4": 5}.items():  # fmt: skip
        sign = "" if section.endswith(")") else "."
        own = [n for n in numbers if re.fullmatch(re.escape(section + sign) + r"\d+\)", n)]
        assert own == [f"{section}{sign}{n})" for n in range(1, count + 1)]
    assert {u.why for u in found.unplaced} <= {"orphan"}
    by_number = {r.number: r for r in found.records}
    assert by_number["Ⅳ.2.2)"].strength == "must"
    assert len(by_number["Ⅳ.3(1)2)"].items) == 5
    assert not any(h.title.startswith("付録") for r in found.records for h in r.section)


def test_a_guideline_whose_controls_have_no_heading_of_their_own(corpus: Path) -> None:
    pages = pages_of(corpus / "real" / "mic-cloud-guideline-84p.pdf")
    found = Requirements().extract(pages)
    lines = [plain(line) for page in pages[46:] for line in page.text.splitlines()]
    printed = re.compile(r"(I[IV]+(?:\.\d+){3})【")
    numbers = {match[1] for line in lines if (match := printed.match(line))}
    taken = {plain(r.number) for r in found.records if r.number.count(".") == 3}
    assert taken == numbers and len(numbers) == 46
    kinds = Counter(r.kind for r in found.records)
    assert kinds["guidance"] == lines.count("【ベストプラクティス】")
    assert kinds["purpose"] == lines.count("【目的】")
    assert {r.kind for r in found.records} == {"text", "purpose", "guidance"}


def test_other_forms_of_guidelines(corpus: Path) -> None:
    products = Requirements().extract(pages_of(corpus / "real" / "meti-iot-guideline-19p.pdf"))
    # １ tells of the background
    assert [r.number for r in products.records] == [
        "2", "3", "4(1)", "4(2)", "4(3)", "5", "6(1)", "6(2)", "7(1)", "7(2)", "7(3)", "8(1)",
        "8(2)", "8(3)",
    ]  # fmt: skip


@pytest.mark.thorough
@pytest.mark.guarding
@pytest.mark.parametrize(
    "name",
    [
        "real/mext-sti-wp-r6-ch1.pdf", "real/mext-sti-wp-r6-ch3.pdf", "real/mic-ict-wp-summary-12p.pdf",
        "real/meti-monodukuri-wp-37p.pdf", "real/cio-dp2020-01-14p.pdf", "real/cio-dp2021-01-56p.pdf",
        "real/fsa-dp2023-2-docuworks-31p.pdf", "real/ipa-jvn-2024q2-11p.pdf", "real/ipa-ai-threat-slides-17p.pdf",
        "real/meti-credit-law-slides-88p.pdf", "real/meti-textile-slides-16p.pdf", "real/mof-pri-staff24-17p.pdf",
        "real/mhlw-hokenjo-slides-39p.pdf", "real/mhlw-kokumin-kiso-22p.pdf", "real/mof-aml-action-plan-4p.pdf",
        "real/cao-econ-measures-slides-49p.pdf", "real/mic-furusato-cid-13p.pdf", "real/mhlw-r8-qa-91p.pdf",
        "real/mhlw-r1-amend-vert-land-32p.pdf", "real/osaka-covid-20210407.pdf",
        "real/mext-sti-wp-r6-ch5.pdf", "real/fsa-insurance-slides.pdf", "real/mof-bos-tables-10p.pdf",
        "real/mhlw-r6-dispensing-notice.pdf", "real/mof-invoice-qa-kangxi-15p.pdf",
        "real/mlit-protection-slides-21p.pdf", "real/mhlw-gdp-slides-rotated-46p.pdf",
        "real/mhlw-h28-efee-guide-slides-49p.pdf", "real/fsa-policy-2023-30p.pdf", "plan/open-2024.pdf",
    ],
)  # fmt: skip
def test_other_documents_have_none(corpus: Path, name: str) -> None:
    with pytest.raises(NoRecords):
        Requirements().extract(pages_of(corpus / name))


def test_rows_of_a_table_over_two_pages_are_whole_and_apart(corpus: Path) -> None:
    """The table of pages 56 and 57: a row of it was cut in two by the layout."""
    found = Requirements().extract(pages_of(corpus / "real" / "mic-cloud-guideline-84p.pdf"))
    record = next(r for r in found.records if r.key == "Ⅲ.3.1.1/guidance")
    rows = [line.split("\t") for line in record.text.splitlines() if "\t" in line]
    assert [row[0] for row in rows] == [
        "No.", "1", "2", "3", "4", "4.1", "4.2", "5", "6", "6.1", "6.2", "6.3", "6.4", "7",
    ]  # fmt: skip
    assert [row[1] for row in rows if row[0] in ("5", "6.4")] == [
        "セキュリティ等の集中管理",
        "コンテナ",
    ]
    assert all(row[2].endswith(("。", "がある")) for row in rows[1:] if len(row) == 3)
    assert not any("left blank" in r.text for r in found.records)


def test_informative_parts_of_published_guidelines_oblige_nobody(corpus: Path) -> None:
    for name in (STANDARD, "mic-cloud-guideline-84p.pdf", "digital-agile-guide-37p.pdf"):
        for record in Requirements().extract(pages_of(corpus / "real" / name)).records:
            strengths = {said.strength for said in record.sentences}
            if record.kind not in ("text", "control") or name.startswith("digital"):
                assert "must" not in strengths
            assert record.strength in strengths
