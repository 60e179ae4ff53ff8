"""An empty instance for each test, in which nobody has tried anything yet."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.cache import cache

from shiryokan.api import throttling
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


@pytest.fixture
def no_time_passes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """For those who count how often one asks: nobody has asked yet, and however slow the machine is,
    no try comes back."""
    now = time.time()
    clock = SimpleNamespace(time=lambda: now, monotonic=time.monotonic)
    monkeypatch.setattr(throttling, "time", clock)
    counted = throttling.Buckets(tmp_path / "rate-limits")
    monkeypatch.setattr(throttling, "_open", {current.home().rate_limits: counted})
    still = "'2999-01-01'::timestamptz"
    asked = throttling._SPEND
    assert "clock_timestamp()" in asked
    monkeypatch.setattr(throttling, "_SPEND", asked.replace("clock_timestamp()", still))
