"""Where higher rooms join the way of a document: the library calls, it never imports them."""

from __future__ import annotations

from collections.abc import Callable

_after_reading: list[Callable[[str], None]] = []
_after_records: list[Callable[[str], None]] = []
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


def after_removal(step: Callable[[str], None]) -> None:
    """Have ``step(document id)`` called in the transaction that takes a document out."""
    if step not in _after_removal:
        _after_removal.append(step)


def announce_removed(document_id: str) -> None:
    """Call the steps that follow a removal."""
    for step in _after_removal:
        step(document_id)
