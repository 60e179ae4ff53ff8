"""A library whose index is on a cluster: filled by jobs, built anew by any worker, and never asked
in silence while it is not whole."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from django.test import Client
from django_tasks_db.models import DBTaskResult

from shiryokan.documents.models import Document
from shiryokan.health.library_findings import look_at_library
from shiryokan.instance import current
from shiryokan.jobs.worker import JobWorker, unfinished_jobs
from shiryokan.search import indexing, rebuilding
from shiryokan.search.engine import BuildsInParts, IndexMissing
from shiryokan.search.engines.opensearch.engine import OpenSearchEngine
from shiryokan.search.models import Rebuild, RebuildRange
from shiryokan.search.question import Question
from shiryokan.search.searcher import search, search_documents
from tests import pdfs
from tests.documents.conftest import Add, add, empty_instance
from tests.search.conftest import prefix_of
from tests.search.faulty_proxy import FaultyProxy, dying
from tests.served import command

__all__ = ["add", "empty_instance"]
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.any_database]


def work() -> None:
    JobWorker(stop_when=lambda: not unfinished_jobs(), interval=0.02).run()


def total(words: str) -> int:
    return search(Question(text=words)).total


@pytest.fixture
def proxy(opensearch: str) -> Iterator[FaultyProxy]:
    with FaultyProxy(opensearch) as proxy:
        yield proxy


@pytest.fixture
def cluster(
    empty_instance: None, proxy: FaultyProxy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> OpenSearchEngine:
    """The instance's engine, on a cluster."""
    import msgspec

    config = msgspec.structs.replace(
        current.config(), search_engine="opensearch", opensearch_urls=(proxy.url,),
        opensearch_prefix=prefix_of(tmp_path), opensearch_replicas=0,
    )  # fmt: skip
    monkeypatch.setattr(current, "config", lambda: config)
    indexing.forget_open_index()
    monkeypatch.setattr(rebuilding, "DOCUMENTS_IN_A_RANGE", 2)
    monkeypatch.setattr(rebuilding, "_AT_ONCE", 1)
    engine = indexing.engine()
    assert isinstance(engine, OpenSearchEngine) and isinstance(engine, BuildsInParts)
    return engine


@pytest.fixture
def five(cluster: OpenSearchEngine, add: Add, tmp_path: Path) -> list[Document]:
    for number in range(5):
        path = tmp_path / f"{number}.pdf"
        path.write_bytes(pdfs.pdf(f"灯台の点検 {number}号", f"霧笛の点検 {number}号"))
        add(path)
    work()
    return list(Document.objects.order_by("pk"))


def test_a_document_is_found_when_it_counts_as_done(five: list[Document]) -> None:
    assert {d.state for d in five} == {Document.State.INDEXED}
    assert total("灯台") == 5
    found = search_documents(Question(text="点検"))
    assert (found.total, len(found.groups)) == (10, 5)
    assert all(finding.good for finding in look_at_library() if "索引" in finding.name)


def ranges_left() -> int:
    return RebuildRange.objects.filter(ended=False).count()


def test_it_is_built_anew_by_jobs_and_goes_on_where_it_was(
    five: list[Document], cluster: OpenSearchEngine
) -> None:
    rebuild = rebuilding.begin(cluster)
    assert (rebuild.ranges.count(), rebuilding.progress(rebuild).documents) == (3, 5)
    # a worker is killed after the first document of the first range
    first = rebuild.ranges.first()
    assert first is not None and rebuilding._some(cluster, first)
    assert rebuilding.progress(rebuild) == rebuilding.Progress(1, 5)
    assert any("1/5" in finding.says for finding in look_at_library())
    assert total("灯台") == 5
    assert rebuilding.begin(cluster) == rebuild
    assert DBTaskResult.objects.filter(task_path__endswith="index_range").count() == 3
    seen: list[str] = []
    real = rebuilding.entries_of
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rebuilding, "entries_of", lambda d: seen.append(d.pk) or real(d))
        work()
    assert sorted(seen) == [d.pk for d in five[1:]]
    rebuild.refresh_from_db()
    assert rebuild.ended_at and not rebuild.given_up and not ranges_left()
    assert (total("灯台"), cluster.count()) == (5, 10)
    assert not cluster.is_building(rebuild.name)


def test_what_is_changed_and_removed_meanwhile_is_so_in_the_new_index(
    five: list[Document], cluster: OpenSearchEngine
) -> None:
    rebuilding.begin(cluster)
    first, second = five[:2]
    Document.objects.filter(pk=first.pk).update(title="改めた題名")
    indexing.queue_indexing(first.pk)
    from shiryokan.documents.bin import put_in_bin

    put_in_bin(second)
    work()
    assert (total("title:改めた題名"), total("灯台")) == (1, 4)
    assert cluster.pages_of(second.pk) == 0


def test_a_range_of_another_analysis_waits_for_its_worker(
    five: list[Document], cluster: OpenSearchEngine
) -> None:
    rebuild = rebuilding.begin(cluster)
    Rebuild.objects.filter(pk=rebuild.pk).update(name="shiryokan-0123456789abcdef-1")
    JobWorker(stop_when=lambda: True, interval=0.02).run()
    assert ranges_left() == 3
    waiting = DBTaskResult.objects.filter(task_path__endswith="index_range", status="READY")
    assert waiting.count() == 3
    assert not Rebuild.objects.get(pk=rebuild.pk).ended_at
    waiting.delete()


def test_a_lost_index_is_told_and_built_anew(
    five: list[Document], cluster: OpenSearchEngine, opensearch: str
) -> None:
    for index in httpx.get(f"{opensearch}/{cluster.alias}-*/_alias").json():
        httpx.delete(f"{opensearch}/{index}")
    with pytest.raises(IndexMissing):
        total("灯台")
    client = Client(raise_request_exception=False)
    answer = client.get("/search", {"q": "灯台"})
    assert answer.status_code == 503 and "作っている途中" in answer.content.decode()
    assert client.get("/api/v1/search", {"q": "灯台"}).status_code == 503
    bad = [f for f in look_at_library() if not f.good]
    assert any("reindex" in finding.says for finding in bad)
    # a job does not begin an index of one document in its place
    indexing.queue_indexing(five[0].pk)
    JobWorker(stop_when=lambda: True, interval=0.02).run()
    with pytest.raises(IndexMissing):
        cluster.count()
    assert indexing.queue_missing() == 5
    JobWorker(stop_when=lambda: not ranges_left(), interval=0.02).run()
    assert total("灯台") == 5
    assert indexing.queue_missing() == 0


def test_a_cluster_that_does_not_answer_is_told_everywhere(
    five: list[Document], proxy: FaultyProxy
) -> None:
    proxy.fault = dying
    client = Client(raise_request_exception=False)
    for address in ("/search?q=灯台", "/api/v1/search?q=灯台", "/search.csv?q=灯台", "/readyz"):
        answer = client.get(address)
        assert answer.status_code == 503, address
    assert client.get("/search/suggest?q=灯").status_code == 200
    numbers = client.get("/metrics").content.decode()
    assert "shiryokan_index_up 0.0" in numbers and "shiryokan_index_entries" not in numbers
    assert [f for f in look_at_library() if "索引" in f.name and not f.good]
    assert indexing.queue_missing() == 0
    proxy.fault = None
    assert client.get("/search?q=灯台").status_code == 200


def test_the_command_shows_how_far_it_is_and_says_what_is_wrong(
    tmp_path: Path, opensearch: str
) -> None:
    home = tmp_path / "home"
    (tmp_path / "a.pdf").write_bytes(pdfs.pdf("灯台の点検"))

    def run(*asked: str, url: str = opensearch) -> subprocess.CompletedProcess[str]:
        return command(
            home, *asked, search_engine="opensearch", opensearch_urls=url, opensearch_prefix="cmd",
            opensearch_replicas="0",
        )  # fmt: skip

    assert run("add", str(tmp_path / "a.pdf")).returncode == 0
    assert run("search", "灯台").returncode == 0
    done = run("reindex")
    assert done.returncode == 0 and "1/1" in done.stdout.replace(" ", "")
    assert run("search", "灯台").returncode == 0
    assert json.loads(run("status", "--json").stdout)["indexed_pages"] == 1
    for asked in (("search", "灯台"), ("reindex",), ("doctor",), ("status",)):
        told = run(*asked, url="http://127.0.0.1:9")
        assert told.returncode == 1 and "Traceback" not in told.stderr, asked
        assert "索引" in told.stderr + told.stdout
    assert "SHIRYOKAN_OPENSEARCH_URLS" in run("status", url="ftp://x").stderr
