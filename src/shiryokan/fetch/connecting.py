"""Connections that go only to an address that was checked.

A name is resolved once, every address it has is checked, and the connection is made to one of
those, so that a name cannot change its meaning between the check and the connection (DNS
rebinding). TLS still verifies the name.
"""

from __future__ import annotations

import functools
import ipaddress
import socket
import ssl
import time
from collections.abc import Callable, Iterable
from typing import Any

import httpcore
import httpx

from shiryokan.fetch.errors import FetchError, ForbiddenAddress, HostUnknown
from shiryokan.fetch.rules import Address, FetchRules, is_allowed

Resolver = Callable[[str, int], list[str]]
"""The addresses of a host name; raises :class:`OSError` when there are none."""


def resolve(host: str, port: int) -> list[str]:
    """Ask the system for the addresses of a host."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def checked_addresses(host: str, port: int, rules: FetchRules, resolver: Resolver) -> list[Address]:
    """The addresses of ``host``, all of them allowed.

    Raises :class:`HostUnknown`, or :class:`ForbiddenAddress` when a single one is not allowed.
    """
    try:
        found = [ipaddress.ip_address(text) for text in resolver(host, port)]
    except (OSError, UnicodeError, ValueError) as error:
        raise HostUnknown(host=host) from error
    if not found:
        raise HostUnknown(host=host)
    for address in found:
        if not is_allowed(address, rules):
            raise ForbiddenAddress(host=host, address=str(address))
    return found


class _TimedStream(httpcore.NetworkStream):
    """A connection that ends at a deadline, however slowly the other side answers: the client's
    own limit is on each piece, and there may be any number of pieces."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: float) -> None:
        self._inner = inner
        self._deadline = deadline

    def _left(self, timeout: float | None, late: type[Exception]) -> float:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise late("past the deadline")
        return left if timeout is None else min(timeout, left)

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._left(timeout, httpcore.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._left(timeout, httpcore.WriteTimeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        left = self._left(timeout, httpcore.ConnectTimeout)
        return _TimedStream(
            self._inner.start_tls(ssl_context, server_hostname, left), self._deadline
        )

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class _CheckedBackend(httpcore.NetworkBackend):
    """Opens connections to checked addresses only. The last refusal is kept in ``refusal``."""

    def __init__(self, rules: FetchRules, resolver: Resolver, deadline: float) -> None:
        self._rules = rules
        self._resolver = resolver
        self._deadline = deadline
        self._inner = httpcore.SyncBackend()
        self.refusal: FetchError | None = None

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        try:
            addresses = checked_addresses(host, port, self._rules, self._resolver)
        except FetchError as error:
            self.refusal = error
            raise httpcore.ConnectError(str(error)) from error
        last: Exception | None = None
        for address in addresses:
            try:
                stream = self._inner.connect_tcp(
                    str(address), port, timeout, local_address, socket_options
                )
                return _TimedStream(stream, self._deadline)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                last = error
        raise last or httpcore.ConnectError(host)

    def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        raise httpcore.ConnectError("no sockets of this machine")


@functools.cache
def _certificates() -> ssl.SSLContext:
    """The certificates that are trusted: reading them takes longer than most requests."""
    return ssl.create_default_context()


class CheckedTransport(httpx.HTTPTransport):
    """An httpx transport over checked connections, without proxies, until ``deadline``
    (of :func:`time.monotonic`)."""

    def __init__(self, rules: FetchRules, resolver: Resolver, deadline: float) -> None:
        super().__init__(verify=_certificates(), trust_env=False)
        self.backend = _CheckedBackend(rules, resolver, deadline)
        self._pool = httpcore.ConnectionPool(
            ssl_context=_certificates(),
            max_connections=2,
            network_backend=self.backend,
        )
