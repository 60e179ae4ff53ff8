"""The limits under which a PDF is read; no file may take more than these."""

from __future__ import annotations

import msgspec

MEBI = 1024 * 1024


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """Every bound on reading one PDF. The defaults suit a machine with 2 GB of memory."""

    file_bytes: int = 1024 * MEBI
    """Largest file, in bytes."""
    pages: int = 10_000
    """Most pages of one file."""
    memory_bytes: int = 1536 * MEBI
    """Address space of the reading process, in bytes (its resident memory is far below)."""
    open_seconds: float = 30.0
    """Longest time to open a file, in seconds."""
    page_seconds: float = 20.0
    """Longest time for one page, text or picture, in seconds."""
    file_seconds: float = 1800.0
    """Longest time for a whole file, in seconds."""
    glyphs_per_page: int = 100_000
    """Glyphs of one page that are read; a page with more is cut there, with a warning."""
    page_output_bytes: int = 64 * MEBI
    """Largest answer of the reading process for one page, in bytes."""
    outline_items: int = 10_000
    """Bookmarks that are read."""
    deaths: int = 20
    """How often the reading process may die on one file before its other pages are given up."""
