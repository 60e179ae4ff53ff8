"""Titles of a series: what they share, their years, and which are drafts."""

from __future__ import annotations

import pytest

from shiryokan.documents.models import Document, Origin, Publisher
from shiryokan.records.models import Series
from shiryokan.records.series import is_draft, series_name, series_of, year_in

TITLES = [
    ("水鏡市年次計画2024", "水鏡市年次計画", 2024, False),
    ("水鏡市年次計画2025（案）", "水鏡市年次計画", 2025, True),
    ("水鏡市年次計画（案）について", "水鏡市年次計画", None, True),
    ("令和６年度 子ども計画（素案）", "子ども計画", 2024, True),
    ("情報セキュリティ手引書 第2版", "情報セキュリティ手引書", None, False),
    ("図書館案内", "図書館案内", None, False),
    ("介護給付費単位数表（令和9年4月施行）", "介護給付費単位数表", 2027, False),
    ("介護給付費単位数表　令和6年4月1日施行", "介護給付費単位数表", None, False),
    ("指定の一覧（2024年5月1日現在）", "指定の一覧", 2024, False),
    ("基準の施行について（令和6年）", "基準の施行について", 2024, False),
    # nothing is left of it, so it is a series of its own
    ("2024", "2024", 2024, False),
]


@pytest.mark.parametrize(("title", "name", "year", "draft"), TITLES)
def test_a_title_tells_series_year_and_draft(
    title: str, name: str, year: int | None, draft: bool
) -> None:
    assert (series_name(title), year_in(title), is_draft(title)) == (name, year, draft)


def kept(number: int, title: str) -> Document:
    return Document.objects.create(
        pk=f"{number:016x}", sha256=f"{number:064x}", title=title, size=1, page_count=1
    )


@pytest.mark.django_db
def test_years_of_one_plan_are_one_series_and_those_of_another_publisher_are_not() -> None:
    found = []
    asked = [
        ("水鏡市", "年次計画2024"),
        ("水鏡市", "年次計画2025（案）"),
        ("霧浜町", "年次計画2024"),
    ]
    for number, (publisher, title) in enumerate(asked):
        document = kept(number, title)
        publisher_row, _ = Publisher.objects.get_or_create(name=publisher)
        Origin.objects.create(document=document, publisher=publisher_row)
        found.append(series_of(document))
    first, second, other = found
    assert first == second != other
    assert Series.objects.count() == 2
    assert (first.name, other.name) == ("水鏡市: 年次計画", "霧浜町: 年次計画")


@pytest.mark.django_db
def test_a_document_of_no_publisher_has_a_series_by_its_title_alone() -> None:
    assert series_of(kept(0, "年次計画2024")).name == "年次計画"
