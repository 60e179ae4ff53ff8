"""Disks on which there is no room."""

from __future__ import annotations

import contextlib
from pathlib import Path


def fill(disk: Path) -> Path:
    """Leave no byte free; the file that takes the room, which is not there if there was none."""
    filling = disk / "filling"
    with contextlib.suppress(OSError), filling.open("wb") as file:
        while True:
            file.write(b"\0" * 65536)
            file.flush()
    return filling
