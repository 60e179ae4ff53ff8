"""Where higher rooms join the way of a document: the library calls, it never imports them."""

from __future__ import annotations

import logging
from collections.abc import Callable

_log = logging.getLogger(__name__)
_after_reading: list[Callable[[str], None]] = []
_after_records: list[Callable[[str], None]] = []
_before_indexing: list[Callable[[str], None]] = []
_after_indexing: list[Callable[[str], None]] = []
_now_and_then: list[Callable[[], None]] = []
_after_removal: list[Callable[[str], None]] = []


def after_reading(step: Callable[[str], None]) -> None:
    """Have ``step(document id)`` called in the transaction that marks a document as read.

    It should put a job in the queue, not work itself.
    """
    if step not in _after_reading:
        _after_reading.append(step)


def announce_read(document_id: str) -> None:
    """Call the steps that follow reading. Without any, the document is finished."""
    for step in _after_reading:
        step(document_id)


def has_following_step() -> bool:
    """Whether any step follows reading."""
    return bool(_after_reading)


def after_records(step: Callable[[str], None]) -> None:
    """Have ``step(document id)`` called in the transaction that changes a document's records."""
    if step not in _after_records:
        _after_records.append(step)


def announce_records(document_id: str) -> None:
    """Call the steps that follow a change of records."""
    for step in _after_records:
        step(document_id)


def before_indexing(step: Callable[[str], None]) -> None:
    """Have ``step(document id)`` called before a document is put into the index, while the index
    still holds what it held of it. It may be called again for the same change."""
    if step not in _before_indexing:
        _before_indexing.append(step)


def announce_indexing(document_id: str) -> None:
    """Call the steps that come before indexing."""
    for step in _before_indexing:
        step(document_id)


def after_indexing(step: Callable[[str], None]) -> None:
    """Have ``step(document id)`` called in the transaction that marks a document as finished,
    after it is in the index; and again whenever it has been indexed anew.

    It should put a job in the queue, not work itself.
    """
    if step not in _after_indexing:
        _after_indexing.append(step)


def announce_indexed(document_id: str) -> None:
    """Call the steps that follow indexing."""
    for step in _after_indexing:
        step(document_id)


def now_and_then(step: Callable[[], None]) -> None:
    """Have ``step()`` called by every worker between jobs, some seconds apart.

    It should look whether something is due, quickly, and put jobs in the queue. Several workers
    may call it at the same time.
    """
    if step not in _now_and_then:
        _now_and_then.append(step)


def announce_time() -> None:
    """Call the steps that wait for their time. One that fails is called again the next time."""
    for step in _now_and_then:
        try:
            step()
        except Exception:
            _log.exception("%s failed", step)


def after_removal(step: Callable[[str], None]) -> None:
    """Have ``step(document id)`` called in the transaction that takes a document out."""
    if step not in _after_removal:
        _after_removal.append(step)


def announce_removed(document_id: str) -> None:
    """Call the steps that follow a removal."""
    for step in _after_removal:
        step(document_id)
