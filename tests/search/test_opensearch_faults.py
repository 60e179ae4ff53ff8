"""A cluster that fails in whatever way: no hit is ever missing in silence, and nothing is lost."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from shiryokan.search.analysis import Entry, analyse
from shiryokan.search.engine import (
    IndexAway,
    IndexBusy,
    IndexMissing,
    Metadata,
    Request,
    SearchError,
)
from shiryokan.search.engines.opensearch import client as client_module
from shiryokan.search.engines.opensearch import engine as engine_module
from shiryokan.search.engines.opensearch import writer as writer_module
from shiryokan.search.engines.opensearch.client import Place
from shiryokan.search.engines.opensearch.engine import Layout, OpenSearchEngine
from shiryokan.search.query import Named
from shiryokan.search.query_parser import parse
from tests.search.conftest import prefix_of
from tests.search.faulty_proxy import Fault, FaultyProxy, answering, changed, dying

DOC, OTHER = "00000000000000d0", "00000000000000d1"
NOTHING_IS_THERE = "http://127.0.0.1:9"


@dataclasses.dataclass
class House:
    engine: OpenSearchEngine
    proxy: FaultyProxy
    behind: str
    layout: Layout

    def through(self, *addresses: str) -> OpenSearchEngine:
        return OpenSearchEngine(Place(addresses=addresses), self.layout)


@pytest.fixture
def house(opensearch: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    """Two documents of three pages, reached through a proxy that does no harm yet."""
    for module in (client_module, writer_module):
        monkeypatch.setattr(module, "WAITS", (0.01, 0.01, 0.01))
    with FaultyProxy(opensearch) as proxy:
        layout = Layout(prefix_of(tmp_path), 3, 0)
        engine = OpenSearchEngine(Place(addresses=(proxy.url,)), layout)
        put(engine, DOC, "訓練の計画", "訓練の日", "訓練の場所")
        put(engine, OTHER, "訓練の予算", "消防の話", "訓練の人")
        yield House(engine, proxy, opensearch, layout)


def put(engine: OpenSearchEngine, document: str, *texts: str) -> None:
    with engine.writing() as writing:
        entries = [analyse(Entry(n, text)) for n, text in enumerate(texts, 1)]
        writing.replace(document, Metadata(("水鏡市",)), entries)


def total(engine: OpenSearchEngine, query: str = "訓練") -> int:
    results = engine.search(Request(query=parse(query)))
    assert results.total == len(results.matches)
    return results.total


def a_failed_shard(body: dict[str, Any]) -> None:
    body["_shards"].update(failed=1, successful=2)
    body["hits"]["hits"] = body["hits"]["hits"][:1]
    body["hits"]["total"]["value"] = 1


def a_shard_less(body: dict[str, Any]) -> None:
    body["_shards"].update(successful=2)


def timed_out(body: dict[str, Any]) -> None:
    body["timed_out"] = True


FAULTS: dict[str, Fault] = {
    "dies": dying,
    "a shard has failed": changed(a_failed_shard),
    "a shard is not told of": changed(a_shard_less),
    "ended before the end": changed(timed_out),
    "says nothing of shards": changed(lambda body: body.pop("_shards")),
    "has no hits": changed(lambda body: body.pop("hits")),
    "has hits of another shape": changed(lambda body: body.update(hits={"hits": "none"})),
    "503": answering(503, b'{"error":{"type":"cluster_block_exception"}}', "_search"),
    "502 of a proxy": answering(502, b"<html>bad gateway</html>", "_search"),
    "500": answering(500, b'{"error":{"type":"search_phase_execution_exception"}}', "_search"),
    "half an answer": lambda _path, answer: (answer[0], answer[1][: len(answer[1]) // 2]),
    "another server's page": answering(200, b"<html>hello</html>"),
    "a list": answering(200, b"[]"),
    "nothing": answering(200, b""),
    "empty": answering(200, b"{}"),
    "wrong name": answering(401, b"Unauthorized"),
    "no right": answering(403, b'{"error":{"type":"security_exception"}}'),
    "sent elsewhere": answering(301, b""),
}
READINGS: dict[str, Callable[[OpenSearchEngine], object]] = {
    "search": total,
    "facets": lambda e: e.search(Request(query=parse("訓練"), kind="page", facets=True)),
    "documents": lambda e: e.documents(Request(query=parse("訓練"), facets=True), 3),
    "records": lambda e: e.records(Request(query=parse("訓練"), kind="measures")),
    "terms": lambda e: e.terms("tokens", "訓", 5),
    "names": lambda e: e.search(Request(query=parse("publisher:水鏡 訓練"))),
}


@pytest.mark.thorough
@pytest.mark.guarding
@pytest.mark.parametrize("fault", FAULTS)
def test_an_answer_that_is_not_whole_is_an_error(house: House, fault: str) -> None:
    for reading in READINGS.values():
        house.proxy.fault = None
        reading(house.engine)
        house.proxy.fault = FAULTS[fault]
        with pytest.raises(SearchError):
            reading(house.engine)
    house.proxy.fault = None
    assert total(house.engine) == 5
    # with another node beside it, all is found or it is told
    both = house.through(house.proxy.url, house.behind)
    house.proxy.fault = FAULTS[fault]
    told = []
    for _ in range(4):
        try:
            told.append(total(both))
        except SearchError:
            told.append(-1)
    assert set(told) <= {5, -1}


@pytest.mark.parametrize("first", [True, False])
def test_a_node_that_is_gone_is_passed_over(house: House, first: bool) -> None:
    addresses = (NOTHING_IS_THERE, house.behind) if first else (house.behind, NOTHING_IS_THERE)
    engine = house.through(*addresses)
    assert [total(engine) for _ in range(3)] == [5, 5, 5]
    put(engine, DOC, "訓練")
    assert total(engine) == 3


def test_a_node_that_dies_in_every_second_query(house: House) -> None:
    count = 0

    def now_and_then(path: str, answer: tuple[int, bytes]) -> tuple[int, bytes] | None:
        nonlocal count
        count += 1
        return None if count % 2 else answer

    house.proxy.fault = now_and_then
    assert [total(house.engine) for _ in range(6)] == [5] * 6


def test_a_node_that_is_slow_is_not_waited_for_without_end(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    import threading

    monkeypatch.setattr(client_module, "READ_SECONDS", 0.2)
    end = threading.Event()

    def slow(path: str, answer: tuple[int, bytes]) -> tuple[int, bytes]:
        end.wait(30)
        return answer

    house.proxy.fault = slow
    with pytest.raises(IndexAway):
        total(house.engine)
    assert total(house.through(house.proxy.url, house.behind)) == 5
    end.set()


def test_a_full_queue_is_waited_for_and_then_told(house: House) -> None:
    count = 0

    def full(path: str, answer: tuple[int, bytes]) -> tuple[int, bytes]:
        nonlocal count
        count += 1
        return (429, b'{"error":{"type":"es_rejected_execution_exception"}}')

    house.proxy.fault = full
    with pytest.raises(IndexBusy):
        total(house.engine)
    assert count > 1
    house.proxy.fault = lambda path, answer: full(path, answer) if count < 8 else answer
    count = 7
    assert total(house.engine) == 5


def test_entries_that_were_not_taken_are_sent_again(house: House) -> None:
    refused = 0

    def some(body: dict[str, Any]) -> None:
        nonlocal refused
        if refused < 2:
            refused += 1
            item = body["items"][-1]["index"]
            item.update(status=429, error={"type": "rejected_execution_exception"})

    house.proxy.fault = changed(some, "_bulk")
    put(house.engine, DOC, "訓練", "訓練", "訓練", "訓練")
    assert refused == 2
    assert total(house.engine) == 6
    house.proxy.fault = changed(
        lambda body: body["items"][0]["index"].update(status=429, error={}), "_bulk"
    )
    with pytest.raises(IndexBusy):
        put(house.engine, DOC, "訓練")


def an_entry_is_not_told_of(body: dict[str, Any]) -> None:
    body["items"].pop()


@pytest.mark.parametrize(
    "fault",
    [
        dying,
        changed(an_entry_is_not_told_of, "_bulk"),
        changed(lambda body: body["items"][0]["index"].update(status=503, error={}), "_bulk"),
        changed(lambda body: body["items"][0]["index"].update(status=400, error={}), "_bulk"),
        changed(lambda body: body.update(items=[{}] * len(body["items"])), "_bulk"),
        changed(lambda body: body.update(failures=[{"shard": 1}]), "_delete_by_query"),
        changed(lambda body: body.update(timed_out=True), "_delete_by_query"),
        answering(409, b'{"version_conflicts":1,"failures":[]}', "_delete_by_query"),
        answering(503, b"", "_bulk"),
        answering(200, b"{}", "_bulk"),
        answering(200, b"{}", "_alias"),
        answering(401, b"", "_bulk"),
    ],
)
def test_writing_that_may_not_have_held_is_an_error(house: House, fault: Fault) -> None:
    before = {m.page for m in house.engine.search(Request(query=parse("訓練"))).matches}
    house.proxy.fault = fault
    try:
        put(house.engine, DOC, "避難", "避難")
    except SearchError:
        pass
    else:
        # the index was taken for one that was never there, and its name refused
        pytest.fail("it was taken for done")
    house.proxy.fault = None
    assert before
    put(house.engine, DOC, "避難", "避難")
    assert (total(house.engine, "避難"), total(house.engine)) == (2, 2)


def test_an_index_that_was_removed_is_not_made_again_by_a_bulk(house: House) -> None:
    writing = house.engine.writing()
    with pytest.raises(IndexMissing), writing as changes:
        changes.replace(DOC, Metadata(), [analyse(Entry(1, "訓練"))])
        for index in httpx.get(f"{house.behind}/{house.engine.alias}-*/_alias").json():
            httpx.delete(f"{house.behind}/{index}")
    with pytest.raises(IndexMissing):
        total(house.engine)
    with pytest.raises(IndexMissing):
        house.engine.count()


def test_a_lost_index_is_begun_only_where_nothing_is_lost(house: House) -> None:
    place = Place(addresses=(house.behind,))
    lost = OpenSearchEngine(place, Layout(house.layout.prefix + "x"), may_begin=lambda: False)
    with pytest.raises(IndexMissing):
        put(lost, DOC, "訓練")
    with pytest.raises(IndexMissing):
        total(lost)


def test_a_writer_that_was_slower_does_not_cover_a_newer_reading(house: House) -> None:
    engine = house.engine
    with pytest.raises(IndexBusy), engine.writing() as slow:
        slow.replace(DOC, Metadata(), [analyse(Entry(n, "古い")) for n in range(1, 9)])
        put(engine, DOC, "新しい", "新しい")
    assert (total(engine, "新しい"), total(engine, "古い")) == (2, 0)
    assert engine.pages_of(DOC) == 2


def test_a_worker_of_another_analysis_writes_beside(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The index has the analysis in its name: an old worker beside a new server harms nothing."""
    monkeypatch.setattr(engine_module.analysis, "VERSION", 999)
    newer = house.through(house.behind)
    assert newer.alias != house.engine.alias
    put(newer, DOC, "新しい訓練")
    assert (total(newer), total(house.engine)) == (1, 5)
    assert newer.other_indexes() == [f"{house.engine.alias}-0"]
    assert newer.remove_other_indexes() == [f"{house.engine.alias}-0"]
    with pytest.raises(IndexMissing):
        total(house.engine)
    assert total(newer) == 1


def test_what_changes_while_another_index_is_built_is_in_both(house: House) -> None:
    engine = house.engine
    name = engine.begin_building()
    with engine.building(name) as building:
        building.replace(OTHER, Metadata(), [analyse(Entry(1, "訓練"))])
    put(engine, DOC, "訓練", "避難")
    with engine.writing() as writing:
        writing.remove(OTHER)
    assert (total(engine), total(engine, "避難")) == (1, 1)
    engine.end_building(name)
    engine.end_building(name)
    assert (total(engine), total(engine, "避難"), engine.count()) == (1, 1, 2)
    with pytest.raises(IndexMissing), engine.building(name):
        pass


def test_a_building_that_fails_leaves_what_answers(house: House) -> None:
    with pytest.raises(ValueError, match="x"), house.engine.writing(anew=True) as writing:
        writing.add(DOC, Metadata(), [analyse(Entry(1, "訓練"))])
        raise ValueError("x")
    assert total(house.engine) == 5
    indexes = httpx.get(f"{house.behind}/{house.engine.alias}-*/_alias").json()
    assert len(indexes) == 1


def test_hits_beyond_those_that_a_cluster_numbers(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = house.engine.search(Request(query=parse("訓練"), limit=50)).matches
    monkeypatch.setattr(engine_module, "WINDOW", 2)
    for offset in range(7):
        for limit in (1, 3, 50):
            request = Request(query=parse("訓練"), offset=offset, limit=limit)
            found = house.engine.search(request)
            assert found.total == 5
            assert found.matches == whole[offset : offset + limit]


def test_a_query_of_too_many_terms_is_asked_in_parts(house: House, tmp_path: Path) -> None:
    from shiryokan.search.engines.opensearch.plan import clauses
    from shiryokan.search.engines.tantivy.engine import TantivyEngine

    texts = [
        "令和6年度の取り組みについて、申込書の引続きの取扱いを定める。",
        "別の話",
    ]
    long = "取組について、申込書の引続きの取扱いを定める 申込書の引続きの取扱いを定める"
    put(house.engine, DOC, *texts)
    query = parse(long)
    files = TantivyEngine(tmp_path / "files")
    with files.writing() as writing:
        writing.replace(DOC, Metadata(), [analyse(Entry(n, t)) for n, t in enumerate(texts, 1)])
    assert files.search(Request(query=query)).total == 1
    assert clauses(house.engine._compiled(Request(query=query))) > engine_module._MOST_CLAUSES
    house.proxy.asked.clear()
    assert total(house.engine, long) == 1
    assert any("_msearch" in asked for asked in house.proxy.asked)
    house.proxy.fault = changed(lambda body: body["responses"].pop(), "_msearch")
    with pytest.raises(SearchError):
        total(house.engine, long)
    house.proxy.fault = changed(
        lambda body: body["responses"][0]["_shards"].update(failed=1), "_msearch"
    )
    with pytest.raises(SearchError):
        total(house.engine, long)


def test_documents_are_grouped_by_the_cluster(house: House) -> None:
    put(house.engine, "00000000000000d2", "訓練", "訓練訓練", "避難")
    first = house.engine.documents(Request(query=parse("訓練"), limit=2), 2)
    rest = house.engine.documents(Request(query=parse("訓練"), limit=2, offset=2), 2)
    assert (first.total, first.more, rest.more) == (7, True, False)
    every = [*first.documents, *rest.documents]
    counts = {each.matches[0].document: len(each.matches) + each.more for each in every}
    assert counts == {DOC: 3, OTHER: 2, "00000000000000d2": 2}
    assert all(len(each.matches) <= 2 for each in every)
    only = Request(query=parse("訓練").narrowed(Named("document", OTHER)), limit=5)
    assert [len(each.matches) for each in house.engine.documents(only, 9).documents] == [2]


def test_names_and_passwords_are_sent_and_not_told(house: House) -> None:
    place = Place(addresses=(house.proxy.url,), user="shiryokan", password="s3cret-word")
    house.proxy.fault = answering(401, b"Unauthorized")
    with pytest.raises(IndexAway) as told:
        OpenSearchEngine(place, house.layout).count()
    assert "s3cret" not in str(told.value)


def test_certificates_that_are_not_there_are_told(house: House, tmp_path: Path) -> None:
    place = Place(addresses=("https://127.0.0.1:9",), ca=str(tmp_path / "none.pem"))
    with pytest.raises(IndexAway, match=r"none\.pem"):
        OpenSearchEngine(place, house.layout).count()


def test_terms_of_any_length_are_sent(house: House) -> None:
    long = "x" * 40_000
    put(house.engine, DOC, f"前 {long} 後", "訓練 \x00")
    assert total(house.engine, "前") == 1
    assert json.loads(json.dumps(house.engine.terms("tokens", "前", 5))) == [["前", 1]]
