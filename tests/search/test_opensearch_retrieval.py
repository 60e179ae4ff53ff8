"""A cluster finds in real documents what the index in files finds: all of it, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from shiryokan.search.engine import Request, SearchEngine
from shiryokan.search.engines.opensearch.client import Place
from shiryokan.search.engines.opensearch.engine import Layout, OpenSearchEngine
from shiryokan.search.engines.tantivy.engine import TantivyEngine
from shiryokan.search.query_parser import parse
from tests.search.conftest import prefix_of
from tests.search.real_pages import LEFT_OUT, fill, read_all
from tests.search.test_retrieval import cases

# the server in memory takes some twenty pages a second
pytestmark = pytest.mark.slow
ALL = 20_000
Engines = dict[str, SearchEngine]


@pytest.fixture(scope="module")
def engines(
    corpus: Path, samples: Path, opensearch: str, tmp_path_factory: pytest.TempPathFactory
) -> Engines:
    paths = [*sorted((corpus / "real").glob("*.pdf")), *sorted(samples.glob("*.pdf"))]
    folder = tmp_path_factory.mktemp("real")
    cluster = OpenSearchEngine(Place(addresses=(opensearch,)), Layout(prefix_of(folder), 3, 0))
    made: Engines = {"files": TantivyEngine(folder), "cluster": cluster}
    documents = read_all([path for path in paths if path.stem not in LEFT_OUT])
    for engine in made.values():
        fill(engine, documents)
    return made


def everything(engine: SearchEngine, query: str) -> tuple[int, set[tuple[str, int, str, str]]]:
    results = engine.search(Request(query=parse(query), limit=ALL))
    return results.total, {(m.document, m.page, m.kind, m.record) for m in results.matches}


def test_totals_and_sets_are_equal_on_the_whole_table(engines: Engines) -> None:
    differing = []
    for case in cases():
        files = everything(engines["files"], case["query"])
        cluster = everything(engines["cluster"], case["query"])
        assert files[0] == len(files[1])
        if files != cluster:
            differing.append((case["query"], files[0], cluster[0], files[1] ^ cluster[1]))
    assert differing == []


def test_counts_are_equal(engines: Engines) -> None:
    for case in cases():
        request = Request(query=parse(case["query"]), kind="page", facets=True)
        files, cluster = (engine.search(request) for engine in engines.values())
        assert (files.total, files.counts.kinds) == (cluster.total, cluster.counts.kinds)
        for name, values in files.counts.facets.items():
            assert dict(values) == dict(cluster.counts.facets[name])


def test_suggestions_are_equal(engines: Engines) -> None:
    for field, prefix in (
        ("names", "医療"), ("tokens", "サイバ"), ("tokens", "計"), ("heads", "a0"), ("sounds", "%"),
    ):  # fmt: skip
        each = [engine.terms(field, prefix, 10_000) for engine in engines.values()]  # type: ignore[arg-type]
        assert dict(each[0]) == dict(each[1]), (field, prefix)
        assert [count for _term, count in each[0]] == [count for _term, count in each[1]]
