"""A real server with samples, asked as programs ask it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests import homes
from tests.served import ANSWER_SECONDS, run, served

SAMPLES = ("mikagami-plan-2024.pdf", "mikagami-plan-2025.pdf", "mikagami-guideline.pdf")


@pytest.fixture(scope="session")
def api_home(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> Path:
    """A library with the samples."""
    home = tmp_path_factory.mktemp("api")
    homes.copy_with_samples(home)
    run(home, "user", "taro", "--password", "kirihama-no-tomoshibi")
    return home


@pytest.fixture(scope="session")
def api_address(api_home: Path) -> Iterator[str]:
    """The address of its server, which answers as often as it is asked."""
    with served(api_home, api_per_minute="0", api_token_per_minute="0") as address:
        yield address


@pytest.fixture
def api(api_address: str) -> Iterator[httpx.Client]:
    """A client of the interface."""
    with httpx.Client(base_url=f"{api_address}/api/v1", timeout=ANSWER_SECONDS) as client:
        yield client
