"""A search as an address asks it: its parameters, what is wrong with them, and what of them goes on
to the pages that were found."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import get_args
from urllib.parse import urlencode

from django.utils.translation import gettext

from shiryokan.i18n.explanations import Told, explain
from shiryokan.search.engine import Sort
from shiryokan.search.find import Asked, Found, of_said_kind
from shiryokan.search.kinds import KINDS, PAGE

ALL = "all"
"""The value of ``kind`` for everything at once."""
_MARKING = ("q", "exact")


def asked_of(parameters: Mapping[str, str]) -> Asked:
    """The search that an address asks for; what it does not understand is left out."""
    # no database takes U+0000, and nobody types it
    parameters = {name: value.replace("\x00", "") for name, value in parameters.items()}
    kind = parameters.get("kind", PAGE)
    sort = parameters.get("sort", "best")
    year = parameters.get("year", "")
    asked = Asked(
        text=parameters.get("q", "").strip(),
        kind="" if kind == ALL else kind if kind in KINDS else PAGE,
        publisher=parameters.get("publisher", ""),
        council=parameters.get("council", ""),
        ministry=parameters.get("ministry", ""),
        year=int(year) if year.isdecimal() and len(year) == 4 else 0,
        first=_day(parameters.get("from", "")),
        last=_day(parameters.get("to", "")),
        sort=next((known for known in get_args(Sort) if known == sort), "best"),
        exact="exact" in parameters,
    )
    return of_said_kind(asked)


def marking(parameters: Mapping[str, str]) -> str:
    """The part of the address that marks the hits on the pages it leads to."""
    kept = {name: value for name in _MARKING if (value := parameters.get(name, "").strip())}
    return urlencode(kept)


def explained(result: Found | None) -> Told | None:
    """What is wrong with a query, and what to do."""
    if result is None or result.problem is None:
        return None
    code, position = result.problem
    return explain(code, {"position": position + 1}, gettext)


def _day(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text) if text else None
    except ValueError:
        return None
