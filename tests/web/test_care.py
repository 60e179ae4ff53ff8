"""Care fees in the library: their pages, exports, comparison and search, as of any register."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.test import Client

from shiryokan.documents.models import Document
from shiryokan.records import models
from tests.web.conftest import Add, Fill

pytestmark = pytest.mark.corpus


@pytest.fixture
def schedules(fill: Fill, add: Add, corpus: Path) -> list[Document]:
    def add_schedules() -> None:
        for year in (6, 9):
            path = corpus / "care" / f"leaders-r{year}.pdf"
            add(path, title=f"令和{year}年度介護給付費単位数表", publisher="水鏡市")

    fill(add_schedules)
    return [Document.objects.get(title__startswith=f"令和{year}") for year in (6, 9)]


@pytest.mark.thorough
@pytest.mark.guarding
@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_page_of_the_register_is_served(
    client: Client, schedules: list[Document], language: str
) -> None:
    assert {e.register for e in models.Extraction.objects.filter(state="found")} == {"care"}
    old, new = (document.pk for document in schedules)
    both = f"?old={old}&new={new}"
    for address, words in {
        "/registers/care/": "夜間巡回応答費",
        f"/registers/care/overview?document={new}": "在宅口腔相談費",
        "/registers/care/points": "1000分の136",
        f"/registers/care/compare{both}": "送迎体制",
        f"/registers/care/changes{both}": "中山間地域対応推進加算",
        "/search?q=若年者受入加算": "若年者受入加算",
    }.items():
        answer = client.get(address, headers={"accept-language": language}, follow=True)
        assert answer.status_code == 200, address
        assert words in answer.content.decode(), address


def test_a_record_shows_its_notes_with_points_at_the_edge(
    client: Client, schedules: list[Document]
) -> None:
    record = models.Record.objects.get(document=schedules[0], register="care", key="1")
    html = client.get(f"/records/{record.pk}/").content.decode()
    assert "特別地域支援加算（Ⅰ）" in html
    assert "375単位" in html


def test_exports_have_points_one_a_row(client: Client, schedules: list[Document]) -> None:
    lines = client.get("/registers/care/export.jsonl").content.splitlines()
    by_key = {(row["document_year"], row["key"]): row for row in map(json.loads, lines)}
    rate = next(row for (_, key), row in by_key.items() if key == "1/ル/(1)")
    assert rate["rate"] == [136, 1000]
    points = client.get("/registers/care/points.csv").content.decode("utf-8-sig")
    assert "特別地域支援加算（Ⅰ）" in points
    for suffix in ("csv", "xlsx", "parquet", "zip"):
        assert client.get(f"/registers/care/export.{suffix}").status_code == 200
