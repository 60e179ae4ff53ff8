"""The index finds what is written."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shiryokan.search.engine import IndexedPage, Narrowing, Shelf
from shiryokan.search.query_language import parse
from shiryokan.search.snippets import highlights, snippet
from shiryokan.search.tantivy_engine import TantivyEngine

PAGES = {
    1: "個⼈情報の保護に関する手引",
    2: "東京都庁のDNSサーバーを C++ で監視する。Q&A も見よ。",
    3: "医療機器のサイバーセ\nキュリティ対策（第6.0版）",
    4: "京都府の病院、延べ10,266名。令和6年度",
    5: "県",
    6: "The security of medical devices",
}


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TantivyEngine]:
    engine = TantivyEngine(tmp_path_factory.mktemp("index"))
    with engine.writing() as writing:
        writing.replace(
            "doc",
            Shelf(("水鏡市",), ("推進会議",), 20240710),
            [IndexedPage(n, text, "年次計画" if n == 1 else "") for n, text in PAGES.items()],
        )
        writing.replace("other", Shelf(("別の町",)), [IndexedPage(1, "医療の計画")])
    yield engine


def found(engine: TantivyEngine, query: str, **narrowing: str) -> list[int]:
    results = engine.search(parse(query), Narrowing(**narrowing), limit=50)
    assert results.total == len(results.matches)
    return sorted(m.page for m in results.matches if m.document == "doc")


@pytest.mark.parametrize(
    ("query", "pages"),
    [
        ("個人情報", [1]),
        ("サーバ", [2]),
        ("サーバー", [2]),
        ("DNSサーバ", [2]),
        ("ｄｎｓ", [2]),
        ("C++", [2]),
        ("Q&A", [2]),
        ("サイバーセキュリティ", [3]),
        ("第6.0版", [3]),
        ("10266名", [4]),
        ("10,266", [4]),
        ("266", []),
        ("県", [5]),
        ("庁", [2]),
        ("京都", [2, 4]),
        ("京都 -東京都", [4]),
        ("-県 情報", [1]),
        ("病院 OR 県", [4, 5]),
        ("medical devices", [6]),
        ("edical", []),
        ('"security of medical"', [6]),
        ('"medical security"', []),
        ("title:計画", [1]),
        ("年次計画", [1]),
        ("publisher:水鏡 県", [5]),
        ("publisher:別の 県", []),
        ("council:推進 京都", [2, 4]),
    ],
)
def test_queries_find_their_pages(engine: TantivyEngine, query: str, pages: list[int]) -> None:
    assert found(engine, query) == pages


def test_narrowing(engine: TantivyEngine) -> None:
    assert found(engine, "計画", document="other") == []
    assert engine.search(parse("計画"), Narrowing(publisher="別の町")).total == 1
    assert engine.search(parse("計画"), Narrowing()).total == 2


def test_the_same_document_twice_is_there_once(tmp_path: Path) -> None:
    engine = TantivyEngine(tmp_path)
    for text in ("古い文", "新しい文"):
        with engine.writing() as writing:
            writing.replace("d", Shelf(), [IndexedPage(1, text)])
    assert engine.count() == 1
    assert engine.search(parse("古い"), Narrowing()).total == 0
    assert engine.search(parse("新しい"), Narrowing()).total == 1


def test_nothing_is_written_when_writing_fails(tmp_path: Path) -> None:
    engine = TantivyEngine(tmp_path)
    with pytest.raises(RuntimeError), engine.writing() as writing:
        writing.replace("d", Shelf(), [IndexedPage(1, "文")])
        raise RuntimeError
    assert engine.count() == 0


def test_another_process_sees_what_was_written(tmp_path: Path) -> None:
    reader, writer = TantivyEngine(tmp_path), TantivyEngine(tmp_path)
    with writer.writing() as writing:
        writing.replace("d", Shelf(), [IndexedPage(1, "文")])
    assert reader.count() == 1
    assert reader.pages_of("d") == 1


WORDS = st.text(
    st.sampled_from("医療機器のサイバー対策第60版abDN 、\n・10"), min_size=1, max_size=80
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=WORDS, data=st.data())
def test_whatever_japanese_is_written_is_found_and_marked(
    tmp_path_factory: pytest.TempPathFactory, text: str, data: st.DataObject
) -> None:
    japanese = "".join(c for c in text if c in "医療機器対策第版")
    if len(japanese) < 2 or japanese not in text:
        return
    start = data.draw(st.integers(0, len(japanese) - 2))
    query = parse(japanese[start : data.draw(st.integers(start + 2, len(japanese)))])
    engine = TantivyEngine(tmp_path_factory.mktemp("one"))
    with engine.writing() as writing:
        writing.replace("d", Shelf(), [IndexedPage(1, text)])
    assert engine.search(query, Narrowing()).total == 1
    assert highlights(text, query)


def test_highlights_run_over_line_ends() -> None:
    text = PAGES[3]
    (span,) = highlights(text, parse("サイバーセキュリティ"))
    assert text[slice(*span)] == "サイバーセ\nキュリティ"
    parts = snippet(text, [span]).parts
    assert ("サイバーセキュリティ", True) in parts


def test_a_snippet_shows_the_hit_of_a_long_page() -> None:
    text = "前置き。" * 200 + "要点はここ。" + "後書き。" * 200
    shown = snippet(text, highlights(text, parse("要点")))
    assert ("要点", True) in shown.parts
    assert sum(len(part) for part, _ in shown.parts) < 200
    assert shown.parts[0] == ("…", False)
    assert shown.parts[-1] == ("…", False)
