"""What keeps a store of files from doing what it is asked. None of it is the fault of a file: a
step that meets it waits (:class:`shiryokan.jobs.retries.Stalled`)."""

from __future__ import annotations

from shiryokan.jobs.retries import Stalled

AWAY, REFUSES, NO_BUCKET = "store_away", "store_refuses", "store_no_bucket"
"""Codes of why a bucket cannot be used: it does not answer, or not in time, or is busy; it does not
let this instance in; it is not there."""
DAMAGED = "original_damaged"


class StoreUnavailable(Stalled):
    """The store cannot be used now. ``why`` is what its client said, for the log."""

    told = True

    def __init__(self, code: str, why: str = "") -> None:
        super().__init__(code)
        self.why = why


class OriginalDamaged(Stalled):
    """The store gives other bytes than were put."""

    told = True

    def __init__(self, name: str) -> None:
        super().__init__(DAMAGED)
        self.name = name
