"""One request to a host, through the guarded fetcher, under the lookout's own limits."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO, cast

from shiryokan.documents.fetched import fetch_rules
from shiryokan.fetch import FetchError, FetchLimits
from shiryokan.instance import current
from shiryokan.lookout.models import Address
from shiryokan.lookout.reading.model import MOST_BYTES

if TYPE_CHECKING:
    from shiryokan.fetch import Fetched, Robots

SECONDS = 60.0
"""Of one request: a slow server must not keep a worker from the other jobs."""
READ_SECONDS = 20.0
_ROBOTS_SECONDS = 3600.0
"""How long a site's robots.txt is remembered (RFC 9309, 2.4 allows a day)."""
_known: tuple[float, Robots] = (float("-inf"), {})


class Failed(Exception):  # noqa: N818
    """An address did not answer with what was asked for. ``absent`` says that the server knows of
    nothing there (404, 410)."""

    def __init__(self, code: str, details: dict[str, str | int | float], *, absent: bool) -> None:
        super().__init__(code)
        self.code, self.details, self.absent = code, details, absent


@contextmanager
def asked(address: Address) -> Iterator[tuple[Fetched, BinaryIO]]:
    """What an address answers, and its bytes. The request is conditional where its bytes are
    known. Raises :class:`Failed`."""
    from shiryokan.fetch import Validators, fetch  # noqa: PLC0415  loads the HTTP client

    config = current.config()
    document = address.role == Address.Role.DOCUMENT
    limits = FetchLimits(
        bytes=config.upload_bytes if document else MOST_BYTES,
        seconds=min(SECONDS, config.fetch_seconds),
        read_seconds=READ_SECONDS,
    )
    known = Validators(address.etag, address.last_modified) if address.sha256 else Validators()
    with tempfile.TemporaryFile(dir=current.home().incoming) as place:
        try:
            fetched = fetch(
                address.url, cast("BinaryIO", place), limits=limits, rules=fetch_rules(),
                validators=known, robots=_robots(),
            )  # fmt: skip
        except FetchError as error:
            absent = error.code == "bad_status" and error.details.get("status") in (404, 410)
            raise Failed(error.code, error.details, absent=absent) from error
        place.seek(0)
        yield fetched, cast("BinaryIO", place)


def _robots() -> Robots:
    global _known  # noqa: PLW0603  a process's own memory
    if time.monotonic() - _known[0] > _ROBOTS_SECONDS:
        _known = (time.monotonic(), {})
    return _known[1]


def forget_robots() -> None:
    """Ask sites for their wishes again."""
    global _known  # noqa: PLW0603
    _known = (float("-inf"), {})
