"""Fetches URLs that people give, without letting them reach into the house's own network."""

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
from shiryokan.fetch.fetching import Fetched, fetch
from shiryokan.fetch.rules import FetchLimits, FetchRules

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
    "RobotsForbid",
    "TooManyRedirects",
    "Unreachable",
    "fetch",
]
