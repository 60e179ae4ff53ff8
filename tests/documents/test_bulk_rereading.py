"""Documents that an older reading read are read anew in bulk; a kill loses nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from shiryokan.audit.models import AuditEntry
from shiryokan.backup.check import check
from shiryokan.documents import audit_kinds, bulk_rereading
from shiryokan.documents.bulk_rereading import Outcome, read_anew, read_by_older, read_here
from shiryokan.documents.models import Document, Page
from shiryokan.documents.originals import original_store
from shiryokan.documents.part_reading import Part
from shiryokan.instance import current
from shiryokan.jobs.worker import JobWorker, unfinished_jobs
from shiryokan.paper.errors import TooSlow
from shiryokan.paper.isolated import unreadable_page
from shiryokan.paper.version import VERSION
from tests import pdfs
from tests.documents.conftest import Add

LONG = [f"点検の{number}" for number in range(1, 8)]


def work() -> None:
    JobWorker(stop_when=lambda: not unfinished_jobs(), interval=0.02).run()


@pytest.fixture
def documents(add: Add, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Document]:
    """One of three pages, and one of seven, which are four parts."""
    monkeypatch.setattr(bulk_rereading, "PAGES_PER_PART", 2)
    for name, lines in (("a.pdf", ["灯台", "霧笛", "避難"]), ("b.pdf", LONG)):
        (tmp_path / name).write_bytes(pdfs.pdf(*lines))
    add(tmp_path / "a.pdf", title="点検の手引")
    add(tmp_path / "b.pdf")
    work()
    assert not read_by_older().exists()
    # as if an older reading had left something out
    Page.objects.update(text="古い読み方")
    Document.objects.update(read_with=VERSION - 1)
    return list(Document.objects.order_by("pk"))


def reread(documents: Iterable[Document]) -> list[Outcome]:
    return list(read_anew(documents, lambda parts: read_here(parts, 2)))


def test_all_that_an_older_reading_read_is_read_anew(documents: list[Document]) -> None:
    outcomes = reread(read_by_older())
    assert sorted(each.pages for each in outcomes) == [3, 7]
    assert not any(each.error for each in outcomes)
    assert not read_by_older().exists()
    texts = dict(Page.objects.filter(document__page_count=7).values_list("number", "text"))
    assert [texts[number].strip() for number in range(1, 8)] == LONG
    assert AuditEntry.objects.filter(kind=audit_kinds.REREAD).count() == 2
    assert Document.objects.filter(title="点検の手引").exists()
    work()
    assert not Document.objects.exclude(state=Document.State.INDEXED).exists()
    assert list(check()) == []
    assert not current.home().rereading.exists()


def test_a_document_changes_as_a_whole_or_not_at_all(
    documents: list[Document], monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = []

    def dies(document: Document, pages: object) -> None:
        kept.append(document)
        if len(kept) > 1:
            raise KeyboardInterrupt
        real(document, pages)

    real = bulk_rereading.keep_pages
    monkeypatch.setattr(bulk_rereading, "keep_pages", dies)
    (long,) = (each for each in documents if each.page_count == 7)
    with pytest.raises(KeyboardInterrupt):
        reread([long])
    assert set(long.pages.values_list("text", flat=True)) == {"古い読み方"}
    assert read_by_older().count() == 2
    monkeypatch.setattr(bulk_rereading, "keep_pages", real)
    # all of it lies there
    assert [each.pages for each in read_anew([long], lambda parts: iter([*parts][:0]))] == [7]


def test_a_run_that_was_cut_off_goes_on_with_what_lies_there(documents: list[Document]) -> None:
    asked: list[Part] = []

    def cut_off(parts: Iterable[Part]) -> Iterator[tuple[Part, bytes | str]]:
        for count, each in enumerate(read_here(parts, 1)):
            if count == 3:
                raise KeyboardInterrupt
            asked.append(each[0])
            yield each

    with pytest.raises(KeyboardInterrupt):
        list(read_anew(read_by_older(), cut_off))

    def all_that_is_left(parts: Iterable[Part]) -> Iterator[tuple[Part, bytes | str]]:
        for each in read_here(parts, 1):
            asked.append(each[0])
            yield each

    list(read_anew(read_by_older(), all_that_is_left))
    assert not read_by_older().exists()
    assert len(asked) == len(set(asked)) == 6


def test_what_cannot_be_read_keeps_its_pages_and_is_told(documents: list[Document]) -> None:
    first, second = documents
    original_store().path(first.sha256).unlink()
    path = original_store().path(second.sha256)
    path.chmod(0o644)
    path.write_bytes(b"no pdf")
    errors = {each.document: each.error for each in reread(read_by_older())}
    assert errors == {first.pk: "original_missing", second.pk: "not_a_pdf"}
    assert set(Page.objects.values_list("text", flat=True)) == {"古い読み方"}
    assert read_by_older().count() == 2


def test_a_page_that_cannot_be_read_this_time_stays(
    documents: list[Document], monkeypatch: pytest.MonkeyPatch
) -> None:
    (short,) = (each for each in documents if each.page_count == 3)
    real = bulk_rereading.unpacked

    def one_fails(data: bytes) -> object:
        read = real(data)
        pages = [unreadable_page(2, TooSlow(seconds=1.0)) if p.page == 2 else p for p in read.pages]
        return bulk_rereading.PartRead(read.summary, tuple(pages))

    monkeypatch.setattr(bulk_rereading, "unpacked", one_fails)
    reread([short])
    texts = dict(short.pages.values_list("number", "text"))
    assert (texts[1].strip(), texts[2], texts[3].strip()) == ("灯台", "古い読み方", "避難")


def test_what_lies_there_broken_is_read_at_the_next_run(documents: list[Document]) -> None:
    (short,) = (each for each in documents if each.page_count == 3)
    for name in ("1-2", "3-3"):
        lies = current.home().rereading / str(VERSION) / short.sha256 / name
        lies.parent.mkdir(parents=True, exist_ok=True)
        lies.write_bytes(b"broken")
    assert [each.error for each in reread([short])] == ["reader_died"]
    assert [each.pages for each in reread([short])] == [3]


def test_what_an_older_version_has_left_is_not_taken(documents: list[Document]) -> None:
    left = current.home().rereading / str(VERSION - 1) / documents[0].sha256
    left.mkdir(parents=True)
    (left / "1-2").write_bytes(b"of another reading")
    assert not any(each.error for each in reread(read_by_older()))
    assert not left.exists()
