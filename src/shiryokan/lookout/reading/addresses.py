"""By which address a link is known again: without session ids, cache marks and index files."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from urllib.parse import parse_qsl, quote, unquote, urlencode, urljoin, urlsplit, urlunsplit

_SESSION = re.compile(
    r"(?:php|asp|j)?sess(?:ion)?_?(?:id)?|aspsessionid\w*|sid|s_id|jsessionid|cfid|cftoken|token|"
    r"utm_\w+|fbclid|gclid|_ga|_gl|_",
    re.IGNORECASE,
)
"""Names of parameters that say who asks, not what is asked for."""
_IN_PATH = re.compile(r"/\(S\([a-z0-9]+\)\)|;(?:j?sessionid|sid)=[^/?#;]*", re.IGNORECASE)
"""Sessions that ASP.NET and servlets write into the path."""
_INDEX = re.compile(r"/(?:index|default)\.(?:s?html?|php|aspx?|jsp)$", re.IGNORECASE)
_FILE = re.compile(r"\.pdf$", re.IGNORECASE)
_TOKEN = re.compile(r"(?=\S*\d)[\w.-]{8,}")
"""A value that looks made up for a visit: eight characters or more, with a digit."""
_FEW = 2
"""Links from which on a value that all share is taken for a session's."""
_PORTS = {"http": 80, "https": 443}


def joined(base: str, href: str) -> str:
    """The absolute address of a link, without its fragment; empty if it is none of the web."""
    try:
        parts = urlsplit(urljoin(base, href.strip().replace("\n", "").replace("\t", "")))
        port = parts.port
    except ValueError:
        return ""
    if parts.scheme not in _PORTS or not parts.hostname:
        return ""
    host = parts.hostname if port in (None, _PORTS[parts.scheme]) else f"{parts.hostname}:{port}"
    path = quote(unquote(parts.path), safe="/:@!$&'()*+,;=~%-._") if parts.path else "/"
    query = quote(parts.query, safe="=&%+/:@!$'()*,;?~-._")
    return urlunsplit((parts.scheme, host, path, query, ""))


def host_of(address: str) -> str:
    """The host of an address with its port, if that is not the usual one."""
    return urlsplit(address).netloc


def is_pdf(address: str) -> bool:
    """Whether the path of an address, or one of its parameters, names a PDF."""
    parts = urlsplit(_IN_PATH.sub("", address))
    if _FILE.search(parts.path):
        return True
    return any(_FILE.search(value) for _, value in parse_qsl(parts.query))


def key_of(address: str, dropped: frozenset[str] = frozenset(), *, whole: bool = False) -> str:
    """The key of an address: host, path and those parameters that say what is asked for.

    ``dropped`` are parameters that carry the session of a page (:func:`session_parameters`). The
    query of a path that ends in .pdf is a mark against caches, unless ``whole``.
    """
    parts = urlsplit(_IN_PATH.sub("", address))
    path = _INDEX.sub("/", unquote(parts.path))
    query = ""
    if whole or not _FILE.search(path):
        query = urlencode(
            [
                (name, value)
                for name, value in parse_qsl(parts.query, keep_blank_values=True)
                if name not in dropped and not _SESSION.fullmatch(name)
            ]
        )
    return parts.netloc.lower() + path + (f"?{query}" if query else "")


def shown(address: str, dropped: frozenset[str] = frozenset()) -> str:
    """The address for people: without a session."""
    parts = urlsplit(_IN_PATH.sub("", address))
    kept = [
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if name not in dropped and not _SESSION.fullmatch(name)
    ]
    return urlunsplit((parts.scheme, parts.netloc, parts.path, urlencode(kept), ""))


def session_parameters(addresses: Iterable[str]) -> frozenset[str]:
    """Parameters that have one made-up value on all links that have them, to different paths."""
    values: dict[str, set[str]] = defaultdict(set)
    paths: dict[str, set[str]] = defaultdict(set)
    for address in addresses:
        parts = urlsplit(address)
        for name, value in parse_qsl(parts.query):
            values[name].add(value)
            paths[name].add(parts.path)
    return frozenset(
        name
        for name, found in values.items()
        if len(found) == 1 and len(paths[name]) >= _FEW and _TOKEN.fullmatch(next(iter(found)))
    )


def keys_of(addresses: Iterable[str]) -> dict[str, str]:
    """The key of each address of a page. Paths of PDFs that the page lists with several queries
    keep them."""
    listed = list(dict.fromkeys(addresses))
    dropped = session_parameters(listed)
    queries: dict[str, set[str]] = defaultdict(set)
    for address in listed:
        queries[key_of(address, dropped)].add(key_of(address, dropped, whole=True))
    return {
        address: key_of(address, dropped, whole=len(queries[key_of(address, dropped)]) > 1)
        for address in listed
    }
