"""Sends statements to a learning record store (LRS), under the rules by which the house posts."""

from __future__ import annotations

import base64
from collections.abc import Iterable

import msgspec

from shiryokan.documents.fetched import fetch_rules
from shiryokan.fetch import BadStatus
from shiryokan.learning.exchange.xapi import VERSION

_CONFLICT = 409
"""What some stores say of a statement that they have already: it is never changed."""


def send(address: str, user: str, password: str, bodies: Iterable[bytes]) -> int:
    """Post statements, batch by batch, to the ``statements`` resource of a store; how many it took
    or had. Raises a :class:`shiryokan.fetch.FetchError`: what was sent by then is there, and
    sending all again makes nothing double, for statements have ids."""
    store = _Store(f"{address.rstrip('/')}/statements", user, password)
    count = 0
    for body in bodies:
        statements = msgspec.json.decode(body, type=list[msgspec.Raw])
        if not store.takes(body):
            # a batch is refused whole: of its statements some may be new
            for statement in statements:
                store.takes(bytes(statement))
        count += len(statements)
    return count


class _Store:
    """A record store, as whoever may write to it."""

    def __init__(self, address: str, user: str, password: str) -> None:
        login = base64.b64encode(f"{user}:{password}".encode()).decode("ascii")
        self._address = address
        self._headers = {
            "Content-Type": "application/json",
            "X-Experience-API-Version": VERSION,
            "Authorization": f"Basic {login}",
        }

    def takes(self, body: bytes) -> bool:
        """Whether it took what it was sent; not, where it says that it has some of it."""
        from shiryokan.fetch import post  # noqa: PLC0415  loads the HTTP client

        try:
            post(self._address, body, self._headers, rules=fetch_rules())
        except BadStatus as error:
            if error.details["status"] != _CONFLICT:
                raise
            return False
        return True
