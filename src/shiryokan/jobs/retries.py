"""What a step does when it fails: refuses for good, or tries again later."""

from __future__ import annotations

import contextlib
import datetime
import logging
import time
from collections.abc import Callable, Iterator
from typing import Any

from django.utils import timezone

from shiryokan.jobs.causes import out_of_room
from shiryokan.jobs.errors import LeaseLost

logger = logging.getLogger(__name__)

ATTEMPTS = 3
"""How often a step is tried when the machine, not the file, is at fault."""
WAIT = datetime.timedelta(seconds=10)
"""Pause before the second attempt; it doubles each time."""
INTERNAL = "internal"
"""Code of a refusal that is the fault of the instance: the bytes stay, for ``check --repair``."""
LONGEST_WAIT = datetime.timedelta(minutes=10)
"""It does not grow beyond this; no job is put off further."""
_DOUBLINGS = 10

ROOM_SECONDS = 2.0
"""How often it is looked whether there is room again."""


class Refusal(Exception):  # noqa: N818
    """What was handed in cannot be taken. ``code`` is stable; ``details`` are for the message."""

    def __init__(self, code: str, **details: str | int | float) -> None:
        super().__init__(code)
        self.code = code
        self.details = details


class Stalled(Exception):  # noqa: N818
    """What a step needs is not there, by the fault of the instance: it waits, and loses nothing.
    ``code`` is stable."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@contextlib.contextmanager
def retried(
    step: Any,
    key: str,
    attempt: int,
    refuse: Callable[[Refusal], None],
    attempts: int | None = None,
) -> Iterator[None]:
    """Run a step's body.

    A :class:`Refusal` ends it for good. Any other failure queues the step again, up to ``attempts``
    times, or ``ATTEMPTS``; then it is refused as the machine's fault. A :class:`Stalled` is queued
    again for as long as it takes.
    """
    try:
        yield
    except LeaseLost:
        # the job is another's, who queues it again if need be
        raise
    except Stalled as error:
        logger.warning("step %s of %s waits: %s", step.name, key, error.code)
        _queue_later(step, key, attempt)
    except Refusal as refusal:
        refuse(refusal)
    except Exception as error:
        logger.exception("step %s of %s failed, attempt %d", step.name, key, attempt)
        if out_of_room(error):
            # what was acknowledged waits for as long as it takes: room comes back, a file does not
            _queue_when_there_is_room(step, key, attempt)
            return
        if attempt < (attempts or ATTEMPTS):
            _queue_later(step, key, attempt)
            return
        refuse(Refusal(INTERNAL, kind=type(error).__name__))


def _queue_later(step: Any, key: str, attempt: int) -> None:
    wait = min(WAIT * 2 ** min(attempt - 1, _DOUBLINGS), LONGEST_WAIT)
    step.using(run_after=timezone.now() + wait).enqueue(key, attempt=attempt + 1)


def _queue_when_there_is_room(step: Any, key: str, attempt: int) -> None:
    """Queue the step again; on a full disk that may not be possible either until there is room. A
    worker that is killed while it waits leaves its job to the next."""
    while True:
        try:
            step.using(run_after=timezone.now() + WAIT).enqueue(key, attempt=attempt)
        except Exception as error:
            if not out_of_room(error):
                raise
            time.sleep(ROOM_SECONDS)
        else:
            return
