"""The committed samples are what their script makes, and say what they are."""

from __future__ import annotations

import csv
import datetime
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pypdfium2
import pytest

FONTS = Path("/usr/share/fonts")
COLUMNS = ["file", "title", "publisher", "council", "meeting", "date", "source_url"]
MOST_BYTES = 400_000
ROOT = Path(__file__).parents[2]
NAMES = sorted(path.name for path in (ROOT / "samples").glob("*.pdf"))
# The signs that Japanese typesetting (JIS X 4051) keeps from beginning a line.
NEVER_FIRST = tuple("、。，．）」』】〕〉》")
WITHOUT_TEXT = {"mikagami-notice-scan.pdf"}


def pages_of(path: Path) -> list[str]:
    with pypdfium2.PdfDocument(path) as pdf:
        return [page.get_textpage().get_text_range() for page in pdf]


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The samples made anew; skipped where the fonts are absent, but never in CI."""
    absent = [name for name in ("ipaexm.ttf", "ipaexg.ttf") if not any(FONTS.rglob(name))]
    if absent:
        word = f"not installed: {', '.join(absent)} (Debian: fonts-ipaexfont)"
        if os.environ.get("CI"):
            pytest.fail(word)
        pytest.skip(word)
    folder = tmp_path_factory.mktemp("samples")
    subprocess.run([sys.executable, "samples/build.py", folder], cwd=ROOT, check=True)
    return folder


@pytest.fixture(scope="module")
def manifest(samples: Path) -> list[dict[str, str]]:
    with (samples / "manifest.csv").open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        assert reader.fieldnames == COLUMNS
        return list(reader)


def test_the_script_makes_exactly_the_committed_files(rebuilt: Path) -> None:
    assert NAMES
    assert sorted(path.name for path in rebuilt.iterdir()) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_rebuild_has_the_same_pages(rebuilt: Path, samples: Path, name: str) -> None:
    assert pages_of(samples / name) == pages_of(rebuilt / name)


@pytest.mark.parametrize("name", NAMES)
def test_every_page_has_text_unless_it_is_a_scan(samples: Path, name: str) -> None:
    has_text = [bool(text.strip()) for text in pages_of(samples / name)]
    assert has_text == [name not in WITHOUT_TEXT] * len(has_text)


@pytest.mark.parametrize("name", NAMES)
def test_a_file_is_small_and_named_as_of_an_invented_city(samples: Path, name: str) -> None:
    assert (samples / name).stat().st_size < MOST_BYTES
    with pypdfium2.PdfDocument(samples / name) as pdf:
        said = pdf.get_metadata_dict()
    assert said["Title"]
    assert "架空" in said["Author"]


@pytest.mark.parametrize("name", [name for name in NAMES if name not in WITHOUT_TEXT])
def test_a_document_says_on_a_page_that_it_is_invented(samples: Path, name: str) -> None:
    assert "架空の市" in "".join(pages_of(samples / name))


@pytest.mark.parametrize("name", [name for name in NAMES if name not in WITHOUT_TEXT])
def test_a_document_has_an_outline(samples: Path, name: str) -> None:
    with pypdfium2.PdfDocument(samples / name) as pdf:
        places = [mark.get_dest().get_index() for mark in pdf.get_toc()]
        assert places
        assert places == sorted(places)
        assert all(0 <= place < len(pdf) for place in places)


@pytest.mark.parametrize("name", NAMES)
def test_no_line_begins_with_a_closing_sign(samples: Path, name: str) -> None:
    lines = [line for text in pages_of(samples / name) for line in text.splitlines()]
    assert [line for line in lines if line.startswith(NEVER_FIRST)] == []


def test_the_manifest_lists_each_file_once(manifest: list[dict[str, str]]) -> None:
    assert sorted(row["file"] for row in manifest) == NAMES


def test_the_manifest_names_no_real_place(manifest: list[dict[str, str]]) -> None:
    for row in manifest:
        assert "架空" in row["publisher"]
        datetime.date.fromisoformat(row["date"])
        # RFC 2606 reserves .example: no such host can exist.
        assert (urlsplit(row["source_url"]).hostname or "").endswith(".example")
