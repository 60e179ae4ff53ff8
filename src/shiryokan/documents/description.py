"""What a person says of a document when handing it in."""

from __future__ import annotations

import datetime
from typing import Any

import msgspec

from shiryokan.titlepage.guess import Precision

LONGEST_TITLE = 500
"""Characters of a title, at most: the width of its column. A longer one is refused, not cut."""


class Description(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """Title, origin and collection as given; empty where nothing was said."""

    title: str = ""
    publisher: str = ""
    council: str = ""
    meeting: str = ""
    date: datetime.date | None = None
    date_precision: Precision = "day"
    source_url: str = ""
    collection: str = ""
    retrieved_at: datetime.datetime | None = None
    """When what is handed in as a file was fetched from its source URL."""

    def as_data(self) -> dict[str, Any]:
        """Plain values for a JSON column."""
        data: dict[str, Any] = msgspec.to_builtins(self)
        return data


def description_from_data(data: dict[str, Any]) -> Description:
    """The reverse of :meth:`Description.as_data`."""
    return msgspec.convert(data, Description)
