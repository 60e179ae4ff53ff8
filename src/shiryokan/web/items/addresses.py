"""Addresses of which a page of an item holds hundreds: to look each up takes longer than all else
in them, so what stands around their numbers is looked up once."""

from __future__ import annotations

import uuid
from functools import lru_cache
from urllib.parse import quote

from django.urls import get_script_prefix, reverse

_NOBODY, _NUMBER = uuid.UUID(int=0), 0
_DOCUMENT, _CODE = "0" * 16, "0"


def record_address(pk: uuid.UUID) -> str:
    """The page of a record."""
    return _address("registers:record", pk)


def links_address(pk: uuid.UUID) -> str:
    """The page on which it is put right what a record is about."""
    return _address("items:links", pk)


def page_address(document: str, number: int) -> str:
    """A page of a document."""
    before, between, after = _around_page(get_script_prefix())
    return f"{before}{document}{between}{number}{after}"


def item_address(schedule: str, code: str) -> str:
    """The page of an item of a schedule."""
    before, after = _around_item(get_script_prefix(), schedule)
    return f"{before}{quote(code)}{after}"


def _address(name: str, pk: uuid.UUID) -> str:
    before, after = _around(name, get_script_prefix())
    return f"{before}{pk}{after}"


@lru_cache
def _around(name: str, _prefix: str) -> tuple[str, str]:
    before, _found, after = reverse(name, args=[_NOBODY]).partition(str(_NOBODY))
    return before, after


@lru_cache
def _around_item(_prefix: str, schedule: str) -> tuple[str, str]:
    before, _found, after = reverse("items:item", args=[schedule, _CODE]).rpartition(_CODE)
    return before, after


@lru_cache
def _around_page(_prefix: str) -> tuple[str, str, str]:
    path = reverse("viewer:page", args=[_DOCUMENT, _NUMBER])
    before, _found, rest = path.partition(_DOCUMENT)
    between, _found, after = rest.rpartition(str(_NUMBER))
    return before, between, after
