"""``shiryokan text`` in each of its forms."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from shiryokan.paper.formats import FLOW_FORMS, PAGE_FORMS
from tests import pdfs
from tests.cli.test_commands import shiryokan

ALTO = "{http://www.loc.gov/standards/alto/ns-v4#}"
TOPICS = ("防災", "福祉", "教育", "医療", "介護", "環境")


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six pages under one running header."""
    path = tmp_path_factory.mktemp("report") / "報告.pdf"
    gap = "\n" * 9
    path.write_bytes(pdfs.pdf(*(f"市の報告書{gap}本文は<{topic}>。" for topic in TOPICS)))
    return path


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three pages, the second of which cannot be read."""
    path = tmp_path_factory.mktemp("broken") / "broken.pdf"
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] >>"
    tree = b"<< /Type /Pages /Count 3 /Kids [3 0 R 9 0 R 3 0 R] >>"
    path.write_bytes(pdfs.raw_pdf([b"<< /Type /Catalog /Pages 2 0 R >>", tree, page]))
    return path


@pytest.mark.parametrize("form", PAGE_FORMS)
def test_each_form_has_every_page_in_order(report: Path, form: str) -> None:
    told = shiryokan("text", str(report), "--format", form)
    assert (told.returncode, told.stderr) == (0, "")
    assert list(dict.fromkeys(re.findall("|".join(TOPICS), told.stdout))) == list(TOPICS)
    assert told.stdout.endswith("\n")


@pytest.mark.parametrize("form", FLOW_FORMS)
def test_a_flow_leaves_running_headers_out(report: Path, form: str) -> None:
    told = shiryokan("text", str(report), "--format", form, "--flow")
    assert (told.returncode, told.stderr) == (0, "")
    assert list(dict.fromkeys(re.findall("|".join(TOPICS), told.stdout))) == list(TOPICS)
    assert "市の報告書" not in told.stdout
    assert "\f" not in told.stdout


def test_a_flow_of_some_pages(report: Path) -> None:
    told = shiryokan("text", str(report), "--flow", "--format", "json", "--pages", "2-3")
    passages = json.loads(told.stdout)["passages"]
    assert {part["page"] for passage in passages for part in passage["parts"]} == {2, 3}


@pytest.mark.parametrize(("language", "word"), [("ja", "一緒に使えません"), ("en", "together")])
def test_alto_is_no_form_of_a_flow(report: Path, language: str, word: str) -> None:
    told = shiryokan("text", str(report), "--flow", "--format", "alto", language=language)
    assert (told.returncode, told.stdout) == (2, "")
    assert word in told.stderr


def test_furniture_is_known_where_the_whole_document_is_read(report: Path) -> None:
    told = shiryokan("text", str(report), "--format", "json")
    kinds = [json.loads(row)["blocks"][0]["kind"] for row in told.stdout.splitlines()]
    assert kinds == ["furniture"] * len(TOPICS)
    assert "市の報告書" not in shiryokan("text", str(report), "--format", "markdown").stdout
    assert "市の報告書" in shiryokan("text", str(report)).stdout


@pytest.mark.parametrize("pages", ["2-3", "1-"])
def test_html_and_alto_are_whole_documents(report: Path, pages: str) -> None:
    html = shiryokan("text", str(report), "--format", "html", "--pages", pages).stdout
    assert html.startswith("<!DOCTYPE html>")
    assert html.endswith("</html>\n")
    alto = shiryokan("text", str(report), "--format", "alto", "--pages", pages).stdout
    root = ElementTree.fromstring(alto.encode())
    numbers = [page.get("PHYSICAL_IMG_NR") for page in root.iter(f"{ALTO}Page")]
    assert numbers == (["2", "3"] if pages == "2-3" else ["1", "2", "3", "4", "5", "6"])
    assert root.findtext(f".//{ALTO}fileName") == report.name
    assert re.findall(r'<section class="page" id="p(\d)"', html) == numbers


@pytest.mark.parametrize("options", [[], ["--flow"], ["--format", "html"], ["--format", "alto"]])
def test_a_page_that_cannot_be_read_is_told_of(broken: Path, options: list[str]) -> None:
    told = shiryokan("text", str(broken), *options)
    assert told.returncode == 1
    assert "p.2: このページは読み取れません。" in told.stderr
    if "alto" in options:
        assert len(list(ElementTree.fromstring(told.stdout).iter(f"{ALTO}Page"))) == 3
