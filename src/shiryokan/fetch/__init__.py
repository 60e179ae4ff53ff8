"""Fetches, and posts to, URLs that people give; none leads into the house's own network."""

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
from shiryokan.fetch.fetching import Fetched, fetch
from shiryokan.fetch.posting import post
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
    "checked_url",
    "fetch",
    "post",
]
