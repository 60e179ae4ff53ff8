"""Engines of every kind, each of which must do the same."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from shiryokan.search.engine import SearchEngine
from shiryokan.search.tantivy_engine import TantivyEngine

MakeEngine = Callable[[Path], SearchEngine]


@pytest.fixture(scope="module", params=["tantivy"])
def make_engine(request: pytest.FixtureRequest) -> MakeEngine:
    """Opens an index kept under a folder; two calls with one folder open the same index."""
    return TantivyEngine
