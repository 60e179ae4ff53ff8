"""Puts documents into the index, as jobs; and builds the index anew."""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.db import connection, transaction
from django_tasks import task

from shiryokan.documents.ingest import finish_document
from shiryokan.documents.models import Document
from shiryokan.documents.pages import document_from_rows
from shiryokan.i18n import message as _
from shiryokan.instance import current
from shiryokan.jobs.models import confirm
from shiryokan.jobs.queues import enqueue_unless_waiting
from shiryokan.jobs.retries import Refusal, retried
from shiryokan.jobs.steps import titled
from shiryokan.records.extraction import extract_from
from shiryokan.search import signals
from shiryokan.search.analysis import Entry, analysed
from shiryokan.search.document_entries import documents_to_index, entries_of, metadata_of
from shiryokan.search.engine import (
    BuildsInParts,
    IndexAway,
    IndexBusy,
    IndexMissing,
    SearchEngine,
)
from shiryokan.search.engines.tantivy.engine import TantivyEngine
from shiryokan.search.kinds import PAGE, STRUCK
from shiryokan.search.parallel_analysis import analysed_batches
from shiryokan.search.rebuilding import begin, progress
from shiryokan.search.visibility import settle

_log = logging.getLogger(__name__)
PATIENCE = 12
"""How often an index job is tried, for about an hour: nobody would queue it again, and the index
would lack the document until somebody looks."""
_lock = threading.Lock()
_open: dict[Path, SearchEngine] = {}


def engine() -> SearchEngine:
    """The index of this instance, open once in this process."""
    folder = current.home().index
    with _lock:
        if folder not in _open:
            _open[folder] = _opened(folder)
        return _open[folder]


def records_in_index() -> int:
    """Records in the index: its entries that are neither a page nor the struck words of one."""
    index = engine()
    return index.count() - index.count(PAGE) - index.count(STRUCK)


def _opened(folder: Path) -> SearchEngine:
    if current.config().search_engine == "tantivy":
        return TantivyEngine(folder)
    if current.config().search_engine == "opensearch":
        return _cluster()
    from shiryokan.search.engines.postgresql.engine import PostgresqlEngine  # noqa: PLC0415

    # the connection is this thread's, so it is asked for each time
    return PostgresqlEngine(lambda: connection.cursor(), transaction.atomic)


def _cluster() -> SearchEngine:
    from shiryokan.search.engines.opensearch.client import Place  # noqa: PLC0415
    from shiryokan.search.engines.opensearch.engine import Layout, OpenSearchEngine  # noqa: PLC0415

    config = current.config()
    place = Place(
        addresses=config.opensearch_urls,
        user=config.opensearch_user,
        password=config.opensearch_password,
        ca=config.opensearch_ca,
    )
    layout = Layout(config.opensearch_prefix, config.opensearch_shards, config.opensearch_replicas)
    return OpenSearchEngine(place, layout, clock=_shared_clock, may_begin=_nothing_is_lost)


def _shared_clock() -> int:
    """Microseconds, the same for all who share the database: the clocks of machines differ."""
    if connection.vendor != "postgresql":
        return time.time_ns() // 1000
    with connection.cursor() as cursor:
        cursor.execute("select (extract(epoch from clock_timestamp()) * 1000000)::bigint")
        return int(cursor.fetchone()[0])


def _nothing_is_lost() -> bool:
    """Whether an index that is not there was never filled."""
    return not Document.objects.filter(state=Document.State.INDEXED, page_count__gt=0).exists()


def document_read(document_id: str, **_signal: object) -> None:
    """Queue a document that was read."""
    queue_indexing(document_id)


def document_changed(document_id: str, **_signal: object) -> None:
    """Queue a document of which something changed, unless it is in the queue as it is; one that is
    not read yet has its own job to come."""
    if Document.objects.filter(pk=document_id).exclude(state=Document.State.STORED).exists():
        enqueue_unless_waiting(index_document, document_id)


def document_removed(document_id: str, **_signal: object) -> None:
    """Queue a document for being taken out of the index."""
    remove_document.enqueue(document_id)


def queue_indexing(document_id: str) -> None:
    """Queue a document for the index."""
    index_document.enqueue(document_id)


@titled(_("索引づくり"))
@task(priority=5)
def index_document(document_id: str, attempt: int = 1) -> None:
    """Put a document's pages and records into the index, in the place of older ones. Of one that
    was just read the records are taken out first, so that it is put there once, and whole."""
    with retried(index_document, document_id, attempt, _give_up, PATIENCE):
        document = documents_to_index().filter(pk=document_id).first()
        if document is None or document.state == Document.State.STORED:
            return
        if document.state == Document.State.READ:
            # its pages are let go of before the index takes them again, some at a time: for a long
            # document that halves the memory, and costs a hundredth of the time
            extract_from(document, document_from_rows(document))
        signals.document_indexing.send(Document, document_id=document_id)
        with engine().writing() as writing:
            # what another has changed since, and put in before us, is seen now
            document = documents_to_index().filter(pk=document_id).first()
            if document is None:
                return
            writing.replace(document.pk, metadata_of(document), analysed(entries_of(document)))
        settle(document.pk, document.collection_id)
        with transaction.atomic():
            confirm()
            finish_document(document_id)
            signals.document_indexed.send(Document, document_id=document_id)


@titled(_("索引から外す"))
@task(priority=5)
def remove_document(document_id: str, attempt: int = 1) -> None:
    """Take a document out of the index, unless it has come back."""
    with retried(remove_document, document_id, attempt, _give_up, PATIENCE):
        if not documents_to_index().filter(pk=document_id).exists():
            with engine().writing() as writing:
                writing.remove(document_id)
            Document.everything.filter(pk=document_id).update(unsettled=False)


def _give_up(refusal: Refusal) -> None:
    """The pages are there; ``shiryokan doctor`` will say that the index lacks them."""


def rebuild(processes: int | None = None) -> Iterator[str]:
    """Build the index anew from the pages and records; yields each document's id as it is done.

    The old index answers until all is done: the new one takes its place in one commit.
    """
    read = documents_to_index().exclude(state=Document.State.STORED).order_by("pk")

    def documents() -> Iterable[tuple[Document, Iterator[Entry]]]:
        for document in read.iterator(100):
            yield document, entries_of(document)

    done: list[tuple[str, int | None]] = []
    processes = processes if processes is not None else os.cpu_count() or 1
    with engine().writing(anew=True) as writing:
        for document, batch, last in analysed_batches(documents(), processes):
            writing.add(document.pk, metadata_of(document), batch)
            if last:
                done.append((document.pk, document.collection_id))
                yield document.pk
    for document_id, collection in done:
        settle(document_id, collection)


def queue_missing() -> int:
    """Queue every read document if the index is empty, as after a change of its version; one that
    is built in parts is begun where there is none. Of one that does not answer nothing is known."""
    index = engine()
    try:
        if index.count():
            return 0
    except IndexMissing:
        if isinstance(index, BuildsInParts) and not _nothing_is_lost():
            return progress(begin(index)).documents
    except (IndexAway, IndexBusy):
        _log.warning("the index does not answer", exc_info=True)
        return 0
    ids = list(
        documents_to_index()
        .filter(state__in=(Document.State.READ, Document.State.INDEXED), page_count__gt=0)
        .values_list("pk", flat=True)
    )
    for document_id in ids:
        queue_indexing(document_id)
    return len(ids)


def forget_open_index() -> None:
    """Let go of an index whose folder was replaced under this process."""
    with _lock:
        _open.clear()
