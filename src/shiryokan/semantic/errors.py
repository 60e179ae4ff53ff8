"""Why there is no semantic search."""

from __future__ import annotations


class NoModel(Exception):  # noqa: N818
    """The model that is set cannot be used; the message says why and what to do."""
