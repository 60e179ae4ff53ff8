"""Addresses that an article may lead to."""

from __future__ import annotations

from urllib.parse import urlsplit

from shiryokan.news.errors import NewsError

_MOST = 2000
_SCHEMES = ("http", "https")


def checked_link(address: str) -> str:
    """An address of the web, or of this house; :class:`NewsError` for any other."""
    address = address.strip()
    if len(address) > _MOST or any(c.isspace() or ord(c) < 0x20 for c in address):
        raise NewsError("news_link")
    if address.startswith("/") and not address.startswith(("//", "/\\")):
        return address
    try:
        parts = urlsplit(address)
    except ValueError:
        raise NewsError("news_link") from None
    if parts.scheme not in _SCHEMES or not parts.hostname:
        raise NewsError("news_link")
    return address
