"""Posts bytes to an address that people gave, under the same rules as fetching."""

from __future__ import annotations

import time
from collections.abc import Mapping

import httpx

from shiryokan.fetch.addresses import checked_url
from shiryokan.fetch.connecting import CheckedTransport, Resolver, resolve
from shiryokan.fetch.errors import BadStatus, BadUrl, FetchTooSlow, Unreachable
from shiryokan.fetch.rules import FetchLimits, FetchRules

POST_LIMITS = FetchLimits(bytes=0, seconds=20.0, read_seconds=10.0, redirects=0)
"""The answer's status is all that is read of it."""


def post(
    url: str,
    body: bytes,
    headers: Mapping[str, str],
    *,
    limits: FetchLimits = POST_LIMITS,
    rules: FetchRules | None = None,
    resolver: Resolver = resolve,
) -> int:
    """Post ``body`` to ``url``; the status (2xx) with which it was taken.

    Raises a :class:`.FetchError`. A redirect is a refusal: what is meant for one address is not
    told to another.
    """
    rules = rules or FetchRules()
    transport = CheckedTransport(rules, resolver, time.monotonic() + limits.seconds)
    sent = {**headers, "User-Agent": rules.agent, "Accept-Encoding": "identity"}
    try:
        with (
            httpx.Client(
                transport=transport,
                trust_env=False,
                follow_redirects=False,
                timeout=limits.read_seconds,
            ) as client,
            client.stream("POST", checked_url(url, rules), content=body, headers=sent) as answer,
        ):
            if not answer.is_success:
                raise BadStatus(status=answer.status_code)
            return answer.status_code
    except httpx.InvalidURL as error:
        raise BadUrl(url=url[:200]) from error
    except httpx.HTTPError as error:
        if transport.backend.refusal is not None:
            raise transport.backend.refusal from error
        if isinstance(error, httpx.TimeoutException):
            raise FetchTooSlow(seconds=limits.seconds) from error
        raise Unreachable(str(error), why=type(error).__name__) from error
