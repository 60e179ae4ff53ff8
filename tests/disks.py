"""Disks on which there is no room."""

from __future__ import annotations

from pathlib import Path


def fill(disk: Path) -> Path:
    """Leave no byte free."""
    filling = disk / "filling"
    with filling.open("wb") as file:
        try:
            while True:
                file.write(b"\0" * 65536)
                file.flush()
        except OSError:
            pass
    return filling
