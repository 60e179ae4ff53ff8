"""What replaces a document of a register joins its series, though its title has changed."""

from __future__ import annotations

import pytest

from shiryokan.documents.models import Document
from shiryokan.lookout.arriving import document_indexed
from shiryokan.lookout.models import Find, WatchedPage
from shiryokan.records.models import Extraction, Series

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]


def extraction(number: str, title: str, series: Series, year: int | None) -> Extraction:
    document = Document.everything.create(
        id=number * 16, sha256=number * 64, size=1, file_name="a.pdf", title=title
    )
    return Extraction.objects.create(
        document=document, register="measures", version=1, state="found", count=3, series=series,
        year=year,
    )  # fmt: skip


def test_a_version_joins_the_series_of_what_it_replaced() -> None:
    old = extraction("a", "年次計画", Series.objects.create(name="年次計画"), 2024)
    new = extraction("b", "差し替え後の年次計画", Series.objects.create(name="差し替え"), None)
    watched = WatchedPage.everything.create(url="https://a.example.jp/", key="k")
    find = Find.everything.create(
        watched=watched, kind="replaced", page_url=watched.url, found_at="2026-01-01T00:00:00Z",
        document_id=new.document_id, old_document_id=old.document_id,
    )  # fmt: skip
    document_indexed(new.document_id)
    new.refresh_from_db()
    find.refresh_from_db()
    assert (new.series, new.year) == (old.series, 2024)
    assert find.searchable_at is not None
    # once more does nothing
    before = find.searchable_at
    document_indexed(new.document_id)
    find.refresh_from_db()
    assert find.searchable_at == before
