"""``shiryokan records`` and ``shiryokan compare``, as programs of their own."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from pathlib import Path

import openpyxl
import pytest

from shiryokan.registers.measures import Measure
from tests.cli.test_commands import shiryokan

PLANS = ("mikagami-plan-2024.pdf", "mikagami-plan-2025.pdf")


def test_a_record_a_line_with_its_document_and_places(samples: Path, tmp_path: Path) -> None:
    plan = samples / PLANS[1]
    told = shiryokan("records", "measures", str(plan), home=tmp_path / "none")
    assert told.returncode == 0, told.stderr
    records = [json.loads(line) for line in told.stdout.splitlines()]
    assert "3/ウ" in {record["key"] for record in records}
    assert {record["document"] for record in records} == {plan.name}
    # what a record is known by is still bound to the bytes
    digest = hashlib.sha256(plan.read_bytes()).hexdigest()
    first = records[0]
    made = Measure(document=digest, key=first["key"], page=1, provenance={}, section=[], label="")
    assert first["id"] == made.id
    assert all(record["page"] >= 1 for record in records)
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("suffix", ["csv", "xlsx", "jsonl", "parquet"])
def test_the_ending_of_the_file_says_the_form(samples: Path, tmp_path: Path, suffix: str) -> None:
    out = tmp_path / f"measures.{suffix}"
    told = shiryokan("records", "measures", str(samples / PLANS[1]), "-o", str(out))
    assert told.returncode == 0, told.stderr
    assert out.name in told.stderr
    assert not told.stdout
    starts = {"csv": b"\xef\xbb\xbf", "xlsx": b"PK", "jsonl": b"{", "parquet": b"PAR1"}
    assert out.read_bytes().startswith(starts[suffix])


def test_a_form_that_is_asked_for_wins_over_the_ending(samples: Path, tmp_path: Path) -> None:
    out = tmp_path / "measures.txt"
    shiryokan(
        "records", "measures", str(samples / PLANS[1]), "--format", "xlsx", "-o", str(out)
    )  # fmt: skip
    assert openpyxl.load_workbook(io.BytesIO(out.read_bytes())).active.max_row > 5
    assert "[Content_Types].xml" in zipfile.ZipFile(out).namelist()


@pytest.mark.parametrize(("language", "word"), [("ja", "施策"), ("en", "measures")])
def test_a_document_without_the_register_is_told_so(
    samples: Path, language: str, word: str
) -> None:
    told = shiryokan("records", "measures", str(samples / "mikagami-slides.pdf"), language=language)
    assert told.returncode == 1
    assert not told.stdout
    assert word in told.stderr
    assert "Traceback" not in told.stderr


@pytest.mark.parametrize("file", ["no-such.pdf", "not-a-pdf.pdf", "encrypted.pdf"])
def test_a_file_that_is_none_is_told_so(bad_pdfs: Path, tmp_path: Path, file: str) -> None:
    told = shiryokan(
        "records", "measures", str(bad_pdfs / file), "-o", str(tmp_path / "measures.csv")
    )
    assert told.returncode == 1
    assert file in told.stderr
    assert "Traceback" not in told.stderr
    assert not (tmp_path / "measures.csv").exists()


def test_the_report_holds_what_could_not_be_placed(samples: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    told = shiryokan(
        "records", "requirements", str(samples / "mikagami-guideline.pdf"), "--report", str(report)
    )
    whole = json.loads(report.read_text("utf-8"))
    assert told.returncode == 0, told.stderr
    assert whole["records"] == len(told.stdout.splitlines())
    assert whole["register"] == "requirements"
    assert whole["unreadable"] == []
    assert isinstance(whole["unplaced"], list)


def test_a_file_is_never_written_over_itself(samples: Path, tmp_path: Path) -> None:
    plan = tmp_path / "plan.pdf"
    plan.write_bytes((samples / PLANS[1]).read_bytes())
    told = shiryokan("records", "measures", str(plan), "-o", str(plan))
    assert told.returncode == 2
    assert plan.read_bytes() == (samples / PLANS[1]).read_bytes()


def test_a_folder_that_is_not_there_is_told_so(samples: Path, tmp_path: Path) -> None:
    told = shiryokan(
        "records", "measures", str(samples / PLANS[1]), "-o", str(tmp_path / "none" / "a.csv")
    )
    assert told.returncode == 1
    assert "書き込めません" in told.stderr


def test_two_versions_compared(samples: Path) -> None:
    old, new = (samples / name for name in PLANS)
    told = shiryokan("compare", "measures", str(old), str(new), "--format", "csv")
    assert told.returncode == 0, told.stderr
    rows = list(csv.DictReader(io.StringIO(told.stdout.removeprefix("\ufeff"))))
    assert len(rows) > 5
    addresses = [cell for row in rows for cell in row.values() if cell and "#page=" in cell]
    assert {address.rsplit("/", 1)[-1].split("#")[0] for address in addresses} == set(PLANS)


def test_a_version_compared_with_itself_has_no_changes(samples: Path) -> None:
    plan = str(samples / PLANS[1])
    told = shiryokan("compare", "measures", plan, plan)
    assert told.returncode == 0
    kinds = {json.loads(line)["kind"] for line in told.stdout.splitlines()}
    assert kinds <= {"same", "unchanged"}


def test_points_are_only_for_fees(samples: Path) -> None:
    plan = str(samples / PLANS[1])
    told = shiryokan("compare", "measures", plan, plan, "--points")
    assert told.returncode == 2
    assert "fees" in told.stderr
