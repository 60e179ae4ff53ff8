"""Fetches one URL into a file, under rules and limits."""

from __future__ import annotations

import datetime
import hashlib
import io
import time
from dataclasses import dataclass
from email.message import Message
from pathlib import PurePosixPath
from typing import BinaryIO
from urllib.parse import unquote, urljoin, urlsplit
from urllib.robotparser import RobotFileParser

import httpx

from shiryokan.fetch.addresses import checked_url
from shiryokan.fetch.connecting import CheckedTransport, Resolver, resolve
from shiryokan.fetch.errors import (
    BadStatus,
    BadUrl,
    FetchTooLarge,
    FetchTooSlow,
    ForbiddenAddress,
    HostUnknown,
    RobotsForbid,
    TooManyRedirects,
    Unreachable,
)
from shiryokan.fetch.rules import FetchLimits, FetchRules

_ROBOTS_BYTES = 512 * 1024
_ROBOTS_HOPS = 5


@dataclass(frozen=True, slots=True)
class Validators:
    """By which a server tells whether what it has is what one had from it (RFC 9110, 8.8)."""

    etag: str = ""
    last_modified: str = ""

    def headers(self) -> dict[str, str]:
        """Those of a conditional request; none without validators."""
        sent = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in sent.items() if value}


Robots = dict[str, RobotFileParser | None]
"""The wishes of sites that were asked already, by scheme and host; none for a site without any."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What was fetched. ``file_name`` is as the server or the address names it, a single part.

    ``unchanged`` says that the server has nothing newer than the validators that were sent; there
    are no bytes then.
    """

    url: str
    final_url: str
    size: int
    sha256: str
    media_type: str
    file_name: str
    fetched_at: datetime.datetime
    encoding: str = ""
    validators: Validators = Validators()
    unchanged: bool = False


def fetch(
    url: str,
    into: BinaryIO,
    *,
    limits: FetchLimits | None = None,
    rules: FetchRules | None = None,
    resolver: Resolver = resolve,
    validators: Validators | None = None,
    robots: Robots | None = None,
) -> Fetched:
    """Fetch ``url`` into the open file ``into``. Raises a :class:`FetchError`.

    With ``validators`` the request is conditional. ``robots`` are the wishes of sites that need
    not be asked once more; what is learnt is added.
    """
    fetching = _Fetch(limits or FetchLimits(), rules or FetchRules(), resolver, robots)
    return fetching.run(url, into, validators or Validators())


class _Fetch:
    def __init__(
        self, limits: FetchLimits, rules: FetchRules, resolver: Resolver, robots: Robots | None
    ) -> None:
        self._limits = limits
        self._rules = rules
        self._deadline = time.monotonic() + limits.seconds
        self._transport = CheckedTransport(rules, resolver, self._deadline)
        self._robots: Robots = {} if robots is None else robots

    def run(self, url: str, into: BinaryIO, validators: Validators) -> Fetched:
        with httpx.Client(
            transport=self._transport,
            trust_env=False,
            follow_redirects=False,
            timeout=self._limits.read_seconds,
            headers={"User-Agent": self._rules.agent, "Accept-Encoding": "identity"},
        ) as client:
            at = checked_url(url, self._rules)
            for _ in range(self._limits.redirects + 1):
                self._obey_robots(client, at)
                answer = self._get(client, at, into, self._limits.bytes, validators.headers())
                if not isinstance(answer, str):
                    return self._fetched(url, at, answer)
                at = checked_url(answer, self._rules)
            raise TooManyRedirects(limit=self._limits.redirects)

    def _get(
        self,
        client: httpx.Client,
        url: str,
        into: BinaryIO,
        most: int,
        conditions: dict[str, str] | None = None,
    ) -> str | tuple[httpx.Response, int, str]:
        """Where a redirect leads; or the answer with the size and SHA-256 of its body."""
        try:
            with client.stream("GET", url, headers=conditions) as response:
                if response.has_redirect_location:
                    return _joined(url, response.headers["location"])
                if conditions and response.status_code == httpx.codes.NOT_MODIFIED:
                    return response, 0, ""
                if response.status_code != httpx.codes.OK:
                    raise BadStatus(status=response.status_code)
                if response.headers.get("content-encoding", "identity").lower() != "identity":
                    raise Unreachable("an encoding that was not asked for")
                return (response, *self._body(response, into, most))
        except httpx.InvalidURL as error:
            raise BadUrl(url=url[:200]) from error
        except httpx.HTTPError as error:
            refusal, self._transport.backend.refusal = self._transport.backend.refusal, None
            if refusal is not None:
                raise refusal from error
            if isinstance(error, httpx.TimeoutException):
                raise FetchTooSlow(seconds=self._limits.read_seconds) from error
            raise Unreachable(str(error), why=type(error).__name__) from error

    def _body(self, response: httpx.Response, into: BinaryIO, most: int) -> tuple[int, str]:
        length = response.headers.get("content-length", "")
        if length.isdigit() and int(length) > most:
            raise FetchTooLarge(limit=most)
        digest, size = hashlib.sha256(), 0
        for chunk in response.iter_raw():
            size += len(chunk)
            if size > most:
                raise FetchTooLarge(limit=most)
            if time.monotonic() > self._deadline:
                raise FetchTooSlow(seconds=self._limits.seconds)
            digest.update(chunk)
            into.write(chunk)
        return size, digest.hexdigest()

    def _obey_robots(self, client: httpx.Client, url: str) -> None:
        if not self._rules.obey_robots:
            return
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._robots:
            self._robots[site] = self._read_robots(client, site + "/robots.txt")
        robots = self._robots[site]
        if robots is not None and not robots.can_fetch(self._rules.agent, url):
            raise RobotsForbid(site=site)

    def _read_robots(self, client: httpx.Client, url: str) -> RobotFileParser | None:
        """The site's wishes. A site without the file has none (RFC 9309, 2.3.1.3); one whose
        file cannot be had because of its own fault is left alone (2.3.1.4)."""
        try:
            text = self._robots_text(client, url)
        except BadStatus as error:
            if int(error.details["status"]) >= httpx.codes.INTERNAL_SERVER_ERROR:
                raise RobotsForbid(site=url) from error
            return None
        if text is None:
            return None
        robots = RobotFileParser()
        robots.parse(text.splitlines())
        return robots

    def _robots_text(self, client: httpx.Client, url: str) -> str | None:
        """The file, wherever it was moved to; none if it is sent on and on (2.3.1.2)."""
        at, moved = url, False
        for _ in range(_ROBOTS_HOPS + 1):
            body = io.BytesIO()
            try:
                answer = self._get(client, at, body, _ROBOTS_BYTES)
                if isinstance(answer, str):
                    moved = True
                    at = checked_url(answer, self._rules)
                    continue
            except FetchTooLarge:
                # what was read of it counts
                pass
            except (BadUrl, ForbiddenAddress, HostUnknown) as error:
                if moved or isinstance(error, _BadRedirect):
                    raise RobotsForbid(site=url) from error
                raise
            return body.getvalue().decode("utf-8", "replace")
        return None

    def _fetched(self, url: str, final: str, answer: tuple[httpx.Response, int, str]) -> Fetched:
        response, size, sha256 = answer
        return Fetched(
            url=url,
            final_url=final,
            size=size,
            sha256=sha256,
            media_type=response.headers.get("content-type", "").split(";")[0].strip().lower(),
            file_name=_file_name(response, final),
            fetched_at=datetime.datetime.now(datetime.UTC),
            encoding=response.charset_encoding or "",
            validators=Validators(
                response.headers.get("etag", ""), response.headers.get("last-modified", "")
            ),
            unchanged=response.status_code == httpx.codes.NOT_MODIFIED,
        )


class _BadRedirect(BadUrl):
    """A redirect that leads to what is no address."""


def _joined(url: str, location: str) -> str:
    """Where a redirect leads."""
    try:
        return urljoin(url, location)
    except ValueError as error:
        raise _BadRedirect(url=location[:200]) from error


def _file_name(response: httpx.Response, url: str) -> str:
    """The name in Content-Disposition (RFC 6266), else the last part of the address."""
    message = Message()
    message["content-disposition"] = response.headers.get("content-disposition", "")
    name = message.get_filename() or unquote(PurePosixPath(urlsplit(url).path).name)
    return name.replace("\\", "/").rsplit("/", 1)[-1]
