"""What a step does when it fails: refuses for good, or tries again later."""

from __future__ import annotations

import contextlib
import datetime
import errno
import logging
from collections.abc import Callable, Iterator
from typing import Any

from django.utils import timezone

logger = logging.getLogger(__name__)

ATTEMPTS = 3
"""How often a step is tried when the machine, not the file, is at fault."""
WAIT = datetime.timedelta(seconds=10)
"""Pause before the second attempt; it doubles each time."""


class Refusal(Exception):  # noqa: N818
    """What was handed in cannot be taken. ``code`` is stable; ``details`` are for the message."""

    def __init__(self, code: str, **details: str | int | float) -> None:
        super().__init__(code)
        self.code = code
        self.details = details


@contextlib.contextmanager
def retried(step: Any, key: str, attempt: int, refuse: Callable[[Refusal], None]) -> Iterator[None]:
    """Run a step's body.

    A :class:`Refusal` ends it for good. Any other failure queues the step again, up to
    ``ATTEMPTS`` times; then it is refused as the machine's fault.
    """
    try:
        yield
    except Refusal as refusal:
        refuse(refusal)
    except Exception as error:
        logger.exception("step %s of %s failed, attempt %d", step.name, key, attempt)
        if attempt < ATTEMPTS:
            later = timezone.now() + WAIT * 2 ** (attempt - 1)
            step.using(run_after=later).enqueue(key, attempt=attempt + 1)
            return
        full = isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT)
        refuse(Refusal("disk_full" if full else "internal", kind=type(error).__name__))
