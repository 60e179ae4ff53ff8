"""A document goes one way: read, structured, indexed once, and asked once for what is watched."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django_tasks.base import TaskResultStatus

from shiryokan.documents import pages
from shiryokan.documents.description import Description
from shiryokan.documents.models import Document, Page
from shiryokan.documents.receive import hand_in, handed_file
from shiryokan.jobs.models import Job
from shiryokan.jobs.worker import JobWorker, unfinished_jobs
from shiryokan.paper.model import Page as PaperPage
from shiryokan.paper.model import with_shared_edges
from shiryokan.records.corrections import correct, correctable
from shiryokan.records.models import Extraction, Record
from shiryokan.registers.catalogue import REGISTERS
from shiryokan.registers.fields import List
from shiryokan.search.indexing import engine
from shiryokan.search.signals import document_indexed

PLAN, SLIDES = "mikagami-plan-2025.pdf", "mikagami-slides.pdf"
BESIDE = ("read_deadlines", "judge_deadlines_of", "prepare")


def work() -> None:
    JobWorker(stop_when=lambda: not unfinished_jobs(), interval=0.05).run()


def jobs() -> Counter[str]:
    """How often each step was done since the last time that was asked."""
    done = Job.objects.filter(status=TaskResultStatus.SUCCESSFUL)
    steps = Counter(path.rpartition(".")[2] for path in done.values_list("task_path", flat=True))
    assert not Job.objects.exclude(status=TaskResultStatus.SUCCESSFUL).exists()
    done.delete()
    return steps


@pytest.fixture
def indexed(empty_instance: Path) -> Iterator[list[tuple[int, int]]]:
    """For each time that a document was indexed, the pages and records that the index then had of
    it, in the same transaction that calls it searchable."""
    seen: list[tuple[int, int]] = []

    def noted(document_id: str, **_signal: object) -> None:
        assert Document.objects.get(pk=document_id).state == Document.State.INDEXED
        seen.append((engine().count("page"), engine().count() - engine().count("page")))

    document_indexed.connect(noted)
    yield seen
    document_indexed.disconnect(noted)


def of_the_way(done: Counter[str]) -> Counter[str]:
    """The jobs without those of limits and of what pages show at once, which stand beside the way: one
    of each at most."""
    beside = {name: done.pop(name, 0) for name in BESIDE}
    assert max(beside.values()) <= 1
    return done


@pytest.mark.parametrize(("name", "register"), [(PLAN, "measures"), (SLIDES, None)])
def test_a_document_is_indexed_once_with_its_records_and_asked_once(
    indexed: list[tuple[int, int]], samples: Path, name: str, register: str | None
) -> None:
    hand_in([handed_file(samples / name, Description())])
    work()
    assert of_the_way(jobs()) == {
        "store_intake": 1, "read_document": 1, "index_document": 1, "check_document": 1
    }  # fmt: skip
    records = Record.objects.count()
    assert bool(records) == (register is not None)
    assert indexed == [(Page.objects.count(), records)]
    states = dict(Extraction.objects.values_list("register", "state"))
    assert set(states) == set(REGISTERS)
    assert [each for each, state in states.items() if state == "found"] == [register] * bool(
        register
    )


@pytest.mark.parametrize("name", [PLAN, SLIDES])
def test_one_handed_in_again_with_more_to_say_is_indexed_and_asked_once_more(
    indexed: list[tuple[int, int]], samples: Path, name: str
) -> None:
    hand_in([handed_file(samples / name, Description())])
    work()
    jobs()
    hand_in([handed_file(samples / name, Description(publisher="水鏡市", title="令和3年度の計画"))])
    work()
    assert of_the_way(jobs()) == {"store_intake": 1, "index_document": 1, "check_document": 1}
    assert len(indexed) == 2
    series = set(Extraction.objects.filter(count__gt=0).values_list("series__name", flat=True))
    assert series == ({"水鏡市: の計画"} if name == PLAN else set())
    # nothing new is said the third time
    hand_in([handed_file(samples / name, Description(publisher="水鏡市"))])
    work()
    assert of_the_way(jobs()) == {"store_intake": 1}
    assert len(indexed) == 2


def test_corrections_that_follow_each_other_are_indexed_once(
    indexed: list[tuple[int, int]], samples: Path
) -> None:
    hand_in([handed_file(samples / PLAN, Description())])
    work()
    jobs()
    editor = User.objects.create_user("hanako")
    field = next(each for each in correctable("measures") if isinstance(each.kind, List))
    for record in Record.objects.all()[:3]:
        correct(record, field, ["訂正した値"], editor)
    work()
    assert of_the_way(jobs()) == {"index_document": 1, "check_document": 1}
    assert len(indexed) == 2


def test_a_register_reads_only_what_its_glance_lets_through_and_pages_are_taken_out_once(
    indexed: list[tuple[int, int]], samples: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[tuple[str, int]] = []
    for name, register in REGISTERS.items():

        def extract(
            of: list[PaperPage],
            document: str = "",
            name: str = name,
            real: object = register.extract,
        ) -> object:
            tried.append((name, id(of)))
            return real(of, document)  # type: ignore[operator]

        monkeypatch.setattr(register, "extract", extract)
    decoded: list[int] = []

    def shared(page: PaperPage, known: dict[float, float]) -> PaperPage:
        decoded.append(page.page)
        return with_shared_edges(page, known)

    monkeypatch.setattr(pages, "with_shared_edges", shared)
    hand_in([handed_file(samples / PLAN, Description())])
    work()
    assert decoded == [1, 2, 3, 4], "once for all registers"
    assert len({of for _name, of in tried}) == 1
    whole = pages.document_from_rows(Document.objects.get()).pages
    likely = [name for name, register in REGISTERS.items() if register.glance(whole)]
    assert [name for name, _of in tried] == likely
    assert "measures" in likely
    assert len(likely) < len(REGISTERS)
