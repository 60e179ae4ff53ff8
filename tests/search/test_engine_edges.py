"""What is odd is found like anything else, and what ranks, ranks on every engine."""

from __future__ import annotations

import random
import string
from pathlib import Path

import pytest

from shiryokan.search.analysis import Entry, analyse
from shiryokan.search.engine import Metadata, Request, SearchEngine
from shiryokan.search.query import Named
from shiryokan.search.query_parser import parse
from tests.search.conftest import MakeEngine

DOC = "00000000000000d0"


@pytest.fixture
def engine(make_engine: MakeEngine, tmp_path: Path) -> SearchEngine:
    return make_engine(tmp_path)


def put(engine: SearchEngine, *entries: Entry) -> None:
    with engine.writing() as writing:
        writing.replace(DOC, Metadata(("水鏡市",)), map(analyse, entries))


def pages(engine: SearchEngine, query: str) -> list[int]:
    return [match.page for match in engine.search(Request(query=parse(query))).matches]


def test_a_character_again_and_again_must_stand_as_often(engine: SearchEngine) -> None:
    put(engine, Entry(1, "ハハと笑う。"), Entry(2, "ハハハと笑う。"), Entry(3, "ハ、笑う。"))
    assert sorted(pages(engine, '"ハ"')) == [1, 2, 3]
    assert sorted(pages(engine, '"ハハ"')) == [1, 2]
    assert pages(engine, '"ハハハ"') == [2]
    assert pages(engine, '"ハハハハ"') == []


def test_what_pairs_share_is_not_enough(engine: SearchEngine) -> None:
    put(engine, Entry(1, "計画案と画案計"), Entry(2, "案計画案計"))
    assert sorted(pages(engine, '"画案計"')) == [1, 2]
    assert pages(engine, '"案計画案計"') == [2]


def test_a_word_of_any_length_is_found(engine: SearchEngine) -> None:
    chance = random.Random(1)
    word, like = ("".join(chance.choices(string.ascii_lowercase, k=9000)) for _ in range(2))
    put(engine, Entry(1, f"始め {word} 終わり"), Entry(2, word[:8000] + like))
    assert pages(engine, f'"{word}"') == [1]
    assert pages(engine, f'"始め {word} 終わり"') == [1]
    assert pages(engine, '"終わり"') == [1]


def test_a_phrase_far_behind_on_a_long_page_is_found(engine: SearchEngine) -> None:
    put(
        engine,
        Entry(1, "予算の話。" * 8000 + "最後に訓練の計画。" + "予算の話。" * 400),
        Entry(2, "訓練"),
    )
    assert pages(engine, '"最後に訓練の計画"') == [1]
    assert pages(engine, '"話。最後に訓練"') == [1]


def test_as_a_title_a_word_stands_first_and_often_before_once(engine: SearchEngine) -> None:
    filler = "ほかの話が続く。" * 5
    put(
        engine,
        Entry(1, "訓練の話。" + filler, "予算"),
        Entry(2, "訓練の話。訓練の日。訓練の場所。" + filler, "予算"),
        Entry(3, filler, "訓練"),
        *(Entry(n, filler, "予算") for n in range(4, 12)),
    )
    assert pages(engine, "訓練") == [3, 2, 1]


def test_of_two_words_the_rarer_one_weighs_more(engine: SearchEngine) -> None:
    filler = "ほかの話が続く。" * 5
    put(
        engine,
        Entry(1, "予算が要る。" + filler),
        Entry(2, "消防が来る。" + filler),
        *(Entry(n, "予算が要る。" + filler) for n in range(3, 12)),
    )
    assert pages(engine, "予算 OR 消防")[0] == 2


@pytest.mark.parametrize("name", ["\x00", "'", "\\", "%", "{}", '"', "水鏡市'; drop", "名" * 3000])
def test_odd_names_name_nothing(engine: SearchEngine, name: str) -> None:
    put(engine, Entry(1, "訓練"))
    narrowed = parse("訓練").narrowed(Named("publisher", name))
    assert engine.search(Request(query=narrowed)).total == 0
    assert engine.terms("tokens", name, 5) == []
    assert engine.terms("names", name, 5) == []
