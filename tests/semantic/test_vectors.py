"""Vectors on disk and in memory."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shiryokan.semantic.fusion import fused
from shiryokan.semantic.vectors import VectorStore
from tests.conftest import ROOT

A, B, C = "a" * 16, "b" * 16, "c" * 16


def random(count: int, seed: int = 7, dimensions: int = 8) -> np.ndarray:
    rows = np.random.default_rng(seed).normal(size=(count, dimensions)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


@pytest.fixture
def store(tmp_path: Path) -> VectorStore:
    made = VectorStore(tmp_path, "model/1", 8)
    rows = random(30)
    made.put(A, rows[:20], [(n // 2 + 1, n, n + 1) for n in range(20)])
    made.put(B, rows[20:], [(1, n, n + 1) for n in range(10)])
    return made


def documents(store: VectorStore, **narrowed: object) -> set[str]:
    return {near.document for near in store.nearest(random(30)[5], 50, **narrowed)}  # type: ignore[arg-type]


def test_the_nearest_are_found_exactly_and_each_page_once(store: VectorStore) -> None:
    found = store.nearest(random(30)[5], 50)
    assert (found[0].document, found[0].page, found[0].start) == (A, 3, 5)
    assert found[0].nearness == pytest.approx(1, abs=0.01)
    assert len({(near.document, near.page) for near in found}) == len(found) == 11
    assert [near.nearness for near in found] == sorted((n.nearness for n in found), reverse=True)


def test_what_is_nearest_is_what_the_full_numbers_say(tmp_path: Path) -> None:
    store, rows = VectorStore(tmp_path, "m", 384), random(5000, dimensions=384)
    store.put(A, rows, [(n + 1, 0, 1) for n in range(5000)])
    question = random(1, seed=9, dimensions=384)[0]
    truth = np.argsort(-(rows @ question))[:20] + 1
    found = store.nearest(question, 20)
    assert len({near.page for near in found} & set(truth.tolist())) >= 18
    exact = rows[[near.page - 1 for near in found]] @ question
    assert np.allclose([near.nearness for near in found], exact, atol=0.003)


def test_a_search_can_be_narrowed(store: VectorStore) -> None:
    assert documents(store, apart_from=A) == {B}
    assert documents(store, within=A) == {A}
    assert documents(store, within=C) == set()
    assert documents(store, among={(B, 1), (C, 4)}) == {B}
    assert [near.page for near in store.nearest(random(1)[0], 5, among={(A, 7)})] == [7]
    assert store.nearest(random(1)[0], 5, among=set()) == []


def test_other_processes_changes_are_seen(store: VectorStore) -> None:
    assert documents(store) == {A, B}
    other = VectorStore(store.files.folder.parent, "model/1", 8)
    other.remove(A)
    assert documents(store) == {B}
    other.put(B, random(2), [(9, 0, 1), (9, 1, 2)])
    assert [near.page for near in store.nearest(random(1)[0], 50)] == [9]
    for turn in range(60):
        other.put(C, random(10, seed=turn), [(n + 1, 0, 1) for n in range(10)])
        if turn % 20 == 0:
            assert len(store.nearest(random(1)[0], 50)) == 11


def test_a_change_that_the_clock_does_not_tell_is_seen(store: VectorStore) -> None:
    before = store.files.folder.stat()
    assert documents(store) == {A, B}
    store.remove(A)
    os.utime(store.files.folder, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert documents(store) == {B}


def test_a_damaged_file_counts_as_missing(store: VectorStore) -> None:
    path = store.files.folder / f"{A}.vectors"
    for damage in (b"", path.read_bytes()[:-7], b"\x00" * 500, random(9).tobytes()):
        path.write_bytes(damage)
        assert len(store.of_page(A, 1)) == 0
        assert documents(VectorStore(store.files.folder.parent, "model/1", 8)) == {B}
        assert store.documents() == {B}


WRITER = """
import sys
from pathlib import Path
from tests.semantic.test_vectors import A, VectorStore, random
store, turn = VectorStore(Path(sys.argv[1]), "m", 8), 0
while True:
    turn += 1
    store.put(A, random(20_000, seed=turn), [(n, turn, turn) for n in range(20_000)])
    print(turn, flush=True)
"""


def test_a_kill_leaves_the_old_file_or_the_new_one(tmp_path: Path) -> None:
    store = VectorStore(tmp_path, "m", 8)
    for turn in range(2):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(tmp_path)], stdout=subprocess.PIPE, cwd=ROOT
        )
        assert writer.stdout
        for _ in range(2 * turn + 1):
            writer.stdout.readline()
        writer.kill()
        writer.wait()
        part = store.files.get(A)
        assert part
        assert len(part) == 20_000
    for path in store.files.folder.glob(".*"):
        os.utime(path, (0, 0))
    store.files.tidy()
    assert [path.name for path in store.files.folder.iterdir()] == [f"{A}.vectors"]


def test_a_folder_that_was_deleted_is_empty(store: VectorStore) -> None:
    for path in store.files.folder.iterdir():
        path.unlink()
    store.files.folder.rmdir()
    assert documents(store) == set()
    assert store.documents() == set()


def test_models_do_not_share_their_vectors(store: VectorStore, tmp_path: Path) -> None:
    assert documents(VectorStore(tmp_path, "model/2", 8)) == set()


def test_many_may_search_while_one_changes(store: VectorStore) -> None:
    wrong: list[object] = []

    def look() -> None:
        for _ in range(60):
            try:
                found = store.nearest(random(1)[0], 40)
                assert {near.document for near in found} <= {A, B, C}
                assert len({(near.document, near.page) for near in found}) == len(found)
            except Exception as error:
                wrong.append(error)

    threads = [threading.Thread(target=look) for _ in range(4)]
    for thread in threads:
        thread.start()
    for turn in range(60):
        store.put(C, random(500, seed=turn), [(n + 1, 0, 1) for n in range(500)])
        store.remove(A if turn % 2 else C)
    for thread in threads:
        thread.join()
    assert wrong == []


def test_what_both_sides_find_stands_before_what_one_finds() -> None:
    assert fused(["a", "b", "c"], ["b", "d"]) == ["b", "a", "d", "c"]
    assert fused([], ["x"]) == ["x"]


@given(st.lists(st.lists(st.integers(0, 20), unique=True), max_size=3))
def test_fusing_loses_nothing_and_keeps_what_all_agree_on(orders: list[list[int]]) -> None:
    made = fused(*orders)
    assert sorted(made) == sorted({item for order in orders for item in order})
    if orders and all(order == orders[0] for order in orders):
        assert made == orders[0]
