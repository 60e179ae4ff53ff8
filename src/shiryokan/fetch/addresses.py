"""Whether an address has a form that may be connected to at all."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from shiryokan.fetch.errors import BadUrl
from shiryokan.fetch.rules import FetchRules

_MOST_URL = 4000


def checked_url(url: str, rules: FetchRules) -> str:
    """The address without its fragment, if its form is allowed. Raises :class:`BadUrl`.

    Where its host leads is checked when it is connected to, not here.
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port or {"http": 80, "https": 443}.get(parts.scheme, 0)
        host = (parts.hostname or "").encode("idna").decode("ascii")
    except (ValueError, UnicodeError) as error:
        raise BadUrl(url=url[:200]) from error
    good = (
        parts.scheme in ("http", "https")
        and port in rules.ports
        and host
        and "%" not in host
        and _is_plain_host(host)
        and parts.username is None
        and parts.password is None
        and len(url) <= _MOST_URL
        and not any(character.isspace() or ord(character) < 0x20 for character in url.strip())
    )
    if not good:
        raise BadUrl(url=url[:200])
    return parts._replace(fragment="").geturl()


def _is_plain_host(host: str) -> bool:
    """Whether a host is a name, or an address in its one usual form.

    A name whose last part is a number is taken for an IPv4 address by resolvers, in many odd
    forms (WHATWG URL, 3.5); only four plain decimal numbers are let through.
    """
    if ":" in host:
        return True
    last = host.rstrip(".").rpartition(".")[2]
    if not (last.isdigit() or last.startswith("0x")):
        return host.isascii()
    try:
        return str(ipaddress.IPv4Address(host)) == host
    except ValueError:
        return False
