"""Fetches a URL that was handed in, through the guarded fetcher, into a file that goes away."""

from __future__ import annotations

import ipaddress
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO, cast

from shiryokan.fetch import FetchError, FetchLimits, FetchRules
from shiryokan.instance import current
from shiryokan.jobs.retries import Refusal

if TYPE_CHECKING:
    from shiryokan.fetch import Fetched


@contextmanager
def fetched_file(url: str) -> Iterator[tuple[Fetched, BinaryIO]]:
    """What was fetched, and its bytes to read. Refuses with the fetcher's code."""
    from shiryokan.fetch import fetch  # noqa: PLC0415  loads the HTTP client

    config = current.config()
    with tempfile.TemporaryFile(dir=current.home().incoming) as place:
        try:
            fetched = fetch(
                url,
                cast("BinaryIO", place),
                limits=FetchLimits(bytes=config.upload_bytes, seconds=config.fetch_seconds),
                rules=fetch_rules(),
            )
        except FetchError as error:
            raise Refusal(error.code, **error.details) from error
        place.seek(0)
        yield fetched, cast("BinaryIO", place)


def fetch_rules() -> FetchRules:
    """Where this instance's settings let it connect to, of the addresses that people give."""
    config = current.config()
    return FetchRules(
        ports=frozenset(config.fetch_ports),
        contact=config.fetch_contact,
        allow_addresses=tuple(ipaddress.ip_network(network) for network in config.fetch_networks),
    )
