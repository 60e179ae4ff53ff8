"""A document that is there already may match later: then, and only then, it is news."""

from __future__ import annotations

import datetime
import shutil
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from shiryokan.alerts import changes, saved_searches
from shiryokan.alerts.models import Arrival, SavedSearch
from shiryokan.documents.models import Document
from shiryokan.instance import current
from shiryokan.records.corrections import correct, correctable, withdraw
from shiryokan.records.models import Record
from shiryokan.registers.fields import Text
from shiryokan.search import indexing
from shiryokan.search.indexing import index_document, queue_indexing, queue_missing, rebuild
from tests.alerts.conftest import Lay, Save, work
from tests.documents.conftest import Add


def found(search: SavedSearch) -> list[tuple[str, int]]:
    return [(hit.title, hit.page) for hit in search.hits.order_by("pk")]


@pytest.fixture
def there(lay: Lay) -> str:
    return lay("前書き", "消火器の点検", title="基準")


def rename(document: str, title: str) -> None:
    """As an editor does who puts the title right."""
    row = Document.objects.get(pk=document)
    row.title = title
    row.save()


def test_a_title_put_right_makes_an_older_document_news_once(save: Save, there: str) -> None:
    search = save("q=title:防火")
    assert found(search) == []
    rename(there, "防火の基準")
    work()
    assert found(search) == [("防火の基準", 1)]
    rename(there, "防火の新しい基準")
    queue_indexing(there)
    work()
    assert len(found(search)) == 1


def test_what_was_found_in_it_before_is_no_news_after_a_change(save: Save, there: str) -> None:
    search = save("q=点検 OR title:防火")
    rename(there, "防火の基準")
    work()
    assert found(search) == [("防火の基準", 1)]


def test_what_no_longer_matches_and_matches_again_is_told_once(save: Save, there: str) -> None:
    search = save("q=title:防火")
    for title in ("防火の基準", "基準", "防火の基準"):
        rename(there, title)
        work()
    assert len(found(search)) == 1


def test_a_publisher_given_later_counts(save: Save, lay: Lay, there: str) -> None:
    search = save("q=点検&publisher=水鏡市")
    again = lay("前書き", "消火器の点検", title="基準", publisher="水鏡市")
    assert again == there
    assert found(search) == [("基準", 2)]


def test_a_record_that_an_editor_puts_right_counts_once(
    add: Add, samples: Path, save: Save, hanako: User
) -> None:
    add(samples / "mikagami-plan-2024.pdf", title="水鏡市年次計画", publisher="水鏡市")
    work()
    record = Record.objects.filter(register="measures").order_by("position").first()
    assert record is not None
    field = next(f for f in correctable("measures") if type(f.kind) is Text)
    search = save("q=潮見灯台&kind=measures")
    for _ in range(2):
        correct(record, field, "潮見灯台を点検する。", hanako)
        work()
        withdraw(Record.objects.get(pk=record.pk), field.name, hanako)
        work()
    assert [hit.record for hit in search.hits.all()] == [str(record.pk)]


def test_a_worker_killed_after_indexing_loses_no_news(
    save: Save, there: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    search = save("q=title:防火")
    rename(there, "防火の基準")
    with monkeypatch.context() as killed:
        killed.setattr(indexing, "finish_document", lambda document_id: 1 / 0)
        killed.setattr(indexing.index_document.__class__, "enqueue", lambda *a, **k: None)
        index_document.call(there)
    assert Arrival.objects.get().before == {str(search.pk): []}
    work()
    assert found(search) == [("防火の基準", 1)]
    assert Arrival.objects.get().before is None


def test_two_changes_before_the_check_are_compared_with_the_first(save: Save, there: str) -> None:
    search = save("q=title:防火")
    rename(there, "防火の基準")
    index_document.call(there)
    rename(there, "防火の新しい基準")
    index_document.call(there)
    work()
    assert len(found(search)) == 1


def test_a_change_that_begins_while_it_is_checked_is_checked_too(
    save: Save, there: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    search = save("q=title:防火 OR title:防災")
    rename(there, "別の基準")
    ask = changes.places

    def meanwhile(query: str, document_id: str, limit: int) -> set[tuple[int, str]]:
        here = ask(query, document_id, limit)
        monkeypatch.setattr("shiryokan.alerts.check.places", ask)
        changes.document_changes(document_id)
        return here

    monkeypatch.setattr("shiryokan.alerts.check.places", meanwhile)
    work()
    assert Arrival.objects.get().before == {str(search.pk): []}
    rename(there, "防災の基準")
    work()
    assert found(search) == [("防災の基準", 1)]


def test_an_index_built_anew_makes_nothing_news(save: Save, there: str) -> None:
    search = save("q=点検")
    list(rebuild())
    work()
    shutil.rmtree(current.home().index)
    indexing.forget_open_index()
    assert queue_missing() == 1
    work()
    assert found(search) == []
    assert Arrival.objects.get().before is None


def test_long_after_it_came_only_a_change_is_told(save: Save, lay: Lay) -> None:
    search = save("q=点検 OR title:防火", since=timezone.now() - datetime.timedelta(days=90))
    document = lay("消火器", title="基準")
    assert found(search) == []
    Arrival.objects.update(at=timezone.now() - changes.NEW_FOR, checked_at=timezone.now())
    queue_indexing(document)
    work()
    assert found(search) == []
    rename(document, "防火の基準")
    work()
    assert found(search) == [("防火の基準", 1)]


def test_a_search_that_is_paused_is_not_told_of_changes(save: Save, there: str) -> None:
    search = save("q=title:防火")
    saved_searches.pause(search)
    rename(there, "防火の基準")
    work()
    saved_searches.resume(search, timezone.now())
    queue_indexing(there)
    work()
    assert found(search) == []


def test_what_came_while_a_search_was_being_saved_is_asked_again(save: Save, lay: Lay) -> None:
    begun = timezone.now()
    lay("消火器の点検", title="基準")
    search = save(since=begun)
    work()
    assert found(search) == [("基準", 1)]
