"""Fetches, and posts to, URLs that people give; none leads into the instance's own network."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from shiryokan.fetch.addresses import checked_url
from shiryokan.fetch.errors import (
    BadStatus,
    BadUrl,
    FetchError,
    FetchTooLarge,
    FetchTooSlow,
    ForbiddenAddress,
    HostUnknown,
    RobotsForbid,
    TooManyRedirects,
    Unreachable,
)
from shiryokan.fetch.rules import FetchLimits, FetchRules

if TYPE_CHECKING:
    from shiryokan.fetch.fetching import Fetched, Robots, Validators, fetch
    from shiryokan.fetch.posting import post

__all__ = [
    "BadStatus",
    "BadUrl",
    "FetchError",
    "FetchLimits",
    "FetchRules",
    "FetchTooLarge",
    "FetchTooSlow",
    "Fetched",
    "ForbiddenAddress",
    "HostUnknown",
    "Robots",
    "RobotsForbid",
    "TooManyRedirects",
    "Unreachable",
    "Validators",
    "checked_url",
    "fetch",
    "post",
]

_LATER = {
    **dict.fromkeys(("Fetched", "Robots", "Validators", "fetch"), "fetching"),
    "post": "posting",
}
"""What loads the HTTP client, which takes a tenth of a command's start: loaded when asked for."""


def __getattr__(name: str) -> Any:
    if name in _LATER:
        return getattr(importlib.import_module(f"{__name__}.{_LATER[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
