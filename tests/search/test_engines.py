"""An index finds what is written, whichever engine keeps it."""

from __future__ import annotations

import uuid
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shiryokan.search.analysis import Entry, analyse, analysed, heard
from shiryokan.search.engine import EngineResults, Match, Metadata, Request, SearchEngine
from shiryokan.search.query import Named
from shiryokan.search.query_parser import parse
from shiryokan.search.snippets import highlights, highlights_across, snippet
from tests.search.conftest import MakeEngine

DOC, OTHER, UNDATED = "00000000000000d0", "ffffffffffffff01", "00000000000000a3"
RECORD = "6f1c1d0e-0000-4000-8000-000000000001"
PAGES = {
    1: "個⼈情報の保護に関する手引",
    2: "東京都庁のDNSサーバーを C++ で監視する。Q&A も見よ。",
    3: "医療機器のサイバーセ\nキュリティ対策（第6.0版）",
    4: "京都府の病院、延べ10,266名。令和6年度",
    5: "県",
    6: "The security of medical devices",
    7: "取り組みの状況。第十二条による。インターフェース。国際学会。障がい者。2024年4月1日",
    8: "この文は次のページへつ",
    9: "づくのである。ヴァイオリンの斎藤さん。",
    10: "収支は△43,300円、前年は ▲ 1,250 円、差は－38.5、誤差は±0.7である。",
    11: "㈱水鏡製作所の株主。部屋は50㎡、道は12㎞。申込書を出して𠮟責された髙嶋さん。",
    12: "残りは43,300円。50平方メートルの株式会社。申し込み書と叱責。葛󠄀飾区の邊見さん。",
}


def entries() -> list[Entry]:
    made = [
        Entry(
            number, text, "年次計画" if number == 1 else "", ministries=("総務省",) * (number < 3)
        )
        for number, text in PAGES.items()
    ]
    made[7] = Entry(8, PAGES[8] + "\n- 8 -", ends=PAGES[8], begins=PAGES[9])
    return [
        *made,
        Entry(2, "病院の訓練を行う。", "ア　厚生労働省", "measures", RECORD, ("厚生労働省",)),
    ]


@pytest.fixture(scope="module")
def engine(make_engine: MakeEngine, tmp_path_factory: pytest.TempPathFactory) -> SearchEngine:
    engine = make_engine(tmp_path_factory.mktemp("index"))
    with engine.writing() as writing:
        metadata = Metadata(("水鏡市",), ("推進会議",), 20240710)
        writing.replace(DOC, metadata, analysed(entries()))
        writing.replace(
            OTHER, Metadata(("別の町",), (), 20190401), [analyse(Entry(1, "医療の計画"))]
        )
        writing.replace(UNDATED, Metadata(), [analyse(Entry(1, "日付のない計画"))])
    return engine


def ask(engine: SearchEngine, query: str, **more: object) -> EngineResults:
    return engine.search(Request(query=parse(query), limit=50, **more))  # type: ignore[arg-type]


def found(engine: SearchEngine, query: str) -> list[int]:
    results = ask(engine, query, kind="page")
    assert results.total == len(results.matches)
    return sorted(m.page for m in results.matches if m.document == DOC)


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
        ("(病院 OR 県) -京都", [5]),
        ("medical devices", [6]),
        ("edical", []),
        ('"security of medical"', [6]),
        ('"medical security"', []),
        ("title:計画", [1]),
        ("年次計画", [1]),
        ("publisher:水鏡 県", [5]),
        ("publisher:別の 県", []),
        ("council:推進 京都", [2, 4]),
        ("ministry:総務 手引", [1]),
        ("ministry:厚生 手引", []),
        ("取組", [7]),
        ("取組み", [7]),
        ('"取組"', []),
        ("第12条", [7]),
        ("インターフェイス", [7]),
        ("國際學會", [7]),
        ("障害者", [7]),
        ("バイオリン", [9]),
        ("齋藤", [9]),
        ("2024年度", [4]),
        ("2024年", [7]),
        ("令和6年4月", [7]),
        ("令和6年", [7]),
        ('"令和6年"', [4]),
        ("次のページへつづくのである", [8]),
        ("へつづく", [8]),
        ("づくのである", [9]),
        ("date:2024-07 県", [5]),
        ("date:2024-08..2025 県", []),
        ("year:令和6 県", [5]),
        ("年度:2024 県", [5]),
        ("年度:2023 県", []),
        ("kind:施策 病院", []),
        ('"△43,300"', [10]),
        ('"43,300"', [12]),
        ('"△43,300円"', [10]),
        ('"▲43,300"', []),
        ("△43,300", [10, 12]),
        ("43300", [10, 12]),
        ("43,300円", [10, 12]),
        ('"▲1,250"', [10]),
        ('"1,250"', []),
        ('"-38.5"', [10]),
        ('"38.5"', []),
        ('"±0.7"', [10]),
        ("0.7", [10]),
        ("㈱", [11, 12]),
        ("株式会社", [11, 12]),
        ('"㈱"', [11]),
        ('"株式会社"', [12]),
        ("株式会社水鏡製作所", [11]),
        ("株", [11, 12]),
        ("50㎡", [11, 12]),
        ("50平方メートル", [11, 12]),
        ("50m²", [11, 12]),
        ('"50㎡"', [11]),
        ("12キロメートル", [11]),
        ("12km", [11]),
        ("申込書", [11, 12]),
        ("申し込み書", [11, 12]),
        ("申込み書", [11, 12]),
        ("叱責", [11, 12]),
        ("𠮟責", [11, 12]),
        ('"叱責"', [12]),
        ("高島", [11]),
        ("葛飾区", [12]),
        ("辺見", [12]),
        ("邉見", [12]),
    ],
)
def test_queries_find_their_pages(engine: SearchEngine, query: str, pages: list[int]) -> None:
    assert found(engine, query) == pages


def test_the_sign_that_was_typed_comes_first(engine: SearchEngine) -> None:
    pages = [match.page for match in ask(engine, "△43,300", kind="page").matches]
    assert pages == [10, 12]


def test_the_own_page_of_an_item_comes_first_and_the_newest_of_them(
    make_engine: MakeEngine, tmp_path: Path
) -> None:
    engine = make_engine(tmp_path)
    mention = "在宅患者調剤加算を算定する。" * 5
    with engine.writing() as writing:
        for document, day in (("a" * 16, 20220401), ("b" * 16, 20260401), ("c" * 16, 20240401)):
            pages = [
                Entry(1, f"目次 {mention}"),
                Entry(2, "在宅患者調剤加算　15点", heads=("15の3　在宅患者調剤加算", "在宅患者調剤加算")),
                Entry(3, mention, "在宅患者調剤加算" if document == "b" * 16 else ""),
            ]  # fmt: skip
            writing.replace(document, Metadata(date=day), analysed(pages))
    for typed in ("在宅患者調剤加算", "在宅患者調劑加算"):
        first = [(m.document[0], m.page) for m in ask(engine, typed).matches[:3]]
        assert first == [("b", 2), ("c", 2), ("a", 2)], typed
    assert [term for term, _count in engine.terms("heads", "在宅", 5)] == ["在宅患者調剤加算"]
    assert engine.terms("sounds", heard("ザイタクカンジャ"), 5)
    with engine.writing() as writing:
        for document in "abc":
            writing.remove(document * 16)


def test_narrowing(engine: SearchEngine) -> None:
    narrowed = parse("計画").narrowed(Named("publisher", "別の町"))
    assert engine.search(Request(query=narrowed)).total == 1
    assert engine.search(Request(query=parse("計画"))).total == 3
    mine = parse("計画").narrowed(Named("document", OTHER))
    assert [m.document for m in engine.search(Request(query=mine)).matches] == [OTHER]


@pytest.mark.parametrize("name", [".", "", "g" * 16, "0x0000000000001", "+000000000000001", "12"])
def test_what_is_no_documents_id_finds_nothing(engine: SearchEngine, name: str) -> None:
    narrowed = parse("計画").narrowed(Named("document", name))
    assert engine.search(Request(query=narrowed)).total == 0


def test_records_are_found_beside_pages(engine: SearchEngine) -> None:
    (record,) = ask(engine, "病院", kind="measures").matches
    assert (record.kind, record.record, record.page, record.document) == (
        "measures", RECORD, 2, DOC,
    )  # fmt: skip
    assert {m.kind for m in ask(engine, "病院").matches} == {"page", "measures"}
    assert engine.count() == engine.count("page") + 1 == 15


def test_all_records_that_match_are_told(engine: SearchEngine) -> None:
    assert engine.records(Request(query=parse("病院"), kind="measures")) == {uuid.UUID(RECORD)}
    assert engine.records(Request(query=parse("県"), kind="measures")) == frozenset()


def test_documents_come_by_their_best_entries(engine: SearchEngine) -> None:
    every = ask(engine, "の", facets=True)
    wanted: dict[str, list[Match]] = {}
    for match in every.matches:
        wanted.setdefault(match.document, []).append(match)
    assert len(wanted) == 3
    for offset in range(4):
        request = Request(query=parse("の"), limit=2, offset=offset, facets=True)
        found = engine.documents(request, 2)
        shown = list(wanted.values())[offset : offset + 2]
        assert (found.total, found.counts) == (every.total, every.counts)
        assert [each.matches for each in found.documents] == [tuple(own[:2]) for own in shown]
        assert [each.more for each in found.documents] == [max(len(own) - 2, 0) for own in shown]
        assert found.more == (offset + 2 < 3)


def test_counts_are_of_all_that_match(engine: SearchEngine) -> None:
    results = ask(engine, "病院", facets=True)
    assert results.total == 2
    assert results.counts.kinds == {"page": 1, "measures": 1}
    assert results.counts.facets["publisher"] == [("水鏡市", 2)]
    assert results.counts.facets["year"] == [("2024", 2)]
    results = ask(engine, "病院", kind="measures", facets=True)
    assert results.total == 1
    assert results.counts.kinds == {"page": 1, "measures": 1}
    assert results.counts.facets["ministry"] == [("厚生労働省", 1)]


def test_a_document_without_a_date_has_no_year(engine: SearchEngine) -> None:
    assert dict(ask(engine, "計画", facets=True).counts.facets["year"]) == {"2024": 1, "2019": 1}


def test_orders(engine: SearchEngine) -> None:
    newest = [m.document for m in ask(engine, "計画", kind="page", sort="newest").matches]
    assert newest == [DOC, OTHER, UNDATED]
    assert [m.document for m in ask(engine, "計画", sort="oldest").matches][-1] == DOC
    assert ask(engine, "計画", sort="recent").total == 3


def test_a_word_of_its_own_stands_before_one_within_another(engine: SearchEngine) -> None:
    assert [m.page for m in ask(engine, "京都", kind="page").matches] == [4, 2]


def test_paging_gives_every_match_once(engine: SearchEngine) -> None:
    query = parse("の")
    whole = engine.search(Request(query=query, limit=50)).matches
    pages = [
        engine.search(Request(query=query, limit=3, offset=at)).matches for at in range(0, 15, 3)
    ]
    assert [m for page in pages for m in page] == list(whole)


def test_terms_for_suggestions(engine: SearchEngine) -> None:
    assert [name for name, _count in engine.terms("names", "年次", 5)] == ["年次計画"]
    assert ("計画", 2) in engine.terms("tokens", "計", 5)


def test_the_same_document_twice_is_there_once(make_engine: MakeEngine, tmp_path: Path) -> None:
    engine = make_engine(tmp_path)
    for text in ("古い文", "新しい文"):
        with engine.writing() as writing:
            writing.replace(DOC, Metadata(), [analyse(Entry(1, text))])
    assert engine.count() == 1
    assert ask(engine, "古い").total == 0
    assert ask(engine, "新しい").total == 1
    with engine.writing() as writing:
        writing.remove(DOC)
    assert engine.count() == 0


def test_nothing_is_written_when_writing_fails(make_engine: MakeEngine, tmp_path: Path) -> None:
    engine = make_engine(tmp_path)
    with pytest.raises(RuntimeError), engine.writing() as writing:
        writing.replace(DOC, Metadata(), [analyse(Entry(1, "文"))])
        raise RuntimeError
    assert engine.count() == 0


def test_another_process_sees_what_was_written(make_engine: MakeEngine, tmp_path: Path) -> None:
    reader, writer = make_engine(tmp_path), make_engine(tmp_path)
    with writer.writing() as writing:
        writing.replace(DOC, Metadata(), [analyse(Entry(1, "文"))])
    assert reader.count() == 1
    assert reader.pages_of(DOC) == 1


def test_built_anew_it_holds_only_what_is_put_in(make_engine: MakeEngine, tmp_path: Path) -> None:
    engine, other = make_engine(tmp_path), make_engine(tmp_path)
    with engine.writing() as writing:
        writing.replace(DOC, Metadata(), [analyse(Entry(1, "古い文"))])
    with engine.writing(anew=True) as writing:
        writing.add(OTHER, Metadata(), [analyse(Entry(1, "新しい文"))])
        assert ask(other, "古い").total == 1
    assert (ask(engine, "古い").total, ask(engine, "新しい").total) == (0, 1)


WORDS = st.text(
    st.sampled_from("医療機器のサイバー対策第60版abDN 、\n・10"), min_size=1, max_size=80
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=WORDS, data=st.data())
def test_whatever_japanese_is_written_is_found_and_marked(
    make_engine: MakeEngine,
    tmp_path_factory: pytest.TempPathFactory,
    text: str,
    data: st.DataObject,
) -> None:
    japanese = "".join(c for c in text if c in "医療機器対策第版")
    if len(japanese) < 2 or japanese not in text:
        return
    start = data.draw(st.integers(0, len(japanese) - 2))
    query = parse(japanese[start : data.draw(st.integers(start + 2, len(japanese)))])
    engine = make_engine(tmp_path_factory.mktemp("one"))
    with engine.writing() as writing:
        writing.replace(DOC, Metadata(), [analyse(Entry(1, text))])
    assert engine.search(Request(query=query)).total == 1
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


def test_a_snippet_shows_a_contents_page_without_its_leaders() -> None:
    text = "\n".join(
        f"3.{n} {word} {'.' * 80} {n}" for n, word in enumerate(("訓練", "復旧", "訓練"))
    )
    shown = snippet(text, highlights(text, parse("訓練")))
    assert "".join(part for part, _ in shown.parts) == "3.0 訓練 … 0 3.1 復旧 … 1 3.2 訓練 … 2"
    assert [part for part, hit in shown.parts if hit] == ["訓練", "訓練"]
    assert snippet(text, []).parts == (("3.0 訓練 … 0 3.1 復旧 … 1 3.2 訓練 … 2", False),)


@given(st.lists(st.sampled_from(["訓練", "復旧", "．．．．．．．", "....", "… … … … … … ", "\n"])))
def test_shortened_leaders_leave_every_hit_in_its_place(pieces: list[str]) -> None:
    text = "".join(pieces)
    hits = highlights(text, parse("訓練"))
    shown = snippet(text, hits, width=max(1, len(text)) * 4)
    assert [part for part, hit in shown.parts if hit] == ["訓練"] * len(hits)


def test_highlights_across_pages_stand_in_both() -> None:
    query = parse("次のページへつづくのである")
    assert highlights(PAGES[8], query) == []
    here, there = highlights_across(PAGES[8] + "\n- 8 -", PAGES[9], query)
    assert [PAGES[8][slice(*span)] for span in here] == ["次のページへつ"]
    assert [PAGES[9][slice(*span)] for span in there] == ["づくのである"]


def test_times_are_marked_in_any_writing() -> None:
    text = "２０２４年４月に始め、令和六年度に終える。"
    (span,) = highlights(text, parse("令和6年"))
    assert text[slice(*span)] == "２０２４年４月"
