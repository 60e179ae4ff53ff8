"""What the locks of requirements/ name."""

from __future__ import annotations

import re
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name as normal

ROOT = Path(__file__).parent.parent
SERVER = ROOT / "requirements" / "server.txt"
_PINNED = re.compile(r"^([A-Za-z0-9._-]+==.+?)\s*\\?$", re.MULTILINE)

__all__ = ["ROOT", "SERVER", "locked", "normal"]


def locked(lock: Path = SERVER) -> dict[str, str]:
    """The version of each package of a lock that is for this platform and this Python."""
    pinned = (Requirement(line) for line in _PINNED.findall(lock.read_text("utf-8")))
    return {
        normal(package.name): str(package.specifier).removeprefix("==")
        for package in pinned
        if package.marker is None or package.marker.evaluate()
    }
