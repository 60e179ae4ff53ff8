"""What a check finds, and how it is repaired."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import msgspec

Remedy = Literal[
    "read",
    "index",
    "store",
    "reindex",
    "take_in",
    "drop",
    "drop_upload",
    "drop_pictures",
    "put_aside",
    "none",
]
"""Read the document anew; index it anew; queue the intake anew; build the whole index anew; take
a stray original in; drop what can be made again, an upload that nobody waits for, the pictures of
no document; put the file aside; nothing to be done here."""


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that is not as it should be: an explanation's code, the document, intake or file
    that it is about, and what puts it right."""

    code: str
    about: str
    remedy: Remedy = "none"
    details: Mapping[str, str | int] = {}

    def explanation_details(self) -> dict[str, object]:
        """Details for the explanation."""
        return {"about": self.about, **self.details}
