"""The shape of what is told of something that went wrong."""

from __future__ import annotations

import msgspec


class Explanation(msgspec.Struct, frozen=True):
    """What is wrong, and what to do. Both are message ids with ``%(name)s`` places."""

    what: str
    do: str
