"""Many entries are analysed in processes of their own, few in this one: what comes out is the same."""

from __future__ import annotations

import multiprocessing

from shiryokan.search.analysis import Entry
from shiryokan.search.parallel_analysis import ALONE, BATCH, analysed_batches


def entries(count: int, name: str) -> list[Entry]:
    return [Entry(page=page, text=f"{name}の第{page}頁") for page in range(1, count + 1)]


def test_few_entries_start_no_process() -> None:
    found = []
    for batch in analysed_batches([("a", entries(ALONE - 1, "灯台"))], 2):
        found.append(batch)
        assert multiprocessing.active_children() == []
    assert sum(len(analysed) for _key, analysed, _last in found) == ALONE - 1
    assert [last for _key, _analysed, last in found][-1]


def test_more_than_few_are_analysed_by_others_and_come_in_the_same_order() -> None:
    documents = [
        ("a", entries(ALONE - 1, "灯台")),
        ("b", []),
        ("c", entries(3 * BATCH + 1, "図書館")),
        ("d", entries(1, "港")),
    ]
    alone = list(analysed_batches(documents, 1))
    started = False
    together = []
    for batch in analysed_batches(documents, 2):
        together.append(batch)
        started = started or bool(multiprocessing.active_children())
    assert together == alone
    assert started
