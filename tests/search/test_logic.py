"""AND, OR and minus are what sets say, on every engine, whatever is done to make them fast."""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shiryokan.search.analysis import Entry, analyse
from shiryokan.search.engine import Metadata, Request, SearchEngine
from shiryokan.search.query import Named
from shiryokan.search.query_parser import parse
from tests.search.conftest import MakeEngine

WORDS = (
    "サーバ", "サーバー", "取組", "取り組み", "医療機関", "医療", "京都", "東京都", "個人情報の保護",
    "第三項", "第3項", "令和6年度", "2024年度", "2024年4月", "security", "ISO/IEC27001", "1,000件",
    "避難訓練", "訓練", "水道料金", "の", "Q&A", "C++", "ウイルス", "ウィルス",
)  # fmt: skip
PUBLISHERS = ("水鏡市", "霧浜県", "")
PAGES = 160
Key = tuple[str, int]


@pytest.fixture(scope="module")
def engine(make_engine: MakeEngine, tmp_path_factory: pytest.TempPathFactory) -> SearchEngine:
    """Many pages of few words; half of them run on over the page's end."""
    chance = random.Random(5)
    engine = make_engine(tmp_path_factory.mktemp("logic"))
    with engine.writing() as writing:
        for number in range(PAGES // 8):
            texts = ["、".join(chance.sample(WORDS, chance.randint(1, 5))) for _ in range(8)]
            entries = [
                Entry(at + 1, text, WORDS[number % 9] if at == 0 else "", ends=text[-6:] if at % 2 else "",
                      begins=texts[(at + 1) % 8][:6] if at % 2 else "")
                for at, text in enumerate(texts)
            ]  # fmt: skip
            publisher = PUBLISHERS[number % 3]
            metadata = Metadata((publisher,) if publisher else (), (), 20240101 + number)
            writing.replace(f"{number:016x}", metadata, map(analyse, entries))
    return engine


def found(engine: SearchEngine, query: str, publisher: str = "") -> set[Key]:
    asked = parse(query)
    if publisher:
        asked = asked.narrowed(Named("publisher", publisher))
    results = engine.search(Request(query=asked, limit=PAGES * 2))
    assert results.total == len(results.matches)
    return {(match.document, match.page) for match in results.matches}


PICKED = st.lists(st.sampled_from(WORDS), min_size=2, max_size=4, unique=True)
QUICK = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@QUICK
@given(words=PICKED, publisher=st.sampled_from(PUBLISHERS))
def test_words_are_an_intersection(engine: SearchEngine, words: list[str], publisher: str) -> None:
    each = [found(engine, word, publisher) for word in words]
    assert found(engine, " ".join(words), publisher) == set.intersection(*each)


@QUICK
@given(words=PICKED)
def test_or_is_a_union_and_minus_a_difference(engine: SearchEngine, words: list[str]) -> None:
    first, *others = (found(engine, word) for word in words)
    assert found(engine, " OR ".join(words)) == first.union(*others)
    without = " ".join([words[0], *(f'-"{word}"' for word in words[1:])])
    exact = [found(engine, f'"{word}"') for word in words[1:]]
    assert found(engine, without) == first.difference(*exact)


@QUICK
@given(words=PICKED, publisher=st.sampled_from(PUBLISHERS))
def test_brackets_are_read_first(engine: SearchEngine, words: list[str], publisher: str) -> None:
    last, *others = words
    either = set().union(*(found(engine, word, publisher) for word in others))
    query = f"({' OR '.join(others)}) {last}"
    assert found(engine, query, publisher) == either & found(engine, last, publisher)


@QUICK
@given(word=st.sampled_from(WORDS))
def test_the_publishers_share_what_there_is(engine: SearchEngine, word: str) -> None:
    named = [found(engine, word, publisher) for publisher in PUBLISHERS if publisher]
    everything = found(engine, word)
    assert set().union(*named) <= everything
    assert not named[0] & named[1]
    assert all(int(document, 16) % 3 == 2 for document, _page in everything.difference(*named))
