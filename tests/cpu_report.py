"""``pytest --cpu-report FILE``: processor seconds of every test, its child processes' included.

Wall time says little on a machine that does other things as well. A line for each phase of each test:
seconds, phase (setup, call, teardown), test. A child counts when it has ended, so a server that is shared
by many tests counts in the teardown of the last.
"""

from __future__ import annotations

import resource
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import warm


def seconds() -> float:
    """Processor seconds of this process, of its children that have ended, and of warm starts."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in used) + warm.used_seconds


class CpuReport:
    """The plugin; workers of xdist write to the same file."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> Iterator[None]:
        yield from self._measured(item, "setup")

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self, item: pytest.Item) -> Iterator[None]:
        yield from self._measured(item, "call")

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_teardown(self, item: pytest.Item) -> Iterator[None]:
        yield from self._measured(item, "teardown")

    def _measured(self, item: pytest.Item, phase: str) -> Iterator[None]:
        before = seconds()
        try:
            yield
        finally:
            with self.path.open("a", encoding="utf-8") as file:
                file.write(f"{seconds() - before:.2f}\t{phase}\t{item.nodeid}\n")
