"""Analyses many entries in processes of their own, in order and with bounded memory."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from typing import TypeVar

from shiryokan.search.analysis import Analysed, Entry, analyse_all

_Key = TypeVar("_Key")
BATCH = 64
"""Entries that one process takes at once."""
ALONE = 200
"""Entries that this process analyses itself before others start: that takes a quarter of a second,
as long as their start takes."""
_WAITING = 3
"""Batches that wait for each process at most."""


def analysed_batches(
    documents: Iterable[tuple[_Key, Iterable[Entry]]], processes: int
) -> Iterator[tuple[_Key, list[Analysed], bool]]:
    """The documents' entries, analysed in ``processes`` processes: for each batch its document's
    key and whether it is the document's last one. A document without entries has an empty batch.
    For few entries (``ALONE``) no other process starts.
    """
    batches = _batches(documents)
    analysed = 0
    while processes < 2 or analysed < ALONE:
        batch = next(batches, None)
        if batch is None:
            return
        key, entries, last = batch
        yield key, analyse_all(entries), last
        analysed += len(entries)
    with ProcessPoolExecutor(
        processes, multiprocessing.get_context("spawn"), initializer=_end_with_parent
    ) as pool:
        waiting: deque[tuple[_Key, Future[list[Analysed]], bool]] = deque()
        for key, entries, last in batches:
            waiting.append((key, pool.submit(analyse_all, entries), last))
            if len(waiting) >= processes * _WAITING:
                done, future, was_last = waiting.popleft()
                yield done, future.result(), was_last
        for done, future, was_last in waiting:
            yield done, future.result(), was_last


def _batches(
    documents: Iterable[tuple[_Key, Iterable[Entry]]],
) -> Iterator[tuple[_Key, list[Entry], bool]]:
    for key, entries in documents:
        rest = iter(entries)
        batch = list(islice(rest, BATCH))
        while following := list(islice(rest, BATCH)):
            yield key, batch, False
            batch = following
        yield key, batch, True


def _end_with_parent() -> None:
    """A killed parent cannot end its workers, so they watch it."""
    parent = multiprocessing.parent_process()

    def watch() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
