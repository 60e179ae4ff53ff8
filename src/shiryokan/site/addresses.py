"""Addresses that no page has: those with the character NUL, which PostgreSQL takes in no text."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponseBase

_NUL = "\x00"


class AddressMiddleware:
    """Answers them as any address that makes no sense (400), before a view asks a database."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer, if the address may be one."""
        values = (text for name, texts in request.GET.lists() for text in (name, *texts))
        if _NUL in request.path_info or any(_NUL in text for text in values):
            raise SuspiciousOperation("an address holds NUL")
        return self._get_response(request)
