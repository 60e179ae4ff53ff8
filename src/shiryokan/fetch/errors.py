"""The errors of fetching a URL.

::

    FetchError
    ├── BadUrl            not an http(s) address that may be fetched
    ├── ForbiddenAddress  the host is, or leads to, an address inside a network
    ├── HostUnknown       the host's name has no address
    ├── RobotsForbid      the site's robots.txt asks not to
    ├── Unreachable       no answer, or a broken one
    ├── BadStatus         the server answered with an error
    ├── TooManyRedirects
    ├── FetchTooLarge     more bytes than the limit
    └── FetchTooSlow      longer than the limit

Each has a stable ``code`` and plain ``details``.
"""

from __future__ import annotations

from typing import ClassVar


class FetchError(Exception):
    """A URL could not be fetched."""

    code: ClassVar[str] = "fetch_failed"

    def __init__(self, message: str = "", **details: str | int | float) -> None:
        super().__init__(message or self.__doc__ or self.code)
        self.details: dict[str, str | int | float] = details


class BadUrl(FetchError):  # noqa: N818
    """Not an address that may be fetched: http or https, on an allowed port, with a host."""

    code = "bad_url"


class ForbiddenAddress(FetchError):  # noqa: N818
    """The host is, or leads to, an address that is not on the public internet."""

    code = "forbidden_address"


class HostUnknown(FetchError):  # noqa: N818
    """The host's name has no address."""

    code = "host_unknown"


class RobotsForbid(FetchError):  # noqa: N818
    """The site's robots.txt asks programs not to fetch this."""

    code = "robots_forbid"


class Unreachable(FetchError):  # noqa: N818
    """The server did not answer, or not in the protocol."""

    code = "unreachable"


class BadStatus(FetchError):  # noqa: N818
    """The server answered with an error."""

    code = "bad_status"


class TooManyRedirects(FetchError):  # noqa: N818
    """The server sends from address to address."""

    code = "too_many_redirects"


class FetchTooLarge(FetchError):  # noqa: N818
    """More bytes than the limit."""

    code = "fetch_too_large"


class FetchTooSlow(FetchError):  # noqa: N818
    """It took longer than the limit."""

    code = "fetch_too_slow"
