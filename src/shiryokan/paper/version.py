"""Which reading of pages this is, so that pages read by an older one are known and read anew."""

from __future__ import annotations

from typing import Final

VERSION: Final = 15
"""Raised with every change by which pages come out otherwise than before: their text, lines,
blocks, tables or warnings. ``tests/paper/test_version.py`` holds it against pages."""
