"""What the process that reads a page is asked, and what it may use.

Who asks needs nothing of what reads.
"""

from __future__ import annotations

import msgspec

from shiryokan.paper.limits import MEBI, Limits

LIMITS = Limits(memory_bytes=512 * MEBI, file_seconds=10.0)
"""Of one page: 2 MB of the worst HTML take some 200 MB and 3 s."""


class Question(msgspec.Struct):
    """A page to be read, within the walls of ``program``."""

    data: bytes
    address: str
    encoding: str
    media_type: str
    program: bytes
