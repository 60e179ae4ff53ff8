"""Permanent public addresses of everything in the instance."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

import msgspec
from django.http import HttpRequest
from django.urls import reverse

from shiryokan.instance import current
from shiryokan.paper.picture import SIZES

HERE = "http://localhost:8000"
"""Where an instance is opened unless one says otherwise."""


class Addresses(msgspec.Struct, frozen=True):
    """Addresses under ``base``, the instance's own address without a slash at its end."""

    base: str

    @classmethod
    def of(cls, request: HttpRequest | None) -> Addresses:
        """By the setting ``base_url``; else as the request was made."""
        base = current.config().base_url.rstrip("/")
        if not base:
            base = f"{request.scheme}://{request.get_host()}" if request else HERE
        return cls(base)

    def to(self, name: str, *parts: object) -> str:
        """The address of a view by its name."""
        return self.base + reverse(name, args=parts)

    def document(self, document: str) -> str:
        """A document's page for readers."""
        return self.to("viewer:document", document)

    def page(self, document: str, number: int) -> str:
        """A page's page for readers, which never changes."""
        return self.to("viewer:page", document, number)

    def record(self, record: uuid.UUID) -> str:
        """A record's page for readers."""
        return self.to("registers:record", record)

    def pictures(self, document: str, number: int) -> dict[str, str]:
        """A page's pictures by size."""
        return {
            name: self.to("viewer:picture", document, number, name, size.suffix)
            for name, size in SIZES.items()
        }

    def with_query(self, name: str, *parts: object, **query: object) -> str:
        """The address of a view, asked in a certain way; what is empty is left out."""
        given = [(key, value) for key, value in query.items() if value not in ("", None, [])]
        parameters = urlencode(given, doseq=True)
        return self.to(name, *parts) + (f"?{parameters}" if parameters else "")

    def next(self, request: HttpRequest, cursor: str) -> str | None:
        """The address of what follows in a list."""
        if not cursor:
            return None
        parameters: Mapping[str, Any] = {**dict(request.GET.lists()), "cursor": [cursor]}
        return f"{self.base}{request.path}?{urlencode(parameters, doseq=True)}"
