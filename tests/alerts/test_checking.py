"""What a saved search finds: only what is new, and each hit once."""

from __future__ import annotations

import datetime
import threading

import pytest
from django.contrib.auth.models import User
from django.db import connection, connections
from django.utils import timezone

from shiryokan.alerts import changes, check, saved_searches
from shiryokan.alerts.check import check_document, document_indexed, keep, queue_forgotten
from shiryokan.alerts.models import Arrival, SavedSearch, SavedSearchHit
from shiryokan.alerts.search import ask, tidied
from shiryokan.documents.ingest import read_document
from shiryokan.documents.models import Document
from shiryokan.search.indexing import queue_indexing, rebuild
from tests.alerts.conftest import Lay, Save, work


def found(search: SavedSearch) -> list[tuple[str, int]]:
    return [(hit.title, hit.page) for hit in search.hits.order_by("pk")]


def test_what_is_there_already_is_no_news_and_what_comes_is(save: Save, lay: Lay) -> None:
    lay("古い点検の報告", title="古い")
    search = save()
    assert found(search) == []
    lay("前書き", "新しい点検の報告", title="新しい")
    lay("関係のない文書", title="別の")
    assert found(search) == [("新しい", 2)]
    hit = search.hits.get()
    assert ["点検", True] in hit.snippet
    assert hit.read_at is None


def test_the_whole_search_is_asked_its_filters_too(save: Save, lay: Lay) -> None:
    city = save("q=点検&publisher=水鏡市")
    council = save("q=点検&council=推進会議")
    lay("点検 その一", title="市", publisher="水鏡市")
    lay("点検 その二", title="県", publisher="水鏡県", council="推進会議")
    assert found(city) == [("市", 1)]
    assert found(council) == [("県", 1)]


def test_a_document_indexed_or_read_again_is_no_news(save: Save, lay: Lay) -> None:
    search, early = save(), lay("点検の一")
    assert len(found(search)) == 1
    for _ in range(2):
        queue_indexing(early)
        work()
    list(rebuild())
    Document.objects.filter(pk=early).update(state=Document.State.STORED)
    read_document.enqueue(early)
    work()
    assert Document.objects.get(pk=early).state == Document.State.INDEXED
    assert len(found(search)) == 1


def test_a_document_that_was_there_stays_no_news_when_it_is_read_again(
    save: Save, lay: Lay
) -> None:
    early = lay("点検の一")
    search = save()
    Document.objects.filter(pk=early).update(state=Document.State.STORED)
    read_document.enqueue(early)
    work()
    assert found(search) == []


def test_a_document_that_was_taken_out_and_comes_back_is_not_new_again(
    save: Save, lay: Lay
) -> None:
    search = save()
    first = lay("点検の一", title="一")
    Document.objects.get(pk=first).delete()
    again = lay("点検の一", title="一")
    assert again == first
    assert found(search) == [("一", 1)]


def test_more_said_of_a_new_document_may_make_it_news(save: Save, lay: Lay) -> None:
    search = save("q=点検&publisher=水鏡市")
    lay("点検の一", title="一")
    assert found(search) == []
    lay("点検の一", title="一", publisher="水鏡市")
    assert found(search) == [("一", 1)]


def test_an_old_document_is_not_asked_again_however_often_it_is_indexed(
    save: Save, lay: Lay
) -> None:
    early = lay("点検の一")
    search = save(since=timezone.now() - datetime.timedelta(days=90))
    Arrival.objects.update(at=timezone.now() - changes.NEW_FOR, checked_at=timezone.now())
    document_indexed(early)
    work()
    assert found(search) == []


def test_two_workers_find_a_hit_once(save: Save, lay: Lay) -> None:
    search = save(active=False)
    document = lay("点検の一", "点検の二", "点検の三")
    SavedSearch.objects.update(active=True)
    hits = ask(search.query, document_id=document, limit=10)
    wrong: list[BaseException] = []

    def one_worker() -> None:
        try:
            for _ in range(5):
                keep(search.pk, hits, timezone.now())
        except BaseException as error:
            wrong.append(error)
        finally:
            connections.close_all()

    workers = [threading.Thread(target=one_worker) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert wrong == []
    assert sorted(page for _, page in found(search)) == [1, 2, 3]


def test_what_cannot_be_understood_any_more_finds_nothing_and_harms_no_other(
    save: Save, lay: Lay
) -> None:
    save("q=%22点検")
    good = save()
    lay("点検の一", title="一")
    assert found(good) == [("一", 1)]


def test_paused_searches_and_those_of_closed_accounts_find_nothing(
    save: Save, lay: Lay, hanako: User
) -> None:
    search = save()
    saved_searches.pause(search)
    lay("点検の一", title="一")
    saved_searches.resume(search, timezone.now())
    lay("点検の二", title="二")
    hanako.is_active = False
    hanako.save()
    lay("点検の三", title="三")
    assert found(search) == [("二", 1)]


def test_of_a_long_document_the_best_hits_are_shown_and_the_others_counted(
    save: Save, lay: Lay, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(check, "MOST_HITS", 8)
    search = save()
    document = lay(*[f"第{n}回の点検" for n in range(12)])
    rows = list(search.hits.order_by("place"))
    assert [row.place for row in rows] == list(range(8))
    assert [bool(row.snippet) for row in rows] == [True] * check.SHOWN + [False] * 3
    queue_indexing(document)
    work()
    assert search.hits.count() == 8


def test_a_check_that_was_given_up_is_made_later(
    save: Save, lay: Lay, monkeypatch: pytest.MonkeyPatch
) -> None:
    search = save()

    def broken(*arguments: object, **named: object) -> None:
        raise OSError("the index cannot be read")

    monkeypatch.setattr(check, "ask", broken)
    monkeypatch.setattr("shiryokan.jobs.retries.ATTEMPTS", 1)
    document = lay("点検の一", title="一")
    assert found(search) == []
    monkeypatch.undo()
    now = timezone.now()
    queue_forgotten(now)
    work()
    assert found(search) == []
    later = now + check.FORGOTTEN + datetime.timedelta(minutes=1)
    queue_forgotten(later)
    queue_forgotten(later)
    work()
    assert found(search) == [("一", 1)]
    assert Arrival.objects.get(pk=document).checked_at


def test_a_check_that_runs_twice_does_no_harm(save: Save, lay: Lay) -> None:
    search, document = save(), lay("点検の一", title="一")
    Arrival.objects.update(checked_at=None)
    check_document.call(document)
    check_document.call(document)
    check_document.call("0" * 16)
    assert len(found(search)) == 1


def test_the_database_itself_keeps_a_hit_from_being_there_twice(save: Save, lay: Lay) -> None:
    save()
    lay("点検の一", title="一")
    hit = SavedSearchHit.objects.get()
    hit.pk = None
    with pytest.raises(Exception, match=r"(?i)unique"):
        hit.save()


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("q=a&publisher=&page=3", "q=a"),
        ("q=a&kind=page&kind=fees", "kind=page&kind=fees&q=a"),
        ("q=a&semantic=1", "q=a"),
        ("page=2&sort=newest", ""),
        ("q=%E7%82%B9%E6%A4%9C%20x", "q=%E7%82%B9%E6%A4%9C+x"),
        ("q=%00&csrfmiddlewaretoken=x", "q=%00"),
        ("&&=&q", ""),
    ],
)
def test_what_is_kept_of_an_address(address: str, kept: str) -> None:
    assert tidied(address) == kept
    assert tidied(kept) == kept


def test_only_unread_hits_are_looked_through_for_the_number_in_the_header(hanako: User) -> None:
    with connection.cursor() as cursor:
        names = connection.introspection.get_constraints(cursor, "alerts_savedsearchhit")
    assert "hit_unread" in names
