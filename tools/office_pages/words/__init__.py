"""Invented words: people, bodies, sums, dates, titles and prose, never the same twice."""

from __future__ import annotations

from tools.office_pages.words.author import Author

__all__ = ["Author"]
