"""Speaks with a cluster, and believes no answer that is not whole."""

from __future__ import annotations

import os
import ssl
import threading
import time
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import Any

import httpx
import msgspec

from shiryokan.search.engine import IndexAway, IndexBusy, IndexMissing, SearchError

CONNECT_SECONDS = 3.0
"""How long a node may take to be reached before another one is asked."""
READ_SECONDS = 30.0
"""How long a query may take: a reader would not wait longer."""
WRITE_SECONDS = 180.0
"""How long a bulk or a deletion may take."""
WAITS = (0.2, 0.5, 1.0, 2.0, 4.0)
"""Seconds between attempts while the cluster's queues are full (429). A reader waits for the first
two only."""
_READERS_WAITS = 2
MOST_BYTES = 256 << 20
"""Bytes of an answer at most."""
_TOO_MANY, _MISSING, _CONFLICT, _DENIED = 429, 404, 409, (401, 403)
_DOWN = (502, 503, 504)
Json = dict[str, Any]


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Where a cluster is and who we are there: addresses of its nodes, a name and a password (or
    none), and a file of certificates that are trusted (or those of the machine)."""

    addresses: tuple[str, ...]
    user: str = ""
    password: str = ""
    ca: str = ""


class Client:
    """A cluster, asked at whichever of its addresses answers.

    Whatever is asked may be asked again: an entry that is put in twice is there once. Connections
    are each process's own.
    """

    def __init__(self, place: Place) -> None:
        self._place = place
        self._lock = threading.Lock()
        self._clients: list[httpx.Client] = []
        self._process = 0
        self._first = 0

    def ask(
        self,
        method: str,
        path: str,
        body: Json | None = None,
        *,
        lines: Iterable[Json] | None = None,
        reading: bool = False,
        given: Mapping[str, str] = MappingProxyType({}),
    ) -> Json:
        """The answer to a request with the parameters ``given``; ``lines`` are sent one a line.
        Raises :class:`IndexAway`,
        :class:`IndexBusy`, :class:`IndexMissing`, or :class:`SearchError` for what the cluster
        does not understand."""
        content = _content(body, lines)
        waits = WAITS[:_READERS_WAITS] if reading else WAITS
        for seconds in (*waits, 0.0):
            try:
                return self._ask_any(method, path, content, reading=reading, given=given)
            except IndexBusy:
                if not seconds:
                    raise
                time.sleep(seconds)
        raise AssertionError

    def _ask_any(
        self,
        method: str,
        path: str,
        content: bytes | None,
        *,
        reading: bool,
        given: Mapping[str, str],
    ) -> Json:
        """Ask the nodes in turn until one answers; of a single one, twice, for its connection may
        have been closed."""
        clients = self._opened()
        turns = [*range(len(clients))] if len(clients) > 1 else [0, 0]
        first, away = self._first, IndexAway("no address")
        for turn in turns:
            at = (first + turn) % len(clients)
            try:
                answer = self._ask_one(clients[at], method, path, content, reading, given)
            except IndexAway as error:
                away = error
                continue
            self._first = at
            return answer
        raise away

    def _ask_one(
        self,
        client: httpx.Client,
        method: str,
        path: str,
        content: bytes | None,
        reading: bool,
        given: Mapping[str, str],
    ) -> Json:
        longest = READ_SECONDS if reading else WRITE_SECONDS
        timeout = httpx.Timeout(longest, connect=CONNECT_SECONDS)
        headers = {"Content-Type": "application/x-ndjson" if "_bulk" in path or "_msearch" in path
                   else "application/json"}  # fmt: skip
        where = client.base_url.host
        began, raw = time.monotonic(), bytearray()
        try:
            with client.stream(
                method, path, content=content, params=dict(given), headers=headers, timeout=timeout
            ) as answer:
                for part in answer.iter_bytes():
                    raw += part
                    # one that sends a byte now and then is never silent, and never done
                    if len(raw) > MOST_BYTES or time.monotonic() - began > longest:
                        raise IndexAway(f"{where}: the answer does not end")
        except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
            raise IndexAway(f"{where}: {type(error).__name__}: {error}") from error
        return _understood(where, answer.status_code, bytes(raw))

    def _opened(self) -> list[httpx.Client]:
        with self._lock:
            if self._process != os.getpid():
                # a connection that two processes share would mix their answers
                self._clients = [self._open(address) for address in self._place.addresses]
                self._process = os.getpid()
                self._first = os.getpid() % len(self._clients)
            return self._clients

    def _open(self, address: str) -> httpx.Client:
        place = self._place
        verify: ssl.SSLContext | bool = True
        if place.ca:
            try:
                verify = ssl.create_default_context(cafile=Path(place.ca))
            except OSError as error:
                raise IndexAway(f"{place.ca}: {error}") from error
        auth = httpx.BasicAuth(place.user, place.password) if place.user else None
        return httpx.Client(
            base_url=address, auth=auth, verify=verify, trust_env=False, follow_redirects=False
        )


def _content(body: Json | None, lines: Iterable[Json] | None) -> bytes | None:
    if lines is not None:
        return b"".join(msgspec.json.encode(line) + b"\n" for line in lines)
    return None if body is None else msgspec.json.encode(body)


def _understood(where: str, status: int, raw: bytes) -> Json:
    """The answer, if it is one. Raises by what is wrong with it."""
    says = f"{where}: {status} {raw[:300].decode('utf-8', 'replace')}"
    if status == _TOO_MANY:
        raise IndexBusy(says)
    if status in _DENIED:
        raise IndexAway(f"{where}: {status}: name or password")
    if status in _DOWN:
        raise IndexAway(says)
    try:
        answer = msgspec.json.decode(raw)
    except msgspec.MsgspecError as error:
        raise IndexAway(f"{where}: {status}, no JSON") from error
    if not isinstance(answer, dict):
        raise IndexAway(says)
    if status == _MISSING and b"index_not_found" in raw:
        raise IndexMissing(says)
    if status == _CONFLICT:
        raise IndexBusy(says)
    if not httpx.codes.is_success(status):
        # some shards may have refused for want of room, and the others not
        if b"rejected_execution" in raw or b"circuit_breaking" in raw:
            raise IndexBusy(says)
        raise IndexAway(says) if httpx.codes.is_server_error(status) else SearchError(says)
    return answer


def whole(answer: Mapping[str, Any]) -> None:
    """Make sure that every shard has answered, and to the end. Raises :class:`IndexAway`."""
    shards = answer.get("_shards")
    if not isinstance(shards, dict) or not isinstance(shards.get("failed"), int):
        raise IndexAway("an answer that does not say which shards it is of")
    # those that cannot have a hit are skipped, and count as successful
    if shards["failed"] or shards.get("successful") != shards.get("total"):
        raise IndexAway(f"of {shards.get('total')} shards {shards.get('successful')} have answered")
    if answer.get("timed_out"):
        raise IndexAway("the search ended before all was looked at")


def some_at_once(items: Iterable[Any], most: int) -> Iterable[Sequence[Any]]:
    """The items, at most ``most`` at once."""
    rest = iter(items)
    while some := list(islice(rest, most)):
        yield some
