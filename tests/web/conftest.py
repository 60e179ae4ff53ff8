"""An empty instance for each test, in which nobody has tried anything yet."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import cache

from shiryokan.instance import current
from tests.documents.conftest import Add, Fill, add, empty_instance, fill

__all__ = ["Add", "Fill", "add", "empty_instance", "fill"]


@pytest.fixture(autouse=True)
def empty_cache() -> Iterator[None]:
    """Attempts are counted in the cache, which the database's going back does not empty, unless it is
    there itself."""
    if current.config().database_url:
        yield
        return
    cache.clear()
    yield
    cache.clear()
